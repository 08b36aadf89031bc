"""How sure it is that the passages answer, and what is said when they do not.

A logistic model over a few features that a person can check, and over how likely the
passages answer as a small network reads them (`index.answerability`). Its weights come
from questions with and without answers (`python -m eval.calibrate`, docs/quality.md);
`qa.settings` holds the threshold, `footnoted eval questions` prints the error rates
beside it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources

from corpus.letters import without_possessive
from qa.answer_type import AnswerType
from qa.weighing import Evidence, unmet, weigh

__all__ = ["Evidence", "Model", "Models", "confidence", "reason", "shipped_models", "unmet", "weigh"]


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: bias, and one weight a figure of `Evidence`."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, evidence: Evidence) -> float:
        """Return the probability, 0 to 1, that the passages answer; a figure that is None counts nothing."""
        total = self.bias + sum(
            weight * float(getattr(evidence, name) or 0.0) for name, weight in self.weights.items()
        )
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, total))))


@dataclass(frozen=True, slots=True)
class Models:
    """What weighs the evidence, by what there is of it."""

    read: Model
    """Where the passages were read for an answer (`index.answerability`),"""
    met: Model
    """and where another encoder's vectors tell only how the words are met."""


_WORDS_ONLY = Model(-1.5, {"lexical": 8.0, "unheard": -1.8})
"""Where only words were searched."""
_NEAR = 5
"""Words named at most in a reason."""
_NAME = re.compile(r"[A-Z]\w+|\d{3,}")
_MOSTLY = 0.8
"""Share of the question's words from which a passage has its words."""
_WANTED: Mapping[AnswerType, str] = {
    "date": "date",
    "count": "number",
    "money": "amount",
    "share": "share or rate",
    "duration": "length of time",
    "measure": "measure",
    "person": "person’s name",
    "name": "name",
}
"""What a question asks for, in plain words."""


@lru_cache(maxsize=1)
def shipped_models() -> Models:
    """Return the models that ship with the project."""
    held = json.loads(resources.files("qa").joinpath("confidence.json").read_text(encoding="utf-8"))
    return Models(*(Model(float(held[name]["bias"]), held[name]["weights"]) for name in ("read", "met")))


def confidence(evidence: Evidence, *, vectors: bool = True) -> float:
    """Return the probability, 0 to 1, that the passages answer."""
    models = shipped_models()
    if not vectors or not evidence.judged:
        return _WORDS_ONLY.probability(evidence)
    return (models.met if evidence.read is None else models.read).probability(evidence)


def reason(
    unknown: Sequence[str],
    evidence: Evidence,
    *,
    found: bool,
    nearest: Sequence[tuple[str, str]] = (),
) -> str:
    """Say in a sentence why nothing answers.

    Args:
        unknown: Words of the question that stand nowhere in the corpus.
        evidence: What spoke for an answer.
        found: Whether any passage was found.
        nearest: Names of the question that stand nowhere, each with one spelt much alike that does.
    """
    if not found:
        return "Nothing in this corpus resembles the question."
    unknown = [without_possessive(word) for word in unknown]
    names = [word for word in unknown if _NAME.match(word)]
    told = []
    if unknown:
        told.append(f"Nothing here mentions {_listed(names or unknown)}.")
        told += [f"“{near}” is spelt much like {word}." for word, near in nearest if word in unknown]
    # A name or a year that stands nowhere says enough; a verb that does says little.
    quiet = () if names else [f"“{word}”" for word in evidence.unspoken if word not in unknown]
    if quiet:
        told.append(f"The nearest passage does not speak of {_listed(quiet)}.")
    if told:
        return " ".join(told)
    if evidence.lacking and evidence.kind in _WANTED:
        return f"The nearest passages share the question's words but give no {_WANTED[evidence.kind]}."
    if evidence.read is not None and evidence.said >= _MOSTLY:
        return "The nearest passages share the question's words but do not say what it asks for."
    return "No passage is near enough to the question to be called an answer."


def _listed(words: Sequence[str]) -> str:
    """Return the first words in a row, "or" before the last."""
    named = list(words[:_NEAR])
    return named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"
