"""From a document's notes to its citations: read every note, then follow the short forms."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from corpus.citations.antecedents import Full, candidates, shortened
from corpus.citations.fields import read_citation
from corpus.citations.language import stated_language
from corpus.citations.layout import lay_out
from corpus.citations.short_forms import ShortForm
from corpus.citations.units import read_units
from corpus.model import Citation, Document, Note, NoteKind

MAX_NOTE = 50_000
"""Longest note taken apart, in characters; a longer one is kept as a comment."""
DEFAULT_LANGUAGE = "en"


def resolve(document: Document) -> Document:
    """Return the document with every note's kind and citations, short forms followed.

    Nothing is copied into a short form but the language of the source it stands
    for; whoever wants its address follows `short_form_of`.
    """
    language = document.record.language or DEFAULT_LANGUAGE
    read = [_read(note, language) for note in document.notes]
    fulls = [
        Full(note.number, citation)
        for note, shorts in read
        for citation, short in zip(note.citations, shorts, strict=True)
        if short is None
    ]
    notes: list[Note] = []
    for note, shorts in read:
        notes.append(_followed(note, shorts, fulls, notes[-1] if notes else None))
        fulls = [full for full in fulls if not _became_short(full, notes[-1])]
    return replace(document, notes=tuple(notes))


def _became_short(full: Full, note: Note) -> bool:
    return full.note == note.number and any(
        citation.short_form_of and citation.start == full.citation.start for citation in note.citations
    )


def read_note(text: str, language: str = DEFAULT_LANGUAGE) -> tuple[NoteKind, tuple[Citation, ...]]:
    """Return a note's kind and citations from its text alone, short forms not followed."""
    kind, citations, _ = _take_apart(text, language)
    return kind, citations


def _read(note: Note, language: str) -> tuple[Note, tuple[ShortForm | None, ...]]:
    kind, citations, shorts = _take_apart(note.text, language)
    return replace(note, kind=kind, citations=citations), shorts


def _take_apart(
    text: str, language: str
) -> tuple[NoteKind, tuple[Citation, ...], tuple[ShortForm | None, ...]]:
    if len(text) > MAX_NOTE:
        return "comment", (), ()
    layout = lay_out(text)
    units = read_units(layout)
    references = [unit for unit in units if unit.reference]
    citations = tuple(
        _short(text, unit.start, unit.end, unit.short)
        if unit.short
        else read_citation(layout, unit.start, unit.end, language)
        for unit in references
    )
    remarks = len(references) < len(units)
    kind: NoteKind = "comment" if not references else "both" if remarks else "citation"
    return kind, citations, tuple(unit.short for unit in references)


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


def _followed(
    note: Note, shorts: Sequence[ShortForm | None], fulls: Sequence[Full], previous: Note | None
) -> Note:
    citations: list[Citation] = []
    for citation, short in zip(note.citations, shorts, strict=True):
        if short is None:
            fitting = shortened([full for full in fulls if full.note < note.number], citation)
            citations.append(_pointed(citation, fitting, fulls) if len(fitting) == 1 else citation)
            continue
        fitting = _fitting(short, note, citations, fulls, previous)
        citations.append(_pointed(citation, fitting, fulls))
    return replace(note, citations=tuple(citations))


def _fitting(
    short: ShortForm, note: Note, before: Sequence[Citation], fulls: Sequence[Full], previous: Note | None
) -> tuple[int, ...]:
    if short.kind == "same":
        return _same(note, before, previous)
    earlier = [full for full in fulls if full.note < note.number or short.forward]
    return candidates(short, earlier)


def _same(note: Note, before: Sequence[Citation], previous: Note | None) -> tuple[int, ...]:
    """Follow "ibid.": the citation before it in its note, or all of the note before."""
    if before:
        last = before[-1]
        return (last.short_form_of,) if last.short_form_of else last.candidates or (note.number,)
    if previous is None:
        return ()
    targets = [citation.short_form_of or previous.number for citation in previous.citations]
    return tuple(dict.fromkeys(targets))


def _pointed(citation: Citation, fitting: tuple[int, ...], fulls: Sequence[Full]) -> Citation:
    if not fitting:
        return citation
    if len(fitting) > 1:
        return replace(citation, status="ambiguous", candidates=fitting)
    languages = {full.citation.language for full in fulls if full.note == fitting[0]}
    language = citation.language or (languages.pop() if len(languages) == 1 else None)
    return replace(citation, status="unchecked", short_form_of=fitting[0], language=language)
