"""Titles made into sections: each with its level, its path and its extent."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Section
from corpus.readers.headings import RANK_CAPS, RANK_HASHES, RANK_PLAIN


@dataclass(frozen=True, slots=True)
class Heading:
    """A section title before its level is known."""

    title: str
    rank: int
    start: int


def sections_of(headings: Sequence[Heading], end: int) -> list[Section]:
    """Give every heading its level and path.

    A heading stands under the open headings of kinds that rank further out: "1.2"
    under "1.", "A." under "IV.", anything under "Part II". A title without a number
    begins anew at the outermost level unless a part, a chapter or a title in capitals
    is open. Repeated numbers and titles are kept, each a section.

    Args:
        headings: In order.
        end: Where the last section ends in the original.
    """
    open_now: list[Heading] = []
    found: list[tuple[Heading, tuple[str, ...]]] = []
    for heading in headings:
        open_now = [other for other in open_now if _holds(other.rank, heading.rank)]
        open_now.append(heading)
        found.append((heading, tuple(other.title for other in open_now)))
    return _extents(found, end)


def _holds(outer: int, inner: int) -> bool:
    if outer >= inner:
        return False
    if outer >= RANK_HASHES or outer < RANK_CAPS:
        return True
    if inner == RANK_PLAIN:
        return outer == RANK_CAPS
    return outer > RANK_PLAIN and inner < RANK_HASHES


def _extents(found: Sequence[tuple[Heading, tuple[str, ...]]], end: int) -> list[Section]:
    """Let each section end where the next one that is not inside it begins; one pass from the end."""
    sections: list[Section] = []
    stops: list[tuple[int, int]] = []
    for heading, path in reversed(found):
        level = len(path)
        while stops and stops[-1][0] > level:
            stops.pop()
        stop = stops[-1][1] if stops else end
        sections.append(Section(heading.title, level, path, heading.start, stop))
        while stops and stops[-1][0] >= level:
            stops.pop()
        stops.append((level, heading.start))
    return sections[::-1]
