"""How sure it is that the passages answer, and what is said when they do not.

A logistic model over a few features that a person can check, and over which of the words
are not met. Its weights come from questions with and without answers (`python -m
eval.calibrate`, docs/quality.md); `qa.settings` holds the threshold, `footnoted eval
questions` prints the error rates beside it.
"""

from __future__ import annotations

import json
import math
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from qa.weighing import Evidence, unmet, weigh

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

__all__ = ["Evidence", "Model", "confidence", "reason", "shipped_model", "unmet", "weigh"]


@dataclass(frozen=True, slots=True)
class Model:
    """A logistic model: bias, one weight a figure of `Evidence`, and one an axis of the encoder's tokens."""

    bias: float
    weights: Mapping[str, float]
    tokens: tuple[float, ...] = ()
    """Weights of `Evidence.unsaid`: what it costs that a word is not met. That a price is asked for must be
    met; how politely it is asked need not."""
    encoder: str = ""
    """The encoder whose tokens `tokens` weighs; those of others mean something else."""

    def probability(self, evidence: Evidence, encoder: str = "") -> float:
        """Return the probability, 0 to 1, that the passages answer.

        Args:
            evidence: What was measured.
            encoder: Name of the encoder that it was measured with.
        """
        total = self.bias + sum(
            weight * float(getattr(evidence, name)) for name, weight in self.weights.items()
        )
        if evidence.unsaid is not None and self.tokens and encoder == self.encoder:
            total += float(evidence.unsaid @ _array(self.tokens))
        return 1.0 / (1.0 + math.exp(-max(-60.0, min(60.0, total))))


@lru_cache(maxsize=2)
def _array(values: tuple[float, ...]) -> NDArray[np.float32]:
    import numpy as np

    return np.array(values, np.float32)


_WORDS_ONLY = Model(-1.5, {"lexical": 8.0, "unheard": -1.8})
"""Where only words were searched."""
_NEAR = 5
"""Words named at most in a reason."""
_NAME = re.compile(r"[A-Z]\w+")


@lru_cache(maxsize=1)
def shipped_model() -> Model:
    """Return the model that ships with the project."""
    held = json.loads(resources.files("qa").joinpath("confidence.json").read_text(encoding="utf-8"))
    weights = {name: float(weight) for name, weight in held["weights"].items()}
    tokens = tuple(float(weight) for weight in held["tokens"])
    return Model(float(held["bias"]), weights, tokens, str(held["encoder"]))


def confidence(evidence: Evidence, *, vectors: bool = True, encoder: str = "") -> float:
    """Return the probability, 0 to 1, that the passages answer; see `Model.probability`."""
    model = shipped_model() if vectors and evidence.judged else _WORDS_ONLY
    return model.probability(evidence, encoder)


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
