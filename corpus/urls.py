"""Addresses as a note prints them: where they begin, where they end, nothing mended.

A printed address may be damaged; it stays as it is, because only the printed form
can be quoted. What belongs to the sentence around it (angle brackets, the full
stop, a closing bracket that it did not open) is not part of it.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from urllib.parse import urlsplit

MAX_URL = 4096
"""Longest address taken, in characters; what browsers accept is less."""

_STOP = r"\s<>\"“”„«»「」『』《》，。；！？、（）【】\x00-\x1f"
_CANDIDATE = re.compile(
    rf"(?:h(?:tt|xx)ps?|ftp)://[^{_STOP}]{{1,{MAX_URL}}}"
    rf"|(?<![\w@.])www\.[^{_STOP}]{{3,{MAX_URL}}}"
    # A host without scheme counts only with a path: "perma.cc/AB12-CD34", not "Independent.com".
    rf"|(?<![\w@./-])(?:[a-z0-9-]{{1,63}}\.){{1,5}}[a-z]{{2,12}}/[^{_STOP}]{{1,{MAX_URL}}}",
    re.IGNORECASE,
)
_BROKEN = re.compile(r"\s+([^\s<>]{1,300})>")
_DOI = re.compile(r"\bdoi:\s?10\.\d{4,9}/[^\s,;]{1,200}", re.IGNORECASE)
_CLOSERS = {")": "(", "]": "[", "}": "{"}
_ARCHIVE_HOSTS = (
    "web.archive.org",
    "perma.cc",
    "archive.is",
    "archive.ph",
    "archive.today",
    "webcitation.org",
)


@dataclass(frozen=True, slots=True)
class PrintedUrl:
    """An address and where it stands, its angle brackets included in the span."""

    url: str
    """As printed, without angle brackets and the sentence's punctuation."""
    start: int
    end: int


def find_urls(text: str) -> tuple[PrintedUrl, ...]:
    """Return the addresses in a text, in order.

    An address in angle brackets that a line break cut in two is joined again.
    """
    found: list[PrintedUrl] = []
    at = 0
    while match := _CANDIDATE.search(text, at):
        printed = _printed(text, match)
        at = max(printed.end, match.start() + 1)
        if printed.url:
            found.append(printed)
    return tuple(found)


def find_doi(text: str) -> str | None:
    """Return the first DOI written as "doi:10.…", its label included; None when there is none."""
    match = _DOI.search(text)
    return _trim(match.group()) if match else None


def host(url: str) -> str:
    """Return the lower-case host of a printed address without "www."; empty when it has none."""
    try:
        name = urlsplit(url if "://" in url else f"//{url}").hostname or ""
    except ValueError:
        return ""
    return name.removeprefix("www.").rstrip(".")


def is_archive(url: str) -> bool:
    """Return whether the address is a web archive's copy of another page."""
    return host(url) in _ARCHIVE_HOSTS


def _printed(text: str, match: re.Match[str]) -> PrintedUrl:
    bracketed = match.start() > 0 and text[match.start() - 1] == "<"
    start, end = match.start() - bracketed, match.end()
    if not bracketed:
        url = _trim(match.group())
        return PrintedUrl(url, start, match.start() + len(url))
    if text[end : end + 1] == ">":
        return PrintedUrl(match.group(), start, end + 1)
    if rest := _BROKEN.match(text, end):
        return PrintedUrl(match.group() + rest.group(1), start, rest.end())
    url = _trim(match.group())
    return PrintedUrl(url, start, match.start() + len(url))


def _trim(url: str) -> str:
    while url:
        last = url[-1]
        unopened = last in _CLOSERS and url.count(last) > url.count(_CLOSERS[last])
        if last not in ".,;:!?'’‘…*_|" and not unopened:
            return url
        url = url[:-1]
    return url
