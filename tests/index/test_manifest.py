"""Manifests: what they say, and that nothing hostile in one is believed."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest

from corpus.errors import IndexVersionError
from index.manifest import (
    MANIFEST,
    SCHEMA,
    FileRecord,
    Manifest,
    check_digests,
    check_sizes,
    model_of,
    read_manifest,
    record_files,
    write_manifest,
)

MADE = Manifest(
    schema=SCHEMA, inputs="i", corpus="c", model="toy", model_digest="sha256:0", dim=64, analyzer="a/1",
    settings={"k1": 1.2}, passages=3, notes=1, documents=1, tokens=9, tools={"numpy": "2"},
    files={"a.npy": FileRecord(3, "00")},
)  # fmt: skip


def _altered(folder: Path, **change: Any) -> Path:
    write_manifest(folder, MADE)
    row = json.loads((folder / MANIFEST).read_text())
    (folder / MANIFEST).write_text(json.dumps({**row, **change}))
    return folder


def test_a_manifest_comes_back_and_its_digest_with_it(tmp_path: Path) -> None:
    write_manifest(tmp_path, MADE)
    found = read_manifest(tmp_path)
    assert found == MADE
    assert found.digest == MADE.digest
    assert replace(MADE, passages=4).digest != MADE.digest


@pytest.mark.parametrize(
    "change",
    [
        {"files": {"../x": {"size": 1, "sha256": ""}}},
        {"files": {"/etc/passwd": {"size": 1, "sha256": ""}}},
        {"files": {"..": {"size": 1, "sha256": ""}}},
        {"files": {"a\\b": {"size": 1, "sha256": ""}}},
        {"files": {"C:x": {"size": 1, "sha256": ""}}},
        {"files": {"a\0": {"size": 1, "sha256": ""}}},
        {"files": {"": {"size": 1, "sha256": ""}}},
        {"files": {"a": {"size": "1", "sha256": ""}}},
        {"files": {"a": {"size": -1, "sha256": ""}}},
        {"files": {"a": {"size": 1, "sha256": None}}},
        {"files": {"a": 1}},
        {"files": []},
        {"passages": 10**30},
        {"passages": -1},
        {"passages": 3.0},
        {"passages": "3"},
        {"passages": True},
        {"dim": None},
        {"tokens": 1e400},
        {"model": 7},
        {"settings": []},
        {"more": 1},
        {"schema": "2"},
        {"schema": 1e400},
        {"schema": None},
    ],
    ids=str,
)
def test_hostile_values_are_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    with pytest.raises(IndexVersionError, match=r"manifest\.json is damaged"):
        read_manifest(_altered(tmp_path, **change))


@pytest.mark.parametrize("data", [b"", b"{", b"[]", b"null", b"\xff\xfe", b"[" * 100_000, b'{"a":' * 50_000])
def test_what_is_no_manifest_is_refused(tmp_path: Path, data: bytes) -> None:
    (tmp_path / MANIFEST).write_bytes(data)
    with pytest.raises(IndexVersionError, match="damaged") as caught:
        read_manifest(tmp_path)
    assert "index build --force" in caught.value.hint
    assert model_of(tmp_path) is None


def test_missing_and_huge_manifests_are_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexVersionError, match="has no manifest"):
        read_manifest(tmp_path)
    (tmp_path / MANIFEST).write_bytes(b" " * (2 << 20))
    with pytest.raises(IndexVersionError, match="too large"):
        read_manifest(tmp_path)


def test_other_schemas_say_who_is_newer(tmp_path: Path) -> None:
    with pytest.raises(IndexVersionError, match="newer Footnoted") as newer:
        read_manifest(_altered(tmp_path, schema=SCHEMA + 1, more="unknown"))
    assert newer.value.hint.startswith("Update Footnoted")
    with pytest.raises(IndexVersionError, match="older Footnoted") as older:
        read_manifest(_altered(tmp_path, schema=SCHEMA - 1))
    assert "footnoted index build" in older.value.hint
    assert model_of(tmp_path) == "toy"


def test_files_are_held_to_size_and_digest(tmp_path: Path) -> None:
    (tmp_path / "a.npy").write_bytes(b"abc")
    made = replace(MADE, files=record_files(tmp_path))
    check_sizes(tmp_path, made)
    assert check_digests(tmp_path, made) == []
    (tmp_path / "a.npy").write_bytes(b"abd")
    check_sizes(tmp_path, made)
    assert "a.npy has other content" in check_digests(tmp_path, made)[0]
    (tmp_path / "a.npy").write_bytes(b"ab")
    with pytest.raises(IndexVersionError, match=r"a\.npy has 2 bytes, not 3"):
        check_sizes(tmp_path, made)
    (tmp_path / "a.npy").unlink()
    with pytest.raises(IndexVersionError, match=r"a\.npy is missing"):
        check_sizes(tmp_path, made)
    assert "a.npy is missing" in check_digests(tmp_path, made)[0]
