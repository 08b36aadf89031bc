"""Notes at the foot of each page whose marks are plain digits, told by their order over all pages.

A line that begins with a number may be a note, an item of a list, a row of a table or a title; digits
behind a word may be a mark or a figure. A page's foot is told by both together: from its first note to
the end of the page the numbers run on, each has its mark on that page above, and the pages' numbers
run on from one page to the next or begin anew.
"""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from corpus.readers.flat_marks import FlatMark
from corpus.readers.foot_signs import KINDS, Kind, Opening
from corpus.readers.lines import Line
from corpus.readers.notation import Site
from corpus.readers.pages import Page, pages_of
from corpus.readers.runs import Step, best_run

_STARTS = 40
"""So many lines of a page, from its end, are tried as the first of its notes."""
_MOST_MARKS = 1500
"""So many figures of a page, from its end, are looked at: a long text without pages has no more marks."""
_LONGEST = 80
"""Notes on one page at most."""
_CHAPTERS = 2
"""So many lines of a page with a 1 are tried as the first note of a chapter that begins there."""
_SKIP = 1.0
"""What it costs to leave out a number between two notes of one page."""
_LOST = 0.7
"""What it costs to leave out numbers between two marks; their notes, which stand below, cost too."""
_GAP = 1.5
"""What it costs to leave out numbers between two pages."""
_ANEW = 1.0
"""What it costs to begin again at 1."""
_UNMARKED = 1.0
"""What a note without a mark costs."""
_CLEAN = 0.4
"""What it is worth that a note begins where the line above has ended."""
_AGAIN = 0.8
"""Where a page's other digits are worth so much of what its marks are, nothing tells which are the marks."""
_LOOSE = 0.5
"""What it costs that a paragraph below the first note begins no note: a list's page goes on in text."""
_FIGURES = 0.5
"""Share of the marks that may stand behind a figure that is no year: "125.4" is a cell of a table."""
_LEAST = 3.0
"""What all feet of a text must be worth together: two sure marks do not make a work with notes."""
_MARKED = 0.75
"""Share of the notes that must have marks."""
_BEGINS = re.compile(r"[\"'“‘„«‹(<\[《「『]{0,3}(?:[A-ZÀ-ÖØ-Þ§\u3400-\u9fff]|https?:|www\.|doi|$)")
_FIGURE = re.compile(r"(?<![\d.,$€£¥])(?!(?:1[5-9]|20)\d\d[.,;])[$€£¥]?\d[\d.,]{0,9}[.,;]$")
_ENDED = re.compile(r"(?:[.!?:;…。！？；：][\"'”’»)\]）」』》]*|[)\]>”’»）》」]|https?://\S+|www\.\S+)$")


@dataclass(frozen=True, slots=True)
class Foot:
    """A page's notes, as they may be."""

    page: int
    openings: tuple[Opening, ...]
    marks: tuple[FlatMark, ...]
    worth: float
    counted: bool = True
    """See `corpus.readers.foot_signs.Kind`."""

    @property
    def first(self) -> int:
        """Return the number of its first note, 1 for signs that begin anew on each page."""
        return self.openings[0].number if self.counted else 1

    @property
    def last(self) -> int:
        """Return the number of its last note."""
        return self.openings[-1].number if self.counted else len(self.openings)


@dataclass(frozen=True, slots=True)
class Feet:
    """The notes of all pages."""

    pages: Sequence[Page]
    feet: Sequence[Foot]
    """At most one for a page, in order."""

    @property
    def linked(self) -> int:
        """Return how many notes have a mark."""
        return sum(len(mark.numbers) for foot in self.feet for mark in foot.marks)

    @property
    def count(self) -> int:
        """Return how many notes there are."""
        return sum(len(foot.openings) for foot in self.feet)

    def sites(self) -> dict[int, Site]:
        """Return the marks by where each begins."""
        return {
            mark.start: Site(mark.end, tuple(labels[number] for number in mark.numbers))
            for foot in self.feet
            for labels in ({one.number: one.label for one in foot.openings},)
            for mark in foot.marks
        }


def find_feet(text: str, lines: Sequence[Line], kinds: Sequence[Kind] = KINDS) -> Feet | None:
    """Find the notes of all pages, or None where the text has none that are sure.

    Args:
        text: The original.
        lines: All its lines.
        kinds: The ways in which marks and notes may be written, in the order in which they are tried.
    """
    best: tuple[float, Feet] = (0.0, Feet((), ()))
    marks_of = _MarksOf(text, lines)
    for kind in kinds:
        for pages in _ways(lines, kind):
            worth, feet = _best_chain(
                [_page_feet(lines, number, page, kind, marks_of) for number, page in enumerate(pages)]
            )
            if worth > best[0] and (kind.counted or _are_many(feet)):
                best = worth, Feet(pages, feet)
    worth, found = best
    marks = [mark for foot in found.feet for mark in foot.marks]
    figures = sum(_FIGURE.search(text[max(0, mark.start - 12) : mark.start]) is not None for mark in marks)
    sure = worth >= _LEAST and found.count >= 2 and found.linked >= _MARKED * found.count
    if len(found.feet) == 1 and not any(line.page or line.furniture for line in lines):
        return None  # a list at the end of a text without pages: `corpus.readers.endnotes` weighs those
    return found if sure and figures <= _FIGURES * len(marks) else None


def _ways(lines: Sequence[Line], kind: Kind) -> Iterator[list[Page]]:
    """Return the ways to cut a text into pages: as it shows; below its notes, or not, without form feeds."""
    shown = pages_of(lines)
    if len(shown) > 1:
        yield shown
    if not any(line.page for line in lines):
        yield list(_pages_by_notes(lines, kind))
        yield [Page(0, len(lines))]


def _pages_by_notes(lines: Sequence[Line], kind: Kind) -> Iterator[Page]:
    """Return pages that end where a gap and other text follow a note."""
    first, noted, gap = 0, False, True
    for at, line in enumerate(lines):
        if not line.text or line.rule:
            gap = True
            continue
        opening = kind.opening(line, at)
        alone = opening is not None and opening.body >= line.end
        if gap and noted and opening is None:
            yield Page(first, at)
            first, noted = at, False
        noted = noted or (gap and opening is not None)
        gap = gap and alone  # below a number alone its note follows, with a gap or not
        if alone:
            gap = False
    yield Page(first, len(lines))


def _are_many(feet: Sequence[Foot]) -> bool:
    """Return whether notes have two signs at least: a star alone is much else, on each page."""
    return len({one.label for foot in feet for one in foot.openings}) > 1


class _MarksOf:
    """Finds what may be marks on a page, once for all kinds of notes that are marked alike."""

    def __init__(self, text: str, lines: Sequence[Line]) -> None:
        self._text = text
        self._lines = lines
        self._found: dict[tuple[object, Page], list[FlatMark]] = {}

    def __call__(self, kind: Kind, page: Page) -> list[FlatMark]:
        """Return them in order."""
        key = (kind.marks, page)
        if key not in self._found:
            lines = self._lines[page.first : page.stop]
            marks = kind.marks(self._text, [(line.start, line.end) for line in lines if line.text])
            self._found[key] = sorted(marks, key=lambda mark: (mark.start, mark.end))[-_MOST_MARKS:]
        return self._found[key]


def _page_feet(lines: Sequence[Line], number: int, page: Page, kind: Kind, marks_of: _MarksOf) -> list[Foot]:
    """Return all that a page's notes may be, the smaller first."""
    openings = _openings(lines, page, kind)
    if not openings:
        return []
    marks = marks_of(kind, page)
    numbers = {one for mark in marks for one in mark.numbers}
    starts = [mark.start for mark in marks]
    feet: list[Foot] = []
    for index in range(len(openings) - 1, max(-1, len(openings) - 1 - _STARTS), -1):
        first = openings[index]
        if not numbers.isdisjoint((first.number, first.number + kind.counted)):
            above = marks[: bisect_left(starts, lines[first.line].start)]
            for chain in _chains(lines, openings[index:]) if kind.counted else (tuple(openings[index:]),):
                chosen = _chosen(above, chain)
                worth = sum(mark.weight for mark in chosen) + sum(_quality(lines, one) for one in chain)
                worth -= _UNMARKED * (len(chain) - sum(len(mark.numbers) for mark in chosen))
                worth -= _ANEW * sum(one.number == 1 for one in chain[1:])
                worth -= _LOOSE * _loose(lines, page, chain)
                feet.append(Foot(number, chain, chosen, worth, kind.counted))
    if not kind.counted:
        feet = [foot for foot in feet if len(foot.marks) == len(foot.openings)]
    clean = [one for one in openings if _quality(lines, one) > 0] if feet else []
    return [foot for foot in feet if not _is_doubtful(foot, clean, marks, lines)]


def _is_doubtful(
    foot: Foot, clean: Sequence[Opening], marks: Sequence[FlatMark], lines: Sequence[Line]
) -> bool:
    """Return whether the same notes or marks stand twice on the page, notes begin anew in it or marks go on.

    So it is where notes stand chapter by chapter at a work's end, each chapter's from 1, and where the
    first note is a title.
    """
    below = foot.marks[-1].end if foot.marks else 0
    top = foot.openings[0].line
    taken = {one.line for one in foot.openings}
    others = [one for one in clean if one.line not in taken]
    before = {one.number for one in others if one.line < top and lines[one.line].start > below}
    anew = any(one.number == 1 and one.line > top for one in others)
    chosen = {mark.start for mark in foot.marks}
    figures = [mark for mark in marks if mark.start not in chosen and mark.end < lines[top].start]
    again = sum(mark.weight for mark in _chosen(figures, foot.openings))
    return (
        anew
        or before.issuperset(one.number for one in foot.openings)
        or again >= _AGAIN * sum(mark.weight for mark in foot.marks)
        or _go_on([mark for mark in marks if mark.start > lines[top].start], foot.last) >= _LEAST
    )


def _go_on(marks: Sequence[FlatMark], last: int) -> float:
    """Return how much the marks that run on behind a number are worth.

    Below a page's first note they are none: below a numbered title the text and its marks go on.
    """
    later = [mark for mark in marks if mark.numbers[0] > last]
    steps = [Step(mark.start, mark.numbers[0] - last, mark.numbers[-1] - last, mark.weight) for mark in later]
    return sum(step.weight for step in best_run(steps, _GAP))


def _openings(lines: Sequence[Line], page: Page, kind: Kind) -> list[Opening]:
    """Return the lines of a page that may begin a note; a number alone needs text below it."""
    found = (kind.opening(lines[at], at) for at in range(page.first, page.stop))
    openings = [one for one in found if one is not None]
    return [
        one
        for one in openings
        if one.body < lines[one.line].end
        or ((below := _below(lines, one.line, page)) is not None and below.text)
    ]


def _below(lines: Sequence[Line], at: int, page: Page) -> Line | None:
    return next((lines[n] for n in range(at + 1, page.stop) if lines[n].text), None)


def _chains(lines: Sequence[Line], openings: Sequence[Opening]) -> Iterator[tuple[Opening, ...]]:
    """Return the notes of a foot that begins with the first of these lines, in all ways that they can be.

    Where a chapter ends on the page its numbers may begin anew; a mark whose number two notes share
    tells neither.
    """
    yield _chain(lines, openings)
    anew = [at for at, one in enumerate(openings) if at and one.number == 1 and openings[0].number > 1]
    for at in anew[-_CHAPTERS:]:
        chain = (*_chain(lines, openings[:at]), *_chain(lines, openings[at:]))
        if len({one.number for one in chain}) == len(chain):
            yield chain


def _chain(lines: Sequence[Line], openings: Sequence[Opening]) -> tuple[Opening, ...]:
    """Return the notes of a foot that begins with the first of these lines."""
    first = openings[0]
    rest = [one for one in openings[1:] if first.number < one.number <= first.number + _LONGEST]
    numbered = [(at, one.number - first.number + 1, one) for at, one in enumerate(rest)]
    steps = [Step(at, number, number, 0.5 + _quality(lines, one)) for at, number, one in numbered]
    run = best_run([Step(-1, 1, 1, _CLEAN), *steps], _SKIP)  # alone it is a run: others must be worth a gap
    return (first, *(rest[step.place] for step in run if step.place >= 0))


def _quality(lines: Sequence[Line], opening: Opening) -> float:
    """Return how much a line looks like a note's first, by the line above and its own words."""
    above = lines[opening.line - 1] if opening.line else None
    clean = above is None or not above.text or above.rule or has_ended(above.text)
    line = lines[opening.line]
    words = _BEGINS.match(line.text[opening.body - line.start :])
    return (_CLEAN if clean else -_CLEAN) + (0.0 if words else -_CLEAN)


def _loose(lines: Sequence[Line], page: Page, chain: Sequence[Opening]) -> int:
    """Return how many paragraphs of a foot begin no note; below a number alone its note begins."""
    begun = {one.line for one in chain}
    alone = {one.line for one in chain if one.body >= lines[one.line].end}
    above = -1
    count = 0
    for at in range(chain[0].line, page.stop):
        if lines[at].text and not lines[at].furniture:
            count += at > above + 1 and at not in begun and above not in alone
            above = at
    return count


def has_ended(text: str) -> bool:
    """Return whether a line ends as a note does: with a stop, a bracket or an address."""
    return _ENDED.search(text[-200:]) is not None


def _chosen(marks: Sequence[FlatMark], chain: Sequence[Opening]) -> tuple[FlatMark, ...]:
    """Return the marks of a chain of notes among all that may be marks."""
    ranks = {one.number: rank for rank, one in enumerate(chain, 1)}
    steps: list[Step] = []
    fitting: dict[tuple[int, int], FlatMark] = {}
    for mark in marks:
        first = ranks.get(mark.numbers[0], 0)
        last = first + len(mark.numbers) - 1
        if first and tuple(one.number for one in chain[first - 1 : last]) == mark.numbers:
            steps.append(Step(mark.start, first, last, mark.weight))
            fitting[mark.start, last] = mark
    return tuple(fitting[step.place, step.last] for step in best_run(steps, _LOST))


def _best_chain(pages: Sequence[Sequence[Foot]]) -> tuple[float, list[Foot]]:
    """Choose one foot a page, or none, so that their worth less what their breaks cost is most.

    Returns:
        The worth and the feet, in order; of equal worth the smaller foot, which was met first.
    """
    ending: dict[int, tuple[float, int]] = {}
    chosen: list[tuple[Foot, int | None]] = []
    best: tuple[float, int | None] = (0.0, None)
    for feet in pages:
        here: dict[int, tuple[float, int]] = {}
        for foot in feet:
            before, previous = _before(foot.first, ending, best)
            worth = before + foot.worth
            if worth > 0 and (foot.last not in here or worth > here[foot.last][0]):
                chosen.append((foot, previous))
                here[foot.last] = worth, len(chosen) - 1
        for last, (worth, index) in here.items():
            if last not in ending or worth > ending[last][0]:
                ending[last] = worth, index
            if worth > best[0]:
                best = worth, index
    found: list[Foot] = []
    at = best[1]
    while at is not None:
        foot, at = chosen[at]
        found.append(foot)
    return best[0], found[::-1]


def _before(
    first: int, ending: dict[int, tuple[float, int]], best: tuple[float, int | None]
) -> tuple[float, int | None]:
    """Return what the best pages before a foot are worth, and the last of them."""
    ways: list[tuple[float, int | None]] = [(0.0 if first == 1 else -_GAP, None)]
    if first == 1:
        ways.append((best[0] - (_ANEW if best[1] is not None else 0.0), best[1]))
    if first - 1 in ending:
        ways.append(ending[first - 1])
    ways.extend((worth - _GAP, index) for last, (worth, index) in ending.items() if last < first - 1)
    return max(ways, key=lambda way: way[0])
