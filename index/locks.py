"""One builder at a time: a lock that the system lets go of when its process dies."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import IndexVersionError
from corpus.file_lock import try_lock
from corpus.progress import Progress, no_progress

PAUSE = 0.1
"""Seconds between two tries."""


@contextmanager
def locked(path: Path, *, wait: float, progress: Progress = no_progress) -> Iterator[None]:
    """Hold a lock file while the block runs.

    Args:
        path: The lock file; made when missing and never removed (removing it would race).
        wait: Seconds to wait for another holder.
        progress: Told that it waits; may raise Cancelled.

    Raises:
        IndexVersionError: When it cannot be had in time, or the folder cannot be written.
    """
    try:
        file = path.open("a+b")
    except OSError as error:
        raise IndexVersionError(
            f"{path.parent} cannot be written ({error.strerror}).", "Make the library's folder writable."
        ) from error
    with file:
        deadline = time.monotonic() + wait
        while not try_lock(file):
            progress("waiting for another process that builds this index", 0, 0)
            if time.monotonic() > deadline:
                raise IndexVersionError(
                    f"Another process is building the index in {path.parent}.", "Try again when it is done."
                )
            time.sleep(PAUSE)
        yield
