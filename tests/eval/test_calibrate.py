"""The model of confidence is found again from samples made with a known one."""

from dataclasses import replace
from pathlib import Path

import numpy as np
import pytest

from corpus.errors import UsageError
from eval.calibrate import FEATURES, MET, Sample, _as_read, crossed, fit, main, read_apart
from eval.logistic import fit_logistic
from index.answerability import Reading, reading
from index.tokens import PackedTokens, unpack
from index.training.answerability import AnswerExample
from qa.abstain import Evidence, Model, shipped_models

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
    model = fit(made).met
    assert model.weights["met"] > 1.0 > 0.0 > model.weights["lacking"]
    rates = crossed(made)
    assert [one.group for one in rates] == ["a", "b", "all"]
    assert all(one.auroc > 0.7 for one in rates)
    for one in rates:
        false_answers = [wrong for _, wrong, _ in one.errors]
        assert false_answers == sorted(false_answers, reverse=True)


def pair(draw: np.random.Generator, *, answers: bool) -> AnswerExample:
    """Tokens that are alike where the passage answers."""
    vectors = draw.normal(size=(6, 16)).astype(np.float32)
    codes = np.packbits(vectors > 0, axis=1)
    asked = unpack(codes)[:2] if answers else unpack(np.packbits(draw.normal(size=(2, 16)) > 0, axis=1))
    tokens = PackedTokens(codes, np.array([0, 0, 0, 1, 1, 1], np.uint16))
    return AnswerExample(reading(asked, np.array([0.5, 0.5]), tokens, None), answers)


def test_a_reader_is_heard_on_libraries_that_it_has_not_learned_from() -> None:
    draw = np.random.default_rng(5)
    made = []
    for number in range(240):
        answerable = number % 8 < 4
        pairs = (pair(draw, answers=answerable), pair(draw, answers=False))
        choices = (Evidence(judged=True),) * 2
        made.append(Sample("abcd"[number % 4], choices[0], answerable, 1.0, pairs, choices, (0.9, 0.8)))
    taken = replace(
        made[0], answerable=False, taken_away=True, pairs=made[0].pairs[1:], choices=made[0].choices[1:]
    )
    read = read_apart([*made, taken])
    assert all(one.evidence.read is not None for one in read)
    assert all(one.evidence.read_best >= one.evidence.read for one in read)
    assert read[-1].evidence.read_best <= read[0].evidence.read_best
    assert fit(read).read.weights["read"] > 0.0
    everything = [rates for rates in crossed(read) if rates.group == "all"]
    assert everything[0].auroc > 0.8
    again = read_apart(made)
    assert [one.evidence.read for one in again] == [one.evidence.read for one in read[:-1]], (
        "what was taken away is not learned from"
    )


def test_what_the_reader_alone_learns_from_has_no_say_in_the_model() -> None:
    made = samples(120)
    beside = [Sample("wiki", Evidence(met=0.0), True, 0.0) for _ in range(200)]
    assert fit([*made, *beside]) == fit(made)
    assert [one.group for one in crossed([*made, *beside])] == ["a", "b", "all"]


@pytest.mark.parametrize("every", ["0", "x", "-1"])
def test_every_how_many_th_query_is_a_number(every: str, tmp_path: Path, capsys) -> None:
    assert main(["--reader-collection", f"{tmp_path}={every}"]) == 2
    assert "number of queries" in capsys.readouterr().err


def test_questions_of_one_kind_are_refused() -> None:
    with pytest.raises(UsageError):
        fit([Sample("a", Evidence(met=0.5), True, 1.0)] * 3)


def test_a_missing_file_is_said_and_nothing_is_written(tmp_path: Path, capsys) -> None:
    out = tmp_path / "model.json"
    assert main(["--questions", f"{tmp_path}/none.jsonl={tmp_path}", "--write", str(out)]) == 2
    assert "none.jsonl" in capsys.readouterr().err
    assert not out.exists()


def test_the_shipped_models_have_a_weight_for_every_feature() -> None:
    assert set(shipped_models().read.weights) == set(FEATURES)
    assert set(shipped_models().met.weights) == set(MET) == set(FEATURES) - {"read", "read_best"}


def test_evidence_is_that_of_the_passage_which_a_reader_puts_first() -> None:
    draw = np.random.default_rng(8)
    pairs = tuple(pair(draw, answers=answers) for answers in (False, True, False))

    class Told:
        def logit(self, one: Reading) -> float:
            return 4.0 if one is pairs[1].pair else -1.0

    choices = tuple(Evidence(met=met, judged=True, gap=0.5) for met in (0.1, 0.2, 0.3))
    sample = Sample("a", choices[0], True, 1.0, pairs, choices, (0.9, 0.8, 0.7, 0.2))
    read = _as_read(sample, Told())
    assert (read.met, read.read, read.read_best) == (0.2, 4.0, 4.0)
    assert read.gap == pytest.approx(0.8 - (0.9 - 5 * 0.08))
    unread = replace(sample, choices=(), pairs=())
    assert _as_read(unread, Told()) == choices[0]
