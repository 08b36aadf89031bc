"""Whether each word of one text is met by another text, learned over a frozen encoder's layers.

Decomposable attention (Parikh et al. 2016, arXiv 1606.01933): every token of the claim
looks for what it means among the source's tokens, is compared with what it found, and
the comparisons are summed up; then the source's tokens look back. Where tokens find their
like, in what order and how far from each other tells turned roles from mere paraphrase.
The weights are learned by `index/training/aligner.py`; this is their reading side, in numpy.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from corpus.errors import ModelError
from index.networks import AGAIN, shipped_matrices, softmax

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    Matrix = NDArray[np.float32]

EXTRA = 4
"""Numbers about the pair beside its tokens."""
FILE = "aligner.safetensors"
MAX_CLAIM, MAX_SENTENCE = 100, 120
"""Tokens of a claim and of a sentence that are looked at."""
REACH = 2
"""A token's comparison is read together with those of so many tokens on either side."""
AROUND = "1 apart"
"""What the file calls the layer that reads them."""


@dataclass(frozen=True, slots=True)
class Meeting:
    """A claim and the words it may be met by."""

    claim: Matrix
    """(n, width) float32: the encoder's layers, side by side, of each token."""
    source: Matrix
    """(m, width) float32: the same for the source's sentences, in reading order."""
    inside: Matrix
    """(m,) float32: 1 for tokens of the best sentence, 0 for those beside it."""
    extra: Matrix
    """(EXTRA,) float32: their cosine; whether the claim, the source is Chinese; whether these differ."""


class Aligner:
    """Learned matrices that say how fully a claim's words are met."""

    def __init__(self, weights: Mapping[str, Matrix]) -> None:
        """Take matrices as `index/training/aligner.py` names them."""
        import numpy as np

        self._weights = {name: np.asarray(value, np.float32) for name, value in weights.items()}

    @property
    def weights(self) -> Mapping[str, Matrix]:
        """Return the matrices by name."""
        return self._weights

    def logit(self, pair: Meeting) -> float:
        """Return how surely the claim is met, as log odds."""
        import numpy as np

        mean, scale = self._weights["mean"], self._weights["scale"]
        claim, source = ((side - mean) / scale for side in (pair.claim[:MAX_CLAIM], pair.source))
        keys, values = zip(*(self._project(side) for side in (claim, source)), strict=True)
        likeness = keys[0] @ keys[1].T
        everywhere = np.ones(len(claim), np.float32)
        across = float(pair.extra[3])
        forth = self._side("forth", likeness, values, (everywhere, pair.inside), across)
        back = self._side("back", likeness.T, values[::-1], (pair.inside, everywhere), across)
        joined = np.concatenate([forth, back, pair.extra])
        return float(self._dense("last", _swish(self._dense("joined", joined)))[0])

    def _project(self, tokens: Matrix) -> tuple[Matrix, Matrix]:
        import numpy as np

        keys = self._dense("key", tokens)
        return keys / np.maximum(np.linalg.norm(keys, axis=1, keepdims=True), 1e-6), self._dense(
            "value", tokens
        )

    def _side(
        self,
        name: str,
        likeness: Matrix,
        values: Sequence[Matrix],
        inside: Sequence[Matrix],
        across: float,
    ) -> Matrix:
        """Compare each token of one side that is inside with what it finds on the other, and sum up."""
        import numpy as np

        (own, other), (here, there) = values, inside
        looks = softmax(likeness * self._weights["sharpness"] + self._weights["inside"] * there)
        found = looks @ other
        places = np.arange(len(other), dtype=np.float32)
        at = looks @ places
        spread = np.sqrt(np.maximum(looks @ places**2 - at**2, 0.0) + 1e-6) / 10
        step = np.concatenate([[0.0], at[1:] - at[:-1]]) / 5
        stride = np.concatenate([np.zeros(min(3, len(at))), at[3:] - at[:-3]]) / 10
        told = [likeness.max(1), looks @ there, np.tanh(step), np.tanh(stride), np.tanh(spread)]
        told += [np.full(len(own), across), here]
        seen = np.concatenate([own, found, own * found, np.abs(own - found), np.stack(told, 1)], 1)
        first = _swish(self._dense(f"{name}.1", seen[here > 0].astype(np.float32)))
        judged = _swish(self._dense(f"{name}.2", first))
        judged = judged + _swish(self._dense(f"{name}.{AROUND}", _around(judged)))
        weigh = softmax(self._dense(f"{name}.weigh", judged)[:, 0])
        made: Matrix = np.concatenate([judged.mean(0), judged.max(0), weigh @ judged])
        return made

    def _dense(self, name: str, rows: Matrix) -> Matrix:
        made: Matrix = rows @ self._weights[f"{name}.weight"].T + self._weights[f"{name}.bias"]
        return made


def _around(rows: Matrix) -> Matrix:
    """Return each row beside those before and after it, zeros beyond the ends."""
    import numpy as np

    padded = np.pad(rows, ((REACH, REACH), (0, 0)))
    made: Matrix = np.concatenate([padded[at:][: len(rows)] for at in range(2 * REACH + 1)], 1)
    return made


def _swish(rows: Matrix) -> Matrix:
    import numpy as np

    made: Matrix = (rows / (1.0 + np.exp(-np.clip(rows, -60.0, 60.0)))).astype(np.float32)
    return made


@dataclass(frozen=True, slots=True)
class Aligners:
    """Aligners learned alike from several beginnings, averaged: they do not share what chance made of one."""

    members: tuple[Aligner, ...]
    """At least one."""

    def logit(self, pair: Meeting) -> float:
        """Return how surely the claim is met, as log odds: the members' mean."""
        return sum(member.logit(pair) for member in self.members) / len(self.members)


@lru_cache(maxsize=1)
def read_aligners() -> Aligners:
    """Return the aligners that ship, for the default encoder.

    Raises:
        ModelError: When its file is missing or damaged.
    """
    members: dict[str, dict[str, Matrix]] = {}
    for name, value in shipped_matrices(FILE, "The aligner").items():
        member, _, part = name.partition("/")
        members.setdefault(member, {})[part] = value
    if not members or not all("mean" in parts for parts in members.values()):
        raise ModelError(f"The aligner {FILE} is of another version.", AGAIN)
    return Aligners(tuple(Aligner(members[member]) for member in sorted(members)))
