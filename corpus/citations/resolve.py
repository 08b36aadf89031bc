"""From a document's notes to its citations: read every note, then follow the short forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.citations.fields import read_citation
from corpus.citations.follow import follow
from corpus.citations.language import stated_language
from corpus.citations.layout import lay_out
from corpus.citations.links import Link, Reading, links_of, read_links
from corpus.citations.short_forms import ShortForm
from corpus.citations.units import read_units
from corpus.model import Citation, Document, Note, NoteKind

MAX_NOTE = 20_000
"""Longest note taken apart, in characters; a longer one is kept as a comment."""
DEFAULT_LANGUAGE = "en"


def resolve(document: Document) -> Document:
    """Return the document with every note's kind and citations, short forms followed.

    Nothing is copied into a short form but the language of the source it stands
    for; whoever wants its address follows `short_form_of`.
    """
    language = document.record.language or DEFAULT_LANGUAGE
    return replace(document, notes=follow([_read(note, document.text, language) for note in document.notes]))


def read_note(text: str, language: str = DEFAULT_LANGUAGE) -> tuple[NoteKind, tuple[Citation, ...]]:
    """Return a note's kind and citations from its text alone, short forms not followed."""
    kind, citations, _ = _take_apart(text, language)
    return kind, citations


def _read(note: Note, original: str, language: str) -> tuple[Note, tuple[ShortForm | None, ...]]:
    kind, citations, shorts = _take_apart(note.text, language, links_of(note.content, original))
    return replace(note, kind=kind, citations=citations), shorts


def _take_apart(
    text: str, language: str, links: Sequence[Link] = ()
) -> tuple[NoteKind, tuple[Citation, ...], tuple[ShortForm | None, ...]]:
    if len(text) > MAX_NOTE:
        return "comment", (), ()
    reading = read_links(text, links) if links else None
    layout = reading.layout if reading else lay_out(text)
    units = read_units(layout)
    references = [unit for unit in units if unit.reference]
    citations = tuple(
        _short(layout.text, unit.start, unit.end, unit.short)
        if unit.short
        else read_citation(layout, unit.start, unit.end, language)
        for unit in references
    )
    if reading:
        citations = tuple(_placed(citation, text, reading) for citation in citations)
    remarks = len(references) < len(units)
    kind: NoteKind = "comment" if not references else "both" if remarks else "citation"
    return kind, citations, tuple(unit.short for unit in references)


def _placed(citation: Citation, text: str, reading: Reading) -> Citation:
    """Put a citation that was read without its links where it stands in the note."""
    start, end = reading.span(citation.start, citation.end)
    return replace(citation, text=text[start:end], start=start, end=end)


def _short(text: str, start: int, end: int, short: ShortForm) -> Citation:
    words = text[start:end]
    return Citation(
        text=words,
        author=short.key or None,
        date=short.year,
        date_as_written=short.year,
        page=short.page,
        language=stated_language(words),
        status="unresolved",
        start=start,
        end=end,
    )
