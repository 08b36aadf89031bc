"""Checks of ranges of pages: those that run backwards, and those that lack their beginning or their end."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.citations.layout import lay_out
from corpus.lint.finding import Confidence, Flag
from corpus.model import Document, Note

_SEVERAL = r"(?:(?<![\w.’'-])(?:pp\.?|pgs\.|S\.|págs?\.|pages|Seiten)\s?|第\s?)"
_JOURNAL = r"(?:\b\d{1,4}\s?\(\d{1,3}(?:[–/-]\d{1,3})?\)[,:：]\s?|\([^()]{0,60}(?:1[89]|20)\d\d\)[:,]\s)"
""""31(7), 770", "31, no. 2 (2010): 88": a volume and an issue, or the year, and the pages."""
_RANGE = re.compile(
    rf"(?P<lead>{_SEVERAL}|{_JOURNAL})(?P<first>\d{{1,5}})\s?(?P<dash>[–-])\s?(?P<last>\d{{1,5}})(?![\w–-]|\.\d)"
)
_OPEN = re.compile(
    rf"{_SEVERAL}(?:\d{{1,5}}\s?[–-](?=\s*(?:$|[.,;)\]]))|[–-]\s?\d{{1,5}}(?=\s*(?:$|[.,;)\]]))|[–-](?=\s*(?:$|[.,;)\]])))"
    rf"|{_JOURNAL}\d{{1,5}}[–-](?=\s*(?:$|[.,;)\]]))"
    r"|(?<=,\s)(?!(?:1[5-9]|20)\d\d)\d{1,5}[–-](?=[.,;](?:\s|$))"
)
_CHAPTERS = re.compile(r"\s*(?:to|bis|[–-]|,|and|&)\s*\d{1,3}-\d")
""""pp. 4-1 to 4-5" counts the pages of chapter 4."""
_TEENS = range(10, 20)


def wrong_range(document: Document, note: Note) -> Iterator[Flag]:
    """Flag a range of pages that ends before it begins, or of which one end is missing."""
    outline = lay_out(note.text).outline
    for match in _RANGE.finditer(outline):
        if _CHAPTERS.match(outline, match.end()):
            continue
        if confidence := _backwards(match):
            start = match.start("first")
            reason = f"The pages {match['first']} to {match['last']} run backwards."
            yield Flag(reason, confidence, start, match.end())
    for match in _OPEN.finditer(outline):
        reason = f"A range of pages lacks an end: “{match.group().strip()}”."
        yield Flag(reason, "likely", match.start(), match.end())


def _backwards(match: re.Match[str]) -> Confidence | None:
    """Say how surely a range ends before it begins; None where it need not.

    The last page may lack the digits that it shares with the first ("1496–504", "71–2"). Those from 10 to
    19 are written out by every house ("pp. 10–18"), so "pp. 10–8" is doubtful too.
    """
    first, last = match["first"], match["last"]
    whole = int(first[: len(first) - len(last)] + last) if len(last) < len(first) else int(last)
    if whole < int(first):
        # "pp. 4-1" may be the first page of chapter 4.
        return "likely" if len(first) > 2 or match["dash"] == "–" or "(" in match["lead"] else "possible"
    announced = match["lead"][0] in "p第"
    return "possible" if announced and int(first) in _TEENS and len(last) == 1 else None
