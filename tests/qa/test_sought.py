"""What is asked for and not said: anonymous companies, uncounted things, names that are withheld."""

import time

import pytest

from qa.answer_type import answer_type
from qa.sought import has_none, lacks_reason, signs_of_silence

SILENT = [
    ("Which ferry operator promised new ships?", "A ferry operator has promised new ships by 2025."),
    ("Which Italian company was outbid?", "Sudrian Rail bought it, outbidding an Italian company."),
    ("What is the name of the pilot who drowned?", "One pilot drowned off the cape."),
    ("Who dug the tunnel?", "The tunnel was dug in a single season."),
    ("How many nurses work there?", "One officer handles 74 contracts a year."),
    ("What did the quay cost?", "The quay was finished late."),
    ("When did it open?", "It opened soon after."),
    ("Who set the fire?", "The fire was never explained."),
    ("港口叫什么名字？", "The harbour was dredged."),
]
TOLD = [
    ("Which ferry operator promised new ships?", "Norline, a ferry operator, has promised new ships."),
    ("Which company was outbid?", "Sudrian Rail bought it, outbidding Norline."),
    ("Who dug the tunnel?", "The tunnel was dug by Pietro Sala."),
    ("How many nurses work there?", "In all 74 trained nurses work there."),
    ("How many people came?", "It brought 231 guests."),
    ("What did the quay cost?", "The quay was finished for €83 million."),
    ("When did it open?", "It opened in May 2016."),
    ("Why was it dredged?", "It was never explained."),
    ("Was it ever found?", "The cause was never found."),
    ("Who is the director?", "The director, Ilse Brankov, leaves; her successor has not been named."),
    ("When does she leave?", "The director leaves in May."),
    ("Who wrote about the tunnel?", "A tunnel was dug in a single season."),
]


@pytest.mark.parametrize(("question", "sentence"), SILENT)
def test_a_sentence_without_what_is_asked_for_has_signs_of_it(question: str, sentence: str) -> None:
    assert signs_of_silence(question, question, sentence, sentence) > 0


@pytest.mark.parametrize(("question", "sentence"), TOLD)
def test_a_sentence_that_answers_has_none(question: str, sentence: str) -> None:
    assert signs_of_silence(question, question, sentence, sentence) == 0


@pytest.mark.parametrize(
    ("question", "sentence", "lacks"),
    [
        ("Why did the firm leave?", "The firm left in May.", True),
        ("Why did the firm leave?", "The firm left because its licence had ended.", False),
        ("And why is it late?", "It is late owing to a strike.", False),
        ("For what reason was it sold?", "It was sold for €3 million.", True),
        ("What caused the fire?", "The fire destroyed the store.", True),
        ("公司为什么离开？", "公司因执照到期而离开。", False),
        ("公司为什么离开？", "公司五月离开。", True),
        ("When did the firm leave?", "The firm left in May.", False),
    ],
)
def test_a_reason_that_is_asked_for_has_its_words(question: str, sentence: str, lacks: bool) -> None:
    assert lacks_reason(question, sentence) is lacks


def test_signs_add_up() -> None:
    question = "Which ferry operator promised new ships?"
    sentence = "A ferry operator promised new ships; its name was never disclosed."
    assert signs_of_silence(question, question, sentence, sentence) == 3


def test_a_year_is_no_count_and_the_questions_own_figure_no_answer() -> None:
    question = "How many ships sailed in 2018?"
    assert has_none(answer_type(question), "They sailed in 2018 and 2019.", question)
    assert not has_none(answer_type(question), "In 2018, 14 sailed.", question)


@pytest.mark.parametrize(
    "text", ["a " * 40_000, "no " * 30_000, "which " * 20_000, "one " * 20_000, "x" * 90_000]
)
def test_hostile_text_takes_no_time(text: str) -> None:
    begun = time.process_time()
    signs_of_silence(f"Which {text[:900]} company?", f"Which {text[:900]} company?", text, text)
    signs_of_silence("How many ships sailed?", "How many ships sailed?", text, text)
    lacks_reason(f"why {text}", text)
    lacks_reason(text, text)
    assert time.process_time() - begun < 2.0
