"""Amounts that follow from what a sentence says, and those that do not."""

from __future__ import annotations

import pytest

from corpus.facts import facts_of
from qa.support_worked_out import worked_out

FOLLOWS = [
    ("About a quarter of the cost", "The state pays 15 million euros of the 58 million euros."),
    ("around 22 percent", "The price climbed from €1.94 billion to €2.37 billion."),
    ("近三分之二", "共有申请48件，其中31件获批。"),
    ("more than twice as much", "Orra gave 11 million euros, Hale 5 million euros."),
    ("three years later", "It opened in 2034, not in 2031."),
    ("晚三年", "2034年建成，而非2031年。"),
    ("100%", "All of the farms passed."),
    ("30%", "Orra owns 70 per cent, Hale the rest."),
]
NOT = [
    ("61%", "Of 31 farms visited, 12 had children at work."),
    ("a third", "The state pays 15 million euros of the 58 million euros."),
    ("three times as much", "Orra gave 11 million euros, Hale 5 million euros."),
    ("two years later", "It opened in 2034, not in 2031."),
    ("a half", "It took 5 days and cost 10 million euros."),
    ("100%", "Of 31 farms, 12 passed."),
]


@pytest.mark.parametrize(("amount", "text"), FOLLOWS)
def test_an_amount_that_follows(amount: str, text: str) -> None:
    assert worked_out(facts_of(amount).quantities[0], ["Nothing here.", text]) == text


@pytest.mark.parametrize(("amount", "text"), NOT)
def test_an_amount_that_does_not(amount: str, text: str) -> None:
    assert worked_out(facts_of(amount).quantities[0], [text]) is None


def test_amounts_of_two_sentences_are_not_held_together() -> None:
    half = facts_of("Half of them").quantities[0]
    assert worked_out(half, ["5 people came.", "10 people were asked."]) is None
    assert worked_out(half, ["5 of 10 people came."]) is not None
