"""The sentence or two of a passage that answer, and the answer in them where it is plain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Passage
from qa.answer_type import Span, answer_type, spans_of_type
from qa.coverage import term_coverage
from qa.ports import Searching
from qa.settings import AskSettings

_LEXICAL, _TYPED = 0.35, 0.08
"""What shared rare words and an answer of the kind asked for add to the vectors' score of a sentence."""
_MAX_SPANS = 6
"""More candidates than this are a list of everything, not an answer that is plain."""


@dataclass(frozen=True, slots=True)
class Highlight:
    """What is highlighted in a passage's text."""

    sentences: tuple[Span, ...]
    """At least one, in order; neighbours are joined into one span."""
    answers: tuple[Span, ...]
    """Spans inside the sentences: a number, a date, a name."""


def highlight(
    question: str, passage: Passage, searcher: Searching, settings: AskSettings, *, vectors: bool = True
) -> Highlight:
    """Choose the sentence(s) of a passage that answer the question.

    Args:
        question: As it was searched.
        passage: Where to look.
        searcher: Scores sentences and words.
        settings: How much to highlight.
        vectors: False to judge by words alone, so that the encoder need not be loaded.

    Returns:
        The best sentence by the vectors, shared words weighted by rarity, and the kind of answer
        asked for; with it the neighbours that score nearly as well. Ties go to the earlier.
    """
    sentences = passage.sentences or ((0, len(passage.text)),)
    kind = answer_type(question)
    scores = _scores(question, passage, sentences, searcher, vectors)
    typed = [bool(spans_of_type(kind, passage.text[a:b], question, (0,))) for a, b in sentences]
    scores = [score + _TYPED * has for score, has in zip(scores, typed, strict=True)]
    best = max(range(len(scores)), key=lambda at: (scores[at], -at))
    low, high = _grow(best, scores, settings)
    chosen = (sentences[low][0], sentences[high][1])
    starts = tuple(start - chosen[0] for start, _ in sentences)
    spans = spans_of_type(kind, passage.text[chosen[0] : chosen[1]], question, starts)
    answers = tuple((start + chosen[0], end + chosen[0]) for start, end in spans)
    return Highlight((chosen,), answers if len(answers) <= _MAX_SPANS else ())


def _scores(
    question: str, passage: Passage, sentences: Sequence[Span], searcher: Searching, vectors: bool
) -> list[float]:
    if len(sentences) == 1:
        return [0.0]
    near = list(searcher.sentence_scores(question, passage)) if vectors else []
    if len(near) != len(sentences):
        near = [0.0] * len(sentences)
    shared = [term_coverage(question, passage.text[start:end], searcher) for start, end in sentences]
    return [dense + _LEXICAL * words for dense, words in zip(near, shared, strict=True)]


def _grow(best: int, scores: Sequence[float], settings: AskSettings) -> tuple[int, int]:
    low = high = best
    while high - low + 1 < settings.max_highlighted:
        around = [at for at in (low - 1, high + 1) if 0 <= at < len(scores)]
        near = [at for at in around if scores[best] - scores[at] <= settings.highlight_margin]
        if not near:
            break
        taken = max(near, key=lambda at: (scores[at], -at))
        low, high = min(low, taken), max(high, taken)
    return low, high
