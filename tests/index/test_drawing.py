"""Batches are drawn at random, alike for a seed, rows of like length together."""

from __future__ import annotations

import random

from hypothesis import given
from hypothesis import strategies as st

from index.training.drawing import drawn_batches


@given(st.lists(st.integers(1, 300), max_size=200), st.integers(1, 9), st.integers(1, 4), st.integers(0, 99))
def test_every_row_is_drawn_once(lengths: list[int], size: int, pool: int, seed: int) -> None:
    drawn = drawn_batches(lengths, size, random.Random(seed), pool=pool)
    assert sorted(row for batch in drawn for row in batch) == list(range(len(lengths)))
    assert all(0 < len(batch) <= size for batch in drawn)
    assert drawn == drawn_batches(lengths, size, random.Random(seed), pool=pool)


def test_a_batch_has_rows_of_like_length() -> None:
    lengths = [random.Random(row).randrange(300) for row in range(320)]
    drawn = drawn_batches(lengths, 8, random.Random(1), pool=40)
    widths = sorted(
        max(lengths[row] for row in batch) - min(lengths[row] for row in batch) for batch in drawn
    )
    assert widths[len(widths) // 2] < 20
