"""Where captures are kept: a row each in the library's SQLite, the answers in WARC files.

The file is whole and in its place before the row is written, so a row never names a
file that is not there; a file without a row was left by a killed process and is swept
away when the next capture begins.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from typing import TYPE_CHECKING

from corpus.codec import decode, encode
from corpus.library_errors import explained
from corpus.sources.model import Exchange, Snapshot
from corpus.sources.together import Together
from corpus.sources.warc import WarcPlace, write_warc

if TYPE_CHECKING:
    from corpus.library import Library

SOFTWARE = "Footnoted/0.1"
_ACCEPTED = "accepted "
"""What stands before a source in the key under which it is kept which capture a person took for known."""
SPAN = 200
"""Sources looked up in one statement."""


class SourceStore:
    """The captures of one library. Safe to use from several threads."""

    def __init__(self, library: Library) -> None:
        """Keep captures in `library`."""
        self.library = library
        self._together = Together(library)
        self._filed: dict[tuple[str, str, int], WarcPlace] = {}

    def save(self, snapshot: Snapshot, text: str = "", exchanges: Sequence[Exchange] = ()) -> Snapshot:
        """Keep a capture: its answers as WARC first, then its row.

        Args:
            snapshot: What was met.
            text: The text taken out.
            exchanges: The answers, redirects first; none where there was no answer.

        Returns:
            The snapshot as kept, with its row and its place in the WARC file.

        Raises:
            SourceError: When the WARC file cannot be written.
            LibraryError: When the row cannot be.
        """
        if exchanges:
            # Written once: another writing of the same answers would move them within the file.
            place = self._filed.get(_moment(exchanges)) or self.file(exchanges)
            snapshot = replace(snapshot, warc=place.path, offset=place.offset)
        kept = replace(
            snapshot, text_digest=text_digest(text) if text else None, characters=len(text), snapshot_id=0
        )
        values = (kept.source, kept.origin, kept.captured_at, encode(kept), text or None)

        def write(connection: sqlite3.Connection) -> int:
            statement = "INSERT INTO snapshots (source, origin, captured_at, json, text) VALUES (?,?,?,?,?)"
            return int(connection.execute(statement, values).lastrowid or 0)

        return replace(kept, snapshot_id=self._together.write(write))

    def file(self, exchanges: Sequence[Exchange]) -> WarcPlace:
        """Write answers into a WARC file, which `save` takes for the same answers.

        Raises:
            SourceError: When it cannot be written.
        """
        place = write_warc(self.library.path, exchanges, SOFTWARE)
        self._filed[_moment(exchanges)] = place
        return place

    def of(self, source: str) -> tuple[Snapshot, ...]:
        """Return a source's snapshots, oldest first."""
        rows = self.library.rows("SELECT id, json FROM snapshots WHERE source = ? ORDER BY id", source)
        accepted = self._accepted(source)
        return tuple(self._snapshot(row, accepted) for row in rows)

    def all(self) -> Mapping[str, tuple[Snapshot, ...]]:
        """Return every source's snapshots, oldest first."""
        found: dict[str, list[Snapshot]] = {}
        accepted = self._accepted()
        for row in self.library.rows("SELECT id, json FROM snapshots ORDER BY id"):
            snapshot = self._snapshot(row, accepted)
            found.setdefault(snapshot.source, []).append(snapshot)
        return {source: tuple(snapshots) for source, snapshots in found.items()}

    def any(self) -> bool:
        """Return whether anything was captured yet."""
        return bool(self.library.rows("SELECT 1 FROM snapshots LIMIT 1"))

    def text(self, snapshot: Snapshot) -> str:
        """Return the text taken out of a capture; empty when there was none."""
        rows = self.library.rows("SELECT text FROM snapshots WHERE id = ?", snapshot.snapshot_id)
        return str(rows[0][0] or "") if rows else ""

    def warc_paths(self) -> frozenset[str]:
        """Return the WARC files that rows name."""
        rows = self.library.rows("SELECT json_extract(json, '$.warc') FROM snapshots")
        return frozenset(str(row[0]) for row in rows if row[0])

    def recall(self, key: str, newer_than: str = "") -> str | None:
        """Return what was kept under a key since a moment (ISO 8601), or None."""
        rows = self.library.rows("SELECT value FROM web WHERE key = ? AND at >= ?", key, newer_than)
        return str(rows[0][0]) if rows else None

    def keep(self, key: str, value: str) -> None:
        """Keep a value under a key: a host's robots.txt, say."""
        values = (key, value, datetime.now(UTC).isoformat())

        def write(connection: sqlite3.Connection) -> int:
            return connection.execute(
                "INSERT OR REPLACE INTO web (key, value, at) VALUES (?,?,?)", values
            ).rowcount

        self._together.write(write)

    def forget(self, key: str) -> None:
        """Forget what was kept under a key."""
        with self.library.transaction() as connection:
            connection.execute("DELETE FROM web WHERE key = ?", (key,))

    def accept(self, snapshot: Snapshot) -> None:
        """Keep that a person took a capture's page for known; earlier captures are not held against it."""
        self.keep(f"{_ACCEPTED}{snapshot.source}", str(snapshot.snapshot_id))

    def unaccept(self, source: str) -> None:
        """Forget which capture of a source a person took for known."""
        self.forget(f"{_ACCEPTED}{source}")

    def _accepted(self, source: str | None = None) -> Mapping[int, str]:
        """Return which captures a person took for known, with when: of one source, or of all."""
        where, key = ("= ?", f"{_ACCEPTED}{source}") if source is not None else ("GLOB ?", f"{_ACCEPTED}*")
        rows = self.library.rows(f"SELECT value, at FROM web WHERE key {where}", key)
        return {int(str(row[0])): str(row[1]) for row in rows}

    def _snapshot(self, row: Sequence[object], accepted: Mapping[int, str]) -> Snapshot:
        number = int(str(row[0]))
        with explained(self.library.path):
            found = decode(Snapshot, str(row[1]))
        return replace(found, snapshot_id=number, accepted=accepted.get(number, ""))


def text_digest(text: str) -> str:
    """Return the SHA-256 of a text's words: white space may change without a change in what is said."""
    return hashlib.sha256(" ".join(text.split()).encode("utf-8", "replace")).hexdigest()


def _moment(exchanges: Sequence[Exchange]) -> tuple[str, str, int]:
    """Return what tells these answers from all others: no address answers twice in a microsecond."""
    return exchanges[-1].url, exchanges[-1].at, len(exchanges)
