"""The shipped questions on the shipped report, the gate that holds them, and a user's own file."""

import json
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.library import Library
from eval.files import write_json
from eval.gate import check, read_floors
from eval.question_gate import bounds_of, data_digests
from eval.question_record import measures_of, record_of, record_paths
from eval.questions import measure, summarise, to_json
from eval.report import html_page, markdown_table
from eval.report_groups import grouped
from eval.report_questions import ALL, Case, read_cases, shipped_questions
from eval.retrieved import Response, Retrieved
from eval.starter import check_questions, write_starter
from qa.answer import Question
from qa.ask import Asker

CASES = (
    Case(Question("Who paid?", "a1"), "factoid", ("the bank paid",), frozenset({3})),
    Case(Question("When?", "a2"), "factoid", ("in \\$2015",), frozenset()),
    Case(Question("What of X?", "u1"), "unanswerable", (), frozenset()),
)
RIGHT = Retrieved(
    "So the bank paid⁴ for it.", numbers=frozenset({3}), highlights=("So the bank paid for it.",)
)
WRONG = Retrieved("Nothing of the kind.")
RESPONSES = (
    Response((RIGHT,), False, 0.9, 2.0),
    Response((WRONG, Retrieved("x", notes=("It was in $2015.",))), True, 0.4, 4.0),
    Response((WRONG,), False, 0.6, 6.0),
)


@pytest.fixture(scope="module")
def asker(shipped_library: Path):
    with Library.open(shipped_library) as library, Asker.open(library, build=False) as found:
        yield found


@pytest.fixture(scope="module")
def product(asker: Asker):
    return measure(shipped_questions(), asker, systems=("footnoted",))[0]


def test_responses_are_summed_up():
    result = summarise("footnoted", CASES, RESPONSES)
    found = measures_of(result)
    assert (found["S@1"], found["S@3"], found["MRR@10"]) == (0.5, 1.0, 0.75)
    assert (found["footnotes@5"], found["highlight"]) == (1.0, 1.0)
    assert (found["false answers"], found["false abstentions"]) == (1.0, 0.5)
    assert result.missed == ("a2",)
    assert result.risk_coverage == ((1 / 3, 0.0), (2 / 3, 0.5), (1.0, 1 / 3))


def test_evidence_in_a_footnote_counts_and_its_reading_too():
    scores = summarise("footnoted", CASES, RESPONSES).scores["a2"]
    assert scores.s3 == 1.0
    assert scores.characters == len(WRONG.text) + len("x") + len("It was in $2015.")


def test_the_gate_passes_on_the_shipped_questions(product, asker):
    floors = read_floors()
    assert check(measures_of(product), data_digests(asker.library), floors) == ()
    assert {"S@1", "S@5", "footnotes@5", "highlight"} <= set(floors["floors"])
    assert {"false answers", "characters"} <= set(floors["ceilings"])


def test_worse_figures_break_the_gate(product, asker):
    worse = {**measures_of(product), "S@1": 0.6, "characters": 1500.0}
    assert {b.measure for b in check(worse, data_digests(asker.library), read_floors())} == {
        "S@1",
        "characters",
    }


def test_bounds_lie_a_little_looser_than_the_figures(product):
    figures = measures_of(product)
    bounds = bounds_of(figures, {"questions": "aa"})
    assert check(figures, {"questions": "aa"}, bounds) == ()
    assert all(0.0 <= bound <= 1.0 for bound in bounds["floors"].values())


def test_a_record_can_be_drawn(product, asker, tmp_path):
    record = record_of(
        product, asker, collection="report", digests=data_digests(asker.library), index_seconds=1.0
    )
    write_json(tmp_path / "r.json", record)
    kept = json.loads((tmp_path / "r.json").read_text("utf-8"))
    assert kept["queries"] == len(shipped_questions())
    assert set(kept["per_query"]["S@1"]) == set(product.scores)
    page = html_page(grouped([kept, {**kept, "system": "other"}], [Path("a"), Path("b")]), "Report")
    assert "Risk against coverage" in page
    assert markdown_table([kept]).count("\n") == 3


def test_records_of_several_systems_go_into_files_of_their_own():
    paths = record_paths(Path("out/new.json"), ("footnoted", "bm25"))
    assert paths == {"footnoted": Path("out/new.footnoted.json"), "bm25": Path("out/new.bm25.json")}
    assert record_paths(Path("new.json"), ("bm25",)) == {"bm25": Path("new.json")}


def test_a_record_needs_a_folder(tmp_path):
    with pytest.raises(UsageError, match="cannot be written"):
        write_json(tmp_path / "none" / "r.json", {})


def test_words_alone_find_less_than_the_product(product, asker):
    (words,) = measure(shipped_questions(), asker, systems=("bm25",))
    assert words.by_type[ALL]["s1"] < product.by_type[ALL]["s1"]
    assert words.confidences == {}
    assert words.risk_coverage == ()
    json.dumps(to_json((product, words)))


def test_an_unknown_system_is_named(asker):
    with pytest.raises(UsageError, match="Unknown system 'bm26'"):
        measure(CASES, asker, systems=("bm26",))


def test_a_file_of_ones_own_is_started_and_checked(shipped_library, tmp_path):
    path = tmp_path / "own.jsonl"
    with Library.open(shipped_library) as library:
        assert write_starter(library, path, 5) == 5
        assert {fault.message for fault in check_questions(library, path)} == {"The question is empty."}
        rows = [{**json.loads(line), "question": "Who?"} for line in path.read_text("utf-8").splitlines()]
        rows[1]["evidence"] = ["no such sentence"]
        rows[2]["footnotes"] = [999]
        path.write_text("".join(json.dumps(row) + "\n" for row in rows), "utf-8")
        faults = check_questions(library, path)
        assert [fault.place.rpartition(":")[2] for fault in faults] == ["2", "3"]
        with pytest.raises(UsageError, match="exists already"):
            write_starter(library, path)
        (tmp_path / "empty.jsonl").write_text("\n")
        with pytest.raises(UsageError, match="no questions in it"):
            check_questions(library, tmp_path / "empty.jsonl")
    assert len(read_cases(path)) == 5


@pytest.mark.parametrize(
    ("lines", "says"),
    [
        ("", "no questions in it"),
        ('{"question": "A?", "id": "1"}\n{"question": "B?", "id": "1"}', "stands twice"),
        ('{"question": "A?", "evidence": "x"}', "not a list of strings"),
        ('{"question": "A?", "footnotes": ["3"]}', "not a list of whole numbers"),
        ('{"question": 3}', "missing or not a string"),
        ('{"question": "A?", "type": "all"}', "the row over all types"),
        ("[1]", "1"),
    ],
)
def test_a_bad_question_file_is_refused_by_line(tmp_path, lines, says):
    path = tmp_path / "q.jsonl"
    path.write_text(lines, "utf-8")
    with pytest.raises(UsageError, match=says):
        read_cases(path)
