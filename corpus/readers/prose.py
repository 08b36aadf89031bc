"""From body pieces and notes to a Document: the part that all plain-text readers share."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace

from corpus.model import Document, DocumentKind, Record
from corpus.readers.assemble import Draft, DraftNote, DraftParagraph, assemble
from corpus.readers.back_links import without_way_back
from corpus.readers.hyphens import hyphen_keeper
from corpus.readers.inline import Cleaned, Site, Sites, Span, Syntax, clean, clean_code
from corpus.readers.lists import ListLine, places
from corpus.readers.matter import MatterLine, matters
from corpus.readers.protocol import RawFile
from corpus.readers.record import complete_record, merge_records
from corpus.readers.sections import Heading, sections_of
from corpus.readers.structure import Element
from corpus.readers.unread import unread_notes
from corpus.readers.zones import RawNote

FindSites = Callable[[str, Sequence[Span], frozenset[int]], Mapping[int, Site]]
"""Finds marks: (original, spans of the body, numbers of the notes) -> sites by their start."""


@dataclass(frozen=True, slots=True)
class Prose:
    """A text divided into notes and body."""

    notes: Sequence[RawNote]
    elements: Sequence[Element]
    find_sites: FindSites
    syntax: Syntax | None = None
    """What counts as notation; None for plain text."""
    record: Record | None = None
    """What the file itself says plainly of its title, author and date (a header of keys)."""
    shown: str | None = None
    """The original with all that is no text of it blanked out; None where that is nothing."""
    numbered: bool = True
    """Whether notes are told by their numbers, so that a number left out may be a note not read."""


def build(
    raw: RawFile,
    prose: Prose,
    doc_id: str,
    kind: DocumentKind,
    record: Record | None,
    reader: str,
) -> Document:
    """Make the document.

    Args:
        raw: The file.
        prose: Its notes and body.
        doc_id: Name of the document in its library.
        kind: Report or source.
        record: What is known of it already.
        reader: Name and version of the reader.
    """
    original = raw.text or ""
    text = original if prose.shown is None else prose.shown
    elements = prose.elements
    spans = [span for element in elements if not element.verbatim for span in element.spans]
    numbers = frozenset(raw_note.note.number for raw_note in prose.notes)
    sites = Sites.of(prose.find_sites(text, spans, numbers))
    syntax = prose.syntax or Syntax(keep_hyphen=hyphen_keeper(text))
    cleaned = [
        clean_code(original, element.spans) if element.verbatim else clean(text, element.spans, sites, syntax)
        for element in elements
    ]
    notes = [_note(text, raw_note, replace(syntax, keep_urls=True)) for raw_note in prose.notes]
    draft = _draft(raw, elements, cleaned, notes, merge_records(record, prose.record))
    document = assemble(replace(draft, numbered=prose.numbered), doc_id, kind, reader)
    unread = unread_notes(text, prose.syntax is not None) if kind == "report" and not notes else None
    return document if unread is None else replace(document, problems=(*document.problems, unread))


def _note(text: str, raw_note: RawNote, syntax: Syntax) -> DraftNote:
    content = without_way_back(clean(text, raw_note.spans, Sites.of({}), syntax).content)
    return DraftNote(raw_note.note.label, content, raw_note.start, raw_note.spans[-1][1], raw_note.scope)


def _draft(
    raw: RawFile,
    elements: Sequence[Element],
    cleaned: Sequence[Cleaned],
    notes: Sequence[DraftNote],
    record: Record | None,
) -> Draft:
    text = raw.text or ""
    matter = matters([_matter_line(element, one) for element, one in zip(elements, cleaned, strict=True)])
    placed = places([_list_line(text, element, one) for element, one in zip(elements, cleaned, strict=True)])
    headings = [
        Heading(one.content.text, element.rank, element.start)
        for element, one, part in zip(elements, cleaned, matter, strict=True)
        if element.kind == "heading" and part == "body" and one.content.text
    ]
    back = next(
        (element.start for element, part in zip(elements, matter, strict=True) if part == "back"), len(text)
    )
    sections = sections_of(headings, back)
    paths = {section.start: section.path for section in sections}
    paragraphs: list[DraftParagraph] = []
    path: tuple[str, ...] = ()
    for element, one, part, place in zip(elements, cleaned, matter, placed, strict=True):
        if element.start in paths:
            path = paths[element.start]
            if not one.marks:
                continue  # a title with a mark is a paragraph too: its note backs it
        if one.content.text and element.kind != "rule":
            if part == "body":
                item = element.kind == "item"
                paragraphs.append(
                    DraftParagraph(one, part, path, place.leads, item, place.depth, element.verbatim)
                )
            else:  # a bulleted title is a title
                paragraphs.append(DraftParagraph(one, part))
    front = [paragraph.cleaned.content.text for paragraph in paragraphs if paragraph.matter == "front"]
    behind = [paragraph.cleaned.content.text for paragraph in paragraphs if paragraph.matter == "back"]
    body = (paragraph.cleaned.content.text for paragraph in paragraphs if paragraph.matter == "body")
    return Draft(
        text, complete_record(record, raw.name, front, behind, body), tuple(sections), paragraphs, notes
    )


def _matter_line(element: Element, one: Cleaned) -> MatterLine:
    return MatterLine(element.kind, one.content.text, bool(one.marks), element.rank)


def _list_line(text: str, element: Element, one: Cleaned) -> ListLine:
    start, end = element.spans[0]
    return ListLine(
        element.kind,
        element.indent,
        one.content.text,
        text[start : min(end, start + 210)],
        element.cut,
    )
