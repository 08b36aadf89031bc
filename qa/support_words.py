"""Which words of one text another one has, by the letters, by the dictionary, by a common translation.

Cosines of tokens blur what a dictionary keeps apart: 增加 and "decreased" lie close.
Across languages a word is met by one of its translations, within a language also by a
word with which it shares a translation (buy, purchase: 购买).
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from corpus.facts.name_match import HAN
from index.analyzers import analyze
from index.lexicon import Translation, open_lexicon, translate
from index.lexicon.spellings import irregular_forms
from qa.support_cover import is_chinese

_WORD = re.compile(r"\b[A-Za-z]+\b")
_SAYS = re.compile(r"[A-Za-z\u4e00-\u9fff]")
_COMMON = frozenset(
    "的了在与和向由对从被把将为是于及或个一其该这那有中年月日后前不没未也都而但以之并还就到说称"
)
"""Characters that stand in most sentences."""


@dataclass(frozen=True, slots=True)
class WordsMet:
    """Shares of a text's words, 0 to 1; what no share counts is a word that the dictionary does not know."""

    same: float
    """The other text has the word, or a translation of it."""
    kin: float
    """It has a word with a translation in common."""
    hinted: float
    """It has a character of a translation."""
    strange: float
    """The dictionary knows the word, and the other text has nothing of the kind."""


def words_met(text: str, other: str) -> WordsMet:
    """Return how many words of a text are met by another, in English and Chinese."""
    text, other = _plain(text), _plain(other)
    chinese, target = is_chinese(text), is_chinese(other)
    words = [word for word in _words(text) if _telling(word, chinese)]
    terms, theirs = frozenset(analyze(other)), _words(other)
    counts = dict.fromkeys(("same", "kin", "hinted", "strange", "unknown"), 0)
    for word in words:
        if _same(word, other, terms, target):
            counts["same"] += 1
        elif chinese == target and _kin(word, theirs):
            counts["kin"] += 1
        elif target and _hinted(word, other):
            counts["hinted"] += 1
        else:
            counts["strange" if word.others else "unknown"] += 1
    every = max(1, len(words))
    return WordsMet(*(counts[name] / every for name in ("same", "kin", "hinted", "strange")))


def _plain(text: str) -> str:
    """Return a text with irregular forms as the dictionary has their words."""
    forms = irregular_forms()
    return _WORD.sub(lambda match: forms.get(match.group().lower(), match.group()), text)


@lru_cache(maxsize=1024)
def _words(text: str) -> tuple[Translation, ...]:
    return translate(text, open_lexicon())


def _telling(word: Translation, chinese: bool) -> bool:
    if not _SAYS.search(word.surface):
        return False
    return len(word.surface) > 1 if chinese else True


def _same(word: Translation, other: str, terms: frozenset[str], target: bool) -> bool:
    ours = bool(HAN.search(word.surface))
    if target:
        if ours:
            return word.surface in other
        return any(one in other and one not in _COMMON for one in word.others)
    if ours:
        return any(all(term in terms for term in gloss.split()) for gloss in word.others)
    return all(term in terms for term in word.terms)


def _kin(word: Translation, theirs: Sequence[Translation]) -> bool:
    mine = set(word.others)
    return bool(mine) and any(not mine.isdisjoint(other.others) for other in theirs)


def _hinted(word: Translation, other: str) -> bool:
    return any(
        len(one) > 1 and any(char in other and char not in _COMMON for char in one) for one in word.others
    )
