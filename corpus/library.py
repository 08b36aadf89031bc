"""A library: a folder with one corpus in SQLite and its index versions beside it.

Original bytes are kept as they came, and what a reader made of them is kept as JSON,
so that asking reads no file twice. Every change is one transaction under a rollback
journal: a killed process leaves the library as it was before, and a library in a
read-only folder can still be asked (WAL could not be read there).
"""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Collection, Iterator
from contextlib import contextmanager, suppress
from dataclasses import replace
from functools import lru_cache
from pathlib import Path
from threading import RLock
from types import TracebackType

from corpus.codec import decode
from corpus.errors import LibraryError
from corpus.library_entries import COLUMNS, DocumentEntry, check_id, check_kind, digest_of, entry_of, name_for
from corpus.library_errors import NoLibraryError, explained
from corpus.library_rows import delete, given_record, insert, refresh_digest, stored_document, update
from corpus.library_schema import MIGRATIONS, check_whole, migrate, version_of
from corpus.model import Document, DocumentKind, Note, Record
from corpus.readers.protocol import RawFile

DATABASE = "corpus.sqlite"
INDEXES = "indexes"
BUSY_SECONDS = 5.0
"""How long another process's write is waited for; a write takes well under a second."""


class Library:
    """One corpus and the folder of its indexes. Safe to use from several threads."""

    def __init__(self, path: Path, connection: sqlite3.Connection) -> None:
        """Wrap an open connection; use `Library.open`."""
        self.path = path
        """The library's folder."""
        self._connection = connection
        self._lock = RLock()

    @classmethod
    def open(
        cls,
        path: str | Path,
        *,
        create: bool = False,
        first: Callable[[sqlite3.Connection], None] | None = None,
        busy_seconds: float = BUSY_SECONDS,
    ) -> Library:
        """Open a library, bringing its tables up to date.

        Args:
            path: Its folder.
            create: Make an empty library when the folder holds none.
            first: Fills a library that is made, in the transaction that makes its
                tables: it comes into being with that content or not at all.
            busy_seconds: How long to wait for another process's write.

        Raises:
            NoLibraryError: When there is none and `create` is false, or the folder's
                file is not a library's.
            LibraryError: Read-only, locked, damaged, or made by a newer version.
        """
        folder = Path(path).expanduser().absolute()
        with explained(folder):
            connection = _connect(folder, create, busy_seconds)
            try:
                library = cls(folder, connection)
                library._bring_up_to_date(create, first)
            except BaseException:
                connection.close()
                raise
        return library

    @property
    def index_dir(self) -> Path:
        """Return the folder of index versions; it exists once an index was built."""
        return self.path / INDEXES

    def close(self) -> None:
        """Close the library; using it afterwards is an error."""
        self._connection.close()

    def __enter__(self) -> Library:
        """Return the library itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the library."""
        self.close()

    def add(
        self,
        source: str | Path | RawFile,
        *,
        kind: DocumentKind = "report",
        doc_id: str | None = None,
        record: Record | None = None,
    ) -> Document:
        """Read a file and keep it, original bytes and what was read.

        Args:
            source: Path of the file, or a file already loaded.
            kind: Whether it is a report or a source.
            doc_id: Its name in the library; by default made from the file's name.
            record: What is known of it already; the reader fills the rest.

        Returns:
            The document as stored.

        Raises:
            ReadError: When the file cannot be read as a document.
            LibraryError: When the library has the same bytes or the same name already.
            UsageError: When the name or kind cannot be one.
        """
        from corpus.files import load_raw
        from corpus.reading import read_document

        raw = source if isinstance(source, RawFile) else load_raw(Path(source))
        taken = {entry.doc_id for entry in self.documents()}
        name = check_id(doc_id) if doc_id is not None else name_for(raw.name, taken)
        self._refuse_duplicate(raw, name)
        document = read_document(raw, doc_id=name, kind=check_kind(kind), record=record)
        with self.transaction() as connection:
            self._refuse_duplicate(raw, name)
            insert(connection, document, raw, record)
        return document

    def reread(self, doc_id: str) -> Document:
        """Read a document's original bytes again, with the readers of this version.

        Returns:
            The document as stored now; what a person said of it is kept.

        Raises:
            ReadError: When its bytes can no longer be read; the stored form stays.
            LibraryError: When the library has no such document.
        """
        from corpus.files import raw_from_bytes
        from corpus.reading import read_document
        from corpus.sources.states import with_states

        entry = self._entry(doc_id)
        raw = raw_from_bytes(entry.name, self.original(doc_id))
        with explained(self.path), self._lock:
            given = given_record(self._connection, doc_id)
        document = read_document(raw, doc_id=doc_id, kind=entry.kind, record=given)
        # What captures found out about it is not in its bytes; a damaged form is made anew without it.
        with suppress(LibraryError):
            document = replace(document, cited_by=self.document(doc_id).cited_by)
        document = with_states(self, document)
        self.replace(document)
        return document

    def replace(self, document: Document) -> None:
        """Store a changed parsed form of a document whose bytes stay: a citation's new state, say.

        Raises:
            LibraryError: When the library has no document of that name.
        """
        with self.transaction() as connection:
            self._entry(document.doc_id)
            update(connection, document)

    def remove(self, doc_id: str) -> None:
        """Remove a document with all that was kept of it.

        Raises:
            LibraryError: When the library has no document of that name.
        """
        with self.transaction() as connection:
            self._entry(doc_id)
            delete(connection, doc_id)

    def documents(self) -> tuple[DocumentEntry, ...]:
        """Return the library's documents in the order in which they were added."""
        rows = self.rows(f"SELECT {COLUMNS} FROM documents ORDER BY position")
        return tuple(entry_of(row) for row in rows)

    def document(self, doc_id: str) -> Document:
        """Return a document as it was read.

        Raises:
            LibraryError: When the library has no such document, or it is damaged.
        """
        with explained(self.path), self._lock:
            document = stored_document(self._connection, doc_id)
        if document is None:
            self._entry(doc_id)
            raise LibraryError(f"The library {self.path} lost the contents of {doc_id!r}.", "Add it again.")
        return document

    def notes(self, doc_id: str) -> tuple[Note, ...]:
        """Return a document's notes in the order in which they stand.

        Raises:
            LibraryError: When the library has no such document.
        """
        self._entry(doc_id)
        rows = self.rows("SELECT json FROM notes WHERE doc_id = ? ORDER BY position", doc_id)
        with explained(self.path):
            return tuple(decode(Note, row[0]) for row in rows)

    def note(self, doc_id: str, number: int) -> Note | None:
        """Return one note, or None when the document has none of that number; see `numbered`."""
        return self.numbered(doc_id, (number,)).get(number)

    def numbered(self, doc_id: str, numbers: Collection[int]) -> dict[int, Note]:
        """Return notes of a document by number, those that it does not have left out.

        Of several notes with one number, the first that is not a duplicate. Reads just these
        rows in one statement: this is what an answer's footnotes are made of.
        """
        rows = self.rows(
            "SELECT number, json FROM notes WHERE doc_id = ? AND number IN (SELECT value FROM json_each(?)) "
            "ORDER BY status = 'duplicate' DESC, position DESC",
            doc_id,
            json.dumps(list(numbers)),
        )
        with explained(self.path):
            kept = {row[0]: row[1] for row in rows}  # the last row of each number is the one meant
            return {number: _note(stored) for number, stored in kept.items()}

    def original(self, doc_id: str) -> bytes:
        """Return a document's file byte for byte.

        Raises:
            LibraryError: When the library has no such document, or its bytes changed.
        """
        entry = self._entry(doc_id)
        rows = self.rows("SELECT data FROM originals WHERE doc_id = ?", doc_id)
        data = bytes(rows[0][0]) if rows else b""
        if digest_of(data) != entry.digest:
            raise LibraryError(
                f"The original of {doc_id!r} in {self.path} is damaged: its SHA-256 changed.",
                "Remove the document and add its file again.",
            )
        return data

    def digest(self) -> str:
        """Return a digest of what an index is made from: names, bytes, readers, records, readings.

        The states of citations (live, dead, archived) are no part of it.

        It is kept up to date with every change, so reading it costs one row.
        """
        return str(self.rows("SELECT value FROM meta WHERE key = 'digest'")[0][0])

    def rows(self, statement: str, *values: object) -> list[sqlite3.Row]:
        """Run a reading statement and return all its rows; for colleagues' own tables too.

        Raises:
            LibraryError: When the library cannot be read.
        """
        with explained(self.path), self._lock:
            return self._connection.execute(statement, values).fetchall()

    @contextmanager
    def transaction(self) -> Iterator[sqlite3.Connection]:
        """Hold one write transaction: all that is done inside is kept, or nothing of it.

        Raises:
            LibraryError: When the library is read-only, locked, full or damaged.
        """
        with explained(self.path), self._lock:
            connection = self._connection
            connection.execute("BEGIN IMMEDIATE")
            try:
                yield connection
                connection.execute("COMMIT")
            except BaseException:
                if connection.in_transaction:
                    connection.execute("ROLLBACK")
                raise

    def _entry(self, doc_id: str) -> DocumentEntry:
        rows = self.rows(f"SELECT {COLUMNS} FROM documents WHERE doc_id = ?", doc_id)
        if rows:
            return entry_of(rows[0])
        known = ", ".join(entry.doc_id for entry in self.documents()[:10]) or "none yet"
        raise LibraryError(
            f"The library {self.path} has no document {doc_id[:80]!r}.", f"Its documents: {known}."
        )

    def _refuse_duplicate(self, raw: RawFile, name: str) -> None:
        for entry in self.documents():
            if entry.digest == digest_of(raw.data):
                raise LibraryError(
                    f"{raw.name} is already in the library, byte for byte, as {entry.doc_id!r}.",
                    "Nothing was added; remove that document first to read it anew.",
                )
            if entry.doc_id == name:
                raise LibraryError(
                    f"The library already has a document {name!r} ({entry.title}).",
                    "Give the new one another name with --id.",
                )

    def _bring_up_to_date(self, create: bool, first: Callable[[sqlite3.Connection], None] | None) -> None:
        check_whole(self._connection, self.path / DATABASE)
        if version_of(self._connection, self.path) == len(MIGRATIONS):
            return
        with self.transaction() as connection:
            # Asked again inside: another process may have been first.
            version = version_of(connection, self.path)
            if not version and not create:
                raise no_library(self.path)
            if version < len(MIGRATIONS):
                migrate(connection, version)
                refresh_digest(connection)
            if not version and first:
                first(connection)


@lru_cache(maxsize=1024)  # a conversation shows the same notes again and again: .3 ms a question
def _note(stored: str) -> Note:
    return decode(Note, stored)


def no_library(path: Path) -> NoLibraryError:
    """Return the error for a folder without a library."""
    return NoLibraryError(
        f"There is no library in {path}.",
        f"Make one with `footnoted corpus add FILE --library {path}`, or name another.",
    )


def _connect(folder: Path, create: bool, busy_seconds: float) -> sqlite3.Connection:
    file = folder / DATABASE
    try:
        there = file.is_file()
        if create and not there:
            folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise LibraryError(
            f"The library {folder} cannot be {'made' if create else 'opened'}: {error.strerror}.",
            "Name another folder with --library DIR.",
        ) from error
    if not there and not create:
        raise no_library(folder)
    connection = sqlite3.connect(
        f"{file.as_uri()}?mode={'rwc' if create else 'rw'}",
        uri=True,
        timeout=busy_seconds,
        isolation_level=None,
        check_same_thread=False,
    )
    connection.execute("PRAGMA foreign_keys = ON")
    connection.execute("PRAGMA trusted_schema = OFF")
    return connection
