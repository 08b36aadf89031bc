"""The heaviest run of numbers that grow: which of many candidates are the numbers of one series.

Marks and notes are numbered in order, and a line of figures that merely looks like a number of the
series seldom fits between its neighbours. So the candidates are weighed together, not one by one:
each adds its weight, and each place where numbers are left out costs. One candidate that is missing
or wrong then changes nothing for those after it.
"""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import groupby


@dataclass(frozen=True, slots=True)
class Step:
    """A candidate: one number of the series, or several in a row ("14, 15")."""

    place: int
    """Where it stands; of those that share a place, one reading at most is chosen."""
    first: int
    """Its number's place in the series, from 1."""
    last: int
    """The same of its last number; as `first` where it is one number."""
    weight: float


def best_run(steps: Sequence[Step], gap: float) -> list[Step]:
    """Choose the candidates whose numbers grow and whose weights, less the gaps, sum up to most.

    Args:
        steps: In the order of their places.
        gap: What it costs to leave out numbers between two neighbours, however many; also to begin
            with another number than the first.

    Returns:
        The chosen, in order; of equal sums the one met first. It takes n log n.
    """
    best = _Best(sorted({step.last for step in steps}))
    scores: list[float] = []
    before: list[int | None] = []
    for _, group in groupby(enumerate(steps), key=lambda one: one[1].place):
        together = list(group)
        for _, step in together:
            score, previous = best.before(step.first, gap)
            scores.append(score + step.weight)
            before.append(previous)
        for index, step in together:
            best.add(step.last, scores[index], index)
    at = max(range(len(steps)), key=lambda index: (scores[index], -index), default=None)
    chosen: list[Step] = []
    while at is not None:
        chosen.append(steps[at])
        at = before[at]
    return chosen[::-1]


class _Best:
    """The best run that ends with each number, and with any number below one (a Fenwick tree)."""

    def __init__(self, numbers: Sequence[int]) -> None:
        self._numbers = numbers
        self._ending: dict[int, tuple[float, int]] = {}
        self._tree: list[tuple[float, int | None]] = [(0.0, None)] * (len(numbers) + 1)

    def before(self, first: int, gap: float) -> tuple[float, int | None]:
        """Return what the best run before a number is worth, and its last step; None begins a new run."""
        score, previous = self._below(first)
        found: tuple[float, int | None] = (score - gap, previous)
        if first == 1:
            return 0.0, None
        direct = self._ending.get(first - 1)
        return direct if direct is not None and direct[0] >= found[0] else found

    def add(self, last: int, score: float, index: int) -> None:
        """Note a run that ends with a number."""
        if last not in self._ending or score > self._ending[last][0]:
            self._ending[last] = (score, index)
        rank = bisect_left(self._numbers, last) + 1
        while rank < len(self._tree):
            if score > self._tree[rank][0]:
                self._tree[rank] = (score, index)
            rank += rank & -rank

    def _below(self, number: int) -> tuple[float, int | None]:
        rank = bisect_left(self._numbers, number)
        found: tuple[float, int | None] = (0.0, None)
        while rank > 0:
            if self._tree[rank][0] > found[0]:
                found = self._tree[rank]
            rank -= rank & -rank
        return found
