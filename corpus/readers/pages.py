"""The pages of a text: between form feeds, or else between page numbers and running heads."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

from corpus.readers.lines import Line


@dataclass(frozen=True, slots=True)
class Page:
    """The lines of a page without the furniture, gaps and drawn lines at its two ends."""

    first: int
    """Place of its first line among all lines."""
    stop: int
    """One past its last."""


def pages_of(lines: Sequence[Line]) -> list[Page]:
    """Return the pages that hold text, in order; a text that shows no pages is one."""
    cuts = [at for at, line in enumerate(lines) if line.page and at]
    if not cuts:
        cuts = [at for at, line in enumerate(lines) if line.furniture]
    found = (_bare(lines, first, stop) for first, stop in pairwise([0, *cuts, len(lines)]))
    return [page for page in found if page.first < page.stop]


def _bare(lines: Sequence[Line], first: int, stop: int) -> Page:
    while first < stop and not lines[first].worded:
        first += 1
    while first < stop and not lines[stop - 1].worded:
        stop -= 1
    return Page(first, stop)
