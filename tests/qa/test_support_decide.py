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


def test_a_reader_outweighs_the_rules() -> None:
    differs = FactCheck("number", "40 cars", "48 cars", "differs")
    assert decide(NEAR, [differs], 1.2, against=0.1)[0] == "supported"
    assert decide(NEAR, [differs], 0.1, against=0.5)[0] == "contradicted"
    assert decide(NEAR, [differs], 0.1, against=0.1)[0] == "partly"


@pytest.mark.parametrize(("against", "verdict"), [(0.95, "contradicted"), (0.6, "partly")])
def test_a_reader_tells_a_contradiction_that_no_fact_shows(against: float, verdict: str) -> None:
    told, reason = decide(NEAR, [], 0.1, against=against)
    assert told == verdict and (verdict == "partly" or "otherwise" in reason)


def test_a_reader_does_not_find_what_no_sentence_speaks_of() -> None:
    assert decide(Nearness(0.1, 0.5, ()), [], 0.1, against=0.1)[0] == "not found"


@pytest.mark.parametrize(
    ("source", "says"),
    [("62 hectares", "but “930 mu” is “62 hectares”"), ("930亩", "no amount"), (None, "no amount")],
)
def test_an_amount_in_another_unit_is_told_where_the_reader_says_otherwise(
    source: str | None, says: str
) -> None:
    fact = (
        FactCheck("number", "930 mu", source, "agrees") if source else FactCheck("name", "A", "A", "agrees")
    )
    verdict, reason = decide(NEAR, [fact], 0.1, against=0.95)
    assert verdict == "contradicted" and says in reason
