"""Taking turns: one request a host at a time, a rest between two, and waiting as asked."""

from __future__ import annotations

import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime

from corpus.progress import Cancelled

BUSY = frozenset({429, 500, 502, 503, 504})
"""Statuses after which a request is repeated."""


class Gates:
    """Lets one request a host through, and the next only after a rest."""

    def __init__(self, pause: float, stop: threading.Event | None = None) -> None:
        """Rest `pause` seconds between two requests to a host; end all waits when `stop` is set."""
        self._pause = pause
        self._stop = stop or threading.Event()
        self._lock = threading.Lock()
        self._gates: dict[str, _Gate] = {}

    @contextmanager
    def turn(self, host: str) -> Iterator[None]:
        """Wait for the host's turn and hold it while the block runs.

        Raises:
            Cancelled: When the work is stopped meanwhile.
        """
        gate = self._gate(host)
        with gate.lock:
            self.rest(gate.free_at - time.monotonic())
            try:
                yield
            finally:
                gate.free_at = time.monotonic() + gate.pause

    def slow(self, host: str, pause: float) -> None:
        """Rest at least `pause` seconds at this host from now on."""
        gate = self._gate(host)
        gate.pause = max(gate.pause, pause)

    def rest(self, seconds: float) -> None:
        """Wait.

        Raises:
            Cancelled: When the work is stopped meanwhile.
        """
        if self._stop.is_set() or (seconds > 0 and self._stop.wait(seconds)):
            raise Cancelled("The capture was stopped.", "Run it again to go on.")

    def _gate(self, host: str) -> _Gate:
        with self._lock:
            return self._gates.setdefault(host, _Gate(self._pause))


class _Gate:
    """One host's turn."""

    __slots__ = ("free_at", "lock", "pause")

    def __init__(self, pause: float) -> None:
        self.lock = threading.Lock()
        self.free_at = 0.0
        self.pause = pause


def retry_after(value: str, now: datetime | None = None) -> float | None:
    """Read a Retry-After header.

    Args:
        value: Seconds, or an HTTP date.
        now: The present moment, aware.

    Returns:
        Seconds to wait, 0 or more; None when the header says nothing readable.
    """
    text = value.strip()
    if text.isascii() and text.isdigit():
        return float(text[:9])
    try:
        moment = parsedate_to_datetime(text)
    except (ValueError, TypeError, IndexError, OverflowError):
        return None
    if moment.tzinfo is None:
        moment = moment.replace(tzinfo=UTC)
    return max(0.0, (moment - (now or datetime.now(UTC))).total_seconds())
