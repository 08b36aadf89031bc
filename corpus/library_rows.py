"""How a document is laid out in the library's tables, and the corpus digest kept beside it."""

from __future__ import annotations

import hashlib
import json
import sqlite3
from dataclasses import replace

from corpus.codec import decode, encode
from corpus.library_entries import digest_of
from corpus.model import Document, Note, Record
from corpus.readers.protocol import RawFile


def insert(
    connection: sqlite3.Connection,
    document: Document,
    raw: RawFile,
    given: Record | None = None,
    *,
    refresh: bool = True,
) -> None:
    """Write a new document; the caller holds the transaction.

    Args:
        connection: A connection inside a write transaction.
        document: What was read.
        raw: What it was read from.
        given: What a person said of it.
        refresh: Whether to bring the corpus digest up to date; whoever inserts many
            does that once, at the end.
    """
    values: tuple[object, ...]
    parsed = _parsed(document)
    values = (document.doc_id, document.kind, raw.name, *_record(document), digest_of(raw.data))
    values += (document.reader, len(raw.data), *_counts(document))
    values += (encode(given) if given else None, _reading(document, parsed))
    connection.execute(
        "INSERT INTO documents (doc_id, kind, name, title, language, record, digest,"
        " reader, bytes, characters, sections, paragraphs, marks, notes, problems, given, reading)"
        f" VALUES ({','.join('?' * len(values))})",
        values,
    )
    connection.execute("INSERT INTO originals VALUES (?,?)", (document.doc_id, raw.data))
    _insert_parsed(connection, document, parsed)
    if refresh:
        refresh_digest(connection)


def update(connection: sqlite3.Connection, document: Document) -> None:
    """Write another parsed form of a document whose bytes stay; the caller holds the transaction."""
    parsed = _parsed(document)
    connection.execute(
        "UPDATE documents SET kind=?, title=?, language=?, record=?, reader=?, characters=?,"
        " sections=?, paragraphs=?, marks=?, notes=?, problems=?, reading=? WHERE doc_id=?",
        (
            document.kind,
            *_record(document),
            document.reader,
            *_counts(document),
            _reading(document, parsed),
            document.doc_id,
        ),
    )
    connection.execute("DELETE FROM parsed WHERE doc_id=?", (document.doc_id,))
    connection.execute("DELETE FROM notes WHERE doc_id=?", (document.doc_id,))
    _insert_parsed(connection, document, parsed)
    refresh_digest(connection)


def given_record(connection: sqlite3.Connection, doc_id: str) -> Record | None:
    """Return what a person said of a document when adding it."""
    row = connection.execute("SELECT given FROM documents WHERE doc_id=?", (doc_id,)).fetchone()
    return decode(Record, row[0]) if row and row[0] else None


def delete(connection: sqlite3.Connection, doc_id: str) -> None:
    """Delete a document and, through foreign keys, all that hangs on it."""
    connection.execute("DELETE FROM documents WHERE doc_id=?", (doc_id,))
    refresh_digest(connection)


def stored_document(connection: sqlite3.Connection, doc_id: str) -> Document | None:
    """Read a document with its notes, or None when there is none."""
    row = connection.execute("SELECT json FROM parsed WHERE doc_id=?", (doc_id,)).fetchone()
    if row is None:
        return None
    notes = connection.execute("SELECT json FROM notes WHERE doc_id=? ORDER BY position", (doc_id,))
    return replace(decode(Document, row[0]), notes=tuple(decode(Note, note[0]) for note in notes))


def refresh_digest(connection: sqlite3.Connection) -> None:
    """Recompute the corpus digest: names, kinds, bytes, readers, records and readings, by name."""
    rows = connection.execute(
        "SELECT doc_id, kind, digest, reader, record, reading FROM documents ORDER BY doc_id"
    ).fetchall()
    text = json.dumps([list(row) for row in rows], ensure_ascii=True)
    value = hashlib.sha256(text.encode("ascii")).hexdigest()
    connection.execute("INSERT OR REPLACE INTO meta VALUES ('digest', ?)", (value,))


def reading_digest(document: Document) -> str:
    """Return the digest of what was read of a document, as it is kept beside it."""
    return _reading(document, _parsed(document))


def _parsed(document: Document) -> str:
    """Return a document without its notes, which have rows of their own, as it is stored."""
    return encode(replace(document, notes=()))


def _insert_parsed(connection: sqlite3.Connection, document: Document, parsed: str) -> None:
    connection.execute("INSERT INTO parsed VALUES (?,?)", (document.doc_id, parsed))
    connection.executemany(
        "INSERT INTO notes VALUES (?,?,?,?,?)",
        [
            (document.doc_id, at, note.number, note.status, encode(note))
            for at, note in enumerate(document.notes)
        ],
    )


def _reading(document: Document, parsed: str) -> str:
    """Return the digest of a document without the states of its citations, which change by themselves.

    Args:
        document: With its notes.
        parsed: The same without them, as it is stored: all there is of a source, which has none.
    """
    if not document.notes:
        return hashlib.sha256(parsed.encode("utf-8")).hexdigest()
    notes = tuple(
        replace(
            note,
            citations=tuple(replace(one, status="unchecked", archived_url=None) for one in note.citations),
        )
        for note in document.notes
    )
    return hashlib.sha256(encode(replace(document, notes=notes)).encode("utf-8")).hexdigest()


def _record(document: Document) -> tuple[str, str | None, str]:
    return document.record.title, document.record.language, encode(document.record)


def _counts(document: Document) -> tuple[int, int, int, int, int, int]:
    marks = sum(len(paragraph.marks) for paragraph in document.paragraphs)
    return (
        len(document.text), len(document.sections), len(document.paragraphs), marks,
        len(document.notes), len(document.problems),
    )  # fmt: skip
