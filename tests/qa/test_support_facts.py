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
        ("公司支付35亿元。", "The firm paid RMB3.5bn for the stake."),
        ("The fine was HK$2 million.", "罚款二百万港元。"),
        ("The fine was NT$30,000.", "罚款新台币三万元。"),
        ("农场占地1500亩。", "The farm stretches over one square kilometre."),
        ("Each sack holds 50 jin.", "每袋25公斤。"),
        ("The flat has 650 sq ft.", "公寓面积约60平方米。"),
        ("三万士兵被派往边境。", "Thirty thousand troops were sent to the border."),
        ("The loan runs for 18 months.", "贷款期限为一年半。"),
        ("Talks took two and a half years.", "谈判历时30个月。"),
        ("The town received half a million euros.", "该镇收到50万欧元。"),
        ("The loan runs for a year and a half.", "贷款期限为18个月。"),
        ("Some 36 hours passed.", "A day and a half went by."),
        ("Half a dozen boats sank.", "Six boats sank."),
        ("It holds two thirds of a million litres.", "容量约为67万升。"),
        ("The cost was 33 per cent too high.", "It cost $85 million, a third above its budget."),
        ("The strike began on 3 May 2018.", "工人于二〇一八年五月三日罢工。"),
        ("At least a dozen villages were cut off.", "Thirteen villages were cut off."),
        ("Between 200 and 300 people were detained.", "Some 250 people were held."),
        ("He killed between two and four wolves.", "He shot three wolves."),
        ("投资额为5000万至6000万欧元。", "The investment is put at €50-60 million."),
        ("The first half of 2019 saw 30 attacks.", "2019年上半年发生30起袭击。"),
        ("The contract was signed in mid-2012.", "合同于2012年6月签署。"),
        ("Fines run from 5,000 to 30,000 yuan.", "处五千元以上三万元以下罚款。"),
        ("Footage is kept for three months.", "录像保存90天。"),
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
        ("公司支付35亿元。", "The firm paid RMB35bn for the stake."),
        ("三万士兵被派往边境。", "Thirteen thousand troops were sent to the border."),
        ("Between 200 and 300 people were detained.", "Some 450 people were held."),
        ("Prices rose from 40 to 80 crowns.", "Prices rose to 60 crowns."),
        ("The strike began on 3 May 2018.", "工人于二〇一八年五月十三日罢工。"),
        ("It was published on 3 September.", "合同直到九月五日才公布。"),
        ("It reached 104 degrees Fahrenheit.", "气温达到41摄氏度。"),
    ],
)
def test_another_amount_does_not(claim: str, main: str) -> None:
    found = check_facts(claim, Surroundings(main, (), main, None))
    assert any(fact.outcome != "agrees" for fact in found if fact.kind != "name")


@pytest.mark.parametrize(
    ("claim", "main", "told"),
    [
        (
            "It handled 90 ships in 2018.",
            "It handled 90 ships last year, a fifth more than in 2017.",
            "last year",
        ),
        ("2018年处理船只90艘。", "It handled 90 ships last year, a fifth more than in 2017.", "last year"),
        ("It handled 90 ships in 2018.", "港口去年处理船只90艘，比2017年多五分之一。", "去年"),
        ("It handled 90 ships in 2017.", "It handled 90 ships last year.", None),
        ("It will be ready in 2020.", "The quay will be ready next year.", "next year"),
    ],
)
def test_a_year_is_told_from_that_of_publication(claim: str, main: str, told: str | None) -> None:
    found = [one for one in check_facts(claim, Surroundings(main, (), main, 2019)) if one.kind == "date"]
    assert [(one.source, one.outcome) for one in found] == [(told, "agrees" if told else "missing")]


def test_a_person_is_named_in_no_bodys_place() -> None:
    found = check_facts("Zhou Min led it.", Surroundings("评标委员会由五名专家组成。", (), "", None))
    assert [fact.outcome for fact in found if fact.kind == "name"] == ["missing"]


@pytest.mark.parametrize(
    ("main", "outcome"), [("成都的工厂已关闭。", "agrees"), ("重庆的工厂已关闭。", "differs")]
)
def test_a_city_is_not_another_one_that_sounds_alike(main: str, outcome: str) -> None:
    found = check_facts("The plant in Chengdu was shut.", Surroundings(main, (), main, None))
    assert [(fact.kind, fact.outcome) for fact in found] == [("name", outcome)]
