"""Relevance judgements, in BEIR's three columns or TREC's four."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError
from eval.files import read_lines

Qrels = Mapping[str, Mapping[str, int]]
"""query id → document id → grade."""
_GRADE = re.compile(r"[+-]?\d{1,6}(?:\.0+)?", re.ASCII)
_HEADING = re.compile(r"(?:query|topic)(?:[ _-]?id)?|qid|q_id", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """Judgements and the lines they stand in."""

    grades: Qrels
    lines: Mapping[tuple[str, str], int]
    """(query id, document id) → 1-based line."""


def read_qrels(path: Path) -> JudgedFile:
    """Read judgements.

    Args:
        path: Separated by tabs or by white space: `query-id corpus-id score` (a heading line is
            skipped) or TREC's `query-id iteration doc-id grade`.

    Raises:
        UsageError: Naming file and line, when a line has other columns, a grade is no
            whole number, a pair is judged twice with two grades, or nothing is judged.
    """
    grades: dict[str, dict[str, int]] = {}
    lines: dict[tuple[str, str], int] = {}
    for number, line in read_lines(path):
        parts = columns(line, 3, 4)
        if not lines and _HEADING.fullmatch(parts[0]) and not _GRADE.fullmatch(parts[-1]):
            continue
        query_id, doc_id, grade = _judgement(parts, f"{path}:{number}")
        judged = grades.setdefault(query_id, {})
        if judged.get(doc_id, grade) != grade:
            first = lines[query_id, doc_id]
            raise UsageError(
                f"{path}:{number}: {query_id} {doc_id} has another grade in line {first}.", "Keep one."
            )
        judged[doc_id] = grade
        lines.setdefault((query_id, doc_id), number)
    if not grades:
        raise UsageError(f"{path}: no judgements.", "An evaluation needs at least one.")
    return JudgedFile(grades, lines)


def columns(line: str, *counts: int) -> list[str]:
    """Return a line's columns: between tabs where that gives one of the counts, else between blanks.

    Ids may hold spaces where tabs part the columns, and any other white space anywhere.
    """
    parts = [part.strip(" ") for part in line.split("\t")]
    if len(parts) in counts and all(parts):
        return parts
    return re.split("[ \t]+", line.strip(" \t"))


def _judgement(parts: list[str], place: str) -> tuple[str, str, int]:
    if len(parts) == 4:
        parts = [parts[0], parts[2], parts[3]]
    if len(parts) != 3:
        raise UsageError(
            f"{place}: {len(parts)} columns.", "Write query-id, corpus-id, score; or TREC's four columns."
        )
    if not _GRADE.fullmatch(parts[2]):
        raise UsageError(f"{place}: grade {parts[2]!r} is no whole number.", "Grades are 0, 1, 2, …")
    return parts[0], parts[1], int(float(parts[2]))
