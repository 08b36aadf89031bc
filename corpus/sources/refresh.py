"""Where a page goes on to by itself: what a browser would follow, and nothing that only looks like it."""

from __future__ import annotations

import html as entities
import re

from corpus.sources.guard import joined

QUICK = 10
"""Seconds: a page that goes on by itself within these is a redirect."""
_LOOKED_AT = 200_000
"""Characters at the beginning of a page in which its head stands."""
_UNREAD = re.compile(r"<!--|<(script|style|template|noscript|textarea|title|iframe|xmp|svg)\b", re.IGNORECASE)
"""What a browser with scripts does not read as the page's own markup: comments, also those for one browser;
text of scripts; what is shown where there are none, which asks the reader to turn them on."""
_META = re.compile(
    r"<meta(?=[^<>]{0,2500}?\bhttp-equiv\s{0,4}=\s{0,4}[\"']?refresh)[^<>]{0,2500}?\bcontent\s{0,4}=\s{0,4}"
    r"(?:\"([^\"<>]{1,2200})\"|'([^'<>]{1,2200})'|([^\s<>\"']{1,2200}))",
    re.IGNORECASE,
)
_BASE = re.compile(
    r"<base\b[^<>]{0,500}?\bhref\s{0,4}=\s{0,4}(?:\"([^\"<>]{1,2200})\"|'([^'<>]{1,2200})'|([^\s<>\"']{1,2200}))",
    re.IGNORECASE,
)
_REFRESH = re.compile(
    r"\s{0,4}(\d{1,5})(?:\.\d{0,3})?\s{0,4}[;,]?\s{0,4}url\s{0,4}=\s{0,4}[\"']?([^\"'\s]{1,2000})",
    re.IGNORECASE,
)


def refresh_in(page: str, url: str = "") -> str | None:
    """Return where a page's markup sends its reader at once, or None.

    Args:
        page: The decoded HTML.
        url: Where it comes from.
    """
    read = _own_markup(page[:_LOOKED_AT])
    target = refresh_of(_value(_META.search(read)))
    base = _value(_BASE.search(read)) if target else ""
    return joined(joined(url, base), target) if target and base else target


def refresh_of(said: str) -> str | None:
    """Return where a Refresh header, or the markup in its place, sends its reader at once, or None."""
    found = _REFRESH.match(said)
    return found.group(2) if found and int(found.group(1)) <= QUICK else None


def _value(found: re.Match[str] | None) -> str:
    return entities.unescape(next(filter(None, found.groups()), "")).strip() if found else ""


def _own_markup(page: str) -> str:
    """Return a page without what is not its markup; one search each, so it stays linear."""
    lower = page.lower()
    if len(lower) != len(page):
        lower = page  # a letter whose lower case is longer would shift every offset
    parts: list[str] = []
    at = 0
    while found := _UNREAD.search(page, at):
        parts.append(page[at : found.start()])
        # "<!-->" is a whole comment.
        start, close = found.end(), f"</{found.group(1).lower()}" if found.group(1) else "-->"
        end = lower.find(close, start if found.group(1) else start - 2)
        if end < 0:
            return " ".join(parts)
        at = end + len(close)
    return " ".join([*parts, page[at:]])
