"""Whether some words are a person's name, an organisation's, or neither."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.citations.vocabulary import ORGANISATION_WORDS, word_set

_PARTICLES = word_set("van von der den de del della di da dos du la le el al bin ibn ter ten y e und")
_TITLES = re.compile(r"^(?:Dr|Prof|Mr|Mrs|Ms|Sir|Dame|Gen|Lt|Col|Sen|Rep|Hon)\.?\s+", re.IGNORECASE)
_TOKEN = re.compile(r"(?:[A-ZÀ-ÞĀ-ŽА-ЯЁ]\.?-?){1,3}$|[A-ZÀ-ÞĀ-ŽА-ЯЁ][\w’'-]+\.?$|Mc[A-Z]\w+$|O’\w+$")
_SMALL = word_set("of the for and on in to s de la du des für der del do da")
_ROLES = re.compile(r",?\s*\(?\b(?:eds?|trans|hg|hrsg|dir|coord|org)\b\.?\)?\s*$", re.IGNORECASE)
_JOIN = re.compile(r"\s*(?:,\s*(?:and|&|und|et|y|и)\s|\s(?:and|&|und|et|y|и|with)\s|、)\s*")
_HAN_NAME = re.compile(r"[一-鿿·]{2,12}(?:[、，]\s?[一-鿿·]{2,8})*(?:等)?$")


def is_person(text: str) -> bool:
    """Return whether the words have the shape of one person's name ("Samm Sacks", "V. I. Ulyanov")."""
    words = _TITLES.sub("", _ROLES.sub("", text.strip())).split()
    if not 2 <= len(words) <= 5 or any(any(char.isdigit() for char in word) for word in words):
        return False
    if any(word.lower().strip(".,") in ORGANISATION_WORDS for word in words):
        return False
    capitals = [word for word in words if _TOKEN.match(word)]
    return len(capitals) >= 2 and all(word in capitals or word.lower() in _PARTICLES for word in words)


def is_people(text: str) -> bool:
    """Return whether the words are one or more persons' names, "et al." allowed."""
    bare = re.sub(r",?\s+(?:et al\.?|and others|u\.\s?a\.)$", "", _ROLES.sub("", text.strip()))
    parts = [part for part in _JOIN.split(bare) if part]
    if len(parts) == 1 and bare != text.strip() and re.fullmatch(r"[A-ZÀ-Þ][\w’'-]+", bare):
        return True
    return bool(parts) and all(is_person(part) for part in parts)


def is_organisation(text: str) -> bool:
    """Return whether the words look like an organisation: one of its words, or an acronym."""
    words = re.findall(r"[^\W\d_]+", text)
    if not all(word[0].isupper() or word in _SMALL for word in words):
        return False
    return any(word.lower() in ORGANISATION_WORDS for word in words) or bool(
        re.fullmatch(r"[A-Z]{2,8}(?:-[A-Z]+)?", text.strip())
    )


def is_han_name(text: str) -> bool:
    """Return whether the words could be Chinese authors' names."""
    return _HAN_NAME.fullmatch(text.strip()) is not None


@lru_cache(maxsize=16_384)
def surnames(author: str) -> tuple[str, ...]:
    """Return the words by which short forms call an author: surnames, or the whole name.

    "Heidi Swart" gives Swart; "Swart, Heidi" gives Swart; "Freedom House" gives
    Freedom House.
    """
    found: list[str] = []
    named = re.sub(r",?\s+et al\.?$", "", _ROLES.sub("", author))
    for part in re.split(r"\s*(?:;|\s(?:and|&|und|et|y|и)\s)\s*", named):
        name = part.strip(" .,")
        inverted = re.match(r"([^\s,]+(?:\s[^\s,]+)?),\s+[A-ZÀ-ÞА-Я]", name)
        if inverted and not is_person(name.split(",")[0]):
            found.append(inverted.group(1))
            continue
        for person in re.split(r",\s*", name):
            if is_person(person):
                found.append(_surname(person))
    together = [" ".join(found)] if len(found) > 1 else []
    return (*found, *together, author.strip())


def _surname(person: str) -> str:
    words = person.split()
    at = len(words) - 1
    if re.fullmatch(r"(?:Jr|Sr|II|III)\.?", words[at]) and at > 1:
        at -= 1
    while at > 1 and words[at - 1].lower() in _PARTICLES:
        at -= 1
    return " ".join(words[at:])
