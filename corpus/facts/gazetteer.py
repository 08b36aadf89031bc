"""Names that two languages write unlike each other: countries, cities, bodies.

A small list, read once. It lets "Kenya", "Kenyan" and "肯尼亚" be one name; a name that
is not in it is compared by its letters or its sound.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import lru_cache
from importlib import resources


@dataclass(frozen=True, slots=True)
class Entry:
    """A name and how it is written."""

    key: str
    """The first English name, lower case."""
    kind: str
    """"country", "region", "city", "province" or "body"."""
    english: tuple[str, ...]
    chinese: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Gazetteer:
    """All entries and the patterns that find them."""

    entries: dict[str, Entry]
    english: dict[str, Entry]
    """Lower-case English name → entry."""
    chinese: dict[str, Entry]
    english_pattern: re.Pattern[str]
    chinese_pattern: re.Pattern[str]


@lru_cache(maxsize=1)
def gazetteer() -> Gazetteer:
    """Return the gazetteer, read from the file beside this module."""
    text = resources.files("corpus.facts").joinpath("gazetteer.txt").read_text(encoding="utf-8")
    entries: dict[str, Entry] = {}
    for line in text.splitlines():
        if line and not line.startswith("#"):
            kind, english, chinese = line.split("|")
            names = tuple(english.split(","))
            entries[names[0].lower()] = Entry(names[0].lower(), kind, names, tuple(chinese.split(",")))
    by_english = {name.lower(): entry for entry in entries.values() for name in entry.english}
    by_chinese = {name: entry for entry in entries.values() for name in entry.chinese}
    return Gazetteer(entries, by_english, by_chinese, _english(by_english), _chinese(by_chinese))


def _english(names: dict[str, Entry]) -> re.Pattern[str]:
    # As written or in capitals: "us", "who" and "turkey" in small letters are other words.
    written = sorted({name for entry in names.values() for name in entry.english}, key=len, reverse=True)
    return re.compile(r"(?<![\w.-])(?:" + "|".join(re.escape(name) for name in written) + r")(?![\w-])")


def _chinese(names: dict[str, Entry]) -> re.Pattern[str]:
    return re.compile("|".join(sorted(map(re.escape, names), key=len, reverse=True)))
