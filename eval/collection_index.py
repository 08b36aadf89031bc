"""A collection's index: built once for a model and settings, taken up again by every later run."""

from __future__ import annotations

import contextlib
import shutil
import time
from collections.abc import Sequence
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

    @property
    def ready(self) -> bool:
        """Return whether the index is there, whole."""
        return self.folder.is_dir() and self.seconds.is_file()

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
    from index.locks import locked
    from index.manifest import check_digests
    from index.versions import open_folder

    encoder = load_encoder(spec.model, progress=progress)
    places = _places(spec, cache, encoder, collection.name, collection.digests["corpus"])
    members = collection.parts.items() if len(collection.parts) > 1 else ()
    parts = [part for one in members if (part := _places(spec, cache, encoder, *one)).ready]
    make_folder(cache)
    try:
        with locked(places.aside("lock"), wait=PATIENCE, progress=progress):
            if fresh or not places.ready:
                shutil.rmtree(places.folder, ignore_errors=True)
                _build(places, spec, collection, encoder, () if fresh else parts, progress)
        searcher = open_folder(places.folder, rank_settings=spec.rank, load=lambda *_: encoder)
        check_covers(collection, searcher.manifest)
        # Sizes are checked at every opening; a record names digests, so here the content is as well.
        if problems := check_digests(places.folder, searcher.manifest):
            raise UsageError(f"the index of {collection.name} is damaged: {problems[0]}.", _REMEDY)
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


def _places(spec: SystemSpec, cache: Path, encoder: Encoder, name: str, corpus: str) -> _Places:
    from index.builder import inputs_digest

    inputs = inputs_digest(corpus, encoder.name, encoder.digest, spec.index)
    return _Places(cache / f"{name[:60]}-{inputs[:16]}")


def _build(
    places: _Places,
    spec: SystemSpec,
    collection: Collection,
    encoder: Encoder,
    parts: Sequence[_Places],
    progress: Progress,
) -> None:
    """Build an index; a pool takes over the vectors of its parts' indexes, and their seconds with them."""
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
        reuse=[part.folder for part in parts],
        progress=clock.tell,
    )
    taken = sum(float(part.seconds.read_text()) for part in parts)
    places.seconds.write_text(f"{clock.seconds + taken:.3f}")
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
