"""What an encoder is to the rest of the project: texts in, unit vectors out.

The index, the questions' room and the tests know this protocol alone. How a model
came to be (package, hub, folder) and what runs it (onnxruntime) stays behind it.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Literal, Protocol

from corpus.progress import Progress, no_progress

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.encoders.head import Head

    Vectors = NDArray[np.float32]
    """float32 rows."""

TextKind = Literal["query", "passage"]
"""Which prefix a text gets; models without prefixes treat both alike."""


@dataclass(frozen=True, slots=True)
class TokenVectors:
    """A text's tokens with their contextual vectors, and its pooled vector."""

    vectors: Vectors
    """`(n_tokens, dim)` float32: the last layer, not normalised; special and prefix tokens left out."""
    spans: tuple[tuple[int, int], ...]
    """For each token the half-open span of characters it covers in the text, white space trimmed.

    Tokens that stand for nothing in the text (a lone word boundary) have an empty span.
    """
    pooled: Vectors
    """`(dim,)` float32, unit length: the very vector `encode` gives for the text."""
    truncated: bool = False
    """True when the text was longer than the model's window and its end was left out."""
    layers: Vectors | None = None
    """`(n_tokens, width)` float32: the layers that the head reads, side by side; None without a head."""


class Encoder(Protocol):
    """Turns texts into vectors whose dot product is their cosine."""

    @property
    def name(self) -> str:
        """Return the model's name as the index manifest stores it: "e5", "minilm", a hub name, a folder."""
        ...

    @property
    def digest(self) -> str:
        """Return the digest of the weights, "sha256:…"; the same in every process and on every machine."""
        ...

    @property
    def dim(self) -> int:
        """Return the length of a vector."""
        ...

    @property
    def head(self) -> Head | None:
        """Return what the token vectors of an index are made with, None for a model that has none."""
        ...

    @property
    def max_tokens(self) -> int:
        """Return how many tokens the model reads, special and prefix tokens included."""
        ...

    def encode(self, texts: Sequence[str], *, kind: TextKind, progress: Progress = no_progress) -> Vectors:
        """Encode texts.

        Args:
            texts: Any number of texts; what exceeds `max_tokens` is left out.
            kind: Whether they are questions or passages.
            progress: Told how many texts are done; may raise Cancelled.

        Returns:
            `(n, dim)` float32 rows of unit length, in the order of `texts`.
        """
        ...

    def encode_tokens(self, texts: Sequence[str], *, kind: TextKind) -> list[TokenVectors]:
        """Encode texts and keep each token's vector, in the order of `texts`."""
        ...

    def count_tokens(self, text: str) -> int:
        """Return the tokens of a text by itself: no special tokens, no prefix, nothing left out."""
        ...

    def room(self, kind: TextKind) -> int:
        """Return how many tokens of a text fit, special tokens and the kind's prefix taken off."""
        ...
