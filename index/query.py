"""A question as the legs take it: weighted terms, one vector, token vectors.

Further texts (earlier questions of a conversation) join with their weights, after
historical query expansion (Lin et al. 2020, arXiv 2005.02230).
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from index import analyzers
from index.model import SearchQuery
from index.threads import one_blas_thread
from index.tokens import content_tokens, readings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.encoders.protocol import Encoder, TokenVectors
    from index.tokens import TokenCodec

_WORDS = re.compile(r"\w+")
FAINT = 0.01
"""Rarity of a stop word: it still breaks ties."""


@dataclass(frozen=True, slots=True)
class TextVectors:
    """What the encoder makes of one text of a question."""

    vector: NDArray[np.float32]
    """(dim,) unit length."""
    tokens: NDArray[np.float32]
    """(n_tokens, token_dim) unit length; empty when the index keeps no token vectors."""
    shares: tuple[float, ...] = ()
    """(n_tokens,) how much each token counts, above 0."""
    spans: tuple[tuple[int, int], ...] = ()
    """Where each token stands in the text."""


@dataclass(frozen=True, slots=True)
class QueryVectors:
    """What the encoder makes of a question."""

    vector: NDArray[np.float32]
    """(dim,) unit length."""
    tokens: NDArray[np.float32]
    """(n_tokens, token_dim) unit length; empty when the index keeps no token vectors."""
    token_weights: NDArray[np.float64]
    """(n_tokens,) summing to 1."""
    spans: tuple[tuple[int, int], ...] = ()
    """Where each token stands in its own text."""


def query_terms(
    query: SearchQuery, worth: Callable[[Mapping[str, float]], float] | None = None
) -> dict[str, float]:
    """Return the terms of a question with their weights; a term asked twice weighs 2.

    Args:
        query: The question and its expansions.
        worth: The best conceivable score of some terms. With it, an expansion counts by its weight
            alone: a long one, or one of rare words, would else drown the question.
    """
    terms: dict[str, float] = {}
    first = 0.0
    for number, (text, weight) in enumerate(_texts(query)):
        own = Counter(analyzers.analyze(text))
        best = worth(own) if worth and query.expansions else 1.0
        first = best if number == 0 else first
        share = weight * first / best if first > 0 and best > 0 else weight
        for term, count in own.items():
            terms[term] = terms.get(term, 0.0) + share * count
    return {term: weight for term, weight in terms.items() if weight > 0}


def text_vectors(
    texts: Sequence[str], encoder: Encoder, codec: TokenCodec | None, rarity: Callable[[str], float]
) -> list[TextVectors]:
    """Encode texts of questions, each once for both the dense leg and late interaction.

    Args:
        texts: Questions and what they are expanded with.
        encoder: The index's encoder.
        codec: How the index keeps token vectors; None when it keeps none.
        rarity: Weight of a term as `analyzers.analyze` gives it, 0 or more.
    """
    one_blas_thread()
    found = encoder.encode_tokens(texts, kind="query")
    return [_text_vectors(text, one, codec, rarity) for text, one in zip(texts, found, strict=True)]


def query_vectors(query: SearchQuery, texts: Sequence[TextVectors]) -> QueryVectors:
    """Join what the encoder made of a question's texts, by their weights.

    Args:
        query: The question and its expansions.
        texts: Of its `query_texts`, in their order.
    """
    import numpy as np

    weighed = [(weight, one) for (_, weight), one in zip(_texts(query), texts, strict=True)]
    mixed = np.sum([weight * one.vector for weight, one in weighed], axis=0)
    vector = (mixed / max(float(np.linalg.norm(mixed)), 1e-9)).astype(np.float32)
    weights: list[float] = []
    for weight, one in weighed:
        own = sum(one.shares)
        weights += [weight * share / own for share in one.shares]
    return QueryVectors(
        vector,
        np.concatenate([one.tokens for one in texts]),
        np.array(weights) / max(sum(weights), 1e-9),
        tuple(span for one in texts for span in one.spans),
    )


def query_texts(query: SearchQuery) -> list[str]:
    """Return the texts of a question that are encoded: its own, and its expansions'."""
    return [text for text, _ in _texts(query)]


def _text_vectors(
    text: str, found: TokenVectors, codec: TokenCodec | None, rarity: Callable[[str], float]
) -> TextVectors:
    """Return a text's vectors on the index's terms: centred where the index centres its passages'."""
    import numpy as np

    if codec is None:
        return TextVectors(found.pooled, np.zeros((0, 0), np.float32))
    kept = content_tokens(text, found)
    read, spans = readings(found)[kept], tuple(found.spans[at] for at in kept)
    return TextVectors(
        codec.centre(read, text, "query") if len(read) else found.pooled,
        codec.project(read, text, "query"),
        tuple(token_shares(text, spans, rarity)),
        spans,
    )


def token_shares(text: str, spans: Sequence[tuple[int, int]], rarity: Callable[[str], float]) -> list[float]:
    """Return how much each token counts: the root of its word's rarity, a little for a stop word."""
    words = [found.span() for found in _WORDS.finditer(text)]
    shares, at = [], 0
    for start, end in spans:
        while at < len(words) and words[at][1] <= start:
            at += 1
        # A word cut into pieces counts as the word; unspaced scripts have no words, the piece is one.
        whole = (
            words[at] if at < len(words) and words[at][0] <= start and end <= words[at][1] else (start, end)
        )
        surface = text[start:end] if analyzers.is_unspaced(text[start:end]) else text[whole[0] : whole[1]]
        terms = analyzers.analyze(surface)
        shares.append(max([FAINT, *(rarity(term) for term in terms)]) ** 0.5)
    return shares


def _texts(query: SearchQuery) -> list[tuple[str, float]]:
    """Return the question and its expansions with positive weights."""
    return [(query.text, 1.0), *((text, weight) for text, weight in query.expansions if weight > 0)]
