"""The model of confidence is found again from samples made with a known one."""

import json
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import UsageError
from eval.calibrate import FEATURES, Sample, crossed, fit, main
from eval.logistic import fit_logistic
from qa.abstain import Evidence, Model, shipped_model

TRUE = Model(-2.0, {"met": 4.0, "lacking": -2.0})


def samples(count: int = 600) -> list[Sample]:
    random = np.random.default_rng(7)
    found = []
    for number in range(count):
        evidence = Evidence(met=float(random.random()), lacking=float(random.random() < 0.3))
        answerable = bool(random.random() < TRUE.probability(evidence))
        found.append(Sample("ab"[number % 2], evidence, answerable, 1.0))
    return found


def test_newton_finds_the_model_that_made_the_data() -> None:
    random = np.random.default_rng(3)
    features = random.normal(size=(4_000, 2)) * [1.0, 10.0]
    chance = 1 / (1 + np.exp(-(0.5 + features @ [2.0, -0.1])))
    targets = (random.random(4_000) < chance).astype(float)
    bias, (first, second) = fit_logistic(features, targets, np.ones(4_000), 0.1)
    assert bias == pytest.approx(0.5, abs=0.15)
    assert (first, second) == (pytest.approx(2.0, abs=0.2), pytest.approx(-0.1, abs=0.02))


def test_a_feature_that_never_changes_weighs_nothing() -> None:
    features = np.column_stack([np.linspace(-1, 1, 40), np.ones(40)])
    _, weights = fit_logistic(features, (features[:, 0] > 0).astype(float), np.ones(40), 1.0)
    assert weights[0] > 0.0 == weights[1]


def test_what_speaks_for_an_answer_weighs_for_it_and_errors_are_of_other_libraries() -> None:
    made = samples()
    model = fit(made)
    assert model.weights["met"] > 1.0 > 0.0 > model.weights["lacking"]
    rates = crossed(made)
    assert [one.group for one in rates] == ["a", "b", "all"]
    assert all(one.auroc > 0.7 for one in rates)
    for one in rates:
        false_answers = [wrong for _, wrong, _ in one.errors]
        assert false_answers == sorted(false_answers, reverse=True)


def test_which_words_must_be_met_is_learned_for_the_encoder_that_it_was_learned_with() -> None:
    random = np.random.default_rng(5)
    made = []
    for number in range(400):
        unsaid = (random.random(8) * [3, 1, 1, 1, 1, 1, 1, 1]).astype(np.float32)
        answerable = bool(random.random() < 1 / (1 + np.exp(4 * (unsaid[0] - 1.5))))
        made.append(Sample("ab"[number % 2], Evidence(judged=True, unsaid=unsaid), answerable, 1.0))
    model = fit(made)
    assert model.tokens[0] < -1.0
    assert max(map(abs, model.tokens[1:])) < 1.0
    first = made[0].evidence
    assert model.probability(first, model.encoder) != model.probability(first, "another")
    assert model.probability(first, "another") == model.probability(Evidence(judged=True))
    assert all(one.auroc > 0.8 for one in crossed(made))


def test_questions_of_one_kind_are_refused() -> None:
    with pytest.raises(UsageError):
        fit([Sample("a", Evidence(met=0.5), True, 1.0)] * 3)


def test_a_missing_file_is_said_and_nothing_is_written(tmp_path: Path, capsys) -> None:
    out = tmp_path / "model.json"
    assert main(["--questions", f"{tmp_path}/none.jsonl={tmp_path}", "--write", str(out)]) == 2
    assert "none.jsonl" in capsys.readouterr().err
    assert not out.exists()


def test_the_shipped_model_has_a_weight_for_every_feature() -> None:
    assert set(shipped_model().weights) == set(FEATURES)
    assert json.dumps(dict(shipped_model().weights))
    assert shipped_model().tokens
    assert shipped_model().encoder == "e5"
