from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.library import Library
from corpus.readers.protocol import RawFile
from eval.latency import Effort, measure_latency, to_json
from eval.latency_table import costs_table
from index.versions import build_index
from qa.answer import Question
from qa.ask import Asker

ASKED = [Question("Which bridges last?"), Question("Who wrote of arches?")]
ESSAY = (
    "# On bridges\n\nStone bridges last.¹\n\nWooden rot.\n\n¹ Ana Ruiz, “Arches,” The Mason, May 3, 2011.\n"
)
COSTS = {
    *("cold", "cold memory", "warm p50", "warm p95", "warm p99"),
    *("per second", "index time", "index memory"),
}


@pytest.fixture(scope="module")
def asker(tmp_path_factory):
    folder: Path = tmp_path_factory.mktemp("bridges") / "library"
    with Library.open(folder, create=True) as library:
        library.add(RawFile("bridges.md", ESSAY.encode(), ESSAY))
        build_index(library, model="minilm")
        with Asker.open(library, build=False) as found:
            yield found


def test_two_systems_are_measured_in_turns_and_compared(asker):
    sides = measure_latency(asker, ASKED, ("footnoted", "plain"), Effort(rounds=2, cold=1))
    assert [side.system for side in sides] == ["footnoted", "plain"]
    for side in sides:
        assert 0 < side.warm_ms["p50"] <= side.warm_ms["p95"] <= side.warm_ms["p99"] < side.cold_ms
        assert min(side.cold_memory_mb, side.index_memory_mb) > 20
        assert min(side.per_second, side.index_seconds) > 0
    row = to_json(sides)
    assert set(row["ratios"]) == COSTS
    assert row["ratios"]["index time"] == pytest.approx(
        sides[0].index_seconds / sides[1].index_seconds, abs=1e-3
    )
    table = costs_table(sides, row["ratios"]).splitlines()
    assert table[0].split() == ["footnoted", "plain", "ratio"]
    assert len(table) == 1 + len(COSTS)


def test_one_system_has_no_ratio(asker):
    (side,) = sides = measure_latency(asker, ASKED, ("bm25",), Effort(rounds=1, cold=0, index=False))
    assert (side.cold_ms, side.index_seconds) == (0.0, 0.0)
    assert "ratios" not in to_json(sides)
    assert "ratio" not in costs_table(sides, None)


@pytest.mark.parametrize(
    ("questions", "systems"), [([], ("bm25",)), (ASKED, ("bm25", "dense", "footnoted")), (ASKED, ("x",))]
)
def test_what_cannot_be_compared_is_refused(asker, questions, systems):
    with pytest.raises(UsageError):
        measure_latency(asker, questions, systems)
