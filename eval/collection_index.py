"""A collection's index: built once for a model and settings, taken up again by every later run."""

from __future__ import annotations

import contextlib
import shutil
import time
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import IndexVersionError, UsageError
from corpus.progress import Progress
from eval.collection import Collection
from eval.files import make_folder, unwritable
from eval.specs import SystemSpec

if TYPE_CHECKING:
    from index.encoders.protocol import Encoder
    from index.manifest import Manifest
    from index.searcher import Searcher

PATIENCE = 6 * 3600.0
"""Seconds to wait for another process that builds the same index."""
_REMEDY = "Run again with --fresh-index."


@dataclass(frozen=True, slots=True)
class _Places:
    """Where an index and what belongs to its making lie."""

    folder: Path

    @property
    def seconds(self) -> Path:
        """Return the file with the time that the index took."""
        return self.folder.with_name(f"{self.folder.name}.seconds")

    def aside(self, what: str) -> Path:
        """Return a place beside the folder that only its builder uses."""
        return self.folder.with_name(f".{self.folder.name}.{what}")


def open_index(
    spec: SystemSpec, collection: Collection, cache: Path, *, fresh: bool, progress: Progress
) -> tuple[Searcher, float]:
    """Open the index of a collection, building it when there is none.

    Args:
        spec: Its model and settings.
        collection: What is indexed.
        cache: Folder of indexes.
        fresh: Build it anew even when there is one.
        progress: Told how far it is; may raise Cancelled. A build that is stopped is taken up later.

    Returns:
        The opened index, and the seconds its building took, all tries together.

    Raises:
        UsageError: When the folder cannot be written, or the index is damaged or lacks documents.
    """
    from index.encoders import load_encoder
    from index.versions import open_folder

    encoder = load_encoder(spec.model, progress=progress)
    places = _places(spec, collection, cache, encoder)
    make_folder(cache)
    try:
        _build_missing(places, spec, collection, encoder, fresh, progress)
        searcher = open_folder(places.folder, rank_settings=spec.rank, load=lambda *_: encoder)
        check_covers(collection, searcher.manifest)
        searcher.preload()
        return searcher, float(places.seconds.read_text())
    except OSError as error:
        raise unwritable(cache, error) from error
    except IndexVersionError as error:
        raise UsageError(f"{places.folder}: {error.message}", _REMEDY) from error


def check_covers(collection: Collection, manifest: Manifest) -> None:
    """Refuse an index that lacks documents of a collection.

    Raises:
        UsageError: Naming how many are missing: a run on a part would be scored as failure.
    """
    if manifest.documents != len(collection.documents):
        raise UsageError(
            f"the index of {collection.name} holds {manifest.documents} of "
            f"{len(collection.documents)} documents.",
            _REMEDY,
        )
    if manifest.corpus != collection.digests["corpus"]:
        raise UsageError(f"the index of {collection.name} was made of other documents.", _REMEDY)


def _places(spec: SystemSpec, collection: Collection, cache: Path, encoder: Encoder) -> _Places:
    from index.builder import inputs_digest

    inputs = inputs_digest(collection.digests["corpus"], encoder.name, encoder.digest, spec.index)
    return _Places(cache / f"{collection.name[:60]}-{inputs[:16]}")


def _build_missing(
    places: _Places,
    spec: SystemSpec,
    collection: Collection,
    encoder: Encoder,
    fresh: bool,
    progress: Progress,
) -> None:
    from index.locks import locked

    with locked(places.aside("lock"), wait=PATIENCE, progress=progress):
        if fresh or not (places.folder.is_dir() and places.seconds.is_file()):
            shutil.rmtree(places.folder, ignore_errors=True)
            _build(places, spec, collection, encoder, progress)


def _build(
    places: _Places, spec: SystemSpec, collection: Collection, encoder: Encoder, progress: Progress
) -> None:
    from index.builder import build_from_passages
    from index.passages import passages_of_collection

    clock = _Clock(places.aside("spent"), progress)
    aside = places.aside("building")
    shutil.rmtree(aside, ignore_errors=True)
    passages = passages_of_collection(
        ((d.doc_id, d.title, d.text) for d in collection.documents),
        count_tokens=encoder.count_tokens,
        max_tokens=min(spec.index.passage_tokens, encoder.room("passage")),
    )
    build_from_passages(
        aside,
        passages,
        encoder,
        settings=spec.index,
        corpus=collection.digests["corpus"],
        work=places.aside("work"),
        progress=clock.tell,
    )
    places.seconds.write_text(f"{clock.seconds:.3f}")
    aside.rename(places.folder)
    clock.forget()


class _Clock:
    """Counts the seconds of a build over every time that it was stopped and taken up again."""

    def __init__(self, path: Path, progress: Progress) -> None:
        self._path, self._progress = path, progress
        self._before = 0.0
        with contextlib.suppress(OSError, ValueError):
            self._before = float(path.read_text())
        self._begun = time.perf_counter()

    @property
    def seconds(self) -> float:
        """Return the seconds spent so far."""
        return self._before + time.perf_counter() - self._begun

    def tell(self, step: str, done: int, total: int) -> None:
        """Note the time and pass on how far the work is."""
        self._path.write_text(f"{self.seconds:.3f}")
        self._progress(step, done, total)

    def forget(self) -> None:
        """Begin from nothing the next time."""
        self._path.unlink(missing_ok=True)
