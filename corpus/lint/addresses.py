"""Checks of addresses as they are printed, alone and beside their like."""

from __future__ import annotations

import re
from collections.abc import Iterator
from urllib.parse import parse_qsl, urlsplit

from corpus.citations.layout import URL_BLOT, lay_out
from corpus.lint.finding import Case, Flag
from corpus.model import Document, Note
from corpus.urls import host

_HOST = re.compile(r"[\w-]+(?:\.[\w-]+)+", re.ASCII)
_CARRIERS = re.compile(r"[^/]*(?:archive|perma|webcitation|cache|proxy)")
"""Hosts whose addresses hold another address."""
_SCHEME = re.compile(
    r"(?<![\w/])(?:h{0,2}t{1,3}ps?(?:[:;]/{0,3}|/{1,3})|https?(?:\s?：\s?|:\s|\s:\s?)//|www,)"
    rf"(?=<?{URL_BLOT}|[\w-]{{1,40}}\.[\w-]{{2,40}}[./])",
    re.IGNORECASE,
)
"""What is left of a scheme, and is none: "htp://", "https//", "https：//"; whole ones are blotted out."""
_SPACED = re.compile(
    r" (?:[\w%~+-]{1,80}/){0,9}[\w%~+-]{1,80}\.(?:s?html?|php|aspx?|jsp|cfm)\b"
    r"|(?<=[-_=&?]) (?=[\w%-]{1,80}[-_/&=.])"
    r"| /(?=[\w%~-]{2,80}[-/][\w%~-])"
    r"|(?<=\d) (?=\d{5,20}[\s.,;)]*$)"
    r"|(?<=/) (?=(?:[a-z0-9%]{1,30}-){1,12}\d{3,20}\b)",
    re.ASCII,
)
"""What a line's break leaves of an address: its file's name, or more behind a mark that ends none, or a
path, or a name of words and a number."""
_CUT = re.compile(r"…|\.\.\.")
_NEAR_ENDINGS = frozenset(
    [
        "con",
        "cmo",
        "ocm",
        "vom",
        "xom",
        "comm",
        "coom",
        "ogr",
        "rog",
        "orh",
        "orgg",
        "nte",
        "ent",
        "nett",
        "nrt",
        "gob",
        "gvo",
        "edi",
        "eud",
        "inof",
        "ifno",
        "og",
        "rg",
        "cim",
        "cpm",
    ]
)
"""Last parts of a host that are one slip from a common one and that no registry has."""
_VIDEO = re.compile(r"(?:youtube\.com/watch\?(?:[^#\s]*&)?v=|youtu\.be/)(?P<id>[\w-]*)")
_VIDEO_ID = 11
"""Characters of every YouTube video's name."""
_KNOWN_PARAMETERS = {("mp.weixin.qq.com", "biz"): "__biz"}
"""Parameters that a widely cited site writes in one way only."""


def bare_url(case: Case) -> Iterator[Flag]:
    """Flag an address without title, author or publisher: once it is dead, nothing names the source."""
    citation = case.citation
    if not citation.url or citation.title or citation.author or citation.publisher:
        return
    # "https://… – Newsroom, “Title”, 3 May 2018": the words beside it name the source.
    if any(one.title and not one.url for one in case.note.citations):
        return
    yield Flag("The source is named by its address alone.")


def damaged_url(case: Case) -> Iterator[Flag]:
    """Flag an address that cannot be one as it is printed."""
    url = case.citation.url
    if not url or url.startswith("doi:"):
        return
    at = case.note.text.find(url, case.citation.start)
    if reason := _damage(url):
        yield Flag(reason)
    elif at >= 0 and _cut_after(case.note.text, at + len(url)):
        yield Flag("The address is cut short.")
    elif at >= 0 and _SPACED.match(case.note.text, at + len(url)):
        yield Flag("The address seems to go on behind a space.", "possible")
    elif re.search(r"[|\\^`{}\u00ad\u2010\u2011]", url.split("://", 1)[-1]):
        yield Flag("The address holds characters that no address has.", "possible")
    elif re.search(r"[?&][\w-]{1,20}=$", url):
        yield Flag("The address ends where a value should stand.", "possible")


def is_whole(url: str) -> bool:
    """Return whether an address has nothing that damage leaves."""
    return not _damage(url)


def _damage(url: str) -> str:
    rest = url.split("://", 1)[-1]
    name = host(url)
    video = _VIDEO.search(url)
    if "://" in rest.split("?")[0] and not _CARRIERS.match(rest):
        return "The address has “://” twice."
    if name.isascii() and not _HOST.fullmatch(name):
        return f"“{name or url[:40]}” cannot be the name of a site."
    if re.match(r"w{4,}\.", name):
        return f"“{name}” begins with too many w."
    if re.match(r"ww\.[\w-]+\.", name):
        return f"“{name}” begins with too few w."
    if name.rpartition(".")[2] in _NEAR_ENDINGS:
        return f"“{name}” ends in what no site's name ends in."
    if video and len(video["id"]) != _VIDEO_ID:
        return "The address names no video: its name has eleven characters."
    return "The address is cut short." if _CUT.search(url) else ""


def broken_scheme(document: Document, note: Note) -> Iterator[Flag]:
    """Flag an address whose beginning is damaged, so that it may not even be read as one."""
    for match in _SCHEME.finditer(lay_out(note.text).outline):
        yield Flag(f"An address begins with “{match.group()}”.", "likely", match.start(), match.end())


def unclosed_address(document: Document, note: Note) -> Iterator[Flag]:
    """Flag an address behind "<" that no ">" ends: what follows may be lost."""
    for url in lay_out(note.text).urls:
        if note.text[url.start] == "<" and ">" not in note.text[url.start :]:
            yield Flag("The bracket before the address is never closed.", "possible", url.start, url.end)


def _cut_after(text: str, at: int) -> bool:
    """Tell whether an ellipsis after an address stands for the rest of it and not of the sentence."""
    return re.match(r"(?:…|\.{3})(?:[\s.]*$|[>)\]]|\s*[(\[])", text[at:]) is not None


def odd_parameter(case: Case) -> Iterator[Flag]:
    """Flag a parameter that other addresses of the site write with other marks: "biz" for "__biz"."""
    url = case.citation.url
    if not url or "?" not in url:
        return
    site = host(url)
    known = {
        name
        for note in case.document.notes
        for citation in note.citations
        if citation.url and "?" in citation.url and citation.url != url and host(citation.url) == site
        for name in _parameters(citation.url)
    }
    for name in _parameters(url):
        # What is damaged has lost a character; the longer name is the whole one.
        twins = {other for other in known if len(other) > len(name) and other.strip("_-") == name}
        if twins and name not in known:
            other = min(twins)
            yield Flag(f"The address has “{name}=” where others of {site} have “{other}=”.")
        elif other := _KNOWN_PARAMETERS.get((site, name), ""):
            yield Flag(f"The address has “{name}=” where addresses of {site} have “{other}=”.")


def _parameters(url: str) -> list[str]:
    query = urlsplit(url).query if _parses(url) else ""
    return (
        [name for name, _ in parse_qsl(query[:4096], keep_blank_values=True, max_num_fields=200)]
        if query
        else []
    )


def _parses(url: str) -> bool:
    try:
        urlsplit(url)
    except ValueError:
        return False
    return True
