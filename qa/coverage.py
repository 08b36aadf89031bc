"""How many of a question's words a text has, the rare ones counting for more."""

from __future__ import annotations

from collections.abc import Callable

from qa.ports import Words


def term_coverage(question: str, words: Words) -> Callable[[str], float]:
    """Return what gives the share of a question's terms, weighted by rarity, that a text has (0 to 1)."""
    weights = {term: max(0.0, words.idf(term)) for term in words.analyze(question)}
    total = sum(weights.values())

    def share(text: str) -> float:
        if not total:
            return 0.0
        present = set(words.analyze(text))
        return sum(weight for term, weight in weights.items() if term in present) / total

    return share
