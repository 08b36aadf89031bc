"""Where a text has something of the kind a question asks for.

Figures, amounts, dates and capitalised names by their form. They say where an answer may
stand, never that it is right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from functools import lru_cache

from qa.answer_type import AnswerType

Span = tuple[int, int]

_MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|Oct(?:ober)?|"
    r"Nov(?:ember)?|Dec(?:ember)?)\b\.?"
)
_DIGITS = r"\d[\d,.]{0,18}"
_HAN = r"[\d〇零一二两三四五六七八九十百千万亿]"
"""Digits of Chinese numbers."""
_SMALL = (
    r"two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|thirteen|fourteen|fifteen|sixteen|"
    r"seventeen|eighteen|nineteen|twenty|thirty|forty|fifty|sixty|seventy|eighty|ninety"
)
_FIGURE = rf"(?:{_DIGITS}|(?:{_SMALL})(?:-(?:one|{_SMALL}))?|one|an?|several|hundreds?|dozens?)"
NUMBER = re.compile(
    rf"\b(?:\d[\d,.]*|one|{_SMALL}|hundreds?|thousands?|millions?|billions?|dozens?|no|none|nobody|several|half)\b",
    re.IGNORECASE,
)
"""A number in figures or words, or what stands in its place."""
_LARGE = r"(?:hundred|thousand|million|billion|trillion|bn|m|k)\b"
_CURRENCY = (
    r"(?:US )?(?:dollars?|euros?|pounds?|cents?|yuan|yen|rupees?|francs?|pesos?|roubles?|rubles?|won|"
    r"reais|kronor|kroner|shillings?|bitcoins?|USD|EUR|GBP|RMB|CNY|JPY|CHF)\b"
)
_TIME = r"(?:second|minute|hour|day|week|month|year|decade|centur)(?:s|y|ies)?\b"
_UNIT = (
    r"(?:square |cubic )?(?:metres?|meters?|km|kilomet(?:re|er)s?|miles?|feet|foot|ft|inch(?:es)?|cm|mm|"
    r"hectares?|acres?|tonnes?|tons?|kg|kilogram(?:me)?s?|kilowatts?|megawatts?|gigawatts?|[kMG]Wh?|"
    r"lit(?:re|er)s?|barrels?|degrees?|knots|km/h|mph|m|g)\b"
)
_DATE = re.compile(
    rf"\b(?:\d{{1,2}} )?{_MONTH} (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?\d{{4}}\b"
    rf"|\b\d{{1,2}} {_MONTH}(?!\w)|\b{_MONTH} \d{{1,2}}(?:st|nd|rd|th)?\b(?![.,]?\d)"
    rf"|(?<=\b[Ii]n ){_MONTH}(?!\w)|(?<=\b(?:[Bb]y|of) ){_MONTH}(?!\w)|(?<=\b[Ss]ince ){_MONTH}(?!\w)"
    r"|\b(?:1[5-9]|20)\d\d-\d\d(?:-\d\d)?\b|\b(?:1[5-9]|20)\d\d\b|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?"
    r"|\d{1,2}月(?:\d{1,2}日)?"
)
_COUNT = re.compile(
    rf"[$€£¥₩₹]\s?{_DIGITS}(?: ?{_LARGE})?"
    rf"|\b{_DIGITS}(?:%| ?(?:percent|per cent)\b| ?{_LARGE})?"
    rf"|\b(?:{_SMALL}|twice|once|dozens?|hundreds|thousands|millions)\b"
    rf"|\d+[万亿]?|(?!一[个名次种]){_HAN}{{1,9}}(?=[个家架名次座所种条艘列节人台辆间项份套处站位倍])",
    re.IGNORECASE,
)
_MONEY = re.compile(
    rf"[$€£¥₩₹]\s?{_DIGITS}(?: ?{_LARGE})?(?: (?:USD|EUR|GBP)\b)?"
    rf"|\b{_FIGURE}(?: ?{_LARGE})? ?{_CURRENCY}"
    rf"|\b(?:USD|EUR|GBP|RMB|CNY|CHF) ?{_DIGITS}(?: ?{_LARGE})?"
    rf"|\b{_DIGITS} (?:million|billion)\b|\b\d+\.\d\d\b"
    r"|(?:\d[\d,.]{0,18}[万亿]{0,2}|[一二两三四五六七八九十百千万亿]{1,9})[多余]?(?:美元|欧元|英镑|日元|人民币|元)",
    re.IGNORECASE,
)
_SHARE = re.compile(
    rf"\b{_DIGITS} ?(?:%|percent\b|per cent\b)|\b(?:{_FIGURE} (?:in|out of) (?:{_SMALL}|{_DIGITS})\b)"
    rf"|\b(?:(?:an?|one|{_SMALL})[ -])?(?:half|thirds?|quarters?|fifths?|sixths?|eighths?|tenths?)\b"
    r"|百分之[\d一二三四五六七八九十]+|\d[\d.]{0,18}%|[一二三四五六七八九]成",
    re.IGNORECASE,
)
_DURATION = re.compile(
    rf"\b{_FIGURE}[ -]{_TIME}|\b(?:since|until) (?:{_MONTH} )?\d{{4}}\b"
    rf"|(?<!第)(?!(?:1[5-9]|20)\d\d年){_HAN}{{1,9}}多?(?:个多?月|个?(?:小时|星期)|分钟|周(?!年)|天|[年日](?![代初末底前后,，\d〇零一二三四五六七八九十]))",
    re.IGNORECASE,
)
_MEASURE = re.compile(
    rf"\b{_FIGURE}[ -]?{_UNIT}|\d[\d.]{{0,18}}(?:公里|千米|米|公顷|吨|公斤|千瓦|兆瓦)", re.IGNORECASE
)
_LENGTH = re.compile(rf"\b{_FIGURE}[ -]?{_UNIT}(?= long\b)", re.IGNORECASE)
_CAPITAL = r"(?:[A-Z][\w’'&.-]*\w|[A-Z])"
_NAME = re.compile(
    rf"\b{_CAPITAL}(?: (?:of|de|and|for|the|la|al|van|von)(?= [A-Z])| (?:{_CAPITAL}|[A-Z0-9]+\b)){{0,8}}"
)
_PATTERNS: dict[AnswerType, re.Pattern[str]] = {
    "date": _DATE,
    "count": _COUNT,
    "money": _MONEY,
    "share": _SHARE,
    "duration": _DURATION,
    "measure": _MEASURE,
    "person": _NAME,
    "name": _NAME,
}
_CALENDAR = re.compile(rf"(?:{_MONTH}|(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day)(?: \d+)?")


def spans_of_type(kind: AnswerType, text: str, question: str, starts: Sequence[int] = ()) -> tuple[Span, ...]:
    """Find what could be the answer.

    Args:
        kind: The kind asked for; "other" has no plain span.
        text: Where to look.
        question: Words that stand in the question already answer nothing.
        starts: Offsets of sentence beginnings; a lone capital there proves no name.

    Returns:
        Spans in `text`, in order, without overlap.
    """
    asked = question.casefold()
    return tuple(
        span
        for span, word in _candidates(kind, text)
        if word.casefold() not in asked and _answers(kind, word, span[0] in starts)
    )


@lru_cache(maxsize=4096)  # the same sentences come up again and again
def _candidates(kind: AnswerType, text: str) -> tuple[tuple[Span, str], ...]:
    """Return what has the form of an answer, with its words, whatever the question."""
    pattern = _PATTERNS.get(kind)
    if kind == "duration" and _LENGTH.search(text):
        pattern = _LENGTH  # "How long is the quay?"
    found = [_trimmed(text, *match.span()) for match in pattern.finditer(text)] if pattern else []
    if kind == "count":  # the day of a month counts nothing
        dates = [match.span() for match in _DATE.finditer(text)] if found else []
        found = [span for span in found if not any(low <= span[0] < high for low, high in dates)]
    return tuple((span, text[slice(*span)]) for span in found if span[0] < span[1])


def _answers(kind: AnswerType, word: str, begins: bool) -> bool:
    if kind in {"name", "person"}:
        lone = begins and " " not in word and not _inner_capital(word)
        return not lone and not _CALENDAR.fullmatch(word)
    return kind != "count" or not _DATE.fullmatch(word)


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1] in ".,'’-& ":
        end -= 1
    if text[start:end].endswith(("’s", "'s")):
        end -= 2
    return start, end


def _inner_capital(word: str) -> bool:
    return any(letter.isupper() or letter.isdigit() for letter in word[1:])
