"""Composes a block from pieces of untrusted text, keeping styles and stops in place.

Every piece is made harmless as it is added, so positions are those of the text shown.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from tui.render.safe import safe_text
from tui.state.flow import Block, Span, Stop

Inserted = tuple[int, str, object]
"""Offset in the clean text, label to show there, and what it leads to."""


class Ink:
    """Writes one block, left to right."""

    def __init__(self) -> None:
        """Begin with nothing written."""
        self._parts: list[str] = []
        self._spans: list[Span] = []
        self._stops: list[Stop] = []
        self._length = 0

    def __len__(self) -> int:
        """Return the number of characters so far."""
        return self._length

    def add(self, text: str, *roles: str) -> Ink:
        """Write text, styled by each of `roles` in turn."""
        clean = safe_text(text)
        start = self._length
        self._parts.append(clean)
        self._length += len(clean)
        if clean:
            self._spans.extend((start, self._length, role) for role in roles)
        return self

    def stop(self, text: str, target: object, *roles: str, main: bool = True) -> Ink:
        """Write text that the cursor can follow to `target`."""
        start = self._length
        self.add(text, *roles)
        if self._length > start:
            self._stops.append(Stop(start, self._length, target, main))
        return self

    def weave(self, text: str, spans: Iterable[Span] = (), inserted: Sequence[Inserted] = ()) -> Ink:
        """Write clean text with styles over its spans and marks put in.

        Args:
            text: The clean text.
            spans: Start, end and role in `text`; parts outside the text are left out.
            inserted: What is put in (footnote marks), in order of offset.
        """
        held = [span for span in spans if span[0] < span[1]]
        cuts = {0, len(text)}
        for start, end, _ in held:
            cuts.update((min(max(start, 0), len(text)), min(max(end, 0), len(text))))
        places = [min(max(offset, 0), len(text)) for offset, _, _ in inserted]
        cuts.update(places)
        edges = sorted(cuts)
        pending = 0
        for number, start in enumerate(edges):
            while pending < len(inserted) and places[pending] <= start:
                self.stop(inserted[pending][1], inserted[pending][2], "mark", main=False)
                pending += 1
            if number + 1 < len(edges):
                roles = [role for low, high, role in held if low <= start < high]
                self.add(text[start : edges[number + 1]], *roles)
        return self

    def block(
        self,
        *,
        role: str = "text",
        key: str = "",
        owner: str = "",
        indent: int = 0,
        hang: int = 0,
        single: bool = False,
    ) -> Block:
        """Return what was written; the fields are Block's."""
        text = "".join(self._parts)
        if single:
            text = text.replace("\n", " ")
        return Block(text, tuple(self._spans), tuple(self._stops), role, key, owner, indent, hang, single)


def line(text: str, role: str = "text", **fields: int) -> Block:
    """Return a block of one style."""
    return Ink().add(text).block(role=role, indent=fields.get("indent", 0), hang=fields.get("hang", 0))
