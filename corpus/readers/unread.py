"""What looks like notes or their marks in a text of which no note was read, told to whoever adds it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Problem
from corpus.readers.entries import entries_in, names_source
from corpus.readers.flat_marks import flat_sites
from corpus.readers.lines import Line, lines_of
from corpus.readers.note_styles import PLAIN_LINE, STYLES
from corpus.superscripts import CIRCLED, DIGITS

_SIGNED_LINE = re.compile(
    rf"[\[［〔(]?(?P<n>\d{{1,4}}|[{DIGITS}]{{1,4}})(?:[\]］〕)]|(?<=[{DIGITS}]))\s?(?=\S)"
)
_OTHER_LINE = re.compile(r"(?:(?:[†‡§¶]{1,3}|\*{2,3})\s{0,4}|[ivx]{1,5}[.)]?\s{1,4})(?=[^\s*])")
"""Notes that begin with a sign or a small Roman number; a star alone is a list's."""
_OTHER_MARK = re.compile(r"(?<=\w[.,;:!?”’])(?:[†‡§¶]{1,3}|\*{1,3}|[ivx]{1,5})(?=\s|$)")
_SIGN = re.compile(rf"[\[［〔【(（<^{DIGITS}{CIRCLED}]")
"""What every mark has that is written as one."""
_SEVERAL = 3
_MANY = 8
_SOUGHT = 20
"""Marks that became plain digits are looked for up to this number."""
_SHOWN = 50


def unread_notes(text: str, markdown: bool) -> Problem | None:
    """Return what to tell of a text without notes, None where nothing in it looks like any.

    Several lines like notes with several marks, or many of either alone, are told; in Markdown, where
    lists of sources are common and figures are links, only both together.
    """
    lines = lines_of(text)
    noted = _note_lines(lines)
    signed = _signed_marks(lines)
    marks = max(signed, _flat_marks(text, lines))
    both = len(noted) >= _SEVERAL and marks >= _SEVERAL
    if not both and (markdown or max(len(noted), signed) < _MANY):
        return None  # plain digits are marks only where notes are
    first = noted[0] if noted else next(line for line in lines if not line.blank)
    seen: list[str] = []
    if len(noted) >= _SEVERAL:
        seen.append(f"{len(noted)} lines look like notes (the first: “{first.text[:_SHOWN]}”)")
    if marks >= _SEVERAL:
        seen.append(f"at least {marks} places look like marks")
    said = f"{' and '.join(seen)}, but no note was read; put them under a title such as “Notes”"
    return Problem("notes-not-read", said, first.start, first.end)


def _note_lines(lines: Sequence[Line]) -> list[Line]:
    """Return lines that open with a number or sign as notes do and name sources, the most of one kind."""
    kinds = [
        [
            (entry.number, lines[entry.at])
            for entry in entries_in(lines, opening)
            if names_source(" ".join(line.text for line in lines[entry.at : entry.at + 2]))
        ]
        for opening in (PLAIN_LINE, _SIGNED_LINE)
    ]
    grown = [_in_order(kind) for kind in kinds]
    other = [line for line in lines if _OTHER_LINE.match(line.text) and names_source(line.text)]
    return max([*grown, other], key=len)


def _in_order(found: Sequence[tuple[int, Line]]) -> list[Line]:
    """Return the lines whose numbers go on from 1, one by one; they may begin at 1 anew."""
    counted: list[Line] = []
    latest = 0
    for number, line in found:
        if number == 1 or (latest and number == latest + 1):
            counted.append(line)
            latest = number
    return counted


def _signed_marks(lines: Sequence[Line]) -> int:
    """Return how many numbers from 1 on have what looks like a mark, in the commonest way of writing them."""
    most = 0
    signed = [line for line in lines if _SIGN.search(line.text)]
    for kind in {style.marks: style for style in STYLES}.values():
        seen = {number for line in signed for number in kind.marks_in(line.text)}
        most = max(most, next(n for n in range(len(seen) + 1) if n + 1 not in seen))
    other = {found[0] for line in lines for found in _OTHER_MARK.finditer(line.text)}
    return max(most, len(other))


def _flat_marks(text: str, lines: Sequence[Line]) -> int:
    spans = [(line.start, line.end) for line in lines]
    return len(flat_sites(text, spans, [(number, len(text)) for number in range(1, _SOUGHT + 1)]))
