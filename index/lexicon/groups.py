"""What a text's words are called in the other language.

Each word of a text becomes a group: the word itself and all its translations, any of
which counts as the word (structured queries: Pirkola, "The Effects of Query Structure and
Dictionary Setups in Dictionary-Based Cross-Language Information Retrieval", SIGIR 1998).
Longest entries win: "Super Bowl" is one word to the dictionary.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index import analyzers
from index.lexicon.cedict import MAX_GLOSS_TERMS
from index.lexicon.spellings import other_terms
from index.lexicon.store import Lexicon

MAX_TRANSLATIONS = 48
"""A word with more says little by each of them."""
_LONGEST = 8
"""Characters of the longest Chinese entry that is looked for."""


@dataclass(frozen=True, slots=True)
class Translation:
    """A word of a text and what it is called in the other language."""

    surface: str
    """As the text has it."""
    terms: tuple[str, ...]
    """Its own terms."""
    others: tuple[str, ...]
    """Words of the other language; for Chinese words English glosses as terms joined by spaces."""
    share: float = 1.0
    """How sure it is that this is a word of the text, 0 to 1."""


def translate(text: str, lexicon: Lexicon) -> tuple[Translation, ...]:
    """Return the words of a text in order, each with its translations; stop words are left out.

    A word that the dictionary does not know (a name, a number) has none.
    """
    found: list[Translation] = []
    for run, unspaced in analyzers.runs(text):
        if unspaced:
            found += _of_chinese(run, lexicon)
        else:
            found += _of_english([token for token in analyzers.tokens(run) if not token.stop], lexicon)
    return tuple(found)


def cut(run: str, lexicon: Lexicon) -> list[tuple[str, bool]]:
    """Return the pieces of a run without spaces in order, each with whether the dictionary has it.

    The longest words from the run's start, and whatever stands between them.
    """
    words = sorted(_from_start(sorted(_known(run, lexicon)), len(run)))
    found, at = [], 0
    for start, end in [*words, (len(run), len(run))]:
        found += [(run[at:start], False), (run[start:end], True)]
        at = end
    return [(piece, is_word) for piece, is_word in found if piece]


def _of_english(words: Sequence[analyzers.Token], lexicon: Lexicon) -> Iterator[Translation]:
    terms = [word.term for word in words]
    parts = {tuple(terms[at : at + n]) for at in range(len(terms)) for n in range(1, MAX_GLOSS_TERMS + 1)}
    spelled = [[(other,) for other in other_terms(term)] for term in terms]
    known = lexicon.chinese(parts.union(*spelled))
    at = 0
    while at < len(terms):
        n = next((n for n in range(MAX_GLOSS_TERMS, 0, -1) if tuple(terms[at : at + n]) in known), 1)
        own = tuple(terms[at : at + n])
        surface = " ".join(word.surface for word in words[at : at + n])
        # "left" is a side and a form of "leave"; which one is meant, the passage knows.
        ways = [own, *(spelled[at] if n == 1 else [])]
        others = dict.fromkeys(word for way in ways for word in known.get(way, ()))
        yield Translation(surface, own, tuple(others)[:MAX_TRANSLATIONS])
        at += n


def _of_chinese(run: str, lexicon: Lexicon) -> Iterator[Translation]:
    """Yield the words of a run: the longest ones, taken from its start and from its end.

    Where both ways disagree ("家公|司", "家|公司") each word counts half.
    """
    n = len(run)
    known = _known(run, lexicon)
    words = list(known)
    forwards, backwards = _from_start(words, n), _from_end(words, n)
    for at, end in sorted(forwards | backwards):
        word = run[at:end]
        glosses = tuple(" ".join(gloss) for gloss in known[at, end])[:MAX_TRANSLATIONS]
        sure = (at, end) in forwards and (at, end) in backwards
        yield Translation(word, tuple(analyzers.analyze(word)), glosses, 1.0 if sure else 0.5)


def _known(run: str, lexicon: Lexicon) -> dict[tuple[int, int], tuple[tuple[str, ...], ...]]:
    """Return where words of the dictionary stand in a run, each with its glosses."""
    n = len(run)
    spans = [(at, end) for at in range(n) for end in range(at + 2, min(n, at + _LONGEST) + 1)]
    known = lexicon.english({run[at:end] for at, end in spans})
    return {(at, end): known[run[at:end]] for at, end in spans if run[at:end] in known}


def _from_start(words: Sequence[tuple[int, int]], n: int) -> set[tuple[int, int]]:
    """Return the longest words of n characters, each sought where the one before it ends."""
    longest = {at: end for at, end in sorted(words)}
    found: set[tuple[int, int]] = set()
    at = 0
    while at < n:
        end = longest.get(at, at + 1)
        if end - at > 1:
            found.add((at, end))
        at = end
    return found


def _from_end(words: Sequence[tuple[int, int]], n: int) -> set[tuple[int, int]]:
    """Return the longest words of n characters, each sought where the one after it begins."""
    mirrored = _from_start([(n - end, n - at) for at, end in words], n)
    return {(n - end, n - at) for at, end in mirrored}
