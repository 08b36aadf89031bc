"""reStructuredText's blocks: titles, paragraphs, lists, literal blocks, directives and `.. [1]` notes.

Nothing is included, executed or substituted: a directive is either words that are read, code that is
kept as it is, or nothing. Inside a block nothing is decided here; that is the work of
`corpus.readers.rest_inline`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.dates import find_dates
from corpus.model import Record
from corpus.readers.blocks import NoteStart
from corpus.readers.headings import RANK_HASHES
from corpus.readers.lines import Line
from corpus.readers.notation import Span
from corpus.readers.structure import Element, ElementKind
from corpus.readers.titles import NOTES_TITLE
from corpus.readers.zones import RawNote
from corpus.words import word_set

LABEL = r"(?P<label>\d{1,6}|#[\w.+-]{0,80}|\*|[^\W\d_][\w.+-]{0,80})"
"""A number, "#" for one that is to be given, "#name" for such a one with a name, "*" for a sign, or a key."""
_NOTE = re.compile(rf"\.\. \[{LABEL}\](?:[ \t]{{1,8}}|$)")
_TARGET = re.compile(r"\.\. _(?P<name>`[^`]{1,200}`|[^:`]{1,200}):(?:[ \t]{1,8}(?P<target>\S{1,2000}))?")
_DIRECTIVE = re.compile(
    r"\.\. (?P<name>[\w+.-]{1,60}(?::[\w+.-]{1,60}){0,2})::(?:[ \t]{1,8}(?P<words>\S.*))?"
)
_ADORNMENT = re.compile(r"(?!::$)([!-/:-@\[-`{-~])\1{1,}")
_FIELD = re.compile(r":(?P<key>[^\s:`][^:`\n]{0,60}):(?:[ \t]{1,40}(?P<value>\S.*))?")
_BULLET = re.compile(r"(?:[-*+•‣⁃]|(?:\d{1,4}|#|[a-z])[.)]|\((?:\d{1,4}|#|[a-z])\))[ \t]{1,8}(?=\S)")
_GRID = re.compile(r"\+[-=+]{2,}\+")
_SIMPLE = re.compile(r"={2,}(?:[ \t]{1,200}={2,}){1,60}")
_CODE = word_set("code code-block sourcecode parsed-literal math doctest prompt productionlist")
_SILENT = word_set(
    "image include raw literalinclude toctree contents index meta highlight default-role role title sectnum "
    "section-numbering header footer target-notes bibliography tabularcolumns graphviz digraph plantuml "
    "mermaid replace date unicode currentmodule module video youtube plot"
)
"""Directives that hold no words of the text."""
_WORDED = word_set(
    "note tip hint important caution warning danger attention error seealso admonition topic sidebar rubric "
    "table list-table csv-table epigraph highlights pull-quote centered"
)
"""Directives whose words begin right behind their name."""
_DEEPEST = 40
"""Directives within directives that are still read."""


@dataclass(slots=True)
class RestText:
    """A text cut into blocks."""

    elements: list[Element] = field(default_factory=list)
    notes: list[RawNote] = field(default_factory=list)
    """Their labels are as written, "#" included."""
    targets: dict[str, str] = field(default_factory=dict)
    """Where names lead, by lower-case name; "" to a place in the text."""
    hidden: list[Span] = field(default_factory=list)
    """Signs within blocks that are no words: the colons that announce code."""
    record: Record | None = None


def parse_rest(lines: Sequence[Line]) -> RestText:
    """Cut a reStructuredText into blocks, in order."""
    parser = _Parser()
    parser.run(lines, 0)
    parser.parsed.record = parser.record()
    return parser.parsed


class _Parser:
    """Keeps the open block while lines come in."""

    def __init__(self) -> None:
        self.parsed = RestText()
        self._open: Element | None = None
        self._adornments: list[tuple[str, bool]] = []
        """Kinds of titles in the order of their first use, which is their rank."""
        self._fields: dict[str, str] = {}
        self._depth = 0
        self._last_border = -1
        """The last line that may close a table: where none is, none is sought anew for every border."""

    def run(self, lines: Sequence[Line], base: int) -> None:
        """Take lines; titles stand at the outermost column, `base` says how far these are set in."""
        at, outer = 0, self._last_border
        self._last_border = max((n for n in range(len(lines)) if _closes_table(lines, n)), default=-1)
        while at < len(lines):
            at = self._take(lines, at, base)
        self._open, self._last_border = None, outer

    def record(self) -> Record | None:
        """Return what the fields below the title say."""
        said = self._fields
        author = said.get("author") or said.get("authors")
        if not said:
            return None
        dates = find_dates(said.get("date", ""))
        date = dates[0].iso if len(dates) == 1 else None
        return Record("", author, said.get("organization") or said.get("publisher"), date)

    def _take(self, lines: Sequence[Line], at: int, base: int) -> int:
        """Take the block or line that begins at a line, and return where to go on."""
        line = lines[at]
        if line.blank:
            return self._take_gap(lines, at)
        if line.text == ".." or line.text.startswith((".. ", "__ ")):
            self._open = None
            return self._take_explicit(lines, at)
        after = self._take_title(lines, at) if line.indent == base == 0 else at
        if after == at and self._open is None:
            after = self._take_table(lines, at)
        if after > at:
            self._open = None
            return after
        return self._take_words(lines, at)

    def _take_gap(self, lines: Sequence[Line], at: int) -> int:
        """End the open block; what is set in below one that ends with "::" is code."""
        block, self._open = self._open, None
        if block is None or not block.tail.endswith("::"):
            return at + 1
        while at < len(lines) and lines[at].blank:
            at += 1
        end = _end(lines, at, block.indent)
        stop = block.end
        if block.tail == "::" and len(block.spans) == 1:
            self.parsed.elements.pop()
        else:
            self.parsed.hidden.append((stop - (2 if block.tail.endswith(" ::") else 1), stop))
        if at < end:
            self._add_code(lines[at:end])
        return max(end, at)

    def _take_explicit(self, lines: Sequence[Line], at: int) -> int:
        """Take a note, a target, a directive or a comment, with all that is set in below it."""
        line = lines[at]
        end = _end(lines, at + 1, line.indent)
        inner = [below for below in lines[at + 1 : end] if not below.blank]
        if (note := _NOTE.match(line.text)) is not None:
            body = line.start + note.end()
            spans = [(body, line.end)] if body < line.end else []
            spans.extend((below.start, below.end) for below in inner)
            if spans:
                start = NoteStart(note["label"], 0, spans[0][0])
                self.parsed.notes.append(RawNote(start, line.start, spans, line.text))
        elif (target := _TARGET.fullmatch(line.text)) is not None:
            parts = "".join([target["target"] or "", *(below.text for below in inner)])
            self.parsed.targets[" ".join(target["name"].strip("`").lower().split())] = parts
        elif (directive := _DIRECTIVE.fullmatch(line.text)) is not None:
            self._take_directive(line, directive, lines[at + 1 : end])
        return end

    def _take_directive(self, line: Line, directive: re.Match[str], below: Sequence[Line]) -> None:
        """Take a directive's words, its options left out, or its code."""
        name = directive["name"].lower()
        first = next(
            (n for n, one in enumerate(below) if not one.blank and not _FIELD.fullmatch(one.text)), None
        )
        if name in _SILENT:
            return
        if name in _CODE:
            self._add_code(below[first:] if first is not None else [])
            return
        words = directive["words"]
        if words and name in _WORDED and not NOTES_TITLE.fullmatch(words):
            start = line.start + directive.start("words")
            self._open = self._add("text", line, (start, line.end))
            if name in ("rubric", "table", "list-table", "csv-table", "topic", "sidebar", "admonition"):
                self._open = None
        if first is not None and self._depth < _DEEPEST:
            self._depth += 1
            self.run(below[first:], below[first].indent)
            self._depth -= 1

    def _add_code(self, lines: Sequence[Line]) -> None:
        inked = [line for line in lines if not line.blank]
        if inked:
            outer = min(line.indent for line in inked)
            spans = [(max(line.start - (line.indent - outer), 0), line.end) for line in inked]
            self.parsed.elements.append(Element("text", spans, spans[0][0], outer, verbatim=True))

    def _take_title(self, lines: Sequence[Line], at: int) -> int:
        """Take a title with its line below, and perhaps above, or a rule; return `at` for neither."""
        line = lines[at]
        texts = [below.text for below in lines[at : at + 3]]
        over = _ADORNMENT.fullmatch(line.text) is not None
        if over and len(texts) == 3 and texts[1] and texts[2] == line.text:
            return self._add_title(lines[at + 1], line.text[0], True, at + 3)
        if over and len(line.text) >= 4 and (len(texts) < 2 or not texts[1]) and self._open is None:
            self._add("rule", line, (line.start, line.end))
            return at + 1
        under = len(texts) > 1 and _ADORNMENT.fullmatch(texts[1]) is not None and lines[at + 1].indent == 0
        if over or not under or self._open is not None or len(texts[1]) < min(len(line.text), 4):
            return at
        return self._add_title(line, texts[1][0], False, at + 2)

    def _add_title(self, line: Line, sign: str, over: bool, after: int) -> int:
        if (sign, over) not in self._adornments:
            self._adornments.append((sign, over))
        rank = RANK_HASHES + 1 + self._adornments.index((sign, over))
        self._add("heading", line, (line.start, line.end)).rank = rank
        return after

    def _take_table(self, lines: Sequence[Line], at: int) -> int:
        """Take a table row by row, or the fields below the title; return `at` for neither."""
        line = lines[at]
        if _GRID.fullmatch(line.text):
            end = next((n for n in range(at, len(lines)) if lines[n].blank), len(lines))
            rows = [row for row in lines[at:end] if not _GRID.fullmatch(row.text)]
        elif _SIMPLE.fullmatch(line.text):
            below = range(at + 1, self._last_border + 1)
            end = 1 + next((n for n in below if _closes_table(lines, n)), at)
            rows = [row for row in lines[at:end] if row.text and not _SIMPLE.fullmatch(row.text)]
        else:
            return self._take_field(lines, at)
        for row in rows:
            inner = row.text.strip("| \t")
            start = row.start + len(row.text) - len(row.text.lstrip("| \t"))
            if inner:
                self._add("text", row, (start, start + len(inner)))
        return end

    def _take_field(self, lines: Sequence[Line], at: int) -> int:
        """Take a field that stands below nothing but titles: it tells of the document."""
        found = _FIELD.fullmatch(lines[at].text)
        if found is None or any(element.kind != "heading" for element in self.parsed.elements):
            return at
        end = _end(lines, at + 1, lines[at].indent)
        below = [line.text.lstrip("-* ") for line in lines[at + 1 : end] if not line.blank]
        named = found["key"].lower() in ("author", "authors")
        parts = [found["value"] or "", *below]
        self._fields[found["key"].lower()] = (", " if named else " ").join(part for part in parts if part)
        return end

    def _take_words(self, lines: Sequence[Line], at: int) -> int:
        line, block = lines[at], self._open
        bullet = _BULLET.match(line.text)
        listed = block is None or (block.kind == "item" and line.indent <= block.indent)
        if line.text.startswith(">>> ") and block is None:
            end = next((n for n in range(at, len(lines)) if lines[n].blank), len(lines))
            self._add_code(lines[at:end])
            return end
        if bullet and listed:
            begin, outer = 0, 0
            further: re.Match[str] | None = bullet
            while further is not None:  # "* - Year" is a table's row and its first cell
                outer, begin = begin, further.end()
                further = _BULLET.match(line.text, begin)
            self._open = self._add("item", line, (line.start + begin, line.end))
            self._open.indent += outer
        elif block is None or self._sets_apart(block, line):
            begin = 2 if line.text.startswith("| ") else 0
            self._open = self._add("text", line, (line.start + begin, line.end))
        else:
            block.spans.append((line.start, line.end))
            block.tail = line.text
        return at + 1

    def _sets_apart(self, block: Element, line: Line) -> bool:
        """Return whether a line right below a block is set in otherwise, as a definition or a list's end."""
        if block.kind == "item":
            return line.indent <= block.indent
        return line.text.startswith("| ") or (line.indent > block.indent and len(block.spans) == 1)

    def _add(self, kind: ElementKind, line: Line, span: Span) -> Element:
        element = Element(kind, [span], line.start, line.indent, tail=line.text)
        self.parsed.elements.append(element)
        return element


def _closes_table(lines: Sequence[Line], at: int) -> bool:
    """Return whether a line is a simple table's border above a gap or the end."""
    return (at + 1 >= len(lines) or lines[at + 1].blank) and _SIMPLE.fullmatch(lines[at].text) is not None


def _end(lines: Sequence[Line], at: int, indent: int) -> int:
    """Return the first line from one on that is set in no further than a column, or the gap before it."""
    end = at
    for number in range(at, len(lines)):
        if lines[number].blank:
            continue
        if lines[number].indent <= indent:
            break
        end = number + 1
    return end


SIGNS = ("*", "†", "‡", "§", "¶", "#")
"""In the order in which notes with signs have them."""


@dataclass(frozen=True, slots=True)
class Labels:
    """How notes are called."""

    shown: Sequence[str]
    """The label that each note is shown with, in their order."""
    named: Mapping[str, str]
    """The label of each one with a name ("#swart") or a number of its own, by that."""


def labels_of(notes: Sequence[RawNote]) -> Labels:
    """Return how notes are called.

    Numbers that are to be given are the least that no note has, in order; signs come as printers use them.
    """
    taken = {note.note.label for note in notes}
    free = (number for number in range(1, len(notes) + len(taken) + 2) if str(number) not in taken)
    signs = iter([sign * times for times in range(1, len(notes) + 1) for sign in SIGNS])
    shown: list[str] = []
    named: dict[str, str] = {}
    for note in notes:
        written = note.note.label
        label = str(next(free)) if written[0] == "#" else next(signs) if written == "*" else written
        shown.append(label)
        if written not in ("#", "*"):
            named[written.lower()] = label
    return Labels(shown, named)
