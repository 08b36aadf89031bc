"""AsciiDoc's notes and signs within a line; signs are written as Markdown's of the same length.

Each character keeps its place, so that one cleaner serves both formats.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.readers.blocks import NoteStart
from corpus.readers.notation import Site, Span
from corpus.readers.overwriting import Page
from corpus.readers.structure import Element
from corpus.readers.zones import RawNote

_NOTE = re.compile(
    r"(?<!\\)footnote(?:ref:\[(?P<key>[\w.-]{1,100})(?:,[ \t]?|(?=\]))|:(?P<id>[\w.-]{1,100})?\[)"
)
_ESCAPED = re.compile(r"\[[^\[\]\\]{0,300}\\\]")
"""Brackets in a note of which the second is no note's end: "[sic\\]"."""
_BRACKET = re.compile(r"\\.|[\[\]]", re.DOTALL)
_LONGEST = 8000
"""Characters of a note at most."""
_DEEPEST = 6
"""Brackets within brackets of a note: where there are more, one of them was never closed."""
_LITERAL = re.compile(
    r"`\+[^`\n]{1,1000}\+`|(?<![\w`\"'])`(?![`\"'\s])[^`\n]{1,1000}(?<!\s)`(?![\w`\"'])|\+\+\+[^\n]{1,1000}?\+\+\+"
)
_ADDRESS = r"(?:https?|ftp)://[^\s\[\]<>]{1,2000}"
_INLINE = re.compile(
    rf"(?P<literal>{_LITERAL.pattern})"
    rf"|(?P<link>(?P<macro>link:|mailto:)?(?P<target>{_ADDRESS}|(?<=link:)[^\s\[\]]{{1,1000}}|(?<=mailto:)[^\s\[\]]{{1,300}})"
    r"\[(?P<words>[^\[\]]{0,1000})\])"
    r"|(?P<cross><<(?P<to>[^<>,\n]{1,200})(?:,(?P<shown>[^<>]{1,500}))?>>|xref:[^\s\[\]]{1,300}\[(?P<xwords>[^\[\]]{0,500})\])"
    r"|(?P<place>\[\[\[?[\w:.-]{1,200}(?:,[^\[\]\n]{0,200})?\]?\]\]|anchor:[\w.-]{1,200}\[[^\[\]\n]{0,200}\])"
    r"|(?P<picture>(?:image|icon|video|audio|indexterm):[^\s\[\]:][^\s\[\]]{0,300}\[[^\[\]\n]{0,500}\])"
    r"|(?P<said>(?:kbd|btn|menu|pass|stem|latexmath|asciimath):[^\s\[\]]{0,100}\[(?P<inner>[^\[\]\n]{1,500})\])"
    r"|(?P<index>\(\(\([^()\n]{1,200}\)\)\))"
    r"|(?P<curly>[\"']`|`[\"'])"
    r"|(?P<role>\[[\w.# -]{1,60}\](?=##?[^#\s]))"
    r"|(?P<paired>(?<![\w&#])##?(?P<lit>[^#\s\d](?:[^#\n]{0,500}[^#\s])?)##?(?![\w#])"
    r"|\^(?P<above>[^\s^]{1,60})\^|~(?P<below>[^\s~]{1,60})~)"
)
_KEPT = ("shown", "xwords", "to", "inner", "lit", "above", "below")
"""What stays of that which is more than a link: its words, or the name of the place it leads to."""
_LAST = re.compile(r",[ \t]?(?:window|role|title|opts|options|id)=.*$|\^$", re.DOTALL)


@dataclass(slots=True)
class AsciiNotes:
    """The notes of a text, written where their marks stand, and the marks."""

    notes: list[RawNote] = field(default_factory=list)
    sites: dict[int, Site] = field(default_factory=dict)


def notes_in(text: str, elements: Sequence[Element]) -> AsciiNotes:
    """Find `footnote:[…]`, and `footnote:id[…]` with the further marks `footnote:id[]`, numbered in order."""
    found = AsciiNotes()
    numbers: dict[str, str] = {}
    for element in elements:
        if element.verbatim:
            continue
        first, last = element.spans[0][0], element.end
        literal = [match.span() for match in _LITERAL.finditer(text, first, last)]
        after = first
        for mark in _NOTE.finditer(text, first, last):
            if mark.start() < after or _lies_in(mark.start(), literal):
                continue
            end = _closing(text, mark.end(), last)
            if end is None:
                break
            after = end + 1
            key = mark["id"] or mark["key"] or ""
            if mark.end() < end:
                numbers[key] = str(len(found.notes) + 1)
                found.notes.append(_note(text, element, (mark.start(), mark.end(), end), numbers[key]))
            if key in numbers or key:
                found.sites[mark.start()] = Site(after, (numbers.get(key, key),))
    return found


def _closing(text: str, start: int, stop: int) -> int | None:
    """Return where the bracket is closed that opens a note; pairs of brackets in it are its own."""
    depth, first = 0, None
    for found in _BRACKET.finditer(text, start, min(stop, start + _LONGEST)):
        if found[0] == "[":
            depth += _ESCAPED.match(text, found.start(), stop) is None
            if depth > _DEEPEST and first is not None:
                return first
        elif found[0] == "]" and depth == 0:
            return found.start()
        elif found[0] == "]":
            depth -= 1
            first = found.start() if first is None else first
    return first


def _note(text: str, element: Element, places: tuple[int, int, int], label: str) -> RawNote:
    """Return a note of a block, given where its mark, its words and its end stand."""
    start, low, high = places
    lines = [(max(low, begin), min(high, end)) for begin, end in element.spans]
    spans = [(begin, end) for begin, end in lines if begin < end]
    return RawNote(NoteStart(label, int(label), low), start, spans or [(low, high)], text[low:high])


def as_markdown(
    text: str, elements: Sequence[Element], notes: Sequence[RawNote]
) -> tuple[str, dict[str, str]]:
    """Return the text with its signs written as Markdown's, and where notes' links lead by their words."""
    places = sorted((note.spans[0][0], note.spans[-1][1]) for note in notes)
    page = Page(text)
    targets: dict[str, str] = {}
    for element in elements:
        if element.verbatim:
            continue
        for found in _INLINE.finditer(text, element.spans[0][0], element.end):
            _rewrite(page, found, targets if _lies_in(found.start(), places) else None)
    return page.text(), targets


def _lies_in(at: int, spans: Sequence[Span]) -> bool:
    """Return whether a place lies in one of some spans, which are sorted and stand apart."""
    latest = bisect_right(spans, at, key=lambda span: span[0]) - 1
    return latest >= 0 and at < spans[latest][1]


def _rewrite(page: Page, found: re.Match[str], targets: dict[str, str] | None) -> None:
    start, end = found.span()
    if found["literal"] is not None:
        if found[0].startswith("`+"):
            page.write(start, start + 2, "`")
            page.write(end - 2, end, "`")
        elif found[0].startswith("+"):
            page.write(start, start + 3)
            page.write(end - 3, end)
    elif found["link"] is not None:
        _rewrite_link(page, found, targets)
    elif found["curly"] is not None:
        sign = start + found[0].index("`")
        page.write(sign, sign + 1)
    else:
        low, high = next((found.span(name) for name in _KEPT if found[name]), (end, end))
        page.write(start, low)
        page.write(high, end)


def _rewrite_link(page: Page, found: re.Match[str], targets: dict[str, str] | None) -> None:
    """Write a link as its words, in a note as Markdown's reference of them; without words it is its address.

    Words that lead elsewhere already ("here") stand behind their address.
    """
    start, end = found.span()
    low, high = found.span("words")
    last = _LAST.search(found["words"])
    stop = low + last.start() if last else high
    words = found["words"][: stop - low]
    target = found["target"]
    if not words.strip():
        page.write(start, found.start("target"))
        page.write(low - 1, end)
    elif targets is None:
        page.write(start, low)
        page.write(stop, end)
    elif targets.setdefault(" ".join(words.lower().split()), target) == target:
        page.write(start, low - 1)
        page.write(stop, end, "]")
    else:
        page.write(low - 1, low, "\t")  # cleaning writes a space for it
        page.write(stop, end)
