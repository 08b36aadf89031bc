"""Keeps the length of a claim from telling whether it is true.

Writers make true claims longer: they gather several facts, and a planted fault needs but one.
A check that learns from them takes length for a sign, and lets a long false claim pass. So what
is learned from is drawn, or weighed, such that among claims of like length true and false ones
are about as many.
"""

from __future__ import annotations

import random
from collections import Counter, defaultdict
from collections.abc import Callable, Sequence
from typing import TypeVar

from qa.support_cover import is_chinese

Item = TypeVar("Item")

MOST_FALSE = 1.5
"""False claims for each true one of like length, at most."""
MOST_TRUE = 0.92
"""True claims for each false one of like length, at most."""
_STEPS = {True: (6, 8), False: (4, 7)}
"""By whether a claim is Chinese: characters or words of one step of length, and the last step."""
_HEAVIEST = 4.0
"""How much more than usual a claim may weigh where its like are few."""


def length_step(claim: str) -> tuple[bool, int]:
    """Return what claims of like length share: the language, and the length in steps."""
    chinese = is_chinese(claim)
    step, last = _STEPS[chinese]
    return chinese, min((len(claim) if chinese else len(claim.split())) // step, last)


def of_like_length(
    items: Sequence[Item], claim: Callable[[Item], str], true: Callable[[Item], bool], seed: int = 1
) -> list[Item]:
    """Return items drawn so that a claim's length tells nothing of its truth, in random order.

    Args:
        items: What to draw from.
        claim: Returns an item's claim.
        true: Returns whether it is supported.
        seed: Of the draw.
    """
    draw = random.Random(seed)
    groups: dict[tuple[bool, int], tuple[list[Item], list[Item]]] = defaultdict(lambda: ([], []))
    for item in items:
        groups[length_step(claim(item))][true(item)].append(item)
    kept: list[Item] = []
    for _, (wrong, right) in sorted(groups.items()):
        draw.shuffle(wrong)
        draw.shuffle(right)
        some = wrong[: max(1, round(MOST_FALSE * len(right)))]
        kept += some + right[: max(1, round(MOST_TRUE * len(some)))]
    draw.shuffle(kept)
    return kept


def even_weights(claims: Sequence[str], true: Sequence[bool]) -> list[float]:
    """Return what each claim weighs, so that those of like length weigh as much true as false."""
    kinds = [(length_step(claim), kind) for claim, kind in zip(claims, true, strict=True)]
    count = Counter(kinds)
    alike = Counter(step for step, _ in kinds)
    return [min(_HEAVIEST, alike[step] / 2 / count[step, kind]) for step, kind in kinds]
