"""The line at the top: what is asked, within what, and what is going on."""

from __future__ import annotations

from typing import ClassVar

from rich.text import Text
from textual.reactive import reactive
from textual.widget import Widget

from tui.render.safe import safe_text
from tui.state.wrap import clip, width_of


class TopLine(Widget):
    """Title and scope at the left, state at the right."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"top--scope"}
    DEFAULT_CSS = """
    TopLine {
        height: 1; background: $surface; color: $foreground-muted; padding: 0 1;
        .top--scope { color: $text-accent; text-style: bold; }
    }
    """

    title: reactive[str] = reactive("")
    """The library's document or documents."""
    scope: reactive[str] = reactive("")
    """What questions are restricted to; empty for nothing."""
    state: reactive[str] = reactive("")
    """What is going on."""

    def render(self) -> Text:
        """Draw the line; the state is never cut, the title is."""
        state = clip(safe_text(self.state), max(0, self.size.width - 12))
        room = max(0, self.size.width - width_of(state) - 2)
        # The scope first: a title that is cut is no loss, answers from an unseen scope would be.
        scope = f" · only {safe_text(self.scope)}" if self.scope else ""
        left = clip("Footnoted" + scope + (f" · {safe_text(self.title)}" if self.title else ""), room)
        gap = max(1, self.size.width - width_of(left) - width_of(state))
        text = Text(left + " " * gap + state, no_wrap=True, overflow="crop", end="")
        text.stylize("bold", 0, min(9, len(left)))
        if scope:
            text.stylize(
                self.get_component_rich_style("top--scope", partial=True), 12, min(9 + len(scope), len(left))
            )
        return text
