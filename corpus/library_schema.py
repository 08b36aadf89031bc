"""The tables of a library, as a list of migrations.

`PRAGMA user_version` counts the migrations that a library has had. Whoever needs a
further table appends a migration here and never edits an earlier one.
"""

from __future__ import annotations

import sqlite3
from pathlib import Path

from corpus.errors import LibraryError
from corpus.library_errors import RESTORE, NoLibraryError

APPLICATION_ID = 0x466E7464
"""Written into the SQLite header ("Fntd"), so that another program's file is not mistaken for ours."""

MIGRATIONS: tuple[tuple[str, ...], ...] = (
    (
        """CREATE TABLE meta (key TEXT PRIMARY KEY, value TEXT NOT NULL) WITHOUT ROWID""",
        """CREATE TABLE documents (
            position INTEGER PRIMARY KEY AUTOINCREMENT,
            doc_id TEXT NOT NULL UNIQUE,
            kind TEXT NOT NULL,
            name TEXT NOT NULL,
            title TEXT NOT NULL,
            language TEXT,
            record TEXT NOT NULL,
            digest TEXT NOT NULL UNIQUE,
            reader TEXT NOT NULL,
            bytes INTEGER NOT NULL,
            characters INTEGER NOT NULL,
            sections INTEGER NOT NULL,
            paragraphs INTEGER NOT NULL,
            marks INTEGER NOT NULL,
            notes INTEGER NOT NULL,
            problems INTEGER NOT NULL
        )""",
        # Apart from `documents`, so that listing does not walk over megabytes of overflow pages.
        """CREATE TABLE originals (
            doc_id TEXT PRIMARY KEY REFERENCES documents(doc_id) ON DELETE CASCADE,
            data BLOB NOT NULL
        )""",
        """CREATE TABLE parsed (
            doc_id TEXT PRIMARY KEY REFERENCES documents(doc_id) ON DELETE CASCADE,
            json TEXT NOT NULL
        )""",
        # Notes are rows of their own: an answer reads a few of them and nothing else.
        """CREATE TABLE notes (
            doc_id TEXT NOT NULL REFERENCES documents(doc_id) ON DELETE CASCADE,
            position INTEGER NOT NULL,
            number INTEGER NOT NULL,
            status TEXT NOT NULL,
            json TEXT NOT NULL,
            PRIMARY KEY (doc_id, position)
        ) WITHOUT ROWID""",
        """CREATE INDEX notes_by_number ON notes (doc_id, number)""",
    ),
    # What the person said of a document, apart from what its reader found: a better reader
    # may find more, but never overrules a person.
    ("ALTER TABLE documents ADD COLUMN given TEXT",),
    # Digest of what was read, so that an index is known to be stale when the same bytes and
    # the same reader's version give another document (its citations are read elsewhere).
    ("ALTER TABLE documents ADD COLUMN reading TEXT",),
    # Captures of sources. They outlive the documents that cite them: a link that was live once is
    # a fact about the link. `web` keeps what hosts said of themselves (robots.txt) between runs.
    (
        """CREATE TABLE snapshots (
            id INTEGER PRIMARY KEY AUTOINCREMENT,
            source TEXT NOT NULL,
            origin TEXT NOT NULL,
            captured_at TEXT NOT NULL,
            json TEXT NOT NULL,
            text TEXT
        )""",
        """CREATE INDEX snapshots_by_source ON snapshots (source, id)""",
        """CREATE TABLE web (key TEXT PRIMARY KEY, value TEXT NOT NULL, at TEXT NOT NULL)""",
        # Which source documents were made from captures, and from what.
        """CREATE TABLE captured (
            doc_id TEXT PRIMARY KEY REFERENCES documents(doc_id) ON DELETE CASCADE,
            made_from TEXT NOT NULL
        )""",
    ),
)
"""Statements of each migration, in order."""


def version_of(connection: sqlite3.Connection, path: Path) -> int:
    """Return how many migrations the library has had; 0 when it is still empty.

    Args:
        connection: An open connection to the library's SQLite file.
        path: The library's folder, for messages.

    Raises:
        LibraryError: When a newer version made it.
        NoLibraryError: When the file belongs to another program.
    """
    version = int(connection.execute("PRAGMA user_version").fetchone()[0])
    application = int(connection.execute("PRAGMA application_id").fetchone()[0])
    if application != APPLICATION_ID and (version or _has_tables(connection)):
        raise NoLibraryError(
            f"{path} is not a library: its corpus.sqlite was made by another program.",
            "Name another folder with --library DIR.",
        )
    if version > len(MIGRATIONS):
        raise LibraryError(
            f"The library {path} was made by a newer Footnoted "
            f"(schema {version}; this one knows {len(MIGRATIONS)}).",
            "Update Footnoted, or name another library with --library DIR.",
        )
    return version


def check_whole(connection: sqlite3.Connection, file: Path) -> None:
    """Compare the size of the SQLite file with the one in its header, which costs one page.

    A copy that was cut short may otherwise be read for a long time before a missing page
    is met.

    Raises:
        LibraryError: When the end of the file is missing.
    """
    connection.execute("BEGIN")  # holds off a writer that would change both between the two looks
    try:
        connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone()
        pages = int(connection.execute("PRAGMA page_count").fetchone()[0])
        size = int(connection.execute("PRAGMA page_size").fetchone()[0])
        if file.stat().st_size < pages * size:
            raise LibraryError(f"The library {file.parent} is damaged or half-written.", RESTORE)
    finally:
        connection.execute("ROLLBACK")


def migrate(connection: sqlite3.Connection, version: int) -> None:
    """Apply the missing migrations; the caller holds the transaction.

    Args:
        connection: A connection inside a write transaction.
        version: What `version_of` returned inside the same transaction.
    """
    for statements in MIGRATIONS[version:]:
        for statement in statements:
            connection.execute(statement)
    connection.execute(f"PRAGMA application_id = {APPLICATION_ID}")
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS)}")


def _has_tables(connection: sqlite3.Connection) -> bool:
    return bool(connection.execute("SELECT 1 FROM sqlite_master LIMIT 1").fetchone())
