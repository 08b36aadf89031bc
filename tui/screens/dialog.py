"""A dialog over the conversation that shows blocks and gives back what was chosen in them."""

from __future__ import annotations

from collections.abc import Sequence
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen

from tui.state.flow import Block
from tui.widgets.flow_view import FlowView


class FlowDialog(ModalScreen[object]):
    """Shows blocks; Enter on a stop closes it with what the stop leads to, Escape with None."""

    DEFAULT_CSS = """
    FlowDialog {
        align: center middle;
        #box {
            width: 90%; max-width: 100; height: auto; max-height: 90%; background: $background;
            border: round $border; border-title-color: $text-accent; padding: 0 1;
        }
        #dialog { height: auto; max-height: 100%; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape,q,backspace", "close", "Close", id="close")]

    def __init__(self, title: str, blocks: Sequence[Block], selected: object = None) -> None:
        """Show `blocks` under a title, the cursor on the stop that leads to `selected`."""
        super().__init__()
        self.flow_view = FlowView(blocks, id="dialog")
        self._title = title
        self._selected = selected

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="box") as box:
            box.border_title = self._title
            box.border_subtitle = "Esc closes"
            yield self.flow_view

    def on_mount(self) -> None:
        """Give the blocks the focus."""
        self.flow_view.focus()
        if self._selected is not None:
            self.call_after_refresh(self.flow_view.select, self._selected)

    @on(FlowView.Followed)
    def _followed(self, event: FlowView.Followed) -> None:
        event.stop()
        self.dismiss(event.target)

    def action_close(self) -> None:
        """Close without a choice."""
        self.dismiss(None)
