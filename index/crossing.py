"""Fair ranking where question and passage share no script, and so no words.

A Chinese question finds English passages by meaning alone: BM25 has nothing to say of
them. In a library of both languages the passages in the question's own script would win
by that alone. So what BM25 gives the best passage in the question's script is given
across scripts too, in proportion to what the other legs say. A ranking of passages in one
script stays as it is. Measured on mixed pools: docs/quality.md.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.pool import Pool

    Mask = NDArray[np.bool_]


def speak_for_words(pool: Pool, crossing: Mask, legs: Iterable[str], silent: float) -> None:
    """Let the legs that can speak across scripts take over there what BM25 has to give, in place.

    Args:
        pool: Weighed contributions; weights sum to 1. A question of stop words has none of BM25's.
        crossing: (n,) True where question and passage share no script.
        legs: The legs that speak.
        silent: BM25's weight, 0 to 1.
    """
    words = pool.parts.get("bm25")
    if words is None or silent >= 1 or not crossing.any() or crossing.all():
        return
    given = float(words[~crossing].max())
    for leg in legs:
        pool.parts[leg][crossing] *= 1 + given / (1 - silent)
