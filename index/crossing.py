"""Fair ranking where question and passage share no script, and so few words.

A Chinese question finds English passages by meaning and through a dictionary
(`index.across`); BM25 itself has nothing to say of them. In a library of both languages
the passages in the question's own script would win by that alone. So what BM25 gives the
best passage in the question's script, beyond what the dictionary gives across, is given
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

TRUST = 0.8
"""What words met through a dictionary are worth beside words met as they are, 0 to 1."""


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
    given = max(0.0, float(words[~crossing].max()) - float(words[crossing].max()))
    for leg in legs:
        pool.parts[leg][crossing] *= 1 + given / (1 - silent)
