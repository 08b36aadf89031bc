"""Where sentences end, in English and Chinese (and well enough in their neighbours).

A footnote backs the sentence that carries its mark, and highlights are sentences, so
a wrong split shows at once. The rules are those of Kiss and Strunk's Punkt (2006) by
hand: a stop after an abbreviation ends a sentence only before a word that commonly
begins one. One pass, no backtracking.
"""

from __future__ import annotations

import re

from corpus.abbreviations import (
    AFTER_HOUR,
    BEFORE_NUMBER,
    BEFORE_SUM,
    BOTH_MONTHS,
    EXACT,
    GERMAN_MONTHS,
    HOURS,
    LEADING,
    MAYBE,
    NAMES_IN_CAPITALS,
    ORDINAL_LEADS,
    STARTER_LANGUAGES,
    STARTERS,
    TITLES,
)
from corpus.language import guess_language

Span = tuple[int, int]

_CLOSERS = "\"'”’»›)]}）」』》〉】〗"
_STOP = re.compile(r"(?P<wide>[。！？；｡]+|…{2,})|[.!?…]+|\n[ \t\r]*\n\s*")
_TAIL = re.compile(rf"[{re.escape(_CLOSERS)}]*")
_NEXT = re.compile(r"[\"'“‘«‹(\[（「『《【¿¡*_]*")
_WORD_BEFORE = re.compile(r"[^\s(\[\"'“‘«—–/]{1,24}$")
_CAMEL = re.compile(r"[a-z]{1,3}[A-Z]")
_WORD = re.compile(r"[^\W\d_]+")

_LETTER_BEFORE = re.compile(r"(?<![^\W_])[^\W\d_]\.\s$")
_HOUR = re.compile(r"(?<!\d)\d{1,2}(?::\d\d)?\s?$")
_LETTER_AT = re.compile(r"[^\W\d_]\.")
_NUMBER = re.compile(r"\d|[A-HJ-Z]\d|[IVXLC]{2,7}\b|[VX]\b(?!\.)")
_SUM = re.compile(r"[^\W\d_]{0,3}[$€£¥₹]\s?\d|[A-Z]{3}\s\d|§")
"""A sum of money or a paragraph: "ca. US$2 million", "gem. § 5"."""
_DOUBLED = re.compile(r"\b([A-Z])\1\.\s?([A-Z])\2\.")
"""The Spanish plural of initials: "EE. UU."."""
_FOR_EXAMPLE = re.compile(r"\b(?:p\.\s?e[xjs]|par ex|ad es|per es)$")
_NUMERIC_DATE = re.compile(r"(?<!\d)\d{1,2}\.\s\d{1,2}\.\s(?:1[5-9]|20)\d\d\b")
_ORDINAL_NOUN = re.compile(
    r"(?:Jahrhundert|Jhd?t?\b|Weltkrieg|Auflage|Lebensjahr|Legislaturperiode|Wahlperiode)"
)
"""German nouns that a number with a stop counts: "Anfang 19. Jahrhundert"."""


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
    """Return whether the full stop at `stop` belongs to an abbreviation or ordinal that goes on."""
    found = _WORD_BEFORE.search(text, max(start, stop - 24), stop)
    if found is None:
        return False
    written = found.group()
    if found.start() == start and (written.isdigit() or len(written) <= 1) and stop - start <= 4:
        return True  # "1. First", "A. Smith": an enumerator or initial opens the sentence
    if written.isdigit():
        return len(written) <= 2 and _is_ordinal(text, start, found.start(), following)
    word = written.lower()
    if word in NAMES_IN_CAPITALS and written.isupper():
        return False
    if word not in LEADING and _leads_to_number(text, word, following):
        return True
    before = text[max(start, found.start() - 8) : found.start()]
    if len(written) == 1:
        return _is_letter(text, written, before, following)
    if word in LEADING or written in EXACT or _FOR_EXAMPLE.search(before + written):
        return True
    return _word_goes_on(text, written, before, following) or _is_plural(text, start, found.end(), following)


def _word_goes_on(text: str, written: str, before: str, following: int) -> bool:
    """Return whether what follows a word with a stop goes on with it, the word being one that may end."""
    word = written.lower()
    if word.rsplit("-", 1)[-1] in TITLES:  # "Dipl.-Ing." too
        return written.istitle() or (text[following].isalnum() and not _begins_sentence(text, following))
    if word in HOURS and _HOUR.search(before):
        return text[following].isdigit() or _word_at(text, following) in AFTER_HOUR
    if word in MAYBE or ("." in word and all(len(part) <= 2 for part in word.split("."))):
        return not _begins_sentence(text, following)
    return False


def _is_plural(text: str, start: int, stop: int, following: int) -> bool:
    """Return whether doubled initials with a stop, "EE. UU.", go on."""
    plural = _DOUBLED.search(text, max(start, stop - 6), stop + 5)
    if plural is None or plural.end() <= stop:
        return False
    return plural.end() > stop + 1 or not _begins_sentence(text, following)


def _leads_to_number(text: str, word: str, following: int) -> bool:
    """Return whether a word is one that numbers follow, and one does."""
    if word in BEFORE_NUMBER and _NUMBER.match(text, following):
        return True
    if word == "st" and text[following].isupper():
        return True
    return word in BEFORE_SUM and _SUM.match(text, following) is not None


def _is_letter(text: str, written: str, before: str, following: int) -> bool:
    """Return whether a lone letter with a stop goes on: "J. Smith", "z. B."."""
    beside = _LETTER_BEFORE.search(before)
    if beside and beside[0].islower():
        return not _begins_sentence(text, following)
    if written in "vV":
        return True
    if not written.isupper() and not (written.islower() and _LETTER_AT.match(text, following)):
        return False  # "for all x. Then": alone, a small letter is a word
    # Names go on with what begins a sentence elsewhere: "Fabio M. Di Nitto".
    return _word_at(text, following) not in STARTERS


def _is_ordinal(text: str, start: int, at: int, following: int) -> bool:
    """Return whether a number with a stop counts what follows, as in German: "am 3. Mai", "der 2. Weg"."""
    word = _word_at(text, following)
    if word in GERMAN_MONTHS:
        return word not in BOTH_MONTHS or guess_language(text) == "de"
    date = _NUMERIC_DATE.search(text, max(start, at - 4), following + 12)
    if (date and date.start() <= at) or _ORDINAL_NOUN.match(text, following):
        return True
    before = text[max(start, at - 24) : at].split()
    leads = bool(before) and before[-1].lower() in ORDINAL_LEADS and text[following].isalpha()
    return leads and guess_language(text) == "de" and not _begins_sentence(text, following)


def _begins_sentence(text: str, at: int) -> bool:
    word = _word_at(text, at)
    if word in STARTERS:
        return True
    languages = STARTER_LANGUAGES.get(word)
    return languages is not None and guess_language(text) in languages


def _word_at(text: str, at: int) -> str:
    """Return the word that begins at `at`, in small letters; empty where none does."""
    word = _WORD.match(text, at)
    return word.group().lower() if word else ""


def _is_wide(character: str) -> bool:
    return "\u2e80" <= character <= "\u9fff" or "\uff00" <= character <= "\uffef"


def _skip_space(text: str, at: int) -> int:
    while at < len(text) and text[at].isspace():
        at += 1
    return at


def _after(pattern: re.Pattern[str], text: str, at: int) -> int:
    found = pattern.match(text, at)
    return found.end() if found else at
