"""Amounts in English and Chinese text: numbers, money, shares, ordinals, multiples.

Each pattern is linear: no quantifier stands inside another over the same characters,
and every run has a bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import replace

from corpus.facts.chinese_numbers import FIRST, HAO, TENTHS, TIMES, Found, chinese_numbers, chinese_shares
from corpus.facts.counted import CODES, LABEL, counted, ranked
from corpus.facts.hedges import widened
from corpus.facts.model import Quantity, QuantityKind
from corpus.facts.numerals import (
    CHINESE,
    ENGLISH,
    ORDINALS,
    PARTS,
    SCALES,
    chinese_value,
    english_value,
)
from corpus.facts.units import CURRENCIES, MEASURES, SCALED, UNITS

_CARDINAL = "|".join(sorted(ENGLISH, key=len, reverse=True))
_BIG = "dozen|hundred|thousand|million|billion|trillion|crore|lakh"
_CODES = "USD|EUR|GBP|CNY|RMB|JPY|INR|CHF|AUD|CAD|HKD|SGD"
# "RMB3.5bn": a number stands within no word, but for a currency's code.
_ALONE = rf"(?<![\d.])(?:(?<![A-Za-z])|(?<={')|(?<='.join(_CODES.split('|'))}))(?<![A-Za-z]-)"
_DIGITS = (
    rf"{_ALONE}\d{{1,3}}(?:[,\u00a0\u202f]\d{{3}}){{1,5}}(?:\.\d{{1,4}})?|{_ALONE}\d{{1,15}}(?:\.\d{{1,6}})?"
)
_NUMBER = re.compile(
    rf"(?P<number>{_DIGITS})(?P<chinese>\s?[{CHINESE}\d.,]{{0,30}}[十百千万亿](?![瓦米伏]|克(?!朗)))?"
)
_SCALE = re.compile(rf"[\s-]?(?P<scale>{_BIG})s?\b|\s?(?P<short>bn|mn|tn|[mkb])\b(?!²)", re.IGNORECASE)
_PERCENT = re.compile(r"\s?(?:%|％|per\s?cent\b|percent\b|pct\b)(?!age)", re.IGNORECASE)
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)\b")
_WORDS = re.compile(
    rf"\b(?:(?:(?:a|an)\s)?(?:{_BIG})\b(?!s)|(?:{_CARDINAL})\b)"
    rf"(?:(?:[\s-]|(?:(?<=hundred)|(?<=thousand)|(?<=million)|(?<=billion))\sand\s)"
    rf"(?:{_CARDINAL}|{_BIG})\b){{0,8}}",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?:(?P<top>a|an|one|{_CARDINAL})[\s-])?(?P<part>{'|'.join(PARTS)})\b",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"\b(?P<top>one|{_CARDINAL}|\d{{1,3}})\s(?:[a-z]{{3,12}}\s(?=in\s))?(?:in|out\sof)(?:\severy)?"
    rf"\s(?P<bottom>{_CARDINAL}|\d{{1,4}})\b",
    re.I,
)
_ORDINAL = re.compile(rf"\b(?P<word>{'|'.join(ORDINALS)})\b", re.IGNORECASE)
_TIMES = re.compile(
    r"\b(?P<word>twice|double[sd]?|doubling|tripl(?:e[sd]?|ing)|treble[sd]?|quadruple[sd]?)\b", re.I
)
_TIMES_AS = re.compile(
    rf"\b(?P<count>{_CARDINAL}|\d{{1,3}})\stimes\s(?=(?:as|the|more|higher|larger|bigger|greater|its|their|what|that)\b)",
    re.IGNORECASE,
)
_TIMES_VALUES = {"tw": 2.0, "do": 2.0, "tr": 3.0, "qu": 4.0}
_OF_THEM = re.compile(
    r"\s(?:of|the|as|its|his|her|their|all|more|less|those|these|in|reach\w*|are|is|was|were|have|had|go(?:es)?"
    r"|went|live[sd]?|lower|higher|fewer|cheaper|dearer|smaller|larger|above|below|longer|shorter|bigger|heavier|faster)\b|[,.;]|$"
)
_AND_A_HALF = re.compile(
    rf"\b(?P<whole>{_CARDINAL}|\d{{1,4}})\sand\sa\shalf\b(?:\s(?P<scale>{_BIG})\b)?", re.IGNORECASE
)
_ONE_AND_A_HALF = re.compile(
    r"\b(?:an?|one)\s(?P<unit>year|month|week|day|hour|decade|mile|kilometre|kilometer|metre|tonne|ton|hectare"
    r"|acre)\sand\sa\shalf\b",
    re.IGNORECASE,
)
_PART_OF_A = re.compile(
    rf"\b(?:half|(?:(?P<top>an?|{_CARDINAL})[\s-])(?P<part>{'|'.join(PARTS)})\sof)\san?\s(?P<scale>{_BIG})\b",
    re.IGNORECASE,
)
"""A part of one, which is an amount: "half a million"."""
_UNIT_AND = re.compile(r"[a-z]\sand\s$", re.IGNORECASE)
_HALVED = re.compile(r"\bhalv(?:ed?|es|ing)\b|减半", re.IGNORECASE)
_HALF_YEAR = re.compile(r"(?:\s(?:a|of\sthe)|-)?\s?year\b", re.IGNORECASE)
_WHICH_HALF = re.compile(r"\b(?:first|second|last|latter|former)\s$", re.IGNORECASE)
_OF_TIME = re.compile(
    r"\sof\s(?:(?:the|that|this|last|next)\s)?(?:\ufffc|year|decade|century|season)", re.IGNORECASE
)
"""Behind "first half": a part of some time, no share; dates are blotted out where amounts are looked for."""
_JOINED = re.compile(r"\s?(?:to|[-–—~～]|至|到)\s?")
_FALSE_NOUNS = ("", "to", "至", "到")
_RANGE = re.compile(
    rf"\s?(?:and|to|or|[-–])\s?[A-Z]{{0,2}}[$€£]?\d{{1,4}}(?:\.\d{{1,4}})?[\s-]?(?P<scale>{_BIG}|bn|mn|tn)\b",
    re.IGNORECASE,
)
"""After a number that shares the scale of the next: "between 1.1 and 1.3 billion"."""
_HALF_A = re.compile(
    r"\sa\s(?=percentage\spoint|point|kilometre|metre|mile|tonne|litre|degree)", re.IGNORECASE
)
_VAGUE = re.compile(r"\b(?P<word>dozens|hundreds|thousands|millions|billions)\sof\b", re.IGNORECASE)
_VAGUE_LOW = {"dozens": 24.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6, "billions": 2e9}
_SIGN = re.compile(rf"(?P<sign>[A-Z]{{0,2}}[$€£₹₩₽₺₦฿¥￥]|\b(?:{_CODES})\s?|人民币|港币|新?台币|美金)\s?$")


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the amounts in a text, in order, never overlapping; a bare "one" is none.

    Dates are amounts too as far as this is concerned: whoever wants both takes the
    dates' spans away first.
    """
    taken = bytearray(len(text))
    found: list[Quantity] = []
    for made in _units_and_a_half(text):
        taken[made.start : made.end] = b"\x01" * (made.end - made.start)
        found.append(made)
    for finder in (
        chinese_shares,
        _with_halves,
        _fractions,
        _halved,
        _times_as,
        _digits,
        chinese_numbers,
        _english,
        _ordinals,
        _times,
        _vague,
    ):
        for start, end, value, step, kind in finder(text):
            if not any(taken[start:end]):
                made = _quantity(text, start, end, value, step, kind)
                taken[made.start : made.end] = b"\x01" * (made.end - made.start)
                found.append(made)
    return tuple(_sharing(text, sorted(found, key=lambda one: one.start)))


def _sharing(text: str, found: list[Quantity]) -> Iterator[Quantity]:
    """Yield amounts; the two ends of a range have one currency, which is written once ("€50-60 million")."""
    for at, one in enumerate(found):
        for other in (*found[max(0, at - 1) : at], *found[at + 1 : at + 2]):
            gap = text[min(one.end, other.end) : max(one.start, other.start)]
            plain = one.kind == "number" and not one.unit and one.noun in _FALSE_NOUNS
            if plain and other.kind == "money" and _JOINED.fullmatch(gap):
                one = replace(one, kind="money", unit=other.unit, noun="")
        yield one


def _digits(text: str) -> Iterator[Found]:
    for match in _NUMBER.finditer(text):
        written = match["number"].replace(",", "").replace("\u00a0", "").replace("\u202f", "")
        value = float(written)
        step = 10.0 ** -len(written.partition(".")[2])
        end = match.end("number")
        if match["chinese"]:
            mixed = chinese_value(written + match["chinese"].strip())
            if mixed is not None:
                plain = not any(char.isdigit() for char in match["chinese"])
                scale = mixed / value if value and plain else 0.0
                share: QuantityKind = "percent" if _PERCENT.match(text, match.end()) else "number"
                yield match.start(), match.end(), mixed, step * scale, share
                continue
        tail = _ORDINAL_TAIL.match(text, end)
        if tail:
            yield match.start(), tail.end(), value, 0.0, "ordinal"
            continue
        scaled = _SCALE.match(text, end)
        if scaled and _is_scale(text, match.start(), scaled):
            factor = SCALES[(scaled["scale"] or scaled["short"]).lower()]
            value, step, end = value * factor, step * factor, scaled.end()
        elif ranged := _RANGE.match(text, end):
            factor = SCALES[ranged["scale"].lower()]
            value, step = value * factor, step * factor
        elif end < len(text) and text[end].isascii() and text[end].isalpha() and not _unit_at(text, end):
            continue  # "5G", "3D", "737s"
        if LABEL.search(text, max(0, match.start() - 12), match.start()) or HAO.match(text, end):
            yield match.start(), end, value, 0.0, "ordinal"  # "Line 3", "3号线"
            continue
        tenths = TENTHS.match(text, end)
        if tenths and value <= 10:
            yield match.start(), tenths.end(), value * 10, 1.0, "percent"
            continue
        kind: QuantityKind = "percent" if _PERCENT.match(text, end) else "number"
        yield match.start(), end, value, step, kind


def _is_scale(text: str, start: int, scaled: re.Match[str]) -> bool:
    """Return whether "m", "k" or "b" after a number is a scale and not a unit."""
    short = scaled["short"]
    if not short or len(short) > 1:
        return True
    attached = not scaled.group()[0].isspace()
    return attached and (short in "kb" or bool(_SIGN.search(text, max(0, start - 8), start)))


def _unit_at(text: str, at: int) -> bool:
    word = re.compile(r"[A-Za-z°²]{1,12}").match(text, at)
    return word is not None and word.group().lower() in (UNITS.keys() | SCALED.keys() | CURRENCIES.keys())


def _english(text: str) -> Iterator[Found]:
    for match in _WORDS.finditer(text):
        words = re.split(r"[\s-]+", match.group().lower())
        value = english_value(words)
        measured = words == ["one"] and counted(text, match.end())[0] in MEASURES
        if value is None or (words in (["one"], ["zero"]) and not measured):
            continue
        kind: QuantityKind = "percent" if _PERCENT.match(text, match.end()) else "number"
        yield match.start(), match.end(), value, 0.0, kind


def _units_and_a_half(text: str) -> Iterator[Quantity]:
    """Yield amounts whose unit stands within their number: "a year and a half"."""
    for match in _ONE_AND_A_HALF.finditer(text):
        unit, factor = SCALED[match["unit"].lower()]
        (low, high), hedged = widened(text, match.start(), match.end(), 1.5 * factor)
        told = (match.group(), match.start(), match.end(), low, high)
        yield Quantity("number", *told, unit=unit, noun=match["unit"].lower(), factor=factor, hedged=hedged)


def _with_halves(text: str) -> Iterator[Found]:
    for match in _AND_A_HALF.finditer(text):
        factor = SCALES[match["scale"].lower()] if match["scale"] else 1.0
        yield match.start(), match.end(), (_small(match["whole"]) + 0.5) * factor, 0.0, "number"
    for match in _PART_OF_A.finditer(text):
        top = _small(match["top"] or "") or 1.0
        share = top / PARTS[match["part"].lower()] if match["part"] else 0.5
        yield match.start(), match.end(), share * SCALES[match["scale"].lower()], 0.0, "number"


def _fractions(text: str) -> Iterator[Found]:
    for match in _IN.finditer(text):
        top, bottom = (_small(match[name]) for name in ("top", "bottom"))
        if top and bottom and top < bottom:
            yield match.start(), match.end(), 100.0 * top / bottom, 1.0, "percent"
    for match in _PART.finditer(text):
        part, count = match["part"].lower(), (match["top"] or "").lower()
        if count == "a" and _UNIT_AND.search(text, max(0, match.start() - 8), match.start()):
            continue  # "a year and a half"
        follows = _OF_THEM.match(text, match.end())
        if part == "half" and _HALF_YEAR.match(text, match.end()):
            continue
        if _WHICH_HALF.search(text, max(0, match.start() - 8), match.start()) and _OF_TIME.match(
            text, match.end()
        ):
            continue
        if part != "half" and not (count and follows):
            continue  # "the third", "first quarter": ordinals and names
        if part in ("half", "quarter") and re.compile(r"[\s-](?:hour|year|century|dozen)").match(
            text, match.end()
        ):
            continue
        half = _HALF_A.match(text, match.end())
        if half and part == "half":
            yield match.start(), half.end() - 1, 0.5, 0.0, "number"
            continue
        parts = 1.0 if count in ("", "a", "an", "one") else ENGLISH[count]
        yield match.start(), match.end(), 100.0 * parts / PARTS[part], 1.0, "percent"


def _halved(text: str) -> Iterator[Found]:
    for match in _HALVED.finditer(text):
        yield match.start(), match.end(), 50.0, 1.0, "percent"


def _small(written: str) -> float:
    return float(written) if written.isdigit() else ENGLISH.get(written.lower(), 0.0)


def _ordinals(text: str) -> Iterator[Found]:
    for match in _ORDINAL.finditer(text):
        yield match.start(), match.end(), float(ORDINALS[match["word"].lower()]), 0.0, "ordinal"
    for match in FIRST.finditer(text):
        yield match.start(), match.end(), 1.0, 0.0, "ordinal"


def _times(text: str) -> Iterator[Found]:
    for match in _TIMES.finditer(text):
        yield match.start(), match.end(), _TIMES_VALUES[match["word"][:2].lower()], 0.0, "multiple"
    for match in TIMES.finditer(text):
        yield match.start(), match.end(), 2.0, 0.0, "multiple"


def _times_as(text: str) -> Iterator[Found]:
    for match in _TIMES_AS.finditer(text):
        yield match.start(), match.end() - 1, _small(match["count"]), 0.0, "multiple"


def _vague(text: str) -> Iterator[Found]:
    for match in _VAGUE.finditer(text):
        low = _VAGUE_LOW[match["word"].lower()]
        yield match.start(), match.end("word"), low, -1.0, "number"


def _quantity(text: str, start: int, end: int, value: float, step: float, kind: QuantityKind) -> Quantity:
    """Add currency, unit, noun and hedges to a number found."""
    if step < 0:  # "hundreds of": anything of that order
        return Quantity(kind, text[start:end], start, end, value, value * 50, hedged=True)
    sign = _SIGN.search(text, max(0, start - 8), start)
    first = sign.start() if sign else start
    (low, high), hedged = widened(text, first, end, value)
    percent = _PERCENT.match(text, end)
    last = percent.end() if percent else end
    if kind == "ordinal":
        return Quantity(kind, text[start:end], start, end, low, high, noun=ranked(text, start, end))
    if kind != "number":
        return Quantity(kind, text[start:last], start, last, low, high, step, hedged=hedged)
    unit, noun, factor, tail = counted(text, end)
    if sign:
        symbol = sign["sign"].strip().lower()
        unit, noun, factor, tail = CURRENCIES.get(symbol, ""), "", 1.0, end
        if symbol.endswith(("¥", "￥")):
            unit = ""  # yen and yuan share it
        if text.startswith("元", tail) and not symbol.isascii():
            tail += 1
        kind = "money"
    elif unit in CODES or (tail > end and not unit and not noun):
        kind = "money"
    elif unit == "times":
        kind = "multiple"
    if unit in ("month", "minute") and text.startswith("半", tail):  # 一年半
        low, high, tail = low + 0.5, high + 0.5, tail + 1
    return Quantity(
        kind,
        text[first:tail],
        first,
        tail,
        low * factor,
        high * factor,
        step * factor,
        unit,
        noun,
        factor,
        hedged,
    )
