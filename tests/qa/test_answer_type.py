import pytest

from qa.answer_spans import spans_of_type
from qa.answer_type import AnswerType, answer_type
from qa.sought import has_none


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When was the tunnel opened?", "date"),
        ("In which year did it open?", "date"),
        ("隧道是什么时候开通的？", "date"),
        ("Where was it signed, and when?", "date"),
        ("What happened when the dam broke?", "other"),
        ("How many drones were sold?", "count"),
        ("How often did it fail?", "count"),
        ("卖了多少架无人机？", "count"),
        ("How large was the loan?", "money"),
        ("How much did the tunnel cost?", "money"),
        ("What did the ministry pay for it?", "money"),
        ("What interest rate does it carry?", "share"),
        ("What exchange rate was used?", "other"),
        ("What did families spend the compensation on?", "other"),
        ("What did she want done about prices?", "other"),
        ("What was the firm’s turnover in 2020?", "money"),
        ("What does the city pay the firm?", "money"),
        ("What share of the market does it hold?", "share"),
        ("How long did the talks last?", "duration"),
        ("How many years did it take?", "duration"),
        ("How tall is the tower?", "measure"),
        ("What is the capacity of the plant?", "measure"),
        ("Who paid for it?", "person"),
        ("Which company won?", "name"),
        ("Where is the centre?", "name"),
        ("谁付的钱？", "person"),
        ("Why is it late?", "other"),
        ("Is there proof?", "other"),
    ],
)
def test_the_kind_asked_for(question: str, kind: str) -> None:
    assert answer_type(question) == kind


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("How many drones?", "It sold 48 drones in October 2018.", ["48"]),
        ("How large was the loan?", "A loan of $240 million, or 2.5%.", ["$240 million"]),
        ("How many?", "Some thirty; twelve of them late.", ["thirty", "twelve"]),
        ("When?", "Opened on 3 May 2019 and closed in June 2020.", ["3 May 2019", "June 2020"]),
        ("When?", "于2018年4月12日签署。", ["2018年4月12日"]),
        ("数据保存多久？", "数据只保存七天，过去是三个月。", ["七天", "三个月"]),
        ("一共多少列？", "共二十八列，每列由一个司机驾驶。", ["二十八"]),
        ("花了多少钱？", "政府付了三百万元，另借1.2亿美元。", ["三百万元", "1.2亿美元"]),
        ("Who paid for the Norland dam?", "Norland got money from the Bank of Sudria.", ["Bank of Sudria"]),
        ("Which firm?", "The firm is Acme’s rival DataCorp.", ["Acme", "DataCorp"]),
        (
            "How much did it cost?",
            "Five million euros, or 20 roubles a head.",
            ["Five million euros", "20 roubles"],
        ),
        ("What share?", "Half of it, 40 per cent of that.", ["Half", "40 per cent"]),
        ("How long did it take?", "After ten months, and since 2011.", ["ten months", "since 2011"]),
        ("How high is it?", "Some 280 metres above 3 villages.", ["280 metres"]),
        ("Who came?", "Then, in October, Mr Abe came.", ["Mr Abe"]),
        ("Why?", "Because Acme paid $5.", []),
        ("How many in 2018?", "In 2018, 14 of them.", ["14"]),
    ],
)
def test_what_could_be_the_answer(question: str, text: str, found: list[str]) -> None:
    spans = spans_of_type(answer_type(question), text, question, (0,))
    assert [text[start:end] for start, end in spans] == found


@pytest.mark.parametrize(
    ("kind", "text", "absent"),
    [
        ("money", "It sold 48 drones in October 2018.", True),
        ("money", "It sold them for $3 apiece.", False),
        ("date", "It opened soon after.", True),
        ("measure", "It opened in 2018.", True),
        ("duration", "It took six weeks.", False),
        ("name", "nobody knows", False),
        ("other", "nobody knows", False),
    ],
)
def test_a_text_lacks_what_can_be_told_by_its_form(kind: AnswerType, text: str, absent: bool) -> None:
    assert has_none(kind, text, "") is absent


@pytest.mark.parametrize("text", ["A" * 50_000, "A. " * 20_000, "1," * 30_000, "Aa’" * 20_000, "$" * 50_000])
def test_hostile_text_takes_no_time(text: str) -> None:
    for question in (
        "When?",
        "How many?",
        "Who?",
        "How much did it cost?",
        "What share?",
        "How long?",
        "How tall?",
    ):
        spans_of_type(answer_type(question), text, question)
