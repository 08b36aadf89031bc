"""Words of a library that a word which stands nowhere in it may have been meant for.

The index keeps stems and no words, so near stems are sought first, among those with the
same first letter (slips seldom touch it, and "Gambia" is not "Zambia"); how the passages
write them is read from the few in which they stand. A word that a dictionary knows is no
slip: only its British or American spelling, or its parts written together or apart, is
the same word.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from typing import TYPE_CHECKING

from corpus.letters import slips_apart
from index import analyzers
from index.lexicon import open_lexicon
from index.lexicon.spellings import other_terms, spelt_otherwise

if TYPE_CHECKING:
    from index.engine import Engine
    from index.model import Passage

FARTHEST = 2
"""Slips by which two words may differ and still be near."""
_ENDING = 6
"""Letters of the longest ending that the stemmer takes off."""
_TELLING = 5
"""Letters from which a stem by itself tells which word is meant."""
_READ = 24
"""Passages that are read for how they write a word."""
_SHORTEST_PART = 3
"""Letters of the shortest word that may have been run together with another."""
_SHORTEST_WHOLE = 8
"""Letters of the shortest word that may have been written as two."""
_AFFIXES = (
    re.compile(
        r"^(?:anti|co|counter|de|dis|fore|inter|mis|non|out|over|pre|re|sub|super|trans|un|under|up)(?=\w{5})"
    ),
    re.compile(r"(?<=\w{3})(?:e?rs?|ors?|e?st|n?ese|i?ans?|ish|less|like)$"),
)
"""What makes words of words: a dictionary has "trawl" and no "trawlers"."""
_LONG = 7
"""Letters from which a word of the dictionary is seldom a last name, as "Baker" and "Cooper" are."""
_FAMILY = 3
"""One of so many places behind another name makes a last name: a person is called in full at first."""
_CONTRACTED = frozenset(word.replace("'", "") for word in analyzers.STOP_WORDS if "'" in word)


@dataclass(frozen=True, slots=True)
class NearWord:
    """How a library writes a word that another one is near to."""

    text: str
    """As it stands there: "Huawei"."""
    passages: int
    """In how many passages it stands."""
    apart: int
    """Slips that lie between them; 0 for the same word otherwise spelt."""
    name: bool = False
    """Whether it is written with a capital more often than not."""
    family: bool = False
    """Whether it often stands behind another word with a capital, as the last names of persons do."""


class Speller:
    """Looks for near words in one index."""

    def __init__(self, engine: Engine) -> None:
        """Keep the index; nothing is read yet."""
        self._engine = engine

    def near(self, word: str) -> tuple[NearWord, ...]:
        """Return what a word of letters that stands nowhere may have been meant for, nearest first.

        Ties by how many passages have it, then by letters. A single word with 0 letters between them
        where it is the same word otherwise spelt; nothing for a word of the dictionary.
        """
        same = self._same(word)
        if same or _in_dictionary(word):
            return same
        term = next(iter(analyzers.analyze_once(word)), "")
        like = list(self._like(term, word.casefold()))
        found = [near for other in like for near in self._written(other, word)]
        if not any(near.apart <= 1 for near in found):
            found += [near for other in like for near in self._stem_near(other, word)]
        return tuple(sorted(found, key=lambda near: (near.apart, -near.passages, near.text)))

    def joined(self, first: str, second: str) -> str | None:
        """Return how the library writes two words as one ("cybersecurity"), None where it does not."""
        whole = first + second
        term = next(iter(analyzers.analyze_once(whole)), "")
        known = all(map(analyzers.analyze_once, (first, second))) and self._engine.term_frequency(term)
        if not known or len(whole) < _SHORTEST_WHOLE:
            return None
        # "cyber attacks" is the library's "cyberattack".
        return next((near.text for near in self._written(term, whole) if near.apart <= 1), None)

    def parted(self, word: str) -> str | None:
        """Return the two words, written together here, that stand beside each other in the library."""
        for at in range(_SHORTEST_PART, len(word) - _SHORTEST_PART + 1):
            parts = [next(iter(analyzers.analyze_once(part)), "") for part in (word[:at], word[at:])]
            if not all(map(self._engine.term_frequency, parts)):
                continue
            pattern = re.compile(rf"(?<!\w){re.escape(word[:at])}\s{re.escape(word[at:])}(?!\w)", re.I)
            for passage in self._standing(min(parts, key=self._engine.term_frequency)):
                if pattern.search(passage.text):
                    return f"{word[:at]} {word[at:]}"
        return None

    def simplified(self, text: str) -> str:
        """Return a Chinese text in simplified characters, but for those that stand in the library."""
        if not analyzers.is_unspaced(text):
            return text
        forms = open_lexicon().simplified(set(text))
        return "".join(forms[one] if one in forms and one not in self._characters else one for one in text)

    def _same(self, word: str) -> tuple[NearWord, ...]:
        """Return the word in its other spelling, or its parts as they stand in the library."""
        term = next(iter(analyzers.analyze_once(word)), "")
        for other in spelt_otherwise(term):
            if count := self._engine.term_frequency(other):
                written = self._written(other, word)
                return tuple(NearWord(near.text, count, 0, near.name) for near in written)
        parted = self.parted(word)
        return (NearWord(parted, 1, 0),) if parted else ()

    def _like(self, term: str, word: str) -> Iterator[str]:
        """Yield terms with a term's first letter that are near to it, or to the beginning of its word.

        A slip may hide an ending from the stemmer: "capcity" keeps what "capac" has lost.
        """
        first, last = term[:2], term[-2:]
        for other in self._by_letter.get(term[:1], ()):
            more = len(word) - len(other)
            # Counting slips takes 10 us, and these few are left of a thousand terms: two slips seldom
            # touch both ends.
            close = abs(len(term) - len(other)) <= FARTHEST and (
                other.startswith(first) or other.endswith(last)
            )
            hidden = FARTHEST < more <= _ENDING and len(other) > _SHORTEST_PART and other.startswith(first)
            if (close and slips_apart(term, other, FARTHEST) <= FARTHEST) or (
                hidden and any(slips_apart(word[: len(other) + n], other, 1) <= 1 for n in (-1, 0, 1))
            ):
                yield other

    def _stem_near(self, term: str, word: str) -> tuple[NearWord, ...]:
        """Return the form of a term whose stem is a slip away from a word's: "recive" is "received"."""
        own = next(iter(analyzers.analyze_once(word)), "")
        telling = min(len(own), len(term)) >= _TELLING and own[-1] == term[-1]
        if not telling or slips_apart(own, term, 1) != 1:
            return ()
        return tuple(replace(near, apart=1) for near in self._written(term, word, FARTHEST + _ENDING))

    def _written(self, term: str, word: str, farthest: int = FARTHEST) -> tuple[NearWord, ...]:
        """Return the form of a term that is nearest to a word, nothing where all are farther."""
        texts = [f"{one.context} {one.text} {one.note_words}" for one in self._standing(term)]
        opening = re.compile(rf"(?<![^\W\d_]){re.escape(term[0])}[^\W\d_]*", re.I)
        found = Counter(form for text in texts for form in opening.findall(text))
        forms = {form: n for form, n in found.items() if analyzers.analyze_once(form) == (term,)}
        if not forms:
            return ()
        sought = word.casefold()
        text, apart = min(
            ((form, slips_apart(sought, form.casefold(), farthest)) for form in forms),
            key=lambda one: (one[1], -forms[one[0]], one[0]),
        )
        if apart > farthest:
            return ()
        capitals = sum(count for form, count in forms.items() if form[0].isupper())
        always = capitals == sum(forms.values())
        return (
            NearWord(
                text,
                self._engine.term_frequency(term),
                apart,
                2 * capitals > sum(forms.values()),
                always and _FAMILY * _behind_names(text, texts) >= capitals and not _is_long_word(text),
            ),
        )

    def _standing(self, term: str) -> list[Passage]:
        return [self._engine.passage(row) for row in self._engine.term_rows(term, _READ)]

    @cached_property
    def _characters(self) -> frozenset[str]:
        """Return the characters of scripts without spaces that stand somewhere."""
        return frozenset("".join(term for term in self._engine.terms() if analyzers.is_unspaced(term)))

    @cached_property
    def _by_letter(self) -> dict[str, list[str]]:
        """Return the terms that are words of letters, by their first one."""
        found: dict[str, list[str]] = {}
        for term in self._engine.terms():
            if term.isalpha() and not analyzers.is_unspaced(term):
                found.setdefault(term[0], []).append(term)
        return found


def _behind_names(name: str, texts: Sequence[str]) -> int:
    """Return how often a name stands behind another word with a capital."""
    behind = re.compile(rf"(?<![^\W_])([A-Z][a-z]+)[ \u00a0]{re.escape(name)}(?!\w)")
    found = (before for text in texts for before in behind.findall(text))
    return sum(before.casefold() not in analyzers.STOP_WORDS for before in found)


def _is_long_word(name: str) -> bool:
    """Return whether a name is a word of the dictionary and not short: nobody is called "Pavilion"."""
    return len(name) >= _LONG and open_lexicon().knows(_terms(name.casefold()))


def _in_dictionary(word: str) -> bool:
    """Return whether a dictionary knows a word, or what it was made of."""
    plain = word.casefold()
    bases = [base for affix in _AFFIXES if (base := affix.sub("", plain)) != plain]
    bases += [f"{base}e" for base in bases]
    ways = [_terms(one) for one in (plain, *bases)]
    if plain in _CONTRACTED or not ways[0]:
        return True
    return open_lexicon().knows(term for some in ways for term in some)


def _terms(word: str) -> tuple[str, ...]:
    """Return a word's term and what it is in another spelling; nothing for a word that is no single term."""
    found = analyzers.analyze_once(word)
    return (*found, *spelt_otherwise(found[0]), *other_terms(found[0])) if len(found) == 1 else ()
