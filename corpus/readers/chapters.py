"""Notes given by chapter under one title: whose marks each part's notes belong to.

Each part begins at 1 anew. The chapter that a part names says it; without such names the marks do,
where they begin at 1 anew as often as the notes. Where neither does, nobody can tell.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from itertools import pairwise
from typing import NamedTuple

from corpus.readers.flat_marks import flat_sites
from corpus.readers.inline import Span
from corpus.readers.lines import Line
from corpus.readers.ordinals import parse_ordinal
from corpus.readers.signed_marks import signed_sites
from corpus.readers.zones import RawNote

_LONGEST = 80
_LEADS = re.compile(
    r"(?:(?:end)?notes?|anmerkungen|notas) (?:to|on|for|zu[mr]?|de|à)\s(?:the )?", re.IGNORECASE
)
_SIGNS = re.compile(r"[\s#*_:：.–—-]+")


class Part(NamedTuple):
    """Notes numbered from 1 on."""

    chapter: int | None
    """Where the chapter begins that a title above them names."""
    notes: list[RawNote]
    end: int
    """The line after the last one."""


class Chapters:
    """The titles in the text above the notes."""

    def __init__(self) -> None:
        self._starts: dict[str, int] = {}
        self._read = 0

    def read(self, lines: Sequence[Line]) -> None:
        """Take in the lines that are new since the last call."""
        for at in range(self._read, len(lines)):
            line = lines[at]
            alone = not at or lines[at - 1].blank
            if alone and may_title(line):
                self._starts.update(dict.fromkeys(_keys(line.text), line.start))
        self._read = len(lines)

    def find(self, title: str) -> int | None:
        """Return where a chapter begins, None for none; the last place, behind a list of contents."""
        places = [self._starts[key] for key in _keys(_LEADS.sub("", title, count=1)) if key in self._starts]
        return places[0] if places else None


def may_title(line: Line) -> bool:
    """Return whether a line can be a title at all."""
    return 0 < len(line.text) <= _LONGEST and not line.furniture and line.text[-1] not in ".,;，。；"


def scoped(text: str, parts: Sequence[Part], body: Sequence[Line]) -> tuple[list[RawNote], int]:
    """Return the notes of one title, each with its chapter's stretch of text, and the line after them.

    Without notes nobody can tell which chapter's they are. A list below the notes that begins at 1
    is no chapter's where the marks do not begin anew.
    """
    first = parts[0]
    if len(parts) == 1 and first.chapter is None:
        return first.notes, first.end
    stop = first.notes[0].start
    scopes = _named_scopes([part.chapter for part in parts], stop)
    if scopes is None:
        notes = [note for part in parts for note in part.notes]
        spans = [(line.start, line.end) for line in body]
        marks = _marks_in(text, spans, notes)
        scopes = _counted_scopes(marks, [{note.note.number for note in part.notes} for part in parts], stop)
        if scopes is None and not _begin_anew(text, spans, marks, parts):
            return first.notes, first.end
    for part, scope in zip(parts, scopes or (), strict=False):
        for note in part.notes:
            note.scope = scope
    return [note for part in parts for note in part.notes if note.scope is not None], parts[-1].end


def _keys(title: str) -> list[str]:
    """Return what a title is known by: its words, its words without their number, its number."""
    words = _SIGNS.sub(" ", title).strip().casefold()
    ordinal = parse_ordinal(title.lstrip("#*_ "))
    if ordinal is None:
        return [words]
    bare = _SIGNS.sub(" ", title.lstrip("#*_ ")[ordinal.end :]).strip().casefold()
    number = [f"{ordinal.rank} {ordinal.forms[0]}"] if ordinal.strong and ordinal.forms else []
    return [words, *([bare] if len(bare) > 3 else []), *number]


def _named_scopes(starts: Sequence[int | None], end: int) -> list[Span] | None:
    """Return the stretch of text of each part, from where its chapter begins to the next part's chapter."""
    known = [start for start in starts if start is not None]
    if len(known) < len(starts) or any(a >= b for a, b in pairwise(known)):
        return None
    return list(zip(known, [*known[1:], end], strict=True))


def _counted_scopes(
    marks: Sequence[tuple[int, int]], parts: Sequence[Collection[int]], end: int
) -> list[Span] | None:
    """Return the stretch of text of each part by marks that begin anew as often as the notes.

    Args:
        marks: Place and number of each mark, in order.
        parts: Numbers of each part's notes.
        end: Where the text ends.
    """
    begins = [rank for rank, (_, number) in enumerate(marks) if number == 1]
    if len(begins) != len(parts) or begins[0] != 0:
        return None
    for begin, stop, part in zip(begins, [*begins[1:], len(marks)], parts, strict=True):
        found = {number for _, number in marks[begin:stop]}
        if not found.issubset(part) or len(found) * 4 < len(part) * 3:
            return None
    starts = [marks[begin][0] for begin in begins]
    return list(zip(starts, [*starts[1:], end], strict=True))


def _marks_in(text: str, spans: Sequence[Span], notes: Sequence[RawNote]) -> list[tuple[int, int]]:
    """Return place and number of each mark that is written as one, in order."""
    sites = signed_sites(text, spans, frozenset(note.note.number for note in notes))
    return [(at, int(label)) for at in sorted(sites) for label in sites[at].labels]


def _begin_anew(
    text: str, spans: Sequence[Span], marks: Sequence[tuple[int, int]], parts: Sequence[Part]
) -> bool:
    """Return whether marks begin anew at 1 behind those of the first part."""
    if marks:
        return sum(number == 1 for _, number in marks) > 1
    first, second = ([(note.note.number, note.start) for note in part.notes] for part in parts[:2])
    latest = max(flat_sites(text, spans, first), default=0)
    later = flat_sites(text, [span for span in spans if span[0] > latest], second)
    return len(later) * 4 >= len(second) * 3
