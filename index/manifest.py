"""What an index version says of itself, and whether its files still agree with it."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import asdict, dataclass
from pathlib import Path

from corpus.errors import IndexVersionError

SCHEMA = 2
"""Raised whenever an index version's files change their meaning."""
MANIFEST = "manifest.json"
MAX_MANIFEST = 1 << 20
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
        schema = int(row["schema"])
    except FileNotFoundError as error:
        raise IndexVersionError(f"Index version {folder.name} has no {MANIFEST}.", REBUILD) from error
    except (OSError, ValueError, KeyError, TypeError) as error:
        raise IndexVersionError(f"Index version {folder.name}: {MANIFEST} is damaged.", REBUILD) from error
    if schema > SCHEMA:
        raise IndexVersionError(
            f"Index version {folder.name} was made by a newer Footnoted (schema {schema}, known {SCHEMA}).",
            "Update Footnoted, or run `footnoted index build --force`.",
        )
    try:
        row["files"] = {_plain(name): FileRecord(**record) for name, record in row["files"].items()}
        return Manifest(**row)
    except (TypeError, AttributeError, ValueError) as error:
        raise IndexVersionError(f"Index version {folder.name}: {MANIFEST} is damaged.", REBUILD) from error


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


def _plain(name: str) -> str:
    """Return a file name, refusing one that leads out of the folder."""
    if not name or Path(name).name != name:
        raise ValueError(f"{name!r} is no file name")
    return name
