"""Which of the figures, dates and names in a sentence is the answer: a wrong one is worse than none.

Those in the clause that has most of the question's words. Where that leaves more than two, and one
thing was asked for, nothing is plain.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from functools import lru_cache

from index.analyzers import analyze
from qa.answer_spans import Span, spans_of_type
from qa.answer_type import AnswerType, asks_for_source
from qa.spread import asks_for_several

_MOST = 2
"""Answers to a question that asks for one: a span may begin "from 412,000 to 371,000"."""
_STOP = r"\.(?=\s)|。"
_CUT = re.compile(
    rf"{_STOP}|[;:()—，；]|,(?!\d)(?! (?:from|to|of|in|by|at|for|on|with)\b)"
    r"| (?:and|but|while|whereas|which|who) "
)
"""Where a clause ends; one that begins with a preposition goes on with what was said."""
_END = re.compile(_STOP)
_COUNTED = re.compile(r"\bhow many (\w+)", re.IGNORECASE)
_NO_COUNT = re.compile(r"[$€£¥₩₹%]|per ?cent")
_OF_A_NATION = re.compile(r"[A-Z]\w+(?:ese|ian|ean|can|ish|nch|tch|eek|man)")
"""Adjectives of nations, by their endings; before a noun they name nobody."""
_NAME = re.compile(r"[A-Z]\w+")


def narrowed(
    kind: AnswerType, spans: Sequence[Span], text: str, question: str, asked: str
) -> tuple[Span, ...]:
    """Return those of some spans that may be called the answer, in order.

    Args:
        kind: What is asked for.
        spans: Of that kind, in `text`.
        text: The passage.
        question: As it was searched.
        asked: The part of it that asks: the last question of a conversation.
    """
    if asks_for_source(asked):
        return ()
    if kind in {"name", "person"}:
        own = set(_NAME.findall(question))
        spans = [span for span in spans if not _is_other(text, span, own)]
    if _COUNTED.search(asked):
        spans = [(start, end) for start, end in spans if not _NO_COUNT.search(text[start:end])]
    weights = _weights(kind, question, asked)
    scores = [_score(text, span, weights) for span in spans]
    best = max(scores, default=0.0)
    kept = tuple(span for span, score in zip(spans, scores, strict=True) if score == best)
    return kept if len(kept) <= _MOST or asks_for_several(question) else ()


def asked_beside(kind: AnswerType, text: str, question: str) -> float:
    """Return the most of a question's terms that stand in one clause with a value of a kind, 0 to 1.

    Another thing's price may stand in the same sentence as the right name; seldom in its clause.

    Args:
        kind: What is asked for; 0 where it has no form.
        text: A sentence or a few.
        question: As it was searched; what stands in it is no value.
    """
    terms = set(analyze(question))
    clauses = {_around(text, span, _CUT) for span in spans_of_type(kind, text, question, (0,))}
    return max((len(terms & clause) / max(1, len(terms)) for clause in clauses), default=0.0)


def _is_other(text: str, span: Span, own: set[str]) -> bool:
    """Return whether a name is the question's own ("Towne's": Francis Towne), or a nation's adjective."""
    name = text[span[0] : span[1]]
    adjective = _OF_A_NATION.fullmatch(name) and re.match(r" [a-z]", text[span[1] :])
    return bool(adjective) or not own.isdisjoint(_NAME.findall(name))


def _weights(kind: AnswerType, question: str, asked: str) -> dict[str, float]:
    """Return what each term of the question tells of a clause: names most, then what is counted."""
    weights = dict.fromkeys(analyze(question), 1.0 if asked == question else 0.25)
    weights |= dict.fromkeys(analyze(asked), 2.0)
    counted = _COUNTED.search(asked) if kind == "count" else None
    weights |= dict.fromkeys(analyze(counted.group(1)) if counted else (), 3.0)
    names = (name for found in _NAME.finditer(question, 1) for name in analyze(found.group()))
    return weights | dict.fromkeys(names, 4.0)


def _score(text: str, span: Span, weights: Mapping[str, float]) -> float:
    """Return how much of the question stands in a span's clause, and half of that for its sentence."""
    return _told(text, span, weights, _CUT) + 0.5 * _told(text, span, weights, _END)


def _told(text: str, span: Span, weights: Mapping[str, float], cut: re.Pattern[str]) -> float:
    there = _around(text, span, cut)
    return sum(weight for term, weight in weights.items() if term in there)


@lru_cache(maxsize=4096)  # the same passages come up again and again
def _around(text: str, span: Span, cut: re.Pattern[str]) -> frozenset[str]:
    """Return the terms of what stands between two cuts around a span."""
    start = max((found.end() for found in cut.finditer(text, 0, span[0])), default=0)
    after = cut.search(text, span[1])
    return frozenset(analyze(text[start : after.start() if after else len(text)]))
