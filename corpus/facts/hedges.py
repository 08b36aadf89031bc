"""Words before an amount that widen it: "about", "nearly", "more than", "近", "超过"."""

from __future__ import annotations

import re

Range = tuple[float, float]

NEAR = 0.06
"""How far "about" reaches to either side, as a share."""
FAR = 0.3
"""How far "more than" and "fewer than" reach: beyond it a writer would have named another number."""
WINDOW = 24
"""Characters before (or after) an amount in which such a word may stand."""

_ABOUT = re.compile(
    r"(?:\b(?:about|around|some|roughly|approximately|approx\.?|circa|c\.|an estimated|estimated|or so)"
    r"|[~≈]|约为?|大约|大概|左右|约有)\s*(?:US|the\s)?$",
    re.IGNORECASE,
)
_MORE = re.compile(
    r"(?:\b(?:more than|over|above|at least|exceed(?:s|ed|ing)?|upwards of|no fewer than|no less than"
    r"|in excess of|topp(?:ed|ing)|surpass(?:ed|ing)|greater than)"
    r"|超过|超|逾|多于|至少|不少于|突破|高于|不低于)\s*$",
    re.IGNORECASE,
)
_LESS = re.compile(
    r"(?:\b(?:nearly|almost|close to|just under|just short of|fewer than|less than|under|below|up to|at most"
    r"|as (?:many|much) as|no more than|a maximum of|approaching)"
    r"|近|将近|接近|不到|不足|少于|低于|至多|最多|不超过|几乎|达到?最高)\s*$",
    re.IGNORECASE,
)
_AFTER_ABOUT = re.compile(r"\s?(?:左右|上下|or so\b)")
_AFTER_MORE = re.compile(r"\s?(?:多|余|以上|\+|or more\b)")
_AFTER_LESS = re.compile(r"\s?(?:以下|以内|or less\b|or fewer\b)")


def widened(text: str, start: int, end: int, value: float) -> tuple[Range, bool]:
    """Return what an amount may mean with the words around it, and whether they hedge.

    Args:
        text: The text.
        start: Where the amount begins, its currency sign included.
        end: Where the number ends.
        value: What is written.
    """
    before = text[max(0, start - WINDOW) : start]
    if _MORE.search(before) or _AFTER_MORE.match(text, end):
        return (value, value * (1 + FAR)), True
    if _LESS.search(before) or _AFTER_LESS.match(text, end):
        return (value * (1 - FAR), value), True
    if _ABOUT.search(before) or _AFTER_ABOUT.match(text, end):
        return (value * (1 - NEAR), value * (1 + NEAR)), True
    return (value, value), False
