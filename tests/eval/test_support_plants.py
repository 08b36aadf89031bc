"""Faults planted by rule: each changes what a claim says, in both languages."""

from __future__ import annotations

import random

import pytest

from eval.support_plants import certain, denied, joined, miscounted, plants, swapped, turned


@pytest.mark.parametrize(
    ("plant", "claim", "made"),
    [
        (denied, "The bridge was closed.", "The bridge was not closed."),
        (denied, "The bridge was not closed.", "The bridge was closed."),
        (denied, "这座桥是木制的。", "这座桥不是木制的。"),
        (denied, "该公司没有参加。", "该公司参加。"),
        (turned, "Prices rose in May.", "Prices fell in May."),
        (turned, "价格上升。", "价格下降。"),
        (certain, "The firm plans to open a plant.", "The firm did open a plant."),
        (certain, "公司计划建厂。", "公司已经建厂。"),
        (swapped, "Kenya sued Norway.", "Norway sued Kenya."),
        (swapped, "Kenya and Norway agreed.", None),
        (denied, "Rain.", None),
        (miscounted, "It rained.", None),
    ],
)
def test_a_fault_is_planted(plant, claim: str, made: str | None) -> None:
    assert plant(claim, random.Random(1)) == made


def test_a_number_is_changed() -> None:
    made = miscounted("In 2014 it sold 120 cars.", random.Random(1))
    assert made and made != "In 2014 it sold 120 cars."
    assert made.startswith("In 20") and made.endswith(" cars.")


def test_plants_are_other_claims_and_the_same_for_a_seed() -> None:
    claim = "Kenya will lend Norway 240 ships, and exports rose."
    first, second = (list(plants(claim, random.Random(2))) for _ in range(2))
    assert first == second and claim not in first and len(first) >= 3


def test_two_claims_are_joined() -> None:
    assert joined(["It rained.", "It froze."]) == "It rained, and It froze."
    assert joined(["下雨了。", "结冰了。"]) == "下雨了，结冰了。"
