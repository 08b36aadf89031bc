"""Questions of two parts: which part is answered where the whole is not, and which not where it is.

"How many hives are in Castelmar, and how many in Madrid?" has no answer, and half of it has
one. Each part is asked as a person would ask them one by one, the second as a follow-up to
the first; what is told is what these two answers would be.
"""

from __future__ import annotations

import re
from collections.abc import Callable

from qa.answer import Answer, Question, Turn
from qa.asked import content_terms
from qa.phrases import phrases_in
from qa.ports import Words
from qa.swap import asks

_QUESTION = r"(?:who|whom|whose|what|when|where|why|which|how)\b"
_HAN_QUESTION = r"(?:谁|什么|多少|多[久长高大远]|几|哪|何|为什么|怎)"
_JOINT = re.compile(
    r"(?:(?<!\bwho)(?<!\bwhat)(?<!\bwhen)(?<!\bwhere)(?<!\bwhy)(?<!\bhow)[,;]? (?:and|but)(?: also)? "
    r"|[?;] (?:and )?)"
    rf"(?=(?:(?:in|at|on|for|from|to|by|with|of|under|since|until) )?{_QUESTION})"
    rf"|[？；，,] *(?=[^，。？；]{{0,20}}{_HAN_QUESTION})",
    re.IGNORECASE,
)
"""Where a second question begins; not within "when and where", which ask about one thing."""
_HAN_ASKS = re.compile(_HAN_QUESTION)
SILENT = 0.25
"""Confidence below which the second part of an answered question is called unanswered: of 68 questions of the
held reports that were answered, and both whose parts have an answer, no second part alone was below .31."""
_FEW = 2
"""Content words that a part has at least, unless it has a name: the first one must stand alone."""

Part = tuple[str, str | None]
"""A part of a question as written, and why nothing answers it; None where something does."""


def parts_of(question: str, words: Words) -> tuple[str, ...]:
    """Return the two parts of a question that asks for two things, nothing for any other.

    None of one that asks for more: each part is asked anew, and that has to end somewhere.

    Args:
        question: As it was asked.
        words: How the index sees words.
    """
    joint = _JOINT.search(question)
    if joint is None:
        return ()
    first, second = question[: joint.start()].strip(" ?？"), question[joint.end() :].strip(" ?？")
    if _JOINT.search(question, joint.end()):
        return ()
    whole = len(content_terms(first, words)) >= _FEW or bool(phrases_in(first))
    return (first, second) if second and whole and (asks(first) or _HAN_ASKS.search(first)) else ()


def judged(question: Question, parts: tuple[str, ...], ask: Callable[[Question], str | None]) -> list[Part]:
    """Ask the parts of a question one by one.

    Args:
        question: With its history.
        parts: Its parts, in order.
        ask: Says why nothing answers a question; None where something does.
    """
    history, told = question.history, []
    for part in parts:
        told.append((part, ask(Question(f"{part}?", history=history))))
        history = (*history, Turn("user", f"{part}?"))
    return told


def left_open(question: Question, parts: tuple[str, ...], ask: Callable[[Question], Answer]) -> str | None:
    """Say that nothing answers the second part of a question that was answered; None where something may.

    Args:
        question: With its history.
        parts: Its two parts.
        ask: Answers a question.
    """
    first, second = parts
    alone = ask(Question(f"{second}?", history=(*question.history, Turn("user", f"{first}?"))))
    if not alone.abstained or alone.confidence >= SILENT:
        return None
    return f"No passage answers “{second}”. {alone.reason or ''}".strip()


def told_apart(parts: list[Part], whole: str) -> str:
    """Say which part is answered, if one is.

    Args:
        parts: What became of each.
        whole: Why nothing answers the question as a whole; it stands where no part is answered.
    """
    answered = [part for part, why in parts if why is None]
    silent = [(part, why) for part, why in parts if why is not None]
    if not answered:
        return whole
    if not silent:
        return "No passage answers all of it; asked one at a time, its parts may be answered."
    missing, why = silent[0]
    return f"Asked alone, “{answered[0]}” would be answered; “{missing}” would not. {why}"
