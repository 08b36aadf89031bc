import pytest

from eval.compare import compare, moved
from eval.runs import Run

QRELS = {f"q{i}": {"good": 1} for i in range(20)}
BEST = Run("best", {q: (("good", 2.0), ("bad", 1.0)) for q in QRELS})
WORST = Run("worst", {q: (("bad", 2.0), ("good", 1.0)) for q in QRELS})


def test_the_second_run_is_compared_with_the_first():
    (one,) = compare(QRELS, [WORST, BEST], ["RR@10"])
    assert (one.baseline_mean, one.other_mean) == pytest.approx((0.5, 1.0))
    assert (one.difference.wins, one.difference.ties, one.difference.losses) == (20, 0, 0)
    assert one.p_holm < 0.01


def test_p_values_are_corrected_over_all_comparisons():
    found = compare(QRELS, [WORST, BEST, BEST], ["RR@10", "AP"])
    assert len(found) == 4
    assert all(c.p_holm >= c.difference.p for c in found)
    assert found[0].p_holm == pytest.approx(4 * found[0].difference.p)


def test_queries_that_moved_show_both_rankings():
    silent = Run("silent", {"q3": (("good", 1.0),)})
    first = moved(QRELS, BEST, silent, "RR@10", count=2)
    assert [m.query_id for m in first] == ["q0", "q1"]
    assert first[0].baseline_ranking == (("good", 1), ("bad", None))
    assert first[0].other_ranking == ()
    assert "q3" not in {m.query_id for m in moved(QRELS, BEST, silent, "RR@10", count=100)}
