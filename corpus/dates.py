"""Dates as notes write them, and their ISO form where it is plain and possible.

"San. 17, 2018" is found and kept as written, but no one can know what it means, so
it has no ISO form. The same holds for days that no calendar has and for numeric
dates whose day and month could change places.
"""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Callable
from dataclasses import dataclass

from corpus.months import MONTHS, month_number

FIRST_YEAR, LAST_YEAR = 1400, 2100
"""Years taken for dates; other four-digit numbers are quantities."""

_YEAR = r"(?P<year>1[4-9]\d\d|20\d\d|2100)(?!\d)"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|°|\.)?"
_KNOWN = "(?P<month>" + "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True)) + r")\b\.?"
_RANGE = r"(?:\d{1,2}\.?\s?[–-]\s?)?"
_OF = r"(?:\s+de(?:l)?|\s+of)?"


@dataclass(frozen=True, slots=True)
class WrittenDate:
    """A date in a text."""

    text: str
    start: int
    end: int
    iso: str | None
    """ISO 8601 to the precision written; None where it is not plain or not possible."""


_WIDE_DIGITS = str.maketrans("０１２３４５６７８９", "0123456789")


def find_dates(text: str) -> tuple[WrittenDate, ...]:
    """Return the dates in a text, in order, never overlapping.

    Where two readings begin at overlapping places the more precise form wins
    ("12 May 2015" over "May 2015" over "2015").
    """
    taken: list[WrittenDate] = []
    occupied = bytearray(len(text))
    plain = text.translate(_WIDE_DIGITS)
    for pattern, read in _FORMS:
        for match in pattern.finditer(plain):
            start, end = match.span()
            if not any(occupied[start:end]):
                occupied[start:end] = b"\x01" * (end - start)
                taken.append(WrittenDate(text[start:end], start, end, read(match)))
    return tuple(sorted(taken, key=lambda date: date.start))


def parse_date(text: str) -> str | None:
    """Return the ISO form of a text that is one date and nothing else; else None."""
    found = find_dates(text.strip())
    return found[0].iso if len(found) == 1 and found[0].text == text.strip() else None


def _iso(year: int, month: int | None = None, day: int | None = None) -> str | None:
    if not FIRST_YEAR <= year <= LAST_YEAR:
        return None
    if month is None:
        return f"{year:04}"
    if not 1 <= month <= 12:
        return None
    if day is None:
        return f"{year:04}-{month:02}"
    return f"{year:04}-{month:02}-{day:02}" if 1 <= day <= monthrange(year, month)[1] else None


def _worded(match: re.Match[str]) -> str | None:
    month = month_number(match["month"])
    if month is None:
        return None
    ranged = re.search(r"\d{1,2}\.?\s?[–-]\s?\d", match.group()) is not None
    day = match.groupdict().get("day")
    return _iso(int(match["year"]), month, int(day) if day and not ranged else None)


def _numbered(match: re.Match[str]) -> str | None:
    day = match.groupdict().get("day")
    month = match.groupdict().get("month")
    return _iso(int(match["year"]), int(month) if month else None, int(day) if day else None)


def _slashed(match: re.Match[str]) -> str | None:
    first, second = int(match["first"]), int(match["second"])
    if first != second and first <= 12 and second <= 12:
        return None
    day, month = (second, first) if second > 12 else (first, second)
    return _iso(int(match["year"]), month, day)


def _none(match: re.Match[str]) -> str | None:
    return None


def _year(match: re.Match[str]) -> str | None:
    return _iso(int(match["year"]))


def _form(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


_FORMS: tuple[tuple[re.Pattern[str], Callable[[re.Match[str]], str | None]], ...] = (
    (_form(rf"{_YEAR}\s?年\s?(?P<month>\d{{1,2}})\s?月(?:\s?(?P<day>\d{{1,2}})\s?[日号])?"), _numbered),
    (_form(rf"{_YEAR}\s?年"), _numbered),
    (_form(rf"(?<![\d/.-]){_YEAR}([-/.])(?P<month>\d{{1,2}})\2(?P<day>\d{{1,2}})(?![\d/-])"), _numbered),
    (_form(r"(?<![\d/.-])(?P<day>\d{1,2})\.\s?(?P<month>\d{1,2})\.\s?" + _YEAR), _numbered),
    (_form(r"(?<![\d/.-])(?P<first>\d{1,2})/(?P<second>\d{1,2})/" + _YEAR), _slashed),
    (_form(rf"(?<![\w.]){_RANGE}{_DAY}{_OF}\s+{_KNOWN}{_OF},?\s+{_YEAR}"), _worded),
    (_form(rf"\b{_KNOWN}\s+{_RANGE}{_DAY},?\s+{_YEAR}"), _worded),
    (_form(rf"{_YEAR},?\s+{_KNOWN}\s+{_DAY}(?![\w])"), _worded),
    # A word that is no month but stands where one would: kept as written, never interpreted.
    (re.compile(rf"\b(?P<month>[A-Z][a-z]{{2,9}})(?:\.\s+|\s+)(?P<day>\d{{1,2}}),\s+{_YEAR}"), _none),
    (_form(rf"\b[^\W\d_]{{3,10}}\.?\s?[–/-]\s?{_KNOWN},?\s+{_YEAR}"), _year),
    (_form(rf"\b{_KNOWN}{_OF},?\s+{_YEAR}"), _worded),
    (_form(rf"{_YEAR},\s+{_KNOWN}"), _worded),
    (_form(rf"\b(?:spring|summer|autumn|fall|winter)\s+{_YEAR}"), _year),
    (_form(rf"(?<![\d/.-]){_YEAR}-(?P<month>0[1-9]|1[0-2])(?![\d-])"), _numbered),
    (re.compile(rf"(?:(?<![\w/.:–-])|(?<=\bmid-)){_YEAR}(?=[a-z]?(?![\w/–-]))"), _year),
    (re.compile(r"\bn\.d\.(?!\w)"), _none),
)
