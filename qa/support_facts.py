"""The facts of a claim, each held against what the source says around the best words."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.facts import CalendarDate, Facts, Name, Quantity, facts_of
from corpus.facts.compare import coarser, compare_dates, compare_quantities, same_counted
from corpus.facts.name_match import HAN, name_stands_in, translatable
from corpus.facts.names import pinyin
from qa.support_model import FactCheck, FactOutcome
from qa.support_worked_out import worked_out

_ORDER = 10.0
"""How many times larger an amount may be than the one it stands for, when what they count is not known."""

_SHARED = re.compile(
    r"(?<![\d.,])(\d{1,3}(?:\.\d{1,3})?)\s(?:to|and|against|or)\s\d{1,3}(?:\.\d{1,3})?\s?(?:per\s?cent|%)"
)
"""The first of two numbers that share one "per cent"."""
_SPAN = re.compile(r"\s?(?:and|[-–—~～]|至|到)\s?")
_SPANNED = re.compile(r"\bbetween\s$", re.IGNORECASE)
_MOVED = re.compile(r"\bfrom\s$|[从由自]$", re.IGNORECASE)
"""Before the first of two amounts that are the ends of a change, and no range."""
_YEARS = {
    -2: re.compile(r"\bthe year before last\b|前年(?!度)", re.IGNORECASE),
    -1: re.compile(r"\blast year\b|去年", re.IGNORECASE),
    0: re.compile(r"\bthis year\b|今年|本年度", re.IGNORECASE),
    1: re.compile(r"\bnext year\b|明年", re.IGNORECASE),
}
"""How a text says a year by how far it is from that of its publication."""


@dataclass(frozen=True, slots=True)
class Surroundings:
    """The source's words, the nearest to the claim first."""

    main: str
    """The best sentence."""
    beside: tuple[str, ...]
    """Its neighbours and other sentences that bear on the claim."""
    whole: str
    """The whole source."""
    year: int | None
    """Year of publication."""

    @property
    def near(self) -> str:
        """Return what stands beside the best sentence as one text."""
        return " ".join(self.beside)


def check_facts(claim: str, around: Surroundings) -> tuple[FactCheck, ...]:
    """Hold each amount, date and name of a claim against its source, in the order of the claim.

    A fact agrees where the best sentence or a near one has it; it differs where the best
    sentence has another of its kind in its place; else it is missing. Weak facts that are
    missing are left out: a bare ordinal, a weekday, a lone opening word.
    """
    facts, main, near = facts_of(claim), facts_of(around.main), facts_of(around.near)
    found: list[tuple[int, FactCheck]] = []
    for quantity in facts.quantities:
        check = _shared_percent(quantity, main, around.main) or _quantity(quantity, facts, main, near)
        if check.outcome != "agrees" and (inside := _within(quantity, facts, claim, main)):
            check = FactCheck(quantity.kind, quantity.text, inside, "agrees")
        if check.outcome == "missing" and (told := worked_out(quantity, (around.main, *around.beside))):
            check = FactCheck(quantity.kind, quantity.text, told, "agrees")
        if check.outcome != "missing" or quantity.kind != "ordinal":
            found.append((quantity.start, check))
    for date in facts.dates:
        check = _date(date, facts, main, near, around)
        if check.outcome != "missing" or not date.weekday:
            found.append((date.start, check))
    for name in facts.names:
        outcome = _name(name, facts, main, around)
        if outcome is not None:
            found.append((name.start, outcome))
    return tuple(check for _, check in sorted(found, key=lambda one: one[0]))


def _quantity(quantity: Quantity, facts: Facts, main: Facts, near: Facts) -> FactCheck:
    def check(source: str | None, outcome: FactOutcome) -> FactCheck:
        return FactCheck(quantity.kind, quantity.text, source, outcome)

    agreeing = _agreeing(quantity, main)
    if agreeing:
        return check(agreeing.text, "agrees")
    rivals = [other for other in main.quantities if _in_place_of(quantity, other, facts)]
    beside = _agreeing(quantity, near)
    # A number beside the best sentence counts only while the sentence itself has no other for the same thing.
    plain = [other for other in rivals if same_counted(quantity, other)]
    if beside and not plain:
        return check(beside.text, "agrees")
    if rivals:
        return check((plain or rivals)[0].text, "differs")
    for other in near.quantities:
        counted = (quantity.unit or quantity.noun) and same_counted(quantity, other)
        if counted and _in_place_of(quantity, other, facts):
            return check(other.text, "differs")
    return check(None, "missing")


def _within(quantity: Quantity, facts: Facts, claim: str, main: Facts) -> str | None:
    """Return the source's amount that lies in a range of which this is one end ("between 200 and 300")."""
    for low, high in pairwise(facts.quantities):
        if quantity is not low and quantity is not high:
            continue
        joint, before = claim[low.end : high.start], claim[max(0, low.start - 9) : low.start]
        of_one = low.kind == high.kind if low.unit else low.kind in ("number", high.kind)
        if not of_one or not _SPAN.fullmatch(joint) or _MOVED.search(before):
            continue
        if "and" in joint and not _SPANNED.search(before):
            continue  # two amounts
        least = low.low if low.unit else low.low * high.factor
        found = _agreeing(replace(high, low=least), main) if least < high.high else None
        if found:
            return found.text
    return None


def _shared_percent(quantity: Quantity, main: Facts, text: str) -> FactCheck | None:
    """Return agreement where one "per cent" serves two numbers, or where points are the gap between two."""
    if quantity.unit == "percentage point":
        shares = [one.low for one in main.quantities if one.kind == "percent"]
        shares += [float(match[1]) for match in _SHARED.finditer(text)]
        if any(abs(abs(a - b) - quantity.low) < 1e-6 for a in shares for b in shares):
            return FactCheck(quantity.kind, quantity.text, text, "agrees")
    elif quantity.kind == "percent":
        for match in _SHARED.finditer(text):
            if quantity.low <= float(match[1]) <= quantity.high:
                return FactCheck("percent", quantity.text, match.group(), "agrees")
    return None


def _agreeing(quantity: Quantity, place: Facts) -> Quantity | None:
    for other in place.quantities:
        if compare_quantities(quantity, other) == "agrees" and not _other_thing(quantity, other, place):
            return other
    return None


def _other_thing(quantity: Quantity, other: Quantity, place: Facts) -> bool:
    """Return whether an equal amount counts something else: another one counts what the claim counts."""
    if quantity.kind != "number" or same_counted(quantity, other):
        return False
    if not (quantity.noun and other.noun) or quantity.noun.isascii() != other.noun.isascii():
        return False
    return any(same_counted(quantity, third) for third in place.quantities if third is not other)


def _in_place_of(quantity: Quantity, other: Quantity, facts: Facts) -> bool:
    """Return whether the source has this amount where the claim has another."""
    if compare_quantities(quantity, other) != "differs":
        return False
    if not same_counted(quantity, other) and (quantity.kind == "ordinal" or not _alike(quantity, other)):
        return False
    taken = any(
        one is not quantity and compare_quantities(one, other) == "agrees" for one in facts.quantities
    )
    return not taken


def _alike(quantity: Quantity, other: Quantity) -> bool:
    """Return whether two amounts of unknown things are of one order: 173 is hardly said in place of 5."""
    low, high = sorted((quantity.high or 1.0, other.high or 1.0))
    return high <= _ORDER * low


def _date(date: CalendarDate, facts: Facts, main: Facts, near: Facts, around: Surroundings) -> FactCheck:
    def check(source: str | None, outcome: FactOutcome) -> FactCheck:
        return FactCheck("date", date.text, source, outcome)

    for place, text in ((main, around.main), (near, around.near)):
        same = [one for one in place.dates if compare_dates(date, one) == "agrees"]
        # A source that writes "the 21st" leaves out what it said before; the day is enough.
        exact = [one for one in same if not coarser(one, date) or (date.day and one.day)]
        rivals = [one for one in place.dates if _stands_for(date, one, facts)]
        if not exact and (told := _told_from_publication(date, around.year, text)):
            return check(told, "agrees")
        if exact or rivals:
            return check((exact or rivals)[0].text, "agrees" if exact else "differs")
    for other in (*main.dates, *near.dates):
        if compare_dates(date, other) == "agrees":
            return check(other.text, "agrees")
    if date.year and not date.month:
        if date.year == around.year:
            return check(str(around.year), "agrees")
        if any(other.year == date.year for other in facts_of(around.whole).dates):
            return check(date.text, "agrees")
    return check(None, "missing")


def _told_from_publication(date: CalendarDate, published: int | None, text: str) -> str | None:
    """Return the words by which a source says a year from the year of its own, "last year" say."""
    if not published or not date.year or date.month or date.decade:
        return None
    words = _YEARS.get(date.year - published)
    found = words.search(text) if words else None
    return found.group() if found else None


def _stands_for(date: CalendarDate, other: CalendarDate, facts: Facts) -> bool:
    """Return whether the source has this date where the claim has another, as precise as the claim's."""
    if compare_dates(date, other) != "differs" or coarser(other, date):
        return False
    return not any(one is not date and compare_dates(one, other) == "agrees" for one in facts.dates)


def _name(name: Name, facts: Facts, main: Facts, around: Surroundings) -> FactCheck | None:
    if name_stands_in(name, around.main) or name_stands_in(name, around.near):
        return FactCheck("name", name.text, name.text, "agrees")
    if name.weak or name.kind == "title":
        return None
    if translatable(name, around.main):
        return None
    rival = _rival(name, facts, main.names)
    if name_stands_in(name, around.whole):
        # Named elsewhere in the source: the best sentence may call it "the company", unless it names another.
        return FactCheck(
            "name", name.text, name.text if not rival else rival.text, "agrees" if not rival else "differs"
        )
    if rival and not _surely_other(name, rival):
        rival = None
    return FactCheck("name", name.text, rival.text if rival else None, "differs" if rival else "missing")


def _surely_other(name: Name, rival: Name) -> bool:
    """Return whether two names that do not match name two things; across scripts a sound may deceive."""
    if bool(HAN.search(name.text)) == bool(HAN.search(rival.text)) or (name.known and rival.known):
        return True
    return name.kind == "person" and all(pinyin(one.text) for one in (name, rival))


def _rival(name: Name, facts: Facts, others: Sequence[Name]) -> Name | None:
    """Return a name that stands in the source where the claim has this one: like in kind, not the claim's."""
    for other in others:
        if other.weak or _kind(other) != _kind(name):
            continue
        if name.kind == other.kind == "body" and not name.text.isascii() and name.text[-1] != other.text[-1]:
            continue
        if {name.kind, other.kind} == {"body", "person"} and not (name.text + other.text).isascii():
            continue
        if not _among(other, facts.names):
            return other
    return None


def _kind(name: Name) -> str:
    if name.kind in ("country", "region", "city", "province"):
        return name.kind
    return name.kind if name.kind in ("title", "quoted") else "other"


def _among(name: Name, names: Iterable[Name]) -> bool:
    return any(
        (name.known and name.known == one.known)
        or name_stands_in(name, one.text)
        or name_stands_in(one, name.text)
        for one in names
    )
