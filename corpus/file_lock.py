"""A lock on a file that the system lets go of when its process dies."""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from typing import IO

PAUSE = 0.1
"""Seconds between two tries."""


def try_lock(file: IO[bytes]) -> bool:
    """Lock an open file against other processes until it is closed; return False when another holds it."""
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


def wait_for_lock(file: IO[bytes], seconds: float, waiting: Callable[[], None] | None = None) -> bool:
    """Lock an open file as `try_lock` does, trying again for some seconds; return False when in vain.

    Args:
        file: The open file.
        seconds: How long another holder is waited for.
        waiting: Called before each further try; may raise.
    """
    deadline = time.monotonic() + seconds
    while not try_lock(file):
        if waiting is not None:
            waiting()
        if time.monotonic() > deadline:
            return False
        time.sleep(PAUSE)
    return True
