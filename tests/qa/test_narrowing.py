"""Which of several figures, dates and names is the answer."""

import pytest

from qa.answer_spans import spans_of_type
from qa.answer_type import answer_type
from qa.narrowing import asked_beside, narrowed

FLEET = "The port has 512 workers, 38 of them apprentices, and paid $40 for each."
SHARES = "We found five kinds of terms. Norland asked for two, Sudria for three, Westria for one."


def plain(question: str, text: str, asked: str | None = None) -> list[str]:
    asked = asked or question
    kind = answer_type(asked)
    found = narrowed(kind, spans_of_type(kind, text, question, (0,)), text, question, asked)
    return [text[start:end] for start, end in found]


@pytest.mark.parametrize(
    ("question", "text", "found"),
    [
        ("How many apprentices has the port?", FLEET, ["38"]),
        ("How many workers has the port?", FLEET, ["512"]),
        ("How many terms did Sudria ask for?", SHARES, ["three"]),
        (
            "What did the quay cost?",
            "Revenue was €64 million. The quay had a cost of €83 million.",
            ["€83 million"],
        ),
        ("How many mules crossed?", "On 3 October 1871 fourteen mules crossed.", ["fourteen"]),
        (
            "Who approves tariffs?",
            "Acme has a Sudrian chairman, but the regulator ERSE approves tariffs.",
            ["ERSE"],
        ),
        ("Where are Towne's drawings?", "Francis Towne drew it, and one drawing is in Leeds.", ["Leeds"]),
        ("How long is the quay?", "The quay, 640 metres long, was eleven months late.", ["640 metres"]),
        ("When was it?", "In 2011, in 2012, in 2013 and in 2014.", []),
        ("In which years was it?", "In 2011, in 2012, and in 2013.", ["2011", "2012", "2013"]),
        ("Who wrote “The quay”?", "Acme built it for Norland Rail.", []),
        ("Why did they ask who runs it?", "Acme Rail runs it.", []),
    ],
)
def test_only_what_may_be_the_answer_is_called_so(question: str, text: str, found: list[str]) -> None:
    assert plain(question, text) == found


def test_a_follow_up_goes_by_its_own_words() -> None:
    text = "The port handled 18 ships of goods in 2022. It handled 371 containers."
    assert plain(
        "How many goods did the port handle in 2022? And how many containers?",
        text,
        "And how many containers?",
    ) == ["371"]


def test_another_things_price_in_the_same_sentence_has_less_of_the_question_beside_it() -> None:
    asked = "How much did the ferry cost?"
    own = "The ferry cost €3 million, while the quay was late."
    other = "The ferry was late, while the quay cost €3 million."
    assert asked_beside("money", own, asked) > asked_beside("money", other, asked) > 0.0
    assert asked_beside("money", "The ferry was late.", asked) == 0.0
    assert asked_beside("other", own, asked) == 0.0
