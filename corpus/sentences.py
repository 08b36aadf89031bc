"""Where sentences end, in English and Chinese (and well enough in their neighbours).

A footnote backs the sentence that carries its mark, and highlights are sentences, so
a wrong split shows at once. The rules are those of Kiss and Strunk's Punkt (2006) by
hand: a stop after an abbreviation ends a sentence only before a word that commonly
begins one. One pass, no backtracking.
"""

from __future__ import annotations

import re

from corpus.words import word_set

Span = tuple[int, int]

_CLOSERS = "\"'”’»›)]}）」』》〉】〗"
_STOP = re.compile(r"(?P<wide>[。！？；｡]+|…{2,})|[.!?…]+|\n[ \t\r]*\n\s*")
_TAIL = re.compile(rf"[{re.escape(_CLOSERS)}]*")
_NEXT = re.compile(r"[\"'“‘«‹(\[（「『《【¿¡*_]*")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“‘«—–/]{1,24}$")
_CAMEL = re.compile(r"[a-z]{1,3}[A-Z]")
_WORD = re.compile(r"[^\W\d_]+")

# Never the last word of a sentence.
_TITLES = word_set(
    "mr mrs ms mx dr prof gen sen rep gov lt col capt cpl sgt maj adm hon rev fr pres messrs mme mlle "
    "vs v cf viz e.g eg i.e ie dipl ing bzw vgl"
)
# Not the last word where a number (or a roman numeral) follows.
_BEFORE_NUMBER = word_set(
    "no nos n.o nr pg pgs p pp vol vols fig figs art arts sec sect secs ch chap para paras eq ed eds "
    "app ca c circa approx jan feb mar apr may jun jul aug sep sept oct nov dec st ff ex op"
)
# Ends a sentence only before a word that commonly begins one.
_MAYBE = word_set(
    "inc ltd co corp llc plc bros etc al jr sr ph.d m.d b.a m.a j.d a.m p.m u.s u.k u.n e.u d.c u.s.a "
    "u.s.s.r p.r.c dept univ assn ave blvd rd st mt est gmbh s.a ed eds trans rev cit ibid id"
)
_STARTERS = word_set(
    "the a an in it its this that these those he she they we i you but however and or yet so for at "
    "on as by to from if when while after before since although though there here what who why how "
    "where his her their our my some many most several all both each one two another other such with "
    "without under over among during despite moreover furthermore meanwhile nevertheless nonetheless "
    "also then thus therefore according no not since"
)


def split_sentences(text: str) -> tuple[Span, ...]:
    """Find the sentences of a paragraph.

    Args:
        text: Clean text of one paragraph, without marks.

    Returns:
        Spans in order, never empty, covering everything but white space; between
        two of them stands only white space (or nothing, as in Chinese).
    """
    spans: list[Span] = []
    start = _skip_space(text, 0)
    for stop in _STOP.finditer(text):
        if stop.start() < start:
            continue
        end = _sentence_end(text, start, stop)
        if end is not None and end > start:
            spans.append((start, end))
            start = _skip_space(text, end)
    tail = len(text.rstrip())
    if tail > start:
        spans.append((start, tail))
    return tuple(spans)


def sentence_at(sentences: tuple[Span, ...], offset: int) -> Span | None:
    """Return the sentence that a mark at `offset` belongs to: the last one that begins before it.

    A mark after a full stop thus belongs to the sentence that the stop ends; one at the
    very beginning belongs to the first sentence. None when there are no sentences.
    """
    found: Span | None = sentences[0] if sentences else None
    low, high = 0, len(sentences)
    while low < high:
        middle = (low + high) // 2
        if sentences[middle][0] < offset:
            found, low = sentences[middle], middle + 1
        else:
            high = middle
    return found


def _sentence_end(text: str, start: int, stop: re.Match[str]) -> int | None:
    """Return where the sentence ends if it ends at this stop."""
    if stop.group().startswith("\n"):
        return start + len(text[start : stop.start()].rstrip()) if stop.start() > start else None
    end = _after(_TAIL, text, stop.end())
    if stop.group("wide"):
        return end
    if end < len(text) and not text[end].isspace():
        return end if _is_wide(text[end]) and stop.group() != "." else None
    following = _after(_NEXT, text, _skip_space(text, end))
    if following >= len(text):
        return end
    if _goes_on(text, following):
        return None
    if stop.group() == "." and _is_abbreviation(text, start, stop.start(), following):
        return None
    return end


def _goes_on(text: str, at: int) -> bool:
    """Return whether what follows a stop cannot begin a sentence: a small letter, a comma."""
    character = text[at]
    if character.islower():
        return not _CAMEL.match(text, at)
    return character in ",;:，、；：.!?"


def _is_abbreviation(text: str, start: int, stop: int, following: int) -> bool:
    """Return whether the full stop at `stop` belongs to an abbreviation that goes on."""
    found = _WORD_BEFORE.search(text, max(start, stop - 24), stop)
    if found is None:
        return False
    written = found.group()
    word = written.lower()
    if found.start() == start and (written.isdigit() or len(written) <= 1) and stop - start <= 4:
        return True  # "1. First", "A. Smith": an enumerator or initial opens the sentence
    if word in _TITLES:
        return True
    number_follows = text[following].isdigit()
    if word in _BEFORE_NUMBER and (number_follows or (word == "st" and text[following].isupper())):
        return True
    is_initial = len(written) == 1 and written.isupper()
    dotted = "." in word and all(len(part) <= 2 for part in word.split("."))
    if is_initial or dotted or word in _MAYBE:
        return not _begins_sentence(text, following)
    return False


def _begins_sentence(text: str, at: int) -> bool:
    word = _WORD.match(text, at)
    return word is not None and word.group().lower() in _STARTERS


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
