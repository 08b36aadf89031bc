"""The ways in which reports write marks and begin notes, each a finder of both.

Superscripts (`text.¹⁷` and `¹⁷ Swart`), brackets (`text.[17]` and `[17] Swart`), numbers in circles
(`正文。③` and `③ 王伟`), round brackets (`text.(17)`), and marks of one kind whose notes begin in
another (`text.¹⁷` and `[17] Swart`) or with plain digits (`text.[17]` and `17 Swart`).
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.readers.blocks import NoteStart
from corpus.readers.entries import GLUED, counts_on, series_among, worth
from corpus.readers.inline import Site, Span
from corpus.readers.lines import Line
from corpus.readers.roman import roman_value
from corpus.superscripts import (
    CIRCLED,
    DIGITS,
    ISOTOPE,
    MAX_RANGE,
    RUN,
    choose_marks,
    find_candidates,
    number_of,
)

NOTE_WORD = "(?:注释|注釋|註釋|脚注|腳註|尾注|尾註|附注|附註|[注註])"
"""What Chinese works call a note beside its number: "（注1）", "注释①"."""
CALLED_NUMBER = rf"(?:(?:{NOTE_WORD}\s?)?(?=\d)|{NOTE_WORD}\s?)(?P<n>\d{{1,4}}|[一二三四五六七八九十]{{1,3}})"
"""A note's number, which may be Chinese where it is called one: "【註一】"."""
_ITEM = r"\d{1,4}(?:\s?[–-]\s?\d{1,4})?"
"""A number or a range; with a third number, as in "2020-06-01", it is a date."""
_BRACKET = re.compile(
    rf"(?:[\[［〔【](?:{NOTE_WORD}\s?)?|[(（]{NOTE_WORD}\s?)(?P<list>{_ITEM}(?:\s?[,;，、]\s?{_ITEM}){{0,20}})[\]］〕】)）](?!\()"
    rf"|[\[［〔【(（]{NOTE_WORD}\s?(?P<han>[一二三四五六七八九十]{{1,3}})[\]］〕】)）]"
)
"""A mark in brackets; in round ones where it is called a note ("（注1）")."""
_AFTER_WORDS = r"(?:(?<=[^\W\d_]{3})|(?<=[.,;:!?”’\")»]))"
"""A mark that is a digit with a sign stands behind a word or a stop: "x^2" and "s. 5(1)" are none."""
_TAGGED = re.compile(
    rf"<sup(?:\s[^<>]{{0,200}})?>\s?\[?(?P<list>{_ITEM}(?:\s?,\s?{_ITEM}){{0,20}})\]?\s?</sup>|\^(?P<caret>\d{{1,4}})\^"
    rf"|{_AFTER_WORDS}\^(?P<bare>\d{{1,3}})(?![\w^])"
)
_ROUND = re.compile(rf"{_AFTER_WORDS}\((?P<n>\d{{1,3}})\)(?=[\s.,;:!?”’]|$)")

_WIDE_ROUND = re.compile(r"(?:(?<=[。！？”」》])（(?=\d{1,3}）)|（(?=\d{1,3}）[。，；！？]))(?P<n>\d{1,3})）")
"""A mark in wide round brackets, right behind a stop or right before one: others count a list's items."""
_SPACED_ROUND = re.compile(r"(?<=[^\s(\[][ \u00a0])\((?P<n>\d{1,3})\)(?=[\s.,;:!?”’»]|$)")
_CALLED = re.compile(
    rf"(?<=[\u3400-\u9fff。，；！？”》）]){NOTE_WORD}(?P<n>\d{{1,3}})(?=[。，；：、！？）”]|$)"
)
"""A mark that is called a note, without brackets and right before a stop: "三百户注1，"."""
_IN_ROW = {"round": _ROUND, "wide": _WIDE_ROUND, "called": _CALLED}
"""Marks that count only in unbroken order."""
_ROMAN = re.compile(r"(?<=\S)\[(?P<n>[ivxl]{1,7})\](?![\w(])")
"""A small roman numeral in brackets behind a word or a stop, as word processors write notes at the end."""
_CHOICE = re.compile(r"(?:\b[A-H][.．、]|[(（]\s{0,6}[)）])$")
_CIRCLED = re.compile(rf"(?<![{CIRCLED}])[{CIRCLED}]")
_BEFORE_CIRCLE = re.compile(rf"(?:[(（]{NOTE_WORD}|[\[［〔【](?:{NOTE_WORD})?)$")
_BEHIND_CIRCLE = frozenset(")）]］〕】")
"""Brackets around a number in a circle are the mark's: "（注①）"."""


@dataclass(frozen=True, slots=True)
class Style:
    """One way of writing notes."""

    name: str
    line: re.Pattern[str]
    """Matches what opens a note's line; its group "n" is the number."""
    ordered: bool
    """True where the notes are told by their series; see `corpus.readers.entries`."""
    marks: Literal["superscript", "bracketed", "circled", "round", "wide", "called", "roman"] = "superscript"
    """How marks are written in the text."""

    def marks_in(self, line: str) -> Iterable[int]:
        """Return the numbers of the marks in a line."""
        if self.marks == "circled":
            return [number_of(line[at]) for at in circled_marks(line, [(0, len(line))])]
        if self.marks == "bracketed":
            return [number for found in _BRACKET.finditer(line) for number in _bracketed(found)]
        if self.marks == "roman":
            return [roman_value(found["n"]) for found in _ROMAN.finditer(line)]
        if self.marks in _IN_ROW:
            return [int(found["n"]) for found in _IN_ROW[self.marks].finditer(line)]
        runs = (run for run in RUN.finditer(line) if not ISOTOPE.match(line, run.start()))
        raised = [number_of(run["last"] or run["first"]) for run in runs]
        return [*raised, *(number for found in _TAGGED.finditer(line) for number in _tagged(found))]

    def sites(self, text: str, spans: Sequence[Span], notes: frozenset[int]) -> Mapping[int, Site]:
        """Find the marks in the body; see `corpus.readers.prose.FindSites`."""
        return _FINDERS[self.marks](text, spans, notes)


SUPERSCRIPT = Style(
    "superscript",
    re.compile(rf"[⁽(\[]?(?P<n>[{DIGITS}]{{1,6}})[⁾)\]]?[.:]?(?:[ \t\u00a0]{{0,8}}(?=\S)|$)"),
    ordered=False,
)
BRACKETS = Style(
    "brackets",
    re.compile(
        rf"[\[［〔【]{CALLED_NUMBER}[\]］〕】][:：]?"
        r"(?:[ \t\u00a0\u3000]{1,8}(?=\S)|(?=[《“「『\u3400-\u9fff]))"
    ),
    ordered=False,
    marks="bracketed",
)
_SIGNED_LINE = re.compile(
    rf"(?:[\[(](?=\d{{1,4}}[\])])|(?=[{DIGITS}{CIRCLED}]))(?P<n>\d{{1,4}}|[{DIGITS}]{{1,4}}|[{CIRCLED}])[\])]?[.:]?"
    r"[ \t\u00a0]{0,8}(?=\S)"
)
"""Opens a note written in another way than its mark, yet not with plain digits."""
SUPERSCRIPT_SIGNED = Style("superscript-signed", _SIGNED_LINE, ordered=True)
BRACKETS_SIGNED = Style("brackets-signed", _SIGNED_LINE, ordered=True, marks="bracketed")
ROUND_SIGNED = Style("round-signed", _SIGNED_LINE, ordered=True, marks="round")
PLAIN_LINE = re.compile(
    rf"(?P<n>\d{{1,4}})(?:[.):]?[ \t\u00a0]{{1,8}}(?=\S)|[、．][ \t\u3000]{{0,8}}(?=\S)"
    rf"|\.(?=[《“「『\u3400-\u9fff])|(?={GLUED})|[.)]?$)"
)
DIGITS_ONLY = Style("digits", PLAIN_LINE, ordered=True)
BRACKETS_DIGITS = Style("brackets-digits", PLAIN_LINE, ordered=True, marks="bracketed")
CIRCLES = Style(
    "circles",
    re.compile(rf"(?P<n>[{CIRCLED}])[ \t\u00a0\u3000]{{0,8}}(?=\S)"),
    ordered=False,
    marks="circled",
)
BRACKETS_ROMAN = Style(
    "brackets-roman",
    re.compile(r"\[(?P<n>[ivxl]{1,7})\][ \t\u00a0]{1,8}(?=\S)"),
    ordered=False,
    marks="roman",
)
ROUND_DIGITS = Style("round-digits", PLAIN_LINE, ordered=True, marks="round")
WIDE_ROUND = Style(
    "wide-round",
    re.compile(r"（(?P<n>\d{1,4})）[:：]?[ \t\u3000]{0,8}(?=\S)"),
    ordered=True,
    marks="wide",
)
CALLED_LINE = re.compile(
    rf"[(（]?{NOTE_WORD}\s?(?:(?P<n>\d{{1,4}}|[{CIRCLED}]|[一二三四五六七八九十]{{1,3}})(?:\s?[.:：、．)）]{{1,2}}|(?<=[{CIRCLED}])|(?=\s)))"
    r"[ \t\u3000]{0,8}(?=\S)"
)
"""Opens a note that is called one: "注1：", "注释①", "（注1）"."""
CALLED = Style("called", CALLED_LINE, ordered=True, marks="bracketed")
CALLED_BARE = Style("called-bare", CALLED_LINE, ordered=True, marks="called")
CALLED_CIRCLES = Style("called-circles", CALLED_LINE, ordered=True, marks="circled")
CALLED_SUPERSCRIPT = Style("called-superscript", CALLED_LINE, ordered=True)
STYLES = (
    SUPERSCRIPT,
    BRACKETS,
    CIRCLES,
    BRACKETS_ROMAN,
    SUPERSCRIPT_SIGNED,
    BRACKETS_SIGNED,
    ROUND_SIGNED,
    DIGITS_ONLY,
    BRACKETS_DIGITS,
    ROUND_DIGITS,
    WIDE_ROUND,
    CALLED,
    CALLED_BARE,
    CALLED_CIRCLES,
    CALLED_SUPERSCRIPT,
)
"""In the order in which they are tried: plain digits last, since they open numbered titles too."""
_FURTHER = 10
"""Numbers that may be missing between two notes in brackets; beyond it a bracket is a year or a reference."""
_YEAR = 1000
"""From here on a number in brackets is a year, unless the notes have come that far."""


class NoteLines:
    """Tells lines that begin a note; keeps in mind which marks the text has had."""

    def __init__(self, style: Style, lines: Sequence[Line]) -> None:
        self.found: list[int] = []
        """Numbers of the notes begun so far, in order."""
        self.seen: set[int] = set()
        """Numbers of the marks in the body so far."""
        self._style = style
        self._in_note = False
        chosen = series_among(lines, style.line, style.marks_in) if style.ordered else ()
        self.weight = worth(chosen)
        """How surely they are notes; 0 for a style that does not weigh them."""
        self._ordered = {lines[entry.at].start: entry.start for entry in chosen}

    def __call__(self, line: Line, above: Line | None) -> NoteStart | None:
        """Return the note that the line begins, if it does.

        Right below a line of text, a number whose mark has not come yet is that mark,
        carried over by a line break, and begins no note.
        """
        if above is None:
            self._in_note = False
        if self._style.ordered:
            return self._take(line, self._ordered.get(line.start))
        isotope = ISOTOPE.match(line.text)
        named = isotope is not None and line.text[isotope.end() :][:1] == "."  # "¹⁴C. Smith"
        opening = None if isotope and not named else self._style.line.match(line.text)
        roman = self._style.marks == "roman"
        number = (roman_value if roman else number_of)(opening["n"]) if opening else 0
        if opening and number and self._is_near(number) and self._may_begin(number, above):
            label = opening["n"] if roman else str(number)
            return self._take(line, NoteStart(label, number, line.start + opening.end()))
        return self._take(line, None)

    def _take(self, line: Line, note: NoteStart | None) -> NoteStart | None:
        if note is not None:
            self._in_note = True
            self.found.append(note.number)
        elif not self._in_note:
            self.seen.update(self._style.marks_in(line.text))
        return note

    def _is_near(self, number: int) -> bool:
        """Return whether a number in brackets can be a note's: "[2017] UKSC 5" is a note's second line."""
        latest = self.found[-1] if self.found else 0
        if self._style.marks != "bracketed":
            return True
        if self._in_note:
            return latest < number <= latest + _FURTHER
        return number < _YEAR or number <= latest + _FURTHER

    def _may_begin(self, number: int, above: Line | None) -> bool:
        if above is not None and self._in_note and counts_on(above.text):
            return False
        return above is None or self._in_note or number in self.seen


def superscript_sites(text: str, spans: Sequence[Span], notes: Collection[int]) -> dict[int, Site]:
    """Find the marks written as superscript digits, or as digits in <sup> or between carets."""
    marks = choose_marks(find_candidates(text, spans), notes)
    sites = {mark.start: Site(mark.end, tuple(str(number) for number in mark.numbers)) for mark in marks}
    for start, end in spans:
        for found in _TAGGED.finditer(text, start, end):
            numbers = _tagged(found)
            if any(number in notes for number in numbers):
                sites[found.start()] = Site(found.end(), tuple(str(number) for number in numbers))
    return sites


def bracket_sites(text: str, spans: Sequence[Span], notes: Collection[int]) -> dict[int, Site]:
    """Find the marks written in brackets: "[17]", "[3, 5]", "[3–6]".

    A number without a note is a mark only within the notes' own range: "[2018]" is not.
    """
    limit = max(notes, default=0)
    sites: dict[int, Site] = {}
    for start, end in spans:
        for found in _BRACKET.finditer(text, start, end):
            numbers = _bracketed(found)
            if found.start() > start and text[found.start() - 1] == "\\":
                continue
            if all(0 < number <= limit + 3 for number in numbers):
                sites[found.start()] = Site(found.end(), tuple(str(number) for number in numbers))
    return sites


def circled_sites(text: str, spans: Sequence[Span], notes: Collection[int]) -> dict[int, Site]:
    """Find the marks written as numbers in circles that have a note."""
    sites: dict[int, Site] = {}
    for at in circled_marks(text, spans):
        number = number_of(text[at])
        before = _BEFORE_CIRCLE.search(text, max(0, at - 3), at)
        around = before is not None and text[at + 1 : at + 2] in _BEHIND_CIRCLE
        if number in notes:
            start = before.start() if before is not None and around else at
            sites[start] = Site(at + (2 if around else 1), (str(number),))
    return sites


def circled_marks(text: str, spans: Sequence[Span]) -> list[int]:
    """Return where numbers in circles are marks.

    A list in running text has such numbers too ("分三类：①摄像机；②软件"). It opens with one behind a
    colon or a space; behind a comma or a semicolon its next number is its next item. Answers to choose
    from ("是（ ）①利马 ②基多 A．①② B．②") are none either.
    """
    marks: list[int] = []
    item, latest = 0, 0
    for start, end in spans:
        item = 0 if re.search(r"\n[ \t]*\n", text[latest:start]) else item
        latest = end
        for found in _CIRCLED.finditer(text, start, end):
            if _CHOICE.search(text[max(start, found.start() - 9) : found.start()]):
                continue
            number, before = number_of(found[0]), text[start : found.start()][-1:]
            further = item > 0 and number == item + 1 and before in ";；,，"
            if not before.strip() or before in ":：、" or further:
                item = number if number in (1, item + 1) else item
            else:
                marks.append(found.start())
    return marks


def roman_sites(text: str, spans: Sequence[Span], notes: Collection[int]) -> dict[int, Site]:
    """Find the marks that are small roman numerals in brackets and have a note: "[i]n the town" is none."""
    found = (one for start, end in spans for one in _ROMAN.finditer(text, start, end))
    return {one.start(): Site(one.end(), (one["n"],)) for one in found if roman_value(one["n"]) in notes}


def round_sites(text: str, spans: Sequence[Span], notes: Collection[int]) -> dict[int, Site]:
    """Find the marks written in round brackets behind a word or a stop. They count only in unbroken order."""
    return _in_order(text, spans, notes, _ROUND)


def _in_order(
    text: str, spans: Sequence[Span], notes: Collection[int], mark: re.Pattern[str]
) -> dict[int, Site]:
    sites: dict[int, Site] = {}
    due = 1
    for start, site in _round_places(text, spans, mark):
        number = int(site.labels[0])
        if 0 < number <= due and number in notes:
            sites[start] = site
            due = max(due, number + 1)
    return sites


def round_places(text: str, spans: Sequence[Span]) -> Iterator[tuple[int, Site]]:
    """Find the numbers in round brackets behind a word or a stop, whether marks or not."""
    return _round_places(text, spans, _ROUND)


def _round_places(text: str, spans: Sequence[Span], mark: re.Pattern[str]) -> Iterator[tuple[int, Site]]:
    for start, end in spans:
        for found in mark.finditer(text, start, end):
            yield found.start(), Site(found.end(), (str(int(found["n"])),))


def wide_round_sites(text: str, spans: Sequence[Span], notes: Collection[int]) -> dict[int, Site]:
    """Find the marks written in wide round brackets; they count only in unbroken order."""
    return _in_order(text, spans, notes, _WIDE_ROUND)


def called_sites(text: str, spans: Sequence[Span], notes: Collection[int]) -> dict[int, Site]:
    """Find the marks that are called notes and have no brackets; they count only in unbroken order."""
    return _in_order(text, spans, notes, _CALLED)


def spaced_round_sites(text: str, spans: Sequence[Span], notes: Collection[int]) -> dict[int, Site]:
    """Find the marks in round brackets behind a space, as French works write them ("1890 (1).").

    A list in a sentence is written so too; they count only where they are the marks of all notes, in order.
    """
    sites = {
        at: site for at, site in _round_places(text, spans, _SPACED_ROUND) if int(site.labels[0]) in notes
    }
    seen = [int(site.labels[0]) for site in sites.values()]
    return sites if seen == sorted(notes) else {}


_FINDERS: Mapping[str, Callable[[str, Sequence[Span], Collection[int]], dict[int, Site]]] = {
    "superscript": superscript_sites,
    "bracketed": bracket_sites,
    "circled": circled_sites,
    "round": round_sites,
    "roman": roman_sites,
    "wide": wide_round_sites,
    "called": called_sites,
}


def _bracketed(found: re.Match[str]) -> list[int]:
    return _numbers(found["list"]) if found["list"] else [number_of(found["han"])]


def _tagged(found: re.Match[str]) -> list[int]:
    return _numbers(found["list"] or found["caret"] or found["bare"])


def _numbers(written: str) -> list[int]:
    """Read "3, 5–7" as 3, 5, 6, 7."""
    numbers: list[int] = []
    for part in re.split(r"\s?[,;]\s?", written):
        low, _, high = re.sub(r"[–-]", "-", part).replace(" ", "").partition("-")
        first, last = int(low), int(high or low)
        numbers.extend(range(first, last + 1) if first <= last <= first + MAX_RANGE else (first, last))
    return numbers
