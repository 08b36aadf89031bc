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
from eval.report_questions import UNANSWERABLE, case_of

LEAST = 40
"""Characters of a sentence worth asking for, where no footnote says so: headings and stubs are shorter."""


@dataclass(frozen=True, slots=True)
class Fault:
    """Something in a question file that no longer holds."""

    place: str
    """`file:line`."""
    message: str


def write_starter(library: Library, path: Path, count: int = 20) -> int:
    """Write a question file to fill in: one line a claim, with its evidence and footnotes.

    Sentences with footnotes are taken; of a library that has none, any of some length.

    Args:
        library: Where the claims come from, spread evenly over its documents.
        path: A new file; an existing one is never overwritten.
        count: How many lines at most.

    Returns:
        How many lines were written.

    Raises:
        UsageError: When the file exists or cannot be written, or the library has no sentences.
    """
    if path.exists():
        raise UsageError(f"{path}: exists already.", "Name a new file.")
    every = [one for entry in library.documents() for one in _claims(library.document(entry.doc_id))]
    claims = [one for one in every if one[1]] or every
    if not claims:
        raise UsageError("no document of the library has a sentence to ask for.", "Add a document first.")
    step = max(1.0, len(claims) / count)
    chosen = [claims[int(i * step)] for i in range(min(count, len(claims)))]
    rows = [
        {"id": f"u{n:03d}", "type": "factoid", "question": "", "evidence": [evidence], "footnotes": numbers}
        for n, (evidence, numbers) in enumerate(chosen, 1)
    ]
    write_whole(path, "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows))
    return len(chosen)


def check_questions(library: Library, path: Path) -> tuple[Fault, ...]:
    """Find what in a question file no longer stands in the corpus.

    Returns:
        Faults in the order of lines: ids that are missing or stand twice, fields of the wrong kind,
        evidence that no passage and no note contains, footnote numbers that no document has.

    Raises:
        UsageError: When a line is no JSON object, or there is none.
    """
    documents = [library.document(entry.doc_id) for entry in library.documents()]
    haystack = Haystack.of_documents(documents)
    numbers = {note.number for document in documents for note in document.notes}
    seen: dict[str, int] = {}
    rows = list(read_rows(path))
    if not rows:
        raise UsageError(f"{path}: no questions in it.", "Write one JSON object a line.")
    return tuple(fault for row in rows for fault in _faults(row, haystack, numbers, seen))


def _claims(document: Document) -> Iterator[tuple[str, list[int]]]:
    """Yield a document's sentences with the numbers of the notes that each carries."""
    for paragraph in document.paragraphs:
        for start, end in paragraph.sentences:
            numbers = sorted({m.number for m in paragraph.marks if start < m.offset <= end})
            if numbers or end - start >= LEAST:
                yield paragraph.text[start:end], numbers


def _faults(row: Row, haystack: Haystack, numbers: set[int], seen: dict[str, int]) -> Iterator[Fault]:
    question_id = str(row.values.get("id") or "")
    if not question_id:
        yield Fault(row.place, "no id")
    elif question_id in seen:
        yield Fault(row.place, f"id {question_id!r} stands already in line {seen[question_id]}")
    seen.setdefault(question_id, row.line)
    try:
        case = case_of(row)
    except UsageError as error:
        yield Fault(row.place, error.message.removeprefix(f"{row.place}: "))
        return
    if case.answerable == (case.kind == UNANSWERABLE):
        yield Fault(
            row.place,
            f"type “{UNANSWERABLE}” is for the questions without evidence, and for them all",
        )
    for evidence in case.evidence:
        if not haystack.contains(evidence):
            yield Fault(row.place, f"evidence no longer stands in the corpus: {evidence[:120]!r}")
    for number in sorted(case.footnotes - numbers):
        yield Fault(row.place, f"no footnote {number} in the corpus")
