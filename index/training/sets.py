"""What a head is learned from: questions, passages that answer them, and the encoder's readings of both."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.progress import Progress, no_progress
from index import analyzers
from index.bm25 import build_bm25
from index.query import token_shares
from index.settings import IndexSettings
from index.tokens import content_tokens, readings

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.encoders.protocol import Encoder, TextKind

    Vectors = NDArray[np.float32]

_BATCH = 256
_DEPTH = 50
"""How far down the ranking negatives are taken from."""
_LEXICAL = 0.3
"""Share of BM25 in that ranking; the rest is the centred mean vectors'."""


@dataclass(frozen=True, slots=True)
class Material:
    """Texts for learning, before they are encoded."""

    name: str
    questions: Sequence[str]
    passages: Sequence[str]
    relevant: Mapping[int, frozenset[int]]
    """Question to the passages that answer it; questions left out are not learned from."""
    negatives: Mapping[int, Sequence[int]] | None = None
    """Question to passages that look alike and do not answer; None takes what ranks high and does not."""


class Readings:
    """The encoder's readings of many texts, half precision, in one file each way."""

    def __init__(self, texts: Sequence[str], kind: TextKind, encoder: Encoder, cache: Path) -> None:
        """Encode the texts, or map what an earlier run left at `cache` (a path without suffix)."""
        import numpy as np

        vectors, meta = cache.with_name(cache.name + ".tok.npy"), cache.with_name(cache.name + ".meta.npz")
        if not meta.is_file():
            _encode(texts, kind, encoder, vectors, meta)
        with np.load(meta, allow_pickle=False) as kept:
            self._starts, self._spans = kept["starts"], kept["spans"]
        self._vectors = np.load(vectors, "r", allow_pickle=False)

    def vectors(self, at: int) -> Vectors:
        """Return (n_tokens, width) float32 readings of one text's content tokens."""
        import numpy as np

        rows: Vectors = self._vectors[self._starts[at] : self._starts[at + 1]].astype(np.float32)
        return rows

    def spans(self, at: int) -> list[tuple[int, int]]:
        """Return the spans of the same tokens in the text."""
        return [(int(a), int(b)) for a, b in self._spans[self._starts[at] : self._starts[at + 1]]]


def _encode(texts: Sequence[str], kind: TextKind, encoder: Encoder, vectors: Path, meta: Path) -> None:
    import numpy as np

    rows, spans, sizes = [], [], [0]
    for low in range(0, len(texts), _BATCH):
        part = texts[low : low + _BATCH]
        for text, found in zip(part, encoder.encode_tokens(part, kind=kind), strict=True):
            kept = content_tokens(text, found)
            rows.append(readings(found)[kept].astype(np.float16))
            spans += [found.spans[at] for at in kept]
            sizes.append(len(kept))
    np.save(vectors, np.concatenate(rows))
    np.savez(meta, starts=np.cumsum(sizes), spans=np.array(spans, np.int32).reshape(-1, 2))


def question_weights(material: Material, questions: Readings) -> list[Vectors]:
    """Return for each question how much its tokens count, as an index of the passages would weigh them."""
    import math

    import numpy as np

    seen: dict[str, int] = {}
    for passage in material.passages:
        for term in set(analyzers.analyze(passage)):
            seen[term] = seen.get(term, 0) + 1
    n = len(material.passages)

    def rarity(term: str) -> float:
        return math.log(1 + (n - seen.get(term, 0) + 0.5) / (seen.get(term, 0) + 0.5))

    found = []
    for at, text in enumerate(material.questions):
        shares = np.array(token_shares(text, questions.spans(at), rarity), np.float32)
        found.append(shares / shares.sum())
    return found


def look_alikes(
    material: Material, vectors: Vectors, asked: Vectors, progress: Progress = no_progress
) -> Mapping[int, Sequence[int]]:
    """Return for each judged question the passages that rank high and do not answer it, nearest first.

    Args:
        material: The texts.
        vectors: (n_passages, dim) unit vectors.
        asked: (n_questions, dim) unit vectors.
        progress: Told how many questions are done.
    """
    import numpy as np

    if material.negatives is not None:
        return material.negatives
    postings = build_bm25([analyzers.analyze(text) for text in material.passages], IndexSettings())
    found = {}
    for done, (question, relevant) in enumerate(material.relevant.items()):
        progress("finding passages that look alike", done, len(material.relevant))
        words = np.maximum(
            postings.scores(dict.fromkeys(analyzers.analyze(material.questions[question]), 1.0)), 0
        )
        near = vectors @ asked[question]
        near = (near - near.mean()) / max(float(near.max() - near.mean()), 1e-9)
        fused = _LEXICAL * words / max(float(words.max()), 1e-9) + (1 - _LEXICAL) * near
        ranked = np.argsort(-fused, kind="stable")[: _DEPTH + len(relevant)]
        found[question] = [int(row) for row in ranked if int(row) not in relevant]
    return found
