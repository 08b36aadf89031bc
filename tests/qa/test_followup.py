import pytest

from qa.answer import Question, Turn
from qa.followup import resolve
from qa.settings import AskSettings
from tests.qa.words import FewWords

WORDS = FewWords(
    "China lent Norland 40 million for the river dam.",
    "China lent Sudria 12 million for a port.",
    "China built the Highmoor tunnel with Acme Corporation.",
    "China trained officials from many countries.",
    "China and Acme signed the treaty in 2015.",
    "The Highmoor council bought cameras.",
)


def resolved(text: str, *history: str | Turn) -> str:
    turns = tuple(Turn("user", item) if isinstance(item, str) else item for item in history)
    return resolve(Question(text, None, turns), WORDS, AskSettings()).text


@pytest.mark.parametrize(
    ("earlier", "text", "expected"),
    [
        ("How much did China lend Norland?", "And Sudria?", "How much did China lend Sudria?"),
        ("How much did China lend Norland?", "What about Sudria?", "How much did China lend Sudria?"),
        ("How much did China lend Norland?", "and how about Sudria", "How much did China lend Sudria?"),
        ("Who built the Highmoor tunnel?", "What about the one in Norland?", "Who built the Norland tunnel?"),
        ("What was signed in 2015?", "And in 2018?", "What was signed in 2018?"),
        ("How much did China lend Norland?", "No, I meant Sudria.", "How much did China lend Sudria?"),
        ("How much did China lend Norland?", "Sorry, the Highmoor council.", None),
        ("What was paid in the Highmoor valley?", "And in Sudria?", "What was paid in Sudria?"),
        ("How did the Highmoor states pay?", "And Sudria?", "How did Sudria pay?"),
        ("How was the Highmoor tunnel paid?", "And the Norland dam?", None),
        ("厄瓜多尔的系统叫什么？", "那玻利维亚呢？", "玻利维亚的系统叫什么？"),
        ("2019年的客流是多少？", "那2020年呢？", "2020年的客流是多少？"),
        ("国家电网为REN支付了多少钱？", "那ADMIE呢？", "国家电网为ADMIE支付了多少钱？"),
        ("How much did China lend Norland?", "And how much did Sudria want?", None),
    ],
)
def test_a_fragment_takes_the_earlier_question_with_its_own_name(
    earlier: str, text: str, expected: str | None
) -> None:
    found = resolved(text, earlier)
    if expected is None:  # it has no like in the earlier question, which is put before it whole
        assert found.startswith(f"{earlier} ")
    else:
        assert found == expected


@pytest.mark.parametrize(
    ("earlier", "text"),
    [
        ("Who built the Highmoor tunnel?", "Has it been finished?"),
        ("Who built the Highmoor tunnel?", "When did they start?"),
        ("Who supplies the council with cameras?", "Which of its offices are abroad?"),
        ("What did China promise Norland?", "What else was promised there?"),
        ("How much did China lend Norland?", "Why?"),
        ("How much did China lend Norland?", "And the interest?"),
        ("How much did China lend Norland?", "Over how many years?"),
        ("How much did China lend Norland?", "How much of that was repaid?"),
        ("Who built the Highmoor tunnel?", "How much was the fee?"),
        ("中国向挪兰提供了多少贷款？", "那利息呢？"),
        ("中国向挪兰提供了多少贷款？", "它是什么时候签署的？"),
        ("中国向挪兰提供了多少贷款？", "效果如何？"),
        ("中国向挪兰提供了多少贷款？", "后来怎么样了？"),
        ("中国向挪兰提供了多少贷款？", "之后采取了什么措施？"),
        ("大坝是谁修建的？", "花了多少钱？"),
        ("大坝是谁修建的？", "什么时候完工的？"),
        ("大坝是谁修建的？", "有人受伤吗？"),
        ("大坝是谁修建的？", "其中多少来自贷款？"),
        ("大坝是谁修建的？", "一共多少台机组？"),
        ("大坝是谁修建的？", "为什么延误了？"),
    ],
)
def test_a_question_that_points_back_gets_the_earlier_one_as_context(earlier: str, text: str) -> None:
    answer = resolve(Question(text, None, (Turn("user", earlier),)), WORDS, AskSettings())
    assert answer.follow_up
    assert earlier in answer.text
    assert text in answer.text
    assert answer.expansions


@pytest.mark.parametrize(
    "text",
    [
        "How many countries sent officials to China for training?",
        "How does Norland define terrorism in its law?",
        "Who won the Highmoor contract, and when does it end?",
        "In how many countries does Acme say it has built tunnels?",
        "Is there evidence that China helped Sudria?",
        "Is it true that China trained officials from Norland?",
        "Which cameras did the Highmoor council buy?",
        "挪兰从中国得到多少贷款修建大坝？",
        "为了修建大坝，谁提供了贷款？",
        "除了挪兰，哪些国家签署了条约？",
        "为什么议会拒绝了港口的贷款？",
        "什么时候挪兰议会通过了网络安全法？",
        "最后一列火车是什么时候开的？",
        "学生票价有优惠吗？",
        "结果公布之前，委员会做了什么？",
    ],
)
def test_a_new_topic_is_left_alone(text: str) -> None:
    assert resolved(text, "How much did China lend Sudria?") == text


def test_a_follow_up_without_history_is_asked_as_it_stands() -> None:
    assert resolved("And Sudria?") == "And Sudria?"


def test_the_topic_is_carried_through_several_follow_ups() -> None:
    history = ("How much did China lend Norland?", "And Sudria?", "When was it paid?")
    assert resolved("Has it been repaid?", *history).startswith("How much did China lend Sudria?")


def test_a_correction_in_the_history_is_what_later_questions_are_about() -> None:
    history = ("How much did China lend Norland?", "No, I meant Sudria.")
    assert resolved("When was it paid?", *history) == "How much did China lend Sudria? When was it paid?"
    history = ("Who wrote of the Highmoor tunnel?", "No, I meant the treaty.")
    assert "tunnel" not in resolved("Who wrote that?", *history)


@pytest.mark.parametrize("text", ["No countries signed it?", "I meant well, who else did so?"])
def test_a_question_that_only_begins_like_a_correction_keeps_its_words(text: str) -> None:
    assert text.split()[-1] in resolved(text, "How much did China lend Norland?")


def test_a_new_topic_in_the_history_replaces_the_old_one() -> None:
    history = ("How much did China lend Norland?", "Who built the Highmoor tunnel?")
    assert "Norland" not in resolved("When did they start?", *history)


def test_agents_turns_are_read_past_and_long_ones_do_not_drown_the_question() -> None:
    agent = Turn("agent", "Norland borrowed 40 million. " * 1000)
    text = resolved("Has it been finished?", "Who built the Highmoor tunnel?", agent)
    assert text.startswith("Who built the Highmoor tunnel?")
    assert len(resolved("Why?", "word " * 100_000)) < 1000


def test_control_characters_and_empty_turns_do_no_harm() -> None:
    assert resolved("And\x1b Sudria?", "\x00", "How much did China lend\nNorland?") == (
        "How much did China lend Sudria?"
    )
