"""A text cut into lines that know their place, whatever ends them.

Page numbers alone on a line and running heads are recognised here, since only the
sequence of all lines shows them for what they are.
"""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import accumulate, pairwise

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
HAN = re.compile(r"[\u3400-\u9fff]")
"""A Chinese character; no kana."""
_NUMBERED = re.compile(r"(?:\d{1,3}|[IVX]{1,5}|[A-Z])[.)]?\s{1,4}\w")
_TITLE_LINES = 3
_REPEATS = 3
_MAX_HEAD = 120
_MAX_NUMBER = 24
_HEAD_LINES = 3
"""So many lines of furniture may stand at a page's edge."""
_SKIPPED = 3
"""A page number may be greater by so much than the last: pages without furniture lie between."""
_STOP = re.compile(r"[.,;)。）][\"'”’»]{0,2}$")
_NUMBERED_HEAD = re.compile(
    r"(?P<first>\d{1,4})(?:\s{0,8}[|•·]\s{0,8}|\s{4,})(?P<after>[^\W\d].*)"
    r"|(?P<before>[^\W\d].*?)(?:\s{0,8}[|•·]\s{0,8}|\s{4,})(?P<last>\d{1,4})"
)


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

    @property
    def worded(self) -> bool:
        """Return whether it has words of the document: no gap, no furniture, no drawn line."""
        return not (self.blank or self.furniture or self.rule)


def lines_of(text: str) -> list[Line]:
    """Cut a text into lines, page numbers and running heads marked as furniture."""
    lines = list(cut_lines(text))
    furniture = _page_numbers(lines) | _repeated_titles(lines) | _numbered_heads(lines)
    outer: set[int] = set()
    for _ in range(_HEAD_LINES):
        edges = _page_edges(lines, outer)
        furniture |= _running_heads(lines, edges) | _edge_numbers(lines, edges)
        outer = furniture
    furniture |= _beside_numbers(lines, furniture)
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
        value = _PAGE.fullmatch(line.text) if 0 < len(line.text) <= _MAX_NUMBER else None
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


def _page_edges(lines: list[Line], furniture: set[int]) -> list[int]:
    """Return the first and last line of each page, gaps and furniture aside, where form feeds mark pages."""
    edges: list[int] = []
    inked: int | None = None
    fresh = True
    for number, line in enumerate(lines):
        if line.page:
            edges.extend([] if inked is None else [inked])
            fresh = True
        if not line.blank and number not in furniture:
            if fresh and any(edges):
                edges.append(number)
            fresh, inked = False, number
    return [*edges, inked] if edges and inked is not None else edges


def _running_heads(lines: list[Line], edges: list[int]) -> set[int]:
    """Return lines at a page's edge that repeat, digits aside, on at least three pages.

    Their numbers never fall from page to page, as those of a table's rows and of sentences do. What
    ends as a sentence does must repeat to the letter, and on half of the pages: "12 Ibid." and
    "2015." are the last words of a page's notes.
    """
    shapes = Counter(_shape(lines[number]) for number in set(edges))
    falling = _falling_shapes([lines[number].text for number in sorted(set(edges))])
    letters = Counter(lines[number].text for number in set(edges))
    many = max(_REPEATS, sum(line.page for line in lines) / 2)
    return {
        number
        for number in edges
        if len(lines[number].text) <= _MAX_HEAD
        and shapes[_shape(lines[number])] >= _REPEATS
        and (_shape(lines[number]) not in falling or letters[lines[number].text] >= many)
        and (letters[lines[number].text] >= many or not _STOP.search(lines[number].text))
    }


def _falling_shapes(texts: list[str]) -> set[str]:
    """Return the shapes of lines in which a number falls more than once: a part may count anew."""
    latest: dict[str, list[int]] = {}
    falls: Counter[str] = Counter()
    for text in texts:
        shape = _shape_of(text)
        numbers = [int(digits[-18:]) for digits in re.findall(r"\d+", text)]
        falls[shape] += any(now < before for before, now in zip(latest.get(shape, ()), numbers, strict=False))
        latest[shape] = numbers
    return {shape for shape, count in falls.items() if count > 1}


def _edge_numbers(lines: list[Line], edges: list[int]) -> set[int]:
    """Return lines at a page's edge that hold a number alone, one more on each page."""
    pages = list(accumulate(line.page for line in lines))
    bare = {at: _PAGE.fullmatch(lines[at].text) for at in edges if len(lines[at].text) <= _MAX_NUMBER}
    ahead = {at: int(found[1]) - pages[at] for at, found in bare.items() if found}
    often = Counter(ahead.values())
    return {at for at, count in ahead.items() if often[count] >= min(_REPEATS, max(2, pages[-1]))}


def _beside_numbers(lines: list[Line], furniture: set[int]) -> set[int]:
    """Return lines that repeat right beside a page number at least three times, no other line between."""
    inked = [number for number, line in enumerate(lines) if not line.blank]
    numbers = {number for number in furniture if _PAGE.fullmatch(lines[number].text)}
    beside = {
        other
        for one, two in pairwise(inked)
        for number, other in ((one, two), (two, one))
        if number in numbers and other not in furniture
    }
    shapes = Counter(lines[number].text for number in beside)
    return {
        number
        for number in beside
        if shapes[lines[number].text] >= _REPEATS
        and len(lines[number].text) <= _MAX_HEAD
        and not _SENTENCE.search(lines[number].text)
    }


def _numbered_heads(lines: list[Line]) -> set[int]:
    """Return lines that stand alone and repeat but for a page number, which a drawn sign or a gap sets off.

    Such are told without form feeds too: "12 | Annual Report" and "13 | Annual Report".
    """
    found: dict[str, list[tuple[int, int]]] = defaultdict(list)
    for at, line in enumerate(lines):
        head = _NUMBERED_HEAD.fullmatch(line.text) if len(line.text) <= _MAX_HEAD else None
        if head and _stands_alone(lines, at):
            words = head["after"] or head["before"]
            found[_shape_of(words)].append((at, int(head["first"] or head["last"])))
    kept: set[int] = set()
    for places in found.values():
        grows = all(one[1] < two[1] <= one[1] + _SKIPPED for one, two in pairwise(places))
        kept.update(at for at, _ in places if grows and len(places) >= _REPEATS)
    return kept


def _repeated_titles(lines: list[Line]) -> set[int]:
    """Return lines further on that repeat the document's title alone, a page number beside it or not.

    What repeats with the same number before it is a heading that the contents at the top list.
    """
    inked = [number for number, line in enumerate(lines) if not line.blank][:_TITLE_LINES]
    numbered = {lines[number].text for number in inked if _NUMBERED.match(lines[number].text)}
    titles = {_EDGE.sub("", lines[number].text).casefold() for number in inked}
    titles = {title for title in titles if _is_long(title) and not _SENTENCE.search(title)}
    return {
        number
        for number in range(inked[-1] + 1 if inked else 0, len(lines))
        if len(lines[number].text) <= _MAX_HEAD
        and lines[number].text not in numbered
        and _EDGE.sub("", lines[number].text).casefold() in titles
        and _stands_alone(lines, number)
    }


def _is_long(title: str) -> bool:
    """Return whether a title is long enough to be told from a section's: two words, or four of Chinese."""
    return len(title.split()) >= 2 or len(HAN.findall(title)) >= 4


def _shape(line: Line) -> str:
    return _shape_of(line.text)


def _shape_of(text: str) -> str:
    return re.sub(r"\d+", "0", text)
