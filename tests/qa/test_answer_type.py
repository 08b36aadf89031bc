import pytest

from qa.answer_type import answer_type, spans_of_type


@pytest.mark.parametrize(
    ("question", "kind"),
    [
        ("When was the tunnel opened?", "date"),
        ("In which year did it open?", "date"),
        ("隧道是什么时候开通的？", "date"),
        ("How many drones were sold?", "number"),
        ("How large was the loan?", "number"),
        ("What share of the market does it hold?", "number"),
        ("卖了多少架无人机？", "number"),
        ("Who paid for it?", "name"),
        ("Which company won?", "name"),
        ("Where is the centre?", "name"),
        ("谁付的钱？", "name"),
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
        ("How large was the loan?", "A loan of $240 million, or 2.5%.", ["$240 million", "2.5%"]),
        ("How many?", "Some thirty-odd; twelve of them late.", ["twelve"]),
        ("When?", "Opened on 3 May 2019 and closed in June 2020.", ["3 May 2019", "June 2020"]),
        ("When?", "于2018年4月12日签署。", ["2018年4月12日"]),
        ("Who paid for the Norland dam?", "Norland got money from the Bank of Sudria.", ["Bank of Sudria"]),
        ("Which firm?", "The firm is Acme’s rival DataCorp.", ["Acme", "DataCorp"]),
        ("Why?", "Because Acme paid $5.", []),
        ("How many in 2018?", "In 2018, 14 of them.", ["14"]),
    ],
)
def test_what_could_be_the_answer(question: str, text: str, found: list[str]) -> None:
    spans = spans_of_type(answer_type(question), text, question, (0,))
    assert [text[start:end] for start, end in spans] == found


@pytest.mark.parametrize("text", ["A" * 50_000, "A. " * 20_000, "1," * 30_000, "Aa’" * 20_000, "$" * 50_000])
def test_hostile_text_takes_no_time(text: str) -> None:
    for question in ("When?", "How many?", "Who?"):
        spans_of_type(answer_type(question), text, question)
