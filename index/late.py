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
    from index.tokens import PackedTokens

    Vectors = NDArray[np.float32]
    Floats = NDArray[np.float64]

REVERSE_TOKENS = 16
"""Passage tokens that count towards `reverse`."""


def interactions(
    query: Vectors, weights: Floats, tokens: Vectors, sizes: NDArray[np.int64]
) -> tuple[Floats, Floats]:
    """Return how well question and passages meet, both ways.

    Args:
        query: (n_query_tokens, kept) float32, unit length.
        weights: (n_query_tokens,) how much each token counts; they sum to 1.
        tokens: (n_tokens, kept) float32, unit length: the passages' tokens, passage by passage.
        sizes: (n_passages,) how many tokens each passage has.

    Returns:
        `late` and `reverse`, (n_passages,) each; 0.0 for a passage without tokens.
    """
    import numpy as np

    late, reverse = np.zeros(len(sizes)), np.zeros(len(sizes))
    filled = np.flatnonzero(sizes)
    if not len(query) or not len(filled):
        return late, reverse
    sims = query @ tokens.T
    ends = np.cumsum(sizes)[filled]
    starts = ends - sizes[filled]
    late[filled] = weights @ np.maximum.reduceat(sims, starts, axis=1)
    best = sims.max(axis=0)
    for at, low, high in zip(filled, starts, ends, strict=True):
        reverse[at] = _mean_of_best(best[low:high])
    return late, reverse


def sentence_sims(query: Vectors, weights: Floats, tokens: PackedTokens, n_sentences: int) -> list[float]:
    """Return the MaxSim of each sentence of one passage, 0.0 for one without tokens."""
    from index.tokens import unpack

    scores = [0.0] * n_sentences
    if not len(query) or not len(tokens.codes):
        return scores
    sims = query @ unpack(tokens.codes).T
    for number in range(n_sentences):
        inside = tokens.sentences == number
        if inside.any():
            scores[number] = float(weights @ sims[:, inside].max(axis=1))
    return scores


def passage_interactions(
    engine: Engine, query: Vectors, weights: Floats, rows: Sequence[int]
) -> tuple[Floats, Floats]:
    """Return `late` and `reverse` of passages by row."""
    tokens, sizes = engine.token_vectors(rows)
    return interactions(query, weights, tokens, sizes)


def _mean_of_best(values: Vectors) -> float:
    import numpy as np

    if len(values) > REVERSE_TOKENS:
        values = np.partition(values, len(values) - REVERSE_TOKENS)[-REVERSE_TOKENS:]
    return float(values.mean())
