"""Spans of the original made into clean text: what the author wrote, without the notation.

Removed: marks, escapes, emphasis, control characters and terminal escapes, invisible
and direction-changing characters, soft hyphens, link targets. Joined: lines. Nothing
else is touched, and every character kept knows its place.
"""

from __future__ import annotations

import html
import re
from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field

from corpus.offsets import MappedText, TextBuilder
from corpus.readers.emphasis import Delimiter, paired

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Site:
    """A place where one or more marks stand."""

    end: int
    """Where it ends in the original."""
    labels: tuple[str, ...]
    """Labels of the notes that it points to."""


@dataclass(frozen=True, slots=True)
class DraftMark:
    """A mark before its note is known."""

    label: str
    offset: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Syntax:
    """What counts as notation in a format."""

    markdown: bool = False
    """Code spans, tags, entities and reference links too."""
    keep_urls: bool = False
    """Keep a link's target beside its words, as notes need."""
    keep_hyphen: Callable[[str, str], bool] = field(default=lambda before, after: False)
    """Whether the hyphen between two halves of a word at a line's end is the word's own."""
    references: Mapping[str, str] = field(default_factory=dict)
    """Targets of reference links by lower-case label."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean text with the marks that stood in it."""

    content: MappedText
    marks: tuple[DraftMark, ...]


_TOKEN = re.compile(
    r"(?P<terminal>(?:\x1b\[|\x9b)[0-?]{0,64}[ -/]{0,16}[@-~]"
    r"|\x1b\][^\x07\x1b\n]{0,2048}(?:\x07|\x1b\\)|\x1b[@-Z\\^_]?)"
    r"|(?P<code>(?<!`)(?P<ticks>`{1,3})(?!`)(?P<inner>[^`\n]{1,2000})(?P=ticks)(?!`))"
    r"|(?P<url><?(?:https?://|www\.)[^\s<>“”\"⁰¹²³⁴-⁹]+>?)"
    r"|(?P<escape>\\[!-/:-@\[-`{-~])"
    r"|(?P<link>!?\[(?P<words>(?:[^\[\]\\\n]|\\.){0,1000})\](?:\(\s{0,4}(?P<target><[^<>\n]{0,2000}>|[^\s()<>]{0,2000}(?:\([^\s()<>]{0,500}\)[^\s()<>]{0,500}){0,8})"
    r"(?:\s{1,4}\"[^\"\n]{0,500}\")?\s{0,4}\)|\[(?P<ref>[^\[\]\n]{0,200})\]))"
    r"|(?P<emphasis>\*{1,3}|_{1,3}|~~)"
    r"|(?P<tag></?[a-zA-Z][a-zA-Z0-9]{0,15}(?:\s[^<>\n]{0,500})?/?>|<!--[^\n]{0,2000}?-->)"
    r"|(?P<entity>&(?:#\d{1,7}|#x[0-9a-fA-F]{1,6}|[a-zA-Z]{2,31});)"
    r"|(?P<space>[ \t\u3000]{2,}|\t)"
    r"|(?P<hidden>[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x9f\xad\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb\U000e0000-\U000e007f]+)"
)
_MARKDOWN_ONLY = frozenset(("code", "tag", "entity"))
_ESCAPE_IN_URL = re.compile(r"\\([!-/:-@\[-`{-~])")
_GLUE = re.compile(r"\s{0,2}[,;，、]?\s{0,2}")
_CUT_WORD = re.compile(r"([^\W\d_]{2,40})[-\u00ad‐]$")
_NEXT_WORD = re.compile(r"[^\W\d_]{1,40}")


@dataclass(slots=True)
class _Edit:
    """A stretch of the original to be replaced; empty text removes it."""

    start: int
    end: int
    text: str = ""
    site: Site | None = None


def clean(source: str, spans: Sequence[Span], sites: Mapping[int, Site], syntax: Syntax) -> Cleaned:
    """Make clean text of some spans of the original.

    Args:
        source: The original text.
        spans: Lines or parts of lines, in order; they are joined as lines are.
        sites: Marks by their first character in the original.
        syntax: What counts as notation.

    Returns:
        The text without outer white space, and the marks in order.
    """
    edits, delimiters = _scan(source, spans, sites, syntax)
    edits.extend(_Edit(start, end) for start, end in paired(source, delimiters, intraword=syntax.markdown))
    edits.sort(key=lambda edit: (edit.start, edit.end))
    return _Writer(source, syntax).write(spans, edits)


def _scan(
    source: str, spans: Sequence[Span], sites: Mapping[int, Site], syntax: Syntax
) -> tuple[list[_Edit], list[Delimiter]]:
    edits: list[_Edit] = []
    delimiters: list[Delimiter] = []
    placed = sorted(sites) if sites else []
    for start, end in spans:
        here = _sites_between(placed, start, end)
        edits.extend(_Edit(at, sites[at].end, "", sites[at]) for at in here)
        skips = [(at, sites[at].end) for at in here]
        edits.extend(_around_marks(source, (start, end), skips))
        _scan_span(source, (start, end), skips, syntax, edits, delimiters)
    return edits, delimiters


def _sites_between(placed: list[int], start: int, end: int) -> list[int]:
    return placed[bisect_left(placed, start) : bisect_left(placed, end)]


def _scan_span(
    source: str,
    span: Span,
    skips: list[Span],
    syntax: Syntax,
    edits: list[_Edit],
    delimiters: list[Delimiter],
) -> None:
    """Scan the stretches between marks; a link's target is jumped over once its words are scanned."""
    at, end = span
    pending = [*skips, (end, end)]
    for stop, resume in pending:
        while at < stop:
            found = _TOKEN.search(source, at, stop)
            if found is None:
                break
            at = _take(source, found, syntax, edits, delimiters)
        at = max(at, resume)


def _take(
    source: str, found: re.Match[str], syntax: Syntax, edits: list[_Edit], delimiters: list[Delimiter]
) -> int:
    """Turn a token into edits and return where to go on."""
    kind = found.lastgroup  # the outermost group, since it closes last
    start, end = found.span()
    if kind in _MARKDOWN_ONLY and not syntax.markdown:
        return start + 1
    if kind in ("terminal", "tag"):
        edits.append(_Edit(start, end))
    elif kind == "code":
        width = len(found["ticks"])
        edits.extend((_Edit(start, start + width), _Edit(end - width, end)))
    elif kind == "url":
        edits.extend(
            _Edit(start + m.start(), start + m.start() + 1) for m in _ESCAPE_IN_URL.finditer(found[0])
        )
    elif kind == "escape":
        edits.append(_Edit(start, start + 1))
    elif kind == "link":
        return _take_link(source, found, syntax, edits, delimiters)
    elif kind == "emphasis":
        delimiters.append(Delimiter(start, end))
    elif kind == "entity":
        text = html.unescape(found[0])
        edits.extend([_Edit(start, end, text)] if text != found[0] and text.isprintable() else [])
    elif kind == "space":
        edits.append(_Edit(start, end, " "))
    else:
        edits.extend(_hidden(source, start, end))
    return end


def _take_link(
    source: str, found: re.Match[str], syntax: Syntax, edits: list[_Edit], delimiters: list[Delimiter]
) -> int:
    """Keep a link's words, scanned in their own right, and in notes its target after them."""
    words, end = found.span("words"), found.end()
    reference = found["ref"]
    target = (found["target"] or "").strip("<>")
    if reference is not None:
        target = syntax.references.get((reference or found["words"]).strip().lower(), "")
        if not target:
            return found.start() + 1  # "[2018][sic]" is no link
    edits.append(_Edit(found.start(), words[0]))
    _scan_span(source, words, [], syntax, edits, delimiters)
    shown = syntax.keep_urls and target and target != found["words"]
    edits.append(_Edit(words[1], end, f" <{target}>" if shown and target.isprintable() else ""))
    return end


def _hidden(source: str, start: int, end: int) -> list[_Edit]:
    """Remove invisible characters, save joiners between letters of scripts that need them."""
    edits = []
    for at in range(start, end):
        around = source[at - 1 : at] + source[at + 1 : at + 2]
        joins = source[at] in "\u200c\u200d" and len(around) == 2 and all(ord(c) > 0x2FF for c in around)
        if not joins:
            edits.append(_Edit(at, at + 1))
    return edits


def _around_marks(source: str, span: Span, sites: Sequence[Span]) -> list[_Edit]:
    """Remove commas between marks, and the space before a mark that another space or a stop follows."""
    edits = []
    for number, (start, end) in enumerate(sites):
        following = sites[number + 1][0] if number + 1 < len(sites) else None
        if (
            following is not None
            and _GLUE.fullmatch(source, end, min(following, end + 6))
            and following <= end + 5
        ):
            edits.append(_Edit(end, following))
        first = start
        while first > span[0] and source[first - 1] in " \u00a0":
            first -= 1
        after = source[end : end + 1] if end < span[1] else " "
        touching = number and sites[number - 1][1] >= first
        if first < start and not touching and (after.isspace() or after in ".,;:!?)]”’。，；：！？"):
            edits.append(_Edit(first, start))
    return edits


class _Writer:
    """Writes spans with their edits applied."""

    def __init__(self, source: str, syntax: Syntax) -> None:
        self._source = source
        self._syntax = syntax
        self._builder = TextBuilder(source)
        self._marks: list[DraftMark] = []
        self._gap: Span | None = None

    def write(self, spans: Sequence[Span], edits: list[_Edit]) -> Cleaned:
        """Write all spans, joined as lines are, and return the result."""
        number = 0
        for index, (start, end) in enumerate(spans):
            following = spans[index + 1] if index + 1 < len(spans) else None
            stop = end - self._hyphen((start, end), following)
            at = start
            while number < len(edits) and edits[number].start < end:
                edit = edits[number]
                number += 1
                if edit.start >= at:
                    self._copy(at, min(edit.start, stop))
                    self._apply(edit)
                    at = max(at, edit.end)
            self._copy(at, stop)
            if following and stop == end and not self._cut(end, following):
                self._gap = (end if self._gap is None else self._gap[0], following[0])
        content = self._builder.build()
        return Cleaned(content, self._trimmed(content))

    def _copy(self, start: int, end: int) -> None:
        if start < end:
            self._close_gap(self._source[start])
            self._builder.copy(start, end)

    def _apply(self, edit: _Edit) -> None:
        if edit.site is not None:
            offset = len(self._builder)
            self._marks.extend(DraftMark(label, offset, edit.start, edit.end) for label in edit.site.labels)
        elif edit.text:
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
        if not self._cut(span[1], following) or following is None:
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
        return _wide(character) or character in _QUOTES
    return last in _QUOTES and _wide(character)


def _wide(character: str) -> bool:
    return "\u2e80" <= character <= "\ua4cf" or "\uff00" <= character <= "\uffef"


_QUOTES = "“”‘’…—"
