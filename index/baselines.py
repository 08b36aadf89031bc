"""The plain recipe that everybody starts with, kept as the yardstick of the evaluation.

Split at blank lines, rank-bm25 on lower-cased words, all-MiniLM-L6-v2, reciprocal rank
fusion. Nothing of Footnoted's own reading, analysis or ranking is in it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.progress import Progress, no_progress
from index.fusion import reciprocal_ranks

if TYPE_CHECKING:
    from rank_bm25 import BM25Okapi

    from index.encoders.protocol import Encoder, Vectors

_BLANK_LINE = re.compile(r"\n[ \t]*\n")
_WORD = re.compile(r"\w+")


def split_at_blank_lines(text: str) -> list[str]:
    """Return the pieces of a text between blank lines, outer white space removed, empty ones left out."""
    pieces = (piece.strip() for piece in _BLANK_LINE.split(text.replace("\r\n", "\n")))
    return [piece for piece in pieces if _WORD.search(piece)]


class PlainRecipe:
    """rank-bm25 and a small encoder over blank-line paragraphs, joined by RRF."""

    def __init__(
        self, paragraphs: Sequence[str], encoder: Encoder, *, progress: Progress = no_progress
    ) -> None:
        """Index the paragraphs, at least one; everything stays in memory."""
        from rank_bm25 import BM25Okapi

        self._bm25: BM25Okapi = BM25Okapi([_words(paragraph) or [""] for paragraph in paragraphs])
        self._encoder = encoder
        self._vectors: Vectors = encoder.encode(list(paragraphs), kind="passage", progress=progress)

    def search(self, question: str, k: int = 10) -> list[tuple[int, float]]:
        """Return (position of the paragraph, RRF score), best first; ties go to the earlier paragraph."""
        import numpy as np

        words = np.asarray(self._bm25.get_scores(_words(question)), dtype=np.float64)
        near = (self._vectors @ self._encoder.encode([question], kind="query")[0]).astype(np.float64)
        fused = reciprocal_ranks(words) + reciprocal_ranks(near)
        order = np.argsort(-fused, kind="stable")[:k]
        return [(int(at), float(fused[at])) for at in order]


def _words(text: str) -> list[str]:
    return _WORD.findall(text.lower())
