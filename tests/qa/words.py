"""A few sentences seen through the index's own analyzer: enough for resolving and highlighting."""

from __future__ import annotations

import math
import re
from collections.abc import Collection, Sequence

from index.analyzers import analyze
from index.meeting import Meeting
from index.model import Passage


class FewWords:
    """Words of a small corpus: analyzed and counted as the index does it."""

    def __init__(self, *texts: str) -> None:
        self._texts = [set(analyze(text)) for text in texts]

    def analyze(self, text: str) -> list[str]:
        return analyze(text)

    def idf(self, term: str) -> float:
        having = sum(term in text for text in self._texts)
        return math.log(1 + (len(self._texts) - having + 0.5) / (having + 0.5))

    @property
    def n_passages(self) -> int:
        return len(self._texts)

    def rarity(self, term: str) -> float:
        return self.idf(term)

    def meeting(self, question: str, passage: Passage, note: int | None = None) -> Meeting:
        """Meet words alone: 1 in every sentence of the passage that has the word, else 0."""
        import numpy as np

        spans = tuple(match.span() for match in re.finditer(r"\w+", question))
        sentences = passage.sentences or ((0, len(passage.text)),)
        has = [set(analyze(passage.text[start:end])) for start, end in sentences]
        met = [[float(bool(there & set(analyze(question[a:b])))) for there in has] for a, b in spans]
        weights = np.array([float(bool(analyze(question[a:b]))) + 0.01 for a, b in spans])
        nothing = np.zeros(len(spans), np.float32)
        return Meeting(spans, weights / weights.sum(), np.array(met, np.float32), nothing, nothing)

    def answers(self, question: str, passage: Passage, note: int | None = None) -> float | None:
        return None

    def translated(self, text: str, terms: Collection[str]) -> tuple[str, ...]:
        return ()

    def note_text(self, passage: Passage, number: int | None) -> str:
        return ""

    def lexical_share(self, question: str, passage: Passage) -> float:
        sentences = self.meeting(question, passage).sentences
        return float(sentences.mean()) if sentences.size else 0.0

    def unknown_terms(self, text: str) -> tuple[str, ...]:
        words = (word.strip("?.,") for word in text.split())
        return tuple(w for w in words if analyze(w) and not any(set(analyze(w)) & t for t in self._texts))


class FixedScores(FewWords):
    """The same with given sentence scores."""

    def __init__(self, scores: Sequence[float], *texts: str) -> None:
        super().__init__(*texts)
        self._scores = scores

    def search(self, query: object) -> list[object]:
        raise AssertionError("highlighting never searches")

    def sentence_scores(self, question: str, passage: Passage) -> Sequence[float]:
        return self._scores

    def sentence_answers(
        self, question: str, passage: Passage, numbers: Sequence[int]
    ) -> Sequence[float] | None:
        return None


def passage(text: str, sentences: Sequence[tuple[int, int]] = (), **more: object) -> Passage:
    """Return a passage at the beginning of a document."""
    fields = {
        "passage_id": "r#p1",
        "document": "r",
        "kind": "report",
        "text": text,
        "start": 0,
        "end": len(text),
    }
    return Passage(**{**fields, "sentences": tuple(sentences), **more})  # type: ignore[arg-type]
