"""How long work tells that it goes on, and how it is asked to stop."""

from __future__ import annotations

import sys
from collections.abc import Callable

from corpus.errors import FootnotedError

Progress = Callable[[str, int, int], None]
"""Called as `progress(step, done, total)`; total 0 means unknown. It may raise Cancelled."""


class Cancelled(FootnotedError):
    """The person asked long work to stop; what is finished is kept."""


def no_progress(step: str, done: int, total: int) -> None:
    """Tell nobody."""


def printed_progress(step: str, done: int, total: int) -> None:
    """Print a line on standard error: for work that a maintainer starts by `python -m`."""
    sys.stderr.write(f"{step}: {done} of {total}\n")
