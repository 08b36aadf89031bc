"""`footnoted ask`: the contract, on the shipped report and in this process."""

from __future__ import annotations

import io
import json
import sys
from importlib import resources
from pathlib import Path

import jsonschema
import pytest

from corpus.library import Library
from tui.cli import main

QUESTION = "Who paid for the Islamabad safe city?"


@pytest.fixture(autouse=True)
def _library(shipped_library: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTED_LIBRARY", str(shipped_library))


def ask(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str, str]:
    try:
        status = main(["ask", *arguments])
    except SystemExit as left:
        status = int(str(left.code))
    out, err = capsys.readouterr()
    return status, out, err


def feed(monkeypatch: pytest.MonkeyPatch, data: bytes) -> None:
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(data)))


def test_text_has_the_passage_its_mark_and_its_note(capsys) -> None:
    status, out, err = ask(capsys, QUESTION)
    assert (status, err) == (0, "")
    words = " ".join(out.split())
    assert "Export and Import Bank" in words
    assert "[49]" in words
    assert "»" in words
    assert "\x1b" not in out


def test_words_need_no_quotation_marks(capsys) -> None:
    assert ask(capsys, *QUESTION.split())[1] == ask(capsys, QUESTION)[1]


def test_bold_when_asked_for(capsys) -> None:
    out = ask(capsys, QUESTION, "--color", "always")[1]
    assert "\x1b[1m" in out
    assert "»" not in out


def test_json_keeps_to_the_schema_and_to_the_stored_text(capsys, shipped_library: Path) -> None:
    status, out, err = ask(capsys, QUESTION, "--json", "-k", "3")
    assert (status, err, out.count("\n")) == (0, "", 1)
    row = json.loads(out)
    jsonschema.validate(
        row, json.loads(resources.files("qa").joinpath("answer.schema.json").read_text("utf-8"))
    )
    assert len(row["passages"]) == 3
    first = row["passages"][0]
    assert 49 in [note["number"] for note in first["footnotes"]]
    with Library.open(shipped_library) as library:
        text = library.document(first["document"]).text
    assert first["text"].split()[0] in text[first["start"] : first["end"]]
    assert abs(sum(first["why"].values()) - first["score"]) < 1e-6


def test_explained_json_says_more(capsys) -> None:
    row = json.loads(ask(capsys, QUESTION, "--json", "--explain")[1])
    assert row["confidence"] > 0
    assert row["passages"][0]["terms"]


def test_history_resolves_a_follow_up(capsys) -> None:
    row = json.loads(
        ask(capsys, "And Bolivia?", "--history", "How large was the Chinese loan to Ecuador?", "--json")[1]
    )
    assert row["question"] == "And Bolivia?"
    assert "Bolivia" in row["resolved_question"]
    assert row["resolved_question"] != row["question"]


@pytest.mark.parametrize(
    ("scope", "holds"),
    [
        (["--only", "notes"], lambda one: one["kind"] == "note"),
        (["--only", "report"], lambda one: one["kind"] == "report"),
        (
            ["--section", "iv. drones and satellites"],
            lambda one: "iv. Drones and Satellites" in one["section"],
        ),
        (["--section", "digital silk"], lambda one: any("Digital Silk" in title for title in one["section"])),
        (["--document", "report"], lambda one: one["document"] == "report"),
    ],
)
def test_scope(capsys, scope, holds) -> None:
    passages = json.loads(ask(capsys, "What did China provide?", "--json", *scope)[1])["passages"]
    assert passages
    assert all(holds(one) for one in passages)


def test_a_language_nobody_wrote_in_finds_nothing(capsys) -> None:
    status, out, _ = ask(capsys, QUESTION, "--language", "tlh", "--json")
    row = json.loads(out)
    assert (status, row["abstained"], row["passages"]) == (3, True, [])


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        ([], "There is no question."),
        ([""], "The question is empty."),
        ([" \t\n"], "The question is empty."),
        (["\x1b\x07\x00\u202e"], "footnoted: The question"),
        (["?" * 50], "footnoted: The question"),
        (["why " * 2501], "10,000"),
        ([QUESTION, "-k", "0"], "whole number from 1 to 100"),
        ([QUESTION, "-k", "many"], "whole number from 1 to 100"),
        ([QUESTION, "-k", "٣"], "whole number from 1 to 100"),
        ([QUESTION, "--json", "--jsonl"], "not allowed with"),
        ([QUESTION, "--jsonl"], "standard input"),
        (["--jsonl", "--history", "Who?"], "each line has its own history"),
        ([QUESTION, "--document", "nothing"], "Its documents: report"),
        ([QUESTION, "--section", "Nowhere"], "Sections: i. Anti-Cyberterrorism"),
        ([QUESTION, "--section", " "], "No section has"),
        ([QUESTION, "--only", "poems"], "invalid choice"),
        ([QUESTION, "--library", "/nowhere/at/all"], "There is no library in /nowhere/at/all"),
        ([QUESTION, "--library", ""], "--library names no folder"),
        ([QUESTION, "--model", "minilm"], "footnoted index build --model"),
        ([QUESTION, "--nonsense\x1b[2J"], "unrecognized arguments: --nonsense"),
    ],
)
def test_a_wrong_call_is_2_and_says_what_to_do(capsys, arguments, says) -> None:
    status, out, err = ask(capsys, *arguments)
    assert (status, out) == (2, "")
    assert says in err
    assert "Traceback" not in err
    assert "\x1b" not in err


def test_lines_are_answered_in_order(capsys, monkeypatch) -> None:
    lines = [{"id": f"q{number}", "question": f"{QUESTION} {number}"} for number in range(4)]
    lines[2]["history"] = ["What is a safe city?", {"speaker": "agent", "text": "A city with cameras."}]
    feed(monkeypatch, "".join(json.dumps(line) + "\n" for line in lines).encode())
    status, out, err = ask(capsys, "--jsonl")
    assert (status, err) == (0, "")
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["q0", "q1", "q2", "q3"]


def test_a_bad_line_is_named_and_the_others_are_answered(capsys, monkeypatch) -> None:
    good = json.dumps({"id": "good", "question": QUESTION}).encode()
    feed(monkeypatch, b"\n".join([good, b"not json", b"", b"\xff\xfe", b'{"question": ""}', b"[1]", good]))
    status, out, err = ask(capsys, "--jsonl")
    assert status == 2
    assert [json.loads(line)["id"] for line in out.splitlines()] == ["good", "good"]
    assert [number for number in range(1, 9) if f"line {number}:" in err] == [2, 4, 5, 6]


def test_a_line_without_end_is_refused_and_not_held(capsys, monkeypatch) -> None:
    monkeypatch.setattr("tui.cli.batch.LONGEST", 1000)
    good = json.dumps({"id": "good", "question": QUESTION}).encode()
    feed(monkeypatch, b'{"question": "' + b"x" * 5000 + b'"}\n' + good)
    status, out, err = ask(capsys, "--jsonl")
    assert status == 2
    assert "line 1: longer than 1,000 bytes" in err
    assert json.loads(out)["id"] == "good"


def test_no_lines_are_no_answers(capsys, monkeypatch) -> None:
    feed(monkeypatch, b"\n \n")
    assert ask(capsys, "--jsonl") == (0, "", "")


def test_json_holds_nothing_that_acts_on_a_terminal(capsys) -> None:
    out = ask(capsys, QUESTION + " \x9b2J\u202e\u200b", "--json")[1]
    assert not set("\x9b\u202e\u200b\x1b") & set(out)
    assert json.loads(out)["question"] == QUESTION + " \x9b2J\u202e\u200b"


def test_the_threshold_is_a_setting_and_its_error_rates_stand_beside_it(capsys) -> None:
    asked = "What did the Islamabad safe city earn in 2017?"
    lenient, strict = (ask(capsys, asked, "--threshold", at, "--explain", "--json") for at in ("0", "1"))
    assert (lenient[0], strict[0]) == (0, 3)
    assert json.loads(lenient[1])["confidence"] == json.loads(strict[1])["confidence"]
    out = " ".join(ask(capsys, asked, "--threshold", "0.6", "--explain")[1].split())
    assert "0.60 or more is called an answer" in out
    assert "% of the questions without an answer" in out


@pytest.mark.parametrize("value", ["-0.1", "1.01", "nan", "high", ""])
def test_a_threshold_is_a_number_from_0_to_1(capsys, value: str) -> None:
    status, out, err = ask(capsys, QUESTION, f"--threshold={value}")
    assert (status, out) == (2, "")
    assert "from 0 to 1" in err


def test_a_word_that_is_read_as_another_is_told(capsys, monkeypatch) -> None:
    question = "How large was the Chinese loan to Equador?"
    status, text, errors = ask(capsys, question, "-k", "1")
    assert (status, errors) == (0, "")
    assert "read “Equador” as “Ecuador”" in text and "searched as" not in text
    status, text, errors = ask(capsys, question, "--json", "--explain", "-k", "1")
    row = json.loads(text)
    assert (row["question"], row["read_as"]) == (question, [["Equador", "Ecuador"]])
    assert row["resolved_question"] == "How large was the Chinese loan to Ecuador?"
    assert errors == "footnoted: read “Equador” as “Ecuador”\n"
    feed(monkeypatch, json.dumps({"id": "q7", "question": question}).encode())
    _, text, errors = ask(capsys, "--jsonl", "-k", "1")
    assert json.loads(text)["abstained"] is False
    assert errors == "footnoted: q7: read “Equador” as “Ecuador”\n"


def test_a_name_that_the_library_lacks_is_named_and_never_read_as_another(capsys) -> None:
    status, text, _ = ask(capsys, "What did China supply to Gambia?", "-k", "1")
    assert status == 3
    assert "Nothing here mentions Gambia." in text
    assert "read “" not in text


def test_the_part_of_a_question_that_nothing_answers_is_told_beside_the_answer(capsys) -> None:
    question = "How does Beijing define terrorism in its law, and who invented the plough?"
    status, text, _ = ask(capsys, question, "-k", "1", "--threshold", "0.2")
    assert status == 0
    assert "No passage answers “who invented the plough”." in text
    _, text, errors = ask(capsys, question, "--json", "--threshold", "0.2", "--explain", "-k", "1")
    assert json.loads(text)["left_open"] in errors
    _, text, _ = ask(capsys, "Where did the SCO hold its first joint exercise, and when?", "-k", "1")
    assert "No passage answers" not in text
