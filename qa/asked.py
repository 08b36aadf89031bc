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
_LIGHT_TEXT = """
    take takes took taken taking make makes made making put puts go goes went gone come comes came keep keeps
    kept let lets use uses used using hold holds held bring brings brought become becomes became do does did
    thought supposed away alone together yet ever even just new
"""
_LIGHT = frozenset(_LIGHT_TEXT.split())
"""Words that say so little that an answer seldom repeats them."""
_FILLERS = frozenset(_FILLER_TEXT.split())
_SOURCE_FILLERS = frozenset(_SOURCE_TEXT.split())
"""Words about the asking too, where what is cited is asked for: no note says of itself that it is one."""
_UNSPACED_FILLERS = frozenset(
    "多少的是了吗什么哪里何时谁几在有个为被和与及它他她这那从对到由于呢啊之其家得以中"
)
_UNSPACED_ASKING = re.compile(
    r"为什么|怎么样?|多少|什么|哪[个些里年家种]?|谁|何[时处]|时候|如何|是否|结果|几[个年天家次]?|请问|[的是了吗呢么有在个和与吧啊]|\W"
)
_UNSPACED_LIGHT = re.compile(
    "曾经?|已经|现在|目前|后来|存在|进行|造成|开始|结束|名字|名称|什么地方|地方|时间|情况|方面|内容|提到|提及|认为|介绍|报告|作者"
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
    light: bool = False
    """Whether it says too little for an answer to repeat it ("take", "keep", "away")."""


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
            found.append(AskedWord(text, tokens, terms, rarity, _is_name(text), text in _LIGHT))
    return tuple(found)


def _is_name(text: str) -> bool:
    return text[0].isupper() or (text.isdigit() and len(text) >= _LONG)


def says_little(word: str) -> bool:
    """Return whether a word of an unspaced script is about the asking, or need not be repeated."""
    return bool(_UNSPACED_LIGHT.fullmatch(word))


def content_terms(question: str, words: Words) -> frozenset[str]:
    """Return the terms of a question's content words, whatever encoder reads it.

    Of an unspaced script, what is left without the words about the asking, in pairs of characters
    that do not overlap: about as many as there are words.
    """
    if mostly_unspaced(question):
        runs = _UNSPACED_ASKING.sub(" ", question).split()
        return frozenset(run[at : at + 2] for run in runs for at in range(0, len(run), 2))
    return frozenset(term for _, terms in _content(question, words) for term in terms)


def _content(question: str, words: Words) -> Iterator[tuple[re.Match[str], tuple[str, ...]]]:
    fillers = _FILLERS | _SOURCE_FILLERS if asks_for_source(question) else _FILLERS
    for match in _WORD.finditer(question):
        text = match.group()
        asking = text.casefold() in fillers and (text.islower() or match.start() == 0)
        terms = () if asking else tuple(words.analyze(text))
        if terms:
            yield match, terms
