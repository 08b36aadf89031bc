"""The lines of a text divided into its pages' notes, once it is known where they begin, and its body.

All that stands below a page's first note is its notes': their further lines and paragraphs. What stands
right above it may be the rest of the last page's note.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.readers.blocks import NoteStart
from corpus.readers.headings import finished
from corpus.readers.lines import Line
from corpus.readers.page_feet import Feet, Foot, has_ended
from corpus.readers.pages import Page
from corpus.readers.zones import RawNote

_USUAL = 0.8
"""Share of the pages or notes that makes a habit of a work."""
_ON = re.compile(r"[^\W\d_A-ZÀ-ÖØ-Þ\u3400-\u9fff]|[<(]?(?:https?:|www\.)|(?:1[5-9]|20)\d\d[,;)]")
"""What begins no sentence: a small letter, an address, a year before a comma."""
_TAIL = 8
"""Lines of a note's rest at most where no gap parts it from the text."""
_KNOWN = 3
"""So many pages or notes show a habit."""


def divide_feet(lines: Sequence[Line], found: Feet) -> tuple[list[RawNote], list[Line]]:
    """Divide the lines into the notes, in order, and the body's lines."""
    return _Divider(lines, found).divide()


class _Divider:
    def __init__(self, lines: Sequence[Line], found: Feet) -> None:
        self._lines = lines
        self._found = found
        self._notes: list[RawNote] = []
        self._place = {line.start: at for at, line in enumerate(lines) if line.text}
        whole = [foot for at, foot in enumerate(found.feet) if not self._is_broken(at)]
        """Feet that do not begin with the rest of another page's note."""
        tops = [foot.openings[0].line for foot in whole]
        above = [self._above(top) for top in tops]
        self._known = len(tops) >= _KNOWN
        self._ruled = sum(line is not None and line.rule for line in above) >= _USUAL * max(1, len(tops))
        self._parted = sum(not lines[max(0, top - 1)].text for top in tops) >= _USUAL * max(1, len(tops))

    def _is_broken(self, at: int) -> bool:
        """Return whether a page's notes follow on a page whose last note breaks off."""
        foot, before = self._found.feet[at], self._found.feet[max(0, at - 1)]
        stop = self._found.pages[before.page].stop
        return before.page == foot.page - 1 and not has_ended(self._lines[stop - 1].text)

    def divide(self) -> tuple[list[RawNote], list[Line]]:
        kept = list(self._lines)
        taken: set[int] = set()
        latest: Foot | None = None
        for foot in self._found.feet:
            page = self._found.pages[foot.page]
            rest = foot.openings[0].line
            if latest is not None and foot.page > latest.page + 1:
                taken.update(self._rest_alone(latest))
            elif latest is not None:
                rest = self._rest(foot, page)
                self._take(range(rest, foot.openings[0].line))
            taken.update(range(self._rule_above(page, rest), page.stop))
            if page.stop < len(kept):  # what follows stands on another page, whatever shows it
                kept[page.stop] = replace(kept[page.stop], page=True)
            self._take_foot(foot, page)
            latest = foot
        if latest is not None:
            taken.update(self._rest_alone(latest))
        return self._notes, [line for at, line in enumerate(kept) if at not in taken]

    def _take_foot(self, foot: Foot, page: Page) -> None:
        stops = [*(one.line for one in foot.openings[1:]), page.stop]
        for one, stop in zip(foot.openings, stops, strict=True):
            line = self._lines[one.line]
            start = NoteStart(one.label, one.number, one.body)
            self._notes.append(RawNote(start, line.start, [(one.body, max(one.body, line.end))], line.text))
            self._take(range(one.line + 1, stop))

    def _take(self, numbers: range) -> None:
        """Add lines to the latest note."""
        for at in numbers:
            line = self._lines[at]
            if line.worded:
                self._notes[-1].spans.append((line.start, line.end))
                self._notes[-1].tail = line.text

    def _above(self, at: int) -> Line | None:
        """Return the line above a line, gaps aside."""
        return next((self._lines[n] for n in range(at - 1, -1, -1) if self._lines[n].text), None)

    def _rule_above(self, page: Page, top: int) -> int:
        """Return where a foot begins, the drawn line above it included."""
        at = top - 1
        while at >= page.first and not self._lines[at].text:
            at -= 1
        return at if at >= page.first and self._lines[at].rule else top

    def _rest(self, foot: Foot, page: Page) -> int:
        """Return where the rest of the last page's note begins, right above this page's first note.

        A drawn line tells it, or a gap, where such part text and notes throughout. Across a gap it is
        the rest only where the note breaks off and this work's notes end with a stop.
        """
        top = foot.openings[0].line
        broken = not has_ended(self._notes[-1].tail)
        if self._ruled:
            rules = [at for at in range(page.first, top) if self._lines[at].rule]
            return rules[-1] + 1 if rules and (broken or self._known) else top
        at = self._block(page, top)
        parted = self._parted and (broken or self._known)
        if at == top or not parted:
            at = self._block(page, self._gap(page, at)) if at == top else at
            if not (self._follows(page, at) or (at < top and broken and self._stopped() and parted)):
                tails = range(max(page.first, top - _TAIL), top)
                at = next((line for line in reversed(tails) if self._follows(page, line)), top)
        marked = any(mark.start > self._lines[at].start for mark in foot.marks)
        return top if marked else at

    def _follows(self, page: Page, at: int) -> bool:
        """Return whether lines of a page are the rest of a note: text of the page stands above them."""
        return at > page.first and self._goes_on(at, self._above(at))

    def _rest_alone(self, before: Foot) -> range:
        """Take the rest of a page's last note on the next page, which has no notes; return its lines.

        It is that page's last block, below a drawn line or below text that has ended, and begins no sentence.
        """
        pages = self._found.pages
        if before.page + 1 == len(pages) or has_ended(self._notes[-1].tail):
            return range(0)
        page = pages[before.page + 1]
        first = self._block(page, page.stop)
        top = first if first > page.first else self._rule_above(pages[before.page], before.openings[0].line)
        ruled = self._ruled and first > page.first and self._lines[first - 1].rule
        if not ruled and not self._goes_on(first, self._above(top)):
            return range(0)
        self._take(range(first, page.stop))
        return range(self._rule_above(page, first), page.stop)

    def _goes_on(self, at: int, above: Line | None) -> bool:
        """Return whether lines are the rest of a note by how they begin, the text above them whole."""
        unfinished = not finished(self._notes[-1].tail)
        on = _ON.match(self._lines[at].text) is not None
        return on and unfinished and above is not None and self._is_whole(above)

    def _is_whole(self, line: Line) -> bool:
        """Return whether text ends with a line; the digits at its end, or a line of them, may be a mark."""
        text = line.text.rstrip("0123456789")
        above = self._above(self._place[line.start]) if not text else None
        return finished(above.text.rstrip("0123456789") if above is not None else text)

    def _gap(self, page: Page, at: int) -> int:
        """Return where the gap above a line begins."""
        while at > page.first and not self._lines[at - 1].text:
            at -= 1
        return at

    def _block(self, page: Page, top: int) -> int:
        """Return where the lines right above a line begin, up to a gap."""
        while top > page.first and self._lines[top - 1].text and not self._lines[top - 1].rule:
            top -= 1
        return top

    def _stopped(self) -> bool:
        """Return whether this work's notes end with a stop, so that one without it breaks off."""
        ends = [has_ended(note.tail) for note in self._notes[:-1]]
        return len(ends) >= _KNOWN and sum(ends) >= _USUAL * len(ends)
