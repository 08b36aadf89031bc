"""Fair ranking where question and passage share no script, and so no words.

A Chinese question finds English passages by meaning alone: BM25 has nothing to say of
them, and their cosines are held closer together than those of Chinese passages. In a
library of both languages the passages in the question's own script would win by that
alone. Two measures, neither of which changes a ranking of passages in one script: the
silent leg's weight goes to the legs that can speak, and the cosines are spread as those
within a script are. Measured on mixed pools: docs/quality.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.pool import Pool

    Floats = NDArray[np.float64]
    Mask = NDArray[np.bool_]

STRETCH = 1.25
"""By how much closeness across scripts is spread: a passage that answers stands 1.4 to 1.75 times as far
above unrelated ones when question and passage share a script; more than this favours the other script."""
UNRELATED = {"dense": 0.03, "late": 0.20, "reverse": 0.23}
"""Mean closeness of a question to passages on other matters, leg by leg, in any pair of scripts."""


def stretched(leg: str, values: Floats, crossing: Mask) -> Floats:
    """Return a leg's scores, (n,), with those across scripts spread around what unrelated texts have."""
    import numpy as np

    if not crossing.any():
        return values
    rest = UNRELATED[leg]
    spread: Floats = np.where(crossing, rest + STRETCH * (values - rest), values)
    return spread


def speak_for_words(pool: Pool, crossing: Mask, legs: Iterable[str], silent: float) -> None:
    """Let the legs that can speak across scripts take over BM25's weight there, in place.

    Args:
        pool: Weighed contributions; weights sum to 1.
        crossing: (n,) True where question and passage share no script.
        legs: The legs that speak.
        silent: BM25's weight, 0 to 1.
    """
    if silent < 1 and crossing.any():
        for leg in legs:
            pool.parts[leg][crossing] /= 1 - silent
