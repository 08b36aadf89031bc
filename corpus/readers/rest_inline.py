"""reStructuredText's signs within a line, written as Markdown's of the same length.

Each character keeps its place, so that one cleaner serves both: `text <address>`_ becomes a link of
Markdown, a role's name and the signs around it become characters that nobody sees.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.readers.notation import Site, Span
from corpus.readers.overwriting import Page
from corpus.readers.rest_blocks import LABEL, Labels, RestText
from corpus.readers.zones import RawNote

_INLINE = re.compile(
    r"(?P<literal>``(?=\S)(?:[^`]|`(?!`)){1,2000}``)"
    r"|(?P<role>:[A-Za-z][\w:+.-]{0,60}:)?`(?=\S)(?P<words>[^`]{1,2000})`(?P<tail>__?(?!\w)|:[A-Za-z][\w:+.-]{0,60}:)?"
    rf"|(?<!\w)\[{LABEL}\]_(?!\w)"
    r"|(?<![\w`])(?P<name>[A-Za-z](?:[\w.-]{0,60}[A-Za-z\d])?)(?P<under>__?)(?![\w`])"
    r"|(?P<escape>\\[ \n])"
)
_AIMED = re.compile(r"(?P<shown>.*?)(?P<gap>\s{1,40})?<(?P<target>[^<>]{1,2000})>", re.DOTALL)
_ADDRESS = re.compile(r"(?:https?|ftp)://\S+|www\.\S+")


def as_markdown(text: str, parsed: RestText) -> str:
    """Return the text with the signs within its lines written as Markdown's, each character in its place."""
    page = Page(text)
    for start, end in parsed.hidden:
        page.write(start, end)
    for element in parsed.elements:
        if not element.verbatim:
            _rewrite(page, text, (element.spans[0][0], element.end), parsed.targets, in_note=False)
    for note in parsed.notes:
        _rewrite(page, text, (note.spans[0][0], note.spans[-1][1]), parsed.targets, in_note=True)
    return page.text()


def _rewrite(page: Page, text: str, span: Span, targets: Mapping[str, str], *, in_note: bool) -> None:
    for found in _INLINE.finditer(text, *span):
        start, end = found.span()
        if found["words"] is not None:
            _rewrite_words(page, found, targets)
        elif found["label"] is not None and in_note:
            page.write(end - 1, end)
        elif found["name"] is not None and found["name"].lower() in targets:
            page.write(*found.span("under"))
        elif found["escape"] is not None:
            page.write(start, end)


def _rewrite_words(page: Page, found: re.Match[str], targets: Mapping[str, str]) -> None:
    """Write words in backticks as a link, or as words alone."""
    low, high = found.span("words")
    aimed = _AIMED.fullmatch(found["words"]) if found["role"] or found["tail"] else None
    if aimed is None:
        name = " ".join(found["words"].lower().split())
        linked = (
            found["tail"] is not None and found["tail"][0] == "_" and _ADDRESS.match(targets.get(name, ""))
        )
        page.write(found.start(), low, "[" if linked else "")
        page.write(high, found.end(), "]" if linked else "")
        return
    target, address = low + aimed.start("target"), _ADDRESS.fullmatch(aimed["target"])
    words = low + aimed.end("shown")
    if address and not aimed["shown"]:
        page.write(found.start(), target)
        page.write(target + len(aimed["target"]), found.end())
    elif address and aimed["gap"] and "\n" not in aimed["gap"] and not found["role"]:
        page.write(found.start(), low, "[")
        page.write(words, target - 2)
        page.write(target - 2, target, "](")
        page.write(target + len(aimed["target"]), found.end(), ")")
    else:
        page.write(found.start(), low)
        page.write(words, found.end())


def rest_sites(text: str, spans: Sequence[Span], notes: Sequence[RawNote], labels: Labels) -> dict[int, Site]:
    """Find the marks: "[#]_" and "[*]_" are those of their notes in order, all others name theirs."""
    unnamed = {
        sign: iter(
            [label for label, note in zip(labels.shown, notes, strict=True) if note.note.label == sign]
        )
        for sign in "#*"
    }
    sites: dict[int, Site] = {}
    for start, end in sorted(spans):
        for found in _INLINE.finditer(text, start, end):
            written = found["label"]
            if written is None:
                continue
            if written in unnamed:
                label = next(unnamed[written], written)
            else:
                label = labels.named.get(written.lower(), written)
            sites[found.start()] = Site(found.end(), (label,))
    return sites
