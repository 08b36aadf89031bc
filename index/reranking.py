"""The first ranks ordered anew by a cross-encoder that the user named; a leg like the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from index.fusion import min_max
from index.model import Hit
from index.reranker import Reranker

RERANKED = 20
"""Passages that the cross-encoder reads: it takes some 10 ms for each on one core."""
WEIGHT = 0.7
"""Its share of the score; the other legs keep the rest, so that it orders and they break its ties."""


def reranked(question: str, hits: Sequence[Hit], reranker: Reranker) -> list[Hit]:
    """Return hits in a new order, best first, ties by passage id.

    Args:
        question: As a person would read it, without its history.
        hits: Best first; the first `RERANKED` are read, the others stay behind them in their order.
        reranker: The cross-encoder.

    Returns:
        The hits with a leg "reranker"; legs still sum to the score.
    """
    import numpy as np

    head, tail = list(hits[:RERANKED]), hits[RERANKED:]
    if not head:
        return []
    scores = reranker.scores(question, [hit.passage.text for hit in head]).astype(np.float64)
    parts = WEIGHT * min_max(scores, float(scores.min()), float(scores.max()))
    best = [
        _shared(hit, 1 - WEIGHT, reranker=float(part), raw=float(score))
        for hit, part, score in zip(head, parts, scores, strict=True)
    ]
    best.sort(key=lambda hit: (-hit.score, hit.passage.passage_id))
    top = max((hit.score for hit in tail), default=0.0)
    share = min(1 - WEIGHT, 0.999 * best[-1].score / top) if top > 0 else 1 - WEIGHT
    return [*best, *(_shared(hit, share) for hit in tail)]


def _shared(hit: Hit, share: float, reranker: float | None = None, raw: float | None = None) -> Hit:
    """Return a hit whose legs count by a share, with the reranker's own beside them."""
    legs = {name: share * value for name, value in hit.legs.items()}
    terms = {term: share * value for term, value in hit.terms.items()}
    marks = dict(hit.raw)
    if reranker is not None and raw is not None:
        legs["reranker"], marks["reranker"] = reranker, raw
    return replace(hit, score=sum(legs.values()), legs=legs, terms=terms, raw=marks)
