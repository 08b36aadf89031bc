"""Batches drawn at random, texts of like length together: less of a batch is padding."""

from __future__ import annotations

import random
from collections.abc import Sequence


def drawn_batches(lengths: Sequence[int], size: int, draw: random.Random, *, pool: int) -> list[list[int]]:
    """Return all rows in batches.

    Args:
        lengths: How long each row is.
        size: Rows of a batch; the last ones may have fewer.
        draw: What chance comes from.
        pool: Batches whose rows are sorted by length together.
    """
    rows = list(range(len(lengths)))
    draw.shuffle(rows)
    found = []
    for at in range(0, len(rows), size * pool):
        some = sorted(rows[at : at + size * pool], key=lambda row: lengths[row])
        found += [some[low : low + size] for low in range(0, len(some), size)]
    draw.shuffle(found)
    return found
