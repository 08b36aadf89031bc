"""Checks of addresses as they are printed, alone and beside their like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl

from corpus.lint.finding import Case, Flag
from corpus.urls import host

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+", re.ASCII)


def bare_url(case: Case) -> Iterator[Flag]:
    """Flag an address without title, author or publisher: once it is dead, nothing names the source."""
    citation = case.citation
    if citation.url and not (citation.title or citation.author or citation.publisher):
        yield Flag("The source is named by its address alone.")


def damaged_url(case: Case) -> Iterator[Flag]:
    """Flag an address that cannot be one as it is printed."""
    url = case.citation.url
    if not url or url.startswith("doi:"):
        return
    rest = url.split("://", 1)[-1]
    name = host(url)
    if "://" in rest.split("?")[0] and not re.match(r"[^/]*(?:archive|perma|webcitation|cache|proxy)", rest):
        yield Flag("The address has “://” twice.")
    elif name.isascii() and not _HOST.fullmatch(name):
        yield Flag(f"“{name or url[:40]}” cannot be the name of a site.")
    elif re.search(r"(?:…|\.\.\.)", url):
        yield Flag("The address is cut short.")
    elif re.search(r"[|\\^`{}]", rest):
        yield Flag("The address holds characters that no address has.", "possible")


def odd_parameter(case: Case) -> Iterator[Flag]:
    """Flag a parameter that other addresses of the site write with other marks: "biz" for "__biz"."""
    url = case.citation.url
    if not url or "?" not in url:
        return
    known = {
        name
        for note in case.document.notes
        for citation in note.citations
        if citation.url and "?" in citation.url and citation.url != url and host(citation.url) == host(url)
        for name in _parameters(citation.url)
    }
    for name in _parameters(url):
        # What is damaged has lost a character; the longer name is the whole one.
        twins = {other for other in known if len(other) > len(name) and other.strip("_-") == name}
        if twins and name not in known:
            other = min(twins)
            yield Flag(f"The address has “{name}=” where others of {host(url)} have “{other}=”.")


def _parameters(url: str) -> list[str]:
    query = url.partition("?")[2].partition("#")[0]
    return (
        [name for name, _ in parse_qsl(query[:4096], keep_blank_values=True, max_num_fields=200)]
        if query
        else []
    )
