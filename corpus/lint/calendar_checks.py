"""Checks of dates alone: days that no calendar has, words that are no months, weekdays that do not fit."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date
from difflib import get_close_matches

from corpus.citations.layout import lay_out
from corpus.dates import WrittenDate, find_dates
from corpus.letters import plain_letters, swapped
from corpus.lint.dates import url_dates
from corpus.lint.finding import Flag
from corpus.model import Document, Note
from corpus.months import MONTHS, UNREAD_MONTHS, month_number

_WEEKDAYS = (
    "monday mon montag lundi lunes lunedì maandag понедельник poniedziałek segunda-feira",
    "tuesday tue tues dienstag mardi martes martedì dinsdag вторник wtorek terça-feira",
    "wednesday wed weds mittwoch mercredi miércoles mercoledì woensdag среда środa quarta-feira",
    "thursday thu thur thurs donnerstag jeudi jueves giovedì donderdag четверг czwartek quinta-feira",
    "friday fri freitag vendredi viernes venerdì vrijdag пятница piątek sexta-feira",
    "saturday sat samstag sonnabend samedi sábado sabato zaterdag суббота sobota",
    "sunday sun sonntag dimanche domingo domenica zondag воскресенье niedziela",
)
WEEKDAYS: dict[str, int] = {name: at for at, names in enumerate(_WEEKDAYS) for name in names.split()}
"""Lower-case name or abbreviation of a weekday → 0 (Monday) to 6."""
_ENGLISH = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_HAN_DAYS = {**{mark: at for at, mark in enumerate("一二三四五六日")}, "天": 6}
_KANJI_DAYS = {mark: at for at, mark in enumerate("月火水木金土日")}
_BEFORE = re.compile(
    r"(?P<lead>(?:\bin:|\w*))\s?(?<![\w-])(?P<word>[^\W\d_]{3,12}(?:-feira)?)(?P<stop>\.?),?\s+"
    r"(?:(?:the|le|el|den|dem|il|o|dia|día)\s+)?$",
    re.IGNORECASE,
)
_PAPERS = frozenset(("the", "der", "on", "a", "in:"))
"""Before a weekday's name these make it a newspaper's: "The Sun", "Mail on Sunday", "in: Freitag"."""
_ROMANCE_PAPERS = frozenset(("le", "el", "il", "du", "o"))
"""These do where the weekday has a capital, which its language gives to names: "Journal du Dimanche"."""
_AFTER_HAN = re.compile(r"\s?[(（]?(?:星期|周|週|礼拜|禮拜)(?P<day>[一二三四五六日天])")
_AFTER_KANJI = re.compile(r"[(（](?P<day>[月火水木金土日])[)）]")
_AFTER_WORD = re.compile(r"\s?[(（](?P<word>[^\W\d_]{3,12})[)）]")
_DAY_FIRST = re.compile(
    r"(?<![\w./-])\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?P<word>[^\W\d_]{3,10})\.?,?\s+(?:de\s+)?"
    r"(?:1[5-9]|20)\d\d(?!\d)"
)
_FAR_YEAR = re.compile(
    r"(?<![\w./-])(?:\d{1,2}(?:st|nd|rd|th|\.)?\s+(?:de\s+)?(?P<word>[^\W\d_]{3,12})\.?,?\s+(?:de\s+)?"
    r"|(?P<first>[^\W\d_]{3,12})\.?\s\d{1,2}(?:st|nd|rd|th)?,\s)"
    r"(?:2(?:10[1-9]|1[1-9]\d|[23]\d\d)|20\d{3})(?![.,]?\d|\s[a-z])"
)
"""A year to come behind a day and month: "2202" has its digits in the wrong order, "20120" one too many.

Thailand counts 543 years more and Nepal 57, so years from 2400 and those before 2101 are theirs too.
"""
_LONG = sorted({name for name in MONTHS if len(name) > 3 and name.isascii()})
_SHORT = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_FOUR = ("june", "july", "sept")
_REFERENCES = frozenset(["sec", "doc", "rec", "act", "art", "vol", "fig", "par", "apt"])
"""Abbreviations before numbers that are one letter from a month's."""
_NEPAL = re.compile(r"\s?(?:BS|B\.S\.)(?!\w)")
"""Months of Nepal's calendar have up to 32 days."""
_ALIKE = 0.79
"""Likeness (difflib's ratio) from which a word is a month with a slip in it: "Ferbuary" has .88."""


def impossible_date(document: Document, note: Note) -> Iterator[Flag]:
    """Flag a date that no calendar has, or whose month is no month."""
    outline = lay_out(note.text).outline
    found = [
        one
        for one in find_dates(outline)
        if one.iso is None and _impossible(one) and not _NEPAL.match(outline, one.end)
    ]
    taken = {at for one in found for at in range(one.start, one.end)}
    for one in found:
        yield Flag(_reason(note, one.text, one.start), "likely", one.start, one.end)
    for match in _DAY_FIRST.finditer(outline):
        if match.start() not in taken and _slip(match["word"]):
            yield Flag(_reason(note, match.group(), match.start()), "likely", match.start(), match.end())
    for match in _FAR_YEAR.finditer(outline):
        if month_number(match["word"] or match["first"]) is not None:
            year = match.group().split()[-1]
            reason = f"“{match.group()}” cannot be a date: no source is of {year}."
            yield Flag(reason, "likely", match.start(), match.end())


def weekday_disagrees(document: Document, note: Note) -> Iterator[Flag]:
    """Flag a weekday on which its date did not fall."""
    text = note.text
    for one in find_dates(text):
        if one.iso is None or len(one.iso) != 10:
            continue
        named = _named_day(text, one)
        day = date.fromisoformat(one.iso).weekday()
        if named is not None and named[0] != day:
            low, high = min(named[1], one.start), max(named[2], one.end)
            yield Flag(f"{one.text} was a {_ENGLISH[day]}, not a {_ENGLISH[named[0]]}.", "likely", low, high)


def _impossible(one: WrittenDate) -> bool:
    """Tell a date that cannot be from one that is only not plain ("3/4/2018", "n.d.")."""
    numbers = re.fullmatch(r"(\d{1,2})/(\d{1,2})/(\d{4})", one.text)
    if numbers:
        first, second, year = map(int, numbers.groups())
        return not (_exists(year, first, second) or _exists(year, second, first))
    word = _word(one.text)
    if not word:
        return not one.text.startswith("n.d")
    return month_number(word) is not None or _slip(word)


def _exists(year: int, month: int, day: int) -> bool:
    try:
        date(year, month, day)
    except ValueError:
        return False
    return True


def _word(written: str) -> str:
    return next(iter(re.findall(r"[^\W\d_]{3,}", written)), "")


def _slip(word: str) -> bool:
    """Tell whether a word that is no month stands for one: a weekday, or a month with a letter wrong."""
    plain = word.casefold()
    if month_number(plain) is not None or plain in UNREAD_MONTHS:
        return False
    if plain in WEEKDAYS:
        return True
    if len(plain) == 3:
        return plain not in _REFERENCES and any(
            sum(a != b for a, b in zip(plain, name, strict=True)) == 1 for name in _SHORT
        )
    if any(swapped(plain, name) for name in _FOUR):  # "Setp."
        return True
    if len(plain) == 4 and any(sum(a != b for a, b in zip(plain, name, strict=True)) == 1 for name in _FOUR):
        return True
    return bool(get_close_matches(plain_letters(plain), _LONG, 1, _ALIKE))


def _reason(note: Note, written: str, at: int) -> str:
    beside = next(
        (
            f"; its address says {span[0].isoformat()}"
            for citation in note.citations
            if citation.start <= at < citation.end and citation.url and (span := url_dates(citation.url))
        ),
        "",
    )
    word = _word(written)
    if word and month_number(word) is None:
        what = "a weekday" if word.casefold() in WEEKDAYS else "no month"
        return f"“{written}” cannot be a date: “{word}” is {what}{beside}."
    return f"“{written}” is a day that no calendar has{beside}."


def _named_day(text: str, one: WrittenDate) -> tuple[int, int, int] | None:
    """Return the weekday beside a date and where it stands."""
    if match := _AFTER_HAN.match(text, one.end):
        return _HAN_DAYS[match["day"]], match.start(), match.end()
    if match := _AFTER_KANJI.match(text, one.end):
        return _KANJI_DAYS[match["day"]], match.start(), match.end()
    if (match := _AFTER_WORD.match(text, one.end)) and match["word"].casefold() in WEEKDAYS:
        return WEEKDAYS[match["word"].casefold()], match.start(), match.end()
    low = max(0, one.start - 40)
    found = _BEFORE.search(text[low : one.start])
    if not found or found["word"].casefold() not in WEEKDAYS:
        return None
    word = found["word"].casefold()
    return None if _is_paper(found) else (WEEKDAYS[word], low + found.start("word"), one.start)


def _is_paper(found: re.Match[str]) -> bool:
    """Tell whether a weekday before a date is a newspaper's name, or the end of one."""
    lead, word = found["lead"].casefold(), found["word"]
    if lead in _PAPERS or (word.casefold() == "sun" and not found["stop"]):
        return True
    # German writes every weekday with a capital; what comes out on Sundays is called after them.
    sunday_paper = found["lead"] == "am" and word == "Sonntag"
    return sunday_paper or (lead in _ROMANCE_PAPERS and word[0].isupper())
