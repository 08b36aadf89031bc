"""Token vectors small enough to keep, for late interaction and for finding the sentence.

Late interaction (each question token against its best passage token, as in ColBERT,
Khattab and Zaharia 2020) needs every token's vector. At 384 floats a token that is 300 KB
a passage. Here vectors are centred, turned by the encoder's head (by a fixed random
rotation where the encoder has none), and one bit a dimension is kept: 48 bytes a token,
2 to 16 KB a passage. The question's side stays float. Measured (docs/quality.md): one bit
after a rotation costs nothing that shows, where 96 main axes in 8 bits, twice the size,
lost most of the gain.

Vectors of one script, and of questions or passages, share a direction that says nothing
but that; it hides what a question in one language and a passage in another have in common.
Each kind is therefore centred on its own mean, taken from sample texts that ship with the
index. Means and rotation depend on the model alone, so passages can be added without
touching the ones that are there.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources
from typing import TYPE_CHECKING

from index.analyzers import mostly_unspaced

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.encoders.protocol import Encoder, TextKind, TokenVectors

    Vectors = NDArray[np.float32]

_WORD = re.compile(r"\w")
SAMPLE_VERSION = 4
"""Raised whenever the sample, a head, or the way they are used changes."""
ROTATION_SEED = 20_110_907
"""Of the rotation; any will do, as long as it stays."""
CONTEXT = 0xFFFF
"""Sentence number of a token that stands in the context, not in the passage's own text."""


@dataclass(frozen=True, slots=True)
class TokenCodec:
    """A model's means, and the matrices that what is left is multiplied with.

    `width` is the length of what `readings` gives for a token: the layers that the head
    reads, or the last layer alone.
    """

    means: Vectors
    """(4, width) mean readings, by `text_kind`: of passages and questions, spaced and unspaced scripts."""
    axes: Vectors
    """(width, kept): the head's, or a rotation; `kept` is a multiple of 8."""
    pooling: Vectors | None = None
    """(width, dim) the head's for a text's own vector; None keeps the mean as it is."""

    def project(self, vectors: Vectors, text: str, kind: TextKind) -> Vectors:
        """Return (n, kept) float32 of unit length for the (n, width) readings of a text."""
        return _unit((vectors - self.means[text_kind(text, kind)]) @ self.axes)

    def centre(self, vectors: Vectors, text: str, kind: TextKind) -> Vectors:
        """Return the text's own vector, (dim,) of unit length, without what its kind shares.

        Args:
            vectors: (n, width) readings of the text, at least one.
            text: What they were made from.
            kind: Whether it is a question or a passage.
        """
        centred = vectors.mean(axis=0) - self.means[text_kind(text, kind)]
        return _unit(centred if self.pooling is None else centred @ self.pooling)


@dataclass(frozen=True, slots=True)
class PackedTokens:
    """The token vectors of one passage as they are stored."""

    codes: NDArray[np.uint8]
    """(n_tokens, kept / 8): the signs, eight to a byte."""
    sentences: NDArray[np.uint16]
    """(n_tokens,) number of the sentence each token stands in, CONTEXT outside the text."""

    def begins(self) -> NDArray[np.int64]:
        """Return where each sentence's tokens begin, and the context's: those of one stand side by side.

        There must be a token at least.
        """
        import numpy as np

        return np.concatenate([[0], np.flatnonzero(self.sentences[1:] != self.sentences[:-1]) + 1])


def unpack(codes: NDArray[np.uint8]) -> Vectors:
    """Return (n_tokens, kept) float32 of unit length for packed signs."""
    import numpy as np

    kept = 8 * codes.shape[1]
    # A table of the 256 bytes' eight floats: five times as fast as unpacking bits and scaling them.
    table = _signs() * np.float32(1 / max(kept, 1) ** 0.5)
    vectors: Vectors = np.take(table, codes.ravel(), axis=0).reshape(len(codes), kept)
    return vectors


@lru_cache(maxsize=1)
def _signs() -> Vectors:
    """Return (256, 8) float32: the signs that each byte stands for, 1 or -1, highest bit first."""
    import numpy as np

    bits = np.unpackbits(np.arange(256, dtype=np.uint8)[:, None], axis=1)
    return bits.astype(np.float32) * 2 - 1


def fit_codec(encoder: Encoder) -> TokenCodec:
    """Return an encoder's means, from sample texts that ship with the index, and its head or a rotation."""
    import numpy as np

    sums: dict[int, list[Vectors]] = {number: [] for number in range(4)}
    for kind, texts in (("passage", _sample("sample.txt")), ("query", _sample("sample_questions.txt"))):
        role: TextKind = "query" if kind == "query" else "passage"
        for text, one in zip(texts, encoder.encode_tokens(texts, kind=role), strict=True):
            sums[text_kind(text, role)].append(readings(one)[content_tokens(text, one)])
    means = np.stack([np.concatenate(sums[number]).astype(np.float64).mean(0) for number in range(4)])
    if encoder.head is not None:
        return TokenCodec(means.astype(np.float32), encoder.head.tokens, encoder.head.pooled)
    dim = means.shape[1]
    return TokenCodec(means.astype(np.float32), rotation(dim, ROTATION_SEED)[:, : max(8, dim // 8 * 8)])


def rotation(dim: int, seed: int) -> Vectors:
    """Return a random rotation, (dim, dim) float32 with orthonormal columns, the same for the same seed."""
    import numpy as np

    axes, triangle = np.linalg.qr(np.random.default_rng(seed).standard_normal((dim, dim)))
    # qr leaves each axis' sign open; fixing it keeps rebuilt indexes byte-identical.
    turned: Vectors = (axes * np.sign(np.diag(triangle))).astype(np.float32)
    return turned


def readings(tokens: TokenVectors) -> Vectors:
    """Return (n_tokens, width): what the codec reads of each token."""
    return tokens.vectors if tokens.layers is None else tokens.layers


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
    unit = (
        codec.project(readings(tokens)[kept], text, "passage")
        if kept
        else np.zeros((0, codec.axes.shape[1]), np.float32)
    )
    starts = np.array([start for start, _ in sentences] or [0])
    at = np.array([tokens.spans[number][0] - skip for number in kept], dtype=np.int64)
    numbers = np.clip(np.searchsorted(starts, at, side="right") - 1, 0, CONTEXT - 1)
    return PackedTokens(np.packbits(unit > 0, axis=1), np.where(at < 0, CONTEXT, numbers).astype(np.uint16))


@lru_cache(maxsize=2)
def _sample(name: str) -> tuple[str, ...]:
    text = resources.files("index").joinpath(name).read_text(encoding="utf-8")
    return tuple(line for line in text.splitlines() if line.strip())


def text_kind(text: str, kind: TextKind) -> int:
    """Return which mean a text is held against."""
    return 2 * (kind == "query") + mostly_unspaced(text)


def _unit(vectors: Vectors) -> Vectors:
    import numpy as np

    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(norms, 1e-9)).astype(np.float32)
    return unit
