"""The sentence or two of a passage that answer, and the answer in them where it is plain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from index.model import Passage
from qa.answer_spans import Span, spans_of_type
from qa.answer_type import QUANTITIES, AnswerType, answer_type, asks_for_source
from qa.backward import leans_back
from qa.coverage import term_coverage
from qa.narrowing import narrowed
from qa.ports import Searching
from qa.settings import AskSettings
from qa.spread import asks_for_several

_LEXICAL, _TYPED = 0.05, 0.03
"""What shared rare words and an answer of the kind asked for add to late interaction's score.

Little: on 566 questions of XQuAD and ClapNQ (both languages, across them too) late interaction alone
is right at the first sentence as often (.78); more weight on words lost .02, and a name counts nothing
because almost every sentence has one (docs/quality.md)."""
_READ, _BELIEVED = 0.02, 4.0
"""What a sentence loses for each log odds by which another one is likelier an answer (`index.answerability`),
and log odds up to which that is believed. On 32 reports (1,316 passages) it lights the answer as often, and a
third fewer sentences beside it."""
_MOST_READ, _DOUBT = 3, 0.12
"""How many sentences are read at most, and how far below the best they may be: each takes a third of a ms."""
_CARRY = 0.4
"""How much of the lead of the sentence before is given to one that leans back on it."""
_CONTINUES = 0.12
"""By how much farther below the best a sentence may be that goes on from it."""
_UNREAD = 0.02
"""How much farther below any sentence may be where none was read: the order is less sure there."""
_LEADS_UP = _APART = 0.08
"""How far below the best a sentence just before it, or one that does not touch it, may be: what leads up to
an answer mostly says what it is about."""
_CLAIM = 0.08
"""What carrying the mark of the note that a passage was found through adds to a sentence."""
_TOPIC = 0.35
"""What the question that a follow-up leans on counts against the follow-up's own words."""
_WORDS_ONLY = 0.5
"""Without vectors, shared words decide."""
_MOST_LIT = 0.6
"""Share of a long passage that may be highlighted: more would point at nothing."""
_SHORT = 450
"""Characters up to which a passage may be highlighted as a whole."""
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
    question: str,
    passage: Passage,
    searcher: Searching,
    settings: AskSettings,
    *,
    last: str | None = None,
    vectors: bool = True,
    through_note: int | None = None,
    read: bool = False,
) -> Highlight:
    """Choose the sentence(s) of a passage that answer the question.

    Args:
        question: As it was searched.
        passage: Where to look.
        searcher: Scores sentences and words.
        settings: How much to highlight.
        last: The last question alone, where `question` is that with the one it leans on before it: what
            it asks decides, what it is about helps.
        vectors: False to judge by words alone, so that the encoder need not be loaded.
        through_note: The note that the passage was found through: the sentence that carries its
            mark is the claim it backs, and the one highlighted when sources are asked for.
        read: Whether the likeliest sentences are read for an answer, which takes a millisecond.

    Returns:
        The best sentence and those that score nearly as well, within a share of the passage.
        Ties go to the earlier.
    """
    sentences = passage.sentences or ((0, len(passage.text)),)
    claim = _carrying(passage, sentences, through_note)
    asked = last or question
    kind = answer_type(asked)
    if claim is not None and asks_for_source(asked):
        chosen = [claim]
    else:
        scores = _scores(asked, passage, sentences, searcher, vectors)
        if asked != question:
            topic = _scores(question, passage, sentences, searcher, vectors)
            scores = [own + _TOPIC * about for own, about in zip(scores, topic, strict=True)]
        if claim is not None:
            scores[claim] += _CLAIM
        # Of several things each has a sentence of its own, and none is the likeliest answer.
        one = read and not asks_for_several(asked)
        weighed = _as_read(question, passage, scores, searcher) if one else None
        texts = [passage.text[start:end] for start, end in sentences]
        has = [bool(spans_of_type(kind, text, question, (0,))) for text in texts] if weighed else None
        chosen = _choose(texts, weighed or scores, has, settings)
    lit = _joined(sentences, chosen)
    return Highlight(lit, _plain_answers(kind, passage.text, lit, sentences, question, asked))


def _plain_answers(
    kind: AnswerType, text: str, lit: Sequence[Span], sentences: Sequence[Span], question: str, asked: str
) -> tuple[Span, ...]:
    """Return the spans in what is lit that answer the question, none where there are too many."""
    starts = tuple(start for start, _ in sentences)
    answers = [span for part in lit for span in _answers(kind, text, part, question, starts)]
    plain = narrowed(kind, answers, text, question, asked)
    return plain if len(plain) <= _MAX_SPANS else ()


def _carrying(passage: Passage, sentences: Sequence[Span], number: int | None) -> int | None:
    """Return which sentence carries a note's mark, None for no note or no such mark."""
    offset = next((mark.offset for mark in passage.marks if mark.number == number), None)
    if number is None or offset is None:
        return None
    before = [at for at, (start, _) in enumerate(sentences) if start < offset]
    return before[-1] if before else 0


def _scores(
    question: str, passage: Passage, sentences: Sequence[Span], searcher: Searching, vectors: bool
) -> list[float]:
    if len(sentences) == 1:
        return [0.0]
    near = list(searcher.sentence_scores(question, passage)) if vectors else []
    weight = _LEXICAL
    if len(near) != len(sentences):
        near, weight = [0.0] * len(sentences), _WORDS_ONLY
    kind, covered = answer_type(question), term_coverage(question, searcher)
    texts = [passage.text[start:end] for start, end in sentences]
    scores = [
        dense + weight * covered(text) + _TYPED * _has_type(kind, text, question)
        for dense, text in zip(near, texts, strict=True)
    ]
    for at in range(1, len(scores)):
        if leans_back(texts[at]):
            scores[at] += _CARRY * max(0.0, scores[at - 1] - scores[at])
    return scores


def _as_read(
    question: str, passage: Passage, scores: Sequence[float], searcher: Searching
) -> list[float] | None:
    """Return scores less what the sentences lose that read less like the answer, None if nobody reads."""
    best = max(scores)
    near = [at for at, score in enumerate(scores) if best - score <= _DOUBT]
    first = sorted(near, key=lambda at: (-scores[at], at))[:_MOST_READ]
    odds = searcher.sentence_answers(question, passage, first) if len(first) > 1 else None
    if odds is None:
        return None
    behind = {at: max(odds) - one for at, one in zip(first, odds, strict=True)}
    return [score - _READ * min(_BELIEVED, behind.get(at, _BELIEVED)) for at, score in enumerate(scores)]


def _has_type(kind: AnswerType, text: str, question: str) -> bool:
    return kind in QUANTITIES and bool(spans_of_type(kind, text, question, (0,)))


def _choose(
    texts: Sequence[str], scores: Sequence[float], has: Sequence[bool] | None, settings: AskSettings
) -> list[int]:
    """Return the best sentence and those near it in score, best first, while the passage has room.

    Args:
        texts: The passage's sentences.
        scores: One for each.
        has: Which have something of the kind asked for; None where they were not read.
        settings: How much to highlight.
    """
    order = sorted(range(len(scores)), key=lambda at: (-scores[at], at))
    best, chosen = order[0], order[:1]
    whole = sum(map(len, texts))
    room = whole * (_MOST_LIT if whole > _SHORT else 1.0) - len(texts[best])
    for at in order[1:]:
        # Where the best has a figure or a name to give, a sentence without one adds nothing.
        adds = has is None or has[at] or not has[best]
        near = scores[best] - scores[at] <= _margin(at - best, texts[at], settings, read=has is not None)
        if len(chosen) < settings.max_highlighted and adds and near and len(texts[at]) <= room:
            chosen.append(at)
            room -= len(texts[at])
    return chosen


def _margin(away: int, text: str, settings: AskSettings, *, read: bool) -> float:
    """Return by how much less than the best a sentence may score, so many places after it."""
    if away == 1 and leans_back(text):
        return settings.highlight_margin + _CONTINUES
    if not read:
        return settings.highlight_margin + _UNREAD
    return settings.highlight_margin if away == 1 else _LEADS_UP if away == -1 else _APART


def _joined(sentences: Sequence[Span], chosen: Sequence[int]) -> tuple[Span, ...]:
    spans: list[Span] = []
    before = -2
    for at in sorted(chosen):
        start, end = sentences[at]
        if at == before + 1:
            start = spans.pop()[0]
        spans.append((start, end))
        before = at
    return tuple(spans)


def _answers(kind: AnswerType, text: str, part: Span, question: str, starts: Sequence[int]) -> list[Span]:
    low, high = part
    inside = tuple(start - low for start in starts)
    found = spans_of_type(kind, text[low:high], question, inside)
    return [(start + low, end + low) for start, end in found]
