"""How sure it is that the passages answer, and what is said when they do not.

A logistic model over a few features that a person can check. Its weights come from
questions held apart, with and without answers (docs/quality.md); `qa.settings` holds the
threshold, `footnoted eval questions` prints the error rates beside it.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Hit
from qa.answer_type import answer_type, spans_of_type
from qa.ports import Weighing


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer."""

    cosine: float = 0.0
    """The best passage's cosine with the question; 0 where no vectors were used."""
    late: float = 0.0
    """How well the question's words are met in it, on average (-1 to 1)."""
    weakest: float = 0.0
    """How well its worst-met words are (-1 to 1): low when the passage is silent on a point."""
    lead: float = 0.0
    """By how much its words are met better than in the next five passages."""
    lexical: float = 0.0
    """Its BM25 score as a share of the best conceivable one (0 to 1)."""
    unknown: float = 0.0
    """Share of the question's terms, weighted by rarity, that the corpus does not have (0 to 1)."""
    typed: float = 0.0
    """1 when it has something of the kind asked for, or no kind is asked for."""


_BIAS = -6.0
_WEIGHTS = Evidence(cosine=0.0, late=8.0, weakest=4.0, lead=6.0, lexical=2.0, unknown=-1.0, typed=0.5)
_WORDS_BIAS = -1.0
_WORDS_WEIGHTS = Evidence(lexical=6.0, unknown=-2.0, typed=0.5)
"""Where only words were searched."""
_NEXT = 5
"""Passages that the best one is compared with."""
_NEAR = 5
"""Words named at most in a reason."""


def weigh(question: str, hits: Sequence[Hit], words: Weighing, *, vectors: bool = True) -> Evidence:
    """Measure what speaks for the first hits answering the question.

    Args:
        question: As it was searched.
        hits: Best first.
        words: The open index.
        vectors: Whether the encoder was used.
    """
    if not hits:
        return Evidence(unknown=1.0)
    first = hits[0].passage
    kind = answer_type(question)
    found = kind == "other" or bool(spans_of_type(kind, first.text, question))
    unknown = _unknown_share(question, words)
    lexical = words.lexical_share(question, first)
    if not vectors:
        return Evidence(lexical=lexical, unknown=unknown, typed=float(found))
    near = words.closeness(question, first)
    others = [words.closeness(question, hit.passage).late for hit in hits[1 : 1 + _NEXT]]
    lead = near.late - sum(others) / len(others) if others else 0.0
    return Evidence(near.cosine, near.late, near.weakest, lead, lexical, unknown, float(found))


def confidence(evidence: Evidence, *, vectors: bool = True) -> float:
    """Return the probability, 0 to 1, that the passages answer."""
    total, weights = (_BIAS, _WEIGHTS) if vectors else (_WORDS_BIAS, _WORDS_WEIGHTS)
    for name in Evidence.__dataclass_fields__:
        total += float(getattr(weights, name)) * float(getattr(evidence, name))
    return 1.0 / (1.0 + math.exp(-total))


def reason(unknown: Sequence[str], evidence: Evidence, *, found: bool) -> str:
    """Say in a sentence why nothing answers."""
    if not found:
        return "Nothing in this corpus resembles the question."
    if unknown:
        named = list(unknown[:_NEAR])
        listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"
        return f"Nothing here mentions {listed}."
    if evidence.typed < 1.0:
        return "The nearest passages share the question's words but have nothing of the kind it asks for."
    return "No passage is near enough to the question to be called an answer."


def _unknown_share(question: str, words: Weighing) -> float:
    rarity = {term: words.rarity(term) for term in words.analyze(question)}
    total = sum(rarity.values())
    missing = {term for text in words.unknown_terms(question) for term in words.analyze(text)}
    return sum(weight for term, weight in rarity.items() if term in missing) / total if total else 1.0
