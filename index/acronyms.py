"""What a document's acronyms stand for, where the document itself says so: "Asian Trade Pact (ATP)".

A passage that says "ATP" alone is about the pact all the same; a question by the full name
should find it. Only the document's own definitions count: letters mean other things elsewhere.
After Schwartz and Hearst, "A Simple Algorithm for Identifying Abbreviation Definitions in
Biomedical Text" (2003), kept to initials, which err less.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

# Begun at a word's first character alone: a word of megabytes must not cost its square.
_DEFINED = re.compile(r"(?<![\w’'.&\-])((?:[\w’'.&\-]{1,40}[ \n]{1,3}){2,10})\(([A-Z][A-Za-z&]{1,8}?)s?\)")
_WORD = re.compile(r"[^\W_]+")
_SMALL = frozenset(("a", "and", "at", "for", "in", "of", "on", "the", "to", "und", "de", "la", "et", "du"))
"""Words that an acronym may pass over."""
MOST = 200
"""Acronyms of one document; a glossary of more is hostile or no prose."""


def defined_acronyms(texts: Iterable[str]) -> dict[str, str]:
    """Return acronyms with their full names, as the texts define them; the first definition counts."""
    found: dict[str, str] = {}
    for text in texts:
        for match in _DEFINED.finditer(text):
            name = _name(match.group(1), match.group(2))
            if name and len(found) < MOST:
                found.setdefault(match.group(2), name)
    return found


def names_behind(text: str, acronyms: Mapping[str, str]) -> tuple[str, ...]:
    """Return the full names of the acronyms that a text uses without saying what they stand for."""
    if not acronyms:
        return ()
    words = set(_WORD.findall(text))
    folded = " ".join(text.split()).casefold()
    used = (acronym for acronym in acronyms if not words.isdisjoint((acronym, f"{acronym}s")))
    return tuple(acronyms[acronym] for acronym in used if acronyms[acronym].casefold() not in folded)


def _name(before: str, acronym: str) -> str:
    """Return the last words before an acronym whose initials it is made of, "" when there are none."""
    words = [found.span() for found in _WORD.finditer(before)]
    letters = [letter.casefold() for letter in acronym if letter.isalpha()]
    at = len(words)
    start = at
    while letters and at > 0:
        at -= 1
        word = before[slice(*words[at])].casefold()
        if word[0] == letters[-1] and not (word in _SMALL and _spared(before, words[:at], letters)):
            letters.pop()
            start = at
        elif word not in _SMALL:
            return ""
    return " ".join(before[words[start][0] :].split()) if not letters and start < len(words) - 1 else ""


def _spared(before: str, words: list[tuple[int, int]], letters: list[str]) -> bool:
    """Return whether a small word's letter is that of the word before it, which counts more."""
    return bool(words) and before[slice(*words[-1])].casefold()[0] == letters[-1]
