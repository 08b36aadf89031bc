"""Risk against coverage: how many answers are wrong when only the surest questions are answered.

The curve of selective prediction (El-Yaniv and Wiener 2010, "On the foundations of
noise-free selective classification"): questions are answered from the surest down, and
each point says which share was answered by then and which share of those answers is wrong.
"""

from __future__ import annotations

from collections.abc import Sequence

Point = tuple[float, float]
"""(coverage, risk), both 0 to 1."""


def risk_coverage(outcomes: Sequence[tuple[float, bool]]) -> tuple[Point, ...]:
    """Return the curve of some answered questions.

    Args:
        outcomes: Confidence (0 to 1) of each question, and whether its answer is right.

    Returns:
        One point a distinct confidence, coverage rising: questions that are equally sure are
        answered together, so that their order cannot flatter. Empty for no questions.
    """
    ordered = sorted(outcomes, key=lambda one: -one[0])
    points: list[Point] = []
    wrong = 0
    for done, (confidence, right) in enumerate(ordered, start=1):
        wrong += not right
        last = done == len(ordered) or ordered[done][0] != confidence
        if last:
            points.append((done / len(ordered), wrong / done))
    return tuple(points)


def area_under(points: Sequence[Point]) -> float:
    """Return the mean risk over all coverages (AURC): lower is better, 0.0 for an empty curve."""
    area, before = 0.0, 0.0
    for coverage, risk in points:
        area += (coverage - before) * risk
        before = coverage
    return area
