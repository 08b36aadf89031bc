"""What a host's robots.txt allows (RFC 9309), asked once a day at most."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import Protocol

from corpus.sources.guard import Place
from corpus.sources.model import Failure, Visit
from corpus.sources.settings import ROBOT

MAX_ROBOTS = 512 * 1024
"""Bytes of a robots.txt that are read; RFC 9309 asks for at least 500 KiB."""
KEPT = timedelta(hours=24)
KEPT_AFTER_ERROR = timedelta(hours=1)
"""A server's error may pass sooner."""


class Cache(Protocol):
    """Where answers about hosts are kept between runs."""

    def recall(self, key: str, newer_than: str) -> str | None:
        """Return what was kept under a key since a moment (ISO 8601), or None."""
        ...

    def keep(self, key: str, value: str) -> None:
        """Keep a value under a key."""
        ...


@dataclass(frozen=True, slots=True)
class Rules:
    """What one host allows."""

    status: int
    """Status of its robots.txt; 0 when there was no connection."""
    text: str = ""
    failure: Failure | None = None
    """Why there was no answer at all."""

    def allows(self, url: str) -> bool:
        """Return whether the address may be fetched."""
        if self.status == 429 or self.status >= 500:
            return False  # not known now, so not allowed now
        if not 200 <= self.status < 300 or not self.text.strip():
            return True
        from protego import Protego

        return bool(Protego.parse(self.text).can_fetch(url, ROBOT))

    def delay(self) -> float:
        """Return the pause that the host asks for, in seconds; 0 when it asks for none."""
        if not 200 <= self.status < 300 or not self.text.strip():
            return 0.0
        from protego import Protego

        return max(0.0, float(Protego.parse(self.text).crawl_delay(ROBOT) or 0.0))


class Robots:
    """The rules of all hosts met in a run."""

    def __init__(self, fetch: Callable[[str], Visit], cache: Cache) -> None:
        """Look rules up.

        Args:
            fetch: Gets a robots.txt, following redirects, without asking for leave.
            cache: Keeps what it said.
        """
        self._fetch = fetch
        self._cache = cache
        self._lock = threading.Lock()
        self._rules: dict[str, Rules] = {}
        self._locks: dict[str, threading.Lock] = {}

    def rules(self, place: Place) -> Rules:
        """Return a host's rules, asking for them when they are not known."""
        origin = place.origin
        with self._lock:
            lock = self._locks.setdefault(origin, threading.Lock())
        with lock:
            known = self._rules.get(origin) or self._recalled(origin)
            if known is None:
                known = rules_of(self._fetch(f"{origin}/robots.txt"))
                if known.status:
                    self._cache.keep(f"robots {origin}", json.dumps([known.status, known.text]))
            self._rules[origin] = known
            return known

    def _recalled(self, origin: str) -> Rules | None:
        now = datetime.now(UTC)
        kept = self._cache.recall(f"robots {origin}", (now - KEPT).isoformat())
        if kept is None:
            return None
        status, text = json.loads(kept)
        rules = Rules(int(status), str(text))
        if status >= 500 or status == 429:
            fresh = self._cache.recall(f"robots {origin}", (now - KEPT_AFTER_ERROR).isoformat())
            return rules if fresh else None
        return rules


def rules_of(visit: Visit) -> Rules:
    """Read the rules out of what asking for robots.txt gave."""
    final = visit.final
    if visit.failure is not None:
        # A bomb, or a redirect in a circle, is the file's fault, not the host's: no rules then.
        if visit.failure.kind in ("too-large", "encoding"):
            return Rules(404)
        if visit.failure.kind in ("loop", "refused") and final is not None:
            return Rules(404)
        return Rules(0, failure=visit.failure)
    if final is None:
        return Rules(0, failure=Failure("protocol", "No answer came."))
    return Rules(final.status, final.body[:MAX_ROBOTS].decode("utf-8-sig", "replace"))
