"""One call from a file to a document with its notes and citations."""

from __future__ import annotations

from corpus.model import Document, DocumentKind, Record
from corpus.readers.protocol import RawFile
from corpus.readers.registry import is_current, pick_reader, reader_named, reader_names

__all__ = ["is_current", "read_document", "reader_names"]


def read_document(
    raw: RawFile,
    *,
    doc_id: str,
    kind: DocumentKind = "report",
    record: Record | None = None,
    reader: str | None = None,
) -> Document:
    """Read a file with the reader that fits it and resolve its notes' citations.

    Args:
        raw: The file.
        doc_id: Name of the document in its library.
        kind: "report" or "source".
        record: What is known of it already; only what is missing is filled.
        reader: Name of the reader to use; None picks the surest.

    Returns:
        The document, whole.

    Raises:
        ReadError: When no reader knows the format or the chosen one cannot read it.
        UsageError: When there is no reader of that name.
    """
    from corpus.citations import resolve

    chosen = pick_reader(raw) if reader is None else reader_named(reader)
    return resolve(chosen.read(raw, doc_id, kind, record))
