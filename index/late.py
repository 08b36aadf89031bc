"""Late interaction: how well each word of a question is met somewhere in a passage.

The score of a passage is the mean, over the question's tokens, of each one's best
cosine with a token of the passage (MaxSim; Khattab and Zaharia 2020, arXiv 2004.12832).
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


def max_sims(query: Vectors, weights: Floats, passages: Sequence[PackedTokens]) -> Floats:
    """Return each passage's MaxSim.

    Args:
        query: (n_query_tokens, token_dim) float32, unit length.
        weights: (n_query_tokens,) how much each token counts; they sum to 1.
        passages: Stored token vectors.

    Returns:
        (n_passages,) weighted means of best cosines; 0.0 for a passage without tokens.
    """
    import numpy as np

    found = np.zeros(len(passages))
    if not len(query):
        return found
    sizes = np.array([len(one.codes) for one in passages])
    filled = [at for at, size in enumerate(sizes) if size]
    if not filled:
        return found
    codes = np.concatenate([passages[at].codes for at in filled]).astype(np.float32)
    scales = np.concatenate([passages[at].scales for at in filled]).astype(np.float32)
    sims = (query @ codes.T) * scales
    starts = np.concatenate([[0], np.cumsum(sizes[filled])[:-1]])
    found[filled] = weights @ np.maximum.reduceat(sims, starts, axis=1)
    return found


def sentence_sims(query: Vectors, weights: Floats, tokens: PackedTokens, n_sentences: int) -> list[float]:
    """Return the MaxSim of each sentence of one passage, 0.0 for one without tokens."""
    import numpy as np

    scores = [0.0] * n_sentences
    if not len(query) or not len(tokens.codes):
        return scores
    sims = query @ tokens.unpack().T
    for number in range(n_sentences):
        inside = tokens.sentences == number
        if inside.any():
            scores[number] = float(weights @ np.max(sims[:, inside], axis=1))
    return scores


def passage_sims(engine: Engine, query: Vectors, weights: Floats, rows: Sequence[int]) -> Floats:
    """Return the MaxSim of passages by row."""
    return max_sims(query, weights, [engine.tokens(int(row)) for row in rows])
