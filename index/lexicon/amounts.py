"""Amounts, dates and units of a Chinese text as English writes them."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.facts import CalendarDate, Quantity
from corpus.facts.name_match import HAN
from index.lexicon.small_words import MEASURES, unit_words

_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_CURRENCIES = {"CNY": "yuan", "USD": "US dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen"}
_SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
_NUMBER = re.compile(r"[\d.,，]*\s?[零〇一二两三四五六七八九十百千万亿几数]*")
_NUMERALS = frozenset("零〇一二两三四五六七八九十百千万亿几数半多余")
_LONGEST_UNIT = 4
"""Characters of the longest unit."""
_THOUSAND_UNITS = frozenset("瓦伏米克赫帕卡")
"""Units with which 千 makes one of its own: 750千伏 are kilovolts."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of the text and what stands for it."""

    start: int
    end: int
    english: str


def date_piece(date: CalendarDate) -> Piece:
    """Return a date as English writes it."""
    month = _MONTHS[date.month - 1] if date.month and 1 <= date.month <= 12 else None
    year = f"{date.year}s" if date.decade else date.year
    said = " ".join(str(part) for part in (date.day, month, year) if part)
    return Piece(date.start, date.end, said)


def amount_piece(text: str, amount: Quantity) -> Piece:
    """Return an amount's number in digits, with the unit only where it is a share or money."""
    value = _written(amount)
    end = amount.end
    if amount.kind == "percent":
        return Piece(amount.start, end, f"{value:.10g}%")
    if amount.kind == "money":
        return Piece(amount.start, end, f"{_number(value)} {_CURRENCIES.get(amount.unit, amount.unit)}")
    match = _NUMBER.match(amount.text)
    if match and match.group().strip():
        end = amount.start + match.end()
        if text[end - 1] == "千" and text[end : end + 1] in _THOUSAND_UNITS:
            end -= 1
        if text[end : end + 1] in MEASURES and HAN.match(text[end + 1 : end + 2]):
            end += 1
    if amount.kind == "ordinal":
        return Piece(amount.start, end + text.startswith("号", end), f"No. {value:.10g}")
    return Piece(amount.start, end, _number(value))


def _written(amount: Quantity) -> float:
    """Return the number as it was written: the roundest that an amount's bounds allow for.

    "More than 5,000" reaches from 5,000 up, "about 350" to both sides, "nearly 20" from below.
    """
    ways = ((amount.low + amount.high) / 2, amount.low, amount.high)
    values = [way / (amount.factor or 1.0) for way in ways]
    return min(values, key=lambda value: len(f"{value:.6g}".replace(".", "").strip("0")))


def _number(value: float) -> str:
    for least, name in _SCALES:
        if value >= least:
            return f"{value / least:.10g}{name}"
    return f"{value:,.0f}" if value >= 10_000 and value == int(value) else f"{value:.10g}"


def unit_piece(text: str, start: int, end: int) -> Piece | None:
    """Return the unit that stands where an amount ends: 12米 are metres, rice is another word."""
    if start == 0 or not (text[start - 1].isdigit() or text[start - 1] in _NUMERALS):
        return None
    for size in range(min(_LONGEST_UNIT, end - start), 0, -1):
        english = unit_words().get(text[start : start + size])
        if english is not None:
            return Piece(start, start + size, english)
    return None
