"""Relevance judgements, in BEIR's three columns or TREC's four."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError

Qrels = Mapping[str, Mapping[str, int]]
"""query id → document id → grade."""


@dataclass(frozen=True, slots=True)
class JudgedFile:
    """Judgements and the lines they stand in."""

    grades: Qrels
    lines: Mapping[tuple[str, str], int]
    """(query id, document id) → 1-based line."""


def read_qrels(path: Path) -> JudgedFile:
    """Read judgements.

    Args:
        path: Tab- or space-separated: `query-id corpus-id score` (a header line is
            skipped) or TREC's `query-id iteration doc-id grade`.

    Raises:
        UsageError: Naming file and line, when a line has other columns, a grade is no
            whole number, a pair is judged twice with two grades, or nothing is judged.
    """
    grades: dict[str, dict[str, int]] = {}
    lines: dict[tuple[str, str], int] = {}
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}).", "Name a UTF-8 text file.") from error
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip() or (number == 1 and _is_header(line)):
            continue
        query_id, doc_id, grade = _columns(line, f"{path}:{number}")
        judged = grades.setdefault(query_id, {})
        if judged.get(doc_id, grade) != grade:
            first = lines[query_id, doc_id]
            raise UsageError(
                f"{path}:{number}: {query_id} {doc_id} has another grade in line {first}.", "Keep one."
            )
        judged[doc_id] = grade
        lines[query_id, doc_id] = number
    if not grades:
        raise UsageError(f"{path}: no judgements.", "An evaluation needs at least one.")
    return JudgedFile(grades, lines)


def _is_header(line: str) -> bool:
    return not line.split()[-1].lstrip("-").isdigit()


def _columns(line: str, place: str) -> tuple[str, str, int]:
    parts = line.split("\t") if "\t" in line else line.split()
    parts = [part.strip() for part in parts]
    if len(parts) == 4:
        parts = [parts[0], parts[2], parts[3]]
    if len(parts) != 3:
        raise UsageError(
            f"{place}: {len(parts)} columns.", "Write query-id, corpus-id, score; or TREC's four columns."
        )
    try:
        return parts[0], parts[1], int(parts[2])
    except ValueError as error:
        raise UsageError(
            f"{place}: grade {parts[2]!r} is no whole number.", "Grades are 0, 1, 2, …"
        ) from error
