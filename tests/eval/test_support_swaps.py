"""Faults whose words all stand in the source, and the aligners that learn from them fold by fold."""

from __future__ import annotations

import random
from functools import partial

import numpy as np
import pytest

from eval import support_learning
from eval.support_examples import Told
from eval.support_learning import learn_apart
from eval.support_swaps import crossed, misplaced, other_figure, other_name, traded
from index.aligner import EXTRA, Meeting
from index.training import aligner as training
from index.training.aligner import Example


@pytest.mark.parametrize(
    ("plant", "claim", "made"),
    [
        (crossed, "Orra holds 60% and Hale 40%.", "Orra holds 40% and Hale 60%."),
        (crossed, "事故造成4人死亡、17人受伤。", "事故造成17人死亡、4人受伤。"),
        (crossed, "It opened in 2014 and closed in 2014.", None),
        (crossed, "Four died.", None),
        (
            traded,
            "The number of visitors was not written into the regulation.",
            "The regulation of visitors was not written into the number.",
        ),
        (traded, "The bridge and the road were closed.", None),
        (traded, "该公司起诉了政府。", None),
    ],
)
def test_two_change_places(plant, claim: str, made: str | None) -> None:
    assert plant(claim, random.Random(1)) == made


@pytest.mark.parametrize(
    ("claim", "text", "made"),
    [
        ("It killed 12 people.", "The storm killed 12 people and hurt 340 others.", "It killed 340 people."),
        ("共有12人死亡。", "The storm killed 12 people and hurt 340 others.", "共有340人死亡。"),
        ("It opened in 2014.", "Begun in 2011, it was opened in 2014.", "It opened in 2011."),
        ("It killed 12 people.", "The storm killed 12 people in 2014.", None),
        ("It rained.", "The storm killed 12 people.", None),
    ],
)
def test_another_figure_of_the_source_is_taken(claim: str, text: str, made: str | None) -> None:
    assert other_figure(claim, [text], random.Random(1)) == made


def test_another_name_of_the_source_is_taken() -> None:
    draw = random.Random(1)
    assert other_name("Kenya sued first.", ["Kenya sued Norway."], draw) == "Norway sued first."
    assert other_name("Kenya sued first.", ["肯尼亚起诉了挪威。"], draw) is None
    assert other_name("Kenya sued Norway.", ["Kenya sued Norway."], draw) is None


def test_what_is_misplaced_is_another_claim_and_the_same_for_a_seed() -> None:
    claim, text = "The Kenyan ministry lent Norway 240 ships.", "Kenya lent Norway 240 ships, Peru 30."
    first, second = (list(misplaced(claim, [text], random.Random(2))) for _ in range(2))
    assert first == second and first and claim not in first


def test_aligners_are_learned_without_the_articles_of_their_fold(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(support_learning, "MEMBERS", 1)
    small = partial(training.AlignerSettings, dim=8, hidden=12, epochs=20, batch=8, rate=5e-3)
    monkeypatch.setattr(training, "AlignerSettings", small)
    draw = np.random.default_rng(0)

    def told(number: int) -> Told:
        source = draw.normal(size=(6, 12)).astype(np.float32)
        met = number % 2 == 0
        claim = source[:3] if met else draw.normal(size=(3, 12)).astype(np.float32)
        pair = Meeting(claim, source, np.ones(6, np.float32), np.zeros(EXTRA, np.float32))
        # What is on article "b" is told the wrong way round: only who did not see it is right about "a".
        article = "ab"[number // 2 % 2]
        return Told(article, str(number), Example(pair, met is (article == "a")))

    examples = [told(number) for number in range(160)]
    aligners = learn_apart(examples, {"a": 0, "b": 1})
    assert set(aligners) == {None, 0, 1} and all(len(one.members) == 1 for one in aligners.values())
    right = {
        fold: np.mean([(aligners[fold].logit(one.example.pair) > 0) is one.example.met for one in of_a])
        for of_a in ([one for one in examples if one.article == "a"],)
        for fold in (0, 1)
    }
    assert right[1] > 0.8 and right[0] < 0.2
