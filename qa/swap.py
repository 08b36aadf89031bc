"""A fragment that names something new takes the place of its like in the question before.

"How large was the loan to Ecuador?" and "And Bolivia?" give "How large was the loan to
Bolivia?". Names and years only; what cannot be told to fit is left to the reader, with
the earlier question before it.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from qa.cues import ELLIPSIS
from qa.phrases import Phrase, phrases_in
from qa.ports import Words

_HEAD = re.compile(
    r" (?:states?|valley|region|rivers?|islands?|lakes?|province|county|district|republic|kingdom|peoples?|"
    r"government|company|group|union|coast|basin|peninsula)\b"
)
"""Common nouns that end a name and go with it ("the Omo valley")."""
_LAST_WORDS = re.compile(
    r"^(?: (?:then|too|also|now|instead|as well|either))?\s*(?:年?呢)?\s*[?.!,？。！]*\s*$"
)
_ASKS = re.compile(
    r"^\W*(?:who|whom|whose|what|which|when|where|why|how|is|are|was|were|do|does|did|has|have|had|can|could|will|"
    r"would|should)\b",
    re.IGNORECASE,
)
_BEFORE = re.compile(r"(?:\b(?:for|in|of|to|on|at|by|from|with|about)(?: the)? )$")


def swap(fragment: str, topic: str, words: Words) -> str | None:
    """Put the fragment's name or year where the topic has its like; None when there is no such place.

    The topic's names that are as rare as the new one, or rarer, belong to the old answer: the one
    nearest in rarity gives up its place, the others go. Common ones ("China" in a report on China)
    are the background and stay.

    Args:
        fragment: An ellipsis ("And Bolivia?") or a correction without its opening words.
        topic: The question it continues.
        words: How rare words are.
    """
    new = phrases_in(fragment)
    if len(new) != 1 or asks(_opened(fragment)):
        return None
    start, end = _group(fragment, new[0])
    possessive = fragment[end:].startswith(("'s", "’s"))
    if not possessive and not _LAST_WORDS.match(fragment[end:]):
        return None
    old = [phrase for phrase in phrases_in(topic) if phrase.kind == new[0].kind]
    if not old or new[0].text.casefold() in topic.casefold():
        return None
    rarity = _rarity(new[0], words)
    target = min(old, key=lambda phrase: (abs(_rarity(phrase, words) - rarity), -phrase.start))
    floor = _rarity(target, words)
    gone = [phrase for phrase in old if phrase is not target and _rarity(phrase, words) > floor]
    low, high = _group(topic, target)
    modifies = topic[max(0, low - 4) : low].casefold() == "the " or _takes_a_noun(topic, target)
    text = new[0].text if modifies else fragment[start:end]
    return _rewrite(topic, (low, high, text), gone if new[0].kind == "name" else [])


def asks(text: str) -> bool:
    """Return whether a text begins as a whole question does, with a question word or a verb."""
    return bool(_ASKS.match(text))


def _opened(fragment: str) -> str:
    """Return a fragment without the words that open it ("and how about …")."""
    return ELLIPSIS.sub("", ELLIPSIS.sub("", fragment))


def _group(text: str, phrase: Phrase) -> tuple[int, int]:
    """Return where a name stands with the noun that ends it, and with its article where that goes with it."""
    head = _HEAD.match(text, phrase.end)
    end = head.end() if head else phrase.end
    article = text[max(0, phrase.start - 4) : phrase.start].casefold() == "the "
    whole = head is not None or phrase.text.isupper() or _LAST_WORDS.match(text[end:])
    return (phrase.start - 4 if article and whole else phrase.start), end


def _takes_a_noun(text: str, phrase: Phrase) -> bool:
    """Return whether a name is said of a thing ("the Islamabad safe city", "Vietnam's law")."""
    return text[phrase.end : phrase.end + 2] in {"'s", "’s"}


def _rarity(phrase: Phrase, words: Words) -> float:
    terms = words.analyze(phrase.text)
    return max((words.idf(term) for term in terms), default=0.0)


def _rewrite(topic: str, edit: tuple[int, int, str], gone: Sequence[Phrase]) -> str:
    edits = [edit]
    for phrase in gone:
        lead = _BEFORE.search(topic[: phrase.start])
        edits.append((lead.start() if lead else phrase.start, phrase.end, ""))
    for start, end, text in sorted(edits, reverse=True):
        topic = topic[:start] + text + topic[end:]
    return re.sub(r"\s+([?.,!])", r"\1", " ".join(topic.split()))
