"""What an index version says of itself, and whether its files still agree with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields
from pathlib import Path
from typing import Any

from corpus.errors import IndexVersionError

SCHEMA = 4
"""Raised whenever an index version's files change their meaning."""
MANIFEST = "manifest.json"
MAX_MANIFEST = 1 << 20
MAX_COUNT = 1 << 40
"""More passages, numbers or bytes than any index of one machine has."""
SMALL = 16 * 2**20
"""Bytes of an index up to which every opening reads it whole."""
REBUILD = "Run `footnoted index build --force`."


@dataclass(frozen=True, slots=True)
class FileRecord:
    """A file of a version, as it was when it was built."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class Manifest:
    """Everything that made an index version; equal inputs give an equal manifest."""

    schema: int
    inputs: str
    """Digest of corpus, model, analyzer, settings and schema: what decides whether to rebuild."""
    corpus: str
    """The library's digest when the index was built."""
    model: str
    """Name of the encoder, as `--model` takes it."""
    model_digest: str
    dim: int
    analyzer: str
    settings: Mapping[str, object]
    passages: int
    notes: int
    """How many of the passages are notes."""
    documents: int
    tokens: int
    """Token vectors kept; 0 when none are."""
    tools: Mapping[str, str]
    """Versions of the libraries that shaped the files."""
    files: Mapping[str, FileRecord]

    @property
    def digest(self) -> str:
        """Return the sha256 of the manifest itself, in hexadecimal."""
        return hashlib.sha256(self.to_bytes()).hexdigest()

    def to_bytes(self) -> bytes:
        """Return the manifest as JSON, keys sorted."""
        return (json.dumps(asdict(self), indent=1, sort_keys=True, ensure_ascii=False) + "\n").encode()


def write_manifest(folder: Path, manifest: Manifest) -> None:
    """Write the manifest, last of a version's files."""
    (folder / MANIFEST).write_bytes(manifest.to_bytes())


def read_manifest(folder: Path) -> Manifest:
    """Return a version's manifest.

    Raises:
        IndexVersionError: When it is missing, damaged, or of a newer schema.
    """
    path = folder / MANIFEST
    try:
        if path.stat().st_size > MAX_MANIFEST:
            raise IndexVersionError(f"Index version {folder.name}: {MANIFEST} is too large.", REBUILD)
        row = json.loads(path.read_text(encoding="utf-8"))
        schema = _count(row["schema"])
    except FileNotFoundError as error:
        raise IndexVersionError(f"Index version {folder.name} has no {MANIFEST}.", REBUILD) from error
    except (OSError, ValueError, KeyError, TypeError, RecursionError) as error:
        raise IndexVersionError(f"Index version {folder.name}: {MANIFEST} is damaged.", REBUILD) from error
    if schema != SCHEMA:
        raise _other_schema(folder, schema)
    try:
        return _manifest(row)
    except (TypeError, AttributeError, ValueError, KeyError) as error:
        raise IndexVersionError(f"Index version {folder.name}: {MANIFEST} is damaged.", REBUILD) from error


def model_of(folder: Path) -> str | None:
    """Return the model that a version of any schema was made with, or None when it cannot be told."""
    try:
        with (folder / MANIFEST).open("rb") as file:
            name = json.loads(file.read(MAX_MANIFEST))["model"]
    except (OSError, ValueError, KeyError, TypeError, RecursionError):
        return None
    return name if isinstance(name, str) else None


def record_files(folder: Path) -> dict[str, FileRecord]:
    """Return size and digest of every file in a version's folder but its manifest."""
    return {
        path.name: FileRecord(path.stat().st_size, file_digest(path))
        for path in sorted(folder.iterdir())
        if path.is_file() and path.name != MANIFEST
    }


def check_sizes(folder: Path, manifest: Manifest) -> None:
    """Compare file sizes with the manifest: cheap enough for every opening.

    Raises:
        IndexVersionError: When a file is missing or has another size.
    """
    for name, record in manifest.files.items():
        path = folder / name
        size = path.stat().st_size if path.is_file() else -1
        if size != record.size:
            state = "is missing" if size < 0 else f"has {size} bytes, not {record.size}"
            raise IndexVersionError(f"Index version {folder.name}: {name} {state}.", REBUILD)


def check_small(folder: Path, manifest: Manifest) -> None:
    """Compare a small index's digests too, as a report's is: 2 MB take some milliseconds.

    Raises:
        IndexVersionError: When a file has other content than it was made with.
    """
    if sum(record.size for record in manifest.files.values()) <= SMALL and (
        problems := check_digests(folder, manifest)
    ):
        raise IndexVersionError(f"Index version {problems[0]}.", REBUILD)


def check_digests(folder: Path, manifest: Manifest) -> list[str]:
    """Return every disagreement between the files and the manifest, in words."""
    problems = []
    for name, record in manifest.files.items():
        path = folder / name
        if not path.is_file():
            problems.append(f"{folder.name}/{name} is missing")
        elif file_digest(path) != record.sha256:
            problems.append(f"{folder.name}/{name} has other content than the manifest says")
    return problems


def file_digest(path: Path) -> str:
    """Return a file's sha256 in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _other_schema(folder: Path, schema: int) -> IndexVersionError:
    if schema > SCHEMA:
        return IndexVersionError(
            f"Index version {folder.name} was made by a newer Footnoted (schema {schema}, known {SCHEMA}).",
            "Update Footnoted, or run `footnoted index build --force`.",
        )
    return IndexVersionError(
        f"Index version {folder.name} was made by an older Footnoted (schema {schema}, now {SCHEMA}).",
        "Run `footnoted index build`.",
    )


def _manifest(row: dict[str, Any]) -> Manifest:
    """Return the manifest that a row of JSON holds; anything of another type is an error."""
    row["files"] = {_plain(name): _record(record) for name, record in row["files"].items()}
    for field in fields(Manifest):
        value = row[field.name]
        if field.type == "int":
            _count(value)
        elif not isinstance(value, str if field.type == "str" else dict):
            raise ValueError(f"{field.name} is {value!r}")
    return Manifest(**row)


def _record(row: dict[str, Any]) -> FileRecord:
    record = FileRecord(**row)
    _count(record.size)
    if not isinstance(record.sha256, str):
        raise ValueError(f"{record.sha256!r} is no digest")
    return record


def _count(value: object) -> int:
    if type(value) is not int or not 0 <= value <= MAX_COUNT:
        raise ValueError(f"{value!r} is no count")
    return value


def _plain(name: str) -> str:
    """Return a file name, refusing one that leads out of the folder."""
    if not name or Path(name).name != name or name.startswith(".") or set(name) & set("/\\:\0"):
        raise ValueError(f"{name!r} is no file name")
    return name
