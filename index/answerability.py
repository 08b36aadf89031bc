"""How likely a passage answers a question, read from the token vectors of both.

Late interaction tells that a passage is about what was asked; whether it says what was
asked (a near miss has every word and not the answer) hangs on how the words belong
together. A small network reads that: every token of the question looks for what meets it
among the passage's tokens, beginning with those of the highest cosine (decomposable
attention, Parikh et al. 2016, arXiv 1606.01933); what it found is compared, the tokens
are read together (Vaswani et al. 2017, arXiv 1706.03762), and their sum gives log odds.
It reads the vectors that the index keeps anyway, so that it costs one to two
milliseconds a passage. `index/training/answerability.py` learns it; this is its reading side, in numpy.
"""

from __future__ import annotations

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.errors import ModelError
from index.networks import AGAIN, shipped_matrices, softmax
from index.tokens import CONTEXT, unpack

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.tokens import PackedTokens

    Matrix = NDArray[np.float32]

FILE = "answerability.safetensors"
ENCODER = "e5"
"""The encoder whose tokens, turned by its head, the network that ships was learned from."""
HEADS = 4
"""Ways to look at the passage at once."""
BEST, BESIDE, AROUND, ELSEWHERE, NOTE = range(5)
"""Where a token of the passage stands: in its best sentence, in one beside it, in the section's title and
the like, in another sentence, in the note through which the passage was found."""
TOLD = 4
"""Numbers that a token of the question gets beside what it found."""
SCALE = 5.0
"""Unit vectors of some hundred numbers are made larger by this before a matrix sees them."""
_LEAST = 1e-3
"""Weight below which a token's is not told apart."""
DENSE = ("asked", "said", "ask", "key", "value", "mix", "qkv", "o", "wide", "narrow", "join", "last")
"""Its matrices,"""
NORMS = ("norm1", "norm2", "norm3")
"""and its normalisations (Ba et al. 2016, arXiv 1607.06450)."""
_PARTS = {"place.weight", "sharp", "near"} | {
    f"{name}.{part}" for name in (*DENSE, *NORMS) for part in ("weight", "bias")
}
"""What a file must hold."""
_BEND = (2 / math.pi) ** 0.5
_EPSILON = 1e-5
"""Of the normalisations."""


@dataclass(frozen=True, slots=True)
class Reading:
    """A question and a passage as the network takes them."""

    asked: Matrix
    """(n, width) float32: the question's tokens, unit length."""
    weights: Matrix
    """(n,) float32: how much each counts; they sum to 1."""
    codes: NDArray[np.uint8]
    """(m, width / 8): the passage's tokens, then its note's, packed as the index keeps them."""
    places: NDArray[np.int64]
    """(m,) where each stands, BEST to NOTE."""

    @property
    def said(self) -> Matrix:
        """Return (m, width) float32: the passage's tokens, unit length."""
        return unpack(self.codes)


def reading(
    asked: Matrix, weights: NDArray[np.floating], tokens: PackedTokens, note: PackedTokens | None
) -> Reading:
    """Lay a question and a passage side by side.

    Args:
        asked: (n, width) float32: the question's tokens, unit length, n at least 1.
        weights: (n,) how much each counts.
        tokens: The passage's, at least one.
        note: Those of the note through which it was found, if it was.
    """
    import numpy as np

    codes = tokens.codes if note is None else np.concatenate([tokens.codes, note.codes])
    places, shares = np.full(len(codes), NOTE, np.int64), weights.astype(np.float32)
    places[: len(tokens.codes)] = _places(asked @ unpack(tokens.codes).T, shares, tokens)
    return Reading(asked, shares, codes, places)


def sentence_reading(
    asked: Matrix, weights: NDArray[np.floating], tokens: PackedTokens, number: int
) -> Reading | None:
    """Lay a question and one sentence of a passage side by side; None where the sentence has no token.

    What stands around the passage's text, its section's title and the like, is read with it.
    """
    import numpy as np

    within, around = tokens.sentences == number, tokens.sentences == CONTEXT
    if not within.any():
        return None
    kept = within | around
    places = np.where(around[kept], AROUND, BEST).astype(np.int64)
    return Reading(asked, weights.astype(np.float32), tokens.codes[kept], places)


def _places(sims: Matrix, weights: Matrix, tokens: PackedTokens) -> NDArray[np.int64]:
    """Return where each token of a passage's own stands, from its cosines with the question's, (n, m)."""
    import numpy as np

    numbers = tokens.sentences.astype(np.int64)
    begins = tokens.begins()
    met = weights @ np.maximum.reduceat(sims, begins, axis=1)
    own = numbers[begins] != CONTEXT
    best = int(numbers[begins][np.where(own, met, -np.inf).argmax()]) if own.any() else CONTEXT
    away = np.abs(numbers - best)
    near: NDArray[np.int64] = np.where(away == 0, BEST, np.where(away == 1, BESIDE, ELSEWHERE))
    return np.where(numbers == CONTEXT, AROUND, near)


class AnswerReader:
    """Learned matrices that say how likely a passage answers."""

    def __init__(self, weights: Mapping[str, Matrix]) -> None:
        """Take matrices as `index/training/answerability.py` names them."""
        import numpy as np

        self.weights = {name: np.ascontiguousarray(value, np.float32) for name, value in weights.items()}

    def logit(self, pair: Reading) -> float:
        """Return how likely the passage answers, as log odds."""
        import numpy as np

        tokens, shares = pair.said, pair.weights
        sims = pair.asked @ tokens.T
        asked = _gelu(self._dense("asked", pair.asked * SCALE))
        said = _gelu(self._dense("said", tokens * SCALE) + self.weights["place.weight"][pair.places])
        found = self._looked_up(asked, said, sims, pair.places)
        near = np.max(sims, axis=1, where=_within(pair.places), initial=-1.0)
        told = [near, sims.max(axis=1), shares * SCALE, np.log(np.maximum(shares, _LEAST))]
        joined = np.concatenate([asked, found, asked * found, np.stack(told, axis=1)], axis=1)
        read = self._read_together(_gelu(self._dense("mix", joined)))
        own = shares / shares.sum()
        summed = np.concatenate([own @ read, read.max(axis=0), [near @ shares, told[1] @ shares]])
        return float(self._dense("last", _gelu(self._dense("join", self._normed("norm3", summed))))[0])

    def _looked_up(self, asked: Matrix, said: Matrix, sims: Matrix, places: NDArray[np.int64]) -> Matrix:
        """Return what each token of the question finds in the passage, (n, dim)."""
        keys, values = _heads(self._dense("key", said)), _heads(self._dense("value", said))
        prior = self.weights["sharp"][:, None, None] * sims + self.weights["near"][:, None, places]
        return _joined(_attended(_heads(self._dense("ask", asked)), keys, values, prior))

    def _read_together(self, rows: Matrix) -> Matrix:
        """Let the question's tokens see each other's findings, (n, dim) before and after."""
        ask, key, value = (_heads(part) for part in _thirds(self._dense("qkv", self._normed("norm1", rows))))
        rows = rows + self._dense("o", _joined(_attended(ask, key, value, None)))
        return rows + self._dense("narrow", _gelu(self._dense("wide", self._normed("norm2", rows))))

    def _dense(self, name: str, rows: Matrix) -> Matrix:
        made: Matrix = rows @ self.weights[f"{name}.weight"].T + self.weights[f"{name}.bias"]
        return made

    def _normed(self, name: str, rows: Matrix) -> Matrix:
        import numpy as np

        centred = rows - rows.mean(axis=-1, keepdims=True)
        spread = np.sqrt((centred**2).mean(axis=-1, keepdims=True) + _EPSILON)
        made: Matrix = centred / spread * self.weights[f"{name}.weight"] + self.weights[f"{name}.bias"]
        return made


@lru_cache(maxsize=1)
def read_answer_reader() -> AnswerReader:
    """Return the reader that ships, for the encoder `ENCODER`.

    Raises:
        ModelError: When its file is missing, damaged, or of another version.
    """
    held = shipped_matrices(FILE, "The reader")
    if set(held) != _PARTS:
        raise ModelError(f"The reader {FILE} is of another version.", AGAIN)
    return AnswerReader(held)


def _within(places: NDArray[np.int64]) -> NDArray[np.bool_]:
    """Return which tokens stand in the best sentence, beside it or in the note."""
    within: NDArray[np.bool_] = (places == BEST) | (places == BESIDE) | (places == NOTE)
    return within


def _attended(ask: Matrix, key: Matrix, value: Matrix, prior: Matrix | None) -> Matrix:
    """Return scaled dot-product attention by heads, (HEADS, n, dim / HEADS); `prior` speaks for places."""
    import numpy as np

    looks = ask @ key.transpose(0, 2, 1) / np.float32(ask.shape[-1] ** 0.5)
    return softmax(looks if prior is None else looks + prior) @ value


def _heads(rows: Matrix) -> Matrix:
    """Return (n, dim) as (HEADS, n, dim / HEADS)."""
    return rows.reshape(len(rows), HEADS, -1).transpose(1, 0, 2)


def _joined(heads: Matrix) -> Matrix:
    """Return (HEADS, n, dim / HEADS) as (n, dim)."""
    return heads.transpose(1, 0, 2).reshape(heads.shape[1], -1)


def _thirds(rows: Matrix) -> Sequence[Matrix]:
    """Return (n, 3 dim) as three of (n, dim)."""
    third = rows.shape[1] // 3
    return rows[:, :third], rows[:, third : 2 * third], rows[:, 2 * third :]


def _gelu(rows: Matrix) -> Matrix:
    """Return the Gaussian error linear unit (arXiv 1606.08415), by its tangent form."""
    import numpy as np

    made: Matrix = 0.5 * rows * (1.0 + np.tanh(_BEND * (rows + 0.044715 * rows * rows * rows)))
    return made
