"""Spans of the original made into clean text: what the author wrote, without the notation.

Removed: marks, escapes, emphasis, control characters and terminal escapes, invisible
and direction-changing characters, soft hyphens, link targets. Joined: lines. Nothing
else is touched, and every character kept knows its place.
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.offsets import MappedText, TextBuilder
from corpus.readers.broken_urls import address_ends, is_soft_hyphen
from corpus.readers.emphasis import paired
from corpus.readers.notation import Cleaned, DraftMark, Edit, Site, Sites, Span, Syntax
from corpus.readers.scanning import hidden_spans, scan

__all__ = ["Cleaned", "DraftMark", "Site", "Sites", "Span", "Syntax", "clean", "clean_code"]

_CUT_WORD = re.compile(r"([^\W\d_]{2,40})[-\u00ad‐]$")
_NEXT_WORD = re.compile(r"[^\W\d_]{1,40}")


def clean(source: str, spans: Sequence[Span], sites: Sites, syntax: Syntax) -> Cleaned:
    """Make clean text of some spans of the original.

    Args:
        source: The original text.
        spans: Lines or parts of lines, in order; they are joined as lines are.
        sites: The marks of the document.
        syntax: What counts as notation.

    Returns:
        The text without outer white space, and the marks in order.
    """
    addresses = address_ends(source, spans)
    edits, delimiters = scan(source, spans, sites, syntax, addresses)
    edits.extend(Edit(start, end) for start, end in paired(source, delimiters, intraword=syntax.markdown))
    edits.sort(key=lambda edit: (edit.start, edit.end))
    return _Writer(source, syntax, addresses).write(spans, edits)


def clean_code(source: str, spans: Sequence[Span]) -> Cleaned:
    """Return lines of code as they are, line breaks kept, control characters removed."""
    builder = TextBuilder(source)
    for number, (start, end) in enumerate(spans):
        at = start
        for low, high in hidden_spans(source, (start, end)):
            builder.copy(at, low)
            at = high
        builder.copy(at, end)
        if number + 1 < len(spans):
            builder.replace(end, spans[number + 1][0], "\n")
    return Cleaned(builder.build(), ())


class _Writer:
    """Writes spans with their edits applied."""

    def __init__(self, source: str, syntax: Syntax, addresses: Sequence[int]) -> None:
        self._source = source
        self._addresses = addresses
        self._syntax = syntax
        self._builder = TextBuilder(source)
        self._marks: list[DraftMark] = []
        self._gap: Span | None = None

    def write(self, spans: Sequence[Span], edits: list[Edit]) -> Cleaned:
        """Write all spans, joined as lines are, and return the result."""
        number = 0
        for index, (start, end) in enumerate(spans):
            following = spans[index + 1] if index + 1 < len(spans) else None
            broken = following is not None and self._addresses[index + 1] > following[0]
            hyphen = broken and is_soft_hyphen(self._source[end - 1])
            cut = not broken and self._cut(end, following)
            stop = end - (self._hyphen((start, end), following) if cut else hyphen)
            at = start
            while number < len(edits) and edits[number].start < end:
                edit = edits[number]
                number += 1
                if edit.start >= at:
                    self._copy(at, min(edit.start, stop))
                    self._apply(edit)
                    at = max(at, edit.end)
            self._copy(at, stop)
            if hyphen:
                self._builder.replace(stop, end, "-")
            if following and not cut and not broken:
                self._gap = (end if self._gap is None else self._gap[0], following[0])
        content = self._builder.build()
        return Cleaned(content, self._trimmed(content))

    def _copy(self, start: int, end: int) -> None:
        if start < end:
            self._close_gap(self._source[start])
            self._builder.copy(start, end)

    def _apply(self, edit: Edit) -> None:
        if edit.site is not None:
            offset = len(self._builder)
            self._marks.extend(DraftMark(label, offset, edit.start, edit.end) for label in edit.site.labels)
        elif edit.text and not (edit.text == " " and self._builder.last.isspace()):
            if edit.text[0] == ";":
                self._gap = None  # it ends the line above
            self._close_gap(edit.text[0])
            self._builder.replace(edit.start, edit.end, edit.text)

    def _cut(self, end: int, following: Span | None) -> bool:
        """Return whether a word is cut in two by a hyphen at the end of a line."""
        if following is None or self._source[end - 1 : end] not in ("-", "\u00ad", "‐"):
            return False
        before = _CUT_WORD.search(self._source, max(0, end - 42), end)
        after = _NEXT_WORD.match(self._source, following[0], following[1])
        return before is not None and after is not None and after[0][0].islower()

    def _hyphen(self, span: Span, following: Span | None) -> int:
        """Return 1 where the hyphen at the end of a line is the printer's, not the word's."""
        if following is None:
            return 0
        before = _CUT_WORD.search(self._source, max(span[0], span[1] - 42), span[1])
        after = _NEXT_WORD.match(self._source, following[0], following[1])
        if before is None or after is None:
            return 0
        return 0 if self._syntax.keep_hyphen(before[1], after[0]) else 1

    def _close_gap(self, character: str) -> None:
        """Write the line break that is waiting as a space, where the script wants one."""
        if self._gap is None:
            return
        (start, end), self._gap = self._gap, None
        last = self._builder.last
        if last and not last.isspace() and not character.isspace() and not _joins(last, character):
            self._builder.replace(start, end, " ")

    def _trimmed(self, content: MappedText) -> tuple[DraftMark, ...]:
        """Move marks to the offsets of the trimmed text."""
        lead = self._builder.leading_space
        limit = len(content.text)
        return tuple(
            DraftMark(mark.label, min(max(0, mark.offset - lead), limit), mark.start, mark.end)
            for mark in self._marks
        )


def _joins(last: str, character: str) -> bool:
    """Return whether two lines join without a space: Chinese and Japanese, their quotes included."""
    if _wide(last):
        return _wide(character) or character in _QUOTES or character.isdigit()
    return (last in _QUOTES or last.isdigit()) and _wide(character)


def _wide(character: str) -> bool:
    return "\u2e80" <= character <= "\ua4cf" or "\uff00" <= character <= "\uffef"


_QUOTES = "“”‘’…—"
