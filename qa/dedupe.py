"""Near-duplicates among the hits: the best one is shown, the others are counted.

Two texts are near-duplicates when most word triples of the shorter one stand in the
longer one too (containment of w-shingles: Broder 1997, "On the resemblance and containment
of documents"). Chinese and other unspaced text is cut into characters instead of words.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache

from index.model import Hit

_UNIT = re.compile(r"[^\W_぀-ヿ㐀-鿿]+|[぀-ヿ㐀-鿿]")
_MIN_UNITS = 6
"""Shorter texts are duplicates only when they are equal: triples say nothing about them."""


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A hit left out because a better one says the same."""

    hit: Hit
    of: str
    """passage_id of the better hit."""


def fold_duplicates(hits: Sequence[Hit], similarity: float) -> tuple[list[Hit], list[Duplicate]]:
    """Separate the hits that repeat a better one.

    Args:
        hits: Best first.
        similarity: Share of the shorter text's triples, 0 to 1, from which it is a repetition.

    Returns:
        The hits kept, in order, and those left out, in order. Text of similar length only:
        a sentence inside a long passage is not its duplicate.
    """
    kept: list[tuple[Hit, frozenset[str]]] = []
    gone: list[Duplicate] = []
    for hit in hits:
        shingles = _shingles(hit.passage.text)
        size = len(shingles)
        # Lengths first: every hit meets every other, and most pairs differ by that alone.
        alike = (
            (other, seen)
            for other, seen in kept
            if size >= similarity * len(seen) and len(seen) >= similarity * size
        )
        twin = next((other for other, seen in alike if _same(shingles, seen, similarity)), None)
        if twin is None:
            kept.append((hit, shingles))
        else:
            gone.append(Duplicate(hit, twin.passage.passage_id))
    return [hit for hit, _ in kept], gone


@lru_cache(maxsize=4096)  # the same passages come up again and again: 2 ms a question less
def _shingles(text: str) -> frozenset[str]:
    units = [unit.casefold() for unit in _UNIT.findall(text)]
    if len(units) < _MIN_UNITS:
        return frozenset((" ".join(units),))
    return frozenset(" ".join(units[at : at + 3]) for at in range(len(units) - 2))


def _same(one: frozenset[str], other: frozenset[str], similarity: float) -> bool:
    return len(one & other) >= similarity * min(len(one), len(other))
