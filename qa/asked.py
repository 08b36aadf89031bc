"""The words of a question that a passage must meet to answer it.

Stop words are out, and so are words about the asking itself ("What does the report say
about …?", "How many …?"): no answer repeats them. In scripts without spaces the encoder's
own pieces stand for words.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from index.analyzers import mostly_unspaced
from qa.answer_type import asks_for_source
from qa.ports import Weighing, Words

_WORD = re.compile(r"\w+(?:['’-]\w+)*")
_FILLER_TEXT = """
    report reports document documents text paper article author authors say says said tell tells mention
    mentions mentioned describe describes discuss discusses happen happens happened many much often long large
    big mean means meant sorry know known give call called name names named list kind kinds type sort please
    thing things anything something everything nothing anyone someone everyone anybody somebody everybody
    information about also still else exactly actually really currently now today there instead besides
    according since get gets got done
"""
_SOURCE_TEXT = """
    wrote write writes written publish publishes published cite cites cited citation quote quotes quoted
    source sources footnote footnotes note notes reference references
"""
_FILLERS = frozenset(_FILLER_TEXT.split())
_SOURCE_FILLERS = frozenset(_SOURCE_TEXT.split())
"""Words about the asking too, where what is cited is asked for: no note says of itself that it is one."""
_UNSPACED_FILLERS = frozenset(
    "多少的是了吗什么哪里何时谁几在有个为被和与及它他她这那从对到由于呢啊之其家得以中"
)
_PLAIN = 1.5
"""Rarity of a piece of an unspaced script, whose terms are pairs of characters and not pieces."""

_LONG = 3
"""Digits from which a number names something (a year, a flight)."""


@dataclass(frozen=True, slots=True)
class AskedWord:
    """A content word of a question."""

    text: str
    tokens: tuple[int, ...]
    """Numbers of the encoder's tokens that make it up, at least one."""
    terms: tuple[str, ...]
    """As the index holds it."""
    rarity: float
    """Of its rarest term."""
    name: bool
    """Whether it is written as a name or a number is."""


def asked_words(question: str, spans: Sequence[tuple[int, int]], words: Weighing) -> tuple[AskedWord, ...]:
    """Return the content words of a question, in order.

    Args:
        question: As it was searched.
        spans: Where each of the encoder's tokens stands in it.
        words: How the index sees words.
    """
    if mostly_unspaced(question):
        pieces = [(at, question[start:end]) for at, (start, end) in enumerate(spans)]
        return tuple(
            AskedWord(piece, (at,), tuple(words.analyze(piece)), _PLAIN, False)
            for at, piece in pieces
            if not all(char in _UNSPACED_FILLERS or not char.isalnum() for char in piece)
        )
    found = []
    for match, terms in _content(question, words):
        text = match.group()
        tokens = tuple(
            at for at, (start, end) in enumerate(spans) if match.start() <= start and end <= match.end()
        )
        if tokens:
            rarity = max(words.rarity(term) for term in terms)
            found.append(AskedWord(text, tokens, terms, rarity, _is_name(text)))
    return tuple(found)


def _is_name(text: str) -> bool:
    return text[0].isupper() or (text.isdigit() and len(text) >= _LONG)


def content_terms(question: str, words: Words) -> frozenset[str]:
    """Return the terms of a question's content words, whatever encoder reads it."""
    return frozenset(term for _, terms in _content(question, words) for term in terms)


def _content(question: str, words: Words) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
    fillers = _FILLERS | _SOURCE_FILLERS if asks_for_source(question) else _FILLERS
    for match in _WORD.finditer(question):
        text = match.group()
        asking = text.casefold() in fillers and (text.islower() or match.start() == 0)
        terms = () if asking else tuple(words.analyze(text))
        if terms:
            yield match, terms
