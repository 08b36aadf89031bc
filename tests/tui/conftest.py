"""The app's tests run against a clock and a terminal: one that fails on a busy machine runs once more."""

from __future__ import annotations

from pathlib import Path

import pytest

HERE = Path(__file__).parent
SECONDS = 180
"""The slowest takes 20 on two quiet cores."""


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if item.path.parent == HERE and item.path.name.startswith("test_app"):
            item.add_marker(pytest.mark.flaky(reruns=1))
            if item.get_closest_marker("slow") is None:
                item.add_marker(pytest.mark.timeout(SECONDS))
