"""What a conversation has been about: the words of earlier turns worth searching with again.

Historical query expansion (Lin et al. 2020, arXiv 2005.02230): rare words of earlier turns
join the last one, at a weight that grows with how little the last one says by itself. Measured
on conversations held apart (docs/quality.md), a few such words beat pasting whole turns.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.answer import Turn
from qa.cues import has_free_reference, is_elliptical
from qa.ports import Words

KEYWORDS = 4
"""Words taken from the history; three to six do about as well."""
DECAY = 0.75
"""What a user's turn is worth against the one after it."""
FIRST = 0.6
"""Least worth of the first turn, which names what the conversation is about."""
AGENT = 0.3
"""Worth of the last answer's words against the user's own."""
AGENT_WORDS = 60
"""Words of an answer that are read: its beginning says what it is about."""
RAREST = 6.0
"""Rarity beyond this makes no difference: a name seen once is not worth ten seen twice."""

_WORD = re.compile(r"[^\s,.;:!?\"“”()\[\]，。？！；：、]{1,40}")
_GENERIC = """tell give explain describe know want need like use get make find mean information details
example way thing kind type difference please thank sorry help good best many much question ask answer
provide specific talk still just really currently general call name say yes no okay"""


def keywords(history: Sequence[Turn], text: str, words: Words) -> list[str]:
    """Return the words of earlier turns to search with, in the order they were first said.

    Args:
        history: Oldest first.
        text: The question; its own words are not repeated.
        words: How the index sees words; those it does not know find nothing and are left out.
    """
    said = set(words.analyze(text)) | _generic(words)
    weights: dict[str, float] = {}
    surfaces: dict[str, str] = {}
    for turn, worth in _worths(history):
        for surface in _WORD.findall(turn):
            term = next(iter(words.analyze(surface)), None)
            if term is None or term in said:
                continue
            rarity = min(RAREST, words.idf(term)) if not words.unknown_terms(surface) else 0.0
            if rarity > 0:
                weights[term] = max(weights.get(term, 0.0), worth * rarity)
                surfaces.setdefault(term, surface.strip("'’"))
    order = list(surfaces)
    best = sorted(order, key=lambda term: (-weights[term], order.index(term)))[:KEYWORDS]
    return [surfaces[term] for term in order if term in best]


def dependence(text: str, words: Words) -> float:
    """Return how far a question leans on what came before it, 0 (not) to 1 (wholly)."""
    content = set(words.analyze(text)) - _generic(words)
    leaning = 1.0 * has_free_reference(text) + 0.5 * is_elliptical(text)
    if len(content) <= 1:
        leaning += 1.0
    elif len(content) == 2:
        leaning += 0.5
    elif len(content) >= 5:
        leaning -= 0.5
    return max(0.0, min(1.0, leaning))


def _worths(history: Sequence[Turn]) -> list[tuple[str, float]]:
    asked = [turn.text for turn in history if turn.speaker != "agent"]
    told = [turn.text for turn in history if turn.speaker == "agent"][-1:]
    found = [(text, DECAY ** (len(asked) - 1 - at)) for at, text in enumerate(asked)]
    if found:
        found[0] = (found[0][0], max(FIRST, found[0][1]))
    return found + [(" ".join(text.split()[:AGENT_WORDS]), AGENT) for text in told]


def _generic(words: Words) -> frozenset[str]:
    return frozenset(words.analyze(_GENERIC))
