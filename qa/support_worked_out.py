"""Amounts that no source writes and every reader works out: 15 of 58 is a quarter, 2031 to 2034 three years.

Only what one sentence gives is worked out, and only for amounts that the source has nothing
else in the place of: with many numbers at hand something always fits.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import permutations

from corpus.facts import Facts, Quantity, facts_of

_WHOLE, _SHARE = 100.0, 1.0
"""Per cent, and how many points a share that is worked out may be off."""
_RATIO = 0.05
"""How far a multiple that is worked out may be off, as a share of it."""
_YEAR = 12
"""Months."""
_MOST = 8
"""Amounts of a sentence that are tried with each other."""
_EVERY = re.compile(r"\b(?:all|every|entire(?:ly)?|whole)\b|全部|所有|全体|均|都", re.IGNORECASE)
_REST = re.compile(r"\b(?:rest|remainder|remaining)\b|其余|余下|剩余", re.IGNORECASE)

_CHANGE = re.compile(
    r"\b(?:from|up|down|rose|risen|fell|fallen|grew|grown|climb\w*|drop\w*|increas\w*|decreas\w*|declin\w*|swell\w*"
    r"|cut|more|less|fewer|than|instead)\b|[从由](?=[^，。]{0,12}\d)|[增减降升涨跌]",
    re.IGNORECASE,
)
"""Without such words what is left of a whole would pass for what it lost."""


def worked_out(quantity: Quantity, sentences: Sequence[str]) -> str | None:
    """Return the sentence that an amount follows from, or None.

    Args:
        quantity: An amount of the claim.
        sentences: The source's words, the nearest to the claim first.
    """
    return next((text for text in sentences if _follows(quantity, facts_of(text), text)), None)


def _follows(quantity: Quantity, facts: Facts, text: str) -> bool:
    low, high = quantity.low, quantity.high
    if quantity.kind == "percent":
        return any(low - _SHARE <= share <= high + _SHARE for share in _shares(quantity, facts, text))
    if quantity.kind == "multiple":
        ratios = (other / one for one, other in _pairs(facts))
        return any(low * (1 - _RATIO) <= ratio <= high * (1 + _RATIO) for ratio in ratios)
    if quantity.unit == "month" and low % _YEAR == 0:
        years = [date.year for date in facts.dates if date.year]
        return any(low <= _YEAR * (late - early) <= high for early, late in permutations(years, 2))
    return False


def _shares(quantity: Quantity, facts: Facts, text: str) -> Iterator[float]:
    """Yield the shares that a sentence gives: all, the rest, one of two amounts, what was lost or won."""
    if quantity.low == quantity.high == _WHOLE:
        if _EVERY.search(text):
            yield _WHOLE
        return
    if _REST.search(text):
        yield from (_WHOLE - one.low for one in facts.quantities if one.kind == "percent")
    changes = _CHANGE.search(text) is not None
    for one, other in _pairs(facts):
        if one < other:
            yield _WHOLE * one / other
        if changes:
            yield _WHOLE * abs(other - one) / one


def _pairs(facts: Facts) -> Iterator[tuple[float, float]]:
    """Yield two amounts that can be held against each other, in both orders."""
    held = [one for one in facts.quantities if one.kind in ("number", "money") and one.low > 0][:_MOST]
    for one, other in permutations(held, 2):
        if one.kind == other.kind and (one.unit == other.unit or not (one.unit and other.unit)):
            yield one.low, other.low
