"""The text that a mouse has selected in a flow: whole sentences again, not lines of a screen."""

from __future__ import annotations

from tui.state.flow import Flow

Point = tuple[int, int]
"""Column (characters from the left edge of a line's text, its indent left out) and line of a flow."""


def selected_text(flow: Flow, start: Point, end: Point) -> str:
    """Return what stands between two points.

    Args:
        flow: The flow as it is laid out.
        start: Where the selection begins; a negative column counts as 0.
        end: Where it ends, exclusive; a line past the last one means all the rest.

    Returns:
        The text without the line breaks that the layout made; blocks stand on lines of their own.
    """
    first, last = max(0, start[1]), min(end[1], flow.height - 1)
    parts: list[str] = []
    before: tuple[int, int] | None = None
    for y in range(first, last + 1):
        found = flow.locate(y)
        if found is None:
            break
        number, line = found
        block = flow.blocks[number]
        begin, stop = flow.lines(number)[line]
        low = begin + max(0, start[0]) if y == start[1] else begin
        high = begin + max(0, end[0]) if y == end[1] else stop
        if before is not None:
            parts.append(_between(block.text[before[1] : begin]) if before[0] == number else "\n")
        parts.append(block.text[min(low, stop) : min(high, stop)])
        before = (number, stop)
    return "".join(parts)


def _between(skipped: str) -> str:
    """Return what stood between two lines of a block: its own newline, a blank, or nothing in a cut word."""
    return "\n" if "\n" in skipped else " " if skipped else ""
