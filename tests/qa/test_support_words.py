"""Words met by letters, by the dictionary, by a translation in common."""

from __future__ import annotations

import pytest

from qa.support_words import words_met


@pytest.mark.parametrize(
    ("text", "other", "share"),
    [
        ("The government raised taxes.", "The government raised taxes again.", "same"),
        ("The university published a report.", "大学发表了一份报告。", "same"),
        ("大学发表报告。", "The university published a report.", "same"),
        ("They purchased a ship.", "They bought a ship.", "kin"),
        ("The hospital lent money.", "湖水很冷。", "strange"),
    ],
)
def test_words_are_met(text: str, other: str, share: str) -> None:
    found = words_met(text, other)
    assert getattr(found, share) > 0
    assert 0 <= found.same + found.kin + found.hinted + found.strange <= 1 + 1e-9


def test_a_translation_is_nearer_than_its_opposite() -> None:
    claim = "Exports increased last year."
    assert words_met(claim, "去年出口增加。").same > words_met(claim, "去年进口减少。").same


@pytest.mark.parametrize("text", ["", "...", "的", "\x1b[2J"])
def test_nothing_is_met_by_nothing(text: str) -> None:
    assert words_met(text, "") == words_met("", text)
