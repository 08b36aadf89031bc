"""What forbids "supported" by itself, and what is only weighed."""

from __future__ import annotations

import pytest

from qa.support_decide import Nearness, decide, vetoed
from qa.support_model import FactCheck

NEAR = Nearness(0.9, 0.5, ())


@pytest.mark.parametrize(
    ("fact", "forbids"),
    [
        (FactCheck("number", "40 cars", "48 cars", "differs"), True),
        (FactCheck("money", "$40m", None, "missing"), True),
        (FactCheck("date", "三月5日", "三月6日", "differs"), True),
        (FactCheck("name", "Kenya", "Norway", "differs"), True),
        (FactCheck("name", "Kenya", None, "missing"), False),
        (FactCheck("percent", "a quarter", None, "missing"), False),
        (FactCheck("number", "two parties", "three parties", "differs"), False),
        (FactCheck("number", "40 cars", "40 cars", "agrees"), False),
        (FactCheck("denial", "did not", "did", "differs"), False),
    ],
)
def test_figures_and_names_forbid_and_words_are_weighed(fact: FactCheck, forbids: bool) -> None:
    assert vetoed(NEAR, [fact]) is forbids
    assert (decide(NEAR, [fact], 1.2)[0] == "supported") is not forbids


def test_a_sentence_far_from_the_claim_forbids() -> None:
    assert vetoed(Nearness(0.05, 0.5, ()), [])


@pytest.mark.parametrize(("odds", "verdict"), [(0.1, "contradicted"), (0.9, "partly")])
def test_an_amount_in_words_that_differs_contradicts_where_support_is_unlikely(
    odds: float, verdict: str
) -> None:
    fact = FactCheck("number", "two parties", "three parties", "differs")
    assert decide(NEAR, [fact], odds)[0] == verdict
