"""A source's amounts and years, said in the claim's own words where both say the same.

The reader takes "62 hectares" and "620,000 square metres" for two different things, "last year"
for no 2014, and 36 months for no three years: it knows words, and does not reckon. What the values
show to be one is given to it as one; what differs stays as the source has it. Shares and sums of
money are left as they are written: those it knows.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.facts import Facts, Quantity, facts_of
from corpus.facts.compare import compare_quantities

_UNITS = frozenset({"hectare", "m", "m3", "kg", "watt", "kwh", "volt", "litre", "minute", "month"})
"""Base units that are written in several others."""
_NEAR = 0.02
"""How far a converted amount may be off for its rounding, as a share of it."""
_DAY = r"\b(?:(?P<day>(?:\d{1,2} )?[A-Z][a-z]{2,8}) )?(?:of )?"
_RELATIVE = {
    distance: re.compile(rf"{_DAY}{word} year\b(?!['’])", re.IGNORECASE)
    for distance, word in ((-1, "last"), (0, "this"), (1, "next"))
}
"""How a text says a year by how far it is from that of its publication, after a month or by itself."""
_MONTH = re.compile(r"(?:\d{1,2} )?(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]*")


def restated(words: str, claim: str, year: int | None = None) -> str:
    """Return a source's words with equal amounts and years as the claim writes them.

    Args:
        words: The source's words, in English.
        claim: The claim, in English.
        year: When the source was published, where that is known: its "last year" is the one before.
    """
    ours = facts_of(claim)
    cuts = [*_amounts(words, ours), *_years(words, ours, year)]
    for start, end, told in sorted(cuts, reverse=True):
        words = words[:start] + told + words[end:]
    return words


def _amounts(words: str, ours: Facts) -> Iterator[tuple[int, int, str]]:
    theirs = facts_of(words).quantities
    written = {_figures(one.text) for one in ours.quantities}
    for other in theirs:
        if _figures(other.text) in written:
            continue
        told = next((one.text for one in ours.quantities if _same(one, other)), None)
        if told:
            yield other.start, other.end, told


def _same(ours: Quantity, theirs: Quantity) -> bool:
    """Return whether two amounts are one in two units; "about" and its like stay where they stand."""
    units = {ours.unit, theirs.unit}
    if ours.factor == theirs.factor or not (len(units) == 1 or units == {"month", "minute"}):
        return False
    mine, other = _plain(ours), _plain(theirs)
    if not units <= _UNITS or mine is None or other is None or compare_quantities(mine, other) != "agrees":
        return False
    return len(units) == 2 or abs(mine.low - other.low) <= _NEAR * abs(other.low)


def _plain(quantity: Quantity) -> Quantity | None:
    """Return an amount without what stands before it ("about"); None where it is a range by itself."""
    read = facts_of(quantity.text).quantities
    return read[0] if len(read) == 1 and read[0].low == read[0].high else None


def _figures(text: str) -> str:
    """Return an amount's words without blanks and commas, as they are compared."""
    return re.sub(r"[\s,\xa0-]", "", text.lower())


def _years(words: str, ours: Facts, year: int | None) -> Iterator[tuple[int, int, str]]:
    if year is None:
        return
    for distance, pattern in _RELATIVE.items():
        told = year + distance
        if any(date.year == told and not date.decade for date in ours.dates):
            for match in pattern.finditer(words):
                day = match["day"]
                if day and _MONTH.fullmatch(day):
                    yield match.start(), match.end(), f"{day} {told}"
                else:
                    start = match.start() if not day else match.start() + len(day) + 1
                    yield start, match.end(), f"in {told}"
