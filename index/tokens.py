"""Token vectors small enough to keep, for late interaction and for finding the sentence.

Untrained late interaction (each question token against its best passage token, as in
ColBERT, Khattab and Zaharia 2020, without its training) needs every token's vector. At
384 floats a token that is 300 KB a passage; here vectors are centred, turned onto
their model's main axes, cut to `token_dim` of them and kept in 8 bits with one scale a
token. Centre and axes come from a fixed sample of text, so they depend on the model
alone: passages can be added without touching the ones that are there.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.encoders.protocol import Encoder, TokenVectors

    Vectors = NDArray[np.float32]

SAMPLE_VERSION = 1
"""Raised whenever the sample or the way it is used changes."""
CONTEXT = 0xFFFF
"""Sentence number of a token that stands in the context, not in the passage's own text."""


@dataclass(frozen=True, slots=True)
class TokenCodec:
    """A model's centre and main axes."""

    mean: Vectors
    """(dim,) mean token vector of the sample."""
    axes: Vectors
    """(dim, token_dim), orthonormal columns."""

    def project(self, vectors: Vectors) -> Vectors:
        """Return (n, token_dim) float32 of unit length for (n, dim) token vectors."""
        import numpy as np

        turned = (vectors - self.mean) @ self.axes
        norms = np.linalg.norm(turned, axis=1, keepdims=True)
        unit: Vectors = (turned / np.maximum(norms, 1e-9)).astype(np.float32)
        return unit


@dataclass(frozen=True, slots=True)
class PackedTokens:
    """The token vectors of one passage as they are stored."""

    codes: NDArray[np.int8]
    """(n_tokens, token_dim)."""
    scales: NDArray[np.float16]
    """(n_tokens,): a vector is its codes times its scale."""
    sentences: NDArray[np.uint16]
    """(n_tokens,) number of the sentence each token stands in, CONTEXT outside the text."""

    def unpack(self) -> Vectors:
        """Return (n_tokens, token_dim) float32."""
        import numpy as np

        unpacked: Vectors = self.codes.astype(np.float32) * self.scales[:, None].astype(np.float32)
        return unpacked


def fit_codec(encoder: Encoder, token_dim: int) -> TokenCodec:
    """Return the centre and axes of an encoder, from the sample text that ships with the index."""
    import numpy as np

    found = encoder.encode_tokens(_sample(), kind="passage")
    vectors = np.concatenate([tokens.vectors for tokens in found]).astype(np.float64)
    mean = vectors.mean(0)
    covariance = np.cov(vectors - mean, rowvar=False)
    _, axes = np.linalg.eigh(np.atleast_2d(covariance))
    axes = axes[:, ::-1][:, : min(token_dim, axes.shape[1])]
    # eigh leaves each axis' sign open; fixing it keeps rebuilt indexes byte-identical.
    axes = axes * np.where(axes[np.abs(axes).argmax(0), np.arange(axes.shape[1])] < 0, -1.0, 1.0)
    return TokenCodec(mean.astype(np.float32), axes.astype(np.float32))


def pack(
    tokens: TokenVectors, codec: TokenCodec, sentences: Sequence[tuple[int, int]], skip: int
) -> PackedTokens:
    """Return a passage's token vectors as they are stored.

    Args:
        tokens: What the encoder gave for the context and the passage's text behind it.
        codec: Centre and axes.
        sentences: Spans of the passage's sentences.
        skip: Number of characters of context before the passage's text.
    """
    import numpy as np

    kept = [number for number, (start, end) in enumerate(tokens.spans) if end > start]
    unit = codec.project(tokens.vectors[kept]) if kept else np.zeros((0, codec.axes.shape[1]), np.float32)
    peak = np.maximum(np.abs(unit).max(1, initial=0.0), 1e-6)
    scales = (peak / 127).astype(np.float16)
    codes = np.rint(unit / scales[:, None].astype(np.float32)).clip(-127, 127).astype(np.int8)
    starts = np.array([start for start, _ in sentences] or [0])
    at = np.array([tokens.spans[number][0] - skip for number in kept], dtype=np.int64)
    numbers = np.clip(np.searchsorted(starts, at, side="right") - 1, 0, CONTEXT - 1)
    return PackedTokens(codes, scales, np.where(at < 0, CONTEXT, numbers).astype(np.uint16))


@lru_cache(maxsize=1)
def _sample() -> tuple[str, ...]:
    text = resources.files("index").joinpath("sample.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip())
