"""What kind of answer a question asks for, and where a text has one of that kind.

Surface patterns only (question words, figures, dates, capitalised names), in English and
Chinese, after the answer-type taxonomies of question answering (Li & Roth 2002, "Learning
question classifiers"). They say where an answer may stand, never that it is right.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import Literal

AnswerType = Literal["number", "date", "name", "other"]
Span = tuple[int, int]

_DATE_ASKED = re.compile(
    r"\b(when|(?:what|which|in which|since what) (?:year|date|month|day)|how long ago)\b"
    r"|什么时候|何时|哪一?年|几年|哪天|日期",
    re.IGNORECASE,
)
_NUMBER_ASKED = re.compile(
    r"\bhow (?:many|much|large|big|high|long|old|often|far|tall|fast|expensive)\b"
    r"|\bwhat (?:share|percentage|proportion|number|amount|price|sum|fraction|rate|size|population)\b"
    r"|\bwhich (?:share|percentage|proportion)\b|多少|几[个家架名次座所种]|百分之",
    re.IGNORECASE,
)
_NAME_ASKED = re.compile(
    r"\b(who|whom|whose|where|which|what is the name|in what country)\b|谁|哪|何处|什么公司", re.IGNORECASE
)

_SOURCE_ASKED = re.compile(
    r"\b(?:cited|cites?|citation|footnotes?|endnotes?|references?|bibliograph\w+|according to which|"
    r"sources? (?:is|are|was|were|for|of|given|backs?|supports?)|(?:what|which) (?:\w+ )?sources?|"
    r"who (?:wrote|reported|published)|"
    r"(?:which|what) (?:newspaper|article|outlet|magazine|journal|website|author|publication)s?)\b"
    r"|引用|脚注|注释|来源|出处|哪[家份篇](?:报纸|媒体|文章|报告)|谁写",
    re.IGNORECASE,
)

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]{0,6}\.?"
_DATE = re.compile(
    rf"\b(?:\d{{1,2}} )?{_MONTH} (?:\d{{1,2}}(?:st|nd|rd|th)?,? )?\d{{4}}\b"
    rf"|\b(?:1[5-9]|20)\d\d-\d\d(?:-\d\d)?\b|\b(?:1[5-9]|20)\d\d\b|\d{{4}}年(?:\d{{1,2}}月)?(?:\d{{1,2}}日)?"
)
_NUMBER = re.compile(
    r"[$€£¥]\s?\d[\d,.]*(?: ?(?:thousand|million|billion|trillion|bn|m|k)\b)?"
    r"|\b\d[\d,.]*(?:%| ?(?:percent|per cent|thousand|million|billion|trillion)\b)?"
    r"|\b(?:two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|dozens?|hundreds|thousands|millions)\b"
    r"|\d+[万亿]?",
    re.IGNORECASE,
)
_CAPITAL = r"(?:[A-Z][\w’'&.-]*\w|[A-Z])"
_NAME = re.compile(
    rf"\b{_CAPITAL}(?: (?:of|de|and|for|the|la|al|van|von)(?= [A-Z])| (?:{_CAPITAL}|[A-Z0-9]+\b)){{0,8}}"
)


def asks_for_source(question: str) -> bool:
    """Return whether the question asks what is cited, not what is said."""
    return bool(_SOURCE_ASKED.search(question))


def answer_type(question: str) -> AnswerType:
    """Return what kind of answer the question asks for."""
    if _DATE_ASKED.search(question):
        return "date"
    if _NUMBER_ASKED.search(question):
        return "number"
    return "name" if _NAME_ASKED.search(question) else "other"


def spans_of_type(kind: AnswerType, text: str, question: str, starts: Sequence[int] = ()) -> tuple[Span, ...]:
    """Find what could be the answer.

    Args:
        kind: The kind asked for; "other" has no plain span.
        text: Where to look.
        question: Words that stand in the question already answer nothing.
        starts: Offsets of sentence beginnings; a lone capital there proves no name.

    Returns:
        Spans in `text`, in order, without overlap.
    """
    if kind == "other":
        return ()
    asked = question.casefold()
    found: list[Span] = []
    for match in _PATTERNS[kind].finditer(text):
        span = _trimmed(text, match.start(), match.end())
        word = text[span[0] : span[1]]
        if span[0] == span[1] or word.casefold() in asked:
            continue
        if kind == "name" and span[0] in starts and " " not in word and not _inner_capital(word):
            continue
        if kind == "number" and _DATE.fullmatch(word):
            continue
        found.append(span)
    return tuple(found)


_PATTERNS = {"date": _DATE, "number": _NUMBER, "name": _NAME}


def _trimmed(text: str, start: int, end: int) -> Span:
    while end > start and text[end - 1] in ".,'’-& ":
        end -= 1
    if text[start:end].endswith(("’s", "'s")):
        end -= 2
    return start, end


def _inner_capital(word: str) -> bool:
    return any(letter.isupper() or letter.isdigit() for letter in word[1:])
