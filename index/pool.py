"""The candidates of one question while they are being ranked."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.engine import Engine

    Rows = NDArray[np.int64]
    Floats = NDArray[np.float64]


@dataclass(slots=True)
class Pool:
    """Rows of passages, and for every leg what each row gets from it."""

    rows: Rows
    """(n,) rising, as `gather` makes them; `cut` puts them in the order of their scores."""
    parts: dict[str, Floats] = field(default_factory=dict)
    """Leg to (n,) contributions; their sum is the score."""
    raw: dict[str, Floats] = field(default_factory=dict)
    """Leg to (n,) scores on the leg's own scale."""
    origins: dict[str, Rows] = field(default_factory=dict)
    """Leg to (n,) the row that earned the contribution: the passage itself or one of its notes."""

    def add(self, name: str, raw: Floats, part: Floats) -> None:
        """Add a leg's scores and contributions, (n,) each."""
        self.raw[name], self.parts[name], self.origins[name] = raw, part, self.rows.copy()

    def total(self) -> Floats:
        """Return (n,) scores."""
        import numpy as np

        total: Floats = np.sum(list(self.parts.values()), axis=0)
        return total

    def take(self, kept: NDArray[np.integer] | NDArray[np.bool_]) -> Pool:
        """Return the rows that a mask or an order names, as a pool of its own."""
        return Pool(
            self.rows[kept],
            {name: values[kept] for name, values in self.parts.items()},
            {name: values[kept] for name, values in self.raw.items()},
            {name: values[kept] for name, values in self.origins.items()},
        )

    def weighed(self, weights: Mapping[str, float]) -> Pool:
        """Return a pool whose contributions are multiplied, leg by leg; legs not named stay as they are."""
        pool = self.copy()
        pool.parts = {name: weights.get(name, 1.0) * values for name, values in pool.parts.items()}
        return pool

    def copy(self) -> Pool:
        """Return a pool whose arrays can be changed without changing this one's."""
        import numpy as np

        return self.take(np.arange(len(self.rows)))


def cut(engine: Engine, pool: Pool, k: int) -> Pool:
    """Return the best `k` of a pool in order, ties by passage id."""
    import numpy as np

    total = pool.total()
    if len(total) > k:
        bar = np.partition(total, len(total) - k)[len(total) - k]
        pool = pool.take(total >= bar)
        total = pool.total()
    scores, rows = total.tolist(), pool.rows.tolist()  # plain numbers are compared in a third of the time
    order = sorted(range(len(scores)), key=lambda at: (-scores[at], engine.passage(rows[at]).passage_id))
    return pool.take(np.array(order[:k], np.int64))


def order_below(best: Pool, rest: Pool) -> Pool:
    """Return both pools as one, the rest's contributions shrunk to lie below every one of the best."""
    import numpy as np

    shrink = 1.0
    if len(best.rows) and len(rest.rows):
        floor, top = float(best.total().min()), float(rest.total().max())
        shrink = min(1.0, 0.999 * floor / top) if top > 0 else 1.0
    joined = Pool(np.concatenate([best.rows, rest.rows]))
    for name in best.parts:
        none = np.zeros(len(rest.rows))
        joined.parts[name] = np.concatenate([best.parts[name], shrink * rest.parts.get(name, none)])
        joined.raw[name] = np.concatenate([best.raw[name], rest.raw.get(name, none)])
        joined.origins[name] = np.concatenate([best.origins[name], rest.origins.get(name, rest.rows)])
    return joined
