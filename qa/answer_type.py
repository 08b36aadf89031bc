"""What kind of answer a question asks for, by its own words, in English and Chinese.

Surface patterns only (question words and the nouns and verbs of money, time and measure),
after the answer-type taxonomies of question answering (Li & Roth 2002, "Learning question
classifiers"). Where a text has an answer of a kind: `qa.answer_spans`.
"""

from __future__ import annotations

import re
from functools import lru_cache
from typing import Literal

AnswerType = Literal["date", "count", "money", "share", "duration", "measure", "person", "name", "other"]

QUANTITIES: frozenset[AnswerType] = frozenset({"date", "count", "money", "share", "duration", "measure"})
"""Kinds whose answer can be told by its form; almost every sentence has a name."""

_COST = (
    r"pay|pays|paid|cost|costs|costing|charge[sd]?|spen[dt]s?|invest(?:s|ed)?|lend|lends|lent|fined|"
    r"earn(?:s|ed)?|worth|receive[sd]?|commit(?:s|ted)?|contribute[sd]?|borrow(?:s|ed)?|owe[sd]?|donate[sd]?|"
    r"money|ask(?:s|ed)? for"
)
_SUM = (
    r"prices?|costs?|fees?|fines?|salar(?:y|ies)|wages?|revenues?|budgets?|charges?|ransoms?|subsid(?:y|ies)|"
    r"turnover|profits?|loans?|credits?|grants?|funds?|investments?|debts?|compensation|expenditure|rents?|sums?"
)
_DID = r"did|do|does|has|have|had|would|will"
_PATTERNS: tuple[tuple[AnswerType, re.Pattern[str]], ...] = (
    (
        "count",
        re.compile(
            r"\bhow many(?! (?:years|months|weeks|days|hours|minutes)\b)|几[个家架名次座所种条艘]",
            re.I,
        ),
    ),
    (
        "date",
        re.compile(
            r"(?:^|\b(?:and|or|but|by|since|until|till|from|exactly) )when\b|\bwhen\s*\??$"
            r"|\b(?:what|which) (?:year|date|month|day)s?\b|\bhow long ago\b"
            r"|什么时候|何时|哪一?年|几年|哪天|日期",
            re.I,
        ),
    ),
    (
        "share",
        re.compile(
            r"\b(?:what|which) (?:(?!exchange)\w+ ){0,3}?(?:share|percentage|proportion|fraction|rate)\b"
            r"|百分|比例|份额|(?<![效汇])率",
            re.I,
        ),
    ),
    (
        "money",
        re.compile(
            rf"\bhow much (?:money|did|do|does|was|were|is|are|has|have|had|would|will|could)\b"
            rf".*\b(?:{_COST})\b"
            rf"|\bhow much money\b|\bhow (?:large|big|high)\b.*\b(?:{_SUM})\b"
            rf"|\bwhat (?:(?:is|was|are|were) )?(?:(?!(?:{_DID})\b)\w+(?:[’']s?)? ){{0,6}}?(?:{_SUM})\b"
            rf"|\bwhat (?:{_DID}|is|was|are|were)\b.*\b(?:{_COST})\b(?!.* on\W*$)"
            r"|多少钱|造价|价格|费用|金额|多少.{0,4}(?:贷款|资金|美元|欧元|元)",
            re.I,
        ),
    ),
    (
        "duration",
        re.compile(
            r"\bhow (?:long|old)\b|\bhow many (?:years|months|weeks|days|hours|minutes)\b|多久|多长时间", re.I
        ),
    ),
    (
        "measure",
        re.compile(
            r"\bhow (?:tall|deep|high|far|wide|heavy|fast)\b"
            r"|\bwhat\b.*\b(?:length|height|capacity|weight|depth|size|area|width|speed|power) of\b"
            r"|多[高深远宽重大长]",
            re.I,
        ),
    ),
    (
        "count",
        re.compile(
            r"\bhow (?:much|large|big|often|expensive)\b|\bwhat (?:number|amount|size|population)\b"
            r"|多少|数量",
            re.I,
        ),
    ),
    ("person", re.compile(r"\b(?:who|whom|whose)\b|谁", re.I)),
    ("name", re.compile(r"\b(?:where|which|what is the name|in what country)\b|哪|何处|什么公司", re.I)),
)
"""The first that is found says the kind."""

_REASON = re.compile(r"\s*(?:(?:and|but|so) )?why\b", re.IGNORECASE)
"""A question for a reason, whatever else it mentions ("Why did they worry about who runs it?")."""
_SOURCE_ASKED = re.compile(
    r"\b(?:cited|cites?|citation|footnotes?|endnotes?|references?|bibliograph\w+|according to which|"
    r"sources? (?:is|are|was|were|for|of|given|backs?|supports?)|(?:what|which) (?:\w+ )?sources?|"
    r"who (?:wrote|reported|published)|"
    r"(?:which|what) (?:newspaper|article|outlet|magazine|journal|website|author|publication)s?)\b"
    r"|引用|脚注|注释|来源|出处|哪[家份篇](?:报纸|媒体|文章|报告)|谁写",
    re.IGNORECASE,
)


def asks_for_source(question: str) -> bool:
    """Return whether the question asks what is cited, not what is said."""
    return bool(_SOURCE_ASKED.search(question))


@lru_cache(maxsize=64)  # asked once for each sentence that might answer
def answer_type(question: str) -> AnswerType:
    """Return what kind of answer the question asks for."""
    if _REASON.match(question):
        return "other"
    return next((kind for kind, pattern in _PATTERNS if pattern.search(question)), "other")
