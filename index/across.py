"""BM25 between languages: words of a question and the passages that have them in another script.

A word counts in a passage as the best of its translations does there, and its rarity is
that of all of them together: a rare wrong translation would else outweigh the right one
(structured queries: Pirkola, SIGIR 1998).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from index import analyzers
from index.lexicon import Lexicon, Translation, translate
from index.model import SearchQuery

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.bm25 import Bm25Index

    Floats = NDArray[np.float64]
    Rows = NDArray[np.int64]
    Mask = NDArray[np.bool_]


_NOTHING = 1e-9
_NAMED = 3
"""Translations named at most for one word."""


@dataclass(frozen=True, slots=True)
class Group:
    """A word of a question with everything that counts as it."""

    name: str
    """As the question has it."""
    ways: tuple[tuple[str, ...], ...]
    """Its own terms and each translation's; all terms of one way must stand in a passage."""
    weight: float = 1.0


def groups_of(query: SearchQuery, lexicon: Lexicon) -> tuple[Group, ...]:
    """Return the words of a question and of its expansions, a word asked twice weighing 2."""
    found: dict[tuple[tuple[str, ...], ...], Group] = {}
    for text, weight in [(query.text, 1.0), *query.expansions]:
        for word in translate(text, lexicon):
            ways = _ways(word)
            if ways and weight > 0:
                before = found[ways].weight if ways in found else 0.0
                found[ways] = Group(word.surface, ways, before + weight * word.share)
    return tuple(found.values())


@lru_cache(maxsize=1024)  # a word has the same hundred translations in every question
def _ways(word: Translation) -> tuple[tuple[str, ...], ...]:
    ways = [word.terms, *map(analyzers.analyze_once, word.others)]
    # A single character stands in too many words to mean this one.
    return tuple(dict.fromkeys(way for way in ways if way and way != _lone(way)))


def _lone(way: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(term for term in way if len(term) == 1 and analyzers.is_unspaced(term))


def met_as(groups: Sequence[Group], text: str) -> dict[str, str]:
    """Return the words that a text has in its own language, each with what stands there for it.

    Args:
        groups: A question's words with their translations.
        text: A passage with what surrounds it.

    Returns:
        By word, in the question's order, its translations as the text writes them, joined by commas.
    """
    standing: dict[str, str] = {}
    for token in analyzers.tokens(text):
        standing.setdefault(token.term, token.surface)
    found: dict[str, str] = {}
    for group in groups:
        ways = [way for way in group.ways[1:] if all(term in standing for term in way)]
        # The longest say most: "人工智能" and not "智能".
        said: list[str] = []
        for way in sorted(ways, key=len, reverse=True):
            written = _as_written(way, standing, text)
            if not any(written in other for other in said):
                said.append(written)
        if said:
            found[group.name] = ", ".join(said[:_NAMED])
    return found


def _as_written(way: Sequence[str], standing: Mapping[str, str], text: str) -> str:
    return " ".join(dict.fromkeys(analyzers.join_pairs(text, [standing[term] for term in way])))


class GroupScores:
    """The scores of some groups over the passages of one script."""

    def __init__(self, index: Bm25Index, groups: Sequence[Group], inside: Mask, k1: float) -> None:
        """Look the groups up.

        Args:
            index: The postings.
            groups: The words.
            inside: (n_passages,) the passages that may count.
            k1: BM25's constant, as the index was made with.
        """
        import numpy as np

        self._found: dict[str, Floats] = {}
        self.total: Floats = np.zeros(index.n_passages)
        """(n_passages,) BM25 of the groups, 0 outside."""
        self.best = 0.0
        """What a passage would score with every group in plenty."""
        n = int(inside.sum())
        for group in groups:
            held = np.zeros(index.n_passages)
            for way in group.ways:
                rows, shares = _way_shares(index, way)
                held[rows] = np.maximum(held[rows], shares)
            held[~inside] = 0.0
            rarity = _rarity(int(np.count_nonzero(held)), n)
            self.best += group.weight * rarity * (k1 + 1)
            if held.any():
                self._found[group.name] = self._found.get(group.name, 0.0) + group.weight * rarity * held
                self.total += group.weight * rarity * held

    def explain(self, row: int) -> dict[str, float]:
        """Return what each word adds to one passage's score, without zeros."""
        return {name: float(scores[row]) for name, scores in self._found.items() if scores[row] > 0}


def _rarity(found: int, n: int) -> float:
    import math

    return math.log(1 + (n - found + 0.5) / (found + 0.5))


def _way_shares(index: Bm25Index, way: Sequence[str]) -> tuple[Rows, Floats]:
    """Return the rows in which every term of a way stands, and BM25's saturated frequency of the rarest."""
    import numpy as np

    none = np.zeros(0, np.int64), np.zeros(0)
    found: tuple[Rows, Floats] | None = None
    for term in dict.fromkeys(way):
        number = index.vocabulary.get(term)
        if number is None:
            return none
        low, high = int(index.starts[number]), int(index.starts[number + 1])
        rows, idf = index.rows[low:high], float(index.idf[number])
        # Okapi weighs a term of every second passage 0, and how often it stands there is lost.
        shares = index.weights[low:high] / idf if abs(idf) > _NOTHING else np.ones(high - low)
        if found is None:
            found = rows.astype(np.int64), shares
            continue
        both, here, there = np.intersect1d(found[0], rows, assume_unique=True, return_indices=True)
        found = both, np.minimum(found[1][here], shares[there])
    return found or none
