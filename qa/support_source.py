"""A source as sentences with their places, shortlisted where there are too many."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from math import log

from corpus.model import Document
from corpus.sentences import split_sentences
from index.analyzers import analyze
from index.model import Passage

MAX_SENTENCES = 400
"""Sentences that are encoded for one claim (16 ms each on one core); the likeliest of a longer source."""
MAX_SENTENCE = 1_200
"""Characters of a sentence; a longer one is cut, for what has no stop is a table or damage."""
MAX_SOURCE = 40_000
"""Sentences of a source that are looked at."""


@dataclass(frozen=True, slots=True)
class Sentence:
    """A sentence of a source."""

    document: str
    start: int
    """Where it stands in the source as stored."""
    end: int
    text: str
    block: int
    """Number of the paragraph or passage it belongs to."""


@dataclass(frozen=True, slots=True)
class Source:
    """What claims are checked against."""

    document: str
    sentences: tuple[Sentence, ...]
    title: str = ""
    year: int | None = None
    """Year in which the source was published, where its record tells."""
    whole: str = field(default="", repr=False)
    """Title and sentences as one text, for names that stand anywhere."""


def source_of(given: Document | Sequence[Passage]) -> Source:
    """Return a source as sentences, in reading order.

    A document's heading paragraphs count as sentences like any other. Passages must be of
    one document; their sentences are placed as if the passage were verbatim.
    """
    if isinstance(given, Document):
        sentences = tuple(_few(_of_document(given)))
        record = given.record
        date = record.date or ""
        year = int(date[:4]) if date[:4].isascii() and date[:4].isdigit() else None
        return _source(given.doc_id, sentences, record.title, year)
    sentences = tuple(_few(_of_passages(given)))
    return _source(given[0].document if given else "", sentences, "", None)


def shortlist(claim: str, source: Source, limit: int = MAX_SENTENCES) -> tuple[int, ...]:
    """Return positions of the sentences worth encoding, in reading order.

    All of them where they are few enough; else those that share the claim's rare words,
    numbers or names, filled up from the beginning, where articles say the most.
    """
    from corpus.facts import facts_of
    from corpus.facts.name_match import name_stands_in

    count = len(source.sentences)
    if count <= limit:
        return tuple(range(count))
    terms = [set(analyze(sentence.text)) for sentence in source.sentences]
    having = Counter(term for one in terms for term in one)
    wanted = set(analyze(claim))
    scores = [sum(log(1 + count / having[term]) for term in wanted & one) for one in terms]
    known = [name for name in facts_of(claim).names if name.known]
    for at, sentence in enumerate(source.sentences):
        scores[at] += 3.0 * sum(name_stands_in(name, sentence.text) for name in known)
    best = sorted(range(count), key=lambda at: (-scores[at], at))[:limit]
    return tuple(sorted(best))


def _source(doc_id: str, sentences: tuple[Sentence, ...], title: str, year: int | None) -> Source:
    whole = "\n".join([title, *(sentence.text for sentence in sentences)])
    return Source(doc_id, sentences, title, year, whole)


def _few(sentences: Iterator[Sentence]) -> Iterator[Sentence]:
    for count, sentence in enumerate(sentences):
        if count >= MAX_SOURCE:
            return
        yield sentence


def _of_document(document: Document) -> Iterator[Sentence]:
    for paragraph in document.paragraphs:
        spans = paragraph.sentences or ((0, len(paragraph.text)),)
        for low, high in _cut(spans):
            text = paragraph.text[low:high]
            if text.strip():
                start, end = paragraph.content.original(low, high)
                yield Sentence(document.doc_id, start, end, text, paragraph.index)


def _of_passages(passages: Sequence[Passage]) -> Iterator[Sentence]:
    for number, passage in enumerate(passages):
        spans = passage.sentences or split_sentences(passage.text)
        for low, high in _cut(spans):
            text = passage.text[low:high]
            start, end = passage.start + low, min(passage.start + high, passage.end)
            if text.strip():
                yield Sentence(passage.document, start, end, text, number)


def _cut(spans: Sequence[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    for start, end in spans:
        for low in range(start, end, MAX_SENTENCE):
            yield low, min(low + MAX_SENTENCE, end)
