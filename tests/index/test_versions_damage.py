"""Damaged and hostile index folders: what is wrong is named, nothing is believed, a build mends it."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.errors import IndexVersionError
from index.manifest import MANIFEST, SCHEMA
from index.model import SearchQuery
from index.versions import CURRENT, build_index, index_status, open_index, verify_index
from tests.index.reports import FolderCorpus, both, contents, load_toy


def _current(corpus: FolderCorpus) -> Path:
    return corpus.index_dir / (corpus.index_dir / CURRENT).read_text().strip()


@pytest.fixture
def corpus(tmp_path: Path) -> FolderCorpus:
    made = both(tmp_path / "index")
    build_index(made, model="toy", load=load_toy)
    return made


def test_a_flipped_byte_in_any_file_is_named_and_force_mends_it(corpus: FolderCorpus) -> None:
    folder = _current(corpus)
    sound = contents(folder)
    for name in sound:
        data = bytearray(sound[name])
        data[len(data) // 2] ^= 0x10
        (folder / name).write_bytes(data)
        problems = verify_index(corpus)
        assert any(name in problem for problem in problems), name
        with pytest.raises(IndexVersionError, match=None if name == MANIFEST else name):
            open_index(corpus, load=load_toy)
        (folder / name).write_bytes(sound[name])
    assert verify_index(corpus) == ()

    data = bytearray(sound["vectors.faiss"])
    data[-2] ^= 0x10
    (folder / "vectors.faiss").write_bytes(data)
    build_index(corpus, load=load_toy, force=True)
    assert verify_index(corpus) == ()
    assert contents(_current(corpus)) == sound


def test_a_cut_or_missing_file_is_refused_at_opening(corpus: FolderCorpus) -> None:
    folder = _current(corpus)
    sound = contents(folder)
    for name in sound:
        (folder / name).write_bytes(sound[name][:-2])
        with pytest.raises(IndexVersionError, match=name) as caught:
            open_index(corpus, load=load_toy)
        assert "footnoted index build" in caught.value.hint
        assert verify_index(corpus)
        (folder / name).unlink()
        with pytest.raises(IndexVersionError, match=name):
            open_index(corpus, load=load_toy)
        (folder / name).write_bytes(sound[name])
    open_index(corpus, load=load_toy)


def test_a_damaged_index_is_built_anew_without_force_when_a_file_is_missing(corpus: FolderCorpus) -> None:
    (_current(corpus) / "terms.json").unlink()
    assert "terms.json is missing" in index_status(corpus).stale[0]
    build_index(corpus, load=load_toy)
    assert verify_index(corpus) == ()


def test_another_manifest_under_the_same_name_is_refused(corpus: FolderCorpus) -> None:
    path = _current(corpus) / MANIFEST
    row = json.loads(path.read_text())
    path.write_text(json.dumps({**row, "analyzer": "other/9"}))
    with pytest.raises(IndexVersionError, match="named after"):
        open_index(corpus, load=load_toy)
    assert "named after" in verify_index(corpus)[0]


@pytest.mark.parametrize(
    "change",
    [
        {"files": {"../../secret": {"size": 1, "sha256": ""}}},
        {"passages": 10**15},
        {"passages": 1},
        {"dim": 10**9},
        {"tokens": 10**12},
        {"files": {}, "passages": 10**9},
    ],
    ids=str,
)
def test_a_hostile_manifest_is_refused(corpus: FolderCorpus, change: dict[str, object]) -> None:
    path = _current(corpus) / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), **change}))
    with pytest.raises(IndexVersionError):
        open_index(corpus, load=load_toy).search(SearchQuery("bank"))
    assert verify_index(corpus)
    index_status(corpus)


@pytest.mark.parametrize("schema", [SCHEMA + 1, SCHEMA - 1])
def test_another_schema_says_so_and_a_build_keeps_the_model(corpus: FolderCorpus, schema: int) -> None:
    path = _current(corpus) / MANIFEST
    path.write_text(json.dumps({**json.loads(path.read_text()), "schema": schema}))
    with pytest.raises(IndexVersionError, match="newer" if schema > SCHEMA else "older"):
        open_index(corpus, load=load_toy)
    assert index_status(corpus).manifest is None
    assert build_index(corpus, load=load_toy).model == "toy"
    assert verify_index(corpus) == ()


@pytest.mark.parametrize(
    "content", [b"v000009-0123456789ab\n", b"../..\n", b"", b"\xff\xfe", b"x" * 10_000_000]
)
def test_a_current_that_points_nowhere_gives_the_newest(corpus: FolderCorpus, content: bytes) -> None:
    newest = _current(corpus)
    (corpus.index_dir / CURRENT).write_bytes(content)
    assert index_status(corpus).version == newest.name
    assert open_index(corpus, load=load_toy).version == newest.name
    (corpus.index_dir / CURRENT).unlink()
    assert open_index(corpus, load=load_toy).version == newest.name


def test_a_current_that_is_a_folder_gives_the_newest(corpus: FolderCorpus) -> None:
    newest = _current(corpus)
    (corpus.index_dir / CURRENT).unlink()
    (corpus.index_dir / CURRENT).mkdir()
    assert open_index(corpus, load=load_toy).version == newest.name


def test_strangers_in_the_folder_are_left_alone(corpus: FolderCorpus) -> None:
    (corpus.index_dir / "notes.txt").write_text("mine")
    (corpus.index_dir / "v000009-0123456789ab").write_text("a file, not a version")
    (corpus.index_dir / "v1").mkdir()
    assert open_index(corpus, load=load_toy).search(SearchQuery("bank"))
    build_index(corpus, load=load_toy, force=True)
    assert (corpus.index_dir / "notes.txt").read_text() == "mine"
    assert verify_index(corpus) == ()
