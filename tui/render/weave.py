"""Puts footnote marks back into clean text and shows which sentence answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from tui.render.safe import safe_text

Span = tuple[int, int]
"""Half-open, in characters."""

OPENING, CLOSING = "»", "«"
"""Around an answering sentence where neither colour nor weight can show it."""


@dataclass(frozen=True, slots=True)
class Woven:
    """Text as it is shown."""

    text: str
    strong: tuple[Span, ...] = ()
    """Spans of `text` to be set in bold."""


def weave(text: str, marks: Iterable[tuple[int, int]], highlights: Iterable[Span], *, styled: bool) -> Woven:
    """Return clean text with marks as [17] and its highlights.

    Args:
        text: Clean text of a passage or paragraph; untrusted.
        marks: Number and offset of each mark; it follows `text[:offset]`.
        highlights: Spans of the sentences that answer.
        styled: Whether bold will be seen; otherwise the sentences are put between » and «.
    """
    inserted: list[tuple[int, int, str]] = [(offset, 0, f"[{number}]") for number, offset in marks]
    for start, end in highlights:
        inserted += [(start, 2, OPENING), (end, 1, CLOSING)]
    # At one place: a mark belongs to the words before it, an end comes before a beginning.
    inserted.sort()
    parts: list[str] = []
    strong: list[Span] = []
    length = position = begun = 0
    for offset, order, label in [*inserted, (len(text), 3, "")]:
        offset = min(max(offset, position), len(text))
        shown = safe_text(text[position:offset])
        length += len(shown)
        if order == 2:
            begun = length
        added = label if order == 0 or not styled else ""
        parts += [shown, added]
        length += len(added)
        if order == 1:
            strong.append((begun, length))
        position = offset
    return Woven("".join(parts), tuple(strong) if styled else ())
