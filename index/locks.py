"""One builder at a time: a lock that the system lets go of when its process dies."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.errors import IndexVersionError
from corpus.file_lock import wait_for_lock
from corpus.progress import Progress, no_progress

_WAITING = "waiting for another process that builds this index"


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
        if not wait_for_lock(file, wait, lambda: progress(_WAITING, 0, 0)):
            raise IndexVersionError(
                f"Another process is building the index in {path.parent}.", "Try again when it is done."
            )
        yield
