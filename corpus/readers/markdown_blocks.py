"""Markdown's blocks: headings, paragraphs, lists, quotes, code, tables, footnote definitions.

A line at a time, with no backtracking. Inside a block nothing is decided here; that is
`corpus.readers.scanning`'s work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import pairwise

from corpus.model import Record
from corpus.readers.blocks import NoteStart
from corpus.readers.front_matter import read_header
from corpus.readers.headings import RANK_HASHES
from corpus.readers.html_lists import HtmlLists
from corpus.readers.lines import Line
from corpus.readers.linked_marks import LinkedNotes
from corpus.readers.structure import Element, ElementKind
from corpus.readers.zones import RawNote

_FENCE = re.compile(r"(?P<fence>`{3,}|~{3,})[^`]*")
_HEADING = re.compile(r"(?P<hashes>#{1,6})(?:[ \t]{1,8}(?P<title>\S.*))?")
_SETEXT = re.compile(r"=+|-+")
_RULE = re.compile(r"(?:-[ \t]*){3,}|(?:\*[ \t]*){3,}|(?:_[ \t]*){3,}")
_NOTE = re.compile(r"\[\^(?P<label>[^\]\s]{1,100})\][:：][ \t]{0,8}")
_REFERENCE = re.compile(
    r"\[(?P<label>[^\]^\[][^\]\[]{0,200})\]:[ \t]{1,8}<?(?P<target>[^\s<>]{1,2000})>?(?:[ \t]+[\"'(].*)?"
)
_BULLET = re.compile(r"(?:[-*+]|(\d{1,9})[.)])[ \t]{1,8}(?:\[[ xX]\][ \t]{1,4})?(?=\S)")
_QUOTE = re.compile(r"(?:>[ \t]?){1,64}")
_CALLOUT = re.compile(r"\[![A-Za-z-]{2,20}\][+-]?[ \t]*")
"""What opens a quotation that is a box: "> [!NOTE]"."""
_DIV = re.compile(r":{3,}[ \t]*(?:\{[^{}]{0,300}\}|[\w-]{0,60})[ \t]*:*")
"""Where Pandoc and Quarto begin and end a box."""
_BLOCK_TAG = re.compile(
    r"</?(?P<name>p|div|li|[uo]l|tr|table|h[1-6r]|blockquote|details|summary|d[ltd]|section|figure|figcaption"
    r"|caption|thead|tbody|center|header|footer|article|aside)(?:\s[^<>]{0,500})?/?>",
    re.IGNORECASE,
)
"""A tag that begins or ends a block of its own."""
_BLOCK_END = re.compile(
    r"</(?:p|div|li|[uo]l|tr|table|h[1-6]|blockquote|details|summary|d[ltd])>$", re.IGNORECASE
)
_ITEM_TAG = re.compile(r"(?<=.)(?=<li[\s>])", re.IGNORECASE)
_TITLE_END = re.compile(r"(?<=</h[1-6]>)(?=.)", re.IGNORECASE)
_BEFORE_TITLE = re.compile(r"(?:<[a-zA-Z][^<>]{0,500}>\s{0,4}){1,20}(?=<h[1-6][\s>])", re.IGNORECASE)
_TAGS_FIRST = re.compile(r"(?:</?[a-zA-Z][^<>]{0,500}>|\s){0,60}(?=\S)(?!</?[a-zA-Z][^<>]{0,500}>)")
"""The tags before a line's first word."""
_TABLE_RULE = re.compile(r"\|?[ \t]*:?-{2,}:?[ \t]*(?:\|[ \t]*:?-{2,}:?[ \t]*){0,200}\|?")
_MAX_TITLE = 1000
_IN_ITEM = 2
"""Columns by which an item's further paragraphs are set in."""
_ATTRIBUTES = re.compile(r"[ \t]\{[#.-][^{}]{0,200}\}$")


@dataclass(slots=True)
class Parsed:
    """A Markdown text cut into blocks."""

    elements: list[Element] = field(default_factory=list)
    notes: list[RawNote] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)
    definitions: dict[int, tuple[int, int]] = field(default_factory=dict)
    """Where the addresses of references that are called by a number stand."""
    record: Record | None = None


def parse(lines: Sequence[Line], linked: LinkedNotes | None = None) -> Parsed:
    """Cut a Markdown text into blocks, in order; `linked` are the notes that begin with a link back."""
    record, first = read_header(lines)
    parser = _Parser(linked or LinkedNotes())
    parser.parsed.record = record
    for line in lines[first:]:
        parser.take(line)
    return parser.parsed


class _Parser:
    """Keeps the open block while lines come in."""

    def __init__(self, linked: LinkedNotes) -> None:
        self.parsed = Parsed()
        self._linked = linked
        self._open: Element | None = None
        self._note: RawNote | None = None
        self._code: Element | None = None
        self._fence = ""
        self._quoted = False
        self._gap = True
        self._listed = 0
        self._lists = HtmlLists()

    def take(self, line: Line) -> None:
        """Take the next line."""
        if self._fence:
            self._take_code(line)
        elif line.blank:
            self._open, self._gap, self._quoted = None, True, False
        else:
            self._take_block(self._unquoted(line))
            self._gap = False

    def _unquoted(self, line: Line) -> Line:
        """Return the line without the signs of a quotation, which begin or end a block."""
        quote = _QUOTE.match(line.text)
        if bool(quote) != self._quoted:
            self._quoted = bool(quote)
            if quote:
                self._open = None
        if quote is None:
            return line
        callout = _CALLOUT.match(line.text, quote.end())
        begin = callout.end() if callout else quote.end()
        return Line(line.start + begin, line.end, line.indent, line.text[begin:].lstrip())

    def _take_block(self, line: Line) -> None:
        if self._take_note(line):
            return
        fence = _FENCE.fullmatch(line.text)
        if fence:
            self._begin_code(line, fence["fence"])
        elif self._is_indented_code(line):
            self._take_code(line)
        elif self._take_heading(line) or self._take_sign(line) or self._take_tags(line):
            pass
        else:
            self._take_words(line)

    def _take_note(self, line: Line) -> bool:
        """Take a note's definition or its next line."""
        start = self._note_start(line)
        if start is not None:
            self._note = RawNote(start, line.start, [(start.body, line.end)], line.text)
            self.parsed.notes.append(self._note)
            self._listed = 0
            self._open = None
            return True
        if self._note is None:
            return False
        lazy = not self._gap and not self._begins_block(line)
        if lazy or line.start in self._linked.further or (line.indent >= 2 and not self._open):
            self._go_on(self._note, line)
            return True
        self._note = None
        return False

    def _go_on(self, note: RawNote, line: Line) -> None:
        """Add a line to a note, without the sign of a list's item or a code's fence."""
        sign = _BULLET.match(line.text)
        number = int(sign[1]) if sign and sign[1] else 0
        # "3. May 2018" may be a date that a line break parts; a list counts from one.
        item = sign and (not number or number == self._listed + 1)
        if sign and item:
            self._listed = number
        if not _FENCE.fullmatch(line.text):
            note.spans.append((line.start + (sign.end() if sign and item else 0), line.end))

    def _note_start(self, line: Line) -> NoteStart | None:
        found = _NOTE.match(line.text) if line.indent < 4 or self._note else None
        if found is None:
            return self._linked.starts.get(line.start)
        return NoteStart(found["label"], 0, line.start + found.end())

    def _begins_block(self, line: Line) -> bool:
        item = _BULLET.match(line.text)
        listed = item is not None and item[1] in (None, "1")  # no other number begins a list below words
        signs = (_HEADING.fullmatch(line.text), listed, _FENCE.fullmatch(line.text))
        return any(signs) and line.indent < 2

    def _begin_code(self, line: Line, fence: str) -> None:
        self._fence, self._open = fence, None
        self._code = Element("text", [], line.start, line.indent, verbatim=True)

    def _take_code(self, line: Line) -> None:
        """Take a line of code; inside a fence until the fence closes."""
        if self._fence:
            closing = line.text.strip()
            if len(closing) >= len(self._fence) and not closing.strip(self._fence[0]):
                self._fence, self._code = "", None
                return
            start = line.start - line.indent if "\t" not in line.text else line.start
        else:
            start = line.start
            if self._code is None or self._gap:
                self._code = Element("text", [], line.start, 0, verbatim=True)
        if self._code is None or line.blank:
            return
        if not self._code.spans:
            self._code.start = line.start
            self.parsed.elements.append(self._code)
        self._code.spans.append((max(start, 0) if self._fence else line.start, line.end))

    def _is_indented_code(self, line: Line) -> bool:
        """Return whether a line is code by its indentation: outside lists, after a gap."""
        last = self.parsed.elements[-1] if self.parsed.elements else None
        in_list = last is not None and (last.kind == "item" or (last.indent > 0 and not last.verbatim))
        follows = self._gap or (last is not None and last.verbatim and self._open is None)
        return line.indent >= 4 and self._open is None and follows and not in_list

    def _take_heading(self, line: Line) -> bool:
        found = _HEADING.fullmatch(line.text) if line.indent < 4 else None
        if found and found["title"]:
            title = found["title"].rstrip("#")
            if title and not title[-1].isspace():
                title = found["title"]  # "C#" keeps its sign
            title = title.rstrip()[:_MAX_TITLE]
            title = _ATTRIBUTES.sub("", title)
            begin = line.start + found.start("title")
            self._add("heading", line, (begin, begin + len(title)), RANK_HASHES + len(found["hashes"]))
            self._lists = HtmlLists()  # no list that somebody forgot to close goes on below a title
            self._open = None
            return True
        title_open = self._open is not None and self._open.kind == "text" and self._open.indent == 0
        if title_open and self._open is not None and _SETEXT.fullmatch(line.text):
            self._open.kind = "heading"
            self._open.rank = RANK_HASHES + (1 if line.text[0] == "=" else 2)
            self._open = None
            return True
        return found is not None

    def _take_sign(self, line: Line) -> bool:
        """Take a rule, a table's line or a link's definition."""
        if _DIV.fullmatch(line.text):
            self._open = None
            return True
        if _RULE.fullmatch(line.text):
            self._add("rule", line, (line.start, line.end))
            self._open = None
            return True
        reference = _REFERENCE.fullmatch(line.text) if self._open is None else None
        if reference:
            label = " ".join(reference["label"].lower().split())
            self.parsed.references[label] = reference["target"]
            if label.isdecimal() and len(label) <= 4:
                begin, end = reference.span("target")
                self.parsed.definitions[int(label)] = (line.start + begin, line.start + end)
            return True
        if not line.text.startswith("|"):
            return False
        if not _TABLE_RULE.fullmatch(line.text):
            inner = line.text.strip("| \t")
            begin = line.start + (len(line.text) - len(line.text.lstrip("| \t")))
            if inner:
                self._add("text", line, (begin, begin + len(inner)))
        self._open = None
        return True

    def _take_tags(self, line: Line) -> bool:
        """Take a line that begins with a block's tag, or has items of a list; tags alone say nothing."""
        tag = _BLOCK_TAG.match(line.text)
        parts = {found.start() for found in _ITEM_TAG.finditer(line.text)}
        if tag is not None:
            before = _BEFORE_TITLE.match(line.text)
            parts.update([before.end()] if before else [])
            parts.update(found.start() for found in _TITLE_END.finditer(line.text))
        if parts:
            for low, high in pairwise([0, *sorted(parts), len(line.text)]):
                words = line.text[low:high]
                self._take_block(Line(line.start + low, line.start + high, line.indent, words))
            return True
        if tag is None:
            return False
        self._open = None
        tags = _TAGS_FIRST.match(line.text)
        self._lists.take(line.text[: tags.end()] if tags else line.text)
        if tags:
            name = tag["name"].lower()
            self._open = self._add("text", line, (line.start, line.end))
            if name in ("h1", "h2", "h3", "h4", "h5", "h6"):
                self._open.kind, self._open.rank = "heading", RANK_HASHES + int(name[1])
            self._lists.take(line.text[tags.end() :])
        if _BLOCK_END.search(line.text.rstrip()):
            self._open = None
        return True

    def _take_words(self, line: Line) -> None:
        bullet = _BULLET.match(line.text)
        words = line.text[bullet.end() :] if bullet else line.text
        begin = line.start + (bullet.end() if bullet else 0)
        if bullet and (_DIV.fullmatch(words) or _BLOCK_TAG.fullmatch(words)):
            self._add("item", line, (begin, begin))  # a box that opens in an item: its words follow
            self._open = None
            return
        end = line.end - (1 if words.endswith("\\") and not words.endswith("\\\\") else 0)
        if bullet and not (
            self._open
            and self._open.kind == "text"
            and bullet.group()[0].isdigit()
            and bullet.group()[:2] not in ("1.", "1)")
        ):
            self._open = self._add("item", line, (begin, end))
        elif self._open is not None:
            self._open.spans.append((line.start, end))
            self._open.tail = line.text
        else:
            self._open = self._add("text", line, (line.start, end))
        self._lists.take(line.text)
        if _BLOCK_END.search(line.text):
            self._open = None

    def _add(self, kind: ElementKind, line: Line, span: tuple[int, int], rank: int = 0) -> Element:
        element = Element(kind, [span], line.start, line.indent, rank, tail=line.text)
        due = self._lists.due
        if kind == "text" and due is not None:
            element.kind, element.number, self._lists.due = "item", due, None
        elif kind == "text" and self._lists.inside:
            element.indent += _IN_ITEM  # another paragraph of the item above
        self.parsed.elements.append(element)
        return element
