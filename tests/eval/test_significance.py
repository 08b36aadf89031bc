import numpy as np
import pytest

from corpus.errors import UsageError
from eval.significance import difference, holm


def test_a_system_against_itself_differs_by_nothing():
    outcome = difference([0.1, 0.5, 1.0], [0.1, 0.5, 1.0])
    assert (outcome.mean, outcome.p, outcome.wins, outcome.ties, outcome.losses) == (0.0, 1.0, 0, 3, 0)


def test_a_clear_gain_is_found_with_its_interval():
    random = np.random.default_rng(1)
    first = random.uniform(0, 0.6, 200)
    outcome = difference(first.tolist(), (first + random.normal(0.1, 0.1, 200)).tolist())
    assert outcome.p < 0.001
    assert 0.06 < outcome.low < outcome.mean < outcome.high < 0.13
    assert outcome.wins > outcome.losses


def test_equal_systems_raise_about_five_false_alarms_in_a_hundred():
    random = np.random.default_rng(7)
    alarms = 0
    for trial in range(200):
        hard = random.uniform(0, 1, 60)
        first = np.clip(hard + random.normal(0, 0.2, 60), 0, 1)
        second = np.clip(hard + random.normal(0, 0.2, 60), 0, 1)
        alarms += difference(first.tolist(), second.tolist(), seed=trial).p < 0.05
    assert 2 <= alarms <= 20  # 10 expected; a binomial of 200 leaves this range less than once in 300


def test_holm_against_values_worked_by_hand():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    assert holm([]) == ()


@pytest.mark.parametrize(("first", "second"), [([], []), ([1.0], [1.0, 2.0])])
def test_runs_over_other_queries_are_refused(first, second):
    with pytest.raises(UsageError):
        difference(first, second)
