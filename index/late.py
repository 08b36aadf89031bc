"""Late interaction: how well each word of a question is met somewhere in a passage, and back.

`late` is the weighted mean, over the question's tokens, of each one's best cosine with a
token of the passage (MaxSim; Khattab and Zaharia 2020, arXiv 2004.12832). `reverse` looks
the other way: the mean over the passage's best-met tokens of their best cosine with a
token of the question, which tells a passage about the question from one that mentions its
words apart. It is taken over a fixed number of tokens so that length neither helps nor hurts.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.engine import Engine

    Vectors = NDArray[np.float32]
    Floats = NDArray[np.float64]

REVERSE_TOKENS = 16
"""Passage tokens that count towards `reverse`."""
DECIMALS = 5
"""A product's last digits hang on where in the block a passage stands; equal ones must stay equal."""


def interactions(
    query: Vectors, weights: Floats, tokens: Sequence[Vectors], sizes: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Return how well question and passages meet, both ways.

    Args:
        query: (n_query_tokens, kept) float32, unit length.
        weights: (n_query_tokens,) how much each token counts; they sum to 1.
        tokens: Blocks of (n_tokens, kept) float32, unit length, that follow one another: the
            passages' tokens, passage by passage.
        sizes: (n_passages,) how many tokens each passage has.

    Returns:
        `late` and `reverse`, (n_passages,) each; 0.0 for a passage without tokens.
    """
    import numpy as np

    late, reverse = np.zeros(len(sizes)), np.zeros(len(sizes))
    filled = np.flatnonzero(sizes)
    if not len(query) or not len(filled):
        return late, reverse
    sims = np.concatenate([query @ block.T for block in tokens], axis=1)
    starts = np.cumsum(sizes)[filled] - sizes[filled]
    late[filled] = weights @ np.maximum.reduceat(sims, starts, axis=1)
    reverse[filled] = _means_of_best(sims.max(axis=0), starts, sizes[filled])
    return np.round(late, DECIMALS), np.round(reverse, DECIMALS)


def passage_interactions(
    engine: Engine, query: Vectors, weights: Floats, rows: Sequence[int]
) -> tuple[Floats, Floats]:
    """Return `late` and `reverse` of passages by row."""
    tokens, sizes = engine.token_vectors(rows)
    return interactions(query, weights, tokens, sizes)


def _means_of_best(values: Vectors, starts: NDArray[np.int64], sizes: NDArray[np.int64]) -> Floats:
    """Return the mean of the REVERSE_TOKENS highest values of each passage, of all where it has fewer."""
    import numpy as np

    width = max(REVERSE_TOKENS, int(sizes.max()))
    at = np.arange(width)
    inside = at < sizes[:, None]
    table = np.where(inside, values[np.minimum(starts[:, None] + at, len(values) - 1)], -np.inf)
    best = np.partition(table, width - REVERSE_TOKENS, axis=1)[:, -REVERSE_TOKENS:].astype(np.float64)
    means: Floats = np.where(np.isfinite(best), best, 0.0).sum(axis=1) / np.minimum(sizes, REVERSE_TOKENS)
    return means
