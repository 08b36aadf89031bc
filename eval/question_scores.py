"""Measures of one response to one question with gold evidence.

Evidence counts where it stands in a passage's own text or in the text of a footnote shown
with it; both sides are normalised first (`eval.evidence`). Reading is counted in
characters, in rank order, up to and with the passage that has the evidence, and its
footnotes too when it stands only there: a long passage is not free.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields

from eval.evidence import Haystack
from eval.report_questions import Case
from eval.retrieved import Response, Retrieved


@dataclass(frozen=True, slots=True)
class Scores:
    """One answerable question's values; means of them are the table's columns."""

    s1: float
    """1 when the first passage has one of the pieces of evidence."""
    s3: float
    s5: float
    mrr10: float
    """1 / rank of the first passage with evidence, 0 below rank 10."""
    evidence5: float
    """Share of the pieces of evidence within the first five passages."""
    footnotes5: float | None
    """Share of the gold footnotes shown with the first five; None where the question has none."""
    characters: float
    """Characters read until the evidence; all ten passages when it is not among them."""
    highlight: float | None
    """1 when the highlight of the first passage with evidence touches it; None without highlights."""


def score(case: Case, response: Response) -> Scores:
    """Score one response to an answerable question."""
    found = [_pieces(case.evidence, item) for item in response.ranking[:10]]
    first = next((rank for rank, pieces in enumerate(found) if pieces), None)
    top = response.ranking[:5]
    recalled = set[int]().union(*found[:5])
    shown = frozenset[int]().union(*(item.numbers for item in top))
    return Scores(
        s1=float(first == 0),
        s3=float(first is not None and first < 3),
        s5=float(first is not None and first < 5),
        mrr10=0.0 if first is None else 1.0 / (first + 1),
        evidence5=len(recalled) / len(case.evidence),
        footnotes5=len(shown & case.footnotes) / len(case.footnotes) if case.footnotes else None,
        characters=float(_read(case, response.ranking[:10], first)),
        highlight=_highlighted(case, response, found, first),
    )


def mean_scores(scores: Sequence[Scores]) -> dict[str, float | None]:
    """Return each measure's mean over the questions that have it."""
    means: dict[str, float | None] = {}
    for name in (field.name for field in fields(Scores)):
        values = [value for value in (getattr(one, name) for one in scores) if value is not None]
        means[name] = sum(values) / len(values) if values else None
    return means


def _pieces(evidence: Sequence[str], item: Retrieved) -> set[int]:
    haystack = Haystack.of((item.text, *item.notes))
    return {number for number, piece in enumerate(evidence) if haystack.contains(piece)}


def _read(case: Case, ranking: Sequence[Retrieved], first: int | None) -> int:
    if first is None:
        return sum(len(item.text) for item in ranking)
    read = sum(len(item.text) for item in ranking[: first + 1])
    own = Haystack.of((ranking[first].text,))
    if not any(own.contains(piece) for piece in case.evidence):
        read += sum(len(note) for note in ranking[first].notes)
    return read


def _highlighted(
    case: Case, response: Response, found: Sequence[set[int]], first: int | None
) -> float | None:
    if first is None or not response.ranking[first].highlights:
        return None
    item = response.ranking[first]
    own = Haystack.of((item.text,))
    pieces = [case.evidence[number] for number in sorted(found[first]) if own.contains(case.evidence[number])]
    if not pieces:
        return None
    lit = Haystack.of(item.highlights)
    return float(any(lit.contains(piece) or _inside(lit, piece) for piece in pieces))


def _inside(lit: Haystack, piece: str) -> bool:
    """Return whether the highlight is part of a piece of evidence longer than a sentence."""
    whole = Haystack.of((piece,))
    return any(whole.contains(text) for text in lit.texts)
