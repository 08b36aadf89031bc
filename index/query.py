"""A question as the legs take it: weighted terms, one vector, token vectors.

Further texts (earlier questions of a conversation) join with their weights, after
historical query expansion (Lin et al. 2020, arXiv 2005.02230).
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index import analyzers
from index.model import SearchQuery

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.encoders.protocol import Encoder, TokenVectors
    from index.tokens import TokenCodec

_WORD = re.compile(r"\w")


@dataclass(frozen=True, slots=True)
class QueryVectors:
    """What the encoder makes of a question."""

    vector: NDArray[np.float32]
    """(dim,) unit length."""
    tokens: NDArray[np.float32]
    """(n_tokens, token_dim) unit length; empty when the index keeps no token vectors."""
    token_weights: NDArray[np.float64]
    """(n_tokens,) summing to 1."""


def query_terms(query: SearchQuery) -> dict[str, float]:
    """Return the terms of a question with their weights; a term asked twice weighs 2."""
    terms: dict[str, float] = {}
    for text, weight in _texts(query):
        for term in analyzers.analyze(text):
            terms[term] = terms.get(term, 0.0) + weight
    return {term: weight for term, weight in terms.items() if weight > 0}


def query_vectors(query: SearchQuery, encoder: Encoder, codec: TokenCodec | None) -> QueryVectors:
    """Encode a question, once for both the dense leg and late interaction."""
    import numpy as np

    texts = _texts(query)
    found = encoder.encode_tokens([text for text, _ in texts], kind="query")
    mixed = np.sum([weight * one.pooled for (_, weight), one in zip(texts, found, strict=True)], axis=0)
    vector = (mixed / max(float(np.linalg.norm(mixed)), 1e-9)).astype(np.float32)
    if codec is None:
        return QueryVectors(vector, np.zeros((0, 0), np.float32), np.zeros(0))
    rows, weights = [], []
    for (text, weight), one in zip(texts, found, strict=True):
        kept = content_tokens(text, one)
        rows.append(one.vectors[kept])
        weights += [weight] * len(kept)
    total = np.array(weights) / max(sum(weights), 1e-9)
    return QueryVectors(vector, codec.project(np.concatenate(rows)), total)


def content_tokens(text: str, tokens: TokenVectors) -> list[int]:
    """Return the numbers of the tokens that are more than punctuation; all when none is."""
    kept = [at for at, (start, end) in enumerate(tokens.spans) if _WORD.search(text[start:end])]
    return kept or list(range(len(tokens.spans)))


def merged(first: Mapping[str, float], second: Mapping[str, float]) -> dict[str, float]:
    """Return two sets of weighted terms as one, weights added."""
    return {term: first.get(term, 0.0) + second.get(term, 0.0) for term in {**first, **second}}


def _texts(query: SearchQuery) -> list[tuple[str, float]]:
    """Return the question and its expansions with positive weights."""
    return [(query.text, 1.0), *((text, weight) for text, weight in query.expansions if weight > 0)]
