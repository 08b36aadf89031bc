"""Answers and quotations as JSON lines and back, for sessions that are resumed."""

from __future__ import annotations

import json
from typing import Any, TypeVar

from corpus.codec import decode, encode
from corpus.model import Note
from index.model import Passage
from qa.answer import Answer, AnswerPassage, Dropped, Question, Turn
from qa.quotation import Quotation

Row = dict[str, Any]
T = TypeVar("T")


def _plain(value: object) -> Any:  # noqa: ANN401 - JSON
    return json.loads(encode(value))


def answer_to_row(answer: Answer) -> Row:
    """Return an answer as a JSON object with all that is needed to show it again."""
    return {
        "question": answer.question.text,
        "question_id": answer.question.question_id,
        "history": [[turn.speaker, turn.text] for turn in answer.question.history],
        "resolved": answer.resolved_question,
        "abstained": bool(answer.abstained),
        "reason": answer.reason,
        "confidence": float(answer.confidence),
        "threshold": answer.threshold,
        "passages": [_shown_to_row(shown) for shown in answer.passages],
        "unknown_terms": list(answer.unknown_terms),
        "read_as": [list(pair) for pair in answer.read_as],
        "left_open": answer.left_open,
        "index_version": answer.index_version,
        "model": answer.model,
        "elapsed_ms": float(answer.elapsed_ms),
        "dropped": [[_plain(gone.passage), float(gone.score), gone.reason] for gone in answer.dropped],
    }


def answer_from_row(row: Row) -> Answer:
    """Read what `answer_to_row` wrote.

    Raises:
        ValueError: When the row is not of that shape.
        KeyError: When a key is missing.
        TypeError: When a value has another type.
    """
    history = tuple(Turn(str(speaker), str(text)) for speaker, text in row["history"])
    return Answer(
        question=Question(str(row["question"]), row["question_id"], history),
        resolved_question=str(row["resolved"]),
        abstained=bool(row["abstained"]),
        reason=row["reason"],
        confidence=float(row["confidence"]),
        passages=tuple(_shown_from_row(item) for item in row["passages"]),
        unknown_terms=tuple(map(str, row["unknown_terms"])),
        index_version=str(row["index_version"]),
        model=str(row["model"]),
        elapsed_ms=float(row["elapsed_ms"]),
        dropped=tuple(
            Dropped(_value(Passage, p), float(score), str(why)) for p, score, why in row["dropped"]
        ),
        threshold=None if row.get("threshold") is None else float(row["threshold"]),
        read_as=tuple((str(written), str(meant)) for written, meant in row.get("read_as", [])),
        left_open=row.get("left_open"),
    )


def quotation_to_row(quotation: Quotation) -> Row:
    """Return a quotation as a JSON object."""
    row: Row = _plain(quotation)
    return row


def quotation_from_row(row: Row) -> Quotation:
    """Read what `quotation_to_row` wrote; raises ValueError when it is not of that shape."""
    return _value(Quotation, row)


def _shown_to_row(shown: AnswerPassage) -> Row:
    return {
        "rank": int(shown.rank),
        "score": float(shown.score),
        "passage": _plain(shown.passage),
        "highlights": [list(span) for span in shown.highlights],
        "spans": [list(span) for span in shown.spans],
        "notes": [_plain(note) for note in shown.notes],
        "why": {leg: float(value) for leg, value in shown.why.items()},
        "terms": {term: float(value) for term, value in shown.terms.items()},
        "translations": dict(shown.translations),
        "through_note": shown.through_note,
        "duplicates": int(shown.duplicates),
    }


def _shown_from_row(row: Row) -> AnswerPassage:
    return AnswerPassage(
        rank=int(row["rank"]),
        score=float(row["score"]),
        passage=_value(Passage, row["passage"]),
        highlights=_spans(row["highlights"]),
        spans=_spans(row["spans"]),
        notes=tuple(_value(Note, note) for note in row["notes"]),
        why={str(leg): float(value) for leg, value in row["why"].items()},
        terms={str(term): float(value) for term, value in row["terms"].items()},
        translations={str(word): str(met) for word, met in row.get("translations", {}).items()},
        through_note=row["through_note"],
        duplicates=int(row["duplicates"]),
    )


def _spans(rows: list[list[int]]) -> tuple[tuple[int, int], ...]:
    return tuple((int(start), int(end)) for start, end in rows)


def _value(kind: type[T], row: object) -> T:
    return decode(kind, json.dumps(row))
