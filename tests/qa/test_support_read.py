"""What the reader is given, and that it tells what words say from what they do not."""

from __future__ import annotations

import numpy as np
import pytest

from qa.support_read import (
    entailment_reader,
    in_english,
    length_in_english,
    read_claim,
    reading_of_logits,
    share_of,
)

ENGLISH = "The port authority bought 48 cranes from Norwick Lines in March 2021."
CHINESE = "港务局于2021年3月从诺维克公司购买了48台起重机。"


def test_what_is_english_is_read_as_it_stands() -> None:
    words, claim = in_english("It bought cranes.", [ENGLISH, "They were delivered."])
    assert words == f"{ENGLISH} They were delivered." and claim == "It bought cranes."


def test_chinese_is_read_word_for_word_and_by_the_other_side() -> None:
    words, claim = in_english("Norwick sold 48 cranes.", [CHINESE])
    assert claim == "Norwick sold 48 cranes."
    assert "48" in words and "March 2021" in words and "Norwick" in words
    _, turned = in_english(CHINESE, [ENGLISH])
    assert "48" in turned and "March 2021" in turned and "Norwick" in turned


def test_a_chinese_text_is_longer_in_english() -> None:
    assert length_in_english("abc") == 3 and length_in_english("港务局") == 12


def test_odds_and_shares_are_one_thing() -> None:
    said = reading_of_logits(np.array([2.0, 0.0, -1.0], np.float32))
    assert 0 < share_of(said.contradicted) < share_of(said.supported) < 1
    sure = reading_of_logits(np.array([90.0, -90.0, -90.0], np.float32))
    assert np.isfinite(sure.supported) and np.isfinite(sure.contradicted)


@pytest.mark.parametrize("source", [ENGLISH, CHINESE])
@pytest.mark.parametrize(
    "wrong",
    [
        "The port authority sold 48 cranes to Norwick Lines in March 2021.",
        "The port authority bought 72 cranes from Norwick Lines in March 2021.",
        "The port authority did not buy any cranes from Norwick Lines.",
    ],
)
def test_what_is_said_is_likelier_than_what_is_not(source: str, wrong: str) -> None:
    reader = entailment_reader()
    assert reader is not None
    right = read_claim("In March 2021 the port authority purchased 48 cranes from Norwick.", [source], reader)
    turned = read_claim(wrong, [source], reader)
    assert right.supported > turned.supported and right.contradicted < turned.contradicted


@pytest.mark.parametrize(
    ("words", "claim", "told"),
    [
        ("a site of 62 hectares", "It covers 620,000 square metres.", "a site of 620,000 square metres"),
        ("gone after 36 months", "It was gone after three years.", "gone after three years"),
        ("kept for 90 days", "They are kept for three months.", "kept for three months"),
        ("sold last year", "It sold 30 in 2014.", "sold in 2014"),
        ("from 1 March next year, he said", "It starts in March 2016.", "from 1 March 2016, he said"),
        # another amount, another year, what belongs to the year, and what the reader knows
        ("a site of 62 hectares", "It covers 610,000 square metres.", "a site of 62 hectares"),
        ("sold last year", "It sold 30 in 2013.", "sold last year"),
        ("last year's report", "The report of 2014 said so.", "last year's report"),
        ("two thirds of them", "They were 67 per cent.", "two thirds of them"),
        ("450 people", "It has 450 workers.", "450 people"),
    ],
)
def test_what_is_one_in_value_is_told_in_the_claims_words(words: str, claim: str, told: str) -> None:
    assert in_english(claim, [words], 2015)[0] == told
