"""Question files with gold evidence: the one that ships with the report, and users' own."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from importlib import resources
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from eval.jsonlines import Row, read_rows
from qa.answer import Question
from qa.contract import question_of

ALL = "all"
"""The row over every answerable question, where others are by type."""
UNANSWERABLE = "unanswerable"


@dataclass(frozen=True, slots=True)
class Case:
    """A question and what a right answer shows."""

    question: Question
    kind: str
    """Its type in the file: "factoid", "followup", "zh", …"""
    evidence: tuple[str, ...]
    """Quoted from the report; empty when the report does not answer."""
    footnotes: frozenset[int]
    """Numbers of the notes that back the answer."""

    @property
    def answerable(self) -> bool:
        """Return whether the report answers the question."""
        return bool(self.evidence)


def shipped_questions() -> tuple[Case, ...]:
    """Return the questions on the shipped report."""
    with resources.as_file(resources.files("eval").joinpath("report-questions.jsonl")) as path:
        return read_cases(path)


def read_cases(path: Path) -> tuple[Case, ...]:
    """Read a question file: `id`, `question`, `history`, `type`, `evidence`, `footnotes` a line.

    Raises:
        UsageError: When a line cannot be read, two have one id, or there is none at all; it names
            the file and the line.
    """
    cases: dict[str, Case] = {}
    for row in read_rows(path):
        case = case_of(row)
        name = case.question.question_id or f"line {row.line}"
        if name in cases:
            raise UsageError(f"{row.place}: the id {name!r} stands twice.", "Give each question its own.")
        cases[name] = case
    if not cases:
        raise UsageError(f"{path}: no questions in it.", "Write one JSON object a line.")
    return tuple(cases.values())


def case_of(row: Row) -> Case:
    """Read one line of a question file.

    Raises:
        UsageError: When a field is of the wrong kind, naming the file and the line.
    """
    question = question_of(row.values, row.place)
    kind = row.values.get("type", "question")
    if not isinstance(kind, str):
        raise UsageError(f"{row.place}: “type” is not a string.", "Leave it out or name one.")
    if kind == ALL:
        raise UsageError(f"{row.place}: “{ALL}” is the row over all types.", "Name another type.")
    evidence = _list_of(row.values, "evidence", str, row.place)
    notes = _list_of(row.values, "footnotes", int, row.place)
    return Case(question, kind, tuple(text for text in evidence if text.strip()), frozenset(notes))


def _list_of(values: Mapping[str, Any], key: str, kind: type, place: str) -> list[Any]:
    found = values.get(key) or []
    if not isinstance(found, list) or not all(type(item) is kind for item in found):
        wanted = "strings" if kind is str else "whole numbers"
        raise UsageError(f"{place}: “{key}” is not a list of {wanted}.", "Mend the line.")
    return found
