"""All facts of a text at once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import lru_cache

from corpus.facts.calendar import find_calendar_dates, find_times
from corpus.facts.model import CalendarDate, Name, Quantity
from corpus.facts.names import find_names
from corpus.facts.quantities import find_quantities

MAX_TEXT = 20_000
"""Characters of one text that are looked at; a sentence beyond this is damage."""


@dataclass(frozen=True, slots=True)
class Facts:
    """The facts of a text, each kind in the order in which it stands."""

    quantities: tuple[Quantity, ...]
    dates: tuple[CalendarDate, ...]
    names: tuple[Name, ...]


@lru_cache(maxsize=4096)
def facts_of(text: str) -> Facts:
    """Return the amounts, dates and names in a text; no character belongs to two of the first two kinds."""
    text = text[:MAX_TEXT]
    times = [_time(text, *one) for one in find_times(text)]
    spoken = [(one.start, one.end) for one in times]
    dates = tuple(one for one in find_calendar_dates(text) if not _inside(one.start, spoken))
    spoken += [(one.start, one.end) for one in dates]
    masked = _masked(text, spoken)
    amounts = sorted((*find_quantities(masked), *times), key=lambda one: one.start)
    # "US$2.3bn" names no country and 万元 no person.
    unnamed = _masked(masked, [(one.start, one.end) for one in amounts if one.kind != "ordinal"])
    return Facts(tuple(amounts), dates, find_names(unnamed))


def _time(text: str, start: int, end: int, minutes: int) -> Quantity:
    return Quantity("time", text[start:end], start, end, minutes, minutes)


def _inside(at: int, spans: list[tuple[int, int]]) -> bool:
    return any(start <= at < end for start, end in spans)


def _masked(text: str, spans: list[tuple[int, int]]) -> str:
    """Return the text with spans blotted out, every other character in its place."""
    characters = list(text)
    for start, end in spans:
        characters[start:end] = "\ufffc" * (end - start)
    return "".join(characters)
