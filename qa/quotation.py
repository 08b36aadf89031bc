"""A passage taken away: its words, its place, its notes, and the citation of its document."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Citation, Note, Record
from index.model import PassageMark
from qa.answer import AnswerPassage


@dataclass(frozen=True, slots=True)
class Quotation:
    """What a researcher keeps: enough to cite the passage without the library."""

    text: str
    """The passage's own words."""
    marks: tuple[PassageMark, ...]
    document: str
    record: Record
    """Bibliographic record of the document."""
    section: tuple[str, ...]
    start: int
    """Where it stands in the stored document."""
    end: int
    notes: tuple[Note, ...]
    highlights: tuple[tuple[int, int], ...] = ()
    """Spans of `text` that answered the question."""
    question: str = ""
    """The question that it answered."""


def quotation_of(shown: AnswerPassage, record: Record, question: str) -> Quotation:
    """Return the quotation of a ranked passage; notes in the order of their marks."""
    passage = shown.passage
    order = {mark.number: place for place, mark in reversed(list(enumerate(passage.marks)))}
    notes = tuple(sorted(shown.notes, key=lambda note: (order.get(note.number, len(order)), note.number)))
    return Quotation(
        passage.text,
        tuple(sorted(passage.marks, key=lambda mark: mark.offset)),
        passage.document,
        record,
        passage.section,
        passage.start,
        passage.end,
        notes,
        shown.highlights,
        question,
    )


def cite(record: Record) -> str:
    """Return a one-line citation: author, “title”, publisher, date, address; what is unknown is left out."""
    parts = [record.author, f"“{record.title}”" if record.title else None, record.publisher, record.date]
    line = ", ".join(part for part in parts if part)
    return f"{line}, <{record.url}>" if record.url else line


def cite_citation(citation: Citation) -> str:
    """Return a note's citation in the same form; as printed where it could not be taken apart."""
    if not (citation.title or citation.author or citation.publisher):
        return citation.text
    date = citation.date or citation.date_as_written
    title = f"“{citation.title}”" if citation.title else None
    page = f"p. {citation.page}" if citation.page else None
    line = ", ".join(part for part in (citation.author, title, citation.publisher, date, page) if part)
    return f"{line}, <{citation.url}>" if citation.url else line


def with_marks(quotation: Quotation) -> str:
    """Return the words with their marks in place as [17]."""
    parts: list[str] = []
    place = 0
    for mark in quotation.marks:
        offset = min(max(mark.offset, place), len(quotation.text))
        parts += [quotation.text[place:offset], f"[{mark.number}]"]
        place = offset
    return "".join([*parts, quotation.text[place:]])


def as_plain_text(quotation: Quotation) -> str:
    """Return the quotation for a clipboard: words in quotes, citation, and the notes in full."""
    section = f", section “{quotation.section[-1]}”" if quotation.section else ""
    lines = [f"“{with_marks(quotation)}”", f"— {cite(quotation.record)}{section}"]
    lines += [f"[{note.number}] {note.text}" for note in quotation.notes]
    return "\n".join(lines) + "\n"
