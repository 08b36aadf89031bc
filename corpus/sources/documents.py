"""Captured sources as documents of the library, so that they are indexed, ranked and quoted."""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.codec import encode
from corpus.library_entries import digest_of
from corpus.library_rows import insert, refresh_digest
from corpus.model import Document, Record
from corpus.progress import Progress, no_progress
from corpus.readers.captured import SUFFIX, CapturedReader
from corpus.readers.protocol import RawFile
from corpus.sources.model import Snapshot
from corpus.sources.states import standing
from corpus.sources.store import SourceStore
from corpus.sources.targets import Target, cited, requestable, targets
from corpus.urls import host

if TYPE_CHECKING:
    import sqlite3

    from corpus.library import Library

BATCH = 50
"""Documents written in one transaction."""


@dataclass(frozen=True, slots=True)
class SourceText:
    """A source that has a text, and the document it makes."""

    doc_id: str
    record: Record
    snapshot: Snapshot
    cited_by: tuple[tuple[str, int], ...]

    @property
    def made_from(self) -> str:
        """Return what the document is made from, so that an unchanged one is left alone."""
        reader = f"{CapturedReader.name}/{CapturedReader.version}"
        parts = (reader, str(self.snapshot.text_digest), encode(self.record), repr(self.cited_by))
        return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def source_texts(library: Library) -> tuple[SourceText, ...]:
    """Return every cited source that has a text; sources of one text are one document."""
    known = SourceStore(library).all()
    found: dict[str, SourceText] = {}
    for target in targets(library):
        best = standing(target.citation.url, known.get(target.source, ())).best
        if best is None or not best.text_digest:
            continue
        cited_by = tuple(sorted({(ref.document, ref.note) for ref in target.refs}))
        twin = found.get(best.text_digest)
        if twin is not None:
            merged = tuple(sorted({*twin.cited_by, *cited_by}))
            found[best.text_digest] = replace(twin, cited_by=merged)
            continue
        found[best.text_digest] = SourceText(
            name_of(target.source, target.url), record_of(target, best), best, cited_by
        )
    return tuple(found.values())


def name_of(source: str, url: str | None) -> str:
    """Return a source's name as a document: its host, and a mark that tells its pages apart.

    Args:
        source: Its key.
        url: What is asked for, or None.
    """
    mark = hashlib.sha256(source.encode("utf-8", "replace")).hexdigest()[:8]
    words = re.sub(r"[^\w.]+", "-", host(url or "") or "source").strip("-._")[:40]
    return f"{words or 'source'}-{mark}"


def documents_cited(library: Library, document: str) -> dict[int, tuple[str, ...]]:
    """Return the documents of captured sources that a report's notes cite.

    Args:
        library: The library.
        document: The report.

    Returns:
        Names of documents by number of the note, in the order of its citations; a source
        whose text is another's word for word has no document of its own.
    """
    there = {entry.doc_id for entry in library.documents() if entry.kind == "source"}
    found: dict[int, list[str]] = {}
    for ref, source, full in cited(document, library.notes(document)) if there else ():
        name = name_of(source, requestable(full.url))
        if name in there and name not in found.setdefault(ref.note, []):
            found[ref.note].append(name)
    return {note: tuple(names) for note, names in found.items() if names}


def record_of(target: Target, snapshot: Snapshot) -> Record:
    """Return what is known of a source: the page's own title and language, the note's date and publisher."""
    citation = target.citation
    return Record(
        title=snapshot.title or citation.title or target.url or citation.text[:200] or target.source,
        author=citation.author or snapshot.author,
        publisher=citation.publisher,
        date=citation.date or snapshot.date,
        url=snapshot.archived_url or target.url,
        language=snapshot.language or citation.language,
    )


def update_documents(library: Library, progress: Progress = no_progress) -> tuple[str, ...]:
    """Make the documents of captured sources, and make anew those whose text has changed.

    Killed anywhere and run again it ends with the same documents.

    Returns:
        Names of the documents that were made or changed.

    Raises:
        LibraryError: When the library cannot be written.
    """
    made = {str(row[0]): str(row[1]) for row in library.rows("SELECT doc_id, made_from FROM captured")}
    wanted = [one for one in source_texts(library) if made.get(one.doc_id) != one.made_from]
    changed: list[str] = []
    for at in range(0, len(wanted), BATCH):
        progress("reading captured sources", at, len(wanted))
        changed += _write(library, wanted[at : at + BATCH])
    return tuple(changed)


def _write(library: Library, sources: Sequence[SourceText]) -> list[str]:
    store = SourceStore(library)
    made = [(one, *document_of(one, store.text(one.snapshot))) for one in sources]
    changed: list[str] = []
    with library.transaction() as connection:
        for source, document, raw in made:
            if _replace(connection, source, document, raw):
                changed.append(source.doc_id)
        refresh_digest(connection)
    return changed


def _replace(connection: sqlite3.Connection, source: SourceText, document: Document, raw: RawFile) -> bool:
    """Write one source's document; False when a person has added the same bytes already."""
    other = connection.execute(
        "SELECT doc_id FROM documents WHERE digest = ? AND doc_id != ?", (digest_of(raw.data), source.doc_id)
    ).fetchone()
    if other is not None:
        owned = connection.execute("SELECT 1 FROM captured WHERE doc_id = ?", (other[0],)).fetchone()
        if owned is None:
            return False
        connection.execute("DELETE FROM documents WHERE doc_id = ?", (other[0],))
    connection.execute("DELETE FROM documents WHERE doc_id = ?", (source.doc_id,))
    insert(connection, document, raw, source.record, refresh=False)
    connection.execute("INSERT INTO captured VALUES (?,?)", (source.doc_id, source.made_from))
    return True


def document_of(source: SourceText, text: str) -> tuple[Document, RawFile]:
    """Return a source's document and the file that it is kept as."""
    raw = RawFile(f"{source.doc_id}{SUFFIX}", text.encode("utf-8", "replace"), text)
    document = CapturedReader().read(raw, source.doc_id, "source", source.record)
    return replace(document, cited_by=source.cited_by), raw
