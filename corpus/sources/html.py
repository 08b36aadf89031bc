"""Text out of HTML through trafilatura, and the hints that its markup gives."""

from __future__ import annotations

import html as entities
import json
import logging
import re
from collections.abc import Sequence
from typing import Any

from corpus.sources.beside import beside
from corpus.sources.byline import authors_of, date_shown
from corpus.sources.hidden import without_hidden
from corpus.sources.model import Extracted
from corpus.sources.parts import with_other_parts
from corpus.sources.refresh import refresh_in
from corpus.sources.said import is_sentence, weighed
from corpus.sources.shown import Line, count_words, divided, key_of, lines_of, marks_of
from corpus.sources.wording import SHUT
from corpus.words import word_set

MAX_DEPTH = 400
"""Nested elements beyond this are an attack on the parser, not a page."""
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]{0,15})\b[^<>]{0,4000}>")
_VOID = word_set("area base br col embed hr img input link meta source track wbr p li td tr th option dt dd")
_SILENT = re.compile(r"<(script|style|template|svg)\b", re.IGNORECASE)
_ANY = re.compile(r"<[^<>]{0,4000}>")
_TITLE = re.compile(r"<title[^<>]{0,200}>([^<]{0,1000})", re.IGNORECASE)
_PASSWORD = re.compile(r"<input[^<>]{0,400}type\s{0,4}=\s{0,4}[\"']?password", re.IGNORECASE)
_NOT_FREE = re.compile(
    r"[\"']isAccessibleForFree[\"'](?:\s{0,4}:\s{0,4}|\s{1,4}content\s{0,4}=\s{0,4})[\"']?false",
    re.IGNORECASE,
)
_FREE = re.compile(r"[\"']isAccessibleForFree[\"']\s{0,4}:\s{0,4}[\"']?true", re.IGNORECASE)
_ENDED = re.compile(r"(?<!\.)[.!?。！？][\"'”’»›)\]）」』》]{0,4}\s*\Z")
"""How a text ends that does not break off."""
_WORD_COUNT = re.compile(r"[\"']wordCount[\"']\s{0,4}:\s{0,4}[\"']?(\d{1,7})\b", re.IGNORECASE)
_BODY = re.compile(r"[\"']articleBody[\"']\s{0,4}:\s{0,4}(\"(?:[^\"\\]|\\.){0,400000}\")", re.IGNORECASE)
"""The text of an article as its markup gives it to machines."""
_LOCKED = re.compile(
    r"<meta[^<>]{0,200}content_tier[^<>]{0,200}content\s{0,4}=\s{0,4}[\"']?(?:locked|metered)", re.IGNORECASE
)
_OVERLAY = re.compile(
    r"<(?!body|html|main|article)[a-z][a-z0-9]{0,15}\b[^<>]{0,400}\b(?:class"
    r"|id)\s{0,4}=\s{0,4}[\"'][^\"'<>]{0,200}?"
    r"\b(?:pay|reg|login|meter)[-_]?walls?\b[^<>]{0,400}>",
    re.IGNORECASE,
)
_OFFER = 600
"""Characters behind a paywall's tag in which its offer stands."""
_KEPT_PART = re.compile(r"[\"']cssSelector[\"']\s{0,4}:\s{0,4}[\"']([^\"']{1,200})[\"']")
_CLASS = re.compile(r"\.([A-Za-z_][\w-]{0,99})")
"""How the markup names the part of an article that is not free."""
_MUCH = 500
"""Letters of an article's sentences that are no mere beginning of its part."""
_SCRIPTED = re.compile(r"<script\b", re.IGNORECASE)


def extract_html(page: str, url: str = "") -> Extracted:
    """Take text, title, author and date out of a page.

    Args:
        page: The decoded HTML.
        url: Where it comes from.
    """
    title = _TITLE.search(page)
    plain_title = entities.unescape(title.group(1)).strip() if title else None
    if _depth(page) > MAX_DEPTH:
        text = _stripped(page)
        return Extracted(text=text, title=plain_title, hints=_hints(page, page, url, text))
    shown = without_hidden(page)
    found = _article(shown, url)
    text = str(getattr(found, "text", None) or "")
    if len(text) < 40:
        # Too little for an article: what stands on the page still tells a wall from nothing.
        text = max(text, _stripped(shown), key=len)
    lines = lines_of(shown)
    text = with_other_parts(divided(text, lines), lines)
    named = getattr(found, "title", None) or plain_title
    around = beside(lines, text, named)
    return Extracted(
        text=_paragraphs(text),
        title=named,
        author=authors_of(page, getattr(found, "author", None)),
        date=getattr(found, "date", None) or date_shown(_stripped(shown)),
        hints=(*_hints(page, shown, url, text), *(["kept-shown"] if _shows_kept(page, lines, text) else [])),
        own=around.own,
        below=around.below,
        notices=around.notices,
    )


def _article(page: str, url: str) -> Any:  # noqa: ANN401 - trafilatura has no types
    from trafilatura import bare_extraction

    logging.getLogger("trafilatura").setLevel(logging.CRITICAL)
    logging.getLogger("htmldate").setLevel(logging.CRITICAL)
    try:
        return bare_extraction(
            page,
            url=url or None,
            fast=True,
            with_metadata=True,
            include_comments=False,
            date_extraction_params={"extensive_search": False, "original_date": True},
        )
    except (ValueError, TypeError, AttributeError, RecursionError, IndexError, KeyError, AssertionError):
        return None  # the library stumbles over some damaged pages; the plain text stays


def _paragraphs(text: str) -> str:
    """Divide trafilatura's lines, each of which is a paragraph, by blank lines."""
    return "\n\n".join(line for line in text.split("\n") if line.strip())


def _stripped(page: str) -> str:
    """Return what a page shows, without knowledge of its layout."""
    body = _without_silent(page)
    head_end = body.lower().find("</head>")
    body = body[head_end + 7 :] if head_end >= 0 else _TITLE.sub(" ", body)
    lines = (" ".join(line.split()) for line in _ANY.sub("\n", body).split("\n"))
    return entities.unescape("\n".join(line for line in lines if line))


def _without_silent(page: str) -> str:
    """Return a page without the elements that show nothing; one search each, so it stays linear."""
    lower = page.lower()
    if len(lower) != len(page):
        lower = page  # a letter whose lower case is longer would shift every offset
    parts: list[str] = []
    at = 0
    while found := _SILENT.search(page, at):
        parts.append(page[at : found.start()])
        end = lower.find(f"</{found.group(1).lower()}", found.end())
        close = page.find(">", end) if end >= 0 else -1
        if close < 0:
            return " ".join(parts)
        at = close + 1
    return " ".join([*parts, page[at:]])


def _hints(page: str, shown: str, url: str, text: str) -> tuple[str, ...]:
    """Return what the markup tells: of the whole page, or of what it shows."""
    found: list[str] = []
    if onward := refresh_in(page, url):
        found.append(f"refresh:{onward}")
    if _PASSWORD.search(shown):
        found.append("password")
    if _NOT_FREE.search(page) or _LOCKED.search(page[:200_000]):
        found.append("not-free")
    if _SCRIPTED.search(page):
        found.append("scripts")
    # An offer that is hidden until its time comes means this text where it breaks off.
    later = shown is not page and _makes_offer(page) and not (_FREE.search(page) or _ENDED.search(text))
    if _makes_offer(shown) or later:
        found.append("walled")
    if words := _words_said(page):
        found.append(f"words:{words}")
    return tuple(found)


def _shows_kept(page: str, lines: Sequence[Line], text: str) -> bool:
    """Tell whether the part that a page says is not free stands in its text, behind one that is."""
    names = {marks_of(name) for part in _KEPT_PART.findall(page) for name in _CLASS.findall(part)}
    whole = key_of(text)
    told = [one for one in lines if is_sentence(one.text) and one.key in whole]
    kept = [one for one in told if any(names & set(up.marks.split()) for up in one.place.upward())]
    return (
        0 < len(kept) < len(told) and told[0] not in kept and sum(weighed(one.text) for one in kept) >= _MUCH
    )


def _words_said(page: str) -> int:
    """Return how many words the markup says that the article has, or has itself; 0 where it has none."""
    counted = _WORD_COUNT.search(page)
    body = _BODY.search(page)
    try:
        text = str(json.loads(body.group(1), strict=False)) if body else ""
    except ValueError:
        text = ""
    return max(int(counted.group(1)) if counted else 0, count_words(_ANY.sub(" ", text)))


def _makes_offer(page: str) -> bool:
    """Tell whether an element that is named a wall makes an offer."""
    overlay = _OVERLAY.search(page)
    if overlay is None:
        return False
    return SHUT.search(_ANY.sub(" ", page[overlay.end() : overlay.end() + 4 * _OFFER])[:_OFFER]) is not None


def _depth(page: str) -> int:
    """Return about how deep elements are nested; those that need no closing tag are not counted."""
    depth = deepest = 0
    for found in _TAG.finditer(page):
        if found.group(2).lower() in _VOID:
            continue
        depth = max(0, depth - 1) if found.group(1) else depth + 1
        deepest = max(deepest, depth)
    return deepest
