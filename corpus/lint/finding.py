"""One thing in a note that a person should look at, and what a check is given to find it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from corpus.model import Citation, Document, Note

Confidence = Literal["likely", "possible"]


@dataclass(frozen=True, slots=True)
class Finding:
    """A flag: where, what, why."""

    code: str
    """Stable name of the check: "impossible-date"."""
    note: int
    """Number of the note."""
    start: int
    """Where it stands in the document's original text."""
    end: int
    reason: str
    """One sentence for a person, naming what disagrees."""
    confidence: Confidence


@dataclass(frozen=True, slots=True)
class Flag:
    """What a check says: a finding that has no place yet."""

    reason: str
    confidence: Confidence = "likely"
    start: int | None = None
    """Span in the note's clean text; None for the citation, or the note, as a whole."""
    end: int | None = None


@dataclass(frozen=True, slots=True)
class Case:
    """A citation, and all that it may be compared with."""

    document: Document
    note: Note
    citation: Citation


CitationCheck = Callable[[Case], Iterator[Flag]]
NoteCheck = Callable[[Document, Note], Iterator[Flag]]
