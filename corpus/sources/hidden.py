"""Parts of a page that nobody sees: they are no text of the source, and no offer to its reader.

Some pages hide their article until scripts have run, or the rest of it until somebody asks for more. So a
part stays where it is much of the page's text, and all stay where little would be left without them.
"""

from __future__ import annotations

import re
from typing import Any

_MAY_HIDE = re.compile(r"hidden|<template|sr-only|screen-reader|display\s{0,4}:\s{0,4}none", re.IGNORECASE)
_STYLE = re.compile(r"(?<![\w-])(?:display\s*:\s*none|visibility\s*:\s*hidden)(?![\w-])", re.IGNORECASE)
_CLASSES = frozenset(
    {
        "visually-hidden",
        "visuallyhidden",
        "visually_hidden",
        "sr-only",
        "screen-reader-text",
        "screen-reader-only",
    }
)
"""What a page says to those alone who have it read aloud: "opens in a new window"."""
_STAYING = frozenset({"html", "head", "body", "h1", "script", "style", "link", "meta", "title", "noscript"})
"""Elements whose hiding says nothing: a page's title is hidden where a picture shows it."""
_NO_TEXT = frozenset({"script", "style", "noscript", "head"})
_MUCH = 3
"""A part with one in so many of the page's characters is its text, hidden or not."""


def without_hidden(page: str) -> str:
    """Return a page without what it hides, where what is left is most of its text; else as it stands.

    Args:
        page: The decoded HTML, not nested deeper than a parser bears.
    """
    if not _MAY_HIDE.search(page):
        return page
    from lxml import etree, html

    try:
        tree = html.document_fromstring(page.encode("utf-8", "replace"), html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError, RecursionError, AssertionError):
        return page
    lengths = _lengths(tree)
    dropped = _hidden(tree, lengths)
    if not dropped or 2 * sum(lengths[one] for one in dropped) > lengths[tree]:
        return page
    for one in dropped:
        one.clear(keep_tail=True)  # taken out one by one they would cost their number squared
    return str(html.tostring(tree, encoding="unicode", doctype="<!DOCTYPE html>"))


def _lengths(tree: Any) -> dict[Any, int]:  # noqa: ANN401 - lxml has no types
    """Return how many characters of text each element holds."""
    lengths: dict[Any, int] = {}
    for one in reversed(list(tree.iter())):  # those within an element come before it
        silent = one.tag in _NO_TEXT or not isinstance(one.tag, str)  # a comment
        inner = sum(lengths[child] + _count(child.tail) for child in one)
        lengths[one] = 0 if silent else _count(one.text) + inner
    return lengths


def _count(text: str | None) -> int:
    return len("".join(text.split())) if text else 0


def _hidden(tree: Any, lengths: dict[Any, int]) -> list[Any]:  # noqa: ANN401 - as above
    """Return the outermost elements that are hidden and not much of the text."""
    found: list[Any] = []
    waiting = [tree]
    while waiting:
        one = waiting.pop()
        if _is_hidden(one) and lengths[one] * _MUCH < lengths[tree]:
            found.append(one)
        else:
            waiting.extend(child for child in one if isinstance(child.tag, str))
    return found


def _is_hidden(one: Any) -> bool:  # noqa: ANN401 - as above
    told = one.attrib
    # What is marked for machines is hidden because it stands on the page a second time.
    if one.tag in _STAYING or "itemprop" in told:
        return False
    if one.tag == "template":
        return not {"shadowroot", "shadowrootmode"} & set(told)
    if "hidden" in told and told["hidden"].strip().lower() != "until-found":
        return True
    return bool(_STYLE.search(told.get("style", "")) or _CLASSES & set(told.get("class", "").lower().split()))
