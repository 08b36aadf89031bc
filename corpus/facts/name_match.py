"""Whether a name of a claim stands in a text, in whatever language either is written."""

from __future__ import annotations

import re
from functools import lru_cache

from corpus.facts.gazetteer import gazetteer
from corpus.facts.model import Name
from corpus.facts.names import distinctive, is_generic
from corpus.facts.sound import plainly_pinyin, sounds_like, spelled_by, spelled_like
from corpus.letters import plain_letters, without_possessive

HAN = re.compile(r"[\u4e00-\u9fff]")
_LATIN_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


def name_stands_in(name: Name, text: str) -> bool:
    """Return whether a text has the name: its letters, its other spelling, its initials, its sound.

    Args:
        name: A name of the claim.
        text: A sentence or more of the source.
    """
    if name.known and _known_stands_in(name.known, text):
        return True
    if _folded(name.text) in _folded(text):
        return True
    if HAN.search(name.text):
        return _chinese_stands_in(name, text)
    if _words_stand_in(name.text, text) or _initials_stand_in(name.text, text):
        return True
    if not HAN.search(text) or _spells_its_own(name):
        return False
    return _sounds_stand_in(name.text, text)


def translatable(name: Name, text: str) -> bool:
    """Return whether a name might stand in the text in other words that rules cannot know.

    So it is for unknown names across languages made of common words: "Ministry of
    Health" and 卫生部, "Harbour Bank" and 海港银行.
    """
    if name.known or name.kind == "person":
        return False
    across = bool(HAN.search(name.text)) != bool(HAN.search(text))
    return across


def _known_stands_in(key: str, text: str) -> bool:
    entry = gazetteer().entries[key]
    if any(chinese in text for chinese in entry.chinese):
        return True
    return any(
        re.search(rf"(?<!\w){re.escape(written)}(?:s|['’]s?)?(?!\w)", text) for written in entry.english
    )


def _spells_its_own(name: Name) -> bool:
    """Return whether a known name is Pinyin of its own characters: others that sound alike are another's.

    By sound alone "Chengdu" would stand in "重庆的".
    """
    written = gazetteer().entries[name.known].chinese if name.known else ()
    return any(spelled_like(name.text, one) for one in written)


def _words_stand_in(name: str, text: str) -> bool:
    """Return whether every distinctive word of a Latin name is a word of the text."""
    words = _words_of(text)
    wanted = distinctive(name)
    have = [word for word in wanted if word in words or word.rstrip("s") in words or word + "s" in words]
    if len(have) == len(wanted):
        return True
    # A person is often called by the last name alone, when no other first name stands before it.
    parts = name.split()
    return (
        len(parts) in (2, 3)
        and not any(is_generic(part) for part in parts)
        and parts[-1].lower() in words
        and not _other_first_name(parts[0], parts[-1], text)
    )


def _other_first_name(first: str, last: str, text: str) -> bool:
    before = re.findall(rf"([A-Z][\w'’-]{{1,30}})\s(?:[A-Z]\.\s)?{re.escape(last)}(?!\w)", text)
    titles = {
        "Mr",
        "Mrs",
        "Ms",
        "Dr",
        "Prof",
        "Professor",
        "President",
        "Minister",
        "Judge",
        "Justice",
        "Mayor",
        "Senator",
        "Captain",
    }
    return any(word.lower() != first.lower() and word not in titles for word in before)


def _initials_stand_in(name: str, text: str) -> bool:
    """Return whether a name and an acronym of the text are one: "World Food Programme", WFP."""
    bare = name.replace(".", "")
    if bare.isupper() and 2 <= len(bare) <= 6:
        pattern = r"(?:[A-Z][\w'’-]{0,30}(?:\s(?:of|for|and|the|on))?\s){1,7}[A-Z][\w'’-]{0,30}"
        return any(_initials(run) == bare for run in re.findall(pattern, text))
    initials = _initials(name)
    return len(initials) >= 3 and re.search(rf"(?<!\w){initials}(?!\w)", text) is not None


def _initials(name: str) -> str:
    return "".join(word[0] for word in name.split() if word[0].isupper())


def _sounds_stand_in(name: str, text: str) -> bool:
    words = [word for word in distinctive(name) if word.isalpha()]
    if not words:
        return False
    joined = "".join(words)
    if len(words) > 1 and all(spelled_like(word, text) for word in words):
        # Pinyin syllables are everywhere: a name of several must stand in one piece, in either order.
        return any(spelled_like(one, text) for one in (joined, "".join(reversed(words))))
    return all(_sounds(word, text) for word in words)


def _sounds(word: str, text: str) -> bool:
    if plainly_pinyin(word):
        return spelled_by(word, text) is not None
    return spelled_like(word, text) if len(word) < 4 else sounds_like(word, text)


def _chinese_stands_in(name: Name, text: str) -> bool:
    """Return whether a Chinese name stands in a text, in another length or in Latin letters."""
    if HAN.search(text) and name.kind in ("body", "person"):
        parts = re.split(r"[·•・]", name.text)
        return len(parts) > 1 and parts[-1] in text
    if HAN.search(text):
        return False
    parts = [part for part in re.split(r"[·•・]", name.text) if part]
    words = [word for word in _LATIN_WORD.findall(text) if word[0].isupper()]
    if name.kind == "person" and len(parts) == 1:
        return _person_spelled(name.text, words)
    return bool(parts) and any(sounds_like(word, parts[-1]) for word in words)


def _person_spelled(name: str, words: list[str]) -> bool:
    """Return whether a Chinese person's name is spelled among Latin words, in either order."""
    given, surname = name[1:], name[:1]
    lowered = [word.lower().replace("-", "").replace("'", "") for word in words]
    for at, word in enumerate(lowered):
        if spelled_like(word, surname):
            near = lowered[max(0, at - 2) : at] + lowered[at + 1 : at + 3]
            if any(
                spelled_like(other, given) and _whole(other, given)
                for other in [*near, "".join(lowered[at + 1 : at + 3])]
            ):
                return True
    return False


def _whole(word: str, given: str) -> bool:
    from pypinyin import lazy_pinyin

    return "".join(lazy_pinyin(given)) == word


@lru_cache(maxsize=512)
def _words_of(text: str) -> frozenset[str]:
    plain = _folded(text)
    words = {without_possessive(word) for word in re.findall(r"[^\W_]+(?:['’-][^\W_]+)*", plain)}
    return frozenset(words | {part for word in words for part in word.split("-")})


def _folded(text: str) -> str:
    return plain_letters(text).casefold()
