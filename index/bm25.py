"""rank-bm25's scores, laid out so that a question touches only its own terms.

rank-bm25 walks every passage for every query term. Here its own statistics (idf with
its floor, lengths) are taken once, when the index is built, and each term keeps the
passages it stands in with the finished weights. A test holds both equal to 1e-5.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import UsageError
from index.settings import IndexSettings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

ARRAYS = ("bm25_starts", "bm25_rows", "bm25_weights", "bm25_idf", "bm25_base")
"""Names of the arrays that make up the postings, in the order of the fields."""


@dataclass(frozen=True, slots=True)
class Bm25Index:
    """Postings of every term: which passages it stands in, and what it adds to each."""

    vocabulary: Mapping[str, int]
    """Term to its number; numbers follow the terms' order."""
    starts: NDArray[np.int64]
    """(n_terms + 1,) where each term's postings begin."""
    rows: NDArray[np.int32]
    """(n_postings,) passage rows, rising within a term."""
    weights: Floats
    """(n_postings,) what the term adds to the passage's score."""
    idf: Floats
    """(n_terms,) rank-bm25's idf, floor included."""
    base: Floats
    """(n_terms,) what the term adds to every passage (BM25Plus alone; else 0)."""
    n_passages: int

    def scores(self, query: Mapping[str, float]) -> Floats:
        """Return every passage's score, (n_passages,) float64.

        Args:
            query: Terms with their weights (a term asked twice weighs 2).
        """
        import numpy as np

        total = np.zeros(self.n_passages)
        for term, weight in query.items():
            number = self.vocabulary.get(term)
            if number is None:
                continue
            low, high = self.starts[number], self.starts[number + 1]
            total[self.rows[low:high]] += weight * self.weights[low:high]
            if self.base[number]:
                total += weight * self.base[number]
        return total

    def contributions(self, query: Mapping[str, float], rows: Sequence[int]) -> list[dict[str, float]]:
        """Return what each query term adds to some passages' scores, in their order, without zeros."""
        import numpy as np

        found: list[dict[str, float]] = [{} for _ in rows]
        # As int32, or numpy would copy the whole term's rows to compare them.
        sought = np.asarray(rows, np.int32)
        for term, weight in query.items():
            number = self.vocabulary.get(term)
            if number is None:
                continue
            low, high = int(self.starts[number]), int(self.starts[number + 1])
            there = np.searchsorted(self.rows[low:high], sought) + low
            base = float(self.base[number])
            for explained, row, at in zip(found, rows, there.tolist(), strict=True):
                own = float(self.weights[at]) if at < high and self.rows[at] == row else 0.0
                if added := weight * (own + base):
                    explained[term] = added
        return found

    def best(self, query: Mapping[str, float], k1: float) -> float:
        """Return what a passage would score with every term in plenty; a term seen nowhere is the rarest.

        Args:
            query: Terms with their weights.
            k1: The constant of the index's settings.
        """
        import math

        unseen = math.log(self.n_passages + 0.5) - math.log(0.5)
        known = {term: float(self.idf[n]) for term in query if (n := self.vocabulary.get(term)) is not None}
        return (k1 + 1) * sum(weight * max(0.0, known.get(term, unseen)) for term, weight in query.items())

    def weight_of(self, term: str) -> float:
        """Return a term's idf, 0.0 when it stands nowhere."""
        number = self.vocabulary.get(term)
        return 0.0 if number is None else float(self.idf[number])

    def rows_of(self, term: str, most: int) -> list[int]:
        """Return the first rows in which a term stands, at most so many."""
        number = self.vocabulary.get(term)
        if number is None:
            return []
        low, high = int(self.starts[number]), int(self.starts[number + 1])
        return [int(row) for row in self.rows[low : min(high, low + most)]]

    def document_frequency(self, term: str) -> int:
        """Return in how many passages a term stands."""
        number = self.vocabulary.get(term)
        return 0 if number is None else int(self.starts[number + 1] - self.starts[number])


def build_bm25(passages: Sequence[Sequence[str]], settings: IndexSettings) -> Bm25Index:
    """Lay out rank-bm25's scores of analysed passages.

    Args:
        passages: The terms of each passage, in row order.
        settings: Which of rank-bm25's scores, and its constants.
    """
    import numpy as np

    if not any(passages):
        return _without_terms(len(passages))
    model = rank_bm25_model(passages, settings)
    terms = sorted(model.idf)
    vocabulary = {term: number for number, term in enumerate(terms)}
    idf = np.array([model.idf[term] for term in terms], dtype=np.float64)
    counts = [len(frequencies) for frequencies in model.doc_freqs]
    rows = np.repeat(np.arange(len(passages), dtype=np.int32), counts)
    numbers = np.fromiter(
        (vocabulary[term] for frequencies in model.doc_freqs for term in frequencies), np.int64, len(rows)
    )
    tf = np.fromiter(
        (n for frequencies in model.doc_freqs for n in frequencies.values()), np.float64, len(rows)
    )
    lengths = np.array(model.doc_len, dtype=np.float64) / model.avgdl
    weights = idf[numbers] * _saturation(tf, lengths[rows], settings)
    order = np.lexsort((rows, numbers))
    starts = np.zeros(len(terms) + 1, dtype=np.int64)
    np.cumsum(np.bincount(numbers, minlength=len(terms)), out=starts[1:])
    base = idf * (1.0 if settings.bm25 == "plus" else 0.0)
    return Bm25Index(vocabulary, starts, rows[order], weights[order], idf, base, len(passages))


def rank_bm25_model(passages: Sequence[Sequence[str]], settings: IndexSettings) -> Any:  # noqa: ANN401 - untyped
    """Return rank-bm25's own model of analysed passages.

    Raises:
        UsageError: When it has no such variant.
    """
    import rank_bm25

    constants = {"k1": settings.k1, "b": settings.b}
    if settings.bm25 == "okapi":
        return rank_bm25.BM25Okapi(passages, epsilon=settings.epsilon, **constants)
    if settings.bm25 == "l":
        return rank_bm25.BM25L(passages, **constants)
    if settings.bm25 == "plus":
        return rank_bm25.BM25Plus(passages, **constants)
    raise UsageError(f"No BM25 variant is called {settings.bm25!r}.", "Use okapi, l or plus.")


def _saturation(tf: Floats, length: Floats, settings: IndexSettings) -> Floats:
    """Return what rank-bm25 multiplies a term's idf with, where the term stands (its defaults for delta)."""
    k1, b = settings.k1, settings.b
    norm = 1 - b + b * length
    if settings.bm25 == "l":
        # Lv and Zhai (2011), as rank-bm25 has it: the frequency counts once more.
        share = tf / norm
        return tf * (k1 + 1) * (share + 0.5) / (k1 + share + 0.5)
    return tf * (k1 + 1) / (tf + k1 * norm)


def _without_terms(n_passages: int) -> Bm25Index:
    import numpy as np

    empty = np.zeros(0)
    return Bm25Index({}, np.zeros(1, np.int64), np.zeros(0, np.int32), empty, empty, empty, n_passages)
