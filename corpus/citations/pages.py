"""Page references: "Pg. 9", "pp. 12–14", "S. 3", "at 14", "第5页", and the empty "pg."."""

from __future__ import annotations

import re
from dataclasses import dataclass

_SPAN = (
    r"(?P<page>[ivxlc]{1,7}\b|[A-Z]?\d{1,5}(?:\s?[–—-]\s?[A-Z]?\d{1,5})?"
    r"(?:,\s\d{1,5}(?:[–-]\d{1,5})?(?!\d))*(?:ff?\.)?)"
)
_FORMS = (
    re.compile(rf"(?<![\w.])(?:pages?|pgs?|pp?|p\.p)\.?\s?{_SPAN}(?![\w/])", re.IGNORECASE),
    re.compile(r"(?<![\w.])[SСс]\.\s?(?P<page>\d{1,5}(?:\s?[–-]\s?\d{1,5})?(?:\s?ff?\.)?)(?![\w/])"),
    re.compile(r"第\s?(?P<page>\d{1,5}(?:\s?[–—-]\s?\d{1,5})?)\s?[页頁]"),
    re.compile(r"(?<=[\s,])at\s(?P<page>\d{1,5}(?:[–-]\d{1,5})?)(?![\w/])"),
    re.compile(r"(?<=\d),\s(?P<page>\d{1,5}(?:[–-]\d{1,5})?)(?=\s\((?:1[5-9]|20)\d\d\))"),
    # A journal's pages follow a colon or, in APA, the issue.
    re.compile(r"(?:(?<=\)):\s?|(?<=\d):\s)(?P<page>\d{1,5}(?:[–-]\d{1,5})?)(?![\w:/])"),
    re.compile(r"(?<=\d):(?P<page>\d{1,5}[–-]\d{1,5})(?![\w:/])"),
    re.compile(r"(?<=\d\)),\s(?P<page>\d{1,5}[–-]\d{1,5})(?![\w/])"),
    re.compile(r"(?<=\d),\s(?P<page>\d{1,5}[–-]\d{1,5})(?=\.?\s*$)"),
    # A shortened reference ends in a bare page: “New Cameras,” 14.
    re.compile(r"(?<=\ue000)[,，]?\s(?P<page>(?!(?:1[5-9]|20)\d\d\b)\d{1,4}(?:[–-]\d{1,4})?)(?=\.?\s*$)"),
)
_AFTER_IMPRINT = re.compile(r"\),?\s(?P<page>\d{1,5}(?:[–-]\d{1,5})?)\.?\s*$")
_EMPTY = re.compile(r"(?<![\w.])(?:pages?|pgs?\.|pp?\.)\s?(?=$|[,;.)]|\s*$)", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class PageReference:
    """A page reference and where it stands."""

    page: str | None
    """What is written after its label; None when nothing is ("pg.")."""
    start: int
    end: int


def find_page(outline: str) -> PageReference | None:
    """Return the first page reference of an outline, or an empty one, or None."""
    for form in (*_FORMS, _AFTER_IMPRINT):
        if match := form.search(outline):
            return PageReference(match["page"].strip(), match.start(), match.end())
    if match := _EMPTY.search(outline):
        return PageReference(None, match.start(), match.end())
    return None
