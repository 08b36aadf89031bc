"""Answers that came and are not worked up yet, so that a killed run need not ask for them again.

Between a page's answer and its snapshot lies the taking out of its text, which may take
seconds and waits its turn. The answer is in its WARC file before that begins, and a small
file named after the address says where; the next run finds it there. What is held goes
when a run has come to its end.
"""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import time
from pathlib import Path

from corpus.errors import SourceError
from corpus.sources.model import Visit
from corpus.sources.store import SourceStore
from corpus.sources.warc import FOLDER, HELD, cannot_write, read_warc

_KEPT_SECONDS = 24 * 3600.0
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
        self._folder = store.library.path / FOLDER / HELD

    def find(self, url: str) -> Visit | None:
        """Return what an address answered in a run that was killed, or None."""
        place = self._place(url)
        try:
            if time.time() - place.stat().st_mtime > _KEPT_SECONDS:
                return None
            path, count = json.loads(place.read_text(encoding="utf-8"))
            answers = tuple(read_warc(self._store.library.path / str(path), self._limit))
        except (OSError, ValueError, TypeError, SourceError):
            return None  # none, or damaged meanwhile: the page is asked for
        return Visit(url, answers[-int(count) :]) if len(answers) >= int(count) > 0 else None

    def hold(self, visit: Visit) -> None:
        """Keep a visit that ended in a page.

        Raises:
            SourceError: When it cannot be written.
        """
        filed = self._store.file(visit.exchanges)
        place = self._place(visit.url)
        aside = place.with_suffix(f".{os.getpid()}")
        try:
            self._folder.mkdir(parents=True, exist_ok=True)
            aside.write_text(json.dumps([filed.path, len(visit.exchanges)]), encoding="utf-8")
            aside.replace(place)
        except OSError as error:
            raise cannot_write(self._store.library.path, error) from error

    def paths(self) -> frozenset[str]:
        """Return the WARC files of what is held, relative to the library's folder."""
        found = []
        for place in self._folder.glob("*"):
            try:
                found.append(str(json.loads(place.read_text(encoding="utf-8"))[0]))
            except (OSError, ValueError, LookupError, TypeError):
                continue  # cut short: nothing is held by it
        return frozenset(found)

    def forget(self) -> None:
        """Forget all: they have their snapshots, or are to be asked for anew."""
        shutil.rmtree(self._folder, ignore_errors=True)

    def _place(self, url: str) -> Path:
        return self._folder / hashlib.sha256(url.encode("utf-8", "replace")).hexdigest()
