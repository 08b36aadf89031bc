"""Which sentences of a source are nearest to a claim in meaning."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from qa.support_source import Source, shortlist

if TYPE_CHECKING:
    from index.encoders import Encoder
    from index.encoders.protocol import Vectors

_FLOOR, _CEILING = 0.72, 0.92
"""Cosines of e5 for unrelated sentences and for paraphrases; the score runs from 0 to 1 between them."""
_BEARS = 0.4
"""Score from which a sentence beside the best one may add a fact."""


@dataclass(frozen=True, slots=True)
class Ranked:
    """Sentences by nearness."""

    order: tuple[int, ...]
    """Positions of sentences, nearest first; ties in reading order."""
    cosines: Mapping[int, float]
    """Cosine of claim and sentence by position."""

    def score(self, at: int) -> float:
        """Return a sentence's nearness to the claim, 0 to 1."""
        return min(1.0, max(0.0, (self.cosines[at] - _FLOOR) / (_CEILING - _FLOOR)))

    def bears(self, at: int) -> bool:
        """Return whether a sentence is near enough to add a fact to the best one."""
        return self.score(at) >= _BEARS


def rank_sentences(claim: str, source: Source, encoder: Encoder) -> Ranked:
    """Return a source's sentences by their cosine with the claim."""
    positions = shortlist(claim, source)
    if not positions or not claim.strip():
        return Ranked((), {})
    query = vectors_of(encoder, (claim,))[0]
    rows = vectors_of(encoder, tuple(source.sentences[at].text for at in positions))
    cosines = {at: float(value) for at, value in zip(positions, rows @ query, strict=True)}
    return Ranked(tuple(sorted(cosines, key=lambda at: (-cosines[at], at))), cosines)


def vectors_of(encoder: Encoder, texts: tuple[str, ...]) -> Vectors:
    """Return the vectors of texts, `(n, dim)` float32 of unit length, kept for the next claim.

    Claim and sentence are alike in kind, and e5's card asks for one prefix on both sides
    then. Several claims rest on one source: its sentences are encoded once.
    """
    return _kept(encoder, texts)  # type: ignore[arg-type]  # mypy holds no protocol for hashable


@lru_cache(maxsize=64)
def _kept(encoder: Encoder, texts: tuple[str, ...]) -> Vectors:
    return encoder.encode(texts, kind="query")
