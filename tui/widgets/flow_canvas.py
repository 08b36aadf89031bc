"""Draws the visible lines of a flow: styles by role, the card under the cursor, jump letters.

Only visible lines are drawn, through Textual's line API; document text never meets markup.
"""

from __future__ import annotations

from collections.abc import Sequence
from itertools import pairwise
from typing import ClassVar

from rich.segment import Segment
from rich.style import Style
from textual.scroll_view import ScrollView
from textual.selection import Selection
from textual.strip import Strip

from tui.state.flow import Block, Flow, Place, Span
from tui.state.selecting import selected_text
from tui.state.wrap import Line, width_of

GUTTER = 2
"""Cells at the left in which the card under the cursor is marked."""

ROLES = (
    "text", "dim", "head", "heading", "question", "resolved", "rank", "highlight", "answer", "mark", "found",
    "link", "label", "warn", "bad", "good", "find", "cursor", "gutter", "jump", "key", "selected",
)  # fmt: skip
"""What can be styled; each is a component class `flow--ROLE`."""


class FlowCanvas(ScrollView):
    """A flow on the screen; FlowView adds what keys and mouse do."""

    COMPONENT_CLASSES: ClassVar[set[str]] = {f"flow--{role}" for role in ROLES}

    DEFAULT_CSS = """
    FlowCanvas {
        background: $background; color: $foreground; overflow-x: hidden; overflow-y: scroll;
        scrollbar-size-vertical: 1; scrollbar-color: $panel; scrollbar-background: $background;
        &:focus { scrollbar-color: $primary; }
        .flow--dim { color: $foreground-muted; }
        .flow--head { color: $text-secondary; text-style: bold; }
        .flow--heading { color: $text-primary; text-style: bold; }
        .flow--question { color: $text-accent; text-style: bold; }
        .flow--resolved { text-style: italic; }
        .flow--rank { color: $text-primary; text-style: bold; }
        .flow--highlight { background: $secondary-muted; }
        .flow--answer { text-style: bold underline; }
        .flow--mark { color: $text-primary; }
        .flow--found { text-style: none; }
        .flow--link { color: $text-primary; text-style: underline; }
        .flow--label { color: $foreground-muted; }
        .flow--warn { color: $text-warning; }
        .flow--bad { color: $text-error; }
        .flow--good { color: $text-success; }
        .flow--find { background: $warning; color: $background; }
        .flow--cursor { background: $primary; color: $background; text-style: bold; }
        .flow--gutter { color: $primary; }
        .flow--jump { background: $warning; color: $background; text-style: bold; }
        .flow--key { color: $text-primary; text-style: bold; }
        .flow--selected { background: $accent; color: $background; }
    }
    """

    def __init__(self, blocks: Sequence[Block] = (), *, id: str | None = None) -> None:
        """Show some blocks."""
        super().__init__(id=id)
        self.flow = Flow(blocks)
        self.cursor: Place | None = None
        """The stop that keys are about."""
        self.overlays: dict[int, list[Span]] = {}
        """Spans drawn over blocks for the moment: what a search found."""
        self.labels: dict[Place, str] = {}
        """Letters drawn at stops in jump mode."""
        self._styles: dict[str, Style] = {}

    def render_line(self, y: int) -> Strip:
        """Draw one line of the screen."""
        width = self.scrollable_content_region.width
        y += int(self.scroll_offset.y)
        found = self.flow.locate(y)
        base = self._base()
        if found is None:
            return Strip.blank(width, base).apply_offsets(0, y)
        number, line = found
        block = self.flow.blocks[number]
        marked = bool(block.owner) and self._owner() == block.owner
        segments = [Segment("▌ " if marked else "  ", base + self._style("gutter"))]
        indent = block.indent + (block.hang if line else 0)
        if indent:
            segments.append(Segment(" " * indent, base))
        begin, end = self.flow.lines(number)[line]
        over = self._selected(y, begin, end, GUTTER + indent)
        segments += self._segments(number, block, (begin, end), over, base)
        # The offsets tell Textual which character a mouse that selects text points at.
        strip = Strip(segments).adjust_cell_length(width, base).apply_offsets(0, y)
        return self._labelled(strip, number, block, (begin, end), indent) if self.labels else strip

    def _segments(
        self, number: int, block: Block, line: Line, over: list[Span], base: Style
    ) -> list[Segment]:
        """Cut a line where styles change."""
        begin, end = line
        spans = [span for span in block.spans if span[0] < end and span[1] > begin]
        spans += [span for span in self.overlays.get(number, ()) if span[0] < end and span[1] > begin]
        if self.cursor is not None and self.cursor.block == number and self.has_focus:
            stop = self.flow.stop(self.cursor)
            if stop is not None and stop.start < end and stop.end > begin:
                spans.append((stop.start, stop.end, "cursor"))
        spans += over
        edges = sorted({begin, end, *(min(max(edge, begin), end) for s in spans for edge in s[:2])})
        style = base + self._style(block.role)
        segments = []
        for low, high in pairwise(edges):
            here = style
            for start, stop_at, role in spans:
                if start <= low < stop_at:
                    here += self._style(role)
            segments.append(Segment(block.text[low:high], here))
        if block.single and end < len(block.text):
            segments.append(Segment("…", style))
        return segments

    def _selected(self, y: int, begin: int, end: int, margin: int) -> list[Span]:
        """Return the part of a line that the mouse has selected, as a span of its block's text."""
        selection = self.text_selection
        span = selection.get_span(y) if selection is not None else None
        if span is None:
            return []
        low, high = begin + max(0, span[0] - margin), begin + max(0, span[1] - margin)
        return [(min(low, end), end if span[1] < 0 else min(high, end), "selected")]

    def get_selection(self, selection: Selection) -> tuple[str, str] | None:
        """Return the text that a mouse has selected, without the line breaks that the layout made."""
        whole = (1 << 30, self.flow.height)
        start = self._point(selection.start.x, selection.start.y) if selection.start else (0, 0)
        end = self._point(selection.end.x, selection.end.y) if selection.end else whole
        return selected_text(self.flow, start, end), "\n"

    def _point(self, x: int, y: int) -> tuple[int, int]:
        found = self.flow.locate(y)
        if found is None:
            return x, y
        block = self.flow.blocks[found[0]]
        return x - GUTTER - block.indent - (block.hang if found[1] else 0), y

    def _labelled(self, strip: Strip, number: int, block: Block, line: Line, indent: int) -> Strip:
        """Draw jump letters over the stops of a line."""
        for position, stop in enumerate(block.stops):
            label = self.labels.get(Place(number, position))
            if label and line[0] <= stop.start < max(line[1], line[0] + 1):
                x = GUTTER + indent + width_of(block.text[line[0] : stop.start])
                tag = Strip([Segment(label, self._base() + self._style("jump"))])
                strip = Strip.join([strip.crop(0, x), tag, strip.crop(x + len(label), strip.cell_length)])
        return strip

    def _base(self) -> Style:
        # Worth keeping: Textual works it out anew at every call, which took half the time of a line.
        style = self._styles.get("")
        if style is None:
            style = self._styles[""] = self.rich_style
        return style

    def _style(self, role: str) -> Style:
        style = self._styles.get(role)
        if style is None:
            name = f"flow--{role}"
            style = self.get_component_rich_style(name, partial=True)
            rules = self.get_component_styles(name)
            if rules.has_rule("color") and rules.color.a < 1:
                # A partial style knows no background to mix a translucent colour with.
                mixed = self.background_colors[1].blend(rules.color, rules.color.a, 1.0)
                style += Style(color=mixed.rich_color)
            self._styles[role] = style
        return style

    def notify_style_update(self) -> None:
        """Forget styles of the theme before."""
        super().notify_style_update()
        self._styles = {}

    def _owner(self) -> str:
        if self.cursor is None or self.cursor.block >= len(self.flow.blocks):
            return ""
        return self.flow.blocks[self.cursor.block].owner
