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
from functools import lru_cache
from operator import attrgetter

from corpus.facts import Quantity, facts_of
from corpus.facts.gazetteer import gazetteer
from corpus.facts.name_match import HAN
from corpus.facts.names import SURNAMES, distinctive
from corpus.facts.sound import HAN_RUN, heard_span
from index import analyzers
from index.lexicon.amounts import Piece, amount_piece, date_piece, unit_piece
from index.lexicon.segmenter import segmented
from index.lexicon.small_words import news_words, small_words
from index.lexicon.spellings import other_terms
from index.lexicon.store import Lexicon

MAX_TEXT = 4_000
"""Characters of a text that are glossed."""
_LONGEST = 8
"""Characters of the longest dictionary entry that is looked for."""
_MARKS = str.maketrans("，。、；：（）？！《》「」『』“”‘’—·", ',.,;:()?!""""""""\'\'- ')
_BEFORE_MARK = re.compile(r"\s+(?=[,.;:?!)])")
_PLACES = frozenset("市县省镇村区河江山湖海湾岛路街桥港州国")
"""Last characters of names that say what is named."""
_SURNAMES = frozenset(SURNAMES).union(
    "温康施牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童"
    "凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻姬戚景屈桑乐訾褚卫尤秘鞠奚郎昌花柏窦"
    "凤滕皮卞常于傅穆萧湛米臧戈茅祁项麻娄危刁丘邬虞支昝咎房裘缪应宗宣贲郁杭洪诸吉钮滑荣荀羊惠"
    "甄封储糜富巫弓牧隗车宓蓬郗班仰秋仲宫仇栾暴厉戎祖束幸司韶蓟薄印宿怀蒲邰鄂索咸籍赖卓蔺屠池"
    "阴胥苍双闻党贡劳逄扶堵宰郦雍璩濮寿边扈燕浦农晏阎充慕连茹习宦艾鱼容慎庾暨衡步弘匡寇广禄阙"
    "殳沃蔚夔隆师巩厍晁勾敖融冷简饶沙乜丰巢蒯查荆红竺权逯桓佟岑植麦仝苑"
)
"""Rarer ones, and such as are words too, besides: here the segmenter must take the characters for a name."""
_EXPLAINED = re.compile(
    r",.*$|\s(?:prefecture|county|district|province|subprovincial)-level\b.*$|\s\b(?:sb|sth)\b(?:'s)?"
    r"|\s(?:town|city|county|district|township) in \b.*$|\s(?:dynasty )?of imperial China\b.*$"
)
"""What a dictionary's gloss says beyond the word itself."""
_ABOUT = re.compile(r"\bsurname\b|^old name\b|^name of\b|\bdynasty\b")
"""Glosses that speak about a word."""


_NAMES = frozenset({"nr", "nrt", "nrfg", "ns", "nt", "nz"})
"""What the segmenter calls names of persons, places, bodies and others."""


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
    fixed = _fixed(text, beside)
    pieces: list[Piece] = []
    at = 0
    for piece in (*fixed, Piece(len(text), len(text), "")):
        pieces += _run(text, at, piece.start, said, terms)
        pieces.append(piece)
        at = piece.end
    words = " ".join(piece.english for piece in pieces if piece.english)
    return " ".join(_BEFORE_MARK.sub("", words).split())


@lru_cache(maxsize=256)
def _terms(beside: str) -> frozenset[str]:
    """Return the terms by which a meaning is chosen: a text's, in other spellings and forms too."""
    own = analyzers.analyze(beside)
    return frozenset(own).union(*map(other_terms, own))


def _fixed(text: str, beside: str) -> list[Piece]:
    """Return amounts, dates and names, in order and apart."""
    facts = facts_of(text)
    found = [date_piece(one) for one in facts.dates]
    found += [amount_piece(text, one) for one in facts.quantities if not _is_word(text, one)]
    found += [
        Piece(name.start, name.end, gazetteer().entries[name.known].english[0])
        for name in facts.names
        if name.known
    ]
    found += _heard(text, beside)
    kept: list[Piece] = []
    for piece in found:
        free = all(piece.end <= other.start or other.end <= piece.start for other in kept)
        if piece.english and piece.start < piece.end and free:
            kept.append(piece)
    return sorted(kept, key=attrgetter("start"))


def _is_word(text: str, amount: Quantity) -> bool:
    """Return whether an ordinal is part of a word: 首 of 首次."""
    word = text[amount.start : amount.end + 1]
    return (
        amount.kind == "ordinal"
        and HAN.match(word) is not None
        and (word in small_words() or word in news_words())
    )


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


def _heard(text: str, beside: str) -> Iterator[Piece]:
    for word in _names_of(beside):
        if span := heard_span(word, text):
            yield Piece(*span, word)


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
) -> Iterator[Piece]:
    """Yield the pieces of a stretch without amounts, dates and known names."""
    if unit := unit_piece(text, start, end):
        yield unit
        start = unit.end
    for a, b, kind in _words(text, start, end):
        word = text[a:b]
        if not HAN.match(word) or word in small_words():
            yield Piece(a, b, _word(word, said, terms))
        elif name := _as_name(word, kind, said, terms):
            yield Piece(a, b, name)
        else:
            for low, high in _cut(text, a, b, said):
                yield Piece(low, high, _word(text[low:high], said, terms))


def _words(text: str, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield spans of words, each with what kind of word the segmenter takes it for ("" for none)."""
    at = start
    for run in HAN_RUN.finditer(text, start, end):
        if at < run.start():
            yield at, run.start(), ""
        at = run.start()
        for word, kind in segmented(run.group()):
            yield at, at + len(word), kind
            at += len(word)
    if at < end:
        yield at, end, ""


def _cut(text: str, start: int, end: int, said: Mapping[str, Sequence[str]]) -> Iterator[tuple[int, int]]:
    """Yield spans of the longest words that the dictionary or a list of ours has; none may have a word."""
    at = start
    while at < end:
        stop = next(
            (
                at + n
                for n in range(min(_LONGEST, end - at), 1, -1)
                if text[at : at + n] in small_words()
                or text[at : at + n] in news_words()
                or text[at : at + n] in said
            ),
            at + 1,
        )
        yield at, stop
        at = stop


def _as_name(word: str, kind: str, said: Mapping[str, Sequence[str]], terms: frozenset[str]) -> str:
    """Return a word in Pinyin where it is a name that no list has; "" where it is none."""
    if word in news_words() or kind not in _NAMES:
        return ""
    if len(word) == 1:
        return _spelled(word)
    if word not in said and all(high - low > 1 for low, high in _cut(word, 0, len(word), said)):
        return ""
    if word in said:
        first = (*_plain(said[word]), "")[0]
        return first if first[:1].isupper() else ""
    if word[-1] in _PLACES and len(word) > 2:
        return f"{_spelled(word[:-1])} {_word(word[-1], said, terms)}"
    return _person(word) if kind == "nr" and word[0] in _SURNAMES and len(word) <= 3 else _spelled(word)


def _word(word: str, said: Mapping[str, Sequence[str]], terms: frozenset[str]) -> str:
    if not HAN.search(word):
        return word.translate(_MARKS).strip()
    if word in small_words():
        return small_words()[word]
    glosses = _plain(said.get(word, ()))
    usual = news_words().get(word, glosses[0] if glosses else "")
    for meant in (usual, *glosses) if terms else ():
        own = analyzers.analyze(meant)
        if own and terms.issuperset(own):
            return meant
    return usual


def _plain(glosses: Sequence[str]) -> list[str]:
    """Return glosses without what explains them; those that only explain are left out."""
    found = (_EXPLAINED.sub("", gloss) for gloss in glosses if not _ABOUT.search(gloss))
    return [gloss for gloss in found if gloss]
