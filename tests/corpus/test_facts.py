"""Amounts, dates and names of two languages, and what agrees with what."""

from __future__ import annotations

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.facts import facts_of
from corpus.facts.compare import compare_dates, compare_quantities
from corpus.facts.name_match import name_stands_in
from corpus.facts.numerals import chinese_value
from corpus.facts.polarity import clauses, denials, opposed, polarity
from corpus.facts.sound import heard_span, sounds_like


@pytest.mark.parametrize(
    ("text", "kind", "low", "unit"),
    [
        ("a loan of $240 million", "money", 240e6, "USD"),
        ("a loan of US$240m", "money", 240e6, "USD"),
        ("贷款2.4亿美元", "money", 240e6, "USD"),
        ("贷款2亿4000万美元", "money", 240e6, "USD"),
        ("185 million Canadian dollars", "money", 185e6, "CAD"),
        ("thirteen schools", "number", 13, "school"),
        ("13 schools", "number", 13, "school"),
        ("十三所学校", "number", 13, "school"),
        ("a dozen cars", "number", 12, "vehicle"),
        ("two-thirds of voters", "percent", 200 / 3, ""),
        ("三分之二的选民", "percent", 200 / 3, ""),
        ("half the staff", "percent", 50, ""),
        ("六成居民", "percent", 60, ""),
        ("百分之十五", "percent", 15, ""),
        ("15 percent", "percent", 15, ""),
        ("one in four users", "percent", 25, ""),
        ("第三季度", "ordinal", 3, ""),
        ("the third quarter", "ordinal", 3, ""),
        ("Line 3 opened", "ordinal", 3, ""),
        ("三号线开通", "ordinal", 3, ""),
        ("sales doubled", "multiple", 2, ""),
        ("at 6 pm", "time", 1080, ""),
        ("下午6点", "time", 1080, ""),
        ("116万千瓦", "number", 1.16e9, "watt"),
        ("1,160 megawatts", "number", 1.16e9, "watt"),
        ("2,000 people", "number", 2000, "person"),
        ("2000人参加", "number", 2000, "person"),
    ],
)
def test_an_amount_is_read(text: str, kind: str, low: float, unit: str) -> None:
    (found,) = facts_of(text).quantities
    assert (found.kind, found.unit) == (kind, unit)
    assert found.low == pytest.approx(low)
    assert text[found.start : found.end] == found.text


@pytest.mark.parametrize(
    "text", ["a 5G phone", "the G20", "Covid-19", "四川和三星", "进一步万科", "one of them", "not a single"]
)
def test_no_amount_is_made_up(text: str) -> None:
    assert not facts_of(text).quantities


@pytest.mark.parametrize(
    ("claim", "source", "relation"),
    [
        ("$240 million", "2.4亿美元", "agrees"),
        ("about 1,200 homes", "1,187 homes", "agrees"),
        ("1,200 homes", "1,187 homes", "differs"),
        ("three months", "90天", "agrees"),
        ("35 per cent", "三成五", "agrees"),
        ("35 per cent", "三成半", "agrees"),
        ("30 per cent", "三成五", "differs"),
        ("tripled", "three times as many", "agrees"),
        ("tripled", "12 times the price", "differs"),
        ("three months", "60 days", "unrelated"),
        ("two years", "730 days", "agrees"),
        ("six weeks", "two months", "unrelated"),
        ("more than 200 people", "213 people", "agrees"),
        ("more than 200 people", "190 people", "differs"),
        ("48 schools", "40 schools", "differs"),
        ("$240 million", "240 million euros", "unrelated"),
        ("31%", "30.8 percent", "agrees"),
        ("31%", "41 percent", "differs"),
        ("half of them", "50%", "agrees"),
        ("0.18", "0.18毫克", "agrees"),
        ("48 schools", "48 percent", "unrelated"),
        ("two weeks", "14 days", "agrees"),
    ],
)
def test_amounts_are_held_against_each_other(claim: str, source: str, relation: str) -> None:
    (mine,), (theirs,) = facts_of(claim).quantities, facts_of(source).quantities
    assert compare_quantities(mine, theirs) == relation


@pytest.mark.parametrize(
    ("claim", "source", "relation"),
    [
        ("Sept. 13, 2018", "2018年9月13日", "agrees"),
        ("2018年9月13日", "September 2018", "agrees"),
        ("September 13", "on 13 September 2018", "agrees"),
        ("September 13", "9月14日", "differs"),
        ("in May 2018", "in May 2019", "differs"),
        ("in 2018", "二〇一八年", "agrees"),
        ("on Monday", "周一", "agrees"),
        ("on Monday", "星期二", "differs"),
        ("on Monday", "in 2018", "unrelated"),
        ("the 1990s", "in 1994", "agrees"),
    ],
)
def test_dates_are_held_against_each_other(claim: str, source: str, relation: str) -> None:
    (mine,), (theirs,) = facts_of(claim).dates, facts_of(source).dates
    assert compare_dates(mine, theirs) == relation


@pytest.mark.parametrize(
    ("claim", "source", "stands"),
    [
        ("It went to Kenya.", "贷款给了肯尼亚。", True),
        ("It went to Kenya.", "The Kenyan army got it.", True),
        ("It went to Kenya.", "The Ugandan army got it.", False),
        ("它来自肯尼亚。", "It came from Kenya.", True),
        ("We met Li Wei.", "总经理李伟说", True),
        ("We met Li Wei.", "总经理张伟说", False),
        ("We met Maria Lopez.", "玛丽亚·洛佩斯来了", True),
        ("We met Maria Lopez.", "Ms Lopez came", True),
        ("We met Maria Lopez.", "Carlos Lopez came", False),
        ("The World Food Programme paid.", "WFP paid", True),
        ("Officials of WFP paid.", "the World Food Programme paid", True),
        ("They met in Nairobi.", "NAIROBI, 18 May — They met.", True),
        ("North American sales fell.", "北美销售额下降。", True),
        ("North American sales fell.", "美国销售额下降。", False),
        ("It went to Huashiyun.", "合同由华视云获得。", True),
        ("It went to Huashiyun.", "其余由三家股东出资。", False),
        ("It went to Binjiang.", "这标志着工程结束。", False),
        ("It went to Shengxin.", "合同由晟芯获得。", True),
        ("It went to Beichangshan.", "烟台北长山船厂起诉。", True),
    ],
)
def test_a_name_is_known_again(claim: str, source: str, stands: bool) -> None:
    name = facts_of(claim).names[-1]
    assert name_stands_in(name, source) is stands


def test_names_of_people_and_bodies_are_told_apart() -> None:
    names = [name.text for name in facts_of("Li Wei of Northwind met Kenya's Ministry of Health.").names]
    assert names == ["Li Wei", "Northwind", "Kenya", "Ministry of Health"]


@pytest.mark.parametrize(
    ("text", "names"),
    [
        ("HARARE, Feb 11 (Southern Press) - The bank signed.", ["Southern Press"]),
        ("BAE sold radars.", ["BAE"]),
        ("光缆长1.2万公里，而滨江市的中心占地93亩。", ["滨江市"]),
        ("合同金额约占公司营业收入的三成。", []),
        ("警察局长埃琳娜·马尔凯蒂拒绝了。", ["埃琳娜·马尔凯蒂"]),
    ],
)
def test_names_are_read_whole(text: str, names: list[str]) -> None:
    assert [name.text for name in facts_of(text).names if not name.weak] == names


@pytest.mark.parametrize(
    ("name", "chinese"), [("Guangzhou", "在广州"), ("Novak", "诺瓦克"), ("Silverman", "西尔弗曼")]
)
def test_a_name_is_heard_in_characters(name: str, chinese: str) -> None:
    assert sounds_like(name, chinese)
    assert not sounds_like("Peters", chinese)


@pytest.mark.parametrize(
    ("text", "denies"),
    [
        ("The firm did not pay.", True),
        ("No one was hurt.", True),
        ("It refused to pay.", True),
        ("Not only the firm paid.", False),
        ("It paid no more than 5 euros.", False),
        ("They may keep it for no longer than three weeks.", False),
        ("It did not rule out a sale.", False),
        ("公司没有付款。", True),
        ("公司不断付款。", False),
        ("无人机送药。", False),
        ("事故无人死亡。", True),
        ("作者与企业无利益关系。", True),
        ("影响无显著差异。", True),
    ],
)
def test_a_denial_is_heard(text: str, denies: bool) -> None:
    assert polarity(text).denies is denies
    assert bool(denials(text)) is denies


@pytest.mark.parametrize(
    ("claim", "source", "against"),
    [
        ("Prices rose.", "价格下降。", True),
        ("Prices rose.", "价格上涨。", False),
        ("The court approved it.", "法院驳回了。", True),
        ("Prices did not rise.", "Prices fell.", False),
        ("The council refused to ban it.", "The council rejected a plan to ban it.", False),
    ],
)
def test_opposite_directions(claim: str, source: str, against: bool) -> None:
    assert bool(opposed(polarity(claim), polarity(source))) is against


@given(st.integers(min_value=1, max_value=99_999_999))
def test_chinese_numerals_come_back(number: int) -> None:
    assert chinese_value(_written(number)) == number


@given(st.text(alphabet="the 12,.%$ 三千万亿年月日不没有 Kenya's Bank of million and half", max_size=200))
def test_every_fact_stands_where_it_says(text: str) -> None:
    facts = facts_of(text)
    for fact in (*facts.quantities, *facts.dates):
        assert text[fact.start : fact.end] == fact.text
    for start, end in clauses(text):
        assert 0 <= start < end <= len(text)


@pytest.mark.parametrize(
    "piece",
    ["1,", "one hundred and ", "三千", "A.", "Bank of ", "not ", "1 ", "Aa-", "第", "on May 1, ", "·人", "("],
)
def test_hostile_text_takes_no_time(piece: str) -> None:
    begun = time.process_time()  # the machine may be busy with other things
    facts_of(piece * (20_000 // len(piece)))
    polarity(piece * (20_000 // len(piece)))
    assert time.process_time() - begun < 4


def _written(number: int) -> str:
    """Write a number below a hundred million in Chinese characters, digit by digit with its place."""
    digits, places = "零一二三四五六七八九", ("", "十", "百", "千")
    myriad, rest = divmod(number, 10_000)

    def four(value: int) -> str:
        made, gap = "", False
        for place in (3, 2, 1, 0):
            digit = value // 10**place % 10
            if digit:
                made += ("零" if gap and made else "") + digits[digit] + places[place]
                gap = False
            else:
                gap = True
        return made

    if not myriad:
        return four(rest)
    return four(myriad) + "万" + ("零" if 0 < rest < 1000 else "") + four(rest)


@pytest.mark.parametrize(
    ("name", "chinese", "heard"),
    [
        ("Binjiang", "由滨江市公安局采购", "滨江"),
        ("Binjiang", "人脸识别摄像机和中标金额", None),
        ("Beichangshan", "烟台北长山船厂", "北长山"),
        ("Novak", "教练诺瓦克说", "诺瓦克"),
    ],
)
def test_a_name_is_heard_where_it_stands(name: str, chinese: str, heard: str | None) -> None:
    span = heard_span(name, chinese)
    assert (chinese[slice(*span)] if span else None) == heard
