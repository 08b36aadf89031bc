"""The first passages read for an answer, and ordered by it.

Ranking tells which passages are about what was asked; reading (`index.answerability`)
tells which of them say it. What the reader believes less than the best of the first few
loses by so much, never so much that it falls behind those that were not read. The loss
is a leg of its own, so that a score still adds up.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.model import Hit
from qa.ports import Weighing

LEG = "read"
"""Name of the leg in `why`, and of the log odds in `raw`."""
READ = 3
"""Passages that are read: each takes .7 ms."""
_WEIGHT = 0.08
"""What a passage loses for each log odds that it is behind."""


def read_first(question: str, hits: Sequence[Hit], words: Weighing) -> list[Hit]:
    """Read the first hits for an answer and order them by what was read.

    Args:
        question: As it was searched.
        hits: Best first.
        words: How the index measures passages.

    Returns:
        The same hits, best first; as they were where the index's vectors cannot be read.
    """
    odds = [words.answers(question, hit.passage, hit.through_note) for hit in hits[:READ]]
    known = [one for one in odds if one is not None]
    if not known or len(known) < len(odds):
        return list(hits)
    lower = lowered([hit.score for hit in hits], known)
    first = [_moved(hit, score, one) for hit, score, one in zip(hits, lower, known, strict=False)]
    # Stable: where two have lost down to what stands behind them, the ranking still orders them.
    first.sort(key=lambda hit: -hit.score)
    return [*first, *hits[len(known) :]]


def lowered(scores: Sequence[float], odds: Sequence[float]) -> list[float]:
    """Return the first scores, each without what it loses.

    Args:
        scores: Of all hits, best first.
        odds: What was read of the first of them, log odds.
    """
    least = scores[len(odds)] if len(scores) > len(odds) else float("-inf")
    best = max(odds)
    return [
        max(score - _WEIGHT * (best - one), min(score, least))
        for score, one in zip(scores, odds, strict=False)
    ]


def unread(hits: Sequence[Hit]) -> list[Hit]:
    """Return hits as they were before they were read."""
    found = [
        replace(
            hit,
            score=hit.score - hit.legs[LEG],
            legs={name: value for name, value in hit.legs.items() if name != LEG},
            raw={name: value for name, value in hit.raw.items() if name != LEG},
        )
        if LEG in hit.legs
        else hit
        for hit in hits
    ]
    return sorted(found, key=lambda hit: -hit.score)


def _moved(hit: Hit, score: float, odds: float) -> Hit:
    legs = {**hit.legs, LEG: score - hit.score}
    return replace(hit, score=score, legs=legs, raw={**hit.raw, LEG: odds})
