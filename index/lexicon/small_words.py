"""Small Chinese words as news writes them; a dictionary's first meaning of most is another one."""

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache
from importlib import resources

MEASURES = frozenset("个件份位册匹只台名场头套家幅座张所支条枚架株棵次艘起辆部间项颗")
"""What stands between a number and what is counted."""


@lru_cache(maxsize=1)
def small_words() -> Mapping[str, str]:
    """Return by word what stands for it in a gloss, whatever the other text says."""
    return _read("small_words.txt")


@lru_cache(maxsize=1)
def news_words() -> Mapping[str, str]:
    """Return by word its usual meaning in news, where the other text has none that the dictionary lists."""
    return _read("news_words.txt")


@lru_cache(maxsize=1)
def unit_words() -> Mapping[str, str]:
    """Return by unit or measure word what stands for it after a number."""
    return _read("unit_words.txt")


def _read(name: str) -> Mapping[str, str]:
    text = resources.files("index.lexicon").joinpath(name).read_text(encoding="utf-8")
    lines = (line.partition("|") for line in text.splitlines() if line and not line.startswith("#"))
    return {word: english for word, _, english in lines}
