"""How two legs' scores become one.

Convex combination of normalised scores: Bruch, Gai and Ingber, "An Analysis of Fusion
Functions for Hybrid Retrieval" (2023, arXiv 2210.11934). Reciprocal rank fusion:
Cormack, Clarke and Büttcher (SIGIR 2009).
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

RRF_K = 60
"""The constant of Cormack et al., who found 60 good and its exact value unimportant."""


def min_max(scores: Floats, low: float, high: float) -> Floats:
    """Return scores on a scale where `low` is 0 and `high` is 1, never below 0.

    Args:
        scores: (n,) of one leg.
        low: What counts as no match: the score of the last of the leg's candidates.
        high: The leg's best score; when it is not above `low`, all candidates are equally good, and
            whatever reaches it is 1.
    """
    import numpy as np

    if high - low < 1e-9:
        return (scores >= high - 1e-9).astype(np.float64)
    scaled: Floats = np.clip((scores.astype(np.float64) - low) / (high - low), 0.0, None)
    return scaled


LUCKY = 0.3
"""Share of the best conceivable BM25 score that the best passage must have to count as 1."""


def scaled_bm25(scores: Floats, candidates: Floats, conceivable: float) -> Floats:
    """Return BM25 scores on a scale where 1 is the best passage, or better than that.

    Dividing by the best passage alone would call a match on one common word perfect, and would
    let BM25 speak where it has nothing to say: a question in another language than the passages.

    Args:
        scores: (n,) BM25 scores, 0 or more.
        candidates: Scores of the leg's candidates, best first.
        conceivable: What a passage would score with every term of the question in plenty.
    """
    import numpy as np

    best = float(candidates[0]) if len(candidates) else 0.0
    high = max(best, LUCKY * conceivable)
    return scores / high if high > 0 else np.zeros(len(scores))


def reciprocal_ranks(scores: Floats, k: int = RRF_K) -> Floats:
    """Return 1 / (k + rank) for each score, rank 1 for the highest, ties by position."""
    import numpy as np

    ranks = np.empty(len(scores))
    ranks[np.argsort(-scores, kind="stable")] = np.arange(1, len(scores) + 1)
    return 1.0 / (k + ranks)
