"""Answers that came and are not worked up yet, so that a killed run need not ask for them again.

Between a page's answer and its snapshot lies the taking out of its text, which may take
seconds and waits its turn. The answer is on the disk before that begins; the next run
finds it there. What is held goes when a run has come to its end.
"""

from __future__ import annotations

import json
from datetime import UTC, datetime, timedelta

from corpus.errors import SourceError
from corpus.sources.model import Visit
from corpus.sources.store import HELD, SourceStore
from corpus.sources.warc import read_warc

_KEPT = timedelta(hours=24)
"""A page may have changed after that."""


class HeldAnswers:
    """The answers of one library that wait for their snapshot. Safe to use from several threads."""

    def __init__(self, store: SourceStore, limit: int) -> None:
        """Hold answers in the store's library.

        Args:
            store: Where captures are kept.
            limit: Most bytes of one body.
        """
        self._store = store
        self._limit = limit

    def find(self, url: str) -> Visit | None:
        """Return what an address answered in a run that was killed, or None."""
        kept = self._store.recall(f"{HELD}{url}", (datetime.now(UTC) - _KEPT).isoformat())
        if kept is None:
            return None
        path, count = json.loads(kept)
        try:
            answers = tuple(read_warc(self._store.library.path / str(path), self._limit))
        except SourceError:
            return None  # damaged meanwhile: the page is asked for again
        return Visit(url, answers[-int(count) :]) if len(answers) >= int(count) > 0 else None

    def hold(self, visit: Visit) -> None:
        """Keep a visit that ended in a page.

        Raises:
            SourceError: When it cannot be written.
            LibraryError: When its row cannot be.
        """
        place = self._store.file(visit.exchanges)
        self._store.keep(f"{HELD}{visit.url}", json.dumps([place.path, len(visit.exchanges)]))
