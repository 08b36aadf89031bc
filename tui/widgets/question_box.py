"""The line in which questions are typed: Up and Down bring back what was asked before."""

from __future__ import annotations

from typing import ClassVar

from textual.binding import Binding, BindingType
from textual.widgets import Input

from tui.state.recall import Recall


class QuestionBox(Input):
    """One line; Enter asks."""

    DEFAULT_CSS = """
    QuestionBox {
        border: none; padding: 0 1 0 0; height: 1; width: 1fr; background: $surface-lighten-1;
        &:focus { background: $panel; border: none; }
        .input--placeholder { color: $foreground-muted; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("enter", "submit", "Ask", id="submit"),
        Binding("escape", "screen.leave", "Answers", id="leave-question"),
        Binding("up", "recall(-1)", "Earlier question", id="recall-earlier", show=False),
        Binding("down", "recall(1)", "Later question", id="recall-later", show=False),
    ]

    def __init__(self, *, id: str | None = None) -> None:
        """Be empty."""
        super().__init__(
            placeholder="Ask a question", id=id, compact=True, max_length=20_000, select_on_focus=False
        )
        self.recall = Recall()

    def edit(self, text: str) -> None:
        """Put a text into the line, ready to be changed."""
        self.value = text
        self.cursor_position = len(text)
        self.focus()

    def action_recall(self, way: int) -> None:
        """Go to an earlier or later question."""
        text = self.recall.step(way, self.value)
        if text is not None:
            self.edit(text)
