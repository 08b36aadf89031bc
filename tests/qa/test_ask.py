"""Asking end to end: the shipped report, the real encoder, nothing in the place of our own parts."""

import json
from pathlib import Path

import jsonschema
import pytest

from corpus.errors import UsageError
from corpus.library import Library
from index.model import Scope
from qa import contract
from qa.answer import Answer, Question, Turn
from qa.ask import Asker

SCHEMA = json.loads(Path(contract.__file__).with_name("answer.schema.json").read_text("utf-8"))
QUESTIONS = (
    Question("Who paid for the Islamabad safe city?", "q1"),
    Question("Which projects were paid with loans?"),
    Question("What does the report say about TikTok?"),
    Question("And Bolivia?", history=(Turn("user", "How did Ecuador pay for its cameras?"),)),
    Question("中国向巴基斯坦出售了多少架翼龙II无人机？"),
)


@pytest.fixture(scope="module")
def asker(shipped_library: Path):
    with Library.open(shipped_library) as library, Asker.open(library, build=False) as found:
        yield found


@pytest.fixture(scope="module")
def answers(asker: Asker) -> list[Answer]:
    return [asker.ask(question) for question in QUESTIONS]


def test_every_answer_keeps_the_contract(answers: list[Answer]) -> None:
    for answer in answers:
        row = json.loads(json.dumps(contract.answer_row(answer)))
        jsonschema.validate(row, SCHEMA)


def test_why_sums_to_the_score_and_scores_never_rise(answers: list[Answer]) -> None:
    for answer in answers:
        scores = [shown.score for shown in answer.passages]
        assert scores == sorted(scores, reverse=True)
        for shown in answer.passages:
            assert sum(shown.why.values()) == pytest.approx(shown.score, abs=1e-6)


def test_highlights_are_sentences_and_answers_lie_inside_them(answers: list[Answer]) -> None:
    for answer in answers:
        for shown in answer.passages:
            assert shown.highlights
            edges = {edge for span in shown.passage.sentences for edge in span} or {
                0,
                len(shown.passage.text),
            }
            assert all({low, high} <= edges for low, high in shown.highlights)
            assert all(any(a <= x < y <= b for a, b in shown.highlights) for x, y in shown.spans)


def test_the_first_passage_answers_with_the_note_that_backs_it(answers: list[Answer]) -> None:
    first = answers[0].passages[0]
    lit = " ".join(first.passage.text[a:b] for a, b in first.highlights)
    assert "Export and Import Bank" in lit
    assert next(note.number for note in first.notes) == 49
    assert not answers[0].abstained


def test_what_the_corpus_does_not_know_is_named(answers: list[Answer]) -> None:
    silent = answers[2]
    assert silent.abstained
    assert silent.unknown_terms == ("TikTok",)
    assert "TikTok" in (silent.reason or "")
    assert silent.passages


def test_a_follow_up_is_asked_as_it_is_shown(answers: list[Answer]) -> None:
    assert "Bolivia" in answers[3].resolved_question
    assert "Bolivia" in answers[3].passages[0].passage.text


def test_a_chinese_question_finds_the_english_passage(answers: list[Answer]) -> None:
    assert "Wing Loong II" in answers[4].passages[0].passage.text


def test_sentences_are_read_one_by_one(asker: Asker, answers: list[Answer]) -> None:
    question = "Who paid for the Islamabad safe city?"
    passage = answers[0].passages[0].passage
    read = asker.searcher.sentence_answers(question, passage, range(len(passage.sentences)))
    assert read is not None
    best = passage.text[slice(*passage.sentences[read.index(max(read))])]
    assert "Islamabad" in best


def test_a_scope_restricts_and_an_empty_one_finds_nothing(asker: Asker) -> None:
    assert asker.ask(QUESTIONS[0], scope=Scope(documents=frozenset({"none"}))).passages == ()


def test_quick_answers_come_from_words_alone(asker: Asker) -> None:
    quick = asker.ask(QUESTIONS[0], quick=True)
    assert quick.passages
    assert all(set(shown.why) <= {"bm25", "note", "spread"} for shown in quick.passages)


@pytest.mark.parametrize("text", ["", "  ", "\x1b\x07", "x" * 10_001])
def test_questions_that_are_none_are_refused(asker: Asker, text: str) -> None:
    with pytest.raises(UsageError):
        asker.ask(Question(text))


def test_k_is_how_many_are_shown(asker: Asker) -> None:
    assert [len(asker.ask(QUESTIONS[0], k=k).passages) for k in (1, 3)] == [1, 3]


def test_of_two_parts_the_one_without_an_answer_is_told(asker: Asker) -> None:
    first, second = "Who paid for the Islamabad safe city", "how many windows does its town hall have"
    answer = asker.ask(Question(f"{first}, and {second}?"))
    assert answer.abstained
    assert (answer.reason or "").startswith(
        f"Asked alone, “{first}” would be answered; “{second}” would not."
    )
    assert "windows" in (answer.reason or "")
