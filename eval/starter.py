"""A user's own questions: a file to start from, and a check that it still fits the corpus."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError
from corpus.library import Library
from corpus.model import Document
from eval.evidence import Haystack
from eval.files import write_whole
from eval.jsonlines import Row, read_rows


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a question file that no longer holds."""

    place: str
    """`file:line`."""
    message: str


def write_starter(library: Library, path: Path, count: int = 20) -> int:
    """Write a question file to fill in: one line a claim, with its evidence and footnotes.

    Args:
        library: Where the claims come from, spread evenly over its documents.
        path: A new file; an existing one is never overwritten.
        count: How many lines at most.

    Returns:
        How many lines were written.

    Raises:
        UsageError: When the file exists, or no document has a claim with a footnote.
    """
    if path.exists():
        raise UsageError(f"{path}: exists already.", "Name a new file.")
    claims = [row for entry in library.documents() for row in _claims(library.document(entry.doc_id))]
    if not claims:
        raise UsageError(
            "no document of the library has a footnoted sentence.", "Add a footnoted report first."
        )
    step = max(1.0, len(claims) / count)
    chosen = [claims[int(i * step)] for i in range(min(count, len(claims)))]
    lines = [
        json.dumps({"id": f"u{n:03d}", **row}, ensure_ascii=False) + "\n" for n, row in enumerate(chosen, 1)
    ]
    write_whole(path, "".join(lines))
    return len(chosen)


def check_questions(library: Library, path: Path) -> tuple[Fault, ...]:
    """Find what in a question file no longer stands in the corpus.

    Returns:
        Faults in the order of lines: empty or repeated questions ids, evidence that no
        passage and no note contains, footnote numbers that no document has.

    Raises:
        UsageError: When a line is no JSON object.
    """
    documents = [library.document(entry.doc_id) for entry in library.documents()]
    haystack = Haystack.of_documents(documents)
    numbers = {note.number for document in documents for note in document.notes}
    seen: dict[str, int] = {}
    return tuple(fault for row in read_rows(path) for fault in _faults(row, haystack, numbers, seen))


def _claims(document: Document) -> Iterator[dict[str, object]]:
    for paragraph in document.paragraphs:
        for start, end in paragraph.sentences:
            numbers = sorted({m.number for m in paragraph.marks if start < m.offset <= end})
            if numbers:
                evidence = paragraph.text[start:end]
                yield {
                    "type": "factoid",
                    "question": "",
                    "evidence": [evidence],
                    "footnotes": numbers,
                    "answer": "",
                }


def _faults(row: Row, haystack: Haystack, numbers: set[int], seen: dict[str, int]) -> Iterator[Fault]:
    question_id = str(row.values.get("id") or "")
    if not question_id:
        yield Fault(row.place, "no id")
    elif question_id in seen:
        yield Fault(row.place, f"id {question_id!r} stands already in line {seen[question_id]}")
    seen.setdefault(question_id, row.line)
    if not str(row.values.get("question") or "").strip():
        yield Fault(row.place, "the question is empty")
    for evidence in row.values.get("evidence") or []:
        if not haystack.contains(str(evidence)):
            yield Fault(row.place, f"evidence no longer stands in the corpus: {str(evidence)[:120]!r}")
    for number in row.values.get("footnotes") or []:
        if number not in numbers:
            yield Fault(row.place, f"no footnote {number!r} in the corpus")
