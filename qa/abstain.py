"""How sure it is that the passages answer, and what is said when they do not.

A logistic model over a few features that a person can check; its weights come from
questions held apart (docs/quality.md), and every feature lies between 0 and 1.
"""

from __future__ import annotations

import math
from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Hit
from qa.answer_type import answer_type, spans_of_type
from qa.coverage import term_coverage
from qa.ports import Words


@dataclass(frozen=True, slots=True)
class Evidence:
    """What speaks for an answer. All 0 to 1."""

    coverage: float
    """Share of the question's terms, weighted by rarity, in the best passage."""
    sentence: float
    """The same for its best sentence."""
    spread: float
    """The same for the first three passages together."""
    cosine: float
    """The best passage's cosine with the question, 0 where no vectors were used."""
    typed: float
    """1 when the best passage has something of the kind asked for, or no kind is asked for."""
    unknown: float
    """Share of the question's terms, weighted by rarity, that the corpus does not have."""


_WEIGHTS = Evidence(coverage=2.0, sentence=1.5, spread=1.0, cosine=6.0, typed=0.7, unknown=-3.0)
_BIAS = -6.0
_WITHOUT_VECTORS = 5.0
"""Stands for the cosine's mean share where only words were searched."""
_NEAR = 5
"""Words named at most in a reason."""


def weigh(question: str, hits: Sequence[Hit], words: Words) -> Evidence:
    """Measure what speaks for the first hits answering the question."""
    if not hits:
        return Evidence(0.0, 0.0, 0.0, 0.0, 0.0, 1.0)
    first = hits[0].passage
    sentences = [first.text[a:b] for a, b in first.sentences] or [first.text]
    kind = answer_type(question)
    return Evidence(
        coverage=term_coverage(question, _findable(hits[0]), words),
        sentence=max(term_coverage(question, text, words) for text in sentences),
        spread=term_coverage(question, " ".join(_findable(hit) for hit in hits[:3]), words),
        cosine=min(1.0, max(0.0, max(hit.raw.get("dense", 0.0) for hit in hits[:3]))),
        typed=float(kind == "other" or any(spans_of_type(kind, text, question) for text in sentences)),
        unknown=_unknown_share(question, words),
    )


def confidence(evidence: Evidence, *, vectors: bool) -> float:
    """Return the probability, 0 to 1, that the passages answer."""
    total = _BIAS + (0.0 if vectors else _WITHOUT_VECTORS)
    for name in Evidence.__dataclass_fields__:
        total += float(getattr(_WEIGHTS, name)) * float(getattr(evidence, name))
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


def _findable(hit: Hit) -> str:
    passage = hit.passage
    return " ".join((passage.text, passage.context, *passage.leads, passage.note_words))


def _unknown_share(question: str, words: Words) -> float:
    terms = {term: max(0.0, words.idf(term)) for term in words.analyze(question)}
    total = sum(terms.values())
    missing = {term for text in words.unknown_terms(question) for term in words.analyze(text)}
    return sum(weight for term, weight in terms.items() if term in missing) / total if total else 1.0
