"""Notes that a Markdown text has as a plain list: numbered, raised or linked, with or without a title.

`text.<sup>1</sup>` and, last of all, `1. A source`; `<li id="fn1">`; `① 王伟`; or `text [1]` with a
link's definition `[1]: https://…`. Nothing but the numbers ties such a list to the text, so it is
read as notes only where they have their marks, and the marks come in the list's order.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.readers.blocks import NoteStart
from corpus.readers.linked_marks import linked_sites
from corpus.readers.notation import Site, Span
from corpus.readers.note_styles import bracket_sites, circled_sites, superscript_sites
from corpus.readers.structure import Element
from corpus.readers.titles import NOTES_TITLE
from corpus.readers.zones import RawNote
from corpus.superscripts import CIRCLED, DIGITS, number_of

_ANCHOR = (
    r"<(?:p|div|li|a)\s[^<>]{0,200}\bid=[\"']?[A-Za-z_:.-]{1,40}(?P<id>\d{1,4})[^<>]{0,200}>"
    r"\s?(?:</a>|<p>)?\s?"
)
_ENTRY = re.compile(
    rf"(?:{_ANCHOR})?(?:(?:<sup>\s?)?(?:<a\s[^<>]{{0,300}}>)?\[?(?P<raised>\d{{1,4}})\]?(?:</a>)?\s?</sup>"
    rf"|(?P<sign>[{DIGITS}{CIRCLED}]{{1,4}})|\^(?P<caret>\d{{1,4}})\^|\\?\[(?P<bracket>\d{{1,4}})\\?\])?"
    r"[.:]?[ \t\u00a0\u3000]{0,8}(?=\S)"
)
"""What opens a note's line, an item's own number aside."""
_TAG = re.compile(r"</?[a-zA-Z][^<>]{0,500}>")
_NUMBER = re.compile(r"(\d{1,4})[.)][ \t]{1,8}$")
_OF = 5
"""One note of so many may be without a mark."""
_STOPS = frozenset('.!?;:。！？；：”"’)')
_FEW = 1
"""A single note is told from a list of one only by what stands before it."""


@dataclass(slots=True)
class ListedNotes:
    """Notes taken from the body, and the marks that tell them."""

    notes: list[RawNote] = field(default_factory=list)
    elements: list[Element] = field(default_factory=list)
    sites: Mapping[int, Site] = field(default_factory=dict)


def listed_notes(text: str, elements: Sequence[Element]) -> ListedNotes:
    """Find the notes of a list at the end, or at the end but for sections without marks.

    Args:
        text: The text, comments blanked out.
        elements: Its body.

    Returns:
        The notes, the elements that are left, and the marks; nothing at all where marks and notes
        do not agree.
    """
    starts = [n for n, element in enumerate(elements) if _number(text, element, 0) == 1]
    if not starts:
        return ListedNotes()
    first = starts[-1]
    notes, end = _entries(text, elements, first)
    left = [*elements[:first], *elements[end:]]
    numbers = [note.note.number for note in notes]
    spans = [span for element in elements[:first] if not element.verbatim for span in element.spans]
    set_off = first > 0 and elements[first - 1].kind in ("rule", "heading")
    if set_off and _titles_notes(text, elements[first - 1]):
        left.pop(first - 1)
    if len(notes) <= _FEW and not set_off:
        return ListedNotes()
    styles = (linked_sites, superscript_sites, circled_sites, bracket_sites)
    for sites in (style(text, spans, frozenset(numbers)) for style in styles):
        seen = marked_numbers(sites)
        if agree(seen, numbers) and _back_sentences(text, sites):
            return ListedNotes(notes, left, sites)
    return ListedNotes()


def _titles_notes(text: str, element: Element) -> bool:
    words = _TAG.sub("", text[slice(*element.spans[0])]).strip()
    return element.kind == "heading" and NOTES_TITLE.fullmatch(words) is not None


def marked_numbers(sites: Mapping[int, Site]) -> list[int]:
    """Return the numbers that have marks, in the order of their first ones."""
    return list(dict.fromkeys(int(label) for at in sorted(sites) for label in sites[at].labels))


def agree(seen: Sequence[int], numbers: Sequence[int]) -> bool:
    """Tell whether marks come in the order of the notes and hardly a note is without one."""
    return (
        list(seen) == sorted(seen)
        and seen[:1] == numbers[:1]
        and set(seen) <= set(numbers)
        and len(seen) * _OF >= len(numbers) * (_OF - 1)
    )


def _back_sentences(text: str, sites: Mapping[int, Site]) -> bool:
    """Tell whether some marks stand at stops: those of authors' universities stand at names alone."""
    at_stops = [
        at for at, site in sites.items() if text[at - 1] in _STOPS or text[site.end : site.end + 1] in _STOPS
    ]
    return len(at_stops) * _OF >= len(sites)


def _entries(text: str, elements: Sequence[Element], first: int) -> tuple[list[RawNote], int]:
    """Return the notes from one element on, and the first element that belongs to none."""
    notes: list[RawNote] = []
    for at in range(first, len(elements)):
        element = elements[at]
        if element.kind in ("heading", "rule") or element.verbatim:
            return notes, at
        begun = len(notes)
        for index, (start, end) in enumerate(element.spans):
            due = len(notes) + 1
            if _number(text, element, index) == due:
                opening = _ENTRY.match(text, start, end)
                body = opening.end() if opening else start
                notes.append(RawNote(NoteStart(str(due), due, body), start, [(body, end)], ""))
            elif len(notes) == begun and index == 0 and element.indent < 2:
                return notes, at
            else:
                notes[-1].spans.append((start, end))
    return notes, len(elements)


def _number(text: str, element: Element, index: int) -> int:
    """Return the number that a line of an element begins with as notes do, 0 without any."""
    if index == 0 and element.number:
        return element.number
    if element.kind == "heading" or element.verbatim or element.indent >= 4:
        return 0
    start, end = element.spans[index]
    if index == 0 and element.kind == "item" and (item := _NUMBER.search(text, max(0, start - 14), start)):
        return int(item[1])
    found = _ENTRY.match(text, start, end)
    signs = ("raised", "sign", "caret", "bracket", "id")
    written = next((found[sign] for sign in signs if found[sign]), None) if found else None
    return number_of(written) if written else 0


def defined_notes(text: str, definitions: Mapping[int, Span], elements: Sequence[Element]) -> ListedNotes:
    """Find the notes that are definitions of links with numbers, where each has a mark in brackets.

    Args:
        text: The text, comments blanked out.
        definitions: Where the address of each definition stands, by its number.
        elements: The body.
    """
    spans = [span for element in elements if not element.verbatim for span in element.spans]
    sites = bracket_sites(text, spans, frozenset(definitions)) if definitions else {}
    alone = {at: site for at, site in sites.items() if at == 0 or text[at - 1] != "]"}
    seen = {int(label) for site in alone.values() for label in site.labels}
    if not definitions or seen != set(definitions) or len(alone) != len(sites):
        return ListedNotes()
    notes = [
        RawNote(NoteStart(str(number), number, start), start, [(start, end)], "")
        for number, (start, end) in sorted(definitions.items())
    ]
    return ListedNotes(notes, list(elements), alone)
