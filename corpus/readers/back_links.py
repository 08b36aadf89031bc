"""The way back from a note to its mark, as pages show it: no words of the note.

A converter ends a note with an arrow ("A source. ↩︎", with a second mark "↩ ↩2"); Wikipedia begins it
with "^" or "↑" and a letter for each mark ("^ a b A source.").
"""

from __future__ import annotations

import re
from itertools import pairwise

from corpus.offsets import MappedText

_ARROWS = r"[↩↵⏎⤴]\ufe0e?(?:\ufe0f)?"
_AT_END = re.compile(
    rf"(?:\s?[\[(]?{_ARROWS}(?:\d{{1,2}}|[⁰¹²³⁴-⁹]{{1,2}})?[\])]?|(?<=[.!?)”\"»/])\s?↑\ufe0e?)+$"
)
_AT_START = re.compile(
    r"[\^↑]\ufe0e?\s{1,3}(?:Jump(?: up)?(?: to)?:?\s{1,3})?(?P<letters>(?:[a-z],?\s{1,3})*)(?=\S)"
)
_TAIL = 80


def without_way_back(content: MappedText) -> MappedText:
    """Return a note's text without the signs that lead back to its marks.

    Letters count only from "a" on in order and two at least: "^ a history of Lima" keeps its "a".
    """
    text = content.text
    start, end = 0, len(text)
    ending = _AT_END.search(text, max(0, end - _TAIL))
    if ending is not None:
        end = ending.start()
    opening = _AT_START.match(text)
    if opening is not None:
        letters = opening["letters"].replace(",", " ").split()
        start = opening.end() if not letters or _counts(letters) else opening.start("letters")
    return content if (start, end) == (0, len(text)) or start >= end else content.slice(start, end)


def _counts(letters: list[str]) -> bool:
    """Return whether letters count from "a" on, two at least."""
    in_order = all(ord(after) == ord(before) + 1 for before, after in pairwise(letters))
    return len(letters) > 1 and letters[0] == "a" and in_order
