"""What the plain conversation is written with: lines to one stream, made safe and wrapped."""

from __future__ import annotations

from shutil import get_terminal_size
from typing import TextIO

from tui.clipboard import osc52
from tui.render.page import Page
from tui.state.flow import Block


class PlainWriter:
    """Writes lines; nothing is redrawn."""

    def __init__(self, write: TextIO) -> None:
        """Write to a stream."""
        self.write = write

    def say(self, text: str) -> None:
        """Write a text, made safe and wrapped to the terminal."""
        page = self.page()
        for line in text.split("\n"):
            page.text(line)
        self.out(str(page))

    def out(self, text: str) -> None:
        """Write lines that are safe already."""
        self.write.write(f"{text}\n")
        self.write.flush()

    def blocks(self, blocks: list[Block], label: str = "") -> None:
        """Write what a pane of the app would show."""
        page = self.page()
        for block in blocks:
            if block.text:
                page.text(label + block.text, indent=block.indent)
            else:
                page.blank()
        self.out(str(page))

    def page(self) -> Page:
        """Return an empty page of the terminal's width."""
        return Page(max(20, get_terminal_size().columns - 1), styled=False)

    def _to_terminal(self, text: str) -> None:
        self.write.write(osc52(text))
        self.write.flush()
