"""The embedded engine: candidates, scopes, and folders whose files cannot be believed."""

from __future__ import annotations

import io
import json
import shutil
from collections.abc import Callable
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import IndexVersionError
from index.builder import build_from_passages
from index.engine import FolderEngine
from index.manifest import MANIFEST, record_files
from index.model import Scope, SearchQuery
from index.searcher import Searcher
from tests.index.reports import passage
from tests.toy import ToyEncoder

PASSAGES = [
    passage(0, "The bridge at Velm was paid by the bank.", section=("Money",)),
    passage(1, "The lighthouse burned whale oil.", section=("Lights", "Oil"), document="e"),
    passage(2, "A bank lent crowns to the harbour bank.", section=("Money",)),
    passage(3, "Annual Report of the lender", kind="note", note=1, backs=("d#p0000", "d#p0002")),
    passage(4, "海岸银行提供资金。", language="zh", kind="source", document="z"),
    passage(5, "A note that backs nothing: whale songs.", kind="note", note=2),
]


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("engine") / "version"
    build_from_passages(folder, PASSAGES, ToyEncoder())
    return folder


@pytest.fixture
def copy(built: Path, tmp_path: Path) -> Path:
    return shutil.copytree(built, tmp_path / "copy")


def _rows(engine: FolderEngine, scope: Scope, term: str = "bank") -> list[int]:
    return sorted(engine.find_terms({term: 1.0}, 10, scope).rows.tolist())


def test_terms_find_what_holds_them_best_first(built: Path) -> None:
    engine = FolderEngine(built)
    found = engine.find_terms({"bank": 1.0}, 10, Scope())
    assert sorted(found.rows.tolist()) == [0, 2]
    assert (np.diff(found.scores) <= 0).all()
    assert engine.find_terms({"bank": 1.0}, 1, Scope()).rows.tolist() == found.rows[:1].tolist()
    assert len(engine.find_terms({"nowhere": 1.0}, 10, Scope()).rows) == 0
    (explained,) = engine.explain_terms({"bank": 1.0, "bridg": 1.0}, [0])
    scores = engine.score_terms({"bank": 1.0, "bridg": 1.0}, found.rows)
    assert sum(explained.values()) == pytest.approx(scores[found.rows == 0][0])


@pytest.mark.parametrize(
    ("scope", "rows"),
    [
        (Scope(), {0, 1, 2, 3, 4, 5}),
        (Scope(documents=frozenset({"e"})), {1}),
        (Scope(kinds=frozenset({"note"})), {3, 5}),
        (Scope(kinds=frozenset({"report", "source"})), {0, 1, 2, 4}),
        (Scope(languages=frozenset({"zh"})), {4}),
        (Scope(sections=frozenset({"Oil"})), {1}),
        (Scope(sections=frozenset({"Money"}), kinds=frozenset({"note"})), set()),
        (Scope(documents=frozenset({"nowhere"})), set()),
    ],
    ids=str,
)
def test_scopes_admit_what_they_say_in_every_leg(built: Path, scope: Scope, rows: set[int]) -> None:
    engine = FolderEngine(built)
    every = np.arange(len(PASSAGES))
    assert set(every[engine.admitted(every, scope)].tolist()) == rows
    assert {row for row, one in enumerate(PASSAGES) if scope.admits(one)} == rows
    vector = ToyEncoder().encode(["bank"], kind="query")[0]
    assert set(engine.find_vector(vector, 10, scope).rows.tolist()) == rows
    assert set(_rows(engine, scope)) == rows & {0, 2}


def test_notes_know_what_they_back(built: Path) -> None:
    engine = FolderEngine(built)
    notes, backs = engine.backing(np.array([0, 3, 5]))
    assert list(zip(notes.tolist(), backs.tolist(), strict=True)) == [(3, 0), (3, 2)]
    assert engine.is_note(np.arange(6)).tolist() == [False, False, False, True, False, True]
    assert len(engine.backing(np.array([5]))[0]) == 0


def test_passages_come_by_row_and_by_id(built: Path) -> None:
    engine = FolderEngine(built)
    assert [engine.passage(row) for row in range(6)] == PASSAGES
    assert engine.row("d#p0004") == 4
    assert engine.row("d#p0004 ") is None
    engine.check()
    engine.close()


def test_words_weigh_what_bm25_says(built: Path) -> None:
    engine = FolderEngine(built)
    assert (engine.term_frequency("bank"), engine.term_frequency("nowhere")) == (2, 0)
    assert engine.term_weight("bridg") > engine.term_weight("bank")
    assert engine.term_weight("nowhere") == 0.0


def test_an_index_without_any_word_opens_and_finds_nothing(tmp_path: Path) -> None:
    build_from_passages(tmp_path / "v", [passage(0, "…"), passage(1, "—", kind="note", note=1)], ToyEncoder())
    engine = FolderEngine(tmp_path / "v")
    assert _rows(engine, Scope()) == []
    engine.check()


# Folders that no builder wrote: sizes and digests agree with their manifest, contents do not.


def _forge(folder: Path) -> None:
    """Make the manifest agree with the files as they are now."""
    row = json.loads((folder / MANIFEST).read_text())
    files = record_files(folder)
    row["files"] = {name: {"size": one.size, "sha256": one.sha256} for name, one in files.items()}
    (folder / MANIFEST).write_text(json.dumps(row))


def _use(folder: Path) -> None:
    """Open, search with both legs and check, as any user would."""
    engine = FolderEngine(folder)
    searcher = Searcher(engine, ToyEncoder, version="v")
    searcher.search(SearchQuery("bank bridge whale", legs="bm25"))
    searcher.search(SearchQuery("bank bridge whale"))
    searcher.passage("d#p0000")
    engine.check()


def _objects(folder: Path, name: str) -> None:
    np.save(folder / name, np.array([{"a": 1}] * 6, dtype=object), allow_pickle=True)


def _saved(array: np.ndarray) -> bytes:
    out = io.BytesIO()
    np.save(out, array)
    return out.getvalue()


ARRAYS = sorted(
    ["bm25_starts", "bm25_rows", "bm25_weights", "bm25_idf", "bm25_base", "passage_starts", "field_kind",
     "field_document", "field_language", "field_section", "note_rows", "note_backs"]
)  # fmt: skip
LISTS = ["terms.json", "ids.json", "fields.json"]


@pytest.mark.parametrize("name", ARRAYS)
@pytest.mark.parametrize(
    "forge",
    [
        lambda path: _objects(path.parent, path.name),
        lambda path: path.write_bytes(b""),
        lambda path: path.write_bytes(path.read_bytes()[:40]),
        lambda path: path.write_bytes(path.read_bytes()[:-1]),
        lambda path: path.write_bytes(b"\x80\x04K*."),
        lambda path: path.write_bytes(_saved(np.zeros((6, 2)))),
        lambda path: path.write_bytes(_saved(np.array(["a"] * 6))),
        lambda path: path.write_bytes(_saved(np.full(6, 10**9))),
        lambda path: path.write_bytes(_saved(np.full(6, -1))),
        lambda path: path.unlink(),
    ],
    ids=["objects", "empty", "header", "cut", "pickle", "two axes", "strings", "huge", "negative", "missing"],
)
def test_arrays_are_held_to_their_shape(copy: Path, name: str, forge: Callable[[Path], None]) -> None:
    forge(copy / f"{name}.npy")
    _forge(copy)
    with pytest.raises(IndexVersionError, match=r"damaged|another|bytes"):
        _use(copy)


@pytest.mark.parametrize("name", LISTS)
@pytest.mark.parametrize(
    "content", [b"", b"[]", b"{}", b"[1, 2]", b"\xff", b"[" * 100_000, b'{"documents": 1}', b"null"], ids=repr
)
def test_lists_are_held_to_their_kind(copy: Path, name: str, content: bytes) -> None:
    (copy / name).write_bytes(content)
    _forge(copy)
    with pytest.raises(IndexVersionError):
        _use(copy)


def test_rows_beyond_the_passages_are_an_error_and_no_crash(copy: Path) -> None:
    rows = np.load(copy / "bm25_rows.npy")
    np.save(copy / "bm25_rows.npy", np.full_like(rows, 1000))
    _forge(copy)
    with pytest.raises(IndexVersionError, match="bm25_rows"):
        Searcher(FolderEngine(copy), ToyEncoder, version="v").search(SearchQuery("bank", legs="bm25"))
    with pytest.raises(IndexVersionError, match="bm25_rows"):
        FolderEngine(copy).check()


def test_any_flipped_byte_is_found_or_harmless(copy: Path) -> None:
    """Whatever is flipped: an error of ours or an answer, never a crash."""
    random = np.random.default_rng(11)
    names = sorted(path.name for path in copy.iterdir() if path.name != MANIFEST)
    for _ in range(150):
        path = copy / str(random.choice(names))
        data = bytearray(path.read_bytes())
        before = bytes(data)
        data[int(random.integers(len(data)))] ^= 1 << int(random.integers(8))
        path.write_bytes(data)
        try:
            _use(copy)
        except IndexVersionError as error:
            assert error.hint
        path.write_bytes(before)
    _use(copy)
