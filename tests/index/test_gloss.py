"""A Chinese text word for word in English: amounts, dates and names right, words by their meaning here."""

from __future__ import annotations

import time

import pytest

from index.lexicon import open_lexicon
from index.lexicon.gloss import MAX_TEXT, gloss
from index.lexicon.small_words import small_words


def english(text: str, beside: str = "") -> str:
    """Gloss with the dictionary that ships."""
    return gloss(text, open_lexicon(), beside)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("总投资约271亿元", "27.1 billion yuan"),
        ("首日客流达到21.3万人次", "213,000 visits"),
        ("土建工程已完成六成", "60%"),
        ("价格下降3.5%", "3.5%"),
        ("三号线", "No. 3 line"),
        ("2022年6月6日开通", "6 June 2022"),
        ("二十九座车站", "29"),
        ("工厂在肯尼亚", "Kenya"),
    ],
)
def test_amounts_dates_and_known_names_are_as_english_writes_them(text: str, said: str) -> None:
    assert said in english(text)


def test_small_words_are_what_they_are_in_news() -> None:
    said = english("票价没有上涨，但乘客仍不满意")
    assert "did not" in said and "but" in said and "still" in said
    assert not any(char >= "\u4e00" for char in said)


def test_a_word_of_several_meanings_takes_the_one_beside_it() -> None:
    plain, chosen = english("票价上涨"), english("票价上涨", "Fares rose in March.")
    assert "fare" in chosen and chosen != plain


def test_characters_that_sound_like_a_name_beside_become_that_name() -> None:
    said = english("诺维克公司因奥蕾莉亚号搁浅被罚款", "Norwick Lines was fined over the Aurelia.")
    assert "Norwick" in said and "Aurelia" in said
    assert "Norwick" not in english("诺维克公司被罚款", "The company was fined.")


def test_names_of_people_and_places_are_spelled() -> None:
    assert "Zhou Qiming" in english("总经理周启明表示，工程顺利")
    assert "Yunling" in english("云岭市地铁开通")


def test_what_is_no_chinese_stays() -> None:
    assert english("The GDP rose by 3% in 2021.") == "The GDP rose by 3% in 2021."
    assert "GDP" in english("该国GDP增长3%")
    assert english("") == ""


@pytest.mark.parametrize(
    "text", ["的" * 50_000, "一" * 20_000, "\x1b[31m坏" * 3_000, "万亿" * 5_000, "，。" * 9_000]
)
def test_hostile_text_is_bounded(text: str) -> None:
    begun = time.process_time()
    said = english(text, "Names Of Many People " * 500)
    assert time.process_time() - begun < 5
    assert len(said) < 20 * MAX_TEXT


def test_no_small_word_stands_in_chinese() -> None:
    assert all(not any("\u4e00" <= char <= "\u9fff" for char in said) for said in small_words().values())
    assert small_words()["的"] == "'s" and small_words()["了"] == ""
