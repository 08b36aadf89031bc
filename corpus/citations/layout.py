"""A note's outline: where its addresses and quotations stand, and the rest with these blotted out.

Everything that cuts a note or reads its parts looks at the outline, so that no
semicolon in an address and no full stop in a title is ever taken for an end.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

from corpus.citations.quotes import Orphan, Quoted, find_quotes
from corpus.urls import PrintedUrl, find_urls

QUOTE_BLOT = "\ue000"
"""Stands for each character of a quotation in the outline."""
URL_BLOT = "\ue001"
"""Stands for each character of an address in the outline."""


@dataclass(frozen=True, slots=True)
class PlacedLink:
    """A link whose address was taken out of the text; its words stand at `[start, end)`."""

    start: int
    end: int
    url: str
    role: Literal["title", "quoted", "outlet", "beside"]
    """What its words are: a title put in quotation marks or found in them, an outlet, or anything else."""

    @property
    def leads(self) -> bool:
        """Return whether its words begin or stand for a source of their own."""
        return self.role != "beside"


@dataclass(frozen=True, slots=True)
class Layout:
    """A note's text and its outline, character for character."""

    text: str
    outline: str
    urls: tuple[PrintedUrl, ...]
    quotes: tuple[Quoted, ...]
    orphans: tuple[Orphan, ...]
    links: tuple[PlacedLink, ...] = ()

    def links_in(self, start: int, end: int) -> list[PlacedLink]:
        """Return the links whose words lie in a span."""
        return [link for link in self.links if start <= link.start and link.end <= end]

    def urls_in(self, start: int, end: int) -> list[PrintedUrl]:
        """Return the addresses that lie in a span."""
        return [url for url in self.urls if start <= url.start and url.end <= end]

    def quotes_in(self, start: int, end: int) -> list[Quoted]:
        """Return the quotations that lie in a span."""
        return [quoted for quoted in self.quotes if start <= quoted.start and quoted.end <= end]

    def orphans_in(self, start: int, end: int) -> list[Orphan]:
        """Return the quotation marks without a partner in a span."""
        return [orphan for orphan in self.orphans if start <= orphan.at < end]


def lay_out(text: str, links: tuple[PlacedLink, ...] = ()) -> Layout:
    """Outline a note's text; no quotation reaches across an address, and `links` are kept."""
    urls = find_urls(text)
    outline = list(text)
    quotes: list[Quoted] = []
    orphans: list[Orphan] = []
    at = 0
    for start, end in [*((url.start, url.end) for url in urls), (len(text), len(text))]:
        found = find_quotes(text, at, start)
        quotes.extend(found.pairs)
        orphans.extend(found.orphans)
        outline[start:end] = URL_BLOT * (end - start)
        at = end
    for quoted in quotes:
        outline[quoted.start : quoted.end] = QUOTE_BLOT * (quoted.end - quoted.start)
    return Layout(text, "".join(outline), urls, tuple(quotes), tuple(orphans), links)
