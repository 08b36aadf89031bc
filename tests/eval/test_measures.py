import random

import pytest
import pytrec_eval

from corpus.errors import UsageError
from eval.measures import DEFAULT_MEASURES, auroc, evaluate
from eval.runs import Run

TREC_NAMES = {
    "nDCG@10": "ndcg_cut_10",
    "R@10": "recall_10",
    "R@100": "recall_100",
    "AP": "map",
    "Success@1": "success_1",
    "Success@5": "success_5",
}


def _random_case(seed):
    draw = random.Random(seed)
    documents = [f"d{i}" for i in range(150)]
    qrels, rankings = {}, {}
    for number in range(12):
        query = f"q{number}"
        qrels[query] = {d: draw.choice([0, 1, 1, 2]) for d in draw.sample(documents, 8)}
        qrels[query][documents[number]] = 1
        found = draw.sample(documents, draw.randint(0, 120))
        rankings[query] = tuple((d, draw.random()) for d in found)
    return qrels, Run("r", rankings)


@pytest.mark.parametrize("seed", range(10))
def test_agrees_with_pytrec_eval(seed):
    qrels, run = _random_case(seed)
    ours = evaluate(qrels, run)
    theirs = pytrec_eval.RelevanceEvaluator(qrels, set(TREC_NAMES.values())).evaluate(run.scores())
    for name, trec in TREC_NAMES.items():
        for query in qrels:
            expected = theirs.get(query, {}).get(trec, 0.0)
            assert ours.per_query[name][query] == pytest.approx(expected, abs=1e-4), (name, query)


def test_a_judged_query_without_results_counts_as_zero():
    qrels = {"a": {"d1": 1}, "b": {"d2": 1}}
    result = evaluate(qrels, Run("r", {"a": (("d1", 1.0),)}))
    assert set(result.per_query) == set(DEFAULT_MEASURES)
    assert all(
        result.per_query[name] == {"a": result.per_query[name]["a"], "b": 0.0} for name in DEFAULT_MEASURES
    )
    assert result.means["nDCG@10"] == 0.5


def test_any_measure_of_the_library_and_no_other():
    qrels = {"a": {"d1": 1}}
    assert evaluate(qrels, Run("r", {"a": (("d1", 1.0),)}), ["P@5"]).means == {"P@5": pytest.approx(0.2)}
    with pytest.raises(UsageError, match="unknown measure 'nDGC@10'"):
        evaluate(qrels, Run("r", {}), ["nDGC@10"])


@pytest.mark.parametrize(
    ("positive", "negative", "expected"),
    [
        ([3, 4], [1, 2], 1.0),
        ([1, 2], [3, 4], 0.0),
        ([1, 1], [1, 1], 0.5),
        ([2, 3], [1, 3], 0.625),
        ([], [1], 0.5),
    ],
)
def test_auroc_of_small_cases(positive, negative, expected):
    assert auroc(positive, negative) == pytest.approx(expected)
