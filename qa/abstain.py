"""How sure it is that the passages answer, and what is said when they do not.

A logistic model over a few features that a person can check. Its weights come from
questions with and without answers (`python -m eval.calibrate`, docs/quality.md);
`qa.settings` holds the threshold, `footnoted eval questions` prints the error rates beside it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, fields
from functools import lru_cache
from importlib import resources

from qa.weighing import Evidence, unmet, weigh

__all__ = ["Evidence", "Model", "confidence", "reason", "shipped_model", "unmet", "weigh"]


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: bias and one weight a feature, features by their names in `Evidence`."""

    bias: float
    weights: Mapping[str, float]

    def probability(self, evidence: Evidence) -> float:
        """Return the probability, 0 to 1, that the passages answer."""
        total = self.bias + sum(
            self.weights.get(field.name, 0.0) * float(getattr(evidence, field.name))
            for field in fields(evidence)
        )
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, total))))


_WORDS_ONLY = Model(-1.5, {"lexical": 8.0, "unheard": -1.8})
"""Where only words were searched."""
_NEAR = 5
"""Words named at most in a reason."""
_NAME = re.compile(r"[A-Z]\w+")


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """Return the model that ships with the project."""
    held = json.loads(resources.files("qa").joinpath("confidence.json").read_text(encoding="utf-8"))
    return Model(float(held["bias"]), {name: float(weight) for name, weight in held["weights"].items()})


def confidence(evidence: Evidence, *, vectors: bool = True) -> float:
    """Return the probability, 0 to 1, that the passages answer."""
    return (shipped_model() if vectors and evidence.words else _WORDS_ONLY).probability(evidence)


def reason(unknown: Sequence[str], evidence: Evidence, *, found: bool) -> str:
    """Say in a sentence why nothing answers.

    Args:
        unknown: Words of the question that stand nowhere in the corpus.
        evidence: What spoke for an answer.
        found: Whether any passage was found.
    """
    if not found:
        return "Nothing in this corpus resembles the question."
    names = [word for word in unknown if _NAME.match(word)]
    if unknown:
        named = (names or list(unknown))[:_NEAR]
        listed = named[0] if len(named) == 1 else f"{', '.join(named[:-1])} or {named[-1]}"
        return f"Nothing here mentions {listed}."
    if evidence.lacking:
        return "The nearest passages share the question's words but have nothing of the kind it asks for."
    return "No passage is near enough to the question to be called an answer."
