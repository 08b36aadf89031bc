"""A cross-encoder trained on entailment, only where the user names one, for second opinions."""

from __future__ import annotations

from typing import TYPE_CHECKING

from corpus.errors import ModelError
from index.cross_encoder import load_cross_encoder

if TYPE_CHECKING:
    from sentence_transformers import CrossEncoder

LABELS = ("entailment", "contradiction", "neutral")


class NliModel:
    """Says whether words entail a claim, contradict it, or neither."""

    def __init__(self, name: str, model: CrossEncoder, labels: tuple[str, ...]) -> None:
        """Take a loaded model and its labels in the order of its scores."""
        self._name = name
        self._model = model
        self._labels = labels

    @property
    def name(self) -> str:
        """Return the model's name."""
        return self._name

    def judge(self, words: str, claim: str) -> tuple[str, float | None]:
        """Return the likeliest label and its probability."""
        import numpy as np

        scores = np.asarray(self._model.predict([(words, claim)], show_progress_bar=False), np.float64)[0]
        shares = np.exp(scores - scores.max())
        best = int(shares.argmax())
        return self._labels[best], float(shares[best] / shares.sum())


def load_nli(name: str) -> NliModel:
    """Load a cross-encoder with the labels entailment, contradiction and neutral.

    Args:
        name: A folder that sentence-transformers' CrossEncoder wrote, or a name on the hub.

    Raises:
        UsageError: When the name can be neither.
        ModelError: When its weights are missing or pickled, or its labels are others.
    """
    model = load_cross_encoder(name, "NLI model", raw=True)
    return NliModel(name, model, _labels(name, model))


def _labels(name: str, model: CrossEncoder) -> tuple[str, ...]:
    known = dict(model.model.config.id2label)
    labels = tuple(str(known.get(number, "")).lower() for number in range(model.num_labels))
    if sorted(labels) != sorted(LABELS):
        raise ModelError(
            f"The model {name} has the labels {', '.join(labels)[:120]}, not {', '.join(LABELS)}.",
            "Name one trained on natural language inference.",
        )
    return labels
