"""A whole document as blocks, with places in the original found on it."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Document, Note, Paragraph, Section
from tui.state.flow import BLANK, Block, Span
from tui.state.ink import Ink
from tui.state.targets import ToNote, ToPlace


@dataclass(frozen=True, slots=True)
class Focus:
    """What is shown as found on a page, in offsets of the original text."""

    start: int
    end: int
    highlights: tuple[tuple[int, int], ...] = ()
    """Sentences that answer."""


class Page:
    """A document drawn once; finding a place is a matter of a bisection."""

    def __init__(self, document: Document) -> None:
        """Draw the document: headings, paragraphs and list items, and its notes at the end."""
        self.document = document
        self.blocks: list[Block] = []
        self._paragraph_blocks: list[tuple[int, int]] = []
        self._block_of: dict[int, int] = {}
        self._draw()

    def block_at(self, position: int) -> int:
        """Return the block that shows the original's character at `position`, or the one before it."""
        note = self._note_block_at(position)
        if note is not None:
            return note
        number = bisect_right(self._paragraph_blocks, (position, 1 << 60)) - 1
        return self._paragraph_blocks[max(0, number)][1] if self._paragraph_blocks else 0

    def heading_block(self, section: Section) -> int:
        """Return the block of a section's heading."""
        return self._headings.get(section.start, self.block_at(section.start))

    def note_block(self, number: int) -> int | None:
        """Return the block of the note `number`."""
        return self._notes.get(number)

    def note_called(self, name: str) -> Note | None:
        """Return the note that a reader means: by its label where one note alone has it, else by number."""
        name = name.strip().strip("[]")
        notes = self.document.notes
        labelled = [note for note in notes if note.label == name]
        if len(labelled) == 1:
            return labelled[0]
        return next((note for note in notes if str(note.number) == name), None)

    def drawn(self, block: int, focus: Focus | None) -> Block:
        """Return a block with the focus drawn into it, or plainly without one."""
        index = self._block_of.get(block)
        if index is None or focus is None:
            return self.blocks[block]
        paragraph = self.document.paragraphs[index]
        return self._paragraph(paragraph, focus_spans(paragraph, focus))

    def _draw(self) -> None:
        self._headings: dict[int, int] = {}
        self._notes: dict[int, int] = {}
        pending = sorted(self.document.sections, key=lambda section: section.start)
        place = 0
        for paragraph in self.document.paragraphs:
            while place < len(pending) and pending[place].start <= paragraph.start:
                self._heading(pending[place])
                place += 1
            self._paragraph_blocks.append((paragraph.start, len(self.blocks)))
            self._block_of[len(self.blocks)] = paragraph.index
            self.blocks += [self._paragraph(paragraph, ()), BLANK]
        for section in pending[place:]:
            self._heading(section)
        self._paragraph_blocks.sort()
        self._draw_notes()

    def _heading(self, section: Section) -> None:
        self._headings.setdefault(section.start, len(self.blocks))
        target = ToPlace(self.document.doc_id, section.start, section.start)
        ink = Ink().stop(section.title, target, main=False)
        self.blocks += [ink.block(role="heading", key=f"s{section.start}"), BLANK]

    def _paragraph(self, paragraph: Paragraph, spans: Sequence[Span]) -> Block:
        marks = [
            (mark.offset, f"[{mark.label}]", ToNote(self.document.doc_id, mark.number))
            for mark in sorted(paragraph.marks, key=lambda mark: mark.offset)
        ]
        bullet = "• " if paragraph.item else ""
        role = "text" if paragraph.matter == "body" else "dim"
        ink = Ink().add(bullet).weave(paragraph.text, spans, marks)
        indent = 2 * max(0, min(paragraph.depth, 6) - 1) if paragraph.item else 0
        return ink.block(role=role, key=f"p{paragraph.index}", indent=indent, hang=len(bullet))

    def _draw_notes(self) -> None:
        self._note_starts: list[tuple[int, int, int]] = []
        if self.document.notes:
            self.blocks += [Ink().add("Notes").block(role="heading"), BLANK]
        for note in self.document.notes:
            self._notes.setdefault(note.number, len(self.blocks))
            # By verbatim runs: between the ends of a note that goes on elsewhere stands other text.
            runs = [run for run in note.content.runs if run.verbatim]
            self._note_starts += [(run.start, run.end, len(self.blocks)) for run in runs]
            ink = (
                Ink()
                .stop(f"[{note.label}]", ToNote(self.document.doc_id, note.number), "mark")
                .add(f" {note.text}")
            )
            self.blocks += [ink.block(key=f"n{note.number}", hang=len(note.label) + 3), BLANK]
        self._note_starts.sort()

    def _note_block_at(self, position: int) -> int | None:
        number = bisect_right(self._note_starts, (position, 1 << 60, 0)) - 1
        if number < 0:
            return None
        _, end, block = self._note_starts[number]
        return block if position < end else None


def focus_spans(paragraph: Paragraph, focus: Focus) -> list[Span]:
    """Return the parts of a paragraph's clean text that the focus covers."""
    content = paragraph.content
    spans: list[Span] = [(content.clean(focus.start), content.clean(focus.end), "found")]
    spans += [(content.clean(start), content.clean(end), "highlight") for start, end in focus.highlights]
    return [span for span in spans if span[0] < span[1]]


def focus_of(document: Document, text: str, start: int, end: int, spans: Sequence[tuple[int, int]]) -> Focus:
    """Return the focus for a passage of a document.

    Args:
        document: The document that it stands in.
        text: The passage's clean text.
        start: Where it begins in the original.
        end: Where it ends in the original.
        spans: Highlights in `text`.
    """
    for paragraph in document.paragraphs:
        if not (paragraph.start <= start < paragraph.end):
            continue
        base = paragraph.content.clean(start)
        if not paragraph.text.startswith(text, base):
            base = paragraph.text.find(text)
        if base < 0:
            break
        mapped = [paragraph.content.original(base + low, base + high) for low, high in spans if low < high]
        return Focus(start, end, tuple(mapped))
    return Focus(start, end)
