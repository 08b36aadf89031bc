"""Finds words on a page."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass

from tui.state.flow import Block, Span

MOST = 10_000
"""Places found at most; nobody steps through more."""


@dataclass(frozen=True, slots=True)
class Found:
    """A stretch of a block."""

    block: int
    start: int
    end: int


class Finding:
    """All places of some words and which of them is looked at."""

    def __init__(self, blocks: Sequence[Block], words: str) -> None:
        """Look for words as they stand, upper and lower case alike, any white space between."""
        parts = [re.escape(part) for part in words.split()]
        pattern = re.compile(r"\s+".join(parts), re.IGNORECASE) if parts else None
        self.places: list[Found] = []
        self.current = -1
        for number, block in enumerate(blocks):
            if pattern is None or len(self.places) >= MOST:
                break
            found = (Found(number, *match.span()) for match in pattern.finditer(block.text))
            self.places += [place for place in found if place.start < place.end]
        del self.places[MOST:]

    def step(self, way: int, block: int) -> Found | None:
        """Go to the next or previous place, round the end; the first time, from `block` on."""
        if not self.places:
            return None
        if self.current < 0:
            first = bisect_left(self.places, block, key=lambda place: place.block)
            self.current = (first if way > 0 else first - 1) % len(self.places)
        else:
            self.current = (self.current + way) % len(self.places)
        return self.places[self.current]

    def overlays(self) -> dict[int, list[Span]]:
        """Return the spans to draw over the blocks."""
        drawn: dict[int, list[Span]] = {}
        for place in self.places:
            drawn.setdefault(place.block, []).append((place.start, place.end, "find"))
        return drawn

    def told(self) -> str:
        """Return where the reader is among the places, in words."""
        if not self.places:
            return "not found"
        return f"{self.current + 1} of {len(self.places)}{'+' if len(self.places) == MOST else ''}"
