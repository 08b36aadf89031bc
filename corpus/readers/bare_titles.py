"""Titles right above their text without a gap, as tools leave them that take text from a PDF.

Such a line breaks off though the next word had room in it, and nothing says that its sentence goes on.
"""

from __future__ import annotations

import re

from corpus.readers.lines import HAN
from corpus.readers.ordinals import parse_ordinal
from corpus.superscripts import DIGITS
from corpus.words import word_set

_MAX_WORDS = 8
_MAX_HAN = 25
_MAX_LENGTH = 80
_ROOM = 0.85
_FULL = 0.7
"""Shares of the lines around: a title and the next word leave room, a paragraph's first line leaves none."""
_ENDED = re.compile(
    rf"[.!?…。！？][”’»\"'」』)\]）》]{{0,2}}(?:[{DIGITS}]{{1,4}}|\d{{1,3}}|\[\d{{1,4}}\])?(?:, ?\d{{1,3}})?$"
    r"|^\d{1,3}$"
)
"""The end of a sentence with its mark; a mark alone on its line."""
_NO_TITLE = re.compile(r"https?:|www\.|@|\s{3}|\t|[.,;:!?…。，；：！？、/=<>|({\[-]$")
_UPPER = re.compile(r"[\"“‘„«(]?[A-ZÀ-ÖØ-ÞА-Я]")
_BELOW = re.compile(r"[\"“‘„«(《「『（]?(?:[A-ZÀ-ÖØ-ÞА-Я]|\d{0,4}[\u3400-\u9fff])")
_NARROWEST = 20
"""Lines of a text are no narrower; those of a Latin script are twice as wide."""
_DANGLING = word_set(
    "a an and as at but by for from in into of on or the to with that which who was is are der die das und"
    " von le la les de du des et el los y"
)


def ends(text: str) -> bool:
    """Return whether a line ends a sentence, its marks aside."""
    return _ENDED.search(text[-20:]) is not None


def stands_above(text: str, below: str, above: str = "") -> bool:
    """Return whether a line is a title and the line right below begins its text.

    How wide the text is, the longer one of the lines above and below shows.
    """
    if not _BELOW.match(below) or len(text) > _MAX_LENGTH or _NO_TITLE.search(text) or ends(text):
        return False
    han = HAN.search(text) is not None
    below = " ".join(below.split())  # a verse's number stands far to the right of it
    width = max(len(above), len(below))
    if width < _NARROWEST * (1 if han else 2) or (len(below) < _FULL * width and not ends(below)):
        return False
    word = below[:2] if han else below.partition(" ")[0]
    return len(text) + 1 + len(word) <= _ROOM * width and _has_words_of_title(text, han)


def _has_words_of_title(text: str, han: bool) -> bool:
    """Return whether a line has the words of a title; no capital tells a Chinese one, but a number does."""
    ordinal = parse_ordinal(text)
    words = text[ordinal.end :].lstrip(" .:–—-") if ordinal is not None else text
    if han:
        return ordinal is not None and len(text) <= _MAX_HAN and HAN.match(words) is not None
    parts = words.split()
    whole = bool(parts) and parts[-1].lower() not in _DANGLING and not parts[-1][-1].isdigit()
    return whole and len(parts) <= _MAX_WORDS and _UPPER.match(words) is not None
