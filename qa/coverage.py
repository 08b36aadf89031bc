"""How many of a question's words a text has, the rare ones counting for more."""

from __future__ import annotations

from qa.ports import Words


def term_coverage(question: str, text: str, words: Words) -> float:
    """Return the share of the question's terms, weighted by rarity, that a text has (0 to 1)."""
    weights = {term: max(0.0, words.idf(term)) for term in words.analyze(question)}
    total = sum(weights.values())
    if not total:
        return 0.0
    present = set(words.analyze(text))
    return sum(weight for term, weight in weights.items() if term in present) / total
