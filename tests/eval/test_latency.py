from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.library import Library
from eval.latency import measure_latency, to_json
from qa.answer import Question
from qa.ask import Asker

ASKED = [Question("Who paid for the Islamabad safe city?"), Question("What about Bolivia?")]


@pytest.fixture(scope="module")
def asker(shipped_library: Path):
    with Library.open(shipped_library) as library, Asker.open(library, build=False) as found:
        yield found


def test_two_systems_are_timed_in_turns_and_compared(asker):
    sides = measure_latency(asker, ASKED, ("footnoted", "bm25"), cold=1, rounds=2)
    assert [side.system for side in sides] == ["footnoted", "bm25"]
    for side in sides:
        assert 0 < side.warm_ms["p50"] <= side.warm_ms["p95"] <= side.warm_ms["p99"] < side.cold_ms
        assert side.cold_memory_mb > 0
        assert side.per_second > 0
    row = to_json(sides)
    # The encoder's work is most of a question's, so words alone take less.
    assert row["ratios"]["p50"] > 1.0


def test_one_system_has_no_ratio(asker):
    (side,) = measure_latency(asker, ASKED, ("bm25",), cold=0, rounds=1)
    assert side.cold_ms == 0.0
    assert "ratios" not in to_json([side])


@pytest.mark.parametrize(
    ("questions", "systems"), [([], ("bm25",)), (ASKED, ("bm25", "dense", "footnoted")), (ASKED, ("x",))]
)
def test_what_cannot_be_compared_is_refused(asker, questions, systems):
    with pytest.raises(UsageError):
        measure_latency(asker, questions, systems)
