"""The links of a note, and the note read as if it had been printed without them.

A link stands on whatever its author chose: the title, the outlet, a name, "here". Its address
stands right behind those words in the note's text, in the midst of the reference. Printed notes
have titles in quotation marks and addresses at the end, and those are what the rest of this room
reads; so a linked title is put in quotation marks, an address takes the place of "here", and
all other addresses are taken out and remembered. Every character knows where it stands in the note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal
from urllib.parse import urlsplit

from corpus.citations.layout import Layout, PlacedLink, lay_out
from corpus.citations.names import is_people
from corpus.citations.outlets import is_outlet
from corpus.citations.vocabulary import LINK_WORDS
from corpus.dates import find_dates
from corpus.offsets import MappedText
from corpus.urls import host, is_archive

_TARGET = re.compile(r" ?<(?P<url>[^<>\n]+)>")
_LONGEST = 2000
"""How far before its end a link's words may begin, in characters of the original."""
_ADDRESS = re.compile(
    r"(?:https?://|www\.|doi:)\S+|(?:[\w-]{1,63}\.){1,4}[a-z]{2,12}(?:/\S*)?", re.IGNORECASE
)
_QUOTED_HEAD = re.compile(
    r"[^“”\"«»„‘]{2,80}[,:，：]\s?[“\"«„‘]|[“\"«„‘][^“”\"«»]{1,300}(?:[,.?!][”\"»’]|[”\"»’][,，])\s*\S"
)
"""Author and quoted title, or a quoted title and what follows it: the link is on a whole reference."""
_ONE_QUOTATION = re.compile(r"“[^“”]+”|\"[^\"]+\"|«[^«»]+»|„[^„“”]+[“”]|《[^《》]+》|「[^「」]+」|‘[^‘]+’")
_TITLED = re.compile(r"[^\w\s]{0,3}(?:[A-ZÀ-ÞА-ЯЁ\d]|[^\W\d_a-zß-ÿа-яё]|[a-z]{1,2}[A-Z])")
"""How titles begin: with a capital, a figure, a letter of a script without case, or as "eBay"."""
_IN_SENTENCE = re.compile(
    r"\s(?!(?:by|in|for|on|of|at|from|via|and|und|et|y|und|von|par|por|accessed|archived|published|vols?|nos?|pp?|eds?)\b)"
    r"[a-zß-ÿ]{2,}"
)
_CLOSED_QUOTE = re.compile(r"[^\s“\"«„(\[][”\"»]|》")
_OPENED_QUOTE = re.compile(r"[“\"«„‘《]\s?$")
_CLOSING_QUOTE = re.compile(r"[,.?!]?[\s\u00a0]?[”\"»“’》]")


@dataclass(frozen=True, slots=True)
class Link:
    """A link and where it stands in a note's text."""

    start: int
    """First character of its words."""
    end: int
    """One past the last one; the address follows."""
    stop: int
    """One past the address."""
    url: str


@dataclass(frozen=True, slots=True)
class Reading:
    """A note's layout without its links, and where each of its characters stands in the note."""

    layout: Layout
    starts: Sequence[int]
    ends: Sequence[int]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Return the span of the note that a span of the layout stands for."""
        return (self.starts[start], self.ends[end - 1]) if start < end else (0, 0)


def links_of(content: MappedText, original: str) -> tuple[Link, ...]:
    """Return the links of a note's text, in order.

    Args:
        content: The note; a link's address is the one thing that a reader writes there in angle brackets.
        original: The file's text.
    """
    found: list[Link] = []
    ends = [*(run.clean for run in content.runs[1:]), len(content.text)]
    for run, end in zip(content.runs, ends, strict=True):
        target = None if run.verbatim else _TARGET.fullmatch(content.text, run.clean, end)
        if target:
            begin = content.clean(_opening(original, run.start))
            found.append(Link(min(begin, run.clean), run.clean, end, target["url"]))
    return tuple(found)


def _opening(original: str, end: int) -> int:
    """Return where a link's words begin that end before `original[end]`."""
    low = max(0, end - _LONGEST)
    if original[end] == "<":
        return max(
            original.rfind(">", low, original.find(">", max(low, original.rfind("<a", low, end))) + 1), low
        )
    if original[end] != "]":  # reStructuredText: `words <address>`_
        return max(original.rfind("`", low, end), low)
    depth = 0
    for at in range(end - 1, low - 1, -1):
        if original[at - 1 : at] == "\\":
            continue
        if original[at] == "[" and depth == 0:
            return at
        depth += (original[at] == "]") - (original[at] == "[")
    return end


def read_links(text: str, links: Sequence[Link]) -> Reading:
    """Return the note without its links; see the top of this module."""
    out: list[str] = []
    starts: list[int] = []
    ends: list[int] = []
    placed: list[PlacedLink] = []

    def put(words: str, begin: int, end: int) -> None:
        out.append(words)
        starts.extend([begin] * len(words))
        ends.extend([end] * len(words))

    at = 0
    for number, link in enumerate(links):
        for here in range(at, link.start):
            put(text[here], here, here + 1)
        role = _role(text, links, number)
        first = len(starts)
        if role == "address":
            put(f"<{link.url}>", link.start, link.stop)
        else:
            put("“" if role == "title" else "", link.start, link.start)
            for here in range(link.start, link.end):
                put(text[here], here, here + 1)
            put("”" if role == "title" else "", link.end, link.stop)
            if ends:
                ends[-1] = link.stop
            placed.append(PlacedLink(first, len(starts), link.url, role))
        at = link.stop
    for here in range(at, len(text)):
        put(text[here], here, here + 1)
    return Reading(lay_out("".join(out), tuple(placed)), starts, ends)


def _role(
    text: str, links: Sequence[Link], number: int
) -> Literal["title", "quoted", "outlet", "address", "beside"]:
    """Tell what a link stands on: the words, what stands around them and the address decide."""
    link = links[number]
    words = text[link.start : link.end].strip()
    low = links[number - 1].stop if number else 0
    high = links[number + 1].start if number + 1 < len(links) else len(text)
    before = re.split(r"[;；]", text[low : link.start])[-1]
    after = re.split(r"[;；]", text[link.stop : high])[0]
    if not words or LINK_WORDS.fullmatch(words.strip(" .,:()[]")) or _is_address(words, link.url):
        return "address"
    if is_archive(link.url):
        return "beside"
    if _OPENED_QUOTE.search(before) and _CLOSING_QUOTE.match(after):
        return "quoted"
    if _ONE_QUOTATION.fullmatch(words.strip(" ,.")) and not re.search(r"[,.]\s\S*\w$", words):
        return "quoted"
    if _is_whole(words) or _CLOSED_QUOTE.search(before) or not re.search(r"[^\W\d_]", words):
        return "beside"
    if is_outlet(words, link.url) and not _names_more(after):
        further = number and before == text[low : link.start]
        return "beside" if further and _is_home(link.url) else "outlet"
    more = bool(_CLOSED_QUOTE.search(after)) or (high < len(text) and after.strip(" ,:") == "")
    if more and (is_people(words) or _is_home(link.url)):
        return "beside"
    return "beside" if not _TITLED.match(words) or _IN_SENTENCE.match(after) else "title"


def _is_address(words: str, url: str) -> bool:
    """Tell whether a link shows an address, perhaps a shortened one."""
    shown = words.rstrip("….")
    if not _ADDRESS.fullmatch(shown):
        return False
    return "/" in shown or ":" in shown or host(shown) == host(url)


def _is_whole(words: str) -> bool:
    """Tell whether a link stands on a whole reference: with the day, or with a title and other words."""
    return _QUOTED_HEAD.match(words) is not None or any(
        len(date.iso or "") == 10 for date in find_dates(words)
    )


def _names_more(after: str) -> bool:
    """Tell whether something else than a date, a page or an access date follows."""
    for date in find_dates(after):
        after = after.replace(date.text, " ", 1)
    return re.search(r"[^\W\d_a-zß-ÿ][^\W\d_]", after) is not None


def _is_home(url: str) -> bool:
    """Tell whether an address is a site's first page and so no source."""
    try:
        parts = urlsplit(url if "://" in url else f"//{url}")
    except ValueError:
        return False
    return not parts.path.strip("/") and not parts.query
