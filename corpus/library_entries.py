"""What a library says of a document without reading it, and how documents are named."""

from __future__ import annotations

import hashlib
import re
import sqlite3
from collections.abc import Collection
from dataclasses import dataclass, fields
from pathlib import PurePath
from typing import Literal, cast

from corpus.errors import UsageError
from corpus.model import DocumentKind

KINDS: frozenset[str] = frozenset({"report", "source"})
MAX_ID = 64
"""Longest name of a document, in characters."""
_ID = re.compile(r"\w[\w.-]{0,63}")


@dataclass(frozen=True, slots=True)
class DocumentEntry:
    """A document of a library, as a list of documents shows it."""

    doc_id: str
    kind: DocumentKind
    name: str
    """Name of the file that it was read from."""
    title: str
    language: str | None
    digest: str
    """SHA-256 of the original bytes, hexadecimal."""
    reader: str
    """Name and version of the reader, "page-notes/1"."""
    bytes: int
    """Size of the original."""
    characters: int
    sections: int
    paragraphs: int
    marks: int
    notes: int
    problems: int
    """What the reader met and kept: marks without notes, numbers out of order."""


COLUMNS = ", ".join(field.name for field in fields(DocumentEntry))
"""Columns of the table `documents` that make an entry, in the order of its fields."""


def entry_of(row: sqlite3.Row | tuple[object, ...]) -> DocumentEntry:
    """Make an entry from a row of COLUMNS."""
    return DocumentEntry(*row)


def digest_of(data: bytes) -> str:
    """Return the SHA-256 of original bytes, hexadecimal."""
    return hashlib.sha256(data).hexdigest()


def check_id(doc_id: str) -> str:
    """Return a document's name when it can be one.

    Args:
        doc_id: 1 to 64 letters, digits, "_", "-" and "."; "#" divides it from a
            paragraph's number in passage ids and so cannot be part of it.

    Raises:
        UsageError: When it is not of that form.
    """
    if not _ID.fullmatch(doc_id):
        raise UsageError(
            f"{doc_id[:80]!r} cannot name a document.",
            f'Use 1 to {MAX_ID} letters, digits, "-", "_" and ".", beginning with a letter or digit.',
        )
    return doc_id


def check_kind(kind: str) -> DocumentKind:
    """Return a document's kind when it is one.

    Raises:
        UsageError: When it is neither "report" nor "source".
    """
    if kind not in KINDS:
        raise UsageError(f"{kind[:80]!r} is no kind of document.", 'Use "report" or "source".')
    return cast(Literal["report", "source"], kind)


def name_for(file_name: str, taken: Collection[str]) -> str:
    """Derive a document's name from its file's, made unique with a number.

    Args:
        file_name: "My report (final).txt"; only its stem counts.
        taken: Names that the library has already.

    Returns:
        "My-report-final", or "My-report-final-2" when that is taken.
    """
    words = re.findall(r"\w[\w.]*", PurePath(file_name).stem)
    stem = "-".join(words)[: MAX_ID - 8].rstrip("-.") or "document"
    name, number = stem, 1
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name
