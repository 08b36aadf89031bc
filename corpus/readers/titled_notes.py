"""A text divided into its body and the notes under titles, at the end or at the end of each chapter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import NamedTuple

from corpus.readers.blocks import HASHES, NoteStart
from corpus.readers.chapters import Chapters, Part, may_title, scoped
from corpus.readers.entries import (
    GLUED,
    Entry,
    begins_sourced,
    entries_in,
    names_source,
    series_at_end,
    series_below,
)
from corpus.readers.flat_marks import flat_sites
from corpus.readers.headings import finished
from corpus.readers.lines import Line, lines_of
from corpus.readers.matter import is_imprint
from corpus.readers.notation import Span
from corpus.readers.note_styles import CALLED_LINE, CALLED_NUMBER, CIRCLES, NOTE_WORD, PLAIN_LINE
from corpus.readers.ordinals import RANK_ARTICLE, parse_ordinal
from corpus.readers.signed_marks import linked_numbers
from corpus.readers.table_notes import table_above, tables_with_notes
from corpus.readers.titles import ANNEX_TITLE, KNOWN_TITLE, NOTES_TITLE, REMARKS_TITLE
from corpus.readers.zones import RawNote
from corpus.superscripts import DIGITS, number_of

_ENTRIES = (
    re.compile(rf"[⁽]?(?P<n>[{DIGITS}]{{1,6}})[⁾]?[.:]?[ \t\u00a0]{{0,8}}(?=\S)"),
    CIRCLES.line,
    re.compile(rf"[\[［〔【]{CALLED_NUMBER}[\]］〕】][.:：]?[ \t\u00a0\u3000]{{0,8}}(?=\S)"),
    re.compile(rf"[(（](?:{NOTE_WORD})?\s?(?P<n>\d{{1,4}})）[:：]?[ \t\u00a0\u3000]{{0,8}}(?=\S)"),
    CALLED_LINE,
    re.compile(r"\((?P<n>\d{1,4})\)[ \t\u00a0]{1,8}(?=\S)"),
    re.compile(r"(?P<n>\d{1,4})[.):、．][ \t\u00a0]{0,8}(?=[^\s\d])"),
    re.compile(r"\^?(?P<n>\d{1,4})[ \t\u00a0]{1,8}(?=\S)"),
)
_UNCLEAR_ENTRIES = (re.compile(r"(?P<n>\d{1,4})[.)]?$"), re.compile(rf"(?P<n>\d{{1,4}})(?={GLUED})"))
"""A number alone on its line, or glued to its note: it takes several of them to say anything."""
_FEW = 3
_LOOK_AHEAD = 12
_LONGEST_TITLE = 80
_SHORT_TITLE = 60
_DANGLING = re.compile(r"(?:[,;，；]|\b(?:and|und|et|see|in))$")
_URL = re.compile(r"<?(?:https?://|www\.|doi:)", re.IGNORECASE)


@dataclass(slots=True)
class Divided:
    """Lines of the text and the notes found under its titles."""

    body: list[Line] = field(default_factory=list)
    notes: list[RawNote] = field(default_factory=list)
    titled: bool = False
    """True where a title says that they are notes."""
    tables: list[Span] = field(default_factory=list)
    """Tables with notes of their own, whose marks are none of these notes'."""
    remarks: bool = False
    """True where no title says more than "Notes", as above remarks on a recipe or a timetable."""
    paged: bool = False
    """True where pages have notes of their own."""


class _First(NamedTuple):
    """Where notes begin."""

    at: int
    style: re.Pattern[str]
    chapter: int | None
    """Where the chapter begins that a title above them names."""


def divide_titled(text: str) -> Divided:
    """Divide a text into its body and the notes under titles, or else those that merely end it."""
    lines = lines_of(text)
    divided = Divided()
    chapters = Chapters()
    divided.remarks = True
    at, told = 0, True
    while at < len(lines):
        first = _first_entry(lines, at) or _first_part(lines, at, divided.body, chapters)
        if first is None:
            divided.body.append(lines[at])
            at += 1
            continue
        parts = _parts(lines, first, divided.body, chapters)
        table = None if name_sources(text, parts[0].notes) else table_above(lines, at)
        if table is not None and any(_is_notes_title(line) for line in lines[parts[-1].end :]):
            divided.tables.append((lines[table].start, lines[parts[-1].end - 1].end))
            divided.body.extend(lines[at : parts[-1].end])
            at = parts[-1].end
            continue
        notes, end = scoped(text, parts, divided.body)
        if not notes:
            told = False
            divided.body.extend(lines[at:end])
        divided.notes.extend(notes)
        divided.remarks = (
            divided.remarks and REMARKS_TITLE.fullmatch(lines[at].text.strip("#*_:： ")) is not None
        )
        at = end
    divided.titled = bool(divided.notes)
    if divided.titled:
        tables = tables_with_notes(divided.body)
        divided.paged = tables is None
        divided.tables.extend(tables or ())
    return divided if divided.titled or not told else _untitled(text, lines)


def name_sources(text: str, notes: Sequence[RawNote]) -> bool:
    """Return whether half of some notes name a source at least."""
    sourced = sum(names_source(text[note.start : note.spans[-1][1]]) for note in notes)
    return 2 * sourced >= len(notes)


def _first_part(lines: Sequence[Line], at: int, body: Sequence[Line], chapters: Chapters) -> _First | None:
    """Return where notes begin below a title of notes and the title of a chapter."""
    if not _is_notes_title(lines[at]):
        return None
    following = _next_words(lines, at + 1)
    chapters.read(body)
    return None if following is None else _part(lines, following, chapters)


def _part(
    lines: Sequence[Line], at: int, chapters: Chapters, style: re.Pattern[str] | None = None
) -> _First | None:
    """Return where one chapter's notes begin, if its title or else their first one stands at a line.

    Numbers that begin at 1 anew below no chapter's title are notes only if they name sources.
    """
    styles = _ENTRIES if style is None else (style,)
    line = lines[at]
    if (at and lines[at - 1].worded) or _is_notes_title(line):
        return None
    opens = any(opening.match(line.text) for opening in styles)
    following = at if opens else _next_words(lines, at + 1)
    if following is None or (not opens and not may_title(line)):
        return None
    chapter = None if opens else chapters.find(line.text)
    for opening in styles:
        opened = opening.match(lines[following].text)
        if opened is not None:
            begins = chapter is not None or begins_sourced(lines, opening, following)
            return _First(following, opening, chapter) if begins and number_of(opened["n"]) == 1 else None
    return None


def _parts(lines: Sequence[Line], first: _First, body: Sequence[Line], chapters: Chapters) -> list[Part]:
    """Take the notes under one title, of one chapter after the other."""
    chapters.read(body)
    parts: list[Part] = []
    following: _First | None = first
    while following is not None:
        notes, end = _Zone().take(lines, following.at, following.style, chapters)
        parts.append(Part(following.chapter, notes, end))
        at = _next_words(lines, end)
        following = None if at is None else _part(lines, at, chapters, following.style)
    return parts


def _untitled(text: str, lines: Sequence[Line]) -> Divided:
    """Divide a text that ends with notes without a title, if most of them have a mark above.

    Of marks only plain digits are looked for: `corpus.readers.page_notes` knows the notes of all
    others by them. Where the marks go on behind the last number it is a list that merely looks like notes.
    """
    divided = Divided()
    found = series_at_end(lines, PLAIN_LINE)
    if not found:
        return divided
    first = found[0].at
    divided.body.extend(lines[:first])
    notes, rest = _Zone().take(lines, first, PLAIN_LINE, Chapters(), found)
    divided.notes.extend(notes)
    places = [(note.note.number, note.start) for note in divided.notes]
    beyond = [(places[-1][0] + more, len(text)) for more in (1, 2)]
    spans = [(line.start, line.end) for line in divided.body]
    marks = linked_numbers(flat_sites(text, spans, [*places, *beyond]), frozenset(range(places[-1][0] + 3)))
    if len(marks) * 4 < len(places) * 3 or not marks.isdisjoint(number for number, _ in beyond):
        return Divided()
    divided.body.extend(lines[rest:])
    return divided


def _first_entry(lines: Sequence[Line], at: int) -> _First | None:
    """Return where the first note under a title stands and how notes begin there."""
    following = _titled_entry(lines, at)
    if following is None or _opens_text(lines, following):
        return None
    style = next((entry for entry in _ENTRIES if entry.match(lines[following].text)), None)
    style = style or next((entry for entry in _UNCLEAR_ENTRIES if _is_series(lines, following, entry)), None)
    return None if style is None else _First(following, style, None)


def _titled_entry(lines: Sequence[Line], at: int) -> int | None:
    """Return the first line below a title of notes if a number opens it, None otherwise."""
    following = _next_words(lines, at + 1) if _is_notes_title(lines[at]) else None
    openings = (*_ENTRIES, *_UNCLEAR_ENTRIES)
    opens = following is not None and any(entry.match(lines[following].text) for entry in openings)
    return following if opens else None


def _opens_text(lines: Sequence[Line], at: int) -> bool:
    """Return whether a numbered line is the text's first title, below contents that end with "Notes"."""
    below = _next_words(lines, at + 1)
    if below is None or below == at + 1 or not may_title(lines[at]) or names_source(lines[at].text):
        return False
    prose = finished(lines[below].text) or len(lines[below].text) > _SHORT_TITLE
    numbered = any(entry.match(lines[below].text) for entry in _ENTRIES)
    return prose and not numbered and any(_is_notes_title(line) for line in lines[below:])


def _is_notes_title(line: Line) -> bool:
    return 0 < len(line.text) <= _SHORT_TITLE and NOTES_TITLE.fullmatch(line.text) is not None


def _next_words(lines: Sequence[Line], at: int) -> int | None:
    """Return the first of the next few lines that has words."""
    return next((n for n in range(at, min(at + 7, len(lines))) if lines[n].worded), None)


def _is_series(lines: Sequence[Line], at: int, opening: re.Pattern[str]) -> bool:
    """Return whether notes from 1 on begin at a line."""
    if not opening.match(lines[at].text):
        return False
    found = series_below(entries_in(lines, opening, at, _end(lines, at)))
    return len(found) >= _FEW and (found[0].at, found[0].number) == (at, 1)


def _is_title(line: Line) -> bool:
    """Return whether a line is surely a title, as "Annex A: Visits" is; "Section 3 says so." is none."""
    if HASHES.match(line.text) or (len(line.text) <= _LONGEST_TITLE and ANNEX_TITLE.fullmatch(line.text)):
        return True
    return len(line.text) <= _LONGEST_TITLE and _is_strong(line.text) and not finished(line.text)


def _is_strong(text: str) -> bool:
    """Return whether a number opens a text that only titles have; of a law's articles notes speak too."""
    ordinal = parse_ordinal(text)
    return ordinal is not None and ordinal.strong and ordinal.rank != RANK_ARTICLE


class _Zone:
    """Takes the notes under one title."""

    def __init__(self) -> None:
        self._notes: list[RawNote] = []

    def take(
        self,
        lines: Sequence[Line],
        at: int,
        style: re.Pattern[str],
        chapters: Chapters,
        found: Sequence[Entry] | None = None,
    ) -> tuple[list[RawNote], int]:
        """Take notes from line `at` on; return them and the line after the last one."""
        gap = True
        number = at
        end = _end(lines, at, chapters, style) if found is None else _end(lines, at)
        if found is None:
            found = series_below(entries_in(lines, style, at, end))
        starts = {entry.at: entry.start for entry in found}
        while number < end:
            line = lines[number]
            if not line.worded:
                gap = gap or not self._awaits_words()
            elif (start := starts.get(number)) is not None:
                span = (start.body, line.end)
                self._notes.append(RawNote(start, line.start, [span], line.text))
                gap = False
            elif gap and not self._is_due(lines, number, starts) and self._is_over(line):
                break
            else:
                self._notes[-1].spans.append((line.start, line.end))
                self._notes[-1].tail = line.text
                gap = False
            number += 1
        return self._notes, number

    def _awaits_words(self) -> bool:
        """Return whether the latest note is a number alone: its words may come behind a blank line."""
        return bool(self._notes) and all(start == end for start, end in self._notes[-1].spans)

    def _is_over(self, line: Line) -> bool:
        """Return whether words after a blank line belong to no note any more."""
        if HASHES.match(line.text) or KNOWN_TITLE.fullmatch(line.text.strip("*_ ")) or is_imprint(line.text):
            return True
        if _is_strong(line.text):
            return True
        going_on = _URL.match(line.text) or line.indent >= 2 or line.text[:1].islower()
        return not going_on and _DANGLING.search(self._notes[-1].tail[-20:]) is None

    def _is_due(self, lines: Sequence[Line], at: int, starts: Mapping[int, NoteStart]) -> bool:
        """Return whether another note follows soon, so that words before it belong to this one."""
        for number in range(at + 1, min(at + _LOOK_AHEAD, len(lines))):
            if lines[number].worded and NOTES_TITLE.fullmatch(lines[number].text[:60]):
                return False
            if number in starts:
                return True
        return False


def _end(
    lines: Sequence[Line],
    at: int,
    chapters: Chapters | None = None,
    style: re.Pattern[str] | None = None,
) -> int:
    """Return the line of the first sure title below notes, where they are over in any case."""
    for number in range(at + 1, len(lines)):
        if lines[number - 1].worded or not lines[number].worded:
            continue
        if _is_title(lines[number]) or _titled_entry(lines, number) is not None:
            return number
        if chapters is not None and _part(lines, number, chapters, style) is not None:
            return number
    return len(lines)
