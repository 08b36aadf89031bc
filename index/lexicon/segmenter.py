"""Cuts Chinese into words, by the package rjieba: a dictionary with frequencies, and a model of names."""

from __future__ import annotations

from functools import lru_cache


@lru_cache(maxsize=4096)
def segmented(text: str) -> tuple[tuple[str, str], ...]:
    """Return the words of a run of Chinese in order, each with its kind ("n", "v", "nr" for a person).

    Together the words are the text. The dictionary is loaded at the first call, in under a second.
    """
    from rjieba import tag

    return tuple(tag(text))
