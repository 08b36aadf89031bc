"""A dialog that asks for one line."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Vertical
from textual.screen import ModalScreen
from textual.widgets import Input


class Prompt(ModalScreen[str | None]):
    """Gives back the line, or None when it was left with Escape."""

    DEFAULT_CSS = """
    Prompt {
        align: center middle;
        #box {
            width: 90%; max-width: 80; height: 3; background: $background; border: round $border;
            border-title-color: $text-accent; padding: 0 1;
        }
        Input { border: none; height: 1; padding: 0; background: $background; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "dismiss(None)", "Close", id="prompt-close")]

    def __init__(self, title: str, value: str = "", placeholder: str = "") -> None:
        """Ask under a title, beginning with a value."""
        super().__init__()
        self._title = title
        self._value = value
        self._placeholder = placeholder

    def compose(self) -> ComposeResult:
        """Lay out the box."""
        with Vertical(id="box") as box:
            box.border_title = self._title
            yield Input(self._value, self._placeholder, compact=True, max_length=4_000)

    @on(Input.Submitted)
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        self.dismiss(event.value)
