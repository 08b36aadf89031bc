"""Whether claim and source deny the same things, clause by clause."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.facts import facts_of
from corpus.facts.name_match import name_stands_in
from corpus.facts.polarity import Polarity, clause_end, clauses, denials, opposed, polarity
from index.analyzers import analyze
from qa.support_cover import cover, is_chinese
from qa.support_model import FactCheck
from qa.support_rank import vectors_of

if TYPE_CHECKING:
    from index.encoders import Encoder

_AND = re.compile(r",?\s(?:and|or)\s(?=\w)|并且?(?!非)")
_WORDS = 0.08
"""What shared words and numbers are worth beside the cosine, when clauses are paired."""
_SAID, _SAID_ACROSS = 0.845, 0.80
"""Mean cosine from which the words that a source denies are those that the claim says."""
_ALONE = 0.015
"""How much nearer a single word must be."""
_SCOPE = 6
"""Content words after a denial that are looked at."""
_DONE = re.compile(
    r"\b(?:has|have|had|was|were|did|began|went|took|built|won|sold|bought|came|became|made|[a-z]{3,}ed)\b"
    r"(?!\s(?:to|due|set|planned|expected|scheduled)\b)|已|了(?!解)|于[^，。]{2,10}(?:开工|投产|建成|公映|开通|启用)"
)
"""Words that tell of what has happened, where a source may only plan it."""
_SHORTEST = 14
"""Characters of a clause that is held against another by itself; a Chinese one counts thrice."""


_WHEN = re.compile(
    r"[\W_]|\b(?:since|in|from|until|by|on|after|before|the|early|late|end|of)\b"
    r"|[自从到于在以来起前后底初末年间]",
    re.IGNORECASE,
)
"""What may stand beside a date in words that say only when."""


def check_polarity(claim: str, main: str, beside: Sequence[str], encoder: Encoder) -> tuple[FactCheck, ...]:
    """Compare denials, directions and certainty of a claim with the source's words.

    Each clause of the claim is held against the nearest clause of the best sentence. A
    denial in the claim may be met anywhere in that sentence; one in the source counts only
    in the clause that answers the claim's.

    Args:
        claim: The claim.
        main: The best sentence of the source.
        beside: Sentences that stand beside it.
        encoder: Tells which clauses are alike.
    """
    found: list[FactCheck] = []
    said = polarity(claim)
    if not said.denies and not said.softly:
        denied = _affirmed(claim, main, encoder)
        for sentence in beside:
            denied = denied or _affirmed(claim, sentence, encoder, beside=True)
        if denied:
            return (FactCheck("denial", claim, denied, "differs"),)
    around = polarity(main)
    if not said.denies and not around.denies and opposed(said, around):
        return (FactCheck("direction", claim, main, "differs"),)
    if around.modality == "planned" and not said.modality and _DONE.search(claim):
        found.append(FactCheck("modality", claim, main, "missing"))
    for ours, theirs in _pairs(claim, main, encoder):
        kind = _difference(polarity(ours), polarity(theirs), around)
        if kind:
            found.append(
                FactCheck(kind, ours.strip(), theirs.strip(), "missing" if kind == "modality" else "differs")
            )
    doubtful = None if found or said.denies or said.softly else _doubtful(claim, main, beside)
    return (FactCheck("denial", claim, doubtful, "missing"),) if doubtful else tuple(found)


def _difference(mine: Polarity, other: Polarity, around: Polarity) -> str | None:
    """Return what two clauses differ in: "direction", "denial", "modality", or None."""
    if opposed(mine, other):
        return "direction"
    shared = dict(mine.axes).keys() & dict(other.axes).keys()
    # On a shared axis the sides agree, the denials counted in.
    if mine.denies and not other.denies and not shared and not (around.denies or around.softly):
        return "denial"
    if other.denies and not mine.denies and not shared and not mine.softly:
        return "denial"
    if other.modality == "possible" and not mine.modality:
        return "modality"
    return None


def _affirmed(claim: str, sentence: str, encoder: Encoder, *, beside: bool = False) -> str | None:
    """Return the words that a sentence denies and the claim says, or None.

    What is denied follows the denial up to the end of its clause; the claim says it when
    its tokens meet those words. One word is met by chance more easily than two, and counts
    only in the best sentence.
    """
    cues = denials(sentence)
    if not cues:
        return None
    met = cover(sentence, [claim], encoder)
    across = is_chinese(claim) != is_chinese(sentence)
    least = _SAID_ACROSS if across else _SAID
    for _, end in cues:
        stop = clause_end(sentence, end)
        words = [word for word in met.words if word.start >= end and word.end <= stop][:_SCOPE]
        if not words or (len(words) == 1 and beside):
            continue
        mean = sum(word.cosine for word in words) / len(words)
        if mean >= least + (_ALONE if len(words) == 1 and not across else 0.0):
            return sentence[words[0].start : stop]
    return None


def _doubtful(claim: str, main: str, beside: Sequence[str]) -> str | None:
    """Return a sentence in another language that denies something, when it may be what the claim says.

    It is the best sentence, or one beside it that alone has a name of the claim.
    """
    if is_chinese(claim) == is_chinese(main):
        return None
    if denials(main):
        return main
    names = [name for name in facts_of(claim).names if not name_stands_in(name, main)]
    for sentence in beside:
        if denials(sentence) and any(name_stands_in(name, sentence) for name in names):
            return sentence
    return None


def _pairs(claim: str, sentence: str, encoder: Encoder) -> list[tuple[str, str]]:
    ours = [part for part in (claim[a:b] for a, b in clauses(claim)) if _size(part) >= _SHORTEST]
    ours = [part for part in ours if not _only_when(part)] or [claim]
    theirs = [sentence[a:b] for a, b in _finer(sentence)]
    if len(theirs) <= 1:
        return [(one, sentence) for one in ours]
    sims = vectors_of(encoder, tuple(ours)) @ vectors_of(encoder, tuple(theirs)).T
    made = []
    for at, one in enumerate(ours):
        worth = [float(sims[at][n]) + _WORDS * _overlap(one, other) for n, other in enumerate(theirs)]
        made.append((one, theirs[worth.index(max(worth))]))
    return made


def _finer(sentence: str) -> Sequence[tuple[int, int]]:
    """Return the clauses of a sentence, coordinated ones apart where both halves say something."""
    spans: list[tuple[int, int]] = []
    for start, end in clauses(sentence):
        low = start
        for match in _AND.finditer(sentence, start, end):
            if match.start() - low >= 20 and end - match.end() >= 20:
                spans.append((low, match.start()))
                low = match.end()
        spans.append((low, end))
    return spans


def _overlap(one: str, other: str) -> float:
    mine, theirs = set(analyze(one)), set(analyze(other))
    return len(mine & theirs) / max(1, len(mine))


def _only_when(part: str) -> bool:
    """Return whether a clause tells a date and nothing else ("2010年以来，"): it denies nothing."""
    dates = facts_of(part).dates
    rest = part[: dates[0].start] + part[dates[-1].end :] if dates else part
    return bool(dates) and not re.sub(_WHEN, "", rest)


def _size(text: str) -> int:
    return sum(3 if "\u4e00" <= char <= "\u9fff" else 1 for char in text.strip())
