"""How sure it is that the passages answer, and what is said when they do not.

A logistic model over a few features that a person can check. Its weights come from
questions held apart, with and without answers (docs/quality.md); `qa.settings` holds the
threshold, `footnoted eval questions` prints the error rates beside it.
"""

from __future__ import annotations

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass

from index.analyzers import mostly_unspaced
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
    unheard: float = 0.0
    """Share of the question's names that stand nowhere in the corpus (0 to 1)."""
    crossing: float = 0.0
    """1 when question and passage are in scripts so far apart that words are met less closely."""
    typed: float = 1.0
    """1 when it has something of the kind asked for, or no kind is asked for; only said, not weighed:
    it told answerable questions from others no better than chance."""


_BIAS = -6.2
_WEIGHTS = Evidence(cosine=3.7, late=5.9, weakest=2.6, lead=8.6, unheard=-1.8, crossing=2.0, typed=0.0)
_WORDS_BIAS = -1.5
_WORDS_WEIGHTS = Evidence(lexical=8.0, unheard=-1.8, typed=0.0)
"""Where only words were searched."""
_NAME = re.compile(r"\b[A-Z]\w+")
_ALONE = 0.35
"""What a passage that does not answer is met by, on average: stands in for others where there are none."""
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
        return Evidence(unheard=1.0, typed=0.0)
    first = hits[0].passage
    kind = answer_type(question)
    typed = float(kind == "other" or bool(spans_of_type(kind, first.text, question)))
    unheard = len(unheard_names(question, words)) / max(1, len(_NAME.findall(question)))
    lexical = words.lexical_share(question, first)
    if not vectors:
        return Evidence(lexical=lexical, unheard=unheard, typed=typed)
    near = words.closeness(question, first, hits[0].through_note)
    others = [words.closeness(question, hit.passage).late for hit in hits[1 : 1 + _NEXT]]
    lead = near.late - sum(others) / len(others) if others else near.late - _ALONE
    crossing = float(mostly_unspaced(question) != mostly_unspaced(first.text))
    return Evidence(near.cosine, near.late, near.weakest, lead, lexical, unheard, crossing, typed)


def unheard_names(question: str, words: Weighing) -> tuple[str, ...]:
    """Return the names in a question that stand nowhere in the corpus."""
    return tuple(word for word in words.unknown_terms(question) if _NAME.match(word))


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
    names = [word for word in unknown if _NAME.match(word)]
    if unknown:
        named = (names or list(unknown))[:_NEAR]
        listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"
        return f"Nothing here mentions {listed}."
    if evidence.typed < 1.0:
        return "The nearest passages share the question's words but have nothing of the kind it asks for."
    return "No passage is near enough to the question to be called an answer."
