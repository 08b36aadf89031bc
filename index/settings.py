"""Every number that shapes an index version, in one frozen value that its manifest keeps.

Changing any of them makes another index; what only shapes a ranking lives in
`index.ranking.RankSettings` and needs no rebuild.
"""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Literal

Bm25Variant = Literal["okapi", "l", "plus"]


@dataclass(frozen=True, slots=True)
class IndexSettings:
    """What an index version is made with."""

    bm25: Bm25Variant = "okapi"
    """Which of rank-bm25's scores is laid out."""
    k1: float = 1.2
    """Saturation of a term's frequency; 1.2 is the value of Robertson and Zaragoza (2009)."""
    b: float = 0.6
    """How much long passages are held back, 0 to 1."""
    epsilon: float = 0.25
    """rank-bm25's floor for the weight of words that stand in most passages."""
    passage_tokens: int = 480
    """Longest passage in encoder tokens; the encoder's own window may be shorter."""
    token_vectors: bool = True
    """Whether token vectors are kept (48 bytes a token), for late interaction and highlights."""

    def to_json(self) -> dict[str, object]:
        """Return the settings as plain values."""
        return asdict(self)
