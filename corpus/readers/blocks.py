"""Lines gathered into blocks: paragraphs, list items, headings, notes, rules.

A block is what stands between blank lines, cut further where a bullet, a note or a
heading begins. What a block is in the document (a page's continuation, a note's second
paragraph, a section title) is decided later, with its neighbours in view.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.readers.bare_titles import ends, stands_above
from corpus.readers.lines import HAN, Line
from corpus.readers.ordinals import Ordinal, parse_ordinal
from corpus.readers.titles import KNOWN_TITLE
from corpus.readers.whole_lines import ends_whole, lines_are_whole

BlockKind = Literal["text", "item", "heading", "note", "rule"]

BULLET = re.compile(r"(?:[-*+•‣▪◦●○■□]|[·–—](?=\s))\s{1,8}(?=\S)")
ORDINAL = re.compile(
    r"(?P<open>\(?)(?P<value>\d{1,3}|[a-zA-Z]|[ivx]{1,5}|[IVX]{1,5})(?P<close>[.)]|\.\))\s{1,8}(?=\S)"
)
HASHES = re.compile(r"(#{1,6})\s{1,8}(?=\S)")
_LONG_LINE = 160
"""Hard-wrapped text has shorter lines; a longer one is a paragraph of its own."""
_SHORT_LINE = 80
_SHORT_HAN = 25
_HAN_NUMBERS = frozenset("（(第一二三四五六七八九十")
_HAN_STOPS = re.compile(r"[，。；：！？]")
_BEGINS = re.compile(r"[A-ZÀ-ÖØ-Þ(（\u3400-\u9fff]|\d{1,2}[.．、]")
"""What text below a title begins with."""
_ENDS = re.compile(r"[.,;:!。，；：！-]$")
_STOPPED = re.compile(r"[.!?。！？][\"'”’»)\]）」』⁰¹²³⁴⁵⁶⁷⁸⁹]*$")


@dataclass(frozen=True, slots=True)
class NoteStart:
    """What a line that begins a note says."""

    label: str
    number: int
    body: int
    """Where the note's text begins in the original."""


@dataclass(frozen=True, slots=True)
class Block:
    """Lines that belong together."""

    kind: BlockKind
    spans: tuple[tuple[int, int], ...]
    """Its lines in the original, without bullets, numbers of notes, hashes."""
    text: str
    """Its first line as printed after the bullet, for rules that look at words."""
    tail: str
    """Its last line as printed."""
    start: int
    """Where it begins in the original, bullet included."""
    indent: int
    level: int = 0
    """For a heading written with hashes: how many."""
    note: NoteStart | None = None
    bullet: str = ""
    """The bullet or ordinal as printed: "-", "1.", "(a)"."""
    page: bool = False
    """True when a page visibly begins before it (form feed, page number)."""

    @property
    def end(self) -> int:
        """Return where its last line ends in the original."""
        return self.spans[-1][1]


NoteFinder = Callable[[Line, Line | None], NoteStart | None]
"""Tells whether a line begins a note; the second is the line right above, None after a gap."""


def blocks_of(lines: Sequence[Line], find_note: NoteFinder) -> list[Block]:
    """Gather lines into blocks, in order."""
    gatherer = _Gatherer(find_note, lines_are_whole(lines))
    for line in lines:
        gatherer.take(line)
    gatherer.close()
    return gatherer.blocks


class _Gatherer:
    """Keeps the open block while lines come in."""

    def __init__(self, find_note: NoteFinder, whole: bool) -> None:
        self.blocks: list[Block] = []
        self._find_note = find_note
        self._whole = whole
        self._open: list[Line] = []
        self._head: tuple[BlockKind, int, int, NoteStart | None, str] = ("text", 0, 0, None, "")
        self._page = False
        self._above: Line | None = None

    def take(self, line: Line) -> None:
        """Add a line to the open block or begin another."""
        if line.page or line.furniture:
            self.close()  # the page begins after the block that is open
            self._page = True
        if not line.worded:
            self.close()
            self._above = None
            if line.rule and not line.furniture:
                span = ((line.start, line.end),)
                self.blocks.append(Block("rule", span, line.text, line.text, line.start, line.indent))
            return
        note = self._find_note(line, self._above)
        head = _head(line, note)
        if head[0] == "text" and self._open and self._head[0] == "text" and not line.page:
            self._set_title_apart(line)
        if head[0] != "text" or line.page or self._breaks(line):
            self.close()
            self._head = head
        self._open.append(line)
        self._above = line
        if head[0] == "heading":
            self.close()

    def close(self) -> None:
        """Finish the open block."""
        if not self._open:
            return
        kind, skip, level, note, bullet = self._head
        first, last = self._open[0], self._open[-1]
        spans = [(line.start, line.end) for line in self._open]
        spans[0] = (first.start + skip, first.end)
        text, tail = first.text[skip:], last.text[skip:] if last is first else last.text
        self.blocks.append(
            Block(kind, tuple(spans), text, tail, first.start, first.indent, level, note, bullet, self._page)
        )
        self._open, self._head, self._page = [], ("text", 0, 0, None, ""), False

    def _set_title_apart(self, line: Line) -> None:
        """Let the open block's last line stand by itself if it is a title right above its text."""
        first = self._open[-2].text if len(self._open) > 1 else ""
        if not stands_above(self._open[-1].text, line.text, first):
            return
        if not first or ends(first) or (len(self._open) == 2 and stands_above(first, line.text)):
            title = self._open.pop()
            self.close()
            self._open = [title]
            self.close()

    def _breaks(self, line: Line) -> bool:
        """Return whether a line without any sign of its own begins a paragraph nevertheless."""
        if not self._open:
            return True
        above = self._open[-1]
        stopped = _STOPPED.search(above.text[-40:]) is not None
        if len(above.text) > _LONG_LINE and stopped:
            return True
        if self._whole and self._head[0] != "note" and ends_whole(above.text):
            return True
        if len(self._open) == 1 and self._head[0] == "text" and _titles(above.text, line.text):
            return True
        if self._head[0] != "note" and self._counts(line.text):
            return True  # what numbers begin in a note's lines is told by the finder of notes
        return stopped and self._head[0] == "text" and len(self._open) > 1 and self._is_first_line(line)

    def _is_first_line(self, line: Line) -> bool:
        """Return whether a line is set in further than those above, or as the first of them alone is."""
        first, above = self._open[0].indent, self._open[-1].indent
        return line.indent >= first + 2 or line.indent == first >= above + 2

    def _counts(self, text: str) -> bool:
        """Return whether a number opens a line that begins a part or the next item of a list."""
        ordinal = parse_ordinal(text) if text[:1].isalnum() or text[:1] in "(（" else None
        if ordinal is None:
            return False
        first, above = self._open[0].text, self._open[-1].text
        part = text[:1] in _HAN_NUMBERS and _begins_part(ordinal, above, len(self._open) == 1)
        return part or _next_in_list(ordinal, first, above)


def _titles(text: str, below: str) -> bool:
    """Return whether a line is a section title that stands right above its text, without a gap."""
    if len(text) > _SHORT_LINE or _ENDS.search(text) or not _BEGINS.match(below):
        return False
    if KNOWN_TITLE.fullmatch(text):
        return True
    ordinal = parse_ordinal(text)
    if ordinal is None:
        return False
    words = text[ordinal.end :].lstrip(" .:–—-\u3000")
    if not words:
        return ordinal.strong
    if HAN.match(words):
        return len(text) <= _SHORT_HAN and _HAN_STOPS.search(words) is None
    return words[:1].isupper() and (ordinal.strong or len(text) < 0.75 * len(below))


def _begins_part(ordinal: Ordinal, above: str, alone: bool) -> bool:
    """Return whether a Chinese number begins a title or an item right below text that has ended.

    A short line that is `alone` in its block is a title.
    """
    if ordinal.forms[0][0] != "han":
        return False
    return _STOPPED.search(above[-40:]) is not None or (alone and len(above) <= _SHORT_HAN)


def _next_in_list(ordinal: Ordinal, first: str, above: str) -> bool:
    """Return whether a number begins the next item of a numbered list, or its first one after a colon."""
    if ordinal.strong:
        return False
    if above.endswith((":", "：")):
        return any(value == 1 for _, value in ordinal.forms)
    before = parse_ordinal(first)
    return before is not None and ordinal.follows(before)


def _head(line: Line, note: NoteStart | None) -> tuple[BlockKind, int, int, NoteStart | None, str]:
    """Return kind, characters to skip, heading level, note and bullet for a line that may begin a block."""
    if note is not None:
        return "note", note.body - line.start, 0, note, ""
    bullet = BULLET.match(line.text)
    if bullet:
        return "item", bullet.end(), 0, None, bullet.group().strip()
    hashes = HASHES.match(line.text)
    if hashes and line.indent < 4:
        return "heading", hashes.end(), len(hashes[1]), None, ""
    return "text", 0, 0, None, ""
