"""Where Markdown's links lead, and links whose words a line break or a mark parts."""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Sequence

from corpus.readers.notation import Edit, Sites, Span, Syntax

DESTINATION = (
    r"(?P<target><[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()<>]{0,500}\)[^\s()<>]{0,500}){0,8})"
    r"(?:\s{1,4}(?:\"[^\"\n]{0,500}\"|'[^'\n]{0,500}'|\([^()\n]{0,500}\)))?"
)
"""A link's address and, perhaps, its title in quotation marks or brackets."""
ESCAPE_IN_URL = re.compile(r"\\([!-/:-@\[-`{-~])")
_ADDRESS = re.compile(r"(?:https?|ftp)://\S|www\.\S|doi:\S", re.IGNORECASE)
_PARTED = re.compile(
    r"(?<!\\)!?\[(?P<words>(?:[^\[\]\\]|\\.|\[(?:[^\[\]\\\n]|\\.){0,300}\]){1,1000})\](?:\(\s{0,4}"
    rf"{DESTINATION}\s{{0,4}}\)|\[(?P<ref>[^\[\]\n]{{0,200}})\])"
)


def parted_links(source: str, spans: Sequence[Span], sites: Sites, syntax: Syntax) -> list[Edit]:
    """Return the edits of links whose words a line break or a mark parts."""
    edits: list[Edit] = []
    first, last = spans[0][0], spans[-1][1]
    if not sites_between(sites.starts, first, last) and len(spans) < 2:
        return edits
    if source.find("[", first, last) < 0:
        return edits
    places = [at for start, end in spans for at in range(start, end + 1)]
    joined = "\n".join(source[start:end] for start, end in spans)
    for found in _PARTED.finditer(joined):
        low, high = places[found.start("words")], places[found.end("words")]
        stop = places[found.end() - 1] + 1
        parted = "\n" in found["words"] or sites_between(sites.starts, low, high)
        target = target_of(found, syntax) if parted and places[found.start()] not in sites.by_start else None
        if target is not None and stop - high == found.end() - found.end("words"):
            edits.append(Edit(places[found.start()], low))
            edits.append(Edit(high, stop, shown_target(target, found["words"], syntax)))
    return edits


def sites_between(placed: Sequence[int], start: int, end: int) -> Sequence[int]:
    """Return those of some places, ascending, that lie in a span."""
    return placed[bisect_left(placed, start) : bisect_left(placed, end)]


def target_of(found: re.Match[str], syntax: Syntax) -> str | None:
    """Return where a link leads; None for brackets that are no link."""
    if found.groupdict().get("href") is not None:
        return html.unescape(found["href"])
    if found["target"] is None:
        label = (found["ref"] or found["words"]).strip()
        if found["ref"] is None and label.isdecimal():
            return None
        return syntax.references.get(" ".join(label.lower().split()))
    target = ESCAPE_IN_URL.sub(r"\1", found["target"].strip("<>"))
    return html.unescape(target) if syntax.markdown else target


def shown_target(target: str, words: str, syntax: Syntax) -> str:
    """Return what a link's target adds to the text: in a note its address, where the words are another."""
    address = target.strip().replace(" ", "%20")
    if not syntax.keep_urls or address == words or not _ADDRESS.match(address) or not address.isprintable():
        return ""
    return f" <{address}>"
