"""Which questions have two parts, and what is told of them."""

import pytest

from qa.answer import Answer, Question, Turn
from qa.parts import SILENT, judged, left_open, parts_of, told_apart
from tests.qa.words import FewWords

WORDS = FewWords("Acme sold Norland 48 drones.", "The dam was built by a council.")


@pytest.mark.parametrize(
    ("question", "parts"),
    [
        (
            "Who built the dam, and how many drones were sold?",
            ("Who built the dam", "how many drones were sold"),
        ),
        ("Who built the dam and at what cost?", ("Who built the dam", "at what cost")),
        ("Who built the dam? Why?", ("Who built the dam", "Why")),
        ("谁建了水坝，花了多少钱？", ("谁建了水坝", "花了多少钱")),
        ("谁建了水坝？为什么？", ("谁建了水坝", "为什么")),
        # One thing asked,
        ("Who built the dam?", ()),
        ("When and where was the dam built?", ()),
        ("Who says when and how the dam is built?", ()),
        ("Who sold drones and bought the dam?", ()),
        # no question before the question,
        ("After the war the dam fell and who built it again?", ()),
        ("2019年检查之后，公司被罚了多少钱？", ()),
        # a part that says nothing alone,
        ("How many men and how many women fly?", ()),
        # more than two parts.
        ("Who built the dam, and how, and why?", ()),
    ],
)
def test_a_question_is_cut_where_a_second_one_begins(question: str, parts: tuple[str, ...]) -> None:
    assert parts_of(question, WORDS) == parts


def test_the_second_part_is_asked_as_a_follow_up_to_the_first() -> None:
    asked: list[Question] = []

    def ask(question: Question) -> str | None:
        asked.append(question)
        return None if len(asked) == 1 else "Nothing here mentions TikTok."

    told = judged(Question("whole", history=(Turn("user", "before"),)), ("Who paid", "why"), ask)
    assert [question.text for question in asked] == ["Who paid?", "why?"]
    assert [turn.text for turn in asked[1].history] == ["before", "Who paid?"]
    assert told == [("Who paid", None), ("why", "Nothing here mentions TikTok.")]


@pytest.mark.parametrize(
    ("whys", "says"),
    [
        ((None, "Not B."), "Asked alone, “a” would be answered; “b” would not. Not B."),
        (("Not A.", None), "Asked alone, “b” would be answered; “a” would not. Not A."),
        (("Not A.", "Not B."), "Whole."),
        ((None, None), "No passage answers all of it; asked one at a time, its parts may be answered."),
    ],
)
def test_what_became_of_the_parts_is_told(whys: tuple[str | None, str | None], says: str) -> None:
    assert told_apart(list(zip("ab", whys, strict=True)), "Whole.") == says


@pytest.mark.parametrize(
    ("confidence", "says"),
    [
        (SILENT - 0.1, "No passage answers “who invented the plough”. Nothing here mentions plough."),
        # Not surely unanswered, for the whole is answered;
        (SILENT + 0.1, None),
        # answered.
        (0.9, None),
    ],
)
def test_a_second_part_that_nothing_answers_is_told_of_an_answered_question(
    confidence: float, says: str | None
) -> None:
    asked: list[Question] = []

    def ask(question: Question) -> Answer:
        asked.append(question)
        silent = confidence < 0.5
        why = "Nothing here mentions plough." if silent else None
        return Answer(question, question.text, silent, why, confidence, (), (), "v", "toy", 0.0)

    whole = Question("Who paid, and who invented the plough?", history=(Turn("user", "before"),))
    assert left_open(whole, ("Who paid", "who invented the plough"), ask) == says
    assert [turn.text for turn in asked[0].history] == ["before", "Who paid?"]
