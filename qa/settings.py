"""What can be set about asking. Every value has a reason; none is fitted to one question."""

from __future__ import annotations

from dataclasses import dataclass
from itertools import pairwise


@dataclass(frozen=True, slots=True)
class AskSettings:
    """How questions are turned into answers."""

    candidates: int = 30
    """Hits asked of the index before near-duplicates go and the first k are kept."""
    threshold: float = 0.48
    """Below this confidence (0 to 1) the answer abstains; see `error_rates`."""
    duplicate_similarity: float = 0.85
    """Share of common word triples from which two passages count as the same text (0 to 1)."""
    highlight_margin: float = 0.1
    """A sentence beside the best one is highlighted too when its score is at most this much lower."""
    max_highlighted: int = 2
    """Most sentences highlighted in one passage."""
    history_turns: int = 6
    """How many earlier turns a follow-up may draw on, latest first."""
    history_weight: float = 0.3
    """Least weight of the conversation's words; it grows to 1 with how far a question leans on them."""
    fragment_weight: float = 0.3
    """Weight of a fragment ("And Bolivia?") beside the question it was completed to."""
    dropped: int = 10
    """How many passages that were not shown are kept for the explanation."""


ERRORS = (
    (0.0, 1.0, 0.0),
    (0.2, 0.441, 0.034),
    (0.3, 0.303, 0.054),
    (0.4, 0.239, 0.090),
    (0.48, 0.212, 0.120),
    (0.6, 0.163, 0.175),
    (0.7, 0.133, 0.262),
    (0.8, 0.085, 0.388),
    (1.0, 0.0, 1.0),
)
"""(threshold, share of questions without an answer that are answered, share of those with one that are not),
of 1,820 questions on 26 reports that nothing was learned from: `python -m eval.answer_reports`."""


def error_rates(threshold: float) -> tuple[float, float]:
    """Return how often answers at a threshold are false, and how often silence is, each 0 to 1.

    Args:
        threshold: 0 to 1; between the measured ones the rates are taken to change evenly.
    """
    for (low, *before), (high, *after) in pairwise(ERRORS):
        if threshold <= high:
            part = max(0.0, threshold - low) / (high - low)
            wrong, silent = (one + part * (two - one) for one, two in zip(before, after, strict=True))
            return wrong, silent
    return ERRORS[-1][1], ERRORS[-1][2]
