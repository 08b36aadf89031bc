"""Faults whose words all stand in the source: its own amounts, names and things, put in the wrong place.

A changed number stands nowhere in the source and a check of values finds it. What a check
of values cannot find is the right number for the wrong thing: "60 % and 40 %" for "40 %
and 60 %", a neighbour's name, what was done for who did it.
"""

from __future__ import annotations

import random
import re
from collections.abc import Iterator, Sequence
from itertools import combinations

from corpus.facts import CalendarDate, Facts, Quantity, facts_of
from corpus.facts.compare import compare_dates, compare_quantities
from corpus.facts.name_match import name_stands_in
from qa.support_cover import is_chinese

_FIGURES = re.compile(r"\d[\d.,]*\d|\d")
_LIST = re.compile(r"[\s,、]*(?:and|or|和|与|及)?[\s,]*(?:the\s)?")
_THING = re.compile(
    r"\b(?:the|an?|its|his|her|their)\s"
    r"(?:(?!(?:by|of|in|on|at|to|for|from|with|and|or|was|were|is|are|be|been|had|has|have|will|would|may|can|could"
    r"|that|who|which|than|as|not|did|does|about|after|before|over|into|between|since|during|under|until|because"
    r"|when|while|said|says)\b)[\w’'-]+\s?){1,2}(?=[\s,.;]|$)",
    re.IGNORECASE,
)
"""An article and one or two words: what acts or is acted on, roughly."""
_ARTICLE = re.compile(r"(?:The|An?|Its|His|Her|Their)\s")
_Valued = Quantity | CalendarDate


def misplaced(claim: str, texts: Sequence[str], draw: random.Random) -> Iterator[str]:
    """Yield claims with one fault each, made of what stands in the claim or in the source's words.

    Args:
        claim: What the source supports.
        texts: The source's words.
        draw: Decides among several.
    """
    for made in (
        crossed(claim, draw),
        traded(claim, draw),
        *(plant(claim, texts, draw) for plant in (other_figure, other_name)),
    ):
        if made and made != claim:
            yield made


def crossed(claim: str, draw: random.Random) -> str | None:
    """Let two amounts or two dates of a claim change places."""
    facts = facts_of(claim)
    pairs = [(one, other) for one, other in combinations(_written(facts), 2) if _rivals(one, other)]
    if not pairs:
        return None
    one, other = draw.choice(pairs)
    return _exchanged(claim, (one.start, one.end), (other.start, other.end))


def traded(claim: str, draw: random.Random) -> str | None:
    """Let two things of an English claim change places."""
    if is_chinese(claim):
        return None
    spans = [(match.start(), match.start() + len(match.group().rstrip())) for match in _THING.finditer(claim)]
    if len(spans) < 2:
        return None
    at = draw.randrange(len(spans) - 1)
    return _exchanged(claim, spans[at], spans[at + 1])


def other_figure(claim: str, texts: Sequence[str], draw: random.Random) -> str | None:
    """Put another amount or date of the source into the claim, in figures."""
    facts, found = facts_of(claim), [facts_of(text) for text in texts]
    ours, theirs = _written(facts), [other for one in found for other in _written(one)]
    choices = [
        (one, other)
        for one in ours
        for other in theirs
        if _rivals(one, other) and not any(_agree(mine, other) for mine in ours)
    ]
    if not choices:
        return None
    one, other = draw.choice(choices)
    return claim[: one.start] + _FIGURES.sub(_figures(other.text), one.text, count=1) + claim[one.end :]


def other_name(claim: str, texts: Sequence[str], draw: random.Random) -> str | None:
    """Put another name of the source into the claim, where both are in one script."""
    names = [name for name in facts_of(claim).names if not name.weak]
    others = [name for text in texts for name in facts_of(text).names if not name.weak]
    choices = [
        (one, other)
        for one in names
        for other in others
        if one.kind == other.kind
        and one.text.isascii() == other.text.isascii()
        and not name_stands_in(other, claim)
        and not name_stands_in(one, other.text)
    ]
    if not choices:
        return None
    one, other = draw.choice(choices)
    return claim[: one.start] + other.text + claim[one.end :]


def _written(facts: Facts) -> list[_Valued]:
    """Return amounts and dates that are written in figures."""
    held: list[_Valued] = [*facts.quantities, *facts.dates]
    return [one for one in held if _figures(one.text)]


def _figures(text: str) -> str:
    """Return the figures of an amount, "" for one in words."""
    found = _FIGURES.search(text)
    return found.group() if found else ""


def _rivals(one: _Valued, other: _Valued) -> bool:
    """Return whether two amounts of one kind, or two dates, are not the same."""
    if isinstance(one, CalendarDate) or isinstance(other, CalendarDate):
        if not (isinstance(one, CalendarDate) and isinstance(other, CalendarDate)):
            return False
        return compare_dates(one, other) == "differs"
    return one.kind == other.kind and (one.low, one.high) != (other.low, other.high)


def _agree(one: _Valued, other: _Valued) -> bool:
    if isinstance(one, CalendarDate):
        return isinstance(other, CalendarDate) and compare_dates(one, other) == "agrees"
    return isinstance(other, Quantity) and compare_quantities(one, other) == "agrees"


def _exchanged(claim: str, first: tuple[int, int], second: tuple[int, int]) -> str | None:
    """Return a claim in which two spans change places; None where they overlap or stand in one list."""
    first, second = sorted((first, second))
    between = claim[first[1] : second[0]]
    if first[1] > second[0] or _LIST.fullmatch(between):
        return None
    one, other = claim[first[0] : first[1]], claim[second[0] : second[1]]
    if first[0] == 0:
        one = one[0].lower() + one[1:] if _ARTICLE.match(one) else one
        other = other[0].upper() + other[1:]
    return claim[: first[0]] + other + between + one + claim[second[1] :]
