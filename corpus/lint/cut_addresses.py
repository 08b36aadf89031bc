"""Checks of addresses that end too early, or that no reader can follow: cut, left out, on one's own disk."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.citations.layout import lay_out
from corpus.lint.finding import Case, Flag
from corpus.model import Document, Note

_END = r"(?=[\s.,;:)\]>”\"。，；]*(?:$|[\s>）]))"
_DOI = re.compile(
    rf"(?:\bdoi:\s?|\bdoi\.org/)10\.\d{{4,9}}/?{_END}|(?<=://)(?:dx\.)?doi\.org/?{_END}", re.IGNORECASE
)
"""A DOI's first half names a publisher and no work."""
_NOTHING = re.compile(r"(?<![\w/])(?:https?|ftp)://(?:>|[\s.,;)\]]*$)", re.IGNORECASE)
_OWN_DISK = re.compile(r"\bfile:///?[^\s<>]+|(?<![\w/])[A-Z]:\\(?:[^\s\\]+\\)+[^\s\\]*")
_COPY = re.compile(
    r"^(?:https?://)?(?:www\.)?(?:(?:perma\.cc|archive\.(?:is|ph|today))(?:/|/[A-Z0-9]{2,4}(?:-[A-Z0-9]{0,3})?)?"
    r"|web\.archive\.org(?:/web(?:/\d{0,14}\*?(?:[a-z]{2}_)?)?)?/?)$"
)
"""An archive's address without the copy's name, or with half of it."""
_PLACE = re.compile(
    r"^[^/]*//[^/]+/(?:content|article|watch|abstract)/?$|/status(?:es)?/?$|newsDetail_forward_$"
    r"|/[a-z]{2,40}(?:[-_][a-z0-9]{1,40}){1,30}[-_]$"
)
"""How an address ends before its page's name: behind the word for pages of a kind, or within a name."""
_LOST_LINK = re.compile(r"[\[<]\s?(?:url|link|hyperlink|web ?address)\s?[\]>](?!\()", re.IGNORECASE)
"""What is left of a link whose address got lost on the way."""


def unfinished_address(document: Document, note: Note) -> Iterator[Flag]:
    """Flag an address of which only the beginning is there, or that lies on the writer's own disk."""
    for pattern, reason in (
        (_DOI, "The DOI is cut short: it names a publisher and no work."),
        (_NOTHING, "An address begins and does not go on."),
        (_OWN_DISK, "The address is one of the writer’s own disk."),
    ):
        for match in pattern.finditer(note.text):
            yield Flag(reason, "likely", match.start(), match.end())
    layout = lay_out(note.text)
    if not layout.urls:
        for match in _LOST_LINK.finditer(layout.outline):
            reason = f"“{match.group()}” stands in an address’s place."
            yield Flag(reason, "likely", match.start(), match.end())


def cut_url(case: Case) -> Iterator[Flag]:
    """Flag an address that ends where the name of its page, or of an archive's copy, should stand."""
    url = case.citation.url or ""
    if any(_COPY.match(one) for one in (url, case.citation.archived_url or "")):
        yield Flag("The archive’s address names no copy.")
    if _PLACE.search(url):
        yield Flag("The address seems to end before its page’s name.", "possible")
