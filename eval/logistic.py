"""Logistic regression with a ridge penalty, by Newton's method: a dozen features need no library."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Floats = NDArray[np.float64]

_STEPS = 50
_CLOSE = 1e-9


def fit_logistic(
    features: Floats, targets: Floats, weights: Floats, ridge: float
) -> tuple[float, list[float]]:
    """Fit a logistic model on standardised features and return it on the features as they are.

    Args:
        features: (n, m).
        targets: (n,) 0 or 1.
        weights: (n,) what each row counts, 0 or more.
        ridge: Penalty on the squared weights of the standardised features; the bias is free.

    Returns:
        The bias, and m weights; 0 for a feature that never changes.
    """
    import numpy as np

    mean = np.average(features, axis=0, weights=weights)
    spread = np.sqrt(np.average((features - mean) ** 2, axis=0, weights=weights))
    scale = np.where(spread > _CLOSE, spread, np.inf)
    rows = np.column_stack([np.ones(len(features)), (features - mean) / scale])
    penalty = np.diag([_CLOSE, *[ridge] * features.shape[1]])
    found = np.zeros(rows.shape[1])
    for _ in range(_STEPS):
        share = 1.0 / (1.0 + np.exp(-np.clip(rows @ found, -30.0, 30.0)))
        slope = rows.T @ (weights * (share - targets)) + penalty @ found
        curve = (rows * (weights * share * (1.0 - share))[:, None]).T @ rows + penalty
        step = np.linalg.solve(curve, slope)
        found = found - step
        if float(np.abs(step).max()) < _CLOSE:
            break
    plain = found[1:] / scale
    return float(found[0] - plain @ mean), [float(one) for one in plain]
