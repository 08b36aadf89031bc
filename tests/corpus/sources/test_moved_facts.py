"""Facts of a page that are set out in another way than before."""

from __future__ import annotations

from itertools import permutations

import pytest

from corpus.sources.difference import Difference, difference

_FACTS = {
    "list": "- Length: 72 m\n\n- Speed: {} knots\n\n- Built: 2016",
    "terms": "- Length\n\n- 72 m\n\n- Speed\n\n- {} knots\n\n- Built\n\n- 2016",
    "table": "| Length | 72 m |\n\n|---|---|\n\n| Speed | {} knots |\n\n| Built | 2016 |",
    "lines": "Length: 72 m\n\nSpeed: {} knots\n\nBuilt: 2016",
}


_MOVES = [pair for pair in permutations(_FACTS, 2) if set(pair) != {"list", "lines"}]
"""Items and lines had one key before; that their bullets went is told as left out."""


@pytest.mark.parametrize(("old", "new"), _MOVES)
def test_facts_that_are_set_out_in_another_way_are_the_same(old: str, new: str) -> None:
    said = "The ferry entered service on Monday, two years late. It will run three times a week.\n\n"
    before, after, faster = (
        said + _FACTS[form].format(knots) for form, knots in ((old, 14), (new, 14), (new, 16))
    )
    assert difference(before, after) == Difference()
    counted = [line for line in difference(before, faster).counted[2:] if line[0] in "+-"]
    assert counted and all("Speed" in line or "knots" in line for line in counted)
