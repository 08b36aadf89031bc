"""Where exported encoders live, and what proves that one is whole.

An export is a folder `<name>-<digest12>-<schema>` with the model, its tokenizer and a
manifest. It is made aside and put in place by one rename, so that a folder under its
final name is always complete; what a killed process left aside is swept up later.
"""

from __future__ import annotations

import json
import os
import re
import shutil
import tempfile
import time
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

from corpus.errors import ModelError
from index.encoders.catalog import file_sha256

SCHEMA = 3
"""Raised whenever a model is exported otherwise; exports of an older one are made again.

2: plain attention. 3: 8-bit activations; the layers that a head reads."""
MANIFEST = "encoder.json"
MODEL = "model.onnx"
TOKENIZER = "tokenizer.json"
PIECES = "pieces.txt"
HASHED_AT_LOAD = 256 * 2**20
"""Files up to this many bytes are hashed whenever an encoder is loaded (0.2 s at most).

Of larger ones only the size is checked then, and the digest by `verify_encoder`."""
_MANIFEST_LIMIT = 2**20
ASIDE = ".making-"
"""How what is not whole yet begins its name."""
_STALE_SECONDS = 2 * 3600.0


@dataclass(frozen=True, slots=True)
class FileStamp:
    """Size and digest of one file of an export."""

    size: int
    sha256: str


@dataclass(frozen=True, slots=True)
class EncoderManifest:
    """What an exported encoder is and what it was made from."""

    name: str
    digest: str
    """Digest of the weights it was made from, "sha256:…"."""
    dim: int
    max_tokens: int
    prefixes: Mapping[str, str]
    files: Mapping[str, FileStamp]
    padding: int = 0
    """Id of the padding token."""
    inputs: tuple[str, ...] = ("input_ids", "attention_mask")
    layers: tuple[int, ...] = ()
    """Layers that the graph gives side by side as its output "layers"; none without a head."""
    opset: int = 18
    cosine: float = 1.0
    """Least cosine between the export and sentence-transformers over the sample texts."""
    source: Mapping[str, Any] = field(default_factory=dict)
    """For a folder: size and time of its weights, so that a change is noticed without hashing them."""
    made_with: Mapping[str, str] = field(default_factory=dict)
    """Versions of the packages that made it."""
    schema: int = SCHEMA


def encoders_home() -> Path:
    """Return the folder of all exports: FOOTNOTED_ENCODERS, or the platform's data folder."""
    named = os.environ.get("FOOTNOTED_ENCODERS")
    if named:
        return Path(named).expanduser()
    from platformdirs import user_data_path

    return user_data_path("footnoted", appauthor=False) / "encoders"


def export_folder(name: str, digest: str) -> Path:
    """Return where the export of a model with these weights belongs."""
    slug = re.sub(r"[^a-z0-9]+", "-", Path(name).name.casefold()).strip("-")[:40] or "model"
    return encoders_home() / f"{slug}-{digest.removeprefix('sha256:')[:12]}-{SCHEMA}"


def find_exports(name: str) -> list[tuple[Path, EncoderManifest]]:
    """Return the exports of a model by its stored name, newest first; unreadable ones are passed over."""
    found = []
    for path in sorted(encoders_home().glob(f"*/{MANIFEST}")):
        if path.parent.name.startswith("."):
            continue
        try:
            manifest = read_manifest(path.parent)
        except ModelError:
            continue
        if manifest.name == name:
            found.append((path.stat().st_mtime_ns, path.parent, manifest))
    return [(folder, manifest) for _, folder, manifest in sorted(found, key=lambda f: (-f[0], f[1]))]


def read_manifest(folder: Path) -> EncoderManifest:
    """Read an export's manifest.

    Raises:
        ModelError: When it is missing, damaged, or of a newer schema.
    """
    path = folder / MANIFEST
    try:
        if path.stat().st_size > _MANIFEST_LIMIT:
            raise ValueError("it is too large")
        raw = json.loads(path.read_text(encoding="utf-8"))
        if raw["schema"] != SCHEMA:
            raise ValueError(f"it has schema {raw['schema']}, this version reads {SCHEMA}")
        raw["files"] = {plain_name(name): FileStamp(**stamp) for name, stamp in raw["files"].items()}
        raw["inputs"], raw["layers"] = tuple(raw["inputs"]), tuple(raw["layers"])
        return _checked(EncoderManifest(**raw))
    except (OSError, ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise ModelError(
            f"The encoder's manifest {path} cannot be read: {error}.", _remove(folder)
        ) from error


def _checked(manifest: EncoderManifest) -> EncoderManifest:
    """Return a manifest whose numbers and files are of a kind that can be worked with."""
    if not all(isinstance(n, int) and 0 < n < 2**20 for n in (manifest.dim, manifest.max_tokens)):
        raise ValueError("its dim or max_tokens is no positive number")
    if not all(isinstance(text, str) for text in (manifest.name, manifest.digest)):
        raise ValueError("its name or digest is no text")
    missing = {MODEL, TOKENIZER} - set(manifest.files)
    if missing:
        raise ValueError(f"it lists no {min(missing)}")
    return manifest


def plain_name(name: str) -> str:
    """Return a file name after making sure that it stays inside its folder."""
    if name != Path(name).name or name in {"", ".", ".."} or "\\" in name:
        raise ValueError(f"{name!r} is not a plain file name")
    return name


def write_manifest(folder: Path, manifest: EncoderManifest) -> None:
    """Write the manifest of a folder."""
    text = json.dumps(asdict(manifest), ensure_ascii=False, indent=1, sort_keys=True)
    (folder / MANIFEST).write_text(text + "\n", encoding="utf-8")


def stamp_files(folder: Path) -> dict[str, FileStamp]:
    """Return size and digest of every file of a finished folder, the manifest apart."""
    files = sorted(path for path in folder.iterdir() if path.is_file() and path.name != MANIFEST)
    return {path.name: FileStamp(path.stat().st_size, file_sha256(path)) for path in files}


def verify_files(folder: Path, manifest: EncoderManifest, limit: int | None = HASHED_AT_LOAD) -> None:
    """Compare an export's files with its manifest.

    Args:
        folder: The export.
        manifest: Its manifest.
        limit: Files larger than this many bytes are only measured, not hashed; None hashes all.

    Raises:
        ModelError: At the first file that is missing or another one.
    """
    for name, stamp in manifest.files.items():
        path = folder / name
        try:
            size = path.stat().st_size
            whole = size == stamp.size
            if whole and (limit is None or size <= limit):
                whole = file_sha256(path) == stamp.sha256
        except OSError as error:
            raise ModelError(
                f"The encoder's file {path} cannot be read: {error}.", _remove(folder)
            ) from error
        if not whole:
            raise ModelError(
                f"The encoder's file {path} is not the one that was exported and is refused.", _remove(folder)
            )


@contextmanager
def made_aside(target: Path) -> Iterator[Path]:
    """Give a folder to fill, and put it in place by one rename.

    When another process has put its own in place meanwhile, that one stays and this one is dropped.

    Raises:
        ModelError: When the folder of exports cannot be written.
    """
    hint = "Free some space, or name another folder in FOOTNOTED_ENCODERS."
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        sweep(target.parent)
        aside = Path(tempfile.mkdtemp(prefix=ASIDE, dir=target.parent))
    except OSError as error:
        raise ModelError(f"The encoders' folder {target.parent} cannot be written: {error}.", hint) from error
    try:
        yield aside
        _put_in_place(aside, target)
        _drop_older(target)
    except OSError as error:
        raise ModelError(f"The encoder cannot be written to {target}: {error}.", hint) from error
    finally:
        shutil.rmtree(aside, ignore_errors=True)


def _put_in_place(aside: Path, target: Path) -> None:
    aside.chmod(0o755)
    try:
        aside.rename(target)
    except OSError:
        if not (target / MANIFEST).is_file():
            raise


def _drop_older(target: Path) -> None:
    """Remove exports of the same weights by an older schema, which nothing reads any more."""
    own = target.name.removesuffix(f"-{SCHEMA}")
    for name in (own, *(f"{own}-{schema}" for schema in range(2, SCHEMA))):
        if (target.parent / name / MANIFEST).is_file():
            shutil.rmtree(target.parent / name, ignore_errors=True)


def sweep(home: Path) -> None:
    """Remove what killed processes left aside more than two hours ago."""
    for left in home.glob(ASIDE + "*"):
        if time.time() - left.stat().st_mtime > _STALE_SECONDS:
            if left.is_dir():
                shutil.rmtree(left, ignore_errors=True)
            else:
                left.unlink(missing_ok=True)


def _remove(folder: Path) -> str:
    return f"Remove the folder {folder}; it is made again when it is needed."
