"""A cross-encoder trained on entailment, only where the user names one, for second opinions.

None comes in a package. It loads sentence_transformers and torch (5 to 10 s), so it never
runs unasked.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import ModelError, UsageError
from index.encoders.catalog import is_hub_name

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
    from index.encoders.reference import check_weights, fetch_from_hub, quiet

    folder = Path(name).expanduser()
    if not folder.is_dir():
        if not is_hub_name(name):
            raise UsageError(f"There is no NLI model {name!r}.", "Name a folder, or organisation/model.")
        folder = fetch_from_hub(name, owner="cross-encoder")
    check_weights(folder)
    with quiet():
        from sentence_transformers import CrossEncoder
        from torch.nn import Identity

        try:
            model = CrossEncoder(
                str(folder),
                device="cpu",
                local_files_only=True,
                trust_remote_code=False,
                model_kwargs={"use_safetensors": True},
                activation_fn=Identity(),
            )
        except (OSError, ValueError, KeyError, TypeError, ImportError, RuntimeError) as error:
            raise ModelError(
                f"The NLI model {name} cannot be loaded: {error}", "Name another one."
            ) from error
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
