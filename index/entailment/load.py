"""From the package to a loaded reader; the first use exports it.

As with the encoders, loading proves the export: its files are hashed, and the packaged
weights again where they are installed.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from functools import partial
from pathlib import Path

from corpus.errors import ModelError
from corpus.progress import Progress, no_progress
from index.encoders.load import load_checked
from index.encoders.store import export_folder, find_exports, made_aside, read_manifest, verify_files
from index.entailment.package import package_installed, reader_digest, verified_model
from index.entailment.reader import EntailmentReader

NAME = "(entailment)"
"""The exports' stored name; in brackets, so that no encoder in a folder or on a hub can have it."""


def entailment_available() -> bool:
    """Return whether a reader can be opened: it was exported, or its package is installed."""
    return reader_folder().is_dir() or package_installed()


def reader_folder() -> Path:
    """Return where the export of the reader belongs: beside the exported encoders."""
    return export_folder(NAME, reader_digest())


def open_entailment(progress: Progress = no_progress) -> EntailmentReader:
    """Load the reader, exporting it first when this machine has no export of it.

    Args:
        progress: Told the steps of an export, which takes 20 to 40 s; may raise Cancelled.

    Raises:
        ModelError: When the package is missing, a file is not the one known, or the export fails.
    """
    folder = _prepared(progress)
    manifest = read_manifest(folder)
    if manifest.digest != reader_digest():
        raise ModelError(
            f"The entailment reader in {folder} was not made from the files that are installed.",
            f"Remove the folder {folder}; it is made again when it is needed.",
        )
    checks: list[Callable[[], object]] = [partial(verify_files, folder, manifest)]
    if package_installed():
        checks.append(verified_model)
    return load_checked(partial(EntailmentReader, folder, manifest), checks)


def _prepared(progress: Progress) -> Path:
    """Return the reader's folder, making it when there is none."""
    target = reader_folder()
    if target.is_dir():
        return target
    from index.entailment.export import export_reader

    with made_aside(target) as aside:
        export_reader(aside, name=NAME, digest=reader_digest(), progress=progress)
    _drop_others(target)
    return target


def _drop_others(target: Path) -> None:
    """Remove exports with other additions or of another form, which nothing reads any more."""
    for other, _ in find_exports(NAME):
        if other != target:
            shutil.rmtree(other, ignore_errors=True)
