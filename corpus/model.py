"""What a document is once it has been read: sections, paragraphs, marks, notes, citations.

These values cross every room. They are frozen; whoever learns more (a citation's
state, a short form's target) makes a new value with `dataclasses.replace`.
Offsets are characters, 0-based and half-open. `start`/`end` point into the
document's original text as stored; `offset` and spans inside a paragraph point into
its clean text.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

from corpus.offsets import MappedText

DocumentKind = Literal["report", "source"]
Matter = Literal["front", "body", "back"]
NoteKind = Literal["citation", "comment", "both"]
NoteStatus = Literal["linked", "unmarked", "ambiguous", "duplicate"]
CitationStatus = Literal[
    "unchecked",
    "ambiguous",
    "unresolved",
    "captured",
    "live",
    "moved",
    "soft-404",
    "wall",
    "changed",
    "archived",
    "dead",
    "not-a-link",
    "attached",
    "robots-refused",
    "too-large",
    "empty",
    "incomplete",
    "unreadable",
    "refused",
]


@dataclass(frozen=True, slots=True)
class Record:
    """A document's own bibliographic record, so that a quotation from it can be cited."""

    title: str
    author: str | None = None
    publisher: str | None = None
    date: str | None = None
    """ISO 8601, to the precision known: "2018", "2018-10" or "2018-10-10"."""
    url: str | None = None
    language: str | None = None
    """BCP 47 primary tag: "en", "zh"."""


@dataclass(frozen=True, slots=True)
class Mark:
    """A footnote mark in a paragraph."""

    number: int
    """Number of the note it points to."""
    label: str
    """The mark as its author wrote it, without decoration: "17", "*", "swart2018"."""
    offset: int
    """Where it stands: it follows `text[:offset]` of the clean paragraph."""
    start: int
    """Where the mark itself begins in the original."""
    end: int
    """Where the mark itself ends in the original."""


@dataclass(frozen=True, slots=True)
class Section:
    """A heading and all that stands under it."""

    title: str
    """The heading as printed, numbering included: "iv. Drones and Satellites"."""
    level: int
    """1 for the outermost."""
    path: tuple[str, ...]
    """Titles from the outermost section down to this one."""
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A paragraph or list item, stitched together across pages."""

    index: int
    """Position among the document's paragraphs, 0-based."""
    matter: Matter
    """Front matter, body or back matter."""
    section: tuple[str, ...]
    """Path of section titles; empty outside any section."""
    leads: tuple[str, ...]
    """For a list item: what introduces its list, outermost first."""
    content: MappedText
    """Clean text and its map to the original."""
    marks: tuple[Mark, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    """Spans of clean text, in order; between them only white space."""
    item: bool = False
    """True for a list item."""
    depth: int = 0
    """Nesting of a list item, 1 for the outermost list; 0 for a paragraph."""

    @property
    def text(self) -> str:
        """Return the clean text: no marks, no escapes, no emphasis."""
        return self.content.text

    @property
    def start(self) -> int:
        """Return where the paragraph begins in the original."""
        return self.content.start

    @property
    def end(self) -> int:
        """Return where it ends in the original; notes that cut it in two lie inside."""
        return self.content.end

    @property
    def lead(self) -> str | None:
        """Return the innermost lead, or None outside a list."""
        return self.leads[-1] if self.leads else None


@dataclass(frozen=True, slots=True)
class Citation:
    """One source that a note names. What the note does not say stays None."""

    text: str
    """The citation as it stands in the note (clean)."""
    author: str | None = None
    title: str | None = None
    publisher: str | None = None
    date: str | None = None
    """ISO 8601 where the printed date is plain and possible; else None."""
    date_as_written: str | None = None
    url: str | None = None
    """As printed, without angle brackets or sentence punctuation."""
    page: str | None = None
    language: str | None = None
    """Language of the source: "zh", "en", …"""
    short_form_of: int | None = None
    """Number of the note that a short form stands for."""
    candidates: tuple[int, ...] = ()
    """For an ambiguous short form: every note that fits."""
    archived_url: str | None = None
    status: CitationStatus = "unchecked"
    start: int = 0
    """Where the citation begins in the note's clean text."""
    end: int = 0


@dataclass(frozen=True, slots=True)
class Claim:
    """A sentence that carries a mark."""

    paragraph: int
    """Index of the paragraph."""
    start: int
    """Span of the sentence in the paragraph's clean text."""
    end: int
    mark: int
    """Position of the mark among the paragraph's marks."""


@dataclass(frozen=True, slots=True)
class Note:
    """A footnote or endnote."""

    number: int
    label: str
    """As its author wrote it: "17", "swart2018"."""
    content: MappedText
    section: tuple[str, ...] = ()
    """Section of the first claim it backs."""
    claims: tuple[Claim, ...] = ()
    kind: NoteKind = "comment"
    citations: tuple[Citation, ...] = ()
    status: NoteStatus = "linked"

    @property
    def text(self) -> str:
        """Return the note in full, clean: no number, no escapes, no emphasis."""
        return self.content.text

    @property
    def start(self) -> int:
        """Return where the note's text begins in the original."""
        return self.content.start

    @property
    def end(self) -> int:
        """Return where it ends in the original."""
        return self.content.end


@dataclass(frozen=True, slots=True)
class Problem:
    """Something a reader met and kept: a mark without a note, numbers out of order."""

    code: str
    """Stable name: "mark-without-note", "note-without-mark", "duplicate-note", "missing-note",
    "out-of-order", "notes-not-read"."""
    message: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Document:
    """A report or a source, read."""

    doc_id: str
    kind: DocumentKind
    record: Record
    text: str
    """The original text, whole; every `start`/`end` points into it."""
    sections: tuple[Section, ...]
    paragraphs: tuple[Paragraph, ...]
    notes: tuple[Note, ...]
    problems: tuple[Problem, ...] = ()
    reader: str = ""
    """Name and version of the reader, "page-notes/1"."""
    cited_by: tuple[tuple[str, int], ...] = field(default=())
    """For a source: (document, note number) of every note that names it."""

    def claim_text(self, claim: Claim) -> str:
        """Return the words of a claim."""
        return self.paragraphs[claim.paragraph].text[claim.start : claim.end]
