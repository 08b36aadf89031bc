"""A large synthetic corpus with an encoder that costs next to nothing, for measuring."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.progress import Progress, no_progress
from index.encoders.protocol import TextKind, TokenVectors
from index.model import Passage, PassageMark

VOCABULARY = 60_000


def word(number: int) -> str:
    """Return the word of a number: letters alone, so that no two have one stem."""
    letters = []
    for _ in range(5):
        number, rest = divmod(number, 20)
        letters.append("bcdfghjklmnpqrtvwxzk"[rest])
    return "".join(letters) + "o"


def big_passages(count: int, words: int = 200, *, seed: int = 1) -> list[Passage]:
    """Return passages of about `words` words, frequencies as in running text, one note in ten."""
    random = np.random.default_rng(seed)
    names = np.array([word(n) for n in range(VOCABULARY)])
    made = []
    for row in range(count):
        drawn = random.zipf(1.15, int(random.integers(words // 2, words * 3 // 2)))
        text = " ".join(names[drawn % VOCABULARY])
        note = row % 10 == 9
        document = f"d{row // 500:04d}"
        made.append(
            Passage(
                passage_id=f"{document}#{'n' if note else 'p'}{row}", document=document,
                kind="note" if note else "report", text=text, start=row, end=row + len(text),
                section=(f"section {row % 40}",), marks=() if note else (PassageMark(row, len(text)),),
                sentences=((0, len(text)),), note=row if note else None,
                backs=(f"{document}#p{row - 1}",) if note else (), context=f"section {row % 40}",
            )
        )  # fmt: skip
    return made


class QuickEncoder:
    """Gives every word one of a few vectors; implements index.encoders.protocol.Encoder."""

    def __init__(self, *, dim: int = 384, tokens_a_word: float = 1.5) -> None:
        self.name, self.dim, self.max_tokens = "quick", dim, 512
        self.head = None
        self.digest = "sha256:" + hashlib.sha256(f"quick/{dim}".encode()).hexdigest()
        self._share = tokens_a_word
        self._table = np.random.default_rng(5).standard_normal((4096, dim)).astype(np.float32)

    def encode(
        self, texts: Sequence[str], *, kind: TextKind, progress: Progress = no_progress
    ) -> NDArray[np.float32]:
        return np.stack([one.pooled for one in self.encode_tokens(texts, kind=kind)])

    def encode_tokens(self, texts: Sequence[str], *, kind: TextKind) -> list[TokenVectors]:
        return [self._tokens(text) for text in texts]

    def count_tokens(self, text: str) -> int:
        return int(len(text.split()) * self._share)

    def room(self, kind: TextKind) -> int:
        return self.max_tokens - 2

    def _tokens(self, text: str) -> TokenVectors:
        count = min(max(1, self.count_tokens(text)), self.room("passage"))
        seed = int.from_bytes(hashlib.sha256(text.encode()).digest()[:4], "big")
        at = (seed + np.arange(count) * 7) % len(self._table)
        vectors = self._table[at]
        mean = vectors.mean(axis=0)
        places = np.linspace(0, max(0, len(text) - 1), count).astype(int).tolist()
        spans = tuple((place, place + 1) for place in places)
        return TokenVectors(vectors, spans, (mean / np.linalg.norm(mean)).astype(np.float32))
