"""A question's slips of the pen, read as the words of the library that they were meant for.

Only a word that stands nowhere in the library and in no dictionary is read as another, only
where that one is near by letters, and never in silence: what was read is told beside the
answer. A name is held to more than a word, for the other one may be somebody else's: a
letter changed in a short name, or in the last name of a person, is told and not read.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from itertools import pairwise

from corpus.letters import swapped, without_possessive
from index.analyzers import compound_parts, is_unspaced
from index.spelling import NearWord
from qa.answer import Question, Turn
from qa.ports import Spelling

_LETTER = "A-Za-zÀ-ÖØ-öø-ɏ"
_WORD = re.compile(rf"(?<![\d_'’{_LETTER}])[{_LETTER}]+(?:(?![\d_'’{_LETTER}])|(?=['’]s\b))")
"""A word of Latin letters, which Chinese may stand right beside."""
_OPENS = re.compile(r"(?:^|[.?!:;“\"(])\s*$")
_SHORTEST = 5
"""Letters of the shortest word that is read as another: below, most words are a letter apart."""
_TWO_APART = 8
"""Letters from which a word may be two letters off,"""
_NAME_TWO_APART = 9
"""and a name."""
_NAME_LENGTH = 6
"""Letters from which a name may have a letter more or less,"""
_NAME_LETTER = 7
"""and another letter in a place: "Kenia" may be a girl."""
_PART = 3
"""Letters of the shortest part of a word that was written as two."""
_CLEARLY = 3
"""By how many times more often the nearest word stands than another as near."""

Pairs = tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True)
class Respelt:
    """A question with its slips put right."""

    question: Question
    read_as: Pairs = ()
    """Words as written, and what each was read as."""
    nearest: Pairs = ()
    """Names that stand nowhere, left as they are, each with a name of the library that may be another's."""


@dataclass(slots=True)
class _Slips:
    """What became of one text."""

    edits: list[tuple[int, int, str]] = field(default_factory=list)
    nearest: list[tuple[str, str]] = field(default_factory=list)

    def text(self, written: str) -> str:
        for start, end, other in sorted(self.edits, reverse=True):
            written = written[:start] + other + written[end:]
        return written

    def read(self, written: str) -> list[tuple[str, str]]:
        return [(written[start:end], other) for start, end, other in sorted(self.edits)]


def respelt(question: Question, words: Spelling) -> Respelt:
    """Read a question's misspelt words as those of the library, in it and in what was asked before.

    Args:
        question: With its history; agents' turns are left as they are.
        words: How the index sees words.
    """
    text = words.simplified(question.text)
    slips = _slips(text, words)
    read, turns = slips.read(text), []
    for turn in question.history:
        written = words.simplified(turn.text)
        earlier = _Slips() if turn.speaker == "agent" else _slips(written, words)
        turns.append(Turn(turn.speaker, earlier.text(written)))
        read += earlier.read(written)
    question = replace(question, text=slips.text(text), history=tuple(turns))
    return Respelt(question, tuple(dict.fromkeys(read)), tuple(dict.fromkeys(slips.nearest)))


def told(read_as: Pairs) -> str:
    """Say what was read as what, for people; empty for nothing."""
    pairs = ", ".join(f"“{written}” as “{meant}”" for written, meant in read_as)
    return f"read {pairs}" if pairs else ""


def _slips(text: str, words: Spelling) -> _Slips:
    unknown = {
        part
        for word in words.unknown_terms(text)
        if not is_unspaced(word)
        for part in [without_possessive(word), *compound_parts(word)]
    }
    slips = _Slips()
    if not unknown:
        return slips
    found = list(_WORD.finditer(text))
    for one, two in pairwise(found):
        whole = _joined(one, two, text, unknown, words)
        if whole:
            slips.edits.append((one.start(), two.end(), whole))
            unknown -= {one.group(), two.group()}
    verdicts = {at: _meant(match, text, words) for at, match in enumerate(found) if match.group() in unknown}
    strangers = {at for at, (near, sure) in verdicts.items() if not (near and sure)}
    for at, (near, sure) in verdicts.items():
        if near is None:
            continue
        word = found[at].group()
        # Of a first and a last name that are both unknown, one alone is not read as somebody's.
        if sure and not (near.name and _beside(at, strangers, found, text)):
            slips.edits.append((*found[at].span(), _as_written(near, word)))
        else:
            slips.nearest.append((word, near.text))
    return slips


def _joined(
    one: re.Match[str], two: re.Match[str], text: str, unknown: set[str], words: Spelling
) -> str | None:
    """Return two words of a question as the one that the library has in their place."""
    parts = (one.group(), two.group())
    beside = text[one.end() : two.start()] in (" ", "-")
    if not beside or unknown.isdisjoint(parts) or min(map(len, parts)) < _PART:
        return None
    return words.joined(*parts)


def _meant(match: re.Match[str], text: str, words: Spelling) -> tuple[NearWord | None, bool]:
    """Return what a word was meant for, if anything, and whether it is sure enough to be read so."""
    word = match.group()
    acronym = word.isupper() and not text.isupper()
    if len(word) < _SHORTEST or acronym:
        return None, False
    near = words.near_words(word)
    if near and near[0].apart == 0:
        return near[0], True
    titled = text.isupper() or text.istitle() or bool(_OPENS.search(text[: match.start()]))
    if word[0].isupper() and not titled:
        near = [one for one in near if one.name]
    if not near or not _clear(near):
        return None, False
    best = near[0]
    sure = _same_name(word, best) if best.name else best.apart == 1 or len(word) >= _TWO_APART
    return (best, sure) if sure or (best.name and best.apart == 1) else (None, False)


def _clear(near: Sequence[NearWord]) -> bool:
    """Return whether the nearest word is nearer than the next, or much more frequent."""
    best, *others = near
    return all(one.apart > best.apart or one.passages * _CLEARLY <= best.passages for one in others)


def _same_name(word: str, near: NearWord) -> bool:
    """Return whether a name is so near to another that it is hardly another's."""
    if swapped(word.casefold(), near.text.casefold()):
        return True
    if near.family:
        return False
    if near.apart > 1:
        return len(word) >= _NAME_TWO_APART
    return len(word) >= (_NAME_LETTER if len(word) == len(near.text) else _NAME_LENGTH)


def _beside(at: int, strangers: set[int], found: Sequence[re.Match[str]], text: str) -> bool:
    """Return whether another unknown name stands right before or behind a name."""
    pairs = [(at - 1, at - 1, at), (at + 1, at, at + 1)]
    return not text.isupper() and any(
        text[found[low].end() : found[high].start()] == " "
        for other, low, high in pairs
        if other in strangers and found[other].group()[0].isupper()
    )


def _as_written(near: NearWord, word: str) -> str:
    """Return a near word as it stands in the place of the word written: a sentence begins with a capital."""
    if word.isupper():
        return near.text.upper()
    return near.text[0].upper() + near.text[1:] if word[0].isupper() else near.text
