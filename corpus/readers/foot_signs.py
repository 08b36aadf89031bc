"""What notes at the foot of a page begin with, and the same sign behind a word of the page's text.

Text taken from a PDF has lost what raised the marks: the text says "technology.3 In 2018" and the
page's foot "3 Smith, Title". Each way of writing is a kind, with a finder of notes' first lines and
one of marks; which of them are notes and marks is decided in `corpus.readers.page_feet`.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace

from corpus.readers.flat_marks import FlatMark, flat_candidates
from corpus.readers.lines import Line
from corpus.readers.notation import Span
from corpus.readers.note_styles import Style, round_places
from corpus.readers.roman import roman_value
from corpus.superscripts import DIGITS, number_of

_WORDS = r"[A-ZÀ-ÖØ-Þ][\w.’'-]|[“‘„«‹\"'<(\[《「『]|https?:|www\.|[\u3400-\u9fff]"
"""What a note's text begins with where nothing parts it from its number: "5G" and "3rd" are none."""
_SPACE = r"[ \t\u00a0\u2002-\u200a\u3000]"
_LOOSE = re.compile(
    r"(?<=[^\W\d_]{2})(?P<n>\d{1,3})(?=[.,;:!?)”’»]{0,2}(?:\s|$))"
    r"|(?<=[%‰°])(?P<rate>\d{1,3})(?=[.,;:!?)”’»]{0,2}(?:\s|$))"
    r"|(?<![\w.,$€£¥-])(?:1[89]|20)\d\d(?P<year>\d{1,2})(?=[.,;:!?)”’»]{0,2}(?:\s|$))"
)
"""Places too weak to be looked at without a page: behind any word, a rate ("40%3") or a year ("20183")."""
_FIGURE = re.compile(r"(?<=\d\.)(?P<n>\d{1,3})$")
_FOOT = re.compile(r"\s*\n\s*[\[(]?[\d⁰¹²³⁴-⁹]")
"""Below the last line of a page's text a number begins: "in 2018.12" need not be a decimal there."""
_LOOSE_WEIGHT = 0.3
_CELL = re.compile(r"\S(?:\t|[ \u00a0]{2,9})[$€£¥]?[\d.,]{1,12}$")
"""A figure that a gap parts from the words before it is a cell of a table: "3   Kebo   4214   81.7"."""
_ROW = re.compile(r"\S[ \u00a0]{3,40}\S[^\n]{0,60}?(?:\t|[ \u00a0]{3,40})[-+−]?[$€£¥]?[\d.,]{1,16}%?$")
"""The end of a table's row: a gap, a cell, a gap, a figure."""
_FIGURE_WEIGHT = 0.8
_ROMAN = re.compile(r"(?<=[.,;:!?”’»)\]])(?P<n>[ivxl]{1,7})(?=[\s”’»)]|$)")
_ROMAN_WEIGHT = 2.0
_SIGNS = "*†‡§¶‖"
_SIGN = re.compile(rf"(?<=[^\W_]|[.,;:!?)\]”’\"»])(?P<n>([{_SIGNS}])\2{{0,3}})(?=[\s.,;:!?)”’»]|$)")
_EMPHASIS = re.compile(r"(?<![^\s(“\"])\*{1,3}\w")
"""The star that opens "*a word*"; the one that closes it is no mark."""
_SIGN_WEIGHT = 2.0
_STYLED_WEIGHT = 2.0


@dataclass(frozen=True, slots=True)
class Opening:
    """A line that may begin a note."""

    line: int
    """Its place among the lines."""
    label: str
    number: int
    body: int
    """Where the note's text begins in the original."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One way of writing marks and notes."""

    name: str
    line: re.Pattern[str]
    """Matches what opens a note's line; its group "n" is the number."""
    read: Callable[[str], int]
    """Returns the number that a sign says; 0 for none."""
    marks: Callable[[str, Sequence[Span]], Iterator[FlatMark]]
    counted: bool = True
    """False for signs that come in no order and begin anew on each page: * † ‡ and their like."""

    def opening(self, line: Line, at: int) -> Opening | None:
        """Return the note that a line may begin."""
        found = self.line.match(line.text)
        number = self.read(found["n"]) if found else 0
        if found is None or number == 0 or _ROW.search(line.text[-80:]):
            return None
        return Opening(
            at, str(number) if found["n"].isnumeric() else found["n"], number, line.start + found.end()
        )


def digit_marks(text: str, spans: Sequence[Span]) -> Iterator[FlatMark]:
    """Find digits that may be marks on a page whose notes are known."""
    taken: set[int] = set()
    for mark in flat_candidates(text, spans):
        taken.add(mark.start)
        if not _is_cell(text, mark.start):
            yield mark
    for pattern, weight in ((_FIGURE, _FIGURE_WEIGHT), (_LOOSE, _LOOSE_WEIGHT)):
        for start, end in spans:
            for found in pattern.finditer(text, start, end):
                group = found.lastgroup or "n"
                at, stop = found.span(group)
                if at not in taken and (pattern is not _FIGURE or _ends_page(text, found)):
                    taken.add(at)
                    yield FlatMark(at, stop, (int(found[group]),), weight)


def _is_cell(text: str, at: int) -> bool:
    return _CELL.search(text[max(0, at - 20) : at]) is not None


def _ends_page(text: str, found: re.Match[str]) -> bool:
    return _FOOT.match(text, found.end()) is not None and not _is_cell(text, found.start())


def roman_marks(text: str, spans: Sequence[Span]) -> Iterator[FlatMark]:
    """Find small roman numerals right behind a stop: "in 1901.ii It"."""
    for start, end in spans:
        for found in _ROMAN.finditer(text, start, end):
            if number := roman_value(found["n"]):
                yield FlatMark(found.start(), found.end(), (number,), _ROMAN_WEIGHT)


def sign_marks(text: str, spans: Sequence[Span]) -> Iterator[FlatMark]:
    """Find stars, daggers and their like right behind a word or a stop."""
    for start, end in spans:
        closed = 0
        opened = [star.start() for star in _EMPHASIS.finditer(text, start, end)]
        for found in _SIGN.finditer(text, start, end):
            if found["n"][0] == "*" and bisect_left(opened, found.start()) > closed:
                closed += 1
            else:
                yield FlatMark(found.start(), found.end(), (sign_value(found["n"]),), _SIGN_WEIGHT)


def sign_value(written: str) -> int:
    """Return a number of its own for each sign: "‡‡" is another than "‡"."""
    return _SIGNS.index(written[0]) + 1 + len(_SIGNS) * (len(written) - 1)


KINDS = (
    Kind("digits", re.compile(rf"(?P<n>\d{{1,3}})(?:{_SPACE}{{1,12}}(?=\S)|$)"), number_of, digit_marks),
    Kind(
        "stopped",
        re.compile(rf"(?P<n>\d{{1,3}})[.):：、．]{_SPACE}{{0,8}}(?=[^\s\d])"),
        number_of,
        digit_marks,
    ),
    Kind("glued", re.compile(rf"(?P<n>\d{{1,3}})(?={_WORDS})"), number_of, digit_marks),
    Kind(
        "signed",
        re.compile(
            rf"(?:[\[(（［〔](?=\d{{1,3}}[\])）］〕])|(?=[{DIGITS}]))(?P<n>\d{{1,3}}|[{DIGITS}]{{1,3}})"
            rf"[\])）］〕]?[.:：]?(?:{_SPACE}{{0,8}}(?=\S)|$)"
        ),
        number_of,
        digit_marks,
    ),
    Kind("roman", re.compile(rf"(?P<n>[ivxl]{{1,7}})[.):]?{_SPACE}{{1,8}}(?=\S)"), roman_value, roman_marks),
    Kind(
        "signs",
        re.compile(rf"(?P<n>([{_SIGNS}])\2{{0,3}})(?![{_SIGNS}]){_SPACE}{{0,8}}(?=\S)"),
        sign_value,
        sign_marks,
        counted=False,
    ),
)
"""In the order in which they are tried; each is read for itself, as a work writes all its notes alike."""
_ALL = frozenset(range(1, 1000))


def kinds_of(style: Style) -> tuple[Kind, ...]:
    """Return the ways in which notes may begin whose marks are of one style, the style's own first."""

    def marks(text: str, spans: Sequence[Span]) -> Iterator[FlatMark]:
        alike = style.marks == "round"  # their order from 1 on is that of the whole text
        places = round_places(text, spans) if alike else style.sites(text, spans, _ALL).items()
        for start, site in places:
            numbers = tuple(roman_value(one) if one.isalpha() else int(one) for one in site.labels)
            yield FlatMark(start, site.end, numbers, _STYLED_WEIGHT)

    digits = [replace(kind, marks=marks) for kind in KINDS if kind.read is number_of]
    if style.marks == "roman":
        return (Kind(style.name, style.line, roman_value, marks),)
    return (Kind(style.name, style.line, number_of, marks), *digits)
