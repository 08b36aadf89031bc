import numpy as np
import pytest

from corpus.errors import UsageError
from eval.compare import compare
from eval.runs import Run
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


def _noisy_run(tag, random, signal):
    """Rank ten documents of each query by what is known of them and a noise of the run's own."""
    scores = signal + random.normal(0, 1, signal.shape)
    return Run(
        tag,
        {f"q{q}": tuple((f"d{d}", float(scores[q, d])) for d in range(10)) for q in range(len(signal))},
    )


def test_one_system_twice_raises_about_five_false_alarms_in_a_hundred():
    random = np.random.default_rng(7)
    qrels = {f"q{q}": {"d0": 2, "d1": 1, f"d{2 + q % 8}": 1} for q in range(40)}
    alarms, trials = 0, 200
    for _ in range(trials):
        signal = np.zeros((40, 10))
        signal[:, 0] = random.uniform(0, 3, 40)  # some queries are easy, for both alike
        one, other = (_noisy_run(tag, random, signal) for tag in ("one", "other"))
        (found,) = compare(qrels, [one, other], ["nDCG@10"])
        alarms += found.difference.p < 0.05
    assert 2 <= alarms <= 20  # 10 expected; a binomial of 200 leaves this range less than once in 300


def test_holm_against_values_worked_by_hand():
    assert holm([0.01, 0.04, 0.03]) == pytest.approx((0.03, 0.06, 0.06))
    assert holm([]) == ()


@pytest.mark.parametrize(("first", "second"), [([], []), ([1.0], [1.0, 2.0])])
def test_runs_over_other_queries_are_refused(first, second):
    with pytest.raises(UsageError):
        difference(first, second)
