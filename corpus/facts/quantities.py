"""Amounts in English and Chinese text: numbers, money, shares, ordinals, multiples.

Each pattern is linear: no quantifier stands inside another over the same characters,
and every run has a bound.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

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
from corpus.facts.units import CURRENCIES, SCALED, UNITS

Found = tuple[int, int, float, float, QuantityKind]
"""Start, end, value, step, kind."""

_CARDINAL = "|".join(sorted(ENGLISH, key=len, reverse=True))
_BIG = "dozen|hundred|thousand|million|billion|trillion|crore|lakh"
_DIGITS = r"(?<![\d.])(?<![A-Za-z])(?<![A-Za-z]-)\d{1,3}(?:[,\u00a0\u202f]\d{3}){1,5}(?:\.\d{1,4})?|" \
    r"(?<![\d.])(?<![A-Za-z])(?<![A-Za-z]-)\d{1,15}(?:\.\d{1,6})?"  # fmt: skip
_NUMBER = re.compile(
    rf"(?P<number>{_DIGITS})(?P<chinese>\s?[{CHINESE}\d.,]{{0,30}}[十百千万亿](?![瓦克米]))?"
)
_SCALE = re.compile(rf"[\s-]?(?P<scale>{_BIG})s?\b|\s?(?P<short>bn|mn|tn|[mkb])\b(?!²)", re.IGNORECASE)
_PERCENT = re.compile(r"\s?(?:%|％|per\s?cent\b|percent\b|pct\b)(?!age)", re.IGNORECASE)
_ORDINAL_TAIL = re.compile(r"(?:st|nd|rd|th)\b")
_WORDS = re.compile(
    rf"\b(?:(?:a|an)\s(?={_BIG}\b)|(?:{_CARDINAL})\b|(?:{_BIG})\b(?!s))"
    rf"(?:(?:[\s-]|\sand\s)(?:{_CARDINAL}|{_BIG})\b){{0,8}}",
    re.IGNORECASE,
)
_PART = re.compile(
    rf"\b(?:(?P<top>a|an|one|{_CARDINAL})[\s-])?(?P<part>{'|'.join(PARTS)})\b",
    re.IGNORECASE,
)
_IN = re.compile(
    rf"\b(?P<top>one|{_CARDINAL}|\d{{1,3}})\s(?:in|out\sof)(?:\severy)?\s(?P<bottom>{_CARDINAL}|\d{{1,4}})\b",
    re.I,
)
_ORDINAL = re.compile(rf"\b(?P<word>{'|'.join(ORDINALS)})\b", re.IGNORECASE)
_TIMES = re.compile(
    r"\b(?P<word>twice|double[sd]?|doubling|tripl(?:e[sd]?|ing)|treble[sd]?|quadruple[sd]?)\b", re.I
)
_TIMES_VALUES = {"tw": 2.0, "do": 2.0, "tr": 3.0, "qu": 4.0}
_ZH = re.compile(
    rf"(?P<pre>第|百分之|数|几)?(?P<number>[{CHINESE}][{CHINESE}\d.]{{0,30}})(?!(?<=千)[瓦克米])(?P<over>分之[{CHINESE}\d]{{1,8}})?"
)
_ZH_HALF = re.compile(r"一半|半数|过半|对半")
_ZH_FIRST = re.compile(r"首(?=次|个|家|位|例|批|座|轮|届|部|款|名)")
_ZH_TIMES = re.compile(r"翻(?:了)?(?:一番|倍)")
_COUNTED = re.compile(
    r"(?:个百分点|多|余)?(?:[个县市省国州条名位家座所间台辆艘架条项例起张份枚颗件头只栋套支部场次轮届人天年月周日岁元吨米克升度户票席球分倍亩处段篇站层亿万千百十]"
    r"|公里|公顷|公斤|小时|分钟|欧元|美元|英镑|毫克|千瓦|兆瓦|平方)"
)
_LABEL = re.compile(
    r"\b(?:Line|Unit|Phase|Article|Section|Chapter|Model|Terminal|Platform|Reactor|Block|Level|Grade|Type|Route"
    r"|Gate|Part|Stage|Class|Category|Tier|No\.?|Number)\s$"
)
_HAO = re.compile(r"号(?!召|称|码)")
_TENTHS = re.compile(r"成(?![为立功本员长果交都人年分])")
_OF_THEM = re.compile(r"\s(?:of|the|as|its|his|her|their|all|more|less|those|these)\b|[,.;]|$")
_HALF_A = re.compile(
    r"\sa\s(?=percentage\spoint|point|kilometre|metre|mile|tonne|litre|degree)", re.IGNORECASE
)
_VAGUE = re.compile(r"\b(?P<word>dozens|hundreds|thousands|millions|billions)\sof\b", re.IGNORECASE)
_VAGUE_LOW = {"dozens": 24.0, "hundreds": 200.0, "thousands": 2e3, "millions": 2e6, "billions": 2e9}
_SIGN = re.compile(
    r"(?P<sign>[A-Z]{0,2}[$€£₹₩₽₺₦฿¥￥]|\b(?:USD|EUR|GBP|CNY|RMB|JPY|INR|CHF|AUD|CAD|HKD|SGD)\s?)\s?$"
)
_NOUN = re.compile(
    r"[\s-]?(?P<words>(?:[A-Za-z°µ²/][\w°²/'’-]{0,24})(?:[ -][A-Za-z][\w'’-]{0,24}){0,2})|\s?(?P<han>[\u4e00-\u9fff]{1,6})"
)
_SKIP = frozenset(
    "of the a an more new other other's different additional further its his her their our full".split()
)


def find_quantities(text: str) -> tuple[Quantity, ...]:
    """Return the amounts in a text, in order, never overlapping; a bare "one" is none.

    Dates are amounts too as far as this is concerned: whoever wants both takes the
    dates' spans away first.
    """
    taken = bytearray(len(text))
    found: list[Quantity] = []
    for finder in (_percent_words, _fractions, _digits, _chinese, _english, _ordinals, _times, _vague):
        for start, end, value, step, kind in finder(text):
            if not any(taken[start:end]):
                made = _quantity(text, start, end, value, step, kind)
                taken[made.start : made.end] = b"\x01" * (made.end - made.start)
                found.append(made)
    return tuple(sorted(found, key=lambda one: one.start))


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
        elif end < len(text) and text[end].isascii() and text[end].isalpha() and not _unit_at(text, end):
            continue  # "5G", "3D", "737s"
        if _LABEL.search(text, max(0, match.start() - 12), match.start()) or _HAO.match(text, end):
            yield match.start(), end, value, 0.0, "ordinal"  # "Line 3", "3号线"
            continue
        tenths = _TENTHS.match(text, end)
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
        if value is None or words in (["one"], ["zero"]):
            continue
        kind: QuantityKind = "percent" if _PERCENT.match(text, match.end()) else "number"
        yield match.start(), match.end(), value, 0.0, kind


def _chinese(text: str) -> Iterator[Found]:
    for match in _ZH.finditer(text):
        before, written = match["pre"], match["number"]
        if before == "百分之":
            value = chinese_value(written)
            if value is not None:
                yield match.start(), match.end(), value, 0.0, "percent"
        elif before == "第":
            value = chinese_value(written)
            if value:
                yield match.start(), match.end("number"), value, 0.0, "ordinal"
        elif not before and _HAO.match(text, match.end()):
            value = chinese_value(written)
            if value:
                yield match.start(), match.end(), value, 0.0, "ordinal"
        elif not before and len(written) == 1 and _TENTHS.match(text, match.end()):
            value = chinese_value(written)
            if value and value < 10:
                yield match.start(), match.end() + 1, value * 10, 1.0, "percent"
        elif not before and not match["over"] and (len(written) > 1 or written != "一"):
            value = chinese_value(written)
            counted = _COUNTED.match(text, match.end("number"))
            if value and counted and _stands_alone(text, match):
                yield match.start(), match.end("number"), value, 0.0, "number"


def _stands_alone(text: str, match: re.Match[str]) -> bool:
    """Return whether a Chinese numeral counts something: "三家" does, "万科" and "进一步" do not."""
    written = match["number"]
    return not (len(written) == 1 and written in "十百千万亿零〇一") or bool(
        written == "十" or re.compile(r"[余多]").match(text, match.end())
    )


def _percent_words(text: str) -> Iterator[Found]:
    for match in _ZH.finditer(text):
        if match["over"] and not match["pre"]:
            bottom, top = chinese_value(match["number"]), chinese_value(match["over"][2:])
            if bottom and top:
                yield match.start(), match.end(), 100.0 * top / bottom, 1.0, "percent"
    for match in re.compile(r"百分之(\d{1,3}(?:\.\d{1,3})?)").finditer(text):
        yield match.start(), match.end(), float(match[1]), 0.0, "percent"
    for match in _ZH_HALF.finditer(text):
        yield match.start(), match.end(), 50.0, 1.0, "percent"


def _fractions(text: str) -> Iterator[Found]:
    for match in _IN.finditer(text):
        top, bottom = (_small(match[name]) for name in ("top", "bottom"))
        if top and bottom and top < bottom:
            yield match.start(), match.end(), 100.0 * top / bottom, 1.0, "percent"
    for match in _PART.finditer(text):
        part, top = match["part"].lower(), (match["top"] or "").lower()
        follows = _OF_THEM.match(text, match.end())
        if part != "half" and not (top and follows):
            continue  # "the third", "first quarter": ordinals and names
        if part in ("half", "quarter") and re.compile(r"[\s-](?:hour|year|century|dozen)").match(
            text, match.end()
        ):
            continue
        half = _HALF_A.match(text, match.end())
        if half and part == "half":
            yield match.start(), half.end() - 1, 0.5, 0.0, "number"
            continue
        count = 1.0 if top in ("", "a", "an", "one") else ENGLISH[top]
        yield match.start(), match.end(), 100.0 * count / PARTS[part], 1.0, "percent"


def _small(written: str) -> float:
    return float(written) if written.isdigit() else ENGLISH.get(written.lower(), 0.0)


def _ordinals(text: str) -> Iterator[Found]:
    for match in _ORDINAL.finditer(text):
        yield match.start(), match.end(), float(ORDINALS[match["word"].lower()]), 0.0, "ordinal"
    for match in _ZH_FIRST.finditer(text):
        yield match.start(), match.end(), 1.0, 0.0, "ordinal"


def _times(text: str) -> Iterator[Found]:
    for match in _TIMES.finditer(text):
        yield match.start(), match.end(), _TIMES_VALUES[match["word"][:2].lower()], 0.0, "multiple"
    for match in _ZH_TIMES.finditer(text):
        yield match.start(), match.end(), 2.0, 0.0, "multiple"


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
        return Quantity(kind, text[start:end], start, end, low, high, noun=_ranked(text, start, end))
    if kind != "number":
        return Quantity(kind, text[start:last], start, last, low, high, step, hedged=hedged)
    unit, noun, factor, tail = _counted(text, end)
    if sign:
        symbol = sign["sign"].strip().lower()
        unit, noun, factor, tail = CURRENCIES.get(symbol, ""), "", 1.0, end
        if symbol.endswith(("¥", "￥")):
            unit = ""  # yen and yuan share it
        kind = "money"
    elif unit in _CODES or (tail > end and not unit and not noun):
        kind = "money"
    elif unit == "times":
        kind = "multiple"
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


def _ranked(text: str, start: int, end: int) -> str:
    """Return what an ordinal counts: the word before a label's number, else the word after."""
    label = _LABEL.search(text, max(0, start - 12), start)
    after = _NOUN.match(text, end)
    if label:
        return label.group().strip().lower()
    if after is None:
        return ""
    return (after["han"] or "")[:2] or re.split(r"[ -]", after["words"].lower())[0]


_CODES = frozenset(CURRENCIES.values())
_ZH_MEASURE = re.compile(r"(?:多|余)?[个名位家座所间台辆艘架条项例起张份枚颗件头只栋套支部场次轮届]")


def _counted(text: str, end: int) -> tuple[str, str, float, int]:
    """Return unit, noun, factor to the base unit, and where the unit ends."""
    match = _NOUN.match(text, end)
    if match is None:
        return "", "", 1.0, end
    if match["han"]:
        return _counted_chinese(match["han"], match.start("han"), end)
    words = match["words"].lower()
    pieces = re.split(r"[ -]", words)
    for count in (2, 1):
        unit = " ".join(pieces[:count])
        last = match.start("words") + len(unit)
        known = _known_unit(unit)
        if known:
            return known[0], pieces[0] if known[0] not in _CODES else "", known[1], last
    if len(pieces) > 1 and pieces[1] in CURRENCIES:
        # "185 million Canadian dollars": whose dollars they are stands before them.
        return _OF_COUNTRY.get(pieces[0], ""), "", 1.0, match.start("words") + len(f"{pieces[0]} {pieces[1]}")
    kept = [piece for piece in pieces if piece not in _SKIP]
    noun = next((piece for piece in reversed(kept) if _known_unit(piece)), kept[0] if kept else "")
    known = _known_unit(noun)
    # "48 new schools": the unit tells what is counted, the number keeps its own value.
    unit = known[0] if known and known[1] == 1.0 and known[0] not in _CODES else ""
    return unit, noun, 1.0, end


def _counted_chinese(han: str, at: int, end: int) -> tuple[str, str, float, int]:
    plain = han.removeprefix("多").removeprefix("余")
    skipped = len(han) - len(plain)
    if plain.startswith("倍"):
        return "times", "", 1.0, at + skipped + 1
    for size in (4, 3, 2, 1):
        known = _known_unit(plain[:size]) if len(plain) >= size else None
        if known:
            rest = _ZH_MEASURE.sub("", plain, count=1)
            better = next((_known_unit(rest[:n]) for n in (3, 2) if _known_unit(rest[:n])), None)
            if size == 1 and better and better[1] == 1.0:
                return better[0], rest[:2], 1.0, at + skipped + 1
            return known[0], plain[:size], known[1], at + skipped + size
    rest = _ZH_MEASURE.sub("", plain, count=1)
    known = next((_known_unit(rest[:n]) for n in (3, 2) if _known_unit(rest[:n])), None)
    return (known[0] if known and known[1] == 1.0 else ""), rest[:2], 1.0, end


_OF_COUNTRY = {
    "canadian": "CAD", "australian": "AUD", "american": "USD", "us": "USD", "singapore": "SGD", "swiss": "CHF",
    "british": "GBP", "chinese": "CNY", "indian": "INR", "japanese": "JPY", "kenyan": "KES", "mexican": "MXN",
}  # fmt: skip


def _known_unit(word: str) -> tuple[str, float] | None:
    if not word:
        return None
    if word in CURRENCIES:
        return CURRENCIES[word], 1.0
    return SCALED.get(word) or ((UNITS[word], 1.0) if word in UNITS else None)
