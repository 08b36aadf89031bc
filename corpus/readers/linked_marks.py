r"""Marks that are links to their notes, and notes that begin with the link back, as converters write them.

Google Docs writes `text.[\[1\]](#ftnt1)` and `[\[1\]](#ftnt_ref1) A source.`, Word's pages become
`[[1]](#_ftn1)`, Pandoc and GitHub leave `<sup>[1](#fn1)</sup>` or `<a href="#fn1">1</a>`, and where
the links are lost `\[1\]` is left. What tells a mark from a note is where it stands and where it leads.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, field

from corpus.readers.blocks import HASHES, NoteStart
from corpus.readers.lines import Line
from corpus.readers.notation import Site, Span
from corpus.superscripts import DIGITS, number_of

_LINK = (
    r"(?<!!)\[(?:<sup>|\^|\\?[\[(]){0,2}(?P<words>[DIGITS]{1,4})(?:</sup>|\^|\\?[\])]){0,2}\]"
    r"\([^\s()<>\"#]{0,300}#(?P<link>[^\s()<>\"]{1,100})(?:\s\"[^\"\n]{0,300}\")?\)"
    r"|<a\s[^<>]{0,300}?href=\"[^\s()<>\"#]{0,300}#(?P<href>[^\s()<>\"]{1,100})\"[^<>]{0,300}>"
    r"(?:<sup>|\[){0,2}(?P<shown>[DIGITS]{1,4})(?:</sup>|\]){0,2}</a>"
).replace("DIGITS", r"\d" + DIGITS)
_NUMBER = re.compile(
    r"(?P<code>`{1,3})(?!`)[^\n]{1,2000}?(?P=code)"
    rf"|(?:<sup(?:\s[^<>]{{0,200}})?>\s?)?(?:{_LINK})(?:\s?</sup>)?(?:\{{[#.][^{{}}\n]{{0,200}}\}})?"
    r"|(?<!\\)\\\[(?P<escaped>\d{1,4})\\\]"
)
_DIGITS = re.compile(r"\d+")
_OPENS = re.compile(r"[.:]?[ \t\u00a0]{0,8}(?=\S)")
_SECOND_PARAGRAPH = 12
"""Lines at most between two notes that still belong to the first."""
_BEYOND = 3
"""A number this much above the last note's is still a mark: its note is missing."""


@dataclass(frozen=True, slots=True)
class _Linked:
    """A number that is a link, or that stands in escaped brackets."""

    number: int
    kind: str
    """Where it leads, without digits: "ftnt", "ftnt_ref"; "" for brackets alone."""
    start: int
    end: int


@dataclass(slots=True)
class LinkedNotes:
    """Notes that begin with a link back to their marks."""

    starts: dict[int, NoteStart] = field(default_factory=dict)
    """What a line begins, by where the line does."""
    further: set[int] = field(default_factory=set)
    """Starts of the lines that are a note's second paragraph."""


def linked_notes(lines: Sequence[Line]) -> LinkedNotes:
    """Find the notes: each opens a paragraph, and a mark above it has its number and leads elsewhere."""
    found = LinkedNotes()
    marks: dict[int, set[str]] = defaultdict(set)
    latest: tuple[int, int] | None = None
    above: list[Line] = []
    for line in lines:
        numbers = list(_linked(line.text))
        opens = not above or above[-1].blank or above[-1].start in found.starts
        first = numbers[0] if opens and numbers and numbers[0].start == 0 else None
        if first is not None and any(not kind or kind != first.kind for kind in marks[first.number]):
            begin = _OPENS.match(line.text, first.end)
            body = line.start + (begin.end() if begin else len(line.text))
            found.starts[line.start] = NoteStart(str(first.number), 0, body)
            if latest is not None and first.number == latest[1] + 1:
                found.further.update(_between(above[latest[0] + 1 :]))
            latest = len(above), first.number
        else:
            for one in numbers:
                marks[one.number].add(one.kind)
        above.append(line)
    return found


def linked_sites(text: str, spans: Sequence[Span], notes: Collection[int]) -> dict[int, Site]:
    """Find the marks that are links to notes: those that lead where most notes are."""
    links = [one for start, end in spans for one in _linked(text, start, end)]
    ways: dict[str, set[int]] = defaultdict(set)
    for one in links:
        ways[one.kind].update({one.number}.intersection(notes))
    way = max(ways, key=lambda kind: len(ways[kind]), default="")
    limit = max(notes, default=0) + _BEYOND
    return {
        one.start: Site(one.end, (str(one.number),))
        for one in links
        if ways[way] and one.kind == way and 0 < one.number <= limit
    }


def _linked(text: str, start: int = 0, end: int | None = None) -> Iterator[_Linked]:
    for found in _NUMBER.finditer(text, start, len(text) if end is None else end):
        digits = found["words"] or found["shown"] or found["escaped"]
        if digits:
            kind = _DIGITS.sub("", found["link"] or found["href"] or "")
            yield _Linked(number_of(digits), kind, found.start(), found.end())


def _between(lines: Sequence[Line]) -> list[int]:
    """Return the starts of lines between a note and the next one, if they are more of the first."""
    words = [line for line in lines if not line.blank]
    if len(words) > _SECOND_PARAGRAPH or any(HASHES.match(line.text) or line.rule for line in words):
        return []
    marked = any(next(_linked(line.text), None) for line in words)
    return [] if marked else [line.start for line in words]
