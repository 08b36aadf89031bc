from collections.abc import Sequence

import pytest

from index.model import Passage, PassageMark
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


def test_sentences_that_do_not_touch_are_highlighted_apart() -> None:
    assert lit("Why?", [0.80, 0.1, 0.82])[0] == [FIRST, THIRD]


def test_a_sentence_that_goes_on_from_the_best_one_may_be_farther_below_it() -> None:
    assert lit("Who built a dam?", [0.8, 0.5, 0.1])[0] == [f"{FIRST} {SECOND}"]
    assert lit("Who built a dam?", [0.8, 0.1, 0.5])[0] == [FIRST]


class Read(FixedScores):
    """Sentences that are read for an answer as well: the third one is."""

    def sentence_answers(self, question: str, passage: Passage, numbers: Sequence[int]) -> list[float]:
        return [2.0 if number == 2 else -1.0 for number in numbers]


class Doubtful(FixedScores):
    """Sentences that are read, and none is likelier an answer than another."""

    def sentence_answers(self, question: str, passage: Passage, numbers: Sequence[int]) -> list[float]:
        return [0.0] * len(numbers)


def read_and_lit(question: str, scores: list[float]) -> list[str]:
    words = Doubtful(scores, TEXT)
    found = highlight(question, passage(TEXT, SENTENCES), words, AskSettings(), read=True)
    return [TEXT[a:b] for a, b in found.sentences]


def test_what_leads_up_to_the_best_sentence_is_lit_only_where_it_is_about_as_near() -> None:
    assert read_and_lit("Why?", [0.72, 0.82, 0.1]) == [SECOND]
    assert read_and_lit("Why?", [0.1, 0.82, 0.73]) == [f"{SECOND} {THIRD}"]


def test_beside_the_figure_asked_for_no_sentence_without_one_is_lit() -> None:
    assert read_and_lit("How much did it cost?", [0.85, 0.9, 0.89]) == [SECOND]
    assert read_and_lit("How much did it cost?", [0.1, 0.85, 0.9]) == [f"{SECOND} {THIRD}"]


def test_where_nothing_was_read_or_several_things_are_asked_for_more_is_lit() -> None:
    assert lit("Why?", [0.72, 0.82, 0.1])[0] == [f"{FIRST} {SECOND}"]
    assert read_and_lit("Which dams were built?", [0.72, 0.82, 0.1]) == [f"{FIRST} {SECOND}"]


@pytest.mark.parametrize(("read", "expected"), [(False, FIRST), (True, THIRD)])
def test_sentences_that_are_read_as_the_answer_come_before_near_ones(read: bool, expected: str) -> None:
    words = Read([0.82, 0.1, 0.8], TEXT)
    one = AskSettings(max_highlighted=1)
    found = highlight("Why?", passage(TEXT, SENTENCES), words, one, read=read)
    assert [TEXT[a:b] for a, b in found.sentences] == [expected]


def test_most_of_a_long_passage_is_never_highlighted() -> None:
    parts = [
        f"Sentence number {number} says much about many things, {'and more ' * 12}." for number in range(6)
    ]
    text = " ".join(parts)
    starts = [text.index(part) for part in parts]
    spans = tuple((start, start + len(part)) for start, part in zip(starts, parts, strict=True))
    shown = lit("Why?", [0.5] * 6, text, spans)[0]
    assert 0 < sum(map(len, shown)) <= 0.6 * len(text)


def test_the_claim_behind_a_note_is_highlighted_when_its_source_is_asked_for() -> None:
    marked = passage(TEXT, SENTENCES, marks=(PassageMark(1, 17), PassageMark(2, 55)))
    words = FixedScores([0.9, 0.5, 0.1], TEXT)
    for question, expected in (("Which newspaper is cited for it?", THIRD), ("Who built a dam?", FIRST)):
        found = highlight(question, marked, words, AskSettings(), through_note=2)
        assert next(TEXT[a:b] for a, b in found.sentences).startswith(expected)


def test_answers_lie_inside_what_is_highlighted() -> None:
    found = highlight(
        "How much did it cost?", passage(TEXT, SENTENCES), FixedScores([0.1, 0.9, 0.1], TEXT), AskSettings()
    )
    assert all(any(a <= x and y <= b for a, b in found.sentences) for x, y in found.answers)


@pytest.mark.parametrize("scores", [[], [0.0, 0.0, 0.0], [0.1]])
def test_there_is_always_a_sentence(scores: list[float]) -> None:
    assert len(lit("Why?", scores)[0]) == 1


def test_a_text_without_sentences_is_one() -> None:
    assert lit("Why?", [], "no stop at all", ()) == (["no stop at all"], [])


def test_shared_rare_words_decide_between_equal_vectors() -> None:
    long = f"{TEXT} {'Other matters were discussed at length by the members of the council. ' * 8}".strip()
    spans = (*SENTENCES, (56, len(long)))
    assert lit("Nobody asked?", [0.5, 0.5, 0.5, 0.1], long, spans)[0][-1].endswith(THIRD)
