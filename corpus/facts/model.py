"""The facts of a text, as values that can be compared across languages."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

QuantityKind = Literal["number", "percent", "money", "ordinal", "multiple", "time"]


@dataclass(frozen=True, slots=True)
class Quantity:
    """An amount: "US$240m", "2.4亿美元", "thirteen schools", "a third", "第三"."""

    kind: QuantityKind
    text: str
    """As written, with its unit where that is part of it."""
    start: int
    end: int
    low: float
    """Least value that the words allow; equal to `high` for a plain number."""
    high: float
    step: float = 0.0
    """What the last digit written is worth: 1e5 for "2.4 million"; 0 for words."""
    unit: str = ""
    """Canonical unit or currency: "km", "USD"; empty where none is known."""
    noun: str = ""
    """What is counted, as written, lower case; empty where it cannot be told."""
    factor: float = 1.0
    """How many base units one of the written unit is; `low` and `high` are in base units."""
    hedged: bool = False
    """True for "about", "nearly", "more than" and their like."""


@dataclass(frozen=True, slots=True)
class CalendarDate:
    """A date to the precision written; what is not written is None."""

    text: str
    start: int
    end: int
    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None
    """1 for Monday to 7 for Sunday, of a weekday that stands alone."""
    decade: bool = False
    """True for "the 1990s": `year` is the first of ten."""


@dataclass(frozen=True, slots=True)
class Name:
    """A name of a person, place, body or thing."""

    text: str
    start: int
    end: int
    known: str = ""
    """Key in the gazetteer ("kenya"), the same in every language; empty when unknown."""
    kind: str = ""
    """Kind in the gazetteer: "country", "city", "body"; "person", "body", "title" or "quoted"
    where the words or marks around it tell."""
    weak: bool = False
    """True for a lone capitalised word that opens a sentence: perhaps no name."""
