"""The way walked along the chain, so that Backspace goes back along it."""

from __future__ import annotations

from dataclasses import dataclass

from tui.state.page import Focus
from tui.state.places import NotesPlace


@dataclass(frozen=True, slots=True)
class Step:
    """Where the reader was: what the panes showed and where the cursor stood."""

    pane: str
    """Which pane had the focus."""
    target: object
    """What the stop under its cursor led to."""
    notes: NotesPlace | None
    document: str
    """Document in the context pane; empty for none."""
    focus: Focus | None


class Trail:
    """Steps, last one on top."""

    LONGEST = 200
    """Steps kept; the oldest are forgotten."""

    def __init__(self) -> None:
        """Begin with no steps."""
        self._steps: list[Step] = []

    def __len__(self) -> int:
        """Return the number of steps that can be gone back."""
        return len(self._steps)

    def push(self, step: Step) -> None:
        """Remember a step before another is taken."""
        if not self._steps or self._steps[-1] != step:
            self._steps.append(step)
            del self._steps[: -self.LONGEST]

    def pop(self) -> Step | None:
        """Return the last step and forget it, or None at the beginning."""
        return self._steps.pop() if self._steps else None

    def clear(self) -> None:
        """Forget the way: another passage is another walk."""
        self._steps.clear()
