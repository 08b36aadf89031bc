"""Lines of plain text, wrapped by what characters take on a screen, with or without weight.

Every text that is written is made safe here, so a renderer cannot forget it.
"""

from __future__ import annotations

from tui.render.safe import safe_text
from tui.render.weave import Span, Woven
from tui.state.wrap import wrap

_BOLD, _DIM, _OFF = "\x1b[1m", "\x1b[2m", "\x1b[0m"


class Page:
    """Collects lines."""

    def __init__(self, width: int, *, styled: bool) -> None:
        """Begin an empty page.

        Args:
            width: Cells of a line.
            styled: Whether bold and dim may be used.
        """
        self.width = width
        self.styled = styled
        self._lines: list[str] = []

    def __str__(self) -> str:
        """Return all lines, joined by newlines, none of the last ones empty."""
        return "\n".join(self._lines).rstrip("\n")

    def blank(self) -> None:
        """Leave one line empty, unless there is one or nothing stands above."""
        if self._lines and self._lines[-1]:
            self._lines.append("")

    def text(self, text: str, *, indent: int = 0, label: str = "") -> None:
        """Write a paragraph; `label` stands in its indent on the first line."""
        self.woven(Woven(safe_text(text)), indent=indent, label=label)

    def strong(self, text: str, *, indent: int = 0, label: str = "") -> None:
        """Write a paragraph in bold."""
        clean = safe_text(text)
        spans = ((0, len(clean)),) if self.styled else ()
        self.woven(Woven(clean, spans), indent=indent, label=label)

    def faint(self, text: str, *, indent: int = 0) -> None:
        """Write a paragraph that may be overlooked."""
        before = len(self._lines)
        self.text(text, indent=indent)
        if self.styled:
            self._lines[before:] = [f"{_DIM}{line}{_OFF}" for line in self._lines[before:]]

    def whole(self, text: str, *, indent: int = 0, label: str = "") -> None:
        """Write one line however long it is: a link that is cut cannot be copied."""
        self._lines.append(safe_text(label).ljust(indent) + safe_text(text).replace("\n", " "))

    def woven(self, woven: Woven, *, indent: int = 0, label: str = "") -> None:
        """Write a paragraph made by `weave`, whose text is safe already."""
        margin = " " * indent
        for number, (start, end) in enumerate(wrap(woven.text, self.width - indent)):
            first = safe_text(label).ljust(indent) if number == 0 else margin
            self._lines.append((first + _bold(woven, start, end)).rstrip())


def _bold(woven: Woven, start: int, end: int) -> str:
    parts: list[str] = []
    position = start
    for low, high in _within(woven.strong, start, end):
        parts += [woven.text[position:low], _BOLD, woven.text[low:high], _OFF]
        position = high
    return "".join([*parts, woven.text[position:end]])


def _within(spans: tuple[Span, ...], start: int, end: int) -> list[Span]:
    cut = [(max(low, start), min(high, end)) for low, high in spans]
    return [(low, high) for low, high in cut if low < high]
