"""A page's text taken apart into what it states and what stands around that.

Sentences state. Around them stand lines that are none: bylines, dates, counters, buttons, headlines of
other pages. What tells the two apart is their form, not their words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from corpus.months import month_number
from corpus.sentences import split_sentences
from corpus.sources.wording import HAN

_PARAGRAPH = re.compile(r"\n[ \t]*\n\s*")
_NUMBER = re.compile(r"\d[\d.,:/’'-]*\d|\d")
_WORD = re.compile(r"[^\W\d_]+")
_DATED = re.compile(
    r"(?<=\d)\s*(?:[年月日号號时時点點分秒]|[ap]\.?\s?m\b\.?)|(?:星期|周|週|礼拜|禮拜)[一二三四五六日天]"
)
"""What makes a number a date or a time of day, and Chinese weekdays."""
_TIME = re.compile(
    r"\d{1,2}[:.h]\d{2}(?:[:.]\d{2})?(?: ?[ap]\.?m\b\.?)?|\d{1,2} ?[ap]\.?m\b\.?"
    r"|\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}|\b(?:19|20)\d\d\b|\d{1,4} ?[年月日号號时時點点分秒]"
)
_DAY_BEFORE = re.compile(r"\b\d{1,2}(?:st|nd|rd|th|\.)?(?: de| of)? ?$")
_DAY_AFTER = re.compile(r"^\.? ?\d{1,2}(?:st|nd|rd|th)?\b")
_ENDS = re.compile(r"[.!?…。！？｡]['\"”’»›)\]）」』》]*$")
_WEEKDAY = re.compile(
    r"(?:mon|tues?|wed(?:nes)?|thu(?:rs)?|fri|sat(?:ur)?|sun)(?:day)?|lundi|mardi|mercredi|jeudi|vendredi"
    r"|samedi"
    r"|dimanche|montag|dienstag|mittwoch|donnerstag|freitag|samstag|sonntag|lunes|martes|miércoles|jueves"
    r"|viernes|sábado|domingo"
)
_DAY = re.compile(
    r"\b(?:(?P<d1>\d{1,2})(?:st|nd|rd|th|\.)?(?: de| of)? (?P<m1>[^\W\d_]{3,12})\.?(?: de)?,?"
    r"|(?P<m2>[^\W\d_]{3,12})\.? (?P<d2>\d{1,2})(?:st|nd|rd|th)?,?) (?P<y>(?:1[5-9]|20)\d\d)\b"
    r"|(?P<y3>(?:1[5-9]|20)\d\d) ?年 ?(?P<m3>\d{1,2}) ?月 ?(?P<d3>\d{1,2}) ?[日号號]"
)
"""A day written in words; one in figures alone may be of two kinds."""
_SAME = str.maketrans(
    {"‘": "'", "’": "'", "‛": "'", "“": '"', "”": '"', "„": '"', "–": "-", "—": "-", "−": "-"}
)
_LONG = 20
"""Words: a longer line states something, whether it ends in a stop or not."""
_BRIEF = 16
"""Words: a longer sentence is no teaser."""
_TEASERS = 3
"""One-sentence paragraphs under a heading at the foot, from which on they may be a list of other pages."""


@dataclass(frozen=True)
class Piece:
    """A sentence, or a line that is none."""

    text: str
    """As it is shown, on one line."""
    key: str
    """By which it is found in another text: alike for other spaces, quotes and dashes."""
    sentence: bool
    row: bool
    """Whether it stands in a list or a table."""
    alone: bool
    """Whether it is a whole paragraph."""
    around: int
    """How many words its paragraph has."""
    teaser: bool = False
    """Whether it is a sentence that stands in a list of such at the foot of the page."""

    @cached_property
    def words(self) -> tuple[str, ...]:
        """Return its words in small letters, or pairs of Chinese characters, without numbers and dates."""
        return _words(self.key)

    @cached_property
    def figures(self) -> tuple[str, ...]:
        """Return its numbers but for those of dates and times of day."""
        left = _TIME.sub(" ", self.key)
        for at, word in reversed([(found.start(), found) for found in _WORD.finditer(left)]):
            if month_number(word.group()):
                before = _DAY_BEFORE.sub(" ", left[:at])
                left = before + " " + _DAY_AFTER.sub(" ", left[word.end() :])
        return tuple(_NUMBER.findall(left))

    @cached_property
    def numbers(self) -> tuple[str, ...]:
        """Return its numbers as they are written."""
        return tuple(_NUMBER.findall(self.key))


def pieces(text: str) -> tuple[Piece, ...]:
    """Take a text apart.

    Args:
        text: Paragraphs divided by blank lines, as pages are read.

    Returns:
        Its sentences and other lines, in order.
    """
    paragraphs = [tuple(_of(" ".join(part.split()))) for part in _PARAGRAPH.split(text) if part.strip()]
    foot = _foot(paragraphs)
    return tuple(
        replace(piece, sentence=False, teaser=True) if at >= foot and piece.sentence else piece
        for at, paragraph in enumerate(paragraphs)
        for piece in paragraph
    )


def _of(paragraph: str) -> Iterator[Piece]:
    row = paragraph.startswith(("- ", "| ", "|-"))
    spans = split_sentences(paragraph)
    alone = len(spans) < 2
    sentence = not alone or _states(paragraph)
    around = len(_words(_key(paragraph)))
    for start, end in spans:
        text = paragraph[start:end]
        # A row is the same with its bars and without: those of its table, or of the line that it was.
        key = _key(text.removeprefix("- ").replace("|", " ") if row else text)
        yield Piece(text, key, sentence, row, alone, around)


def _states(line: str) -> bool:
    words = _words(_key(line))
    plain = _DATED.sub("", line).rstrip()
    return len(words) >= _LONG or (len(words) >= 2 and _ENDS.search(plain) is not None)


def _foot(paragraphs: list[tuple[Piece, ...]]) -> int:
    """Return where a list of other pages begins at the foot, if there is one; else where the text ends.

    It begins with a heading; what follows are lines, items of a list, or three and more short paragraphs
    of a single sentence each, and before it stand at least as many words in sentences.
    """
    end = len(paragraphs)
    first = end
    while first > 0 and all(one.alone and len(one.words) <= _BRIEF for one in paragraphs[first - 1]):
        first -= 1
    for start in range(first, end):
        (one,) = paragraphs[start]
        if one.sentence or one.row or one.numbers:
            continue
        told = [one for (one,) in paragraphs[start:] if one.sentence]
        if 2 * _told(paragraphs[start:]) > _told(paragraphs):
            continue  # that much is the text itself
        return start if len(told) >= _TEASERS or all(one.row for one in told) else end
    return end


def _told(paragraphs: list[tuple[Piece, ...]]) -> int:
    return sum(len(one.words) for paragraph in paragraphs for one in paragraph if one.sentence)


def _key(text: str) -> str:
    plain = " ".join(unicodedata.normalize("NFKC", text).translate(_SAME).split())
    if any(character.isdigit() for character in plain):
        plain = _DAY.sub(_day, plain)
    return re.sub(r"(?<=[\u2e80-\u9fff]) (?=[\u2e80-\u9fff])", "", plain)


def _day(found: re.Match[str]) -> str:
    """Return a day as figures, however it is written."""
    name = found["m1"] or found["m2"]
    month = month_number(name.casefold()) if name else int(found["m3"])
    if not month or month > 12:
        return found.group()
    return f"{found['y'] or found['y3']}-{month:02}-{int(found['d1'] or found['d2'] or found['d3']):02}"


def _words(key: str) -> tuple[str, ...]:
    found: list[str] = []
    for word in _WORD.findall(_DATED.sub(" ", key).casefold()):
        if HAN.search(word):
            found += (word[at : at + 2] for at in range(0, len(word), 2))
        elif not (month_number(word) or _WEEKDAY.fullmatch(word)):
            found.append(word)
    return tuple(found)
