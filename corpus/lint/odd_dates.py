"""Checks of dates in forms that are not read as such: months with a slip and no day, Chinese numerals."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.citations.layout import lay_out
from corpus.facts.numerals import chinese_value
from corpus.letters import one_apart, plain_letters, swapped
from corpus.lint.finding import Flag
from corpus.lint.periods import real_day
from corpus.model import Document, Note
from corpus.months import UNREAD_MONTHS, month_number
from corpus.words import word_set

_MONTH_AND_YEAR = re.compile(
    r"(?<![^\s(,;])(?P<word>[^\W\d_]{6,10})\.?,?\s(?:19|20)\d\d(?![\d–-])"
    r"|(?<=\()(?:19|20)\d\d,\s(?:\d{1,2}\s(?P<after>[^\W\d_]{4,10})|(?P<before>[^\W\d_]{4,10})\s\d{1,2})(?=\))"
)
"""A month and a year, or a day in APA's order: "Janury 2020", "(2021, Febuary 3)"."""
_DAY_BEFORE = re.compile(r"\d(?:st|nd|rd|th|er|\.)?\s(?:de\s|of\s)?$")
_MONTHS = word_set(
    "january february september october november december janvier fevrier septembre octobre novembre "
    "decembre januar februar oktober dezember febrero septiembre octubre noviembre diciembre"
)
"""Long names only, and those that are not one letter from an author's ("Augusto 2018", "Guillet 2018")."""
_HAN_DATE = re.compile(
    r"(?P<year>[一二][〇○零一二三四五六七八九]{3})年(?P<month>[一二三四五六七八九十]{1,3})月(?P<day>[一二三四五六七八九十]{1,4})[日号號]"
)
_DIGITS = {**{mark: str(at) for at, mark in enumerate("〇一二三四五六七八九")}, "○": "0", "零": "0"}


def odd_date(document: Document, note: Note) -> Iterator[Flag]:
    """Flag a month's name with a slip beside a year alone, and an impossible day in Chinese numerals."""
    outline = lay_out(note.text).outline
    for match in _MONTH_AND_YEAR.finditer(outline):
        word = match["word"] or match["after"] or match["before"]
        # With its day it is found among the dates.
        if _is_slip(word) and not _DAY_BEFORE.search(outline[: match.start()]):
            reason = f"“{match.group()}” cannot be a date: “{word}” is no month."
            yield Flag(reason, "likely", match.start(), match.end())
    for match in _HAN_DATE.finditer(outline):
        year = int("".join(_DIGITS[mark] for mark in match["year"]))
        month, day = (int(chinese_value(match[name]) or 0) for name in ("month", "day"))
        if not (1 <= month <= 12 and real_day(year, month, day)):
            reason = f"“{match.group()}” is a day that no calendar has."
            yield Flag(reason, "likely", match.start(), match.end())


def _is_slip(word: str) -> bool:
    if month_number(word) is not None or word.casefold() in UNREAD_MONTHS:
        return False
    plain = plain_letters(word.casefold())
    return any(one_apart(plain, month) or swapped(plain, month) for month in _MONTHS)
