"""Token vectors small enough to keep, for late interaction and for finding the sentence.

Untrained late interaction (each question token against its best passage token, as in
ColBERT, Khattab and Zaharia 2020, without its training) needs every token's vector. At
384 floats a token that is 300 KB a passage. Here vectors are centred, turned by a fixed
random rotation, and one bit a dimension is kept: 48 bytes a token, 2 to 16 KB a passage.
The question's side stays float. Measured (docs/quality.md): one bit after a rotation costs
nothing that shows, where 96 main axes in 8 bits, twice the size, lost most of the gain.

Centre and rotation depend on the model alone, so passages can be added without touching
the ones that are there.
"""

from __future__ import annotations

import re
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

_WORD = re.compile(r"\w")
SAMPLE_VERSION = 2
"""Raised whenever the sample or the way it is used changes."""
ROTATION_SEED = 20_110_907
"""Of the rotation; any will do, as long as it stays."""
CONTEXT = 0xFFFF
"""Sentence number of a token that stands in the context, not in the passage's own text."""


@dataclass(frozen=True, slots=True)
class TokenCodec:
    """A model's centre, and the rotation that spreads what is left evenly over the dimensions."""

    mean: Vectors
    """(dim,) mean token vector of the sample."""
    axes: Vectors
    """(dim, kept), orthonormal columns; `kept` is a multiple of 8."""

    def project(self, vectors: Vectors) -> Vectors:
        """Return (n, kept) float32 of unit length for (n, dim) token vectors."""
        import numpy as np

        turned = (vectors - self.mean) @ self.axes
        norms = np.linalg.norm(turned, axis=1, keepdims=True)
        unit: Vectors = (turned / np.maximum(norms, 1e-9)).astype(np.float32)
        return unit


@dataclass(frozen=True, slots=True)
class PackedTokens:
    """The token vectors of one passage as they are stored."""

    codes: NDArray[np.uint8]
    """(n_tokens, kept / 8): the signs, eight to a byte."""
    sentences: NDArray[np.uint16]
    """(n_tokens,) number of the sentence each token stands in, CONTEXT outside the text."""


def unpack(codes: NDArray[np.uint8]) -> Vectors:
    """Return (n_tokens, kept) float32 of unit length for packed signs."""
    import numpy as np

    bits = np.unpackbits(codes, axis=1)
    unit = np.float32(1 / max(bits.shape[1], 1) ** 0.5)
    vectors: Vectors = np.where(bits, unit, -unit)
    return vectors


def fit_codec(encoder: Encoder) -> TokenCodec:
    """Return the centre of an encoder, from the sample text that ships with the index, and the rotation."""
    import numpy as np

    texts = _sample()
    found = encoder.encode_tokens(texts, kind="passage")
    kept = [one.vectors[content_tokens(text, one)] for text, one in zip(texts, found, strict=True)]
    mean = np.concatenate(kept).astype(np.float64).mean(0)
    dim = len(mean)
    axes, triangle = np.linalg.qr(np.random.default_rng(ROTATION_SEED).standard_normal((dim, dim)))
    # qr leaves each axis' sign open; fixing it keeps rebuilt indexes byte-identical.
    axes = (axes * np.sign(np.diag(triangle)))[:, : max(8, dim // 8 * 8)]
    return TokenCodec(mean.astype(np.float32), axes.astype(np.float32))


def content_tokens(text: str, tokens: TokenVectors) -> list[int]:
    """Return the numbers of the tokens that are more than punctuation; all when none is."""
    kept = [at for at, (start, end) in enumerate(tokens.spans) if _WORD.search(text[start:end])]
    return kept or list(range(len(tokens.spans)))


def pack(
    text: str, tokens: TokenVectors, codec: TokenCodec, sentences: Sequence[tuple[int, int]], skip: int
) -> PackedTokens:
    """Return a passage's token vectors as they are stored.

    Args:
        text: What the encoder read: the context and the passage's text behind it.
        tokens: What it gave for it.
        codec: Centre and rotation.
        sentences: Spans of the passage's sentences.
        skip: Number of characters of context before the passage's text.
    """
    import numpy as np

    kept = content_tokens(text, tokens)
    unit = codec.project(tokens.vectors[kept]) if kept else np.zeros((0, codec.axes.shape[1]), np.float32)
    starts = np.array([start for start, _ in sentences] or [0])
    at = np.array([tokens.spans[number][0] - skip for number in kept], dtype=np.int64)
    numbers = np.clip(np.searchsorted(starts, at, side="right") - 1, 0, CONTEXT - 1)
    return PackedTokens(np.packbits(unit > 0, axis=1), np.where(at < 0, CONTEXT, numbers).astype(np.uint16))


@lru_cache(maxsize=1)
def _sample() -> tuple[str, ...]:
    text = resources.files("index").joinpath("sample.txt").read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip())
