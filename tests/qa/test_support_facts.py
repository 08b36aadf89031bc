"""Amounts that agree in other words, and those that do not."""

from __future__ import annotations

import pytest

from qa.support_facts import Surroundings, check_facts


@pytest.mark.parametrize(
    ("claim", "main"),
    [
        ("Breaches are reported within three days.", "Breaches must be reported within 72 hours."),
        ("They found children on 12 out of 31 farms.", "Of 31 farms visited, 12 had children at work."),
        ("Roughly one boat in eight is inspected.", "Of the 3,200 boats, barely 400 are inspected."),
        ("He dismissed two thirds of his staff.", "He laid off 60 of his 90 workers."),
        ("Northwind holds 70% and Sora 30%.", "Northwind owns 70 per cent of the plant, Sora the rest."),
        ("总投资为11亿至13亿欧元。", "Investment is put at between 1.1 and 1.3 billion euros."),
        ("Catches dropped by half.", "The catch has halved."),
        ("该公司每年节省9500万克朗。", "The cuts save 95 million kroner a year."),
        ("Cases more than doubled.", "案件比上一年多一倍以上。"),
        ("Attendance rose by seven percentage points.", "Attendance rose by seven points."),
    ],
)
def test_an_amount_agrees_in_other_words(claim: str, main: str) -> None:
    found = check_facts(claim, Surroundings(main, (), main, None))
    assert found
    assert all(fact.outcome == "agrees" for fact in found if fact.kind != "name")


@pytest.mark.parametrize(
    ("claim", "main"),
    [
        ("Breaches are reported within two days.", "Breaches must be reported within 72 hours."),
        ("They found children on 19 out of 31 farms.", "Of 31 farms visited, 12 had children at work."),
        ("Northwind holds 70% and Sora 40%.", "Northwind owns 70 per cent of the plant, Sora the rest."),
        ("The film cost 11 million euros.", "The film cost 1.1 million euros."),
    ],
)
def test_another_amount_does_not(claim: str, main: str) -> None:
    found = check_facts(claim, Surroundings(main, (), main, None))
    assert any(fact.outcome != "agrees" for fact in found if fact.kind != "name")
