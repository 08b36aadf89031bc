"""What a ranking asks of an index, whatever keeps it; and the engine that is one folder of files.

An engine finds candidates for each leg, scores given passages, and hands out passages.
It knows nothing of fusion, notes' folding or questions: that is `index.ranking`.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.errors import IndexVersionError
from index import bm25, fields, manifest
from index.across import Group, GroupScores
from index.arrays import damaged, read_array, read_names, read_starts
from index.bm25 import Bm25Index
from index.builder import TERMS
from index.fields import Fields
from index.manifest import Manifest
from index.model import Passage, Scope
from index.store import PassageStore
from index.token_files import AXES, CODES, MEANS, POOLING, SENTENCES, STARTS, TokenStore
from index.vectors import VectorIndex

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.tokens import PackedTokens, TokenCodec

    Rows = NDArray[np.int64]
    Floats = NDArray[np.float64]
    Vector = NDArray[np.float32]


@dataclass(frozen=True, slots=True)
class Candidates:
    """What a leg found, best first, ties by row."""

    rows: Rows
    """(n,) rows of passages."""
    scores: Floats
    """(n,) the leg's own scores: BM25, or cosines."""


class Engine(Protocol):
    """An opened index; rows number its passages from 0."""

    @property
    def manifest(self) -> Manifest:
        """Return what the index was made of."""
        ...

    @property
    def codec(self) -> TokenCodec | None:
        """Return how token vectors are packed; None when none are kept."""
        ...

    def find_terms(self, terms: Mapping[str, float], n: int, scope: Scope) -> Candidates:
        """Return the passages that score highest by BM25, those without any term left out."""
        ...

    def find_vector(self, vector: Vector, n: int, scope: Scope) -> Candidates:
        """Return the passages nearest to a unit vector."""
        ...

    def score_terms(self, terms: Mapping[str, float], rows: Rows) -> Floats:
        """Return the BM25 scores of given passages."""
        ...

    def score_vector(self, vector: Vector, rows: Rows) -> Floats:
        """Return the cosines of given passages."""
        ...

    def best_bm25(self, terms: Mapping[str, float]) -> float:
        """Return the best conceivable BM25 score of some terms."""
        ...

    def explain_terms(self, terms: Mapping[str, float], rows: Sequence[int]) -> list[dict[str, float]]:
        """Return what each term adds to the BM25 scores of passages, in their order."""
        ...

    def score_groups(self, groups: Sequence[Group], *, unspaced: bool) -> GroupScores:
        """Return the scores of words of a question in the passages of one script."""
        ...

    def best_of(self, scores: Floats, n: int, scope: Scope) -> Candidates:
        """Return the passages of the highest scores inside a scope, those at 0 left out."""
        ...

    def has_script(self, *, unspaced: bool) -> bool:
        """Return whether any passage is mostly of a script written without spaces, or of another."""
        ...

    def admitted(self, rows: Rows, scope: Scope) -> NDArray[np.bool_]:
        """Return which of the rows lie inside a scope."""
        ...

    def is_note(self, rows: Rows) -> NDArray[np.bool_]:
        """Return which of the rows are notes."""
        ...

    def is_unspaced(self, rows: Rows) -> NDArray[np.bool_]:
        """Return which of the rows are mostly of a script written without spaces."""
        ...

    def backing(self, rows: Rows) -> tuple[Rows, Rows]:
        """Return (note rows, rows of the passages that carry their marks) for the notes among rows."""
        ...

    def vectors(self, rows: Rows) -> Vector:
        """Return (n, dim) unit vectors of passages."""
        ...

    def tokens(self, row: int) -> PackedTokens:
        """Return a passage's token vectors."""
        ...

    def token_vectors(self, rows: Sequence[int]) -> tuple[list[Vector], Rows]:
        """Return the token vectors of passages, in blocks that follow one another, and how many each has."""
        ...

    def passage(self, row: int) -> Passage:
        """Return the passage of a row."""
        ...

    def row(self, passage_id: str) -> int | None:
        """Return the row of a passage, or None."""
        ...

    def term_weight(self, term: str) -> float:
        """Return a term's idf; 0.0 when it stands nowhere."""
        ...

    def term_frequency(self, term: str) -> int:
        """Return in how many passages a term stands."""
        ...

    def term_rows(self, term: str, most: int) -> list[int]:
        """Return the first passages in which a term stands, at most so many."""
        ...

    def terms(self) -> Iterable[str]:
        """Return every term that stands somewhere."""
        ...

    def close(self) -> None:
        """Let go of files."""
        ...


class FolderEngine:
    """The engine behind one version's folder: postings, FAISS vectors, passages, all mapped."""

    def __init__(self, folder: Path) -> None:
        """Open a version; what a leg needs is read when the leg is first used.

        Raises:
            IndexVersionError: When a file is missing or does not fit the manifest.
        """
        self._folder = folder
        self._manifest = manifest.read_manifest(folder)
        manifest.check_sizes(folder, self._manifest)
        manifest.check_small(folder, self._manifest)
        self._store = PassageStore(folder, self._manifest.passages)

    @property
    def manifest(self) -> Manifest:
        """Return what the index was made of."""
        return self._manifest

    @property
    def codec(self) -> TokenCodec | None:
        """Return how token vectors are packed; None when none are kept."""
        return self._tokens.codec if self._tokens else None

    def find_terms(self, terms: Mapping[str, float], n: int, scope: Scope) -> Candidates:
        """Return the passages that score highest by BM25, those without any term left out."""
        return self.best_of(self._term_scores(terms), n, scope)

    def best_of(self, scores: Floats, n: int, scope: Scope) -> Candidates:
        """Return the passages of the highest scores inside a scope, those at 0 left out."""
        import numpy as np

        mask = self._fields.mask(scope)
        if mask is not None:
            scores = np.where(mask, scores, 0.0)
        rows = np.flatnonzero(scores > 0)
        if len(rows) > n:
            bar = np.partition(scores[rows], len(rows) - n)[len(rows) - n]
            rows = rows[scores[rows] >= bar]
        rows = rows[np.lexsort((rows, -scores[rows]))][:n]
        return Candidates(rows, scores[rows])

    def find_vector(self, vector: Vector, n: int, scope: Scope) -> Candidates:
        """Return the passages nearest to a unit vector."""
        import numpy as np

        rows, scores = self._vectors.search(vector, n, self._fields.mask(scope))
        return Candidates(rows, scores.astype(np.float64))

    def score_terms(self, terms: Mapping[str, float], rows: Rows) -> Floats:
        """Return the BM25 scores of given passages."""
        return self._term_scores(terms)[rows]

    def score_vector(self, vector: Vector, rows: Rows) -> Floats:
        """Return the cosines of given passages."""
        import numpy as np

        return self._vectors.cosines(vector, rows).astype(np.float64)

    def best_bm25(self, terms: Mapping[str, float]) -> float:
        """Return the best conceivable BM25 score of some terms."""
        return self._bm25.best(terms, float(str(self._manifest.settings["k1"])))

    def explain_terms(self, terms: Mapping[str, float], rows: Sequence[int]) -> list[dict[str, float]]:
        """Return what each term adds to the BM25 scores of passages, in their order."""
        return self._bm25.contributions(terms, rows)

    def score_groups(self, groups: Sequence[Group], *, unspaced: bool) -> GroupScores:
        """Return the scores of words of a question in the passages of one script."""
        inside = self._fields.unspaced.astype(bool) == unspaced
        return GroupScores(self._bm25, groups, inside, float(str(self._manifest.settings["k1"])))

    def has_script(self, *, unspaced: bool) -> bool:
        """Return whether any passage is mostly of a script written without spaces, or of another."""
        return bool((self._fields.unspaced.astype(bool) == unspaced).any())

    def admitted(self, rows: Rows, scope: Scope) -> NDArray[np.bool_]:
        """Return which of the rows lie inside a scope."""
        import numpy as np

        mask = self._fields.mask(scope)
        return np.ones(len(rows), bool) if mask is None else mask[rows]

    def is_note(self, rows: Rows) -> NDArray[np.bool_]:
        """Return which of the rows are notes."""
        found: NDArray[np.bool_] = self._fields.kind[rows] == fields.NOTE
        return found

    def is_unspaced(self, rows: Rows) -> NDArray[np.bool_]:
        """Return which of the rows are mostly of a script written without spaces."""
        return self._fields.unspaced[rows].astype(bool)

    def backing(self, rows: Rows) -> tuple[Rows, Rows]:
        """Return (note rows, rows of the passages that carry their marks) for the notes among rows."""
        import numpy as np

        asked = np.zeros(self._manifest.passages, bool)
        asked[rows] = True
        links = asked[self._fields.note_rows]
        return self._fields.note_rows[links].astype(np.int64), self._fields.note_backs[links].astype(np.int64)

    def vectors(self, rows: Rows) -> Vector:
        """Return (n, dim) unit vectors of passages."""
        return self._vectors.vectors[rows]

    def tokens(self, row: int) -> PackedTokens:
        """Return a passage's token vectors.

        Raises:
            IndexVersionError: When the index keeps none.
        """
        return self._kept_tokens().get(row)

    def token_vectors(self, rows: Sequence[int]) -> tuple[list[Vector], Rows]:
        """Return the token vectors of passages, in blocks that follow one another, and how many each has.

        Raises:
            IndexVersionError: When the index keeps none.
        """
        return self._kept_tokens().vectors(rows)

    def passage(self, row: int) -> Passage:
        """Return the passage of a row."""
        return self._store.get(row)

    def row(self, passage_id: str) -> int | None:
        """Return the row of a passage, or None."""
        return self._store.row(passage_id)

    def term_weight(self, term: str) -> float:
        """Return a term's idf; 0.0 when it stands nowhere."""
        return self._bm25.weight_of(term)

    def term_frequency(self, term: str) -> int:
        """Return in how many passages a term stands."""
        return self._bm25.document_frequency(term)

    def term_rows(self, term: str, most: int) -> list[int]:
        """Return the first passages in which a term stands, at most so many."""
        return self._bm25.rows_of(term, most)

    def terms(self) -> Iterable[str]:
        """Return every term that stands somewhere."""
        return self._bm25.vocabulary.keys()

    def check(self) -> None:
        """Read everything once.

        Raises:
            IndexVersionError: When a part does not fit the manifest.
        """
        _ = self._fields, self._vectors, self._tokens
        rows = self._bm25.rows
        if len(rows) and not (int(rows.min()) >= 0 and int(rows.max()) < len(self._store)):
            raise damaged(self._folder, "bm25_rows.npy")
        for row, name in enumerate(self._store.ids()):
            if self._store.get(row).passage_id != name:
                raise damaged(self._folder, "ids.json")

    def close(self) -> None:
        """Let go of files."""
        self._store.close()

    @cached_property
    def _bm25(self) -> Bm25Index:
        folder, terms = self._folder, read_names(self._folder, TERMS)
        starts, rows, weights, idf, base = bm25.ARRAYS
        places = read_array(folder, rows, kind="i")
        return Bm25Index(
            vocabulary={term: number for number, term in enumerate(terms)},
            starts=read_starts(folder, starts, length=len(terms) + 1, total=len(places)),
            rows=places,
            weights=read_array(folder, weights, kind="f", length=len(places)),
            idf=read_array(folder, idf, kind="f", length=len(terms)),
            base=read_array(folder, base, kind="f", length=len(terms)),
            n_passages=self._manifest.passages,
        )

    def _term_scores(self, terms: Mapping[str, float]) -> Floats:
        try:
            return self._bm25.scores(terms)
        except IndexError as error:  # cheaper than looking through every posting when it is opened
            raise damaged(self._folder, "bm25_rows.npy") from error

    @cached_property
    def _fields(self) -> Fields:
        return fields.read_fields(self._folder, self._manifest.passages)

    @cached_property
    def _vectors(self) -> VectorIndex:
        return VectorIndex(self._folder, n_passages=self._manifest.passages, dim=self._manifest.dim)

    @cached_property
    def _tokens(self) -> TokenStore | None:
        folder, made = self._folder, self._manifest
        if not made.tokens:
            return None
        arrays = {
            STARTS: read_starts(folder, STARTS, length=made.passages + 1, total=made.tokens),
            CODES: read_array(folder, CODES, kind="u", axes=2, length=made.tokens),
            SENTENCES: read_array(folder, SENTENCES, kind="u", length=made.tokens),
            MEANS: read_array(folder, MEANS, kind="f", axes=2, length=4),
        }
        width = arrays[MEANS].shape[1]
        arrays[AXES] = read_array(folder, AXES, kind="f", axes=2, length=width)
        if f"{POOLING}.npy" in made.files:
            arrays[POOLING] = read_array(folder, POOLING, kind="f", axes=2, length=width)
        if arrays.get(POOLING, arrays[MEANS]).shape[1] != made.dim:
            raise damaged(folder, f"{POOLING if POOLING in arrays else MEANS}.npy")
        if arrays[AXES].shape[1] != 8 * arrays[CODES].shape[1]:
            raise damaged(folder, f"{AXES}.npy")
        return TokenStore(arrays)

    def _kept_tokens(self) -> TokenStore:
        if self._tokens is None:
            raise IndexVersionError("This index keeps no token vectors.", manifest.REBUILD)
        return self._tokens
