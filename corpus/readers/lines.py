"""A text cut into lines that know their place, whatever ends them.

Page numbers alone on a line and running heads are recognised here, since only the
sequence of all lines shows them for what they are.
"""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, replace

_BREAK = re.compile(r"\r\n|[\n\r\f\v\x85\u2028\u2029]")
_INK = re.compile(r"[^\s\x00-\x1f\x7f-\x9f\u200b\u200e\u200f\u2060\ufeff\xad]")
_INDENT = re.compile(r"[ \t\u3000\u00a0]*")
_RULE = re.compile(r"[\s\-_*=—–─━•]{3,}")
_PAGE = re.compile(
    r"(?:[-–—|\[]\s{0,3})?(?:(?:page|p\.|seite|第)\s{0,3})?(\d{1,4})(?:\s{0,3}(?:of|/|页|von)\s{0,3}\d{0,4})?(?:\s{0,3}[-–—|\]])?",
    re.I,
)
_EDGE = re.compile(r"^(?:\d{1,4}\s{0,4}[|–—-]?\s{0,4})?|[\s:|–—-]{0,4}(?:\d{1,4})?$")
_SENTENCE = re.compile(r"[.!?,;:。！？，；：⁰¹²³⁴-⁹]\W{0,3}$")
_TITLE_LINES = 3
_REPEATS = 3
_MAX_HEAD = 120


@dataclass(frozen=True, slots=True)
class Line:
    """One line of the original, without what ends it."""

    start: int
    """First character that is not indentation, in the original."""
    end: int
    """One past the last character that is not white space."""
    indent: int
    """Columns of indentation; a tab counts as four, a wide space as two."""
    text: str
    """The characters from `start` to `end`."""
    page: bool = False
    """True when a form feed stands before it."""
    furniture: bool = False
    """True for a page number or a running head: no words of the document."""

    @property
    def blank(self) -> bool:
        """Return whether nothing can be seen on the line."""
        return not self.text

    @property
    def rule(self) -> bool:
        """Return whether it is a drawn line, "---" or "- ---"."""
        return len(self.text) >= 3 and _RULE.fullmatch(self.text) is not None


def lines_of(text: str) -> list[Line]:
    """Cut a text into lines, page numbers and running heads marked as furniture."""
    lines = list(cut_lines(text))
    edges = _page_edges(lines)
    furniture = _page_numbers(lines) | _running_heads(lines, edges) | _repeated_titles(lines)
    for number in furniture:
        lines[number] = replace(lines[number], furniture=True)
    return lines


def cut_lines(text: str) -> Iterator[Line]:
    """Cut a text into lines, in order."""
    at, page = 0, False
    for found in _BREAK.finditer(text):
        yield _line(text, at, found.start(), page)
        at, page = found.end(), found.group() == "\f"
    if at < len(text):
        yield _line(text, at, len(text), page)


def _line(text: str, start: int, end: int, page: bool) -> Line:
    indent = _INDENT.match(text, start, end)
    inner = indent.end() if indent else start
    body = text[inner:end].rstrip()
    columns = sum({"\t": 4, "\u3000": 2}.get(character, 1) for character in text[start:inner])
    if not _INK.search(body):
        return Line(inner, inner, 0, "", page)
    return Line(inner, inner + len(body), columns, body, page)


def _page_numbers(lines: list[Line]) -> set[int]:
    """Return lines that hold a page number alone, where they grow through the document."""
    found: set[int] = set()
    latest = -1
    for number, line in enumerate(lines):
        value = _PAGE.fullmatch(line.text) if 0 < len(line.text) <= 24 else None
        if value is None or not _stands_alone(lines, number):
            continue
        page = int(value[1])
        if latest < 0 or latest < page <= latest + 5:
            found.add(number)
            latest = page
    return found


def _stands_alone(lines: list[Line], number: int) -> bool:
    before = number == 0 or lines[number - 1].blank
    after = number + 1 == len(lines) or lines[number + 1].blank
    feed = lines[number].page or (number + 1 < len(lines) and lines[number + 1].page)
    return feed or (before and after)


def _page_edges(lines: list[Line]) -> list[int]:
    """Return the first and last inked line of each page, where form feeds mark pages."""
    edges: list[int] = []
    inked: int | None = None
    fresh = True
    for number, line in enumerate(lines):
        if line.page:
            edges.extend([] if inked is None else [inked])
            fresh = True
        if not line.blank:
            if fresh and any(edges):
                edges.append(number)
            fresh, inked = False, number
    return edges


def _running_heads(lines: list[Line], edges: list[int]) -> set[int]:
    """Return lines at a page's edge that repeat, digits aside, on at least three pages."""
    shapes = Counter(_shape(lines[number]) for number in set(edges))
    return {
        number
        for number in edges
        if len(lines[number].text) <= _MAX_HEAD and shapes[_shape(lines[number])] >= _REPEATS
    }


def _repeated_titles(lines: list[Line]) -> set[int]:
    """Return lines further on that repeat the document's title alone, a page number beside it or not."""
    inked = [number for number, line in enumerate(lines) if not line.blank][:_TITLE_LINES]
    titles = {_EDGE.sub("", lines[number].text).casefold() for number in inked}
    titles = {title for title in titles if len(title.split()) >= 2 and not _SENTENCE.search(title)}
    return {
        number
        for number in range(inked[-1] + 1 if inked else 0, len(lines))
        if len(lines[number].text) <= _MAX_HEAD
        and _EDGE.sub("", lines[number].text).casefold() in titles
        and _stands_alone(lines, number)
    }


def _shape(line: Line) -> str:
    return re.sub(r"\d+", "0", line.text)
