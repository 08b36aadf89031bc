"""The edge where answers become JSON and question lines become questions.

`answer.schema.json` beside this file says the same to other programs; a test
holds the two together.
"""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from corpus.errors import UsageError
from corpus.model import Note
from corpus.rows import citation_row
from qa.answer import Answer, AnswerPassage, Question, Turn
from qa.check import check_question

MAX_LINE = 2_000_000
"""Characters of one question line; a long history fits, a wrong file does not."""
MAX_TURNS = 1_000
"""Turns of one history."""

Row = dict[str, Any]


def answer_row(answer: Answer) -> Row:
    """Return an answer as `ask --json` prints it."""
    return {
        "id": answer.question.question_id,
        "question": answer.question.text,
        "resolved_question": answer.resolved_question,
        "abstained": answer.abstained,
        "reason": answer.reason,
        "passages": [_passage_row(shown) for shown in answer.passages],
        "index": {"version": answer.index_version, "model": answer.model},
        "elapsed_ms": answer.elapsed_ms,
    }


def explained_row(answer: Answer) -> Row:
    """Return an answer with what `--explain` adds: terms, translations, spans, confidence, what is left."""
    row = answer_row(answer)
    for shown, passage in zip(answer.passages, row["passages"], strict=True):
        passage["terms"] = {term: float(value) for term, value in shown.terms.items()}
        passage["translations"] = dict(shown.translations)
        passage["spans"] = [[start, end] for start, end in shown.spans]
        passage["through_note"] = shown.through_note
        passage["duplicates"] = shown.duplicates
    row["confidence"] = answer.confidence
    row["threshold"] = answer.threshold
    row["unknown_terms"] = list(answer.unknown_terms)
    row["left_open"] = answer.left_open
    row["read_as"] = [list(pair) for pair in answer.read_as]
    row["dropped"] = [
        {"passage_id": gone.passage.passage_id, "score": float(gone.score), "reason": gone.reason}
        for gone in answer.dropped
    ]
    return row


def parse_question_line(line: str, number: int) -> Question:
    """Read one line of a question file.

    Args:
        line: One JSON object; keys other than `id`, `question` and `history` are left alone,
            so that a question file with gold evidence can be asked as it is.
        number: The line's number, 1-based, for messages.

    Raises:
        UsageError: When the line is no such object, naming the line and the key.
    """
    return question_of(_json_object(line, number), f"line {number}")


def question_of(row: Mapping[str, Any], place: str) -> Question:
    """Return the question that an object holds.

    Args:
        row: With `question`, and perhaps `id` and `history`.
        place: Where the object stands, for messages: "line 3".

    Raises:
        UsageError: When a key is missing or of the wrong kind.
    """
    text = row.get("question")
    if not isinstance(text, str):
        raise UsageError(f"{place}: “question” is missing or not a string.", _REMEDY)
    try:
        check_question(text)
    except UsageError as error:
        raise UsageError(f"{place}: {error.message}", error.hint) from error
    text = text.encode("utf-8", "replace").decode()  # a lone surrogate could not be printed again
    return Question(text, _identifier(row.get("id"), place), history_of(row.get("history"), place))


def history_of(value: object, place: str) -> tuple[Turn, ...]:
    """Return the turns that an object's `history` holds: strings, or objects with speaker and text.

    Raises:
        UsageError: When it is no such list, naming the place.
    """
    if value is None:
        return ()
    if not isinstance(value, list):
        raise UsageError(f"{place}: “history” is not a list.", _REMEDY)
    if len(value) > MAX_TURNS:
        raise UsageError(f"{place}: “history” has more than {MAX_TURNS} turns.", "Keep the latest ones.")
    return tuple(_turn(item, position, place) for position, item in enumerate(value, 1))


_REMEDY = 'Write lines like {"id": "q1", "question": "…", "history": ["…"]}.'


def _json_object(line: str, number: int) -> Row:
    if len(line) > MAX_LINE:
        raise UsageError(f"line {number}: longer than {MAX_LINE:,} characters.", "Write one question a line.")
    try:
        row = json.loads(line.lstrip("\ufeff"))
    except (ValueError, RecursionError) as error:
        raise UsageError(f"line {number}: not JSON ({type(error).__name__}).", _REMEDY) from error
    if not isinstance(row, dict):
        raise UsageError(f"line {number}: not a JSON object.", _REMEDY)
    return row


def _identifier(value: object, place: str) -> str | None:
    if value is None or isinstance(value, str):
        return value
    if isinstance(value, int) and not isinstance(value, bool):
        return str(value)
    raise UsageError(f"{place}: “id” is neither a string nor a whole number.", _REMEDY)


def _turn(item: object, position: int, place: str) -> Turn:
    if isinstance(item, str):
        return Turn("user", item)
    if isinstance(item, dict):
        speaker, text = item.get("speaker", "user"), item.get("text")
        if isinstance(speaker, str) and isinstance(text, str):
            return Turn(speaker, text)
    raise UsageError(
        f"{place}: turn {position} of “history” is not readable.",
        'A turn is a string or {"speaker": "user", "text": "…"}.',
    )


def _passage_row(shown: AnswerPassage) -> Row:
    passage = shown.passage
    return {
        "rank": shown.rank,
        "score": float(shown.score),
        "passage_id": passage.passage_id,
        "kind": passage.kind,
        "document": passage.document,
        "section": list(passage.section),
        "text": passage.text,
        "start": passage.start,
        "end": passage.end,
        "marks": [{"number": mark.number, "offset": mark.offset} for mark in passage.marks],
        "highlights": [[start, end] for start, end in shown.highlights],
        "footnotes": [_note_row(note) for note in shown.notes],
        "why": {leg: float(value) for leg, value in shown.why.items()},
    }


def _note_row(note: Note) -> Row:
    return {
        "number": note.number,
        "text": note.text,
        "citations": [citation_row(citation, full=False) for citation in note.citations],
    }
