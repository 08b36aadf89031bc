"""Notes that stand between paragraphs: where each begins, and how far it goes on.

A page's notes come together at its end. What follows a note may be its second line,
its second paragraph or the next page's text; the notes still due, the marks already
seen and the shape of the words decide.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Protocol

from corpus.readers.blocks import Block, NoteStart
from corpus.readers.headings import finished
from corpus.readers.inline import Span
from corpus.readers.structure import Piece

_URL = re.compile(r"<?(?:https?://|www\.|doi:)", re.IGNORECASE)
_DUE = 12
"""Blocks between two notes of one page at most; beyond it they are text."""
_UNFINISHED = re.compile(r"(?:[,;，；]|\b(?:and|und|et|see|in))$")


class Marks(Protocol):
    """Finds the numbers of the marks in a line."""

    def __call__(self, line: str) -> Iterable[int]:
        """Return them in order; empty without any."""
        ...


@dataclass(slots=True)
class RawNote:
    """A note's lines."""

    note: NoteStart
    start: int
    spans: list[Span]
    tail: str
    scope: Span | None = None
    """Where its marks stand, if it is known to be one chapter's; see `corpus.readers.chapters`."""


def divide(blocks: Sequence[Block], marks_in: Marks) -> tuple[list[RawNote], list[Piece]]:
    """Divide blocks into notes, each with all that belongs to it, and the body.

    Args:
        blocks: In order.
        marks_in: Finds the numbers of all marks in a line.

    Returns:
        Notes and body pieces, both in order; a piece knows whether notes or a visible
        page break stand right before it.
    """
    return _Divider(blocks, marks_in).divide()


class _Divider:
    def __init__(self, blocks: Sequence[Block], marks_in: Marks) -> None:
        self._blocks = blocks
        self._marks_in = marks_in
        self._next_note = _next_notes(blocks)
        self._notes: list[RawNote] = []
        self._body: list[Piece] = []
        self._seen = 0
        """Greatest mark of the body so far."""
        self._in_zone = False

    def divide(self) -> tuple[list[RawNote], list[Piece]]:
        for index, block in enumerate(self._blocks):
            if block.note is not None:
                self._notes.append(RawNote(block.note, block.start, list(block.spans), block.tail))
                self._in_zone = True
            elif self._notes and block.kind == "text" and self._continues(index, block):
                self._notes[-1].spans.extend(block.spans)
                self._notes[-1].tail = block.tail
            else:
                self._body.append(Piece(block, self._in_zone or block.page))
                self._in_zone = False
                self._seen = max(self._seen, self._greatest(block))
        return self._notes, self._body

    def _continues(self, index: int, block: Block) -> bool:
        """Return whether a block that begins no note belongs to the latest one."""
        note = self._notes[-1]
        if self._in_zone and all(start == end for start, end in note.spans):
            return True  # the number stood alone on its line
        dangling = _UNFINISHED.search(note.tail[-20:]) is not None or not finished(note.tail)
        if _URL.match(block.text):
            return self._in_zone or _UNFINISHED.search(note.tail[-20:]) is not None
        if not self._in_zone:
            return self._page_top(index, block, dangling)
        if self._is_due(index):
            return True
        last = self._last_body()
        if last is not None and not finished(last.tail):
            return False
        if last is not None and block.indent >= last.indent + 2:
            return True
        return _UNFINISHED.search(note.tail[-20:]) is not None and block.text[:1].islower()

    def _is_due(self, index: int) -> bool:
        """Return whether the next note's mark stands before these notes, so that they can't be over."""
        following = self._next_note[index]
        if following is None or following - index > _DUE:
            return False
        due = self._blocks[following].note
        between = self._blocks[index:following]
        return (
            due is not None
            and due.number == self._notes[-1].note.number + 1
            and due.number <= self._seen
            and all(block.kind == "text" and self._greatest(block) == 0 for block in between)
        )

    def _page_top(self, index: int, block: Block, dangling: bool) -> bool:
        """Return whether a block right above a page's first note is the rest of the last page's note."""
        following = index + 1 < len(self._blocks) and self._blocks[index + 1].note is not None
        last = self._last_body()
        whole = last is not None and finished(last.tail)
        return dangling and following and whole and block.text[:1].islower() and not self._greatest(block)

    def _greatest(self, block: Block) -> int:
        """Return the greatest mark in a block's first and last lines, 0 without any."""
        return max([0, *self._marks_in(block.text), *self._marks_in(block.tail)])

    def _last_body(self) -> Block | None:
        return self._body[-1].block if self._body else None


def _next_notes(blocks: Sequence[Block]) -> list[int | None]:
    """Return for each block the position of the first note after it."""
    found: list[int | None] = [None] * len(blocks)
    latest: int | None = None
    for index in range(len(blocks) - 1, -1, -1):
        found[index] = latest
        if blocks[index].note is not None:
            latest = index
    return found
