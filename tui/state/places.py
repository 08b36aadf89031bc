"""What the notes pane shows: a passage's notes, one note, or one source and all that rests on it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from corpus.model import Citation, Document, Note
from qa.answer import AnswerPassage
from qa.chain import Backing
from qa.quotation import cite, cite_citation
from tui.state.flow import BLANK, Block
from tui.state.ink import Ink
from tui.state.targets import ToCitation, ToDocument, ToNote, ToPlace, ToUrl

STATUS_ROLES = {
    **dict.fromkeys(("captured", "live", "archived", "attached"), "good"),
    **dict.fromkeys(("ambiguous", "unresolved", "changed", "wall", "moved"), "warn"),
    **dict.fromkeys(("dead", "soft-404"), "bad"),
}
"""How a citation's state is coloured; others are dim."""


@dataclass(frozen=True, slots=True)
class PassageNotes:
    """All notes of a passage of an answer."""

    turn: int
    shown: AnswerPassage


@dataclass(frozen=True, slots=True)
class NotePlace:
    """One note: its text, its citations, and the claims that it backs."""

    document: str
    number: int


@dataclass(frozen=True, slots=True)
class SourcePlace:
    """One citation's source: what is known of it, and every claim that rests on it."""

    document: str
    number: int
    position: int


@dataclass(frozen=True, slots=True)
class RestingPlace:
    """A captured source that is read, and every claim that rests on it."""

    document: str


NotesPlace = PassageNotes | NotePlace | SourcePlace | RestingPlace


@dataclass(frozen=True, slots=True)
class SourceView:
    """All that is found out about a citation's source, ready to be drawn."""

    citation: Citation
    full: tuple[Citation, ...]
    """What a short form stands for; the citation itself otherwise."""
    backings: tuple[Backing, ...]
    captured: tuple[Document, ...] = ()
    """Documents in the library that are this source's text."""
    bearing: tuple[AnswerPassage | None, ...] = ()
    """For each of them the passage that bears most on the note's claim."""


def current_notes(shown: AnswerPassage, document: Document | None) -> tuple[Note, ...]:
    """Return a passage's notes as its document has them now, with the states of today.

    Args:
        shown: The passage, as it was answered.
        document: Its document, if it is read; notes that it words otherwise stay as they were.
    """
    known = {(note.number, note.text): note for note in document.notes} if document else {}
    return tuple(known.get((note.number, note.text), note) for note in shown.notes)


def passage_notes_blocks(shown: AnswerPassage, notes: Sequence[Note] | None = None) -> list[Block]:
    """Return the notes of a passage, each with its citations; `notes` stand in for its own."""
    if not shown.notes:
        captured = shown.passage.kind == "source"
        what = "This is the text of a captured source." if captured else "No footnote stands in this passage."
        return [Ink().add(what).block(role="dim")]
    blocks: list[Block] = []
    for note in notes or shown.notes:
        blocks += [*note_blocks(shown.passage.document, note), BLANK]
    return blocks


def resting_blocks(backings: Sequence[Backing], titles: Mapping[str, str]) -> list[Block]:
    """Return the claims that rest on a source: the chain walked back."""
    blocks = [Ink().add("Claims that rest on this source").block(role="heading")]
    for backing in backings:
        blocks += _backing_blocks(backing, titles)
    return blocks if backings else [Ink().add("No note of the library's reports cites it.").block(role="dim")]


def note_blocks(document: str, note: Note) -> list[Block]:
    """Return a note in full with its citations beneath."""
    ink = Ink().stop(f"[{note.label}]", ToNote(document, note.number), "mark").add(f" {note.text}")
    blocks = [ink.block(hang=len(note.label) + 3, owner=f"note{note.number}", key=f"note{note.number}")]
    if note.status != "linked":
        blocks.append(Ink().add(f"this note is {note.status}").block(role="warn", indent=2))
    for position, citation in enumerate(note.citations):
        blocks.append(_citation_block(ToCitation(document, note.number, position), citation))
    if note.kind == "comment":
        blocks.append(Ink().add("a comment; it names no source").block(role="dim", indent=2))
    return blocks


def note_place_blocks(document: Document, note: Note) -> list[Block]:
    """Return a note, its citations, and the claims that it backs."""
    blocks = [*note_blocks(document.doc_id, note), BLANK]
    rest = "The claim that rests" if len(note.claims) == 1 else "Claims that rest"
    blocks.append(Ink().add(f"{rest} on note {note.label}").block(role="heading"))
    if not note.claims:
        blocks.append(Ink().add("No mark in the text leads here.").block(role="warn"))
    for claim in note.claims:
        content = document.paragraphs[claim.paragraph].content
        start, end = content.original(claim.start, claim.end)
        target = ToPlace(document.doc_id, start, end)
        blocks.append(Ink().stop("↑", target, "key").add(f" {document.claim_text(claim)}").block(hang=2))
    return blocks


def source_blocks(place: SourcePlace, view: SourceView, titles: Mapping[str, str]) -> list[Block]:
    """Return a source: its data, its addresses, its captured text, and the claims that rest on it."""
    blocks = [Ink().add(f"Source {place.position + 1} of note {place.number}").block(role="heading")]
    if view.citation.short_form_of is not None or view.citation.candidates:
        blocks += _short_form_blocks(place, view)
    for full in view.full:
        blocks += [*_fields(full), BLANK]
    return [*blocks, *_captured_blocks(view), *resting_blocks(view.backings, titles)]


def _citation_block(target: ToCitation, citation: Citation) -> Block:
    ink = Ink().stop("→", target, "key").add(" ")
    if citation.short_form_of is not None:
        ink.add(citation.text).add(f"  = note {citation.short_form_of}", "dim")
    else:
        ink.add(_name(citation))
    if citation.language and citation.language != "en":
        ink.add(f"  {citation.language}", "label")
    ink.add(f"  {citation.status}", STATUS_ROLES.get(citation.status, "label"))
    return ink.block(indent=2, hang=2, owner=f"note{target.number}")


def _name(citation: Citation) -> str:
    """Return a citation without its address, which the note above shows already."""
    return cite_citation(citation).partition(", <")[0] or citation.text


def _short_form_blocks(place: SourcePlace, view: SourceView) -> list[Block]:
    ink = Ink().add("printed as ", "dim").add(view.citation.text)
    blocks = [ink.block()]
    if view.citation.short_form_of is not None:
        number = view.citation.short_form_of
        ink = Ink().add("stands for ", "dim").stop(f"note {number}", ToNote(place.document, number), "link")
        blocks.append(ink.block())
    for number in view.citation.candidates:
        ink = (
            Ink().add("may stand for ", "warn").stop(f"note {number}", ToNote(place.document, number), "link")
        )
        blocks.append(ink.block())
    return [*blocks, BLANK]


def _fields(citation: Citation) -> list[Block]:
    rows = [
        ("title", citation.title),
        ("author", citation.author),
        ("publisher", citation.publisher),
        ("date", citation.date or citation.date_as_written),
        ("page", citation.page),
        ("language", citation.language),
    ]
    blocks = [Ink().add(f"{name:<10}", "label").add(value).block(hang=10) for name, value in rows if value]
    if not any((citation.title, citation.author, citation.publisher)):
        blocks.insert(0, Ink().add(f"{'as printed':<12}", "label").add(citation.text).block(hang=12))
    role = STATUS_ROLES.get(citation.status, "text")
    blocks.append(Ink().add(f"{'state':<10}", "label").add(citation.status, role).block())
    for name, url in (("address", citation.url), ("archived", citation.archived_url)):
        if url:
            blocks.append(Ink().add(f"{name:<10}", "label").stop(url, ToUrl(url), "link").block(hang=10))
    return blocks


def _captured_blocks(view: SourceView) -> list[Block]:
    if not view.captured:
        return [Ink().add("The text of this source is not in the library.").block(role="dim"), BLANK]
    blocks = []
    for position, document in enumerate(view.captured):
        target = ToDocument(document.doc_id)
        ink = Ink().stop("Open the captured text", target, "link").add(f": {cite(document.record)}")
        blocks.append(ink.block(role="good"))
        shown = view.bearing[position] if position < len(view.bearing) else None
        if shown is not None:
            place = ToPlace(document.doc_id, shown.passage.start, shown.passage.end)
            spans = [(start, end, "highlight") for start, end in shown.highlights]
            ink = Ink().stop("»", place, "key").add(" ").weave(shown.passage.text, spans)
            blocks.append(ink.block(indent=2, hang=2))
        blocks.append(BLANK)
    return blocks


def _backing_blocks(backing: Backing, titles: Mapping[str, str]) -> list[Block]:
    where = f"{titles.get(backing.document, backing.document)}, " if len(titles) > 1 else ""
    target = ToNote(backing.document, backing.note.number)
    ink = (
        Ink()
        .stop(f"[{backing.note.label}]", target, "mark")
        .add(f" {where}{backing.text or backing.note.text}")
    )
    return [ink.block(hang=len(backing.note.label) + 3)]
