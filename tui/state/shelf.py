"""The library as a list: documents, notes and sources with their states, filtered."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.library_entries import DocumentEntry
from corpus.model import Citation, Document, Note
from qa.chain import same_source
from qa.quotation import cite_citation
from tui.counted import counted, labelled
from tui.state.flow import BLANK, Block
from tui.state.ink import Ink
from tui.state.places import STATUS_ROLES
from tui.state.targets import ToCitation, ToDocument, ToNote
from tui.state.wrap import clip

KINDS = ("all", "documents", "notes", "sources")
"""What the list can be narrowed to."""
MOST_TITLE = 40
"""Cells of a report's title beside each of its sources."""


@dataclass(slots=True)
class Source:
    """A source that notes name, once however many do."""

    citation: Citation
    target: ToCitation
    notes: dict[str, list[str]] = field(default_factory=dict)
    """By document, the labels of the notes that name it."""


@dataclass(frozen=True, slots=True)
class Shelf:
    """All that a library holds, read."""

    entries: tuple[DocumentEntry, ...]
    documents: tuple[Document, ...]
    """Its reports."""
    sources: tuple[Source, ...]

    @property
    def states(self) -> tuple[str, ...]:
        """Return the states that its sources are in."""
        return tuple(sorted({source.citation.status for source in self.sources}))


def shelf_of(entries: tuple[DocumentEntry, ...], documents: Sequence[Document]) -> Shelf:
    """Gather the sources of all notes; short forms count with what they stand for."""
    sources: list[Source] = []
    by_name: dict[str, list[Source]] = {}
    for document in documents:
        for note in document.notes:
            for position, citation in enumerate(note.citations):
                if citation.short_form_of is None:
                    _gather(sources, by_name, document.doc_id, note, position)
    return Shelf(entries, tuple(documents), tuple(sources))


def _gather(
    sources: list[Source], by_name: dict[str, list[Source]], doc_id: str, note: Note, position: int
) -> None:
    citation = note.citations[position]
    names = {name.casefold() for name in (citation.url, citation.title) if name} or {citation.text.casefold()}
    near = [source for name in names for source in by_name.get(name, ())]
    source = next((one for one in near if same_source(one.citation, citation)), None)
    if source is None:
        source = Source(citation, ToCitation(doc_id, note.number, position))
        sources.append(source)
        for name in names:
            by_name.setdefault(name, []).append(source)
    source.notes.setdefault(doc_id, []).append(note.label)


def shelf_blocks(shelf: Shelf, kind: str = "all", state: str = "", words: str = "") -> list[Block]:
    """Return the list.

    Args:
        shelf: What there is.
        kind: One of KINDS.
        state: Only citations in this state; empty for all.
        words: Words that must all occur in an entry.
    """
    wanted = words.casefold().split()
    # A note's number says nothing where several reports have one of that number.
    titles = {d.doc_id: d.record.title or d.doc_id for d in shelf.documents}
    titles = {one: clip(title, MOST_TITLE) for one, title in titles.items()} if len(titles) > 1 else {}
    blocks: list[Block] = []
    if kind in ("all", "documents") and not state:
        blocks += _group("Documents", [_document(entry) for entry in shelf.entries], wanted)
    if kind in ("all", "sources"):
        held = [one for one in shelf.sources if not state or one.citation.status == state]
        blocks += _group("Sources", [_source(one, titles) for one in held], wanted)
    if kind in ("all", "notes"):
        for d in shelf.documents:
            notes = [_note(d, note) for note in d.notes if _in_state(note.citations, state)]
            of = f" of “{titles[d.doc_id]}”" if d.doc_id in titles else ""
            blocks += _group(f"Notes{of}", notes, wanted)
    return blocks or [Ink().add("Nothing here fits the filter.").block(role="dim")]


def _group(title: str, blocks: list[Block], words: list[str]) -> list[Block]:
    held = [block for block in blocks if all(word in block.text.casefold() for word in words)]
    if not held:
        return []
    return [Ink().add(f"{title} ({len(held)})").block(role="heading"), *held, BLANK]


def _in_state(citations: Iterable[Citation], state: str) -> bool:
    return not state or any(citation.status == state for citation in citations)


def _document(entry: DocumentEntry) -> Block:
    ink = Ink().stop(entry.title or entry.doc_id, ToDocument(entry.doc_id))
    told = [entry.kind, entry.language or "", f"{entry.paragraphs} paragraphs", f"{entry.notes} notes"]
    ink.add("  " + ", ".join(part for part in told if part), "label")
    if entry.problems:
        ink.add(f"  {counted(entry.problems, 'problem')}", "warn")
    return ink.block(hang=2, owner=f"d{entry.doc_id}", key=f"d{entry.doc_id}")


def _source(source: Source, titles: Mapping[str, str]) -> Block:
    citation = source.citation
    ink = Ink().stop(cite_citation(citation).partition(", <")[0] or citation.text, source.target)
    if citation.language and citation.language != "en":
        ink.add(f"  {citation.language}", "label")
    ink.add(f"  {citation.status}", STATUS_ROLES.get(citation.status, "label"))
    for number, (doc_id, labels) in enumerate(source.notes.items()):
        of = f" of “{titles[doc_id]}”" if doc_id in titles else ""
        ink.add(f"{'; ' if number else '  '}{labelled('note', labels)}{of}", "label")
    key = f"c{source.target.document}/{source.target.number}/{source.target.position}"
    return ink.block(hang=2, owner=key, key=key)


def _note(document: Document, note: Note) -> Block:
    ink = Ink().stop(f"[{note.label}]", ToNote(document.doc_id, note.number), "mark").add(f" {note.text}")
    if note.status != "linked":
        ink.add(f"  {note.status}", "warn")
    key = f"n{document.doc_id}/{note.number}"
    return ink.block(hang=len(note.label) + 3, owner=key, key=key)
