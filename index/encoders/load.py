"""From a model's name to a loaded encoder; the first use of a model exports it.

Loading an export proves it: its files are hashed (all of a packaged model's, at 0.7 s
a GB), and the packaged weights it was made from are hashed again when they are
installed, so that weights with a wrong digest are refused at every load and not only
at the first.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, TypeVar

from corpus.errors import ModelError
from corpus.progress import Progress, no_progress
from index.encoders.catalog import (
    DEFAULT_MODEL,
    PackagedModel,
    canonical_name,
    package_root,
    packaged,
    verify_weights,
)
from index.encoders.protocol import Encoder
from index.encoders.store import (
    EncoderManifest,
    export_folder,
    find_exports,
    made_aside,
    read_manifest,
    verify_files,
)

if TYPE_CHECKING:
    from index.encoders.head import Head

Loaded = TypeVar("Loaded")


def load_encoder(name: str = DEFAULT_MODEL, *, progress: Progress = no_progress) -> Encoder:
    """Load an encoder, exporting it first when this machine has no export of it.

    Args:
        name: "e5", "minilm" (or their full names), a sentence-transformers folder, or a name on the hub.
        progress: Told the steps of an export, which takes 20 to 60 s; may raise Cancelled.

    Raises:
        UsageError: When the name can be no model.
        ModelError: When the weights are missing, have another digest, or cannot be exported.
    """
    from index.encoders.runtime import OnnxEncoder

    stored = canonical_name(name)
    model = packaged(stored)
    folder = prepare_encoder(stored, progress=progress)
    manifest = read_manifest(folder)
    if model and (manifest.digest, manifest.dim) != (model.digest, model.dim):
        raise ModelError(
            f"The encoder in {folder} was not made from the weights of {model.title}.",
            f"Remove the folder {folder}; it is made again when it is needed.",
        )
    checks: list[Callable[[], object]] = [partial(verify_files, folder, manifest)]
    if model and package_root(model):
        checks.append(partial(verify_weights, model))
    return load_checked(partial(OnnxEncoder, folder, manifest, _head(model)), checks)


def prepare_encoder(name: str = DEFAULT_MODEL, *, progress: Progress = no_progress) -> Path:
    """Return the folder of a model's export, making it when there is none.

    Raises:
        UsageError: When the name can be no model.
        ModelError: When the weights are missing, have another digest, or cannot be exported.
    """
    stored = canonical_name(name)
    existing = _existing(stored)
    if existing:
        return existing[0]
    progress("preparing the encoder", 0, 5)
    model = packaged(stored)
    if model:
        return _export_packaged(model, progress)
    return _export_folder(stored, progress)


def encoder_available(name: str) -> bool:
    """Return whether a model can be loaded without a network: exported, installed, or a folder."""
    stored = canonical_name(name)
    model = packaged(stored)
    if _existing(stored):
        return True
    return package_root(model) is not None if model else Path(stored).is_dir()


def encoder_digest(name: str) -> str:
    """Return the digest of a model's weights without loading it, "sha256:…".

    Raises:
        UsageError: When the name can be no model.
        ModelError: When it is a model of the hub that has not been prepared yet.
    """
    stored = canonical_name(name)
    model = packaged(stored)
    if model:
        return model.digest
    existing = _existing(stored)
    if existing:
        return existing[1].digest
    if Path(stored).is_dir():
        from index.encoders.reference import check_folder, folder_digest

        check_folder(Path(stored))
        return folder_digest(Path(stored))
    raise ModelError(f"The model {stored} has not been prepared on this machine.", "Build the index with it.")


def verify_encoder(name: str) -> None:
    """Hash a model's weights and every file of its export, whatever their size.

    Raises:
        ModelError: At the first file that is not the one it should be, or when there is no export.
    """
    stored = canonical_name(name)
    model = packaged(stored)
    if model and package_root(model):
        verify_weights(model)
    existing = _existing(stored)
    if not existing:
        raise ModelError(f"The encoder {stored} has not been prepared on this machine.", "Build the index.")
    verify_files(*existing, limit=None)


def _existing(stored: str) -> tuple[Path, EncoderManifest] | None:
    """Return a model's export, when it was made from the weights that the name stands for now."""
    model = packaged(stored)
    if model:
        folder = export_folder(model.name, model.digest)
        return (folder, read_manifest(folder)) if folder.is_dir() else None
    exports = find_exports(stored)
    if not Path(stored).is_dir():
        return exports[0] if exports else None
    from index.encoders.reference import folder_stamp

    stamp = folder_stamp(Path(stored))
    return next((export for export in exports if export[1].source.get("files") == stamp), None)


def _export_packaged(model: PackagedModel, progress: Progress) -> Path:
    from index.encoders.export import export_reference
    from index.encoders.folder import write_folder
    from index.encoders.packed import read_packed
    from index.encoders.reference import load_reference

    weights = verify_weights(model)
    target = export_folder(model.name, model.digest)
    with made_aside(target) as aside:
        packed = read_packed(weights.read_bytes()) if model.layout == "packed" else None
        source = weights.parent
        if packed:
            source = aside.with_name(aside.name + "-dense")
            source.mkdir()
        try:
            if packed:
                write_folder(packed, source, dict(model.prefixes))
            export_reference(
                load_reference(source),
                aside,
                name=model.name,
                digest=model.digest,
                prefixes=model.prefixes,
                packed=packed,
                layers=model.layers,
                progress=progress,
            )
        finally:
            if packed:
                _discard(source)
    return target


def _export_folder(stored: str, progress: Progress) -> Path:
    from index.encoders.export import export_reference
    from index.encoders.reference import (
        check_folder,
        fetch_from_hub,
        folder_digest,
        folder_stamp,
        load_reference,
        prefixes_of,
    )

    source = Path(stored) if Path(stored).is_dir() else fetch_from_hub(stored)
    check_folder(source)
    stamp, digest = folder_stamp(source), folder_digest(source)
    target = export_folder(stored, digest)
    with made_aside(target) as aside:
        reference = load_reference(source)
        export_reference(
            reference,
            aside,
            name=stored,
            digest=digest,
            prefixes=prefixes_of(reference),
            source={"files": stamp},
            progress=progress,
        )
    return target


def _head(model: PackagedModel | None) -> Head | None:
    """Return the head that ships with a packaged model, if one does."""
    if model is None or not model.head:
        return None
    from index.encoders.head import read_head

    return read_head(model.head, model.head_sha256)


def load_checked(loader: Callable[[], Loaded], checks: Sequence[Callable[[], object]]) -> Loaded:
    """Load while the checks run; a failed check is told before whatever it made the loader stumble over.

    Hashing lets go of the interpreter's lock, so it costs no time beside a session's loading.
    """
    from concurrent.futures import ThreadPoolExecutor

    with ThreadPoolExecutor(len(checks)) as workers:
        running = [workers.submit(check) for check in checks]
        try:
            return loader()
        finally:
            for check in running:
                check.result()


def _discard(folder: Path) -> None:
    import shutil

    shutil.rmtree(folder, ignore_errors=True)
