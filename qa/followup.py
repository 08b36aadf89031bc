"""Resolve a follow-up question from what was asked before, without a language model.

Three cases. An ellipsis that names something new ("And Bolivia?"), or a correction ("No, I
meant Bolivia."), takes the earlier question with that name in the old one's place
(`qa.swap`). Any other question that points back is shown with the earlier question before
it, and searched with the rare words of the conversation (`qa.history`). A question that
stands alone is shown as it is; the conversation's words then only help a little to find
its passages.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from qa.answer import Question, Turn
from qa.asked import content_terms
from qa.check import clean_question
from qa.cues import has_free_reference, is_elliptical, without_correction
from qa.history import dependence, keywords
from qa.phrases import phrases_in
from qa.ports import Words
from qa.settings import AskSettings
from qa.swap import asks, swap

_FEW_TERMS = 1
"""A question with no more content words than this, and no name, says too little to stand alone."""
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
    last: str | None = None
    """The last question alone, where `text` is that with the one it leans on before it."""


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
    topic = _topic(earlier, words)
    text, leans, swapped = _completed(text, topic, words)
    if swapped:
        return Resolved(swapped, swapped, ((text, settings.fragment_weight),), True)
    found = keywords(_recent(question.history, settings.history_turns), text, words)
    weight = settings.history_weight + (1 - settings.history_weight) * dependence(text, words)
    expansions = ((f"{' '.join(found)} {text}", weight),) if found else ()
    shown = f"{topic} {text}" if leans else text
    if leans and not found:
        return Resolved(shown, shown, ((text, settings.fragment_weight),), True, text)
    return Resolved(shown, text, expansions, leans, text if leans else None)


def leans_on_history(text: str, words: Words) -> bool:
    """Return whether a question needs the turns before it to be understood."""
    if is_elliptical(text) or has_free_reference(text) or len(set(words.analyze(text))) <= _FEW_TERMS:
        return True
    return len(content_terms(text, words)) <= _FEW_TERMS and not phrases_in(text)


def _completed(text: str, topic: str, words: Words) -> tuple[str, bool, str | None]:
    """Return a question without words of correction, whether it leans on the topic, and it completed.

    The last is None for a question that is no fragment, or has no place in the topic.
    """
    rest = without_correction(text)
    corrects = rest != text
    leans = leans_on_history(rest, words) or (corrects and not asks(rest))
    fragment = leans and (is_elliptical(rest) or corrects)
    return rest, leans, swap(rest, topic, words) if fragment else None


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
        rest, leans, swapped = _completed(text, topic, words)
        topic = swapped or (topic if leans and rest == text else rest)
    return topic
