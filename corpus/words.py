"""Sets of words written as the words themselves, so that lists stay readable."""

from __future__ import annotations


def word_set(words: str) -> frozenset[str]:
    """Return the words of a text that are separated by white space."""
    return frozenset(words.split())
