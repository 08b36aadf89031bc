"""Captures that an older Footnoted read, read again from the answer that was kept.

A better reader takes more of a page for its text, or less. Held against a capture of today the older text
then seems another page's, though nothing in the answers differs. So before two captures that were read by
different readers are called different, both are read by the one of today.
"""

from __future__ import annotations

import contextlib
import json
import weakref
from collections.abc import Sequence
from typing import TYPE_CHECKING

from corpus.errors import FootnotedError
from corpus.sources.extract import READER
from corpus.sources.guard import WebError
from corpus.sources.settings import FetchSettings
from corpus.sources.warc import read_capture

if TYPE_CHECKING:
    from corpus.sources.model import Snapshot
    from corpus.sources.store import SourceStore
    from corpus.sources.workshop import Workshop

Reading = tuple[str, str | None, Sequence[str] | None]
"""A page's text, its title, and what belongs to it beside the text."""


class Rereader:
    """Reads the answers of one library's captures."""

    def __init__(self, store: SourceStore) -> None:
        """Read what `store` keeps; what was read is kept there too."""
        self._store = store
        self._workshop: Workshop | None = None

    def __call__(self, one: Snapshot) -> Reading | None:
        """Return what today's reader makes of a capture; None where its answer cannot be read."""
        if one.reader >= READER:
            return self._store.text(one), one.title, one.own
        key = f"read {READER} {one.snapshot_id}"
        kept = self._store.recall(key)
        if kept is None:
            kept = self._read(one)
            if kept is None:
                return None
            with contextlib.suppress(FootnotedError):  # a full disk or a library in a read-only folder
                self._store.keep(key, kept)
        text, title, own = json.loads(kept)
        return str(text), title, own

    def _read(self, one: Snapshot) -> str | None:
        if one.warc is None:
            return None
        limit = max(one.size, FetchSettings().max_bytes)
        try:
            answer = read_capture(self._store.library.path, one.warc, one.offset, limit)
        except (FootnotedError, WebError):
            return None
        found = self._children()(answer.body, answer.header("Content-Type"), answer.url)
        return json.dumps([found.text, found.title, found.own], ensure_ascii=False) if found.text else None

    def _children(self) -> Workshop:
        if self._workshop is None:
            from corpus.sources.workshop import Workshop

            self._workshop = Workshop(FetchSettings(), workers=1)
            weakref.finalize(self, self._workshop.__exit__, None, None, None)
        return self._workshop
