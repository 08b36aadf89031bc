"""Questions asked before, to be asked again with other words."""

from __future__ import annotations

from collections.abc import Iterable


class Recall:
    """Steps through what was asked; the line being typed is the latest and is not lost."""

    MOST = 500
    """Questions remembered."""

    def __init__(self) -> None:
        """Remember nothing."""
        self._asked: list[str] = []
        self._place = 0
        self._draft = ""

    def fill(self, questions: Iterable[str]) -> None:
        """Remember the questions of a session, oldest first, and nothing else."""
        self._asked = []
        for question in questions:
            self.add(question)

    def add(self, question: str) -> None:
        """Remember a question as the latest."""
        if not self._asked or self._asked[-1] != question:
            self._asked.append(question)
            del self._asked[: -self.MOST]
        self._place, self._draft = len(self._asked), ""

    def step(self, way: int, typed: str) -> str | None:
        """Return the question before (-1) or after (1); None at either end.

        Args:
            way: Which way to go.
            typed: What stands in the line now, kept when leaving it.
        """
        place = self._place + way
        if not 0 <= place <= len(self._asked):
            return None
        if self._place == len(self._asked):
            self._draft = typed
        self._place = place
        return self._draft if place == len(self._asked) else self._asked[place]
