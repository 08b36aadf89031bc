"""What a reader is: one file format behind one method."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol

from corpus.model import Document, DocumentKind, Record

_MARKDOWN = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")


@dataclass(frozen=True, slots=True)
class RawFile:
    """A file as it came from outside, within the size limit and not yet understood."""

    name: str
    """File name, for messages and for its extension."""
    data: bytes
    """Content, byte for byte."""
    text: str | None
    """Content decoded, or None when the bytes are no text."""

    @property
    def named_markdown(self) -> bool:
        """Return whether its name says that it is Markdown."""
        return self.name.lower().endswith(_MARKDOWN)


class Reader(Protocol):
    """Reads one format into a Document."""

    name: str
    """Stable name, stored with what it has read: "page-notes"."""
    version: int
    """Raised whenever the same bytes would give another Document."""

    def sniff(self, raw: RawFile) -> float:
        """Return how surely this file is of the reader's format, 0 (not) to 1 (surely)."""
        ...

    def read(self, raw: RawFile, doc_id: str, kind: DocumentKind, record: Record | None) -> Document:
        """Read the file.

        Args:
            raw: The file.
            doc_id: Name of the document in its library.
            kind: Whether it is a report or a source.
            record: What is known of it already; a reader fills only what is missing.

        Raises:
            ReadError: When the file cannot be read as this format.
        """
        ...
