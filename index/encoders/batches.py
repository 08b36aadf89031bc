"""Texts of like length go through a model together: a batch is as wide as its longest text."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Ids = NDArray[np.int64]

_BATCH_TOKENS = 512
"""Padded tokens a batch: activations of 512 stay in the caches, 4,096 ran at half the speed."""
_BATCH_TEXTS = 64
_LIKE = 0.85
"""Share of a batch's longest text that its others have at least: padding costs what text does, .4 ms a token,
and a pass of its own .7 ms."""


def like_length(lengths: Sequence[int]) -> Iterator[list[int]]:
    """Yield positions of texts in batches, longest first, so that memory peaks at once.

    Args:
        lengths: Tokens of each text.

    Returns:
        Every position once; equal lengths stay in order, and the first of a batch is its longest.
    """
    batch: list[int] = []
    for position in sorted(range(len(lengths)), key=lambda at: (-lengths[at], at)):
        if batch and not _fits(len(batch), lengths[batch[0]], lengths[position]):
            yield batch
            batch = []
        batch.append(position)
    if batch:
        yield batch


def padded(rows: Sequence[Sequence[int]], padding: int) -> tuple[Ids, Ids]:
    """Return a batch's ids, (n, longest) int64, and its mask: 1 where a token is, 0 where padding is."""
    import numpy as np

    ids = np.full((len(rows), max(map(len, rows))), padding, np.int64)
    mask = np.zeros_like(ids)
    for at, row in enumerate(rows):
        ids[at, : len(row)] = row
        mask[at, : len(row)] = 1
    return ids, mask


def _fits(texts: int, longest: int, length: int) -> bool:
    """Return whether a text, no longer than those of a batch, goes with them."""
    return texts < _BATCH_TEXTS and (texts + 1) * longest <= _BATCH_TOKENS and length >= _LIKE * longest
