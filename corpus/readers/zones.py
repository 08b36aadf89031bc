"""Notes that stand between paragraphs: where each begins, and how far it goes on.

A page's notes come together at its end. What follows a note may be its second line,
its second paragraph or the next page's text; the notes still due, the marks already
seen and the shape of the words decide.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.blocks import Block, NoteStart
from corpus.readers.headings import finished
from corpus.readers.inline import Span
from corpus.readers.lines import Line
from corpus.readers.structure import Piece
from corpus.superscripts import DIGITS, RUN, number_of

_NOTE = re.compile(rf"[⁽(\[]?(?P<digits>[{DIGITS}]{{1,6}})[⁾)\]]?[.:]?[ \t\u00a0]{{0,8}}(?=\S)")
_URL = re.compile(r"<?(?:https?://|www\.|doi:)", re.IGNORECASE)
_DUE = 12
"""Blocks between two notes of one page at most; beyond it they are text."""
_UNFINISHED = re.compile(r"(?:[,;，；]|\b(?:and|und|et|see|in))$")


@dataclass(slots=True)
class RawNote:
    """A note's lines."""

    note: NoteStart
    start: int
    spans: list[Span]
    tail: str


class SuperscriptNotes:
    """Tells lines that begin a note; keeps in mind which marks the text has had."""

    def __init__(self) -> None:
        self._seen: set[int] = set()
        self._in_note = False

    def __call__(self, line: Line, above: Line | None) -> NoteStart | None:
        """Return the note that the line begins, if it does.

        Right below a line of text, digits whose mark has not come yet are that mark,
        carried over by a line break, and begin no note.
        """
        if above is None:
            self._in_note = False
        found = _NOTE.match(line.text)
        if found:
            number = number_of(found["digits"])
            if above is None or self._in_note or number in self._seen:
                self._in_note = True
                return NoteStart(str(number), number, line.start + found.end())
        if not self._in_note:
            self._seen.update(number_of(run["first"]) for run in RUN.finditer(line.text))
        return None


def divide(blocks: Sequence[Block]) -> tuple[list[RawNote], list[Piece]]:
    """Divide blocks into notes, each with all that belongs to it, and the body.

    Returns:
        Notes and body pieces, both in order; a piece knows whether notes or a visible
        page break stand right before it.
    """
    return _Divider(blocks).divide()


class _Divider:
    def __init__(self, blocks: Sequence[Block]) -> None:
        self._blocks = blocks
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
                self._seen = max(self._seen, _greatest_mark(block))
        return self._notes, self._body

    def _continues(self, index: int, block: Block) -> bool:
        """Return whether a block that begins no note belongs to the latest one."""
        note = self._notes[-1]
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
            and all(block.kind == "text" and _greatest_mark(block) == 0 for block in between)
        )

    def _page_top(self, index: int, block: Block, dangling: bool) -> bool:
        """Return whether a block right above a page's first note is the rest of the last page's note."""
        following = index + 1 < len(self._blocks) and self._blocks[index + 1].note is not None
        last = self._last_body()
        whole = last is not None and finished(last.tail)
        return dangling and following and whole and block.text[:1].islower() and not _greatest_mark(block)

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


def _greatest_mark(block: Block) -> int:
    runs = (number_of(run["last"] or run["first"]) for run in RUN.finditer(block.text))
    runs_tail = (number_of(run["last"] or run["first"]) for run in RUN.finditer(block.tail))
    return max(max(runs, default=0), max(runs_tail, default=0))
