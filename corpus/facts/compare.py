"""Whether two facts agree, differ, or cannot be held against each other."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import replace
from typing import Literal

from corpus.facts.model import CalendarDate, Quantity
from corpus.letters import without_possessive

Relation = Literal["agrees", "differs", "unrelated"]

_PERSONS = frozenset({"person", "patient", "worker", "student"})
_POINTS = frozenset({"point", "percentage point"})
_CLOSE = 1e-6
_DAY = 1_440.0
"""Minutes."""
_MONTH = (29.3, 31.0)
"""Days of a month, on average over one and over many: three months are 88 to 93 days."""


def compare_quantities(claim: Quantity, source: Quantity) -> Relation:
    """Hold an amount of a claim against one of its source.

    They can be compared when they are of one kind, in units that do not exclude each
    other. Then they agree when their ranges meet, or when the source's amount rounds to
    the claim's last digit; a claim may be coarser than its source and not finer.
    """
    if {claim.unit, source.unit} == {"month", "minute"}:
        claim, source = _in_days(claim), _in_days(source)
        meet = claim.low <= source.high and source.low <= claim.high
        return "agrees" if meet and min(claim.low, source.low) >= _MONTH[0] else "unrelated"
    if not _comparable(claim, source):
        return "unrelated"
    if not claim.unit or not source.unit:
        # "from 0.18 to 0.07 milligrams": the unit stands once, so the numbers are taken as written.
        claim, source = _as_written(claim), _as_written(source)
    if claim.low <= source.high * (1 + _CLOSE) and source.low <= claim.high * (1 + _CLOSE):
        return "agrees"
    coarse = claim.step / 2 if claim.step > 1 or claim.kind in ("percent", "money") or claim.step < 1 else 0.5
    if claim.kind == "percent" and not claim.step:
        coarse = 0.5
    # A third is 33 per cent, though neither is finer than the other.
    finer = source.step < claim.step or (claim.kind == "percent" and source.step == claim.step)
    gap = max(claim.low - source.high, source.low - claim.high)
    if coarse and claim.kind not in ("ordinal", "time") and gap <= coarse * (1 + _CLOSE) and finer:
        return "agrees"
    return "differs"


def _in_days(one: Quantity) -> Quantity:
    """Return months or minutes in days; what is under a month is said in days for being exact."""
    least, most = _MONTH if one.unit == "month" else (1 / _DAY, 1 / _DAY)
    return replace(one, low=one.low * least, high=one.high * most)


def _as_written(one: Quantity) -> Quantity:
    by = one.factor
    return replace(one, low=one.low / by, high=one.high / by, step=one.step / by)


def same_counted(claim: Quantity, source: Quantity) -> bool:
    """Return whether two amounts plainly count one thing: one unit, or one noun."""
    if claim.kind in ("percent", "multiple", "time"):
        return True
    if claim.unit and source.unit:
        return _same_unit(claim.unit, source.unit)
    return bool(claim.noun and source.noun) and _stem(claim.noun) == _stem(source.noun)


def compare_dates(claim: CalendarDate, source: CalendarDate) -> Relation:
    """Hold a date of a claim against one of its source, part by part where both have it."""
    if claim.weekday or source.weekday:
        if claim.weekday and source.weekday:
            return "agrees" if claim.weekday == source.weekday else "differs"
        return "unrelated"
    if claim.decade or source.decade:
        return _decades(claim, source)
    pairs = [
        (a, b) for a, b in zip(_parts(claim), _parts(source), strict=True) if a is not None and b is not None
    ]
    if not pairs:
        return "unrelated"
    if any(a != b for a, b in pairs):
        return "differs"
    # "13" alone agrees with any month's 13th; a month that one of them leaves out says nothing.
    return "agrees"


def coarser(one: CalendarDate, other: CalendarDate) -> bool:
    """Return whether a date leaves out its day or month where the other has it; a year left out is none."""
    return any(a is None and b is not None for a, b in zip(_parts(one)[1:], _parts(other)[1:], strict=True))


def _decades(claim: CalendarDate, source: CalendarDate) -> Relation:
    if claim.year is None or source.year is None:
        return "unrelated"
    return "agrees" if claim.year // 10 == source.year // 10 else "differs"


def _parts(date: CalendarDate) -> tuple[int | None, int | None, int | None]:
    return date.year, date.month, date.day


def _comparable(claim: Quantity, source: Quantity) -> bool:
    if claim.kind != source.kind:
        points = {claim.unit, source.unit} & {"percentage point"}
        return bool(points) and "percent" in (claim.kind, source.kind)
    return not claim.unit or not source.unit or _same_unit(claim.unit, source.unit)


def _same_unit(first: str, second: str) -> bool:
    return first == second or any(first in one and second in one for one in (_PERSONS, _POINTS))


def _stem(noun: str) -> str:
    word = without_possessive(unicodedata.normalize("NFKC", noun))
    if not word.isascii():
        return word[:2]
    return re.sub(r"(?:ies|es|s|y)$", "", word) if len(word) > 3 else word
