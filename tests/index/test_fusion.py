"""Fusion: scales that keep their promises, and ranks with ties by position."""

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.fusion import RRF_K, min_max, reciprocal_ranks

SCORES = st.lists(st.floats(-50, 50), min_size=1, max_size=20).map(np.array)


def test_the_scale_runs_from_no_match_to_the_best() -> None:
    assert min_max(np.array([1.0, 2.0, 3.0]), 1.0, 3.0).tolist() == [0.0, 0.5, 1.0]
    assert min_max(np.array([0.0, 4.0]), 1.0, 3.0)[0] == 0.0


def test_equal_candidates_are_equally_good() -> None:
    scaled = min_max(np.array([2.0, 2.0, 1.0]), 2.0, 2.0)
    assert scaled[0] == scaled[1] >= scaled[2]
    assert np.isfinite(scaled).all()


@given(SCORES)
def test_the_scale_keeps_the_order_and_is_never_below_zero(scores: np.ndarray) -> None:
    scaled = min_max(scores, float(scores.min()), float(scores.max()))
    assert ((scaled >= 0) & (scaled <= 1 + 1e-9)).all()
    order = np.argsort(scores, kind="stable")
    assert (np.diff(scaled[order]) >= -1e-12).all()


def test_reciprocal_ranks_are_cormacks() -> None:
    found = reciprocal_ranks(np.array([0.1, 0.9, 0.5]))
    assert found.tolist() == pytest.approx([1 / (RRF_K + 3), 1 / (RRF_K + 1), 1 / (RRF_K + 2)])
    ties = reciprocal_ranks(np.array([1.0, 1.0]))
    assert ties.tolist() == pytest.approx([1 / (RRF_K + 1), 1 / (RRF_K + 2)])


@given(SCORES)
def test_reciprocal_ranks_depend_on_the_order_alone(scores: np.ndarray) -> None:
    assert sorted(reciprocal_ranks(scores)) == sorted(1.0 / (RRF_K + np.arange(1, len(scores) + 1)))
