"""How slow the processor is just now: goals in seconds are set for one that is its own master."""

from __future__ import annotations

import time
from statistics import median

_ROUNDS = 100_000
_USUAL = 0.008
"""Seconds of processor time that the rounds take where the goals were set. A virtual machine whose neighbours
are busy takes up to three times as long, and says nothing of it: the time counts as its own."""


def slowness(tries: int = 9) -> float:
    """Return how many times longer plain Python takes here than there, at least 1.

    It changes within seconds: what is measured is to be divided by what holds just then.
    """
    return max(1.0, median(_rounds() for _ in range(tries)) / _USUAL)


def _rounds() -> float:
    begun, total = time.process_time(), 0
    for number in range(_ROUNDS):
        total += number * number % 7
    return time.process_time() - begun
