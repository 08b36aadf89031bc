"""The dense leg: passage vectors in FAISS, searched by inner product of unit vectors.

A flat index is exact and, at the sizes one machine holds (50,000 × 384: 75 MB), quick
enough. It is mapped from disk, so that opening it costs nothing.
"""

from __future__ import annotations

import struct
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import IndexVersionError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]
    Rows = NDArray[np.int64]

VECTORS = "vectors.faiss"
_HEADER = struct.Struct("<4siqqqBiQ")
"""What FAISS writes before a flat index' numbers: kind, dim, count, two unused, trained, metric, length."""


def write_vectors(folder: Path, vectors: Vectors) -> None:
    """Write unit vectors, (n_passages, dim) float32, as a flat FAISS index."""
    import faiss
    import numpy as np

    flat = faiss.IndexFlatIP(vectors.shape[1])
    flat.add(np.ascontiguousarray(vectors, dtype=np.float32))
    try:
        faiss.write_index(flat, str(folder / VECTORS))
    except RuntimeError as error:  # its only word for a full disk
        raise OSError(f"{VECTORS} cannot be written") from error


class VectorIndex:
    """Finds and scores passages by the cosine of their vectors."""

    def __init__(self, folder: Path, *, n_passages: int, dim: int) -> None:
        """Map the vectors of a version's folder.

        Raises:
            IndexVersionError: When they are unreadable or of another size than the manifest says.
        """
        import faiss

        _check_header(folder, n_passages, dim)
        try:
            self._flat: Any = faiss.read_index(str(folder / VECTORS), faiss.IO_FLAG_MMAP_IFC)
        except RuntimeError as error:
            raise _damaged(folder, "cannot be read") from error
        if not isinstance(self._flat, faiss.IndexFlat):
            raise _damaged(folder, "hold no flat index")
        view = faiss.rev_swig_ptr(self._flat.get_xb(), n_passages * dim)
        self.vectors: Vectors = view.reshape(n_passages, dim)
        """(n_passages, dim) float32, unit length, read-only."""

    def search(self, vector: Vectors, n: int, mask: NDArray[np.bool_] | None) -> tuple[Rows, Vectors]:
        """Return the rows nearest to a vector and their cosines, best first, ties by row.

        Args:
            vector: (dim,) float32 of unit length.
            n: How many rows at most.
            mask: (n_passages,) True for rows that may be found; None for all.
        """
        import faiss
        import numpy as np

        n = min(n, len(self.vectors))
        params: Any = None
        if mask is not None:
            n = min(n, int(mask.sum()))
            bits = np.packbits(mask, bitorder="little")
            selector = faiss.IDSelectorBitmap(len(bits), faiss.swig_ptr(bits))
            params = faiss.SearchParameters()
            params.sel = selector
        if n == 0:
            return np.zeros(0, np.int64), np.zeros(0, np.float32)
        scores, rows = self._flat.search(vector[None, :], n, params=params)
        found = rows[0] >= 0
        order = np.lexsort((rows[0][found], -scores[0][found]))
        return rows[0][found][order], scores[0][found][order]

    def cosines(self, vector: Vectors, rows: Rows) -> Vectors:
        """Return the cosines of given rows, in their order."""
        cosines: Vectors = self.vectors[rows] @ vector
        return cosines


def _check_header(folder: Path, n_passages: int, dim: int) -> None:
    """Refuse what is no flat index of this size, before FAISS believes what the file says of itself."""
    path = folder / VECTORS
    try:
        with path.open("rb") as file:
            header = file.read(_HEADER.size)
        size = path.stat().st_size
    except OSError as error:
        raise _damaged(folder, "cannot be read") from error
    if len(header) < _HEADER.size:
        raise _damaged(folder, "are cut short")
    kind, width, count, _, _, _, metric, length = _HEADER.unpack(header)
    if kind != b"IxFI" or metric != 0:
        raise _damaged(folder, "hold no flat index of inner products")
    if (count, width) != (n_passages, dim) or length != n_passages * dim:
        raise _damaged(folder, f"hold {count} × {width}, not {n_passages} × {dim}")
    if size != _HEADER.size + 4 * length:
        raise _damaged(folder, "are cut short")


def _damaged(folder: Path, what: str) -> IndexVersionError:
    return IndexVersionError(
        f"The vectors of index version {folder.name} {what}.", "Run `footnoted index build --force`."
    )
