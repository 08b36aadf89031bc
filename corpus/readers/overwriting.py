"""A text written over in place: signs of one format become those of another, and no character moves."""

from __future__ import annotations

_NOTHING = "\x00"
"""A character that cleaning removes."""


class Page:
    """A text whose characters can be written over."""

    def __init__(self, text: str) -> None:
        self._characters = list(text)

    def write(self, start: int, end: int, signs: str = "") -> None:
        """Write some signs over a stretch and nothing over the rest of it."""
        for at in range(start, end):
            if self._characters[at] != "\n":
                self._characters[at] = signs[at - start] if at - start < len(signs) else _NOTHING

    def text(self) -> str:
        """Return the text as it stands."""
        return "".join(self._characters)
