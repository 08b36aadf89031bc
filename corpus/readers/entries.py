"""Which lines begin a note: of all that open with a number, those that make the likeliest series.

"12 March 2018" and "3 (2018)" open a line as a note does where a line breaks inside one; a numbered
title or a list's item does in the text. What stands above a number and behind it makes it likelier
or not; that the numbers grow tells the rest. So one number that is missing, or that stands twice,
loses none of the later notes.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.months import MONTHS
from corpus.readers.blocks import NoteStart
from corpus.readers.headings import finished
from corpus.readers.lines import Line
from corpus.readers.runs import Step, best_run
from corpus.superscripts import number_of

_COUNTS = re.compile(
    r"(?:\b(?:nos?|nr|art|articles?|abs|pp?|pages?|seite|paras?|paragraphs?|vols?|volumes?|bd|band|jg|ch"
    r"|chapters?|cl|clause|fig|figure|tab|tables?|secs?|sections?|n|note|notes|fn|anm|heft|issue|rn|rz"
    r"|nummer|number)\.?|[§№°])$",
    re.IGNORECASE,
)
"""What a number that follows counts: "vol.", "see note"."""
_OPEN = re.compile(
    r"(?:[,;:，；：(\[（/–—-]|\b(?:and|or|und|et|y|see|in|of|the|to|on|at|for|by|from|with|vom|am|der|die|das"
    rf"|du|de|la|le|{'|'.join(sorted(name for name in MONTHS if name.isascii() and name != 'set'))}))$",
    re.IGNORECASE,
)
"""A line that goes on in the next one."""
_MONTH = re.compile(r"[^\W\d_]{3,12}")
_VOLUME = re.compile(r"\((?:1[5-9]|20)\d\d\b|[(\[]?\d")
_SOURCE = re.compile(
    r"https?://|www\.|doi\b|\b(?:1[5-9]|20)\d\d\b|[“”„«»\"‘《「]|\b(?:ibid|ebd|ebenda|id|op\. cit|cf|vgl|voir"
    r"|supra|interviews?|accessed|abgerufen|see|e-?mail)\b|\bpp?\. ?\d|同[上前]|见|参见"
    r"|前[引注揭]|转引|出版社|第\s?\d{1,4}(?:\s?[—–~-]{1,2}\s?\d{1,4})?\s?页",
    re.IGNORECASE,
)
"""What notes have and lists and titles seldom do."""
_SMALL_START = re.compile(r"(?:ibid|id|see|cf|vgl|ebd|ders|dies|in|op|supra|voir|www|http|doi)\b")
_CAPITAL = r"[A-ZÀ-ÖØ-ÞČŁŚŠŽА-Я]"
GLUED = (
    rf"[“„«‘\"《「]|{_CAPITAL}(?:[^\W\d_]|[.,;:’'-][^\W\d_]|[.,;:]? {_CAPITAL}|,? [“„«‘\"])|https?://|www\."
)
"""What a number may be glued to: a capital that begins a word or a name, a quotation, an address."""
_SIGNS = frozenset("[［〔【(（注註脚腳尾附")
"""What opens a line before its number, so that the number counts nothing of the line above."""
_SHORT = 80
_SURE = 1.6
"""An entry may stand behind a gap by itself; see `corpus.readers.runs`."""
_MORE = 0.4
_WEAK = 0.2
_GAP = 1.5
_MISSING = 10
"""How many numbers may be missing between two entries."""
_CLOSE = 20
"""Lines from one note's beginning to the next one's at most, where no title tells that they are notes."""
_BEGINNINGS = 12
_SOURCED = 1.8
"""Where no title tells that they are notes, the mean must weigh so much: half of them name sources."""
_LEAST = 3
_SAMPLE = 40
"""Lines that tell whether notes name sources."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line that may begin a note."""

    at: int
    """Which line."""
    start: NoteStart
    form: str
    """What is written around the number: "." in "12. Swart"."""
    weight: float

    @property
    def number(self) -> int:
        """Return the note's number."""
        return self.start.number


def entries_in(
    lines: Sequence[Line], opening: re.Pattern[str], first: int = 0, end: int | None = None
) -> list[Entry]:
    """Find the lines that may begin a note, in order.

    Args:
        lines: All lines.
        opening: Matches what opens a note's line; its group "n" is the number.
        first: The line to begin with; what stands above it, a title, is no part of the series.
        end: The line to end before.
    """
    found: list[Entry] = []
    for at in range(first, len(lines) if end is None else min(end, len(lines))):
        line = lines[at]
        opened = opening.match(line.text) if line.worded else None
        if opened is None:
            continue
        number = number_of(opened["n"])
        weight = _weight(lines, at, opened, at > first)
        if weight > 0:
            start = NoteStart(str(number), number, line.start + opened.end())
            form = opened[0][: opened.start("n")] + opened[0][opened.end("n") :].strip()
            tight = opened.end() == opened.end("n") and opened.end() < len(line.text)
            found.append(Entry(at, start, form or ("tight" if tight else ""), weight))
    return found


def counts_on(above: str) -> bool:
    """Return whether a line ends with what counts the number that opens the next one: "see note"."""
    return _COUNTS.search(above[-20:]) is not None


def names_source(text: str) -> bool:
    """Return whether a line has what notes have: an address, a year, a quotation, "ibid."."""
    return _SOURCE.search(text) is not None


def _weight(lines: Sequence[Line], at: int, opened: re.Match[str], below: bool) -> float:
    """Return how likely a line begins a note, 0 for not at all; `below` says that the line above counts."""
    line = lines[at]
    above = lines[at - 1].text if below and lines[at - 1].worded else None
    words = line.text[opened.end() :] or _below(lines, at, opened.re)
    numbered = opened[0].strip() != opened["n"]
    if not words or (above is not None and not _may_follow(above, words, numbered)):
        return 0.0
    source = _MORE if names_source(words) or names_source(_below(lines, at, opened.re)) else 0.0
    if above is not None and _OPEN.search(above[-20:]):
        return 2 * _WEAK
    begins = not words[0].islower() or _SMALL_START.match(words) is not None
    clean = above is None or finished(above) or not opened["n"].isascii() or opened[0][0] in _SIGNS
    return (_SURE if clean and begins else 1.0) + source


def _below(lines: Sequence[Line], at: int, opening: re.Pattern[str]) -> str:
    """Return the next line's words if they go on with this line; "" where it has a number of its own.

    A number that stands alone on its line may have a blank line between itself and its note.
    """
    alone = opening.match(lines[at].text)
    far = 3 if alone is not None and alone.end() == len(lines[at].text) else 2
    text = next((line.text for line in lines[at + 1 : at + far] if line.worded), "")
    return "" if opening.match(text) else text


def _may_follow(above: str, words: str, numbered: bool) -> bool:
    """Return whether a note may begin right below a line of words."""
    if counts_on(above):
        return False
    if finished(above):
        return True
    month = _MONTH.match(words)
    dated = (month is not None and month[0].lower() in MONTHS) or _VOLUME.match(words) is not None
    return not dated and (numbered or not words[0].islower())


def series_below(entries: Sequence[Entry]) -> list[Entry]:
    """Choose the entries that go on from the first one, which the title of a section of notes vouches for."""
    if not entries:
        return []
    first, rest = entries[0], entries[1:]
    steps = [
        Step(entry.at, entry.number - first.number, entry.number - first.number, entry.weight)
        for rank, entry in enumerate(rest, 1)
        if 0 < entry.number - first.number <= rank + _MISSING
    ]
    places = {step.place for step in best_run(steps, _GAP)}
    run = [first, *(entry for entry in rest if entry.at in places)]
    return _with_twins(entries, _with_displaced(entries, run))


def begins_sourced(lines: Sequence[Line], opening: re.Pattern[str], at: int) -> bool:
    """Return whether notes that name sources begin at a line with number 1."""
    near = series_below(entries_in(lines, opening, at, at + _SAMPLE))
    sourced = sum(entry.weight for entry in near) >= _SOURCED * len(near)
    return bool(near) and (near[0].at, near[0].number) == (at, 1) and sourced


def series_at_end(lines: Sequence[Line], opening: re.Pattern[str]) -> list[Entry]:
    """Choose the entries that end a text as notes without a title do: from 1 on, close together, sources."""
    entries = entries_in(lines, opening)
    best: list[Entry] = []
    for form in dict.fromkeys(entry.form for entry in entries):
        group = [entry for entry in entries if entry.form == form]
        begins = [at for at, entry in enumerate(group) if entry.number == 1 and entry.weight >= _SURE]
        for at in begins[-_BEGINNINGS:]:
            run = series_below(group[at:])
            close = all(later.at - before.at <= _CLOSE for before, later in pairwise(run))
            anew = _begins_anew(group, run)
            if close and not anew and worth(run) >= max(worth(best), _SOURCED * len(run)):
                best = run
    return best if len(best) >= _LEAST else []


def _with_displaced(entries: Sequence[Entry], run: Sequence[Entry]) -> list[Entry]:
    """Add the entries whose number is missing in a run and stands out of order, if they are surely notes.

    A number that fills a gap right beside it begins no line by chance.
    """
    known = {entry.number for entry in run}
    found = list(run)
    for entry in entries:
        near = {entry.number - 1, entry.number + 1} - {0} <= known
        alike = entry.form == run[0].form and entry.weight >= _SURE and entry.at > run[0].at
        if near and alike and entry.number not in known:
            known.add(entry.number)
            found.append(entry)
    return sorted(found, key=lambda entry: entry.at)


def _with_twins(entries: Sequence[Entry], run: Sequence[Entry]) -> list[Entry]:
    """Add the entries that have a number twice: right behind the first of it, and as surely a note."""
    chosen = {entry.at for entry in run}
    found: list[Entry] = []
    latest: Entry | None = None
    for entry in entries:
        if entry.at in chosen:
            latest = entry
            found.append(entry)
        elif latest is not None and (entry.number, entry.form) == (latest.number, latest.form):
            found.extend([entry] if entry.weight >= _SURE else [])
    return found


def series_among(
    lines: Sequence[Line], opening: re.Pattern[str], marks_in: Callable[[str], Iterable[int]]
) -> list[Entry]:
    """Choose the entries that are the notes of the marks above them, without a title that vouches for them.

    Numbers of one series are written in one way, which parts notes ("1 Swart") from titles ("1. Who
    paid"). A few with gaps are none: points behind an exam's questions are now and then a question's
    number. Where nothing but the order speaks for them, they must be the notes of all marks. Two
    series that both begin with sources are notes of two chapters, and nothing is read of them.
    """
    entries, total = _marked(lines, entries_in(lines, opening), marks_in)
    best: list[Entry] = []
    for form in dict.fromkeys(entry.form for entry in entries):
        group = [entry for entry in entries if entry.form == form]
        steps = [Step(entry.at, entry.number, entry.number, entry.weight) for entry in group]
        places = {step.place for step in best_run(steps, _GAP)}
        run = [entry for entry in group if entry.at in places]
        if worth(run) > worth(best) and not _begins_anew(group, run):
            best = _with_twins(group, run)
    if best and best[0].form == "（）" and _introduced(lines, best[0]):
        return []  # Chinese lists number their items so, and sentences before them
    sourced = sum(entry.weight for entry in best) >= _SOURCED * len(best)
    whole = len({entry.number for entry in best}) == total
    return best if (sourced or whole) and worth(best) >= len(best) else []


def worth(run: Sequence[Entry]) -> float:
    """Return what a series weighs, less what its gaps cost."""
    gaps = sum(later.number != before.number + 1 for before, later in pairwise(run))
    gaps += bool(run) and run[0].number != 1
    return sum(entry.weight for entry in run) - _GAP * gaps


def _marked(
    lines: Sequence[Line], entries: Sequence[Entry], marks_in: Callable[[str], Iterable[int]]
) -> tuple[list[Entry], int]:
    """Return the entries whose mark may stand above them, and how many marks there are in all.

    A number without a mark will do among numbers that have one: its mark may be lost.
    """
    openings = {entry.at: entry for entry in entries}
    seen: set[int] = set()
    found: list[Entry] = []
    for at, line in enumerate(lines):
        entry = openings.get(at)
        if entry is not None and (entry.number in seen or entry.number < _reach(seen)):
            found.append(_among_text(lines, entry))
        if entry is None or entry.weight < _SURE + _MORE:
            seen.update(marks_in(line.text))
    return found, len(seen)


def _reach(seen: set[int]) -> int:
    """Return the greatest mark that so many marks can reach: "[2018]" is a year."""
    return max((number for number in seen if number <= len(seen) + _MISSING), default=0)


def _among_text(lines: Sequence[Line], entry: Entry) -> Entry:
    """Return an entry that may be a title or a list's item as less likely a note, if it names no source."""
    words = lines[entry.at].text
    sourced = entry.weight >= _SURE + _MORE
    alone = entry.at + 1 == len(lines) or lines[entry.at + 1].blank
    titled = len(words) <= _SHORT and not finished(words) and alone
    listed = _introduced(lines, entry)
    return replace(entry, weight=_WEAK) if not sourced and (titled or listed) else entry


def _introduced(lines: Sequence[Line], entry: Entry) -> bool:
    """Return whether an entry stands below a colon, as the first item of a list does."""
    near = lines[max(0, entry.at - 3) : entry.at]
    return next((line.text for line in reversed(near) if line.worded), "").endswith((":", "："))


def _begins_anew(group: Sequence[Entry], run: Sequence[Entry]) -> bool:
    """Return whether sources begin anew at 1 and go on, so that no mark tells whose note it is."""
    chosen = {entry.at for entry in run}
    others = {entry.number for entry in group if entry.at not in chosen and entry.weight >= _SURE + _MORE}
    return len(run) > 1 and {1, 2} <= others
