"""Numbers written in words or characters, and their values.

English number words are read left to right with the usual rule (a unit or ten adds, a
scale multiplies what came before); Chinese ones by their myriads. Both readers take
one pass and refuse what is no number.
"""

from __future__ import annotations

import re


def _numbered(words: str, first: int) -> dict[str, int]:
    return {word: value for value, word in enumerate(words.split(), first)}


_SMALL = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen"
)
_TENS = "twenty thirty forty fifty sixty seventy eighty ninety"
ENGLISH: dict[str, float] = {
    **{word: float(value) for word, value in _numbered(_SMALL, 0).items()},
    **{word: 10.0 * value for word, value in _numbered(_TENS, 2).items()},
}
"""Words for 0 to 19 and for the tens."""
SCALES: dict[str, float] = {
    "dozen": 12.0,
    "hundred": 1e2,
    "thousand": 1e3,
    "k": 1e3,
    "million": 1e6,
    "mn": 1e6,
    "m": 1e6,
    "billion": 1e9,
    "bn": 1e9,
    "b": 1e9,
    "trillion": 1e12,
    "tn": 1e12,
    "crore": 1e7,
    "lakh": 1e5,
}
ORDINALS: dict[str, int] = _numbered(
    "first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth "
    "fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth twentieth",
    1,
)
PARTS: dict[str, int] = {
    "half": 2, "halves": 2, "third": 3, "thirds": 3, "quarter": 4, "quarters": 4, "fourths": 4,
    "fifth": 5, "fifths": 5, "sixth": 6, "sixths": 6, "eighth": 8, "eighths": 8, "tenth": 10, "tenths": 10,
}  # fmt: skip
"""Denominators of fractions."""
_DIGITS = {char: value for value, char in enumerate("零一二三四五六七八九")} | {"〇": 0, "两": 2}
_PLACES = {"十": 10, "百": 100, "千": 1000}
_MYRIADS = {"万": 10_000, "亿": 100_000_000}
CHINESE = "".join(_DIGITS) + "".join(_PLACES) + "".join(_MYRIADS)
"""Every character that a number may be written with."""
_PIECE = re.compile(r"\d[\d,]{0,18}(?:\.\d{1,6})?|.", re.DOTALL)
MAX_LENGTH = 40
"""Characters of a number in words; longer ones are not read."""


def english_value(words: list[str]) -> float | None:
    """Return the value of number words in order ("two hundred and forty" → 240); None when it is none."""
    total, current, seen = 0.0, 0.0, False
    for word in words:
        if word in ENGLISH:
            current, seen = current + ENGLISH[word], True
        elif word in ("a", "an") and not seen:
            current = 1.0
        elif word in SCALES:
            seen = True
            if SCALES[word] >= 1e3:
                total, current = total + (current or 1.0) * SCALES[word], 0.0
            else:
                current = (current or 1.0) * SCALES[word]
        elif word != "and":
            return None
    return total + current if seen else None


def chinese_value(text: str) -> float | None:
    """Return the value of a Chinese or mixed number ("2亿4000万", "三百二十", "1.5万"); None when none."""
    if not text or len(text) > MAX_LENGTH:
        return None
    if all(char in _DIGITS for char in text) and len(text) > 1:
        return float("".join(str(_DIGITS[char]) for char in text))
    total, section, pending = 0.0, 0.0, None
    place = 0.0
    for piece in _PIECE.findall(text):
        if piece[0].isdigit() and piece[0].isascii():
            pending = float(piece.replace(",", ""))
        elif piece in _DIGITS:
            pending = float(_DIGITS[piece])
            place = place if piece not in "零〇" else 0.0
        elif piece in _PLACES:
            section += (1.0 if pending is None else pending) * _PLACES[piece]
            pending, place = None, _PLACES[piece] / 10.0
        elif piece in _MYRIADS:
            whole = section + (pending or 0.0)
            if not total and not whole:
                return None
            # 三千万亿: a myriad of what stands before, when nothing stands between.
            total = total * _MYRIADS[piece] if not whole else total + whole * _MYRIADS[piece]
            section, pending, place = 0.0, None, _MYRIADS[piece] / 10.0
        else:
            return None
    # 三百二 is 320, 一万二 is 12,000: a last bare digit stands one place below.
    bare = pending is not None and text[-1] in _DIGITS and len(text) > 1 and place > 1 and "零" not in text
    return total + section + (pending or 0.0) * (place if bare else 1.0)
