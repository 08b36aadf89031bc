import pytest

from qa.highlight import highlight
from qa.settings import AskSettings
from tests.qa.words import FixedScores, passage

FIRST, SECOND, THIRD = "Acme built a dam.", "It cost 40 million.", "Nobody was asked."
TEXT = f"{FIRST} {SECOND} {THIRD}"
SENTENCES = ((0, 17), (18, 37), (38, 55))


def lit(
    question: str, scores: list[float], text: str = TEXT, sentences=SENTENCES
) -> tuple[list[str], list[str]]:
    found = highlight(question, passage(text, sentences), FixedScores(scores, TEXT), AskSettings())
    return [text[a:b] for a, b in found.sentences], [text[a:b] for a, b in found.answers]


def test_the_best_sentence_is_highlighted_and_the_answer_in_it() -> None:
    assert lit("How much did it cost?", [0.1, 0.9, 0.1]) == ([SECOND], ["40 million"])


def test_neighbours_that_score_nearly_as_well_are_joined() -> None:
    assert lit("Why?", [0.80, 0.82, 0.1])[0] == [f"{FIRST} {SECOND}"]


def test_sentences_that_do_not_touch_are_not_joined() -> None:
    assert lit("Why?", [0.80, 0.1, 0.82])[0] == [THIRD]


@pytest.mark.parametrize("scores", [[], [0.0, 0.0, 0.0], [0.1]])
def test_there_is_always_a_sentence(scores: list[float]) -> None:
    assert len(lit("Why?", scores)[0]) == 1


def test_a_text_without_sentences_is_one() -> None:
    assert lit("Why?", [], "no stop at all", ()) == (["no stop at all"], [])


def test_shared_rare_words_decide_between_equal_vectors() -> None:
    assert lit("Was anybody asked?", [0.5, 0.5, 0.5])[0][0].endswith(THIRD)
