"""Whether a difference between two systems is more than chance."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from corpus.errors import UsageError

SAMPLES = 10_000
"""Random permutations and bootstrap samples: p is then known to about .01 near .05."""
SEED = 20_190_801
"""Fixed, so that the same runs give the same figures."""


@dataclass(frozen=True, slots=True)
class Difference:
    """How two systems differ on one measure over the same queries."""

    mean: float
    """Mean of second minus first."""
    low: float
    """95 % bootstrap interval of the mean."""
    high: float
    p: float
    """Two-sided, of the paired randomisation test."""
    wins: int
    ties: int
    losses: int


def difference(first: Sequence[float], second: Sequence[float], *, seed: int = SEED) -> Difference:
    """Compare two systems query by query.

    Args:
        first: Per-query values of the first system, `(n_queries,)`.
        second: Of the second, in the same order.
        seed: Seed of both resamplings.

    Returns:
        The difference with a percentile bootstrap interval (Efron 1979) and the p-value
        of Fisher's randomisation test on signs (Smucker, Allan and Carterette 2007).

    Raises:
        UsageError: When the two have different lengths or no queries.
    """
    import numpy as np

    if len(first) != len(second) or not first:
        raise UsageError(
            f"{len(first)} queries against {len(second)}.", "Compare runs over the same queries."
        )
    delta = np.asarray(second, dtype=np.float64) - np.asarray(first, dtype=np.float64)
    random = np.random.default_rng(seed)
    n = len(delta)
    boot = np.empty(SAMPLES)
    flipped = np.empty(SAMPLES)
    step = max(1, 4_000_000 // n)  # bounds memory to some tens of megabytes
    for at in range(0, SAMPLES, step):
        size = min(step, SAMPLES - at)
        boot[at : at + size] = delta[random.integers(0, n, (size, n))].mean(axis=1)
        flipped[at : at + size] = (delta * random.choice((-1.0, 1.0), (size, n))).mean(axis=1)
    mean = float(delta.mean())
    # The observed labelling is one of the permutations, hence + 1 on both sides.
    p = (int((np.abs(flipped) >= abs(mean) - 1e-12).sum()) + 1) / (SAMPLES + 1)
    low, high = (float(v) for v in np.percentile(boot, (2.5, 97.5)))
    wins, losses = int((delta > 1e-9).sum()), int((delta < -1e-9).sum())
    return Difference(mean, low, high, float(p), wins, n - wins - losses, losses)


def holm(p_values: Sequence[float]) -> tuple[float, ...]:
    """Return p-values corrected for their number (Holm 1979), in the order given."""
    order = sorted(range(len(p_values)), key=lambda i: p_values[i])
    corrected = [0.0] * len(p_values)
    running = 0.0
    for place, i in enumerate(order):
        running = max(running, min(1.0, (len(p_values) - place) * p_values[i]))
        corrected[i] = running
    return tuple(corrected)
