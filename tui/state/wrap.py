"""Breaks text into lines by the cells it takes on a screen.

A thread of 500 answers or a document of 5,000 paragraphs is laid out whole, so that the
scroll bar tells the truth; that is affordable only because text of single-cell characters
is broken with a few string searches a line (about 15 µs for a paragraph of 600 characters)
and only the rest is measured character by character.
"""

from __future__ import annotations

import re

from rich.cells import cell_len, get_character_cell_size

Line = tuple[int, int]
"""Half-open span of the text that a line shows."""

_WIDE = re.compile(
    r"[^\n\u0020-\u007e\u00a0-\u00ac\u00ae-\u02ff\u0370-\u0482\u048a-\u052f\u1e00-\u1fff\u2010-\u2027\u2030-\u205e\u20a0-\u20c0]"
)
"""Anything that might not take exactly one cell."""

_NO_BEGINNING = frozenset("，。、；：？！”’）》】」』〉％,.;:?!)]}%…")
"""Characters that must not begin a line of Chinese or Japanese."""


def width_of(text: str) -> int:
    """Return how many cells a text takes."""
    return cell_len(text) if _WIDE.search(text) else len(text)


def clip(text: str, width: int) -> str:
    """Return the text, or as much of its beginning as fits with an ellipsis, in `width` cells."""
    if width_of(text) <= width:
        return text
    if width <= 1:
        return "…"[:width]
    if not _WIDE.search(text):
        return text[: width - 1].rstrip() + "…"
    kept = _fitting(text, 0, len(text), width - 1)
    return (text[:kept].rstrip() if cell_len(text[:kept]) < width else "") + "…"


def wrap(text: str, width: int, first: int | None = None) -> list[Line]:
    """Break a text into lines of at most `width` cells.

    Args:
        text: What to break; a newline always breaks.
        width: Cells of a line; less than 1 counts as 1.
        first: Cells of the first line, where it has fewer than the others.

    Returns:
        Spans in order, at least one. White space at a break belongs to no line; a word
        longer than a line is cut; text in wide characters breaks between any two of them,
        save before closing punctuation. A double-width character on a one-cell line stays.
    """
    width = max(1, width)
    first = width if first is None else max(1, first)
    narrow = _WIDE.search(text) is None
    lines: list[Line] = []
    start = 0
    while True:
        newline = text.find("\n", start)
        end = len(text) if newline < 0 else newline
        room = width if lines else first
        _wrap_stretch(text, start, end, room, width, narrow, lines)
        if newline < 0:
            return lines
        start = newline + 1


def _wrap_stretch(
    text: str, start: int, end: int, first: int, width: int, narrow: bool, lines: list[Line]
) -> None:
    """Break the newline-free stretch `[start, end)` and append its lines."""
    room = first
    while True:
        stop = min(end, start + room) if narrow else _fitting(text, start, end, room)
        if stop >= end:
            lines.append((start, end))
            return
        cut = _break_before(text, start, stop, end, width)
        lines.append((start, len(text[start:cut].rstrip(" ")) + start))
        start = cut
        while start < end and text[start] == " ":
            start += 1
        if start >= end:
            return
        room = width


def _break_before(text: str, start: int, stop: int, end: int, width: int) -> int:
    """Return the best place to break at or before `stop`, always past `start`."""
    if text[stop] == " ":
        return stop
    space = text.rfind(" ", start, stop)
    place = stop
    while place > start + 1 and place > space + 1:
        wide = get_character_cell_size(text[place - 1]) == 2 or get_character_cell_size(text[place]) == 2
        if wide and text[place] not in _NO_BEGINNING:
            return place
        place -= 1
    word = space + 1 if space > start else start
    if text.find(" ", stop, min(end, word + width + 1)) < 0 and end > word + width:
        return _break_word(text, word, stop) or (space + 1 if word > start else stop)
    return space + 1 if space > start else stop


def _break_word(text: str, word: int, stop: int) -> int:
    """Return where to break a word that is longer than a line (an address): after a joint of it, or 0."""
    joint = max(text.rfind(joint, word, stop) for joint in "/-?&=_")
    joint = joint if joint > word else text.rfind(".", word, stop)
    return joint + 1 if joint > word else 0


def _fitting(text: str, start: int, end: int, room: int) -> int:
    """Return how far from `start` the text fits in `room` cells, at least one character."""
    used = 0
    place = start
    while place < end:
        used += get_character_cell_size(text[place])
        if used > room:
            break
        place += 1
    return max(place, start + 1)
