"""Finds notation in spans of the original: escapes, emphasis, links, tags, what nobody sees.

Every quantifier is bounded and each character is scanned a constant number of times,
so that hostile text costs no more than its length.
"""

from __future__ import annotations

import html
import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise

from corpus.readers.broken_urls import without_stops
from corpus.readers.emphasis import Delimiter
from corpus.readers.link_targets import (
    DESTINATION,
    ESCAPE_IN_URL,
    parted_links,
    shown_target,
    sites_between,
    target_of,
)
from corpus.readers.notation import Edit, Sites, Span, Syntax

_TOKEN = re.compile(
    r"(?P<terminal>(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"
    r"|\x1b\][^\x07\x1b\n]{0,2048}(?:\x07|\x1b\\)|\x1b[@-Z\\^_]?)"
    r"|(?P<code>(?<!`)(?P<ticks>`{1,3})(?!`)(?P<inner>[^`\n]{1,2000})(?P=ticks)(?!`))"
    r"|(?P<url><?(?:https?://|www\.)"
    r"(?:(?!&(?:[lg]t|quot);|\[[↩↵↑⤴⏎])[^\s<>“”\"⁰¹²³⁴-⁹\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff])+>?)"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<back>[ \u00a0]?(?:\[[↩↵↑⤴⏎\ufe0e]{1,3}\]\([^\s()<>#]{0,300}#[^\s()<>]{1,100}\)"
    r"(?:\{[^{}\n]{0,200}\})?|<a\s[^<>]{0,300}>[↩↵↑⤴⏎\ufe0e]{1,3}</a>))"
    r"|(?P<wiki>!?\[\[(?=[^\[\]|\n]{0,200}[^\[\]|\n\d])(?:[^\[\]|\n]{1,200}\|)?(?P<page>[^\[\]|\n]{1,200})\]\](?!\())"
    r"|(?P<mark>\[\^[^\]\s^]{1,100}\](?!:))"
    r"|(?P<link>!?\[(?P<words>(?:[^\[\]\\\n]|\\.|\[(?:[^\[\]\\\n]|\\.){0,300}\]){0,1000})\](?:\(\s{0,4}"
    rf"{DESTINATION}\s{{0,4}}\)|\[(?P<ref>[^\[\]\n]{{0,200}})\]|(?P<alone>)(?![\[(:])))"
    r"|(?P<anchor><a\s(?:[^<>\n]{0,300}\s)?href=(?P<quote>[\"']?)(?P<href>[^\s<>\"']{1,2000})(?P=quote)(?:\s[^<>\n]{0,300})?>"
    r"(?P<shown>(?:[^<\n]|<(?!/?a[\s>])[^<>\n]{0,200}>){0,1000})</a>)"
    r"|(?P<emphasis>\*{1,3}|_{1,3}|~~)"
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>\n]{0,500})?/?>|<!--[^\n]{0,2000}?-->)"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});)"
    r"|(?P<space>[ \t\u3000]{2,}|\t)"
    r"|(?P<hidden>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+)"
)
_MARKDOWN_ONLY = frozenset(("code", "tag", "entity", "anchor", "mark", "wiki"))
_AMPERSAND = re.compile(r"&(?:amp|#38|#x26);", re.IGNORECASE)
_BREAKING = re.compile(
    r"</?(?:br|p|div|li|[uo]l|d[ltd]|t[rdh]|table|thead|tbody|caption|h[1-6r]|blockquote|section|figure|figcaption"
    r"|details|summary|center|header|footer|article|aside)\b",
    re.IGNORECASE,
)
"""Tags between whose words a page shows a break."""
_WAY_BACK = re.compile(
    r"\W{0,3}(?:back|return|jump up|zurück|retour|volver|返回)(?: to (?:the )?text)?\W{0,3}", re.IGNORECASE
)
"""What a link within the page says that leads from a note back to its mark; arrows are told apart above."""
_ITEM_SIGN = re.compile(r"(?:^|[\n \t>])(?:[-*+]|\d{1,9}[.)])[ \t]{1,8}$")
_STOPS = ".,:;!?…。，；：！？"
_LIGATURE = re.compile(r"[\ufb00-\ufb06]")
_GLUE = re.compile(r"\s{0,2}(?:[,;，、]|\^,\^)?\s{0,2}")


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
    parted = parted_links(source, spans, sites, syntax) if spans else []
    edits: list[Edit] = [*parted, *_item_signs(source, spans, syntax)]
    delimiters: list[Delimiter] = []
    covered = 0
    for (start, end), stop in zip(spans, addresses, strict=True):
        if covered > start:  # a note in the text goes on in this line
            edits.append(Edit(start, min(covered, end)))
            start = min(covered, end)
        here = sites_between(sites.starts, start, end)
        edits.extend(Edit(at, sites.by_start[at].end, "", sites.by_start[at]) for at in here)
        skips = [(at, sites.by_start[at].end) for at in here]
        covered = max([covered, *(stop for _, stop in skips)])
        edits.extend(_around_marks(source, (start, end), skips))
        skips = sorted([*skips, *((edit.start, edit.end) for edit in parted if start <= edit.start < end)])
        address = without_stops(source[start : min([stop, *here])])
        edits.extend(_in_address(address, start, syntax))
        _scan_span(source, (start + len(address), end), skips, syntax, edits, delimiters)
    return edits, delimiters


def hidden_spans(source: str, span: Span) -> list[Span]:
    """Return what nobody should see in code: terminal escapes and control characters."""
    hidden: list[Span] = []
    at, end = span
    while found := _TOKEN.search(source, at, end):
        told = found.lastgroup in ("terminal", "hidden")
        hidden.extend([found.span()] if told else [])
        at = found.end() if told else found.start() + 1  # a backtick or a link may have one within
    return hidden


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
    if _is_text(kind, syntax):
        return start + 1
    if kind in ("terminal", "tag", "back", "mark"):
        broken = _BREAKING.match(found[0]) and not source[end : end + 1].isspace()
        edits.append(Edit(start, end, " " if kind == "tag" and broken else ""))
    elif kind in ("code", "wiki"):
        low, high = found.span("inner" if kind == "code" else "page")
        hidden = [Edit(*place) for place in hidden_spans(source, (low, high))]
        edits.extend((Edit(start, low), *hidden, Edit(high, end)))
    elif kind == "url":
        edits.extend(_in_address(found[0], start, syntax))
    elif kind == "escape":
        edits.append(Edit(start, start + 1))
    elif kind in ("link", "anchor"):
        return _take_link(source, found, syntax, edits, delimiters)
    elif kind == "emphasis":
        delimiters.append(Delimiter(start, end))
    elif kind == "entity":
        edits.extend(_entity(found[0], start))
    elif kind == "space":
        edits.append(Edit(start, end, " "))
    else:
        edits.extend(_hidden(source, start, end))
    return end


def _is_text(kind: str | None, syntax: Syntax) -> bool:
    """Return whether what looks like a kind of token is text in this format."""
    if kind in ("tag", "anchor") and not syntax.tags:
        return True
    return (kind in _MARKDOWN_ONLY and not syntax.markdown) or (kind == "mark" and not syntax.keep_urls)


def _entity(written: str, start: int) -> list[Edit]:
    """Write the character that an entity stands for; a space is a space, and what nobody sees is nothing."""
    text = html.unescape(written)
    if text == written or not (text.isprintable() or text.isspace() or unicodedata.category(text[0]) == "Cf"):
        return []
    return [Edit(start, start + len(written), text if text.isprintable() else " " if text.isspace() else "")]


def _in_address(address: str, start: int, syntax: Syntax) -> list[Edit]:
    """Remove escapes from an address and write a PDF's ligatures as the letters that they stand for."""
    edits = [Edit(start + m.start(), start + m.start() + 1) for m in ESCAPE_IN_URL.finditer(address)]
    for found in _LIGATURE.finditer(address):
        letters = unicodedata.normalize("NFKC", found[0])
        edits.append(Edit(start + found.start(), start + found.end(), letters))
    if syntax.markdown:
        edits += [Edit(start + m.start(), start + m.end(), "&") for m in _AMPERSAND.finditer(address)]
    return edits


def _take_link(
    source: str, found: re.Match[str], syntax: Syntax, edits: list[Edit], delimiters: list[Delimiter]
) -> int:
    """Keep a link's words, scanned in their own right, and in notes its target after them."""
    words, end = found.span("shown" if found["shown"] is not None else "words"), found.end()
    target = target_of(found, syntax)
    if target is None:
        return found.start() + 1  # "[2018][sic]" is no link
    if syntax.keep_urls and target.startswith("#") and _WAY_BACK.fullmatch(source, *words):
        edits.append(Edit(found.start(), end))
        return end
    edits.append(Edit(found.start(), words[0]))
    _scan_span(source, words, [], syntax, edits, delimiters)
    edits.append(Edit(words[1], end, shown_target(target, source[slice(*words)], syntax)))
    return end


def _item_signs(source: str, spans: Sequence[Span], syntax: Syntax) -> list[Edit]:
    """Write a semicolon between the items of a list in a note, where they end without a sign."""
    if not (syntax.markdown and syntax.keep_urls):
        return []
    edits: list[Edit] = []
    for (low, high), (start, _) in pairwise(spans):
        above = source[low:high].rstrip('*_)]”" ')
        if above and above[-1] not in _STOPS and _ITEM_SIGN.search(source, max(0, start - 14), start):
            edits.append(Edit(start, start, "; "))
    return edits


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
