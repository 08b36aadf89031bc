"""A cross-encoder over the first ranks, only where the user names one.

None comes in a package, and none is needed: this is the seam for whoever has one. It
loads sentence_transformers and torch (5 to 10 s), so it never runs unasked.
"""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Protocol

from corpus.errors import ModelError
from index.cross_encoder import load_cross_encoder

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray
    from sentence_transformers import CrossEncoder

_BATCH = 16


class Reranker(Protocol):
    """Scores how well texts answer a question, reading both together."""

    @property
    def name(self) -> str:
        """Return the model's name, for the answer's explanation."""
        ...

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return `(n,)` float32 scores in the order of `texts`, higher is better."""
        ...


class CrossEncoderReranker:
    """A sentence-transformers CrossEncoder; see Reranker."""

    def __init__(self, name: str, model: CrossEncoder) -> None:
        """Take a loaded model."""
        self._name = name
        self._model = model

    @property
    def name(self) -> str:
        """Return the model's name."""
        return self._name

    def scores(self, question: str, texts: Sequence[str]) -> NDArray[np.float32]:
        """Return scores in the order of `texts`."""
        import numpy as np

        if not texts:
            return np.zeros(0, np.float32)
        pairs = [(question, text) for text in texts]
        found: NDArray[np.float32] = self._model.predict(pairs, batch_size=_BATCH, show_progress_bar=False)
        return np.asarray(found, np.float32)


def load_reranker(name: str) -> Reranker:
    """Load a cross-encoder.

    Args:
        name: A folder that sentence-transformers' CrossEncoder wrote, or a name on the hub.

    Raises:
        UsageError: When the name can be neither.
        ModelError: When its weights are missing, pickled, or score more than one label.
    """
    model = load_cross_encoder(name, "reranker")
    if model.num_labels != 1:
        raise ModelError(
            f"The reranker {name} scores {model.num_labels} labels, a ranking needs one.", "Name another one."
        )
    return CrossEncoderReranker(name, model)
