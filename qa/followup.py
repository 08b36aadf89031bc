"""Resolve a follow-up question from what was asked before, without a language model.

Three cases. An ellipsis that names something new ("And Bolivia?") takes the earlier
question with that name in the old one's place. Any other question that points back is
shown with the earlier question before it, and searched with the rare words of the
conversation (`qa.history`). A question that stands alone is shown as it is; the
conversation's words then only help a little to find its passages.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from qa.answer import Question, Turn
from qa.check import clean_question
from qa.cues import has_free_reference, is_elliptical
from qa.history import dependence, keywords
from qa.phrases import Phrase, phrases_in
from qa.ports import Words
from qa.settings import AskSettings

_FEW_TERMS = 1
"""A question with no more indexed terms than this says too little to stand alone."""
_MAX_CONTEXT = 400
"""Characters of one earlier turn that are drawn on; a pasted page would drown the question."""


@dataclass(frozen=True, slots=True)
class Resolved:
    """A question that can be searched as it stands."""

    text: str
    """Shown to the person, who may edit it; it stands without the history."""
    query: str
    """What the index is asked; the same, but for a follow-up that is searched by its own words first."""
    expansions: tuple[tuple[str, float], ...] = ()
    """Further texts to search with and their weights against the query's 1.0."""
    follow_up: bool = False
    """Whether anything was taken from the history."""


def resolve(question: Question, words: Words, settings: AskSettings) -> Resolved:
    """Make a question stand alone.

    Args:
        question: With its history, oldest turn first; agents' turns may be among it.
        words: How the index sees words: rare names are what a follow-up replaces.
        settings: How far back to look, and how much it weighs.
    """
    text = clean_question(question.text)
    earlier = _asked(question.history, settings.history_turns)
    if not earlier:
        return Resolved(text, text)
    leans = leans_on_history(text, words)
    topic = _topic(earlier, words)
    swapped = _swap(text, topic, words) if leans and is_elliptical(text) else None
    if swapped:
        return Resolved(swapped, swapped, ((text, settings.fragment_weight),), True)
    found = keywords(_recent(question.history, settings.history_turns), text, words)
    weight = settings.history_weight + (1 - settings.history_weight) * dependence(text, words)
    expansions = ((f"{' '.join(found)} {text}", weight),) if found else ()
    shown = f"{topic} {text}" if leans else text
    if leans and not found:
        return Resolved(shown, shown, ((text, settings.fragment_weight),), True)
    return Resolved(shown, text, expansions, leans)


def leans_on_history(text: str, words: Words) -> bool:
    """Return whether a question needs the turns before it to be understood."""
    return is_elliptical(text) or has_free_reference(text) or len(set(words.analyze(text))) <= _FEW_TERMS


def _recent(history: Sequence[Turn], most: int) -> list[Turn]:
    """Return the turns that may be drawn on, cleaned and clipped, oldest first."""
    asked = [turn for turn in history if turn.speaker != "agent"][-most:]
    told = [turn for turn in history if turn.speaker == "agent"][-1:]
    kept = [
        Turn(turn.speaker, clean_question(turn.text[: 4 * _MAX_CONTEXT])[:_MAX_CONTEXT])
        for turn in asked + told
    ]
    return [turn for turn in kept if turn.text]


def _asked(history: Sequence[Turn], most: int) -> list[str]:
    texts = [clean_question(turn.text)[:_MAX_CONTEXT] for turn in history if turn.speaker != "agent"]
    return [text for text in texts if text][-most:]


def _topic(earlier: Sequence[str], words: Words) -> str:
    """Return the last question that stands alone, carried through the follow-ups after it."""
    topic = earlier[0]
    for text in earlier[1:]:
        if not leans_on_history(text, words):
            topic = text
        elif is_elliptical(text):
            topic = _swap(text, topic, words) or topic
    return topic


def _swap(fragment: str, topic: str, words: Words) -> str | None:
    """Put the fragment's name or year where the topic has its like; None when there is no such place.

    The topic's names that are as rare as the new one, or rarer, belong to the old answer: the one
    nearest in rarity gives up its place, the others go. Common ones ("China" in a report on China)
    are the background and stay.
    """
    new = phrases_in(fragment)
    if len(new) != 1:
        return None
    old = [phrase for phrase in phrases_in(topic) if phrase.kind == new[0].kind]
    if not old or new[0].text.casefold() in topic.casefold():
        return None
    rarity = _rarity(new[0], words)
    target = min(old, key=lambda phrase: (abs(_rarity(phrase, words) - rarity), -phrase.start))
    floor = _rarity(target, words)
    gone = [phrase for phrase in old if phrase is not target and _rarity(phrase, words) > floor]
    return _rewrite(topic, target, new[0].text, gone if new[0].kind == "name" else [])


def _rarity(phrase: Phrase, words: Words) -> float:
    terms = words.analyze(phrase.text)
    return max((words.idf(term) for term in terms), default=0.0)


def _rewrite(topic: str, target: Phrase, new: str, gone: Sequence[Phrase]) -> str:
    edits = [(target.start, target.end, new)]
    for phrase in gone:
        lead = re.search(r"(?:\b(?:for|in|of|to|on|at|by|from|with|about)(?: the)? )$", topic[: phrase.start])
        edits.append((lead.start() if lead else phrase.start, phrase.end, ""))
    for start, end, text in sorted(edits, reverse=True):
        topic = topic[:start] + text + topic[end:]
    return re.sub(r"\s+([?.,!])", r"\1", " ".join(topic.split()))
