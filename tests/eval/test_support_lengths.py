"""A claim's length must not tell whether it is true."""

from __future__ import annotations

from itertools import groupby

from hypothesis import given
from hypothesis import strategies as st

from eval.support_lengths import MOST_FALSE, MOST_TRUE, even_weights, length_step, of_like_length

Item = tuple[str, bool]


def claims(words: int, count: int, *, true: bool) -> list[Item]:
    return [(" ".join(["word"] * words), true)] * count


def test_lengths_are_taken_in_steps_of_each_language() -> None:
    assert length_step("a b c d") == (False, 1) and length_step("一二三四五六") == (True, 1)
    assert length_step("word " * 400) == length_step("word " * 300)
    assert length_step("公司" * 200) == length_step("公司" * 100) != length_step("word " * 400)


def test_short_false_and_long_true_claims_are_thinned_out() -> None:
    items = claims(9, 300, true=False) + claims(9, 100, true=True)
    items += claims(25, 40, true=False) + claims(25, 400, true=True)
    drawn = of_like_length(items, lambda one: one[0], lambda one: one[1])
    by_length = {
        words: [sum(one[1] is kind for one in some) for kind in (False, True)]
        for words, group in groupby(sorted(drawn), key=lambda one: len(one[0].split()))
        for some in (list(group),)
    }
    assert by_length == {9: [150, 100], 25: [40, 37]}


@given(st.lists(st.tuples(st.integers(1, 40), st.booleans()), min_size=1, max_size=200))
def test_what_is_drawn_was_given_and_is_drawn_alike_again(given_items: list[tuple[int, bool]]) -> None:
    items = [(" ".join(["word"] * words), true) for words, true in given_items]
    drawn = of_like_length(items, lambda one: one[0], lambda one: one[1])
    assert drawn == of_like_length(items, lambda one: one[0], lambda one: one[1])
    assert len(drawn) <= len(items) and set(drawn) <= set(items)
    for step in {length_step(claim) for claim, _ in items}:
        true = sum(kind for claim, kind in drawn if length_step(claim) == step)
        false = sum(not kind for claim, kind in drawn if length_step(claim) == step)
        assert false <= max(1, MOST_FALSE * true + 1) or not true
        assert true <= max(1, MOST_TRUE * false + 1) or not false


def test_claims_of_like_length_weigh_as_much_true_as_false() -> None:
    items = claims(9, 30, true=False) + claims(9, 10, true=True) + claims(25, 6, true=False)
    items += claims(25, 12, true=True)
    weights = even_weights([claim for claim, _ in items], [true for _, true in items])
    for words in (9, 25):
        sums = [
            sum(
                w
                for w, (claim, true) in zip(weights, items, strict=True)
                if len(claim.split()) == words and true is kind
            )
            for kind in (False, True)
        ]
        assert abs(sums[0] - sums[1]) < 1e-9


def test_a_claim_alone_among_its_like_does_not_outweigh_hundreds() -> None:
    items = claims(9, 500, true=False) + claims(9, 1, true=True)
    assert max(even_weights([claim for claim, _ in items], [true for _, true in items])) == 4.0
