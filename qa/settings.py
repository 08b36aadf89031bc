"""What can be set about asking. Every value has a reason; none is fitted to one question."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class AskSettings:
    """How questions are turned into answers."""

    candidates: int = 30
    """Hits asked of the index before near-duplicates go and the first k are kept."""
    threshold: float = 0.48
    """Below this confidence (0 to 1) the answer abstains; its error rates: `footnoted eval questions`."""
    duplicate_similarity: float = 0.85
    """Share of common word triples from which two passages count as the same text (0 to 1)."""
    highlight_margin: float = 0.12
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
