"""Token vectors small enough to keep, for late interaction and for finding the sentence.

Untrained late interaction (each question token against its best passage token, as in
ColBERT, Khattab and Zaharia 2020, without its training) needs every token's vector. At
384 floats a token that is 300 KB a passage. Here vectors are centred, turned by a fixed
random rotation, and one bit a dimension is kept: 48 bytes a token, 2 to 16 KB a passage.
The question's side stays float. Measured (docs/quality.md): one bit after a rotation costs
nothing that shows, where 96 main axes in 8 bits, twice the size, lost most of the gain.

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
SAMPLE_VERSION = 3
"""Raised whenever the sample or the way it is used changes."""
ROTATION_SEED = 20_110_907
"""Of the rotation; any will do, as long as it stays."""
CONTEXT = 0xFFFF
"""Sentence number of a token that stands in the context, not in the passage's own text."""


@dataclass(frozen=True, slots=True)
class TokenCodec:
    """A model's means, and the rotation that spreads what is left evenly over the dimensions."""

    means: Vectors
    """(4, dim) mean token vectors, by `_kind`: of passages and questions, in spaced and unspaced scripts."""
    axes: Vectors
    """(dim, kept), orthonormal columns; `kept` is a multiple of 8."""

    def project(self, vectors: Vectors, text: str, kind: TextKind) -> Vectors:
        """Return (n, kept) float32 of unit length for the (n, dim) token vectors of a text."""
        return _unit((vectors - self.means[_kind(text, kind)]) @ self.axes)

    def centre(self, vectors: Vectors, text: str, kind: TextKind) -> Vectors:
        """Return the text's own vector, (dim,) of unit length, without what its kind shares.

        Args:
            vectors: (n, dim) token vectors of the text, at least one.
            text: What they were made from.
            kind: Whether it is a question or a passage.
        """
        return _unit(vectors.mean(axis=0) - self.means[_kind(text, kind)])


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
    """Return the means of an encoder, from the sample texts that ship with the index, and the rotation."""
    import numpy as np

    sums: dict[int, list[Vectors]] = {number: [] for number in range(4)}
    for kind, texts in (("passage", _sample("sample.txt")), ("query", _sample("sample_questions.txt"))):
        role: TextKind = "query" if kind == "query" else "passage"
        for text, one in zip(texts, encoder.encode_tokens(texts, kind=role), strict=True):
            sums[_kind(text, role)].append(one.vectors[content_tokens(text, one)])
    means = np.stack([np.concatenate(sums[number]).astype(np.float64).mean(0) for number in range(4)])
    dim = means.shape[1]
    axes, triangle = np.linalg.qr(np.random.default_rng(ROTATION_SEED).standard_normal((dim, dim)))
    # qr leaves each axis' sign open; fixing it keeps rebuilt indexes byte-identical.
    axes = (axes * np.sign(np.diag(triangle)))[:, : max(8, dim // 8 * 8)]
    return TokenCodec(means.astype(np.float32), axes.astype(np.float32))


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
        codec.project(tokens.vectors[kept], text, "passage")
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


def _kind(text: str, kind: TextKind) -> int:
    """Return which mean a text is held against."""
    return 2 * (kind == "query") + mostly_unspaced(text)


def _unit(vectors: Vectors) -> Vectors:
    import numpy as np

    norms = np.linalg.norm(vectors, axis=-1, keepdims=True)
    unit: Vectors = (vectors / np.maximum(norms, 1e-9)).astype(np.float32)
    return unit
