"""The document around a passage: the whole of it, scrolled to the place, the place drawn as found."""

from __future__ import annotations

from tui.state.flow import Flow
from tui.state.page import Focus, Page
from tui.widgets.flow_view import FlowView


class ContextView(FlowView):
    """Shows a page and, in it, a focus."""

    DEFAULT_CSS = """
    ContextView {
        .flow--found { background: $panel; }
    }
    """

    def __init__(self, *, id: str | None = None) -> None:
        """Show nothing yet."""
        super().__init__(id=id)
        self.page: Page | None = None
        self.place: Focus | None = None

    def show_page(self, page: Page, focus: Focus | None, flow: Flow | None = None) -> None:
        """Show a place of a document; turning to another place of the same document is cheap.

        Args:
            page: The document, drawn.
            focus: The place; None for the beginning.
            flow: The page laid out already, when a worker did that.
        """
        if page is not self.page:
            self.page, self.place = page, None
            self.show(flow or page.blocks)
        self.show_focus(focus)

    def show_focus(self, focus: Focus | None) -> None:
        """Draw another place of the page as found and scroll to it."""
        if self.page is None:
            return
        if self.place is not None:
            old = self.page.block_at(self.place.start)
            self.flow.splice(old, old + 1, [self.page.blocks[old]])
        self.place = focus
        if focus is None:
            self.refresh()
            return
        block = self.page.block_at(focus.start)
        self.flow.splice(block, block + 1, [self.page.drawn(block, focus)])
        self._size_changed()
        self.cursor = None
        row = min(3, max(0, self.size.height // 5))
        self._scroll_line_to(self.flow.top(block) + self._first_highlight(block), row)
        self.refresh()

    def _first_highlight(self, block: int) -> int:
        """Return how many lines below the block's top the first highlight begins, if that is far."""
        starts = [start for start, _, role in self.flow.blocks[block].spans if role == "highlight"]
        starts = starts or [start for start, _, role in self.flow.blocks[block].spans if role == "found"]
        if not starts:
            return 0
        line = sum(1 for begin, _ in self.flow.lines(block) if begin <= starts[0]) - 1
        return line if line > max(1, self.size.height // 2) else 0
