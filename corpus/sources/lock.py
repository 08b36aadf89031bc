"""One capture into a library at a time: a lock that the system lets go of when its process dies."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO

from corpus.errors import LibraryError, SourceError
from corpus.sources.warc import FOLDER


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
        if not _try_lock(file):
            raise SourceError(
                f"Another process is capturing into {library}.", "Wait until it is done and try again."
            )
        yield


def _try_lock(file: IO[bytes]) -> bool:
    try:
        if sys.platform == "win32":
            import msvcrt

            file.seek(0)
            msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)
        else:
            import fcntl

            fcntl.flock(file.fileno(), fcntl.LOCK_EX | fcntl.LOCK_NB)
    except OSError:
        return False
    return True
