"""A scrolling pane of blocks with a cursor that stands on what can be followed."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.geometry import Offset, Size
from textual.message import Message
from textual.selection import Selection

from tui.state.flow import Block, Flow, Place
from tui.state.wrap import Line, width_of
from tui.widgets.flow_canvas import GUTTER, FlowCanvas


class FlowView(FlowCanvas, can_focus=True, inherit_bindings=False):
    """Shows a Flow."""

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("down,j", "step(1)", "Next", show=False, id="next"),
        Binding("up,k", "step(-1)", "Previous", show=False, id="previous"),
        Binding("right", "step(1, False)", "Next link", show=False, id="next-link"),
        Binding("left", "step(-1, False)", "Previous link", show=False, id="previous-link"),
        Binding("enter", "follow", "Follow", id="follow"),
        Binding("pagedown,space", "page(1)", "Page down", show=False, id="page-down"),
        Binding("pageup,b", "page(-1)", "Page up", show=False, id="page-up"),
        Binding("home", "end(-1)", "To the top", show=False, id="top"),
        Binding("end", "end(1)", "To the end", show=False, id="bottom"),
    ]

    class Moved(Message):
        """The cursor came to another stop."""

        def __init__(self, view: FlowView, target: object) -> None:
            """Tell which view and what the stop leads to."""
            super().__init__()
            self.view = view
            self.target = target

        @property
        def control(self) -> FlowView:
            """Return the view."""
            return self.view

    class Followed(Moved):
        """A stop was followed: Enter, or a click."""

    def __init__(self, blocks: Sequence[Block] = (), *, id: str | None = None) -> None:
        """Show some blocks."""
        super().__init__(blocks, id=id)
        self._asked_scroll: int | None = None

    # --- what is shown -----------------------------------------------------------------------

    def show(self, blocks: Sequence[Block] | Flow, *, keep: bool = False) -> None:
        """Show other blocks.

        Args:
            blocks: What to show, or a flow already laid out (in a worker, when it is long).
            keep: Keep scroll and cursor where they are, as far as they still exist.
        """
        self._unselect()
        old = self.target
        self.flow = blocks if isinstance(blocks, Flow) else Flow(blocks, self._flow_width)
        self.flow.resize(self._flow_width)
        self.overlays = {}
        self.cursor = self.flow.find_target(old) if keep and old is not None else None
        self._size_changed()
        if not keep:
            self.scroll_to(y=0, animate=False, force=True)
        self.refresh()

    def splice(self, start: int, end: int, blocks: Sequence[Block]) -> None:
        """Replace blocks `[start, end)`; what is on the screen stays where it is on the screen."""
        self._unselect()
        anchor = self._anchor()
        old = self.target
        self.flow.splice(start, end, blocks)
        self.cursor = self._cursor_after(start, end, len(blocks), old)
        self._size_changed()
        if anchor:
            key, row = anchor
            block = self.flow.find_key(key)
            if block is not None:
                self._scroll_line_to(self.flow.top(block), row)
        self.refresh()

    def _cursor_after(self, start: int, end: int, count: int, target: object) -> Place | None:
        """Return where the cursor is once `count` blocks stand in the place of `[start, end)`."""
        cursor = self.cursor
        if cursor is None or cursor.block < start:
            return cursor
        if cursor.block >= end:
            return Place(cursor.block + count - (end - start), cursor.stop)
        place = self.flow.find_target(target, start) if target is not None else None
        return place if place is not None and place.block < start + count else None

    def extend(self, blocks: Sequence[Block]) -> None:
        """Add blocks at the end."""
        self.flow.extend(blocks)
        self._size_changed()
        self.refresh()

    @property
    def target(self) -> object:
        """Return what the stop under the cursor leads to, or None."""
        stop = self.flow.stop(self.cursor)
        return stop.target if stop else None

    def put_cursor(self, place: Place | None, *, scroll: bool = True) -> None:
        """Move the cursor and tell."""
        changed = place != self.cursor
        self.cursor = place
        stop = self.flow.stop(place)
        if place is not None and stop is not None:
            if scroll:
                self.reveal(self.flow.line_of(place))
            if changed:
                self.post_message(self.Moved(self, stop.target))
        self.refresh()

    def select(self, target: object) -> bool:
        """Put the cursor on the first stop that leads to `target`; return whether there is one."""
        place = self.flow.find_target(target)
        if place is not None:
            self.put_cursor(place)
        return place is not None

    def place_at_top(self, way: int) -> Place | None:
        """Return a place just before (or after) what is at the top of the pane, to step from."""
        found = self.flow.locate(int(self.scroll_offset.y))
        if found is None or (found[0] == 0 and way > 0):
            return None
        return Place(found[0] - 1, 1 << 30) if way > 0 else Place(found[0], -1)

    def reveal(self, y: int, *, top: bool = False) -> None:
        """Scroll until line `y` is visible, or at the top of the pane."""
        height = max(1, self.size.height)
        above = int(self.scroll_offset.y) if self._asked_scroll is None else self._asked_scroll
        if top:
            goal = y
        elif y < above:
            goal = max(0, y - 1)
        elif y >= above + height - min(2, height - 1):
            goal = y - max(0, height - 1 - min(3, height // 3))
        else:
            return
        self._scroll_now(goal)

    # --- keys and mouse ----------------------------------------------------------------------

    def action_step(self, way: int, main: bool = True) -> None:
        """Go to the next stop, or scroll when it is too far to jump there unread."""
        top, height = int(self.scroll_offset.y), max(1, self.size.height)
        start = self.cursor if self._cursor_near(top, height) else None
        if start is None:
            place = self._first_visible(main=main)
        else:
            stops = self.flow.forward(start, main=main) if way > 0 else self.flow.backward(start, main=main)
            place = next(stops, None)
        if place is not None and top - 6 <= self.flow.line_of(place) < top + height + 6:
            self.put_cursor(place)
        else:
            self.scroll_relative(y=3 * way, animate=False)

    def action_page(self, way: int) -> None:
        """Scroll by a page."""
        self.scroll_relative(y=way * max(1, self.size.height - 2), animate=False)

    def action_end(self, way: int) -> None:
        """Scroll to the top or the end."""
        self.scroll_to(y=0 if way < 0 else self.flow.height, animate=False)
        self.cursor = None
        self.refresh()

    def action_follow(self) -> None:
        """Follow the stop under the cursor."""
        stop = self.flow.stop(self.cursor)
        if stop is not None:
            self.post_message(self.Followed(self, stop.target))

    def on_click(self, event: events.Click) -> None:
        """Put the cursor where the mouse points; follow when it points at a stop; twice selects a block."""
        event.prevent_default()  # Textual would select the whole pane at a second click
        offset = event.get_content_offset(self)
        found = self.flow.locate(offset.y + int(self.scroll_offset.y)) if offset else None
        if offset is None or found is None or self.text_selection is not None:
            return
        number, line = found
        if event.chain == 2:
            self._select_block(number)
            return
        block = self.flow.blocks[number]
        position = self._character_at(block, self.flow.lines(number)[line], offset.x, line)
        for place, stop in enumerate(block.stops):
            if stop.start <= position < stop.end:
                self.put_cursor(Place(number, place), scroll=False)
                self.post_message(self.Followed(self, stop.target))
                return
        head = next((n for n in range(number, -1, -1) if self.flow.blocks[n].owner != block.owner), -1) + 1
        if block.owner and self.flow.blocks[head].stops:
            self.put_cursor(Place(head, 0), scroll=False)

    def _select_block(self, number: int) -> None:
        top, count = self.flow.top(number), len(self.flow.lines(number))
        ends = Offset(0, top), Offset(1 << 20, top + count - 1)
        self.screen.selections = {self: Selection(*ends)}

    def _unselect(self) -> None:
        """Drop a selection of the mouse: its lines are about to become others."""
        if self.is_attached and self.text_selection is not None:
            self.screen.clear_selection()

    # --- layout ------------------------------------------------------------------------------

    @property
    def _flow_width(self) -> int:
        width = self.scrollable_content_region.width
        return max(1, width - GUTTER - 1) if width else self.flow.width if hasattr(self, "flow") else 80

    def on_resize(self) -> None:
        """Lay the text out for the new width; what was at the top stays there."""
        self._unselect()
        anchor = self._anchor()
        self.flow.resize(self._flow_width)
        self._size_changed()
        block = self.flow.find_key(anchor[0]) if anchor else None
        if anchor and block is not None:
            self._scroll_line_to(self.flow.top(block), anchor[1])
        self.refresh()

    def on_focus(self) -> None:
        """Give the cursor a place when it has none."""
        if self.flow.stop(self.cursor) is None:
            place = self._first_visible(main=True)
            if place is not None:
                self.put_cursor(place)
        self.refresh()

    def on_blur(self) -> None:
        """Draw the cursor no more."""
        self.refresh()

    def _size_changed(self) -> None:
        self.virtual_size = Size(self.scrollable_content_region.width, self.flow.height)

    def _scroll_line_to(self, line: int, row: int) -> None:
        self._scroll_now(line - row)

    def _scroll_now(self, goal: int) -> None:
        """Scroll once the new size is known; a later wish replaces an earlier one."""
        self._asked_scroll = max(0, goal)
        self.scroll_to(y=self._asked_scroll, animate=False, force=True)
        self.call_after_refresh(self._scroll_again)

    def _scroll_again(self) -> None:
        if self._asked_scroll is not None:
            self.scroll_to(y=self._asked_scroll, animate=False, force=True)
            self._asked_scroll = None

    def _anchor(self) -> tuple[str, int] | None:
        """Return a named block on the screen and the row on which it stands."""
        top, height = int(self.scroll_offset.y), max(1, self.size.height)
        if self.cursor is not None and self.has_focus and self.cursor.block < len(self.flow.blocks):
            block = self.flow.blocks[self.cursor.block]
            head = self.flow.find_key(block.owner or block.key)
            if head is not None and -height < (row := self.flow.top(head) - top) < height:
                return self.flow.blocks[head].key, row
        found = self.flow.locate(top)
        first = found[0] if found else 0
        for number in range(first, len(self.flow.blocks)):
            row = self.flow.top(number) - top
            if row >= height:
                break
            if self.flow.blocks[number].key:
                return self.flow.blocks[number].key, row
        return None

    def _cursor_near(self, top: int, height: int) -> bool:
        if self.flow.stop(self.cursor) is None or self.cursor is None:
            return False
        return top - 6 <= self.flow.line_of(self.cursor) < top + height + 6

    def _first_visible(self, *, main: bool) -> Place | None:
        """Return the first stop on the screen; looks at what is on the screen alone."""
        top, height = int(self.scroll_offset.y), max(1, self.size.height)
        for place in self.flow.forward(self.place_at_top(1), main=main):
            line = self.flow.line_of(place)
            if line >= top:
                return place if line < top + height else None
        return None

    def _character_at(self, block: Block, line: Line, x: int, row: int) -> int:
        """Return the character that the cell `x` of a line shows, or -1."""
        cell = x - GUTTER - block.indent - (block.hang if row else 0)
        if cell < 0:
            return -1
        for position in range(line[0], line[1]):
            cell -= width_of(block.text[position])
            if cell < 0:
                return position
        return -1
