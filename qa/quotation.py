"""A passage taken away: its words, its place, its notes, and the citation of its document."""

from __future__ import annotations

from dataclasses import dataclass

from corpus.model import Citation, Document, Note, Record
from index.model import PassageKind, PassageMark
from qa.answer import AnswerPassage
from qa.chain import full_citations, same_source


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
    sources: tuple[Citation, ...] = ()
    """What its notes cite, each source once, short forms followed to what they stand for."""
    kind: PassageKind = "report"
    """Whether a report's own words are quoted, a note's, or a captured source's."""


def quotation_of(shown: AnswerPassage, document: Document | None, question: str) -> Quotation:
    """Return the quotation of a ranked passage; notes in the order of their marks.

    Args:
        shown: The passage.
        document: The document that it stands in; None when the library has it no more.
        question: The question that the passage answered.
    """
    passage = shown.passage
    order = {mark.number: place for place, mark in reversed(list(enumerate(passage.marks)))}
    notes = tuple(sorted(shown.notes, key=lambda note: (order.get(note.number, len(order)), note.number)))
    cited = [citation for note in notes for citation in note.citations]
    if document is not None:
        cited = [full for citation in cited for full in full_citations(document, citation)]
    return Quotation(
        text=passage.text,
        marks=tuple(sorted(passage.marks, key=lambda mark: mark.offset)),
        document=passage.document,
        record=document.record if document else Record(passage.document),
        section=passage.section,
        start=passage.start,
        end=passage.end,
        notes=notes,
        highlights=shown.highlights,
        question=question,
        sources=_once(cited),
        kind=passage.kind,
    )


def _once(citations: list[Citation]) -> tuple[Citation, ...]:
    kept: list[Citation] = []
    for citation in citations:
        if not any(same_source(citation, one) for one in kept):
            kept.append(citation)
    return tuple(kept)


def cite(record: Record) -> str:
    """Return a one-line citation: author, “title”, publisher, date, address; what is unknown is left out."""
    parts = [record.author, _quoted(record.title), record.publisher, record.date]
    line = ", ".join(part for part in parts if part)
    return f"{line}, <{record.url}>" if record.url else line


def cite_citation(citation: Citation) -> str:
    """Return a note's citation in the same form; as printed where it could not be taken apart."""
    if not (citation.title or citation.author or citation.publisher):
        return citation.text
    date = citation.date or citation.date_as_written
    title = _quoted(citation.title)
    page = f"p. {citation.page}" if citation.page else None
    line = ", ".join(part for part in (citation.author, title, citation.publisher, date, page) if part)
    return f"{line}, <{citation.url}>" if citation.url else line


def _quoted(title: str | None) -> str | None:
    """Return a title in quotes, those at its own beginning turned into inner ones."""
    if not title:
        return None
    return f"“{title.replace('“', '‘').replace('”', '’')}”"


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
