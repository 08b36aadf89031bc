"""Several facts asked at once: the passages behind the first are ranked for what they add.

"Which projects were paid with loans?" is answered by many passages, each by one project. Two
things then matter besides a passage's own score: items of the list that the first passage is
an item of belong together, and a passage that never names what is asked about is not one of
them. Both are small steps, in the manner of maximal marginal relevance (Carbonell and
Goldstein 1998), said as a leg of their own so that a score still adds up.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from index.model import Hit, Passage
from qa.ports import Weighing

LEG = "spread"
"""Name of the leg in `why`."""
_SEVERAL = re.compile(
    r"\b(?:which|what|whose) (?:\w+[ -]){0,3}?(?!(?:is|was|has|does|this|us|basis|status|process|business|"
    r"access|across|versus|focus|campus|virus|crisis|analysis|progress|congress|press|less)\b)\w{2,}(?<!s)s\b"
    r"|\b(?:list|name|enumerate|all|several|various|other|examples?|kinds|types|ways) \w"
    r"|\bwhat (?:does|do|did|is|was|has) .{1,80}\b(?:say|said|tell|mention|report|write|known)\b"
    r"|\b(?:tell me|anything|everything) about\b"
    r"|哪些|哪几|有什么|列出|说了什么|所有",
    re.IGNORECASE,
)
_SIBLING = 0.08
"""What an item of the first passage's list gains."""
_NEAR = 0.35
"""An item farther than this below the first passage is about something else, and gains nothing."""
_SILENT = 0.12
"""What a passage loses that has none of the question's rare words that the first one has."""
_STEM = 5
"""Letters from which a word that begins with another is of the same family."""
_RARE = 2.0
"""Rarity (idf) from which a word tells passages apart: about one passage in eight has it."""


def asks_for_several(question: str) -> bool:
    """Return whether a question asks for several things, or for all that is said about one."""
    return bool(_SEVERAL.search(question))


def spread(question: str, hits: Sequence[Hit], words: Weighing) -> list[Hit]:
    """Rank hits for the facts that they add, where several are asked for.

    Args:
        question: As it was searched.
        hits: Best first.
        words: How the index sees words.

    Returns:
        The same hits; the first stays first, scores never rise with rank, ties keep their order.
        A question that asks for one thing gets them back as they are.
    """
    if len(hits) < 3 or not asks_for_several(question):
        return list(hits)
    first = hits[0]
    asked = {term for term in words.analyze(question) if words.rarity(term) >= _RARE}
    named = asked & _terms(first.passage, words)
    steps = {id(hit): _step(hit, first, named, words) for hit in hits[1:]}
    order = sorted(hits[1:], key=lambda hit: -(hit.score + steps[id(hit)]))
    ranked, ceiling = [first], first.score
    for hit in order:
        score = min(ceiling, hit.score + steps[id(hit)])
        ranked.append(_moved(hit, score))
        ceiling = score
    return ranked


def _step(hit: Hit, first: Hit, named: set[str], words: Weighing) -> float:
    leads = hit.passage.leads
    same_list = (
        bool(leads) and leads == first.passage.leads and hit.passage.document == first.passage.document
    )
    gain = _SIBLING if same_list and first.score - hit.score <= _NEAR else 0.0
    silent = bool(named) and not _names(named, _terms(hit.passage, words))
    return gain - (_SILENT if silent else 0.0)


def _names(named: set[str], terms: set[str]) -> bool:
    """Return whether a word asked for is there, or one that goes on from it ("Malaysia", "Malaysian")."""
    if not named.isdisjoint(terms):
        return True
    stems = tuple(term for term in named if len(term) >= _STEM)
    return bool(stems) and any(term.startswith(stems) for term in terms)


def _terms(passage: Passage, words: Weighing) -> set[str]:
    return set(words.analyze(" ".join((*passage.leads, passage.text))))


def _moved(hit: Hit, score: float) -> Hit:
    step = score - hit.score
    if not step:
        return hit
    return replace(hit, score=score, legs={**hit.legs, LEG: step})
