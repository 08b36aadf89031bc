"""A column of text blocks laid out for a width: what every scrolling pane shows.

Only positions are kept for what is off the screen. A pane asks which block and line stand
at a height and draws those; 2,500 cards cost no more a key press than five.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from tui.state.wrap import Line, clip, wrap

Span = tuple[int, int, str]
"""Start and end in a block's text and the role that styles them: "mark", "highlight", …"""


@dataclass(frozen=True, slots=True)
class Stop:
    """A stretch of a block that the cursor can stand on and follow."""

    start: int
    end: int
    target: object
    """What following it leads to; the screen decides what to do with it."""
    main: bool = True
    """Up and down visit main stops; left and right visit all."""


@dataclass(frozen=True, slots=True)
class Block:
    """A paragraph of the pane: text without control characters and how it looks."""

    text: str
    spans: tuple[Span, ...] = ()
    """Later ones go over earlier ones."""
    stops: tuple[Stop, ...] = ()
    role: str = "text"
    """Style of the whole block."""
    key: str = ""
    """Stable name, by which a place on the screen is found again after a change."""
    owner: str = ""
    """Blocks of one card share it; the card under the cursor is marked in the gutter."""
    indent: int = 0
    """Cells before every line."""
    hang: int = 0
    """Further cells before every line but the first."""
    single: bool = False
    """Shown on one line, clipped, instead of wrapped."""


BLANK = Block("")
"""An empty line."""


@dataclass(frozen=True, slots=True)
class Place:
    """A cursor: a stop of a block."""

    block: int
    stop: int


class Flow:
    """Blocks, their lines at one width, and the height at which each begins."""

    def __init__(self, blocks: Sequence[Block] = (), width: int = 80) -> None:
        """Lay the blocks out for `width` cells."""
        self.width = max(1, width)
        self.blocks: list[Block] = []
        self._lines: list[list[Line]] = []
        self._tops: list[int] = [0]
        self.extend(blocks)

    @property
    def height(self) -> int:
        """Return the number of lines in all."""
        return self._tops[-1]

    def extend(self, blocks: Sequence[Block]) -> None:
        """Add blocks at the end; costs their own layout alone."""
        self.splice(len(self.blocks), len(self.blocks), blocks)

    def splice(self, start: int, end: int, blocks: Sequence[Block]) -> None:
        """Put `blocks` in the place of the blocks `[start, end)`."""
        self.blocks[start:end] = blocks
        self._lines[start:end] = [self._lay(block) for block in blocks]
        self._measure(start)

    def resize(self, width: int) -> None:
        """Lay everything out again for another width."""
        width = max(1, width)
        if width == self.width:
            return
        self.width = width
        self._lines = [self._lay(block) for block in self.blocks]
        self._measure(0)

    def locate(self, y: int) -> tuple[int, int] | None:
        """Return block and line at height `y`, or None outside."""
        if not 0 <= y < self.height:
            return None
        block = bisect_right(self._tops, y) - 1
        return block, y - self._tops[block]

    def top(self, block: int) -> int:
        """Return the height at which a block begins."""
        return self._tops[block]

    def lines(self, block: int) -> list[Line]:
        """Return the lines of a block."""
        return self._lines[block]

    def line_of(self, place: Place) -> int:
        """Return the height of the line on which a stop begins."""
        start = self.blocks[place.block].stops[place.stop].start
        lines = self._lines[place.block]
        number = max((n for n, (begin, _) in enumerate(lines) if begin <= start), default=0)
        return self._tops[place.block] + number

    def stop(self, place: Place | None) -> Stop | None:
        """Return the stop at a cursor, or None where there is none any more."""
        if place is None or place.block >= len(self.blocks):
            return None
        stops = self.blocks[place.block].stops
        return stops[place.stop] if place.stop < len(stops) else None

    def find_key(self, key: str) -> int | None:
        """Return the block named `key`."""
        return next((n for n, block in enumerate(self.blocks) if key and block.key == key), None)

    def find_target(self, target: object, start: int = 0) -> Place | None:
        """Return the first stop at or after block `start` that leads to `target`."""
        for number in range(start, len(self.blocks)):
            for position, stop in enumerate(self.blocks[number].stops):
                if stop.target == target:
                    return Place(number, position)
        return None

    def forward(self, place: Place | None, *, main: bool) -> Iterator[Place]:
        """Yield the stops after a cursor (all, without one), in order."""
        block, after = (place.block, place.stop) if place else (0, -1)
        for number in range(block, len(self.blocks)):
            for position, stop in enumerate(self.blocks[number].stops):
                if (number > block or position > after) and (stop.main or not main):
                    yield Place(number, position)

    def backward(self, place: Place | None, *, main: bool) -> Iterator[Place]:
        """Yield the stops before a cursor (all, without one), last first."""
        block, before = (place.block, place.stop) if place else (len(self.blocks) - 1, 1 << 30)
        for number in range(block, -1, -1):
            stops = self.blocks[number].stops
            for position in range(len(stops) - 1, -1, -1):
                if (number < block or position < before) and (stops[position].main or not main):
                    yield Place(number, position)

    def _lay(self, block: Block) -> list[Line]:
        room = self.width - block.indent
        if block.single:
            shown = clip(block.text, max(1, room))
            return [(0, len(block.text) if shown == block.text else max(0, len(shown) - 1))]
        return wrap(block.text, room - block.hang, room)

    def _measure(self, start: int) -> None:
        del self._tops[start + 1 :]
        height = self._tops[start]
        for lines in self._lines[start:]:
            height += len(lines)
            self._tops.append(height)
