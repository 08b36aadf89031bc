"""One capture into a library at a time: a lock that the system lets go of when its process dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import LibraryError, SourceError
from corpus.file_lock import wait_for_lock
from corpus.sources.warc import FOLDER

WAIT = 2.0
"""Seconds in which it may come free: a child that a killed process was just starting holds it a moment."""


@contextmanager
def capturing(library: Path) -> Iterator[None]:
    """Hold the library's capture lock while the block runs.

    Raises:
        SourceError: When another process captures into the library.
        LibraryError: When its folder cannot be written.
    """
    folder = library / FOLDER
    try:
        folder.mkdir(parents=True, exist_ok=True)
        file = (folder / "lock").open("a+b")
    except OSError as error:
        raise LibraryError(
            f"{folder} cannot be written ({error.strerror}).", "Make the library's folder writable."
        ) from error
    with file:
        if not wait_for_lock(file, WAIT):
            raise SourceError(
                f"Another process is capturing into {library}.", "Wait until it is done and try again."
            )
        yield
