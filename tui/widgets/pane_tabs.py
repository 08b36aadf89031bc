"""On a narrow terminal: which of the panes is shown, and what the others are."""

from __future__ import annotations

from rich.text import Text
from textual import events
from textual.message import Message
from textual.widget import Widget

from tui.state.wrap import width_of


class PaneTabs(Widget):
    """One line of tabs; a click chooses."""

    DEFAULT_CSS = "PaneTabs { height: 1; background: $surface; color: $foreground-muted; }"

    class Chosen(Message):
        """A tab was clicked."""

        def __init__(self, pane: str) -> None:
            """Say which pane."""
            super().__init__()
            self.pane = pane

    def __init__(self, panes: dict[str, str]) -> None:
        """Take the panes' ids and titles, in order."""
        super().__init__()
        self.panes = panes
        self.active = next(iter(panes))

    def activate(self, pane: str) -> None:
        """Show a tab as the one in front."""
        if pane in self.panes:
            self.active = pane
            self.refresh()

    def render(self) -> Text:
        """Draw the titles, the active one reversed."""
        text = Text(no_wrap=True, overflow="ellipsis")
        for pane, title in self.panes.items():
            text.append(f" {title} ", style="reverse bold" if pane == self.active else "")
        return text

    def on_click(self, event: events.Click) -> None:
        """Choose the tab under the mouse."""
        x = event.x
        for pane, title in self.panes.items():
            x -= width_of(title) + 2
            if x < 0:
                self.post_message(self.Chosen(pane))
                return
