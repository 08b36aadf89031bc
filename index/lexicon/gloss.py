"""A Chinese text word for word in English, for a reader that knows English alone.

This is no translation: words keep their Chinese order, and what inflection would say is
missing. It lets a model that was trained on English read what happened to whom, with
amounts, dates and names as English writes them. Where the text is to be compared with
another one, a word that has several meanings takes the one that the other text has, and
characters that sound like one of its names become that name.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import groupby
from operator import attrgetter

from corpus.facts import CalendarDate, Name, Quantity, facts_of
from corpus.facts.gazetteer import gazetteer
from corpus.facts.name_match import HAN
from corpus.facts.names import SURNAMES, distinctive
from corpus.facts.sound import HAN_RUN, heard_span
from index import analyzers
from index.lexicon.small_words import MEASURES, small_words
from index.lexicon.spellings import other_terms
from index.lexicon.store import Lexicon

MAX_TEXT = 4_000
"""Characters of a text that are glossed."""
_LONGEST = 8
"""Characters of the longest dictionary entry that is looked for."""
_MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_CURRENCIES = {"CNY": "yuan", "USD": "US dollars", "EUR": "euros", "GBP": "pounds", "JPY": "yen"}
_SCALES = ((1e12, " trillion"), (1e9, " billion"), (1e6, " million"))
_NUMBER = re.compile(r"[\d.,，]*\s?[零〇一二两三四五六七八九十百千万亿几数]*")
_MARKS = str.maketrans("，。、；：（）？！《》「」『』“”‘’—·", ',.,;:()?!""""""""\'\'- ')
_BEFORE_MARK = re.compile(r"\s+(?=[,.;:?!)])")
_PLACES = frozenset("市县省镇村区河山湖岛路桥港州国")
"""Last characters of names that say what is named."""
_SURNAMES = frozenset(SURNAMES).union(
    "温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝"
    "包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻"
)
"""Rarer ones, and such as are words too, besides: here a whole run of characters must be a name."""


@dataclass(frozen=True, slots=True)
class _Piece:
    """A stretch of the text and what stands for it."""

    start: int
    end: int
    english: str


def gloss(text: str, lexicon: Lexicon, beside: str = "") -> str:
    """Return a text with its Chinese words in English, in their Chinese order.

    Args:
        text: In Chinese; what is not Chinese in it stays.
        lexicon: Opened.
        beside: The English text that it is to be compared with.

    Returns:
        English words, about as many as the text has.
    """
    text = text[:MAX_TEXT]
    terms = _terms(beside)
    said = _known(text, lexicon)
    fixed = _fixed(text, beside, said)
    pieces: list[_Piece] = []
    at = 0
    for piece in (*fixed, _Piece(len(text), len(text), "")):
        pieces += _run(text, at, piece.start, said, terms)
        pieces.append(piece)
        at = piece.end
    words = " ".join(piece.english for piece in pieces if piece.english)
    return " ".join(_BEFORE_MARK.sub("", words).split())


def _terms(beside: str) -> frozenset[str]:
    """Return the terms by which a meaning is chosen: a text's, in other spellings and forms too."""
    own = analyzers.analyze(beside)
    return frozenset(own).union(*map(other_terms, own))


def _fixed(text: str, beside: str, said: Mapping[str, Sequence[str]]) -> list[_Piece]:
    """Return amounts, dates and names, in order and apart."""
    facts = facts_of(text)
    found = [_Piece(one.start, one.end, _date(one)) for one in facts.dates]
    found += [_amount(text, one) for one in facts.quantities]
    found += [
        _Piece(name.start, name.end, gazetteer().entries[name.known].english[0])
        for name in facts.names
        if name.known
    ]
    found += _heard(text, beside)
    found += [piece for name in facts.names if not name.known for piece in _own_name(name, said)]
    kept: list[_Piece] = []
    for piece in found:
        free = all(piece.end <= other.start or other.end <= piece.start for other in kept)
        if piece.english and piece.start < piece.end and free:
            kept.append(piece)
    return sorted(kept, key=attrgetter("start"))


def _date(date: CalendarDate) -> str:
    month = _MONTHS[date.month - 1] if date.month and 1 <= date.month <= 12 else None
    year = f"{date.year}s" if date.decade else date.year
    return " ".join(str(part) for part in (date.day, month, year) if part)


def _amount(text: str, amount: Quantity) -> _Piece:
    """Return an amount's number in digits, with the unit only where it is a share or money."""
    value = (amount.low + amount.high) / 2 / (amount.factor or 1.0)
    end = amount.end
    if amount.kind == "percent":
        return _Piece(amount.start, end, f"{value:.10g}%")
    if amount.kind == "money":
        return _Piece(amount.start, end, f"{_number(value)} {_CURRENCIES.get(amount.unit, amount.unit)}")
    match = _NUMBER.match(amount.text)
    if match and match.group().strip():
        end = amount.start + match.end()
        if text[end : end + 1] in MEASURES and HAN.match(text[end + 1 : end + 2]):
            end += 1
    if amount.kind == "ordinal":
        return _Piece(amount.start, end + text.startswith("号", end), f"No. {value:.10g}")
    return _Piece(amount.start, end, _number(value))


def _number(value: float) -> str:
    for least, name in _SCALES:
        if value >= least:
            return f"{value / least:.10g}{name}"
    return f"{value:,.0f}" if value >= 10_000 and value == int(value) else f"{value:.10g}"


@lru_cache(maxsize=256)
def _names_of(text: str) -> tuple[str, ...]:
    """Return the words of a text's names that may be written by their sound, the longest first."""
    words = {
        word: None
        for name in facts_of(text).names
        if not name.known
        for word in re.findall(r"[A-Z][\w'’-]+", name.text)
        if word.lower() in distinctive(name.text)
    }
    return tuple(sorted(words, key=len, reverse=True))


def _heard(text: str, beside: str) -> Iterator[_Piece]:
    for word in _names_of(beside):
        if span := heard_span(word, text):
            yield _Piece(*span, word)


def _own_name(name: Name, said: Mapping[str, Sequence[str]]) -> Iterator[_Piece]:
    """Yield the part of a Chinese name that is no word, in Pinyin: 云岭 of 云岭市."""
    if name.kind == "person":
        yield _Piece(name.start, name.end, _person(name.text))
    elif name.kind == "body":
        ending = next((n for n in (4, 3, 2) if name.text[-n:] in said), 1)
        stem = name.text[:-ending]
        if 2 <= len(stem) <= 4 and stem not in said and all(map(HAN.match, stem)):
            yield _Piece(name.start, name.end - ending, _spelled(stem))


def _spelled(chars: str) -> str:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(chars)).capitalize()


def _person(chars: str) -> str:
    return f"{_spelled(chars[:1])} {_spelled(chars[1:])}"


def _known(text: str, lexicon: Lexicon) -> Mapping[str, Sequence[str]]:
    """Return what English says for every stretch of the text that is a word."""
    return lexicon.said(
        {
            match.group()[at : at + n]
            for match in HAN_RUN.finditer(text)
            for at in range(len(match.group()))
            for n in range(1, _LONGEST + 1)
        }
    )


def _run(
    text: str, start: int, end: int, said: Mapping[str, Sequence[str]], terms: frozenset[str]
) -> Iterator[_Piece]:
    """Yield the pieces of a stretch without amounts, dates and known names."""
    parts = list(_cut(text, start, end, said))
    for alone, group in groupby(parts, key=lambda part: part[1] - part[0] == 1 and _unknown(text[part[0]])):
        spans = list(group)
        low, high = spans[0][0], spans[-1][1]
        if alone and (name := _as_name(text[low:high], said, terms)):
            yield _Piece(low, high, name)
            continue
        for a, b in spans:
            yield _Piece(a, b, _word(text[a:b], said, terms))


def _unknown(char: str) -> bool:
    return bool(HAN.match(char)) and char not in small_words()


def _cut(text: str, start: int, end: int, said: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield spans of words: the longest that the dictionary or the list of small words has."""
    at = start
    while at < end:
        if not HAN.match(text[at]):
            stop = at + 1
            while stop < end and not HAN.match(text[stop]):
                stop += 1
        else:
            stop = next(
                (
                    at + n
                    for n in range(min(_LONGEST, end - at), 1, -1)
                    if text[at : at + n] in small_words() or text[at : at + n] in said
                ),
                at + 1,
            )
        yield at, stop
        at = stop


def _as_name(chars: str, said: Mapping[str, Sequence[str]], terms: frozenset[str]) -> str:
    """Return single characters that stand together as a name in Pinyin; "" where they are words."""
    person = chars[0] in _SURNAMES and 2 <= len(chars) <= 3
    if len(chars) < 2 or not (person or len(chars) >= 4 or chars[-1] in _PLACES):
        return ""
    if chars[-1] in _PLACES:
        return f"{_spelled(chars[:-1])} {_word(chars[-1], said, terms)}"
    return _person(chars) if person else _spelled(chars)


def _word(word: str, said: Mapping[str, Sequence[str]], terms: frozenset[str]) -> str:
    if not HAN.search(word):
        return word.translate(_MARKS).strip()
    if word in small_words():
        return small_words()[word]
    glosses = said.get(word, ())
    for meant in glosses if terms else ():
        own = analyzers.analyze(meant)
        if own and terms.issuperset(own):
            return meant
    return glosses[0] if glosses else ""
