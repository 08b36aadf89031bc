"""A Chinese text word for word in English: amounts, dates and names right, words by their meaning here."""

from __future__ import annotations

import time

import pytest

from index.lexicon import open_lexicon
from index.lexicon.gloss import MAX_TEXT, gloss
from index.lexicon.segmenter import segmented
from index.lexicon.small_words import news_words, small_words, unit_words


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
        ("大坝高12米", "12 metres"),
        ("装机36万千瓦，发电118亿千瓦时", "11.8 billion kilowatt-hours"),
        ("750千伏输电线路", "750 kilovolts"),
        ("得票超过九成", "90%"),
        ("捐款超过5000元", "5000 yuan"),
        ("净利润下滑近两成", "nearly 20%"),
        ("首次开放", "first time"),
    ],
)
def test_amounts_dates_and_known_names_are_as_english_writes_them(text: str, said: str) -> None:
    assert said in english(text)


def test_small_words_are_what_they_are_in_news() -> None:
    said = english("票价没有上涨，但乘客仍不满意")
    assert "did not" in said and "but" in said and "still" in said
    assert not any(char >= "\u4e00" for char in said)


def test_characters_that_sound_like_a_name_beside_become_that_name() -> None:
    said = english("诺维克公司因奥蕾莉亚号搁浅被罚款", "Norwick Lines was fined over the Aurelia.")
    assert "Norwick" in said and "Aurelia" in said
    assert "Norwick" not in english("诺维克公司被罚款", "The company was fined.")


def test_names_of_people_and_places_are_spelled() -> None:
    assert "Zhou Qiming" in english("总经理周启明表示，工程顺利")
    assert "Yunling" in english("云岭市地铁开通")


@pytest.mark.parametrize(
    ("text", "said", "never"),
    [
        ("县水利局局长被免职", "bureau", "narrow"),
        ("药企要求收回授权", "drug", "iris"),
        ("船东否认知情", "shipowner", "boat east"),
        ("总经理訾广田辩称，设备老化", "general manager", "calculate"),
        ("出售后枫湖仍持股15%", "sold", "Chushou"),
    ],
)
def test_words_are_cut_where_a_reader_would(text: str, said: str, never: str) -> None:
    assert said in english(text)
    assert never not in english(text)


def test_a_word_of_several_meanings_takes_the_one_beside_it() -> None:
    assert "project" in english("项目已经开工")
    assert "item" in english("项目已经开工", "The item was delivered.")


def test_segments_are_the_text() -> None:
    text = "而一名副县长受到记大过处分"
    assert "".join(word for word, _ in segmented(text)) == text


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


def test_no_listed_word_stands_in_chinese() -> None:
    for words in (small_words(), news_words(), unit_words()):
        assert not any("\u4e00" <= char <= "\u9fff" for said in words.values() for char in said)
    assert small_words()["的"] == "'s" and small_words()["了"] == ""
    assert not set(small_words()) & set(news_words())
