"""Whether claim and source deny the same things, clause by clause."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.facts.polarity import Polarity, clauses, opposed, polarity
from qa.support_model import FactCheck
from qa.support_rank import vectors_of

if TYPE_CHECKING:
    from index.encoders import Encoder


def check_polarity(claim: str, sentence: str, encoder: Encoder) -> tuple[FactCheck, ...]:
    """Compare denials, directions and certainty of a claim with the source's best sentence.

    Each clause of the claim is held against the clause of the sentence that is nearest in
    meaning; where either is a single clause the nearest pair decides.
    """
    found: list[FactCheck] = []
    for ours, theirs in _pairs(claim, sentence, encoder):
        mine, other = polarity(ours), polarity(theirs)
        axis = opposed(mine, other)
        if axis:
            found.append(FactCheck("direction", ours.strip(), theirs.strip(), "differs"))
        elif _denial_differs(mine, other):
            found.append(FactCheck("denial", ours.strip(), theirs.strip(), "differs"))
        elif other.modality == "possible" and not mine.modality:
            found.append(FactCheck("modality", ours.strip(), theirs.strip(), "missing"))
    return tuple(found)


def _denial_differs(mine: Polarity, other: Polarity) -> bool:
    if mine.denies == other.denies:
        return False
    shared = dict(mine.axes).keys() & dict(other.axes).keys()
    # On a shared axis the sides agreed, the denial counted in.
    return not shared and not (mine.softly if other.denies else other.softly)


def _pairs(claim: str, sentence: str, encoder: Encoder) -> list[tuple[str, str]]:
    ours = [claim[a:b] for a, b in clauses(claim)]
    theirs = [sentence[a:b] for a, b in clauses(sentence)]
    if len(ours) <= 1 and len(theirs) <= 1:
        return [(claim, sentence)]
    sims = vectors_of(encoder, tuple(ours)) @ vectors_of(encoder, tuple(theirs)).T
    return [(one, theirs[int(sims[at].argmax())]) for at, one in enumerate(ours)]
