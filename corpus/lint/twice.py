"""Checks of what a report cites twice and names differently: one address or work with two dates or titles.

What a page is called and when it is of may have changed between two visits, and chapters of one file
have titles of their own, so nothing here is more than possible.
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.citations.names import is_people
from corpus.lint.finding import Case, Flag
from corpus.model import Citation, Document
from corpus.urls import is_archive

_NAME = re.compile(r"\d|[^\W_]+[-_][^\W_]+[-_][^\W_]")
"""The last part of an address that is one page's, not a list's: a number, or a name of three words."""
_FILE = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|csv)(?:$|[?#])", re.IGNORECASE)
_YEARLY = re.compile(
    r"\d|\b(?:annual|yearly|quarterly|monthly|weekly|daily|reports?|review|index|survey|yearbook|statistics|outlook|"
    r"update|bulletin|newsletter|letter|interview|editorial|diary|introduction|jahresbericht|rapport|informe)\b"
    r"|年报|年報|年鉴|年鑑|报告|報告|公报|公報",
    re.IGNORECASE,
)
"""Titles that come out again and again."""
_EDITION = re.compile(
    r"\b(?:\d+(?:st|nd|rd|th)\s)?(?:eds?|edn|edition|rev|reprint\w*|aufl|éd|repr)\b|版|修订", re.IGNORECASE
)
_ALIKE = 0.34
"""Share of the shorter title's words that the other has, from which the two may be one."""


def cited_twice(document: Document) -> Iterator[tuple[Case, Flag]]:
    """Flag a source that an earlier note gives another date or title."""
    pages: dict[str, Case] = {}
    works: dict[tuple[str, str], Case] = {}
    for note in document.notes:
        for citation in note.citations:
            case = Case(document, note, citation)
            url = citation.url or ""
            if url and not is_archive(url) and _is_page(url):
                first = pages.setdefault(_plain(url), case)
                if first is not case and (reason := _differ(first, citation)):
                    yield case, Flag(reason, "possible")
            if key := _work(citation):
                first = works.setdefault(key, case)
                if first is not case and (reason := _other_year(first, citation)):
                    yield case, Flag(reason, "possible")


def _is_page(url: str) -> bool:
    path, _, query = url[:500].partition("#")[0].partition("?")
    name = path.split("://", 1)[-1].rstrip("/").partition("/")[2].rpartition("/")[2]
    return _NAME.search(name) is not None or any(map(str.isdigit, query))


def _plain(url: str) -> str:
    return re.sub(r"^(?:https?://)?(?:www\.)?", "", url).rstrip("/").casefold()


def _differ(first: Case, citation: Citation) -> str:
    """Say how a citation differs from the first one of its address; empty where it need not."""
    earlier = first.citation
    number = first.note.number
    if (
        earlier.title
        and citation.title
        and not _FILE.search(citation.url or "")
        and _unlike(earlier, citation)
    ):
        return f"Note {number} gives this address to “{earlier.title[:80]}”."
    days = {one.date for one in (earlier, citation) if one.date and len(one.date) == 10}
    if len(days) == 2:
        return f"Note {number} dates the page at this address {earlier.date}, this one {citation.date}."
    return ""


def _unlike(left: Citation, right: Citation) -> bool:
    """Tell whether two titles in one script have next to no word in common."""
    titles = [(one.title or "").casefold() for one in (left, right)]
    if titles[0] in titles[1] or titles[1] in titles[0] or left.language != right.language:
        return False
    han = [bool(re.search(r"[一-鿿]", title)) for title in titles]
    words = [
        {title[at : at + 2] for at in range(len(title) - 1)} if han[0] else set(re.findall(r"\w{3,}", title))
        for title in titles
    ]
    least = min(map(len, words))
    return han[0] == han[1] and least > 1 and len(words[0] & words[1]) < _ALIKE * least


def _work(citation: Citation) -> tuple[str, str] | None:
    """Return by what a work without an address is known, where a person wrote it and it comes out once."""
    author, title = citation.author, citation.title
    if not author or not title or citation.url or not citation.date or citation.short_form_of is not None:
        return None
    if len(title.split()) < 2 or _YEARLY.search(title) or not is_people(author):
        return None
    return author.casefold(), re.sub(r"\W+", " ", title.casefold()).strip()


def _other_year(first: Case, citation: Citation) -> str:
    earlier = first.citation
    years = [(one.date or "")[:4] for one in (earlier, citation)]
    if years[0] == years[1] or any(_EDITION.search(one.text) for one in (earlier, citation)):
        return ""
    return f"Note {first.note.number} dates “{(citation.title or '')[:80]}” {years[0]}, this one {years[1]}."
