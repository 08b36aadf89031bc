"""rank-bm25 itself, on whole texts: the yardstick that the index's own postings are held to."""

from __future__ import annotations

from collections.abc import Sequence

from index.analyzers import analyze
from index.bm25 import rank_bm25_model
from index.settings import IndexSettings


class RankBm25:
    """rank-bm25 over analysed texts, asked through its own `get_scores`."""

    def __init__(self, texts: Sequence[str], settings: IndexSettings) -> None:
        """Analyse and count the texts, at least one; everything stays in memory."""
        self._model = rank_bm25_model([analyze(text) or [""] for text in texts], settings)

    def search(self, question: str, k: int = 10) -> list[tuple[int, float]]:
        """Return (position of the text, score), best first, ties to the earlier; only texts that match."""
        import numpy as np

        scores = np.asarray(self._model.get_scores(analyze(question)), dtype=np.float64)
        order = np.argsort(-scores, kind="stable")[:k]
        return [(int(at), float(scores[at])) for at in order if scores[at] != 0.0]
