"""AsciiDoc's blocks: titles, paragraphs, lists, delimited blocks, tables and attributes.

Nothing is included, executed or substituted. Inside a block nothing is decided here; that is
`corpus.readers.asciidoc_inline`'s work.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from corpus.dates import find_dates
from corpus.model import Record
from corpus.readers.headings import RANK_HASHES
from corpus.readers.lines import Line
from corpus.readers.notation import Span
from corpus.readers.structure import Element, ElementKind

_TITLE = re.compile(r"(?P<signs>={1,6}|#{1,6})[ \t]{1,8}(?P<words>\S.*)")
_BULLET = re.compile(
    r"(?P<sign>\*{1,6}|\.{1,6}|-|•|\d{1,4}\.|[a-z]\.)[ \t]{1,8}(?:\[[ xX*]\][ \t]{1,4})?(?=\S)"
)
_TERM = re.compile(r"(?P<term>\S.{0,300}?)(?P<sign>:{2,4}|;;)(?:[ \t]{1,8}(?P<words>\S.*))?")
_VERBATIM = re.compile(r"(?P<sign>-{4,}|\.{4,}|\+{4,}|`{3}[\w-]{0,30})")
_COMMENT = re.compile(r"/{4,}")
_FRAME = re.compile(r"={4,}|\*{4,}|_{4,}|--|<{3,}")
_TABLE = re.compile(r"[|,:!]={3,}")
_ATTRIBUTE = re.compile(r":!?(?P<key>[\w][\w-]{0,60})!?:(?:[ \t]{1,8}(?P<value>\S.*))?")
_BLOCK_LIST = re.compile(r"\[(?:[^\[\]]|\[[^\[\]]{0,200}\]){0,500}\]")
_CODE_LIST = re.compile(
    r"\[(?:source|listing|literal|stem|latexmath|asciimath|plantuml|graphviz|mermaid|ditaa)\b"
)
_MACRO = re.compile(r"[a-z][\w-]{1,30}::\S{0,500}\[.{0,1000}\]")
_CAPTION = re.compile(r"\.(?=[^\s.])")
_CELL = re.compile(r"(?<!\\)(?:\d{0,3}(?:\.\d{1,3})?[+*])?(?:[<^>]|\.[<^>]){0,2}[adehlmsv]?\|")
"""What begins a table's cell: perhaps how many it spans, how it is set, and a bar."""
_ADMONITION = re.compile(r"(?:NOTE|TIP|IMPORTANT|WARNING|CAUTION):[ \t]{1,8}(?=\S)")
_AUTHOR = re.compile(
    r"(?P<name>[^\W\d_a-z][\w’'-]{0,40}\.?(?:[ _][^\W\d_][\w’'-]{0,40}\.?){0,4}(?<![^\W\d_]{3}\.))"
    r"[ \t]{0,4}(?:<[^<>]{1,200}>)?"
)
"""A name of a few words, perhaps with an address; a sentence right below the title is text."""
_REVISION = re.compile(r"(?:[vV]?\d[\w.]{0,20},?[ \t]{1,4})?(?P<date>[^:]{4,40})(?::.*)?")
_FURTHER = re.compile(r"\+")
_SETEXT = {"=": 1, "-": 2, "~": 3, "^": 4, "+": 5}


@dataclass(slots=True)
class AsciiText:
    """A text cut into blocks."""

    elements: list[Element] = field(default_factory=list)
    record: Record | None = None


def parse_asciidoc(lines: Sequence[Line]) -> AsciiText:
    """Cut an AsciiDoc text into blocks, in order."""
    parser = _Parser(lines)
    parser.run()
    return parser.parsed


class _Parser:
    """Keeps the open block while lines come in."""

    def __init__(self, lines: Sequence[Line]) -> None:
        self.parsed = AsciiText()
        self._lines = lines
        self._open: Element | None = None
        self._code = False
        """True below a line that calls the next block code."""
        self._in_table = False
        self._in_list = False
        """True below an item or a term, where what is set in is no code."""

    def run(self) -> None:
        """Take all lines."""
        at = self._header()
        while at < len(self._lines):
            line = self._lines[at]
            if line.blank or _FURTHER.fullmatch(line.text):
                self._open, self._code = None, False
                at += 1
                continue
            after = self._take_delimited(at)
            if after == at:
                after = self._take_line(line, at)
            at = after

    def _header(self) -> int:
        """Take the document's title with its authors, its date and its attributes."""
        at = next((n for n, line in enumerate(self._lines) if self._opens(line)), len(self._lines))
        title = _TITLE.fullmatch(self._lines[at].text) if at < len(self._lines) else None
        said: dict[str, str] = {}
        if title is not None and len(title["signs"]) == 1:
            self._add_title(self._lines[at], title)
            at = self._read_authors(at + 1, said)
        for line in self._lines[:at]:
            self._read_attribute(line, said)
        while at < len(self._lines) and self._read_attribute(self._lines[at], said):
            at += 1
        if said:
            dates = find_dates(said.get("revdate") or said.get("date") or "")
            date = dates[0].iso if len(dates) == 1 else None
            author = said.get("author") or said.get("authors")
            language = (said.get("lang") or "")[:2].lower() or None
            publisher = said.get("organization") or said.get("orgname")
            self.parsed.record = Record(said.get("doctitle", ""), author, publisher, date, None, language)
        return at

    def _opens(self, line: Line) -> bool:
        """Return whether a line is neither gap, comment nor attribute."""
        return not (line.blank or line.text.startswith("//") or _ATTRIBUTE.fullmatch(line.text))

    def _read_authors(self, at: int, said: dict[str, str]) -> int:
        """Read the lines right below the title: authors, then a revision."""
        if at < len(self._lines) and not self._lines[at].blank:
            parts = [part.strip() for part in self._lines[at].text.split(";")]
            named = [_AUTHOR.fullmatch(part) for part in parts]
            if all(named):
                said["author"] = ", ".join(name["name"].strip() for name in named if name)
                at += 1
                revision = _REVISION.fullmatch(self._lines[at].text) if at < len(self._lines) else None
                if revision is not None and find_dates(revision["date"]):
                    said["date"] = revision["date"]
                    at += 1
        return at

    @staticmethod
    def _read_attribute(line: Line, said: dict[str, str]) -> bool:
        found = _ATTRIBUTE.fullmatch(line.text)
        if found is not None:
            said[found["key"].lower()] = found["value"] or ""
        return found is not None or line.text.startswith("//")

    def _take_delimited(self, at: int) -> int:
        """Take code, a comment, or the edge of a frame or table; return `at` for none of them."""
        line = self._lines[at]
        code = _VERBATIM.fullmatch(line.text)
        if code is not None or _COMMENT.fullmatch(line.text):
            closing = line.text[:3] if line.text.startswith("```") else line.text
            rest = range(at + 1, len(self._lines))
            end = next((n for n in rest if self._lines[n].text == closing), len(self._lines))
            if code is not None and not self._titles(at):
                self._add_code(self._lines[at + 1 : end])
            elif code is not None:
                return at
            self._open = None
            return end + 1
        if _TABLE.fullmatch(line.text):
            self._in_table, self._open = not self._in_table, None
            return at + 1
        if _FRAME.fullmatch(line.text) and not self._titles(at):
            self._open = None
            return at + 1
        return at

    def _titles(self, at: int) -> bool:
        """Return whether a line of signs makes the line above a title: as long as that, give or take two."""
        block = self._open
        if block is None or block.kind != "text" or len(block.spans) > 1:
            return False
        return abs(len(self._lines[at].text) - (block.end - block.start)) <= 2

    def _take_line(self, line: Line, at: int) -> int:
        title = _TITLE.fullmatch(line.text) if line.indent == 0 else None
        if title is not None and self._open is None:
            self._add_title(line, title)
        elif self._is_underline(at) and self._open is not None:
            self._open.kind, self._open.rank = "heading", RANK_HASHES + _SETEXT[line.text[0]]
            self._open = None
        elif line.text.startswith("//") or self._read_attribute(line, {}) or _MACRO.fullmatch(line.text):
            pass
        elif line.text in ("'''", "***", "---"):
            self._add("rule", line, (line.start, line.end))
            self._open = None
        elif _BLOCK_LIST.fullmatch(line.text) and self._open is None:
            self._code = _CODE_LIST.match(line.text) is not None
        elif self._in_table:
            self._take_cells(line)
        elif self._open is None and (self._code or self._is_literal(line)):
            return self._take_literal(at)
        elif not self._take_item(line):
            self._take_words(line)
        return at + 1

    def _is_underline(self, at: int) -> bool:
        signs = self._lines[at].text
        return len(signs) >= 4 and signs[0] in _SETEXT and not signs.strip(signs[0]) and self._titles(at)

    def _is_literal(self, line: Line) -> bool:
        """Return whether a line's indentation makes it code: outside lists, and no item itself."""
        return line.indent > 0 and not self._in_list and not _BULLET.match(line.text)

    def _take_literal(self, at: int) -> int:
        end = next((n for n in range(at, len(self._lines)) if self._lines[n].blank), len(self._lines))
        self._add_code(self._lines[at:end])
        return end

    def _take_cells(self, line: Line) -> None:
        """Take a table's line cell by cell; one that begins none goes on with the last."""
        starts = [found.span() for found in _CELL.finditer(line.text)]
        if not starts and self._open is not None:
            self._open.spans.append((line.start, line.end))
            return
        ends = [start for start, _ in starts[1:]] + [len(line.text)]
        for (_, begin), end in zip(starts, ends, strict=True):
            words = line.text[begin:end]
            low = begin + len(words) - len(words.lstrip())
            if words.strip():
                span = (line.start + low, line.start + begin + len(words.rstrip()))
                self._open = self._add("text", line, span)

    def _take_item(self, line: Line) -> bool:
        bullet, term = _BULLET.match(line.text), _TERM.fullmatch(line.text)
        if bullet is not None and (self._open is None or self._open.kind == "item"):
            self._open = self._add("item", line, (line.start + bullet.end(), line.end))
            sign = bullet["sign"]
            self._open.indent = 2 * (len(sign) if sign[0] in "*." else 1)
            self._in_list = True
            return True
        if term is None or (self._open is not None and self._open.kind == "text"):
            return False
        self._add("text", line, (line.start, line.start + term.end("term")))
        words = term.span("words")
        self._open, self._in_list = None, True
        if term["words"]:
            self._open = self._add("text", line, (line.start + words[0], line.start + words[1]))
        return True

    def _take_words(self, line: Line) -> None:
        end = line.end - (2 if line.text.endswith(" +") else 0)
        if self._open is not None:
            self._open.spans.append((line.start, end))
            self._open.tail = line.text
            return
        self._in_list = self._in_list and line.indent > 0
        sign = _CAPTION.match(line.text) or _ADMONITION.match(line.text)
        caption = line.text.startswith(".") and sign is not None
        self._open = self._add("text", line, (line.start + (sign.end() if sign else 0), end))
        if caption:
            self._open = None

    def _add_title(self, line: Line, found: re.Match[str]) -> None:
        words = found["words"].rstrip("=# \t") or found["words"]
        begin = line.start + found.start("words")
        self._add("heading", line, (begin, begin + len(words))).rank = RANK_HASHES + len(found["signs"])
        self._open, self._in_list = None, False

    def _add_code(self, lines: Sequence[Line]) -> None:
        spans = [(line.start, line.end) for line in lines if not line.blank]
        if spans:
            self.parsed.elements.append(Element("text", spans, spans[0][0], 0, verbatim=True))
        self._code = False

    def _add(self, kind: ElementKind, line: Line, span: Span) -> Element:
        element = Element(kind, [span], line.start, line.indent, tail=line.text)
        self.parsed.elements.append(element)
        return element
