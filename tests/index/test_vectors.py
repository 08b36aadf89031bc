"""The dense leg: exact search, masks, and refusal of files that are not what they should be."""

from __future__ import annotations

import struct
from pathlib import Path

import faiss
import numpy as np
import pytest
from numpy.typing import NDArray

from corpus.errors import IndexVersionError
from index.vectors import VECTORS, VectorIndex, write_vectors


def _unit(n: int, dim: int = 16, seed: int = 1) -> NDArray[np.float32]:
    rows = np.random.default_rng(seed).standard_normal((n, dim)).astype(np.float32)
    unit: NDArray[np.float32] = rows / np.linalg.norm(rows, axis=1, keepdims=True)
    return unit


def test_search_is_exact_with_and_without_a_mask(tmp_path: Path) -> None:
    vectors = _unit(300)
    write_vectors(tmp_path, vectors)
    index = VectorIndex(tmp_path, n_passages=300, dim=16)
    random = np.random.default_rng(2)
    for query in _unit(30, seed=3):
        mask = random.random(300) < 0.3
        for admitted in (None, mask, np.zeros(300, bool)):
            rows, scores = index.search(query, 20, admitted)
            cosines = vectors @ query
            allowed = np.arange(300) if admitted is None else np.flatnonzero(admitted)
            expected = allowed[np.argsort(-cosines[allowed], kind="stable")][:20]
            assert rows.tolist() == expected.tolist()
            np.testing.assert_allclose(scores, cosines[expected], atol=1e-6)
        np.testing.assert_allclose(
            index.cosines(query, np.array([5, 0])), (vectors @ query)[[5, 0]], atol=1e-6
        )


def test_more_than_there_is_gives_all_and_equal_ones_come_by_row(tmp_path: Path) -> None:
    vectors = np.repeat(_unit(1), 7, axis=0)
    write_vectors(tmp_path, vectors)
    index = VectorIndex(tmp_path, n_passages=7, dim=16)
    rows, _ = index.search(vectors[0], 1000, None)
    assert rows.tolist() == list(range(7))


def test_vectors_come_back_bit_for_bit_and_read_only_copies_are_not_needed(tmp_path: Path) -> None:
    vectors = _unit(50)
    write_vectors(tmp_path, vectors)
    assert np.array_equal(VectorIndex(tmp_path, n_passages=50, dim=16).vectors, vectors)
    first = (tmp_path / VECTORS).read_bytes()
    write_vectors(tmp_path, vectors)
    assert (tmp_path / VECTORS).read_bytes() == first


@pytest.mark.parametrize(("count", "dim"), [(49, 16), (51, 16), (50, 8), (25, 32), (10**12, 16)])
def test_another_size_than_the_manifest_says_is_refused(tmp_path: Path, count: int, dim: int) -> None:
    write_vectors(tmp_path, _unit(50))
    with pytest.raises(IndexVersionError, match="50 × 16"):
        VectorIndex(tmp_path, n_passages=count, dim=dim)


@pytest.mark.parametrize("keep", [0, 3, 40, 45, 200, -1])
def test_a_cut_file_is_refused(tmp_path: Path, keep: int) -> None:
    write_vectors(tmp_path, _unit(50))
    data = (tmp_path / VECTORS).read_bytes()
    (tmp_path / VECTORS).write_bytes(data[:keep])
    with pytest.raises(IndexVersionError, match="cut short"):
        VectorIndex(tmp_path, n_passages=50, dim=16)


def test_a_length_that_the_file_has_not_is_refused_before_it_is_believed(tmp_path: Path) -> None:
    write_vectors(tmp_path, _unit(50))
    data = bytearray((tmp_path / VECTORS).read_bytes())
    struct.pack_into("<Q", data, 37, 1 << 60)
    (tmp_path / VECTORS).write_bytes(data)
    with pytest.raises(IndexVersionError):
        VectorIndex(tmp_path, n_passages=50, dim=16)


@pytest.mark.parametrize("kind", ["IDMap,Flat", "HNSW4", "L2"])
def test_another_kind_of_index_is_refused(tmp_path: Path, kind: str) -> None:
    other = faiss.IndexFlatL2(16) if kind == "L2" else faiss.index_factory(16, kind)
    vectors = _unit(50)
    if kind == "IDMap,Flat":
        other.add_with_ids(vectors, np.arange(50))
    else:
        other.add(vectors)
    faiss.write_index(other, str(tmp_path / VECTORS))
    with pytest.raises(IndexVersionError, match="no flat index"):
        VectorIndex(tmp_path, n_passages=50, dim=16)


def test_a_missing_file_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexVersionError, match="cannot be read"):
        VectorIndex(tmp_path, n_passages=1, dim=16)


def test_a_folder_that_cannot_be_written_is_an_os_error(tmp_path: Path) -> None:
    with pytest.raises(OSError, match=VECTORS):
        write_vectors(tmp_path / "nowhere", _unit(3))
