"""Whether a library still holds what was put into it: disks lose bits that SQLite does not miss."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.errors import LibraryError
from corpus.library import Library
from corpus.library_rows import reading_digest
from corpus.progress import Progress, no_progress


@dataclass(frozen=True, slots=True)
class Damage:
    """A document that is not as it was kept."""

    doc_id: str
    message: str
    """What is wrong, naming the document."""
    hint: str
    """What to do about it."""


def damage_of(library: Library, progress: Progress = no_progress) -> tuple[Damage, ...]:
    """Compare every document, its original and what was read of it, with the digests kept of them.

    Returns:
        What differs, in the library's order; of a document the original first, which what was
        read can be made from again.

    Raises:
        LibraryError: When the library cannot be read at all.
        Cancelled: When `progress` says so.
    """
    found = []
    entries = library.documents()
    for number, entry in enumerate(entries):
        progress("checking documents", number, len(entries))
        try:
            library.original(entry.doc_id)
        except LibraryError as error:
            found.append(Damage(entry.doc_id, error.message, error.hint))
            continue
        if not _as_read(library, entry.doc_id):
            message = f"What was read of {entry.doc_id!r} in {library.path} is damaged: its SHA-256 changed."
            found.append(Damage(entry.doc_id, message, f"Run `footnoted corpus reread {entry.doc_id}`."))
    return tuple(found)


def _as_read(library: Library, doc_id: str) -> bool:
    (kept,) = library.rows("SELECT reading FROM documents WHERE doc_id = ?", doc_id)
    if kept[0] is None:  # read before digests of readings were kept
        return True
    try:
        return reading_digest(library.document(doc_id)) == str(kept[0])
    except LibraryError:
        return False
