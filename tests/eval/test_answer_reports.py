"""The reports that answers are learned from and measured on say what their questions claim."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.readers.protocol import RawFile
from corpus.reading import read_document
from eval.answer_reports import SPLITS, AnswerReport, measured, read_reports
from eval.evidence import Haystack


@pytest.fixture(scope="module")
def reports() -> list[AnswerReport]:
    return [report for split in SPLITS for report in read_reports(split)]


def test_every_question_is_asked_once_and_names_are_apart(reports: list[AnswerReport]) -> None:
    names = [report.name for report in reports]
    ids = [case.question.question_id for report in reports for case in report.cases]
    assert len(set(names)) == len(names) >= 200
    assert len(set(ids)) == len(ids) >= 14_000
    assert sum(report.split == "held" for report in reports) >= 25
    answerable = Counter(case.answerable for report in reports for case in report.cases)
    assert 0.25 < answerable[False] / answerable.total() < 0.45


def test_all_evidence_stands_in_its_report_and_every_note_is_there(reports: list[AnswerReport]) -> None:
    for report in reports:
        raw = RawFile(f"{report.name}.md", report.markdown.encode(), report.markdown)
        document = read_document(raw, doc_id=report.name, kind="report", record=None)
        whole = Haystack.of([document.text, *(note.text for note in document.notes)])
        numbers = {note.number for note in document.notes}
        for case in report.cases:
            assert case.footnotes <= numbers, case.question.question_id
            for piece in case.evidence:
                assert whole.contains(piece), (case.question.question_id, piece)


def written(path: Path, **changes: object) -> Path:
    row = {
        "name": "mills",
        "split": "held",
        "markdown": "# Mills\n\nThe Orle mill was sold for 4 million crowns.[^1]\n\n[^1]: Gazette, 1994.\n",
        "questions": [
            {
                "id": "mills-1",
                "type": "number",
                "question": "For how much was the Orle mill sold?",
                "evidence": ["sold for 4 million crowns"],
                "footnotes": [1],
            },
            {"id": "mills-2", "type": "unanswerable", "question": "Who wrote the national anthem of Peru?"},
        ],
    }
    path.write_text(json.dumps(row | changes) + "\n", encoding="utf-8")
    return path


def test_a_report_is_asked_from_its_own_library(tmp_path: Path) -> None:
    reports = list(read_reports("held", written(tmp_path / "own.jsonl")))
    assert list(read_reports("dev", tmp_path / "own.jsonl")) == []
    result, by_name = measured(reports, tmp_path / "cache")
    assert result.by_type["all"]["s1"] == 1.0
    assert result.false_answers == 0.0
    assert set(by_name) == {"mills"}
    again, _ = measured(reports, tmp_path / "cache")
    assert again.confidences == result.confidences, "its library is opened again, not made again"


@pytest.mark.parametrize(
    "changes", [{"questions": "none"}, {"questions": [1]}, {"name": 3}, {"markdown": None}]
)
def test_a_line_that_is_no_report_is_named(changes: dict[str, object], tmp_path: Path) -> None:
    path = written(tmp_path / "own.jsonl", **changes)
    with pytest.raises(UsageError, match=r"own\.jsonl:1"):
        list(read_reports("held", path))


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_held_reports_are_answered_as_well_as_the_documentation_says(tmp_path: Path) -> None:
    result, _ = measured(list(read_reports("held")), tmp_path / "cache")
    shares = result.by_type["all"]
    assert shares["s1"] >= 0.81
    assert shares["s5"] >= 0.95
    assert result.false_answers <= 0.24
    assert result.false_abstentions <= 0.15
