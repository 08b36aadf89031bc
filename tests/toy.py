"""A tiny deterministic encoder for tests that are not about encoders.

It follows the same protocol as the real ones and is handed in openly by each test:
a token is a word (or one Chinese character), its vector is made from a hash of it,
and a text's vector is the mean of its tokens'. Texts that share words are near.
"""

from __future__ import annotations

import hashlib
import re
from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from corpus.progress import Progress, no_progress
from index.encoders.protocol import TextKind, TokenVectors

_TOKEN = re.compile(r"[\u3400-\u9fff]|[^\W\u3400-\u9fff]+")


class ToyEncoder:
    """Hashes words into unit vectors; implements index.encoders.protocol.Encoder."""

    def __init__(self, *, name: str = "toy", dim: int = 64, max_tokens: int = 64) -> None:
        self.name = name
        self.head = None
        self.dim = dim
        self.max_tokens = max_tokens
        self.digest = "sha256:" + hashlib.sha256(f"{name}/{dim}/{max_tokens}".encode()).hexdigest()

    def encode(
        self, texts: Sequence[str], *, kind: TextKind, progress: Progress = no_progress
    ) -> NDArray[np.float32]:
        progress("encoding", 0, len(texts))
        rows = [self._tokens(text, kind).pooled for text in texts]
        progress("encoding", len(texts), len(texts))
        return np.array(rows, np.float32).reshape(len(texts), self.dim)

    def encode_tokens(self, texts: Sequence[str], *, kind: TextKind) -> list[TokenVectors]:
        return [self._tokens(text, kind) for text in texts]

    def count_tokens(self, text: str) -> int:
        return len(_TOKEN.findall(text))

    def room(self, kind: TextKind) -> int:
        return self.max_tokens - 2

    def _tokens(self, text: str, kind: TextKind) -> TokenVectors:
        found = list(_TOKEN.finditer(text))
        kept = found[: self.room(kind)]
        vectors = np.array([self._vector(m.group()) for m in kept], np.float32).reshape(len(kept), self.dim)
        mean = vectors.mean(axis=0) if kept else self._vector("")
        pooled = (mean / (np.linalg.norm(mean) or 1)).astype(np.float32)
        return TokenVectors(vectors, tuple(m.span() for m in kept), pooled, len(found) > len(kept))

    def _vector(self, token: str) -> NDArray[np.float32]:
        seed = int.from_bytes(hashlib.sha256(token.casefold().encode()).digest()[:8], "big")
        vector = np.random.default_rng(seed).standard_normal(self.dim)
        return (vector / np.linalg.norm(vector)).astype(np.float32)
