import json
from dataclasses import replace
from importlib import resources

import jsonschema
import pytest

from corpus.errors import UsageError
from corpus.model import Citation, Note
from corpus.offsets import MappedText, Run
from index.model import PassageMark
from qa.answer import Answer, AnswerPassage, Dropped, Question, Turn
from qa.contract import MAX_LINE, MAX_TURNS, answer_row, explained_row, parse_question_line
from tests.qa.words import passage

TOP_LEVEL = ["id", "question", "resolved_question", "abstained", "reason", "passages", "index", "elapsed_ms"]
PASSAGE = [
    *("rank", "score", "passage_id", "kind", "document", "section", "text", "start", "end"),
    *("marks", "highlights", "footnotes", "why"),
]
CITATION = [
    *("author", "title", "publisher", "date", "url", "language"),
    *("short_form_of", "archived_url", "status"),
]


def schema() -> dict[str, object]:
    return json.loads(resources.files("qa").joinpath("answer.schema.json").read_text(encoding="utf-8"))


def note(number: int, text: str, *citations: Citation) -> Note:
    return Note(number, str(number), MappedText(text, (Run(0, 0, len(text), True),)), citations=citations)


def an_answer() -> Answer:
    shown = AnswerPassage(
        rank=1,
        score=0.75,
        passage=passage("Paid by a bank. It was dear.", ((0, 15), (16, 28)), marks=(PassageMark(7, 15),)),
        highlights=((0, 15),),
        spans=((8, 14),),
        notes=(note(7, "Ann Lee, “Banks,” Dawn.", Citation("…", author="Ann Lee", date="2018-10")),),
        why={"bm25": 0.5, "dense": 0.25},
        terms={"bank": 0.5},
    )
    return Answer(
        Question("Who paid?", "d1"), "Who paid?", False, None, 0.9, (shown,), (), "v000001-abc", "e5", 3.2,
        (Dropped(passage("Paid by a bank."), 0.7, "near-duplicate of r#p1"),),
    )  # fmt: skip


def test_the_row_has_exactly_the_contract_s_keys() -> None:
    row = json.loads(json.dumps(answer_row(an_answer())))
    assert list(row) == TOP_LEVEL
    assert list(row["passages"][0]) == PASSAGE
    assert list(row["passages"][0]["footnotes"][0]) == ["number", "text", "citations"]
    assert sorted(row["passages"][0]["footnotes"][0]["citations"][0]) == sorted(CITATION)
    assert row["index"] == {"version": "v000001-abc", "model": "e5"}
    assert row["passages"][0]["highlights"] == [[0, 15]]
    assert row["passages"][0]["marks"] == [{"number": 7, "offset": 15}]


@pytest.mark.parametrize(
    "answer",
    [
        an_answer(),
        replace(an_answer(), abstained=True, reason="Nothing here mentions it."),
        replace(an_answer(), abstained=True, reason="Nothing resembles it.", passages=()),
        replace(an_answer(), question=Question("Who paid?")),
    ],
)
def test_rows_fit_the_schema_that_ships(answer: Answer) -> None:
    jsonschema.Draft202012Validator.check_schema(schema())
    jsonschema.validate(json.loads(json.dumps(answer_row(answer))), schema())


@pytest.mark.parametrize(
    "change",
    [
        {"extra": 1},
        {"abstained": True, "reason": None},
        {"reason": "but answered"},
        {"passages": []},
        {"elapsed_ms": -1},
        {"index": {"version": "x"}},
    ],
)
def test_the_schema_refuses_what_the_contract_does_not_allow(change: dict[str, object]) -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate({**answer_row(an_answer()), **change}, schema())


def test_the_explained_row_adds_terms_and_what_was_dropped() -> None:
    row = explained_row(an_answer())
    assert row["passages"][0]["terms"] == {"bank": 0.5}
    assert row["passages"][0]["spans"] == [[8, 14]]
    assert row["threshold"] is None
    assert row["dropped"] == [{"passage_id": "r#p1", "score": 0.7, "reason": "near-duplicate of r#p1"}]
    assert sum(row["passages"][0]["why"].values()) == pytest.approx(row["passages"][0]["score"], abs=1e-6)


@pytest.mark.parametrize(
    ("line", "question"),
    [
        ('{"question": "Who?"}', Question("Who?")),
        ('\ufeff{"id": "d1", "question": "Who?", "evidence": ["x"]}', Question("Who?", "d1")),
        ('{"id": 7, "question": "谁？", "history": null}', Question("谁？", "7")),
        (
            '{"id": null, "question": "And it?",'
            ' "history": ["How much?", {"speaker": "agent", "text": "9"}]}',
            Question("And it?", None, (Turn("user", "How much?"), Turn("agent", "9"))),
        ),
        ('{"question": "a\\ud800b"}', Question("a?b")),
    ],
)
def test_question_lines_are_read(line: str, question: Question) -> None:
    assert parse_question_line(line, 1) == question


@pytest.mark.parametrize(
    ("line", "says"),
    [
        ("", "JSON"),
        ("{", "JSON"),
        ("[" * 100_000, "JSON"),
        ('["Who?"]', "object"),
        ("{}", "question"),
        ('{"question": 5}', "question"),
        ('{"question": " "}', "empty"),
        (json.dumps({"question": "x" * 10_001}), "10,001"),
        ('{"question": "Who?", "id": ["d1"]}', "id"),
        ('{"question": "Who?", "id": true}', "id"),
        ('{"question": "Who?", "history": "earlier"}', "history"),
        ('{"question": "Who?", "history": ["a", 5]}', "turn 2"),
        ('{"question": "Who?", "history": [{"speaker": "user"}]}', "turn 1"),
        (json.dumps({"question": "Who?", "history": ["a"] * (MAX_TURNS + 1)}), "turns"),
        (" " * (MAX_LINE + 1), "longer"),
    ],
)
def test_a_bad_line_is_named_with_its_number(line: str, says: str) -> None:
    with pytest.raises(UsageError) as caught:
        parse_question_line(line, 12)
    assert "line 12" in caught.value.message
    assert says in caught.value.message
    assert caught.value.hint
