"""Token vectors of a whole index in two flat files, written in place and read mapped."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from index.tokens import PackedTokens, TokenCodec, unpack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Vectors = NDArray[np.float32]

CODES = "token_codes"
SENTENCES = "token_sentences"
STARTS = "token_starts"
MEANS = "token_means"
AXES = "token_axes"
POOLING = "token_pooling"
KEPT_UNPACKED = 40_000
"""Token vectors of an index small enough to keep unpacked (60 MB); unpacking is most of a ranking."""


class TokenFiles:
    """Writes passages' tokens in any order; at 20 KB a passage they need not fit in memory."""

    def __init__(self, folder: Path, sizes: Sequence[int], codec: TokenCodec | None) -> None:
        """Lay out the files.

        Args:
            folder: Where to write.
            sizes: Number of tokens of each passage, in row order.
            codec: How the vectors were packed; None writes nothing.
        """
        import numpy as np

        self._codec = codec
        self._starts = np.zeros(len(sizes) + 1, np.int64)
        np.cumsum(np.array(sizes, np.int64), out=self._starts[1:])
        self.total = int(self._starts[-1]) if codec else 0
        """Number of token vectors."""
        if codec:
            create = np.lib.format.open_memmap
            width = codec.axes.shape[1] // 8
            self._codes = create(folder / f"{CODES}.npy", "w+", np.uint8, (self.total, width))
            self._sentences = create(folder / f"{SENTENCES}.npy", "w+", np.uint16, (self.total,))

    def put(self, row: int, tokens: PackedTokens | None) -> None:
        """Write the tokens of a row."""
        if tokens is None or self._codec is None:
            return
        low, high = self._starts[row], self._starts[row + 1]
        self._codes[low:high] = tokens.codes
        self._sentences[low:high] = tokens.sentences

    def finish(self) -> dict[str, NDArray[np.generic]]:
        """Write everything out; return the small arrays that go with the files."""
        import numpy as np

        if self._codec is None:
            return {}
        for file in (self._codes, self._sentences):
            file.flush()
        axes, pooling = self._codec.axes, self._codec.pooling
        arrays: dict[str, NDArray[np.generic]] = {STARTS: self._starts, MEANS: self._codec.means, AXES: axes}
        if pooling is not None:
            # A head ships in half precision, so nothing is lost here.
            arrays |= {AXES: axes.astype(np.float16), POOLING: pooling.astype(np.float16)}
        return arrays


class TokenStore:
    """Reads passages' token vectors from one version's mapped arrays."""

    ARRAYS = (MEANS, AXES, STARTS, CODES, SENTENCES)
    """Names of the arrays it is made of; POOLING joins them where the encoder has a head."""

    def __init__(self, arrays: dict[str, NDArray[Any]]) -> None:
        """Take the arrays of a version, by name."""
        import numpy as np

        means, axes, *pooling = (
            arrays[name].astype(np.float32) for name in (MEANS, AXES, POOLING) if name in arrays
        )
        self.codec = TokenCodec(means, axes, *pooling)
        self._starts = arrays[STARTS].astype(np.int64)
        self._codes, self._sentences = arrays[CODES], arrays[SENTENCES]
        self._unpacked: Vectors | None = None

    def get(self, row: int) -> PackedTokens:
        """Return the tokens of a row."""
        low, high = int(self._starts[row]), int(self._starts[row + 1])
        return PackedTokens(self._codes[low:high], self._sentences[low:high])

    def vectors(self, rows: Sequence[int]) -> tuple[list[Vectors], NDArray[np.int64]]:
        """Return the token vectors of several rows, one after another, and how many each has.

        Returns:
            Blocks of (n_tokens, kept) float32 of unit length that follow one another, each of one or
            more rows, and (n_rows,) counts.
        """
        import numpy as np

        spans = [(int(self._starts[row]), int(self._starts[row + 1])) for row in rows]
        sizes = np.array([high - low for low, high in spans], np.int64)
        if len(self._codes) > KEPT_UNPACKED:
            return [unpack(np.concatenate([self._codes[low:high] for low, high in spans]))], sizes
        if self._unpacked is None:
            # Dimension by dimension: a question's product with it takes 0.6 of the time, and no copy.
            self._unpacked = np.ascontiguousarray(unpack(np.asarray(self._codes)).T)
        return [self._unpacked[:, low:high].T for low, high in _runs(spans)], sizes


def _runs(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Return spans with those joined that begin where the one before ends."""
    runs: list[tuple[int, int]] = []
    for low, high in spans:
        if runs and runs[-1][1] == low:
            low = runs.pop()[0]
        runs.append((low, high))
    return runs
