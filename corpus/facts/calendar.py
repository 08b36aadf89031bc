"""Dates of running text, also those that leave out their year or are only a weekday."""

from __future__ import annotations

import re

from corpus.dates import WrittenDate, find_dates
from corpus.facts.model import CalendarDate
from corpus.facts.numerals import chinese_value
from corpus.months import month_number

_MONTHS = (
    "january|february|march|april|may|june|july|august|september|october|november|december"
    "|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec"
)
_DAY = r"(?P<day>[12]\d|3[01]|0?[1-9])(?:st|nd|rd|th)?"
_MONTH_DAY = re.compile(rf"\b(?P<month>{_MONTHS})\b\.?\s{_DAY}\b(?![,.]?\d)", re.IGNORECASE)
_DAY_MONTH = re.compile(rf"(?<![\d.]){_DAY}(?:\sof)?\s(?P<month>{_MONTHS})\b", re.IGNORECASE)
# "may" and "march" are months only with a capital; a month at the opening of a sentence is rare.
_MONTH = re.compile(
    r"\b(?P<month>January|February|March|April|May|June|July|August|September|October|November|December)\b"
)
_HAN_DAY = r"三十一?|二?十[一二三四五六七八九]?|[一二三四五六七八九]"
_ZH = re.compile(
    r"(?:(?P<year>[一二][九〇零][〇零一二三四五六七八九]{2})年)?"
    r"(?P<month>1[0-2]|0?[1-9]|十[一二]?|[一二三四五六七八九])月"
    rf"(?:份|(?P<day>[12]\d|3[01]|0?[1-9]|{_HAN_DAY})[日号])?(?!亮|球)"
)
_ZH_DAY = re.compile(r"(?<!\d)(?P<day>[12]\d|3[01]|[1-9])[日号](?![\d线楼机馆门院店桥井厂坑车仓])")
_ZH_YEAR = re.compile(r"(?P<year>[一二][九〇零][〇零一二三四五六七八九]{2})年")
_DECADE = re.compile(r"\b(?:the\s)?(?P<year>(?:19|20)\d0)s\b|(?P<short>[1-9]0)年代")
_WEEKDAY = re.compile(
    r"\b(?P<word>Monday|Tuesday|Wednesday|Thursday|Friday|Saturday|Sunday)s?\b|(?:周|星期|礼拜)(?P<han>[一二三四五六日天])(?![年个])"
)
_WEEKDAYS = {"mon": 1, "tue": 2, "wed": 3, "thu": 4, "fri": 5, "sat": 6, "sun": 7}
_HAN_DAYS = {"一": 1, "二": 2, "三": 3, "四": 4, "五": 5, "六": 6, "日": 7, "天": 7}
_HAN_MONTHS = {"十": 10, "十一": 11, "十二": 12} | {char: n for n, char in enumerate("一二三四五六七八九", 1)}
_HAN_DIGITS = str.maketrans("〇零一二三四五六七八九", "00123456789")
_BEFORE_YEAR = re.compile(
    r"(?:\b(?:in|since|by|until|till|from|of|during|before|after|and|to|for|early|late|mid|end|the|between|through)|[-–(,])\s?$",
    re.IGNORECASE,
)
_COUNTED = re.compile(
    r"\s(?!and\b|to\b|the\b|in\b|by\b|on\b|at\b|for\b|when\b|with\b|after\b|it\b|a\b|was\b|but\b|report\b|budget\b|[a-z]+ed\b)[a-z]{3,}"
)
_TIME = re.compile(
    r"(?P<hour>[01]?\d|2[0-3])(?:[:：](?P<minute>[0-5]\d))?\s?(?P<half>a\.?m\.?|p\.?m\.?)(?![a-z])",
    re.IGNORECASE,
)
_CLOCK = re.compile(r"(?<![\d:：])(?P<hour>[01]?\d|2[0-3])[:：](?P<minute>[0-5]\d)(?![\d:：])")
_ZH_TIME = re.compile(
    r"(?P<part>凌晨|早上|上午|中午|下午|傍晚|晚上|晚间)?(?P<hour>[01]?\d|2[0-4])[点时](?!间)(?:(?P<minute>[0-5]?\d)分|(?P<half>半))?"
)


def find_calendar_dates(text: str) -> tuple[CalendarDate, ...]:
    """Return the dates in a text in order, never overlapping, the most precise reading first."""
    taken = bytearray(len(text))
    found: list[CalendarDate] = []

    def keep(date: CalendarDate) -> None:
        if not any(taken[date.start : date.end]):
            taken[date.start : date.end] = b"\x01" * (date.end - date.start)
            found.append(date)

    for one in (*_decades(text), *_full(text), *_yearless(text), *_years(text), *_weekdays(text)):
        keep(one)
    return tuple(sorted(found, key=lambda date: date.start))


def find_times(text: str) -> tuple[tuple[int, int, int], ...]:
    """Return times of day as (start, end, minutes since midnight), in order."""
    found: dict[int, tuple[int, int, int]] = {}
    for match in _TIME.finditer(text):
        hour = int(match["hour"]) % 12 + (12 if match["half"][0] in "pP" else 0)
        found[match.start()] = (match.start(), match.end(), hour * 60 + int(match["minute"] or 0))
    for match in _CLOCK.finditer(text):
        minutes = int(match["hour"]) * 60 + int(match["minute"])
        found.setdefault(match.start(), (match.start(), match.end(), minutes))
    for match in _ZH_TIME.finditer(text):
        hour, part = int(match["hour"]), match["part"] or ""
        late = part in ("下午", "傍晚", "晚上", "晚间") or (part == "中午" and hour < 11)
        minute = 30 if match["half"] else int(match["minute"] or 0)
        if part or match["minute"] or match["half"] or match.group().endswith("时"):
            hour += 12 if late and hour < 12 else 0
            found[match.start()] = (match.start(), match.end(), hour * 60 + minute)
    return tuple(found[at] for at in sorted(found))


def _full(text: str) -> list[CalendarDate]:
    made = []
    for one in find_dates(text):
        if one.iso is None or _counts(text, one):
            continue
        parts = [int(part) for part in one.iso.split("-")] + [None, None]
        made.append(CalendarDate(one.text, one.start, one.end, parts[0], parts[1], parts[2]))
    return made


def _years(text: str) -> list[CalendarDate]:
    """Return years in characters that have no month behind them: those are read with it."""
    return [
        CalendarDate(match.group(), match.start(), match.end(), int(match["year"].translate(_HAN_DIGITS)))
        for match in _ZH_YEAR.finditer(text)
    ]


def _counts(text: str, date: WrittenDate) -> bool:
    """Return whether four digits are an amount ("2000 people"), not a year."""
    if not date.text.isdigit():
        return False
    before, after = text[max(0, date.start - 12) : date.start], text[date.end : date.end + 24]
    if re.match(r"\s?(?:[多余]|[名个人家座台辆元吨米公倍万亿户所张份头艘%％]|million|billion)", after):
        return True
    if before.rstrip().endswith(("$", "€", "£", "¥")) or re.search(r"[$€£¥]\s?$", before):
        return True
    return bool(_COUNTED.match(after)) and not _BEFORE_YEAR.search(before)


def _decades(text: str) -> list[CalendarDate]:
    made = []
    for match in _DECADE.finditer(text):
        short = match["short"]
        year = int(match["year"]) if match["year"] else 1900 + int(short)
        made.append(CalendarDate(match.group(), match.start(), match.end(), year, decade=True))
    return made


def _yearless(text: str) -> list[CalendarDate]:
    made = []
    for pattern in (_MONTH_DAY, _DAY_MONTH):
        for match in pattern.finditer(text):
            month = month_number(match["month"])
            made.append(
                CalendarDate(match.group(), match.start(), match.end(), None, month, int(match["day"]))
            )
    for match in _ZH.finditer(text):
        month = _HAN_MONTHS.get(match["month"]) or int(match["month"])
        day = _numbered(match["day"]) if match["day"] else None
        year = int(match["year"].translate(_HAN_DIGITS)) if match["year"] else None
        if text[match.start() - 1 : match.start()] != "个" and not text.startswith("个", match.end()):
            made.append(CalendarDate(match.group(), match.start(), match.end(), year, month, day))
    for match in _ZH_DAY.finditer(text):
        made.append(CalendarDate(match.group(), match.start(), match.end(), day=int(match["day"])))
    for match in _MONTH.finditer(text):
        if match["month"] != "May" or re.search(
            r"\b(?:in|by|since|until|last|of|from|early|late)\s$",
            text[max(0, match.start() - 8) : match.start()],
        ):
            made.append(
                CalendarDate(match.group(), match.start(), match.end(), None, month_number(match["month"]))
            )
    return made


def _numbered(day: str) -> int:
    """Return a day of the month that is written in digits or in characters."""
    return int(day) if day.isdecimal() else int(chinese_value(day) or 0)


def _weekdays(text: str) -> list[CalendarDate]:
    made = []
    for match in _WEEKDAY.finditer(text):
        word, han = match["word"], match["han"]
        day = _WEEKDAYS[word[:3].lower()] if word else _HAN_DAYS[han]
        made.append(CalendarDate(match.group(), match.start(), match.end(), weekday=day))
    return made
