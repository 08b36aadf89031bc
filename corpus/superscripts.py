"""Superscript digits: which of them are footnote marks and which are squares and powers.

`¹⁷` after a sentence is a mark; `m²` and `10⁶` are not. What tells them apart is the
notes that exist, the order in which marks come, and what stands before the digits.
"""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass

DIGITS = "⁰¹²³⁴⁵⁶⁷⁸⁹"
CIRCLED = "".join(
    chr(first + at) for first, count in ((0x2460, 20), (0x3251, 15), (0x32B1, 15)) for at in range(count)
)
"""Numbers 1 to 50 in circles, as Chinese and Japanese works mark their notes."""
_HAN = {digit: value for value, digit in enumerate("〇一二三四五六七八九十")}
_TO_ASCII = str.maketrans(DIGITS, "0123456789")
MAX_RANGE = 50
"""Most marks that a range such as ¹²⁻¹⁵ may stand for."""

RUN = re.compile(rf"⁽?(?P<first>[{DIGITS}]{{1,6}})(?:[⁻–-](?P<last>[{DIGITS}]{{1,6}}))?⁾?")
ISOTOPE = re.compile(
    r"(?<![\w.,;:!?”’»)\]])(?:[¹²³]H|¹[¹²³⁴]C|¹[³⁵]N|¹[⁵⁶⁷⁸]O|¹⁸F|³[²³]P|³[²³⁴⁶]S|³⁹K|⁴⁰K|²³[³⁴⁵⁶⁸]U"
    rf"|[{DIGITS}]{{1,3}}(?:He|Li|Be|Mg|Cl|Ar|Ca|Cr|Mn|Fe|Co|Ni|Cu|Zn|Kr|Rb|Sr|Zr|Tc|Pd|Ag|Cd|Sn|Xe|Cs|Ba"
    r"|Nd|Sm|Eu|Gd|Hf|Hg|Tl|Pb|Bi|Rn|Ra|Th|Pu))(?![A-Za-zÀ-ÿ\d'’])"
)
"""A mass number: it stands behind no word or stop and on the sign of its element ("¹⁴C")."""
# A unit, a variable or a number before the digits makes them look like a power.
_POWER = re.compile(
    r"(?:[0-9]|(?:^|[\s\d/(·×*^=+\-−])(?:[kcmdµn]?m|km|mi|ft|in|yd|s|[A-Za-zµΩ]|cm|mm|sec)|[a-zα-ω][A-Z]|[⁻⁺]|[)\]][a-z]?)$"
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """Superscript digits in running text that may be a mark."""

    start: int
    end: int
    numbers: tuple[int, ...]
    """What they say: one number, or all of a range."""
    power: bool
    """True where they might as well be an exponent."""


def number_of(digits: str) -> int:
    """Return the number that digits say, superscript or not, or that a circle or Chinese numerals say."""
    if digits and digits in CIRCLED:
        return CIRCLED.index(digits) + 1
    if digits[:1] in _HAN:
        return han_value(digits)
    return int(digits.translate(_TO_ASCII))


def han_value(digits: str) -> int:
    """Return the number that Chinese numerals up to 99 say."""
    tens, found, ones = digits.partition("十")
    high = (_HAN.get(tens, 1) if found else 0) * 10
    return high + _HAN.get(ones if found else tens, 0)


def find_candidates(text: str, spans: Iterable[tuple[int, int]]) -> list[Candidate]:
    """Find superscript digits in the given spans of a text, in order."""
    found: list[Candidate] = []
    for start, end in spans:
        for run in RUN.finditer(text, start, end):
            if ISOTOPE.match(text, run.start()):
                continue
            before = text[max(start, run.start() - 8) : run.start()]
            found.append(Candidate(run.start(), run.end(), _numbers(run), bool(_POWER.search(before))))
    return found


def choose_marks(candidates: Sequence[Candidate], notes: Collection[int]) -> list[Candidate]:
    """Keep the candidates that are marks.

    Digits that look like a power are a mark only where they are the next number in
    order, a note of that number exists, and no plainer candidate claims it. Digits
    that don't look so are marks even without a note: that is the author's slip, to
    be reported. Two marks set without a gap (`¹²¹³`) are told apart where only the
    split gives neighbours that both have notes.

    Args:
        candidates: In reading order.
        notes: Numbers of the document's notes.

    Returns:
        The marks, in reading order.
    """
    plain = {number for candidate in candidates if not candidate.power for number in candidate.numbers}
    kept: list[Candidate] = []
    latest = 0
    for candidate in candidates:
        first = candidate.numbers[0]
        if candidate.power and not (first == latest + 1 and first in notes and first not in plain):
            continue
        kept.extend(_split(candidate, notes, latest))
        latest = max(latest, kept[-1].numbers[-1]) if kept[-1].numbers[-1] in notes else latest
    return kept


def _numbers(run: re.Match[str]) -> tuple[int, ...]:
    first = number_of(run["first"])
    last = number_of(run["last"]) if run["last"] else first
    if first < last <= first + MAX_RANGE:
        return tuple(range(first, last + 1))
    return (first,) if last == first else (first, last)


def _split(candidate: Candidate, notes: Collection[int], latest: int) -> list[Candidate]:
    whole = candidate.numbers[0]
    if len(candidate.numbers) > 1 or whole in notes or whole < 10:
        return [candidate]
    digits = str(whole)
    for cut in range(1, len(digits)):
        first, second = int(digits[:cut]), int(digits[cut:])
        if second == first + 1 and first == latest + 1 and first in notes and second in notes:
            middle = candidate.start + cut
            return [
                Candidate(candidate.start, middle, (first,), False),
                Candidate(middle, candidate.end, (second,), False),
            ]
    return [candidate]
