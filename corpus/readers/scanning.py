"""Finds notation in spans of the original: escapes, emphasis, links, tags, what nobody sees.

Every quantifier is bounded and each character is scanned a constant number of times,
so that hostile text costs no more than its length.
"""

from __future__ import annotations

import html
import re
import unicodedata
from bisect import bisect_left
from collections.abc import Sequence

from corpus.readers.broken_urls import without_stops
from corpus.readers.emphasis import Delimiter
from corpus.readers.notation import Edit, Sites, Span, Syntax

_TOKEN = re.compile(
    r"(?P<terminal>(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"
    r"|\x1b\][^\x07\x1b\n]{0,2048}(?:\x07|\x1b\\)|\x1b[@-Z\\^_]?)"
    r"|(?P<code>(?<!`)(?P<ticks>`{1,3})(?!`)(?P<inner>[^`\n]{1,2000})(?P=ticks)(?!`))"
    r"|(?P<url><?(?:https?://|www\.)"
    r"[^\s<>“”\"⁰¹²³⁴-⁹\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff]+>?)"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<back>[ \u00a0]?(?:\[[↩↵↑⤴⏎\ufe0e]{1,3}\]\([^\s()<>#]{0,300}#[^\s()<>]{1,100}\)"
    r"(?:\{[^{}\n]{0,200}\})?|<a\s[^<>]{0,300}>[↩↵↑⤴⏎\ufe0e]{1,3}</a>))"
    r"|(?P<link>!?\[(?P<words>(?:[^\[\]\\\n]|\\.){0,1000})\](?:\(\s{0,4}"
    r"(?P<target><[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()<>]{0,500}\)[^\s()<>]{0,500}){0,8})"
    r"(?:\s{1,4}\"[^\"\n]{0,500}\")?\s{0,4}\)|\[(?P<ref>[^\[\]\n]{0,200})\]))"
    r"|(?P<emphasis>\*{1,3}|_{1,3}|~~)"
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>\n]{0,500})?/?>|<!--[^\n]{0,2000}?-->)"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});)"
    r"|(?P<space>[ \t\u3000]{2,}|\t)"
    r"|(?P<hidden>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+)"
)
_MARKDOWN_ONLY = frozenset(("code", "tag", "entity"))
_ESCAPE_IN_URL = re.compile(r"\\([!-/:-@\[-`{-~])")
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_GLUE = re.compile(r"\s{0,2}[,;，、]?\s{0,2}")


def scan(
    source: str, spans: Sequence[Span], sites: Sites, syntax: Syntax, addresses: Sequence[int]
) -> tuple[list[Edit], list[Delimiter]]:
    """Return the edits that notation asks for, unsorted, and the runs that may be emphasis.

    Args:
        source: The original text.
        spans: Lines or parts of lines, in order.
        sites: The marks of the document.
        syntax: What counts as notation.
        addresses: For each span, where the address that goes on in it ends; its start where none does.
    """
    edits: list[Edit] = []
    delimiters: list[Delimiter] = []
    for (start, end), stop in zip(spans, addresses, strict=True):
        here = _sites_between(sites.starts, start, end)
        edits.extend(Edit(at, sites.by_start[at].end, "", sites.by_start[at]) for at in here)
        skips = [(at, sites.by_start[at].end) for at in here]
        edits.extend(_around_marks(source, (start, end), skips))
        address = without_stops(source[start : min([stop, *here])])
        edits.extend(_in_address(address, start))
        _scan_span(source, (start + len(address), end), skips, syntax, edits, delimiters)
    return edits, delimiters


def hidden_spans(source: str, span: Span) -> list[Span]:
    """Return what nobody should see in code: terminal escapes and control characters."""
    found = _TOKEN.finditer(source, *span)
    return [token.span() for token in found if token.lastgroup in ("terminal", "hidden")]


def _sites_between(placed: Sequence[int], start: int, end: int) -> Sequence[int]:
    return placed[bisect_left(placed, start) : bisect_left(placed, end)]


def _scan_span(
    source: str,
    span: Span,
    skips: list[Span],
    syntax: Syntax,
    edits: list[Edit],
    delimiters: list[Delimiter],
) -> None:
    """Scan the stretches between marks; a link's target is jumped over once its words are scanned."""
    at, end = span
    pending = [*skips, (end, end)]
    for stop, resume in pending:
        while at < stop:
            found = _TOKEN.search(source, at, stop)
            if found is None:
                break
            at = _take(source, found, syntax, edits, delimiters)
        at = max(at, resume)


def _take(
    source: str, found: re.Match[str], syntax: Syntax, edits: list[Edit], delimiters: list[Delimiter]
) -> int:
    """Turn a token into edits and return where to go on."""
    kind = found.lastgroup  # the outermost group, since it closes last
    start, end = found.span()
    if kind in _MARKDOWN_ONLY and not syntax.markdown:
        return start + 1
    if kind in ("terminal", "tag", "back"):
        edits.append(Edit(start, end))
    elif kind == "code":
        width = len(found["ticks"])
        hidden = [Edit(*place) for place in hidden_spans(source, (start + width, end - width))]
        edits.extend((Edit(start, start + width), *hidden, Edit(end - width, end)))
    elif kind == "url":
        edits.extend(_in_address(found[0], start))
    elif kind == "escape":
        edits.append(Edit(start, start + 1))
    elif kind == "link":
        return _take_link(source, found, syntax, edits, delimiters)
    elif kind == "emphasis":
        delimiters.append(Delimiter(start, end))
    elif kind == "entity":
        text = html.unescape(found[0])
        edits.extend([Edit(start, end, text)] if text != found[0] and text.isprintable() else [])
    elif kind == "space":
        edits.append(Edit(start, end, " "))
    else:
        edits.extend(_hidden(source, start, end))
    return end


def _in_address(address: str, start: int) -> list[Edit]:
    """Remove escapes from an address and write a PDF's ligatures as the letters that they stand for."""
    edits = [Edit(start + m.start(), start + m.start() + 1) for m in _ESCAPE_IN_URL.finditer(address)]
    for found in _LIGATURE.finditer(address):
        letters = unicodedata.normalize("NFKC", found[0])
        edits.append(Edit(start + found.start(), start + found.end(), letters))
    return edits


def _take_link(
    source: str, found: re.Match[str], syntax: Syntax, edits: list[Edit], delimiters: list[Delimiter]
) -> int:
    """Keep a link's words, scanned in their own right, and in notes its target after them."""
    words, end = found.span("words"), found.end()
    reference = found["ref"]
    target = (found["target"] or "").strip("<>")
    if reference is not None:
        target = syntax.references.get((reference or found["words"]).strip().lower(), "")
        if not target:
            return found.start() + 1  # "[2018][sic]" is no link
    edits.append(Edit(found.start(), words[0]))
    _scan_span(source, words, [], syntax, edits, delimiters)
    shown = syntax.keep_urls and target and target != found["words"]
    edits.append(Edit(words[1], end, f" <{target}>" if shown and target.isprintable() else ""))
    return end


def _hidden(source: str, start: int, end: int) -> list[Edit]:
    """Remove invisible characters, save joiners between letters of scripts that need them."""
    edits = []
    for at in range(start, end):
        around = source[at - 1 : at] + source[at + 1 : at + 2]
        joins = source[at] in "\u200c\u200d" and len(around) == 2 and all(ord(c) > 0x2FF for c in around)
        if not joins:
            edits.append(Edit(at, at + 1))
    return edits


def _around_marks(source: str, span: Span, sites: Sequence[Span]) -> list[Edit]:
    """Remove commas between marks, and the space before a mark that another space or a stop follows."""
    edits = []
    for number, (start, end) in enumerate(sites):
        following = sites[number + 1][0] if number + 1 < len(sites) else None
        if (
            following is not None
            and _GLUE.fullmatch(source, end, min(following, end + 6))
            and following <= end + 5
        ):
            edits.append(Edit(end, following))
        first = start
        while first > span[0] and source[first - 1] in " \u00a0":
            first -= 1
        after = source[end : end + 1] if end < span[1] else " "
        touching = number and sites[number - 1][1] >= first
        if first < start and not touching and (after.isspace() or after in ".,;:!?)]”’。，；：！？"):
            edits.append(Edit(first, start))
    return edits
