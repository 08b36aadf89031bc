import random

import pytest
import pytrec_eval

from corpus.errors import UsageError
from eval.measures import DEFAULT_MEASURES, auroc, evaluate, parse_measure
from eval.runs import Run, trec_order

TREC_NAMES = {
    "nDCG@10": "ndcg_cut_10",
    "R@10": "recall_10",
    "R@100": "recall_100",
    "AP": "map",
    "Success@1": "success_1",
    "Success@5": "success_5",
}


def _random_case(seed):
    """Graded and negative judgements, ties, queries without results and queries without judgements."""
    draw = random.Random(seed)
    documents = [f"d{i}" for i in range(150)]
    qrels, rankings = {}, {}
    for number in range(12):
        query = f"q{number}"
        qrels[query] = {d: draw.choice([-2, -1, 0, 1, 1, 2, 3]) for d in draw.sample(documents, 12)}
        found = draw.sample(documents, draw.choice([0, 1, 20, 120]))
        levels = [draw.random() for _ in range(draw.choice([1, 3, 200]))]
        rankings[query] = tuple((d, draw.choice(levels)) for d in found)
    qrels["silent"] = {"d1": 1}
    rankings["unjudged"] = (("d1", 1.0),)
    return qrels, Run("r", rankings)


@pytest.mark.parametrize("seed", range(20))
def test_agrees_with_pytrec_eval(seed):
    qrels, run = _random_case(seed)
    ours = evaluate(qrels, run)
    scores = {query: dict(ranking) for query, ranking in run.rankings.items()}
    theirs = pytrec_eval.RelevanceEvaluator(qrels, set(TREC_NAMES.values())).evaluate(scores)
    first = {query: dict(trec_order(ranking)[:10]) for query, ranking in run.rankings.items()}
    reciprocal = pytrec_eval.RelevanceEvaluator(qrels, {"recip_rank"}).evaluate(first)
    for query in qrels:
        for name, trec in TREC_NAMES.items():
            expected = theirs.get(query, {}).get(trec, 0.0)
            assert ours.per_query[name][query] == pytest.approx(expected, abs=1e-4), (name, query)
        expected = reciprocal.get(query, {}).get("recip_rank", 0.0)
        assert ours.per_query["RR@10"][query] == pytest.approx(expected, abs=1e-4), query
    for name in DEFAULT_MEASURES:
        assert ours.means[name] == pytest.approx(sum(ours.per_query[name].values()) / len(qrels))


def test_every_measure_sees_one_order_where_single_precision_knows_no_difference():
    run = Run("r", {"a": (("d1", 0.9 + 1e-9), ("d2", 0.9))})
    found = evaluate({"a": {"d1": 1}}, run, ["RR@10", "AP", "Success@1"])
    assert found.means == {"RR@10": 0.5, "AP": 0.5, "Success@1": 0.0}


def test_a_judged_query_without_results_counts_as_zero():
    qrels = {"a": {"d1": 1}, "b": {"d2": 1}}
    result = evaluate(qrels, Run("r", {"a": (("d1", 1.0),)}))
    assert set(result.per_query) == set(DEFAULT_MEASURES)
    assert all(
        result.per_query[name] == {"a": result.per_query[name]["a"], "b": 0.0} for name in DEFAULT_MEASURES
    )
    assert result.means["nDCG@10"] == 0.5


@pytest.mark.parametrize(
    ("name", "mean"),
    [
        ("P@5", 0.1),
        ("P(rel=2)@5", 0.0),
        ("MRR@10", 0.5),
        ("NumRet", 1.0),
        ("Judged@1", 0.5),
        ("RBP(rel=1,p=0.8)", 0.1),
        ("SDCG(max_rel=1)@1", 0.5),
        ("NERR8(max_rel=1)@1", 0.5),
    ],
)
def test_any_measure_of_the_library(name, mean):
    run = Run("r", {"a": (("d1", 1.0),)})
    found = evaluate({"a": {"d1": 1}, "b": {"d1": 1}}, run, [name])
    assert found.means == {name: pytest.approx(mean)}
    assert set(found.per_query[name]) == {"a", "b"}


def test_two_names_of_one_measure_both_count():
    found = evaluate({"a": {"d1": 1}}, Run("r", {"a": (("d1", 1.0),)}), ["RR@10", "MRR@10"])
    assert found.means == {"RR@10": 1.0, "MRR@10": 1.0}


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("nDGC@10", "unknown measure 'nDGC@10'. Nearest: nDCG"),
        ("nDCG@0", "cutoff is 0"),
        ("nDCG@", "unknown measure"),
        ("SDCG@10", "'SDCG@10' needs max_rel"),
        ("INST", "'INST' needs max_rel"),
        ("P", "'P' needs cutoff"),
        ("P@5.5", "cannot be computed"),
        ("AP(rel=0)", "rel is 0"),
        ("RBP(p=0.8)", r"cannot be computed.* can be computed here: RBP\(rel=…, p=any\)\."),
        ("alpha_nDCG@20", "cannot be computed: .*pyndeval"),
        ("__import__('os')", "unknown measure"),
    ],
)
def test_what_cannot_be_computed_is_refused(name, message):
    with pytest.raises(UsageError, match=message):
        parse_measure(name)


def test_a_measure_with_a_scale_of_its_own_is_tried_without_a_warning(capsys):
    parse_measure("INST(max_rel=4)")
    assert capsys.readouterr().err == ""


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
