"""Items given their depth and their leads: the words that introduce the list they stand in."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.readers.headings import finished
from corpus.sentences import split_sentences

_BOLD_HEAD = re.compile(r"(\*\*|__)(?=\S)(.{1,200}?)\1")
_MAX_LEAD = 240
_MAX_DEPTH = 32


@dataclass(frozen=True, slots=True)
class ListLine:
    """What lists need to know of an element."""

    kind: str
    """"heading", "text", "item" or "rule"."""
    indent: int
    text: str
    """Clean text."""
    raw: str
    """The first 210 characters as printed, bullet removed."""
    cut: bool = False
    """True when a page ends right before it."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element stands in lists."""

    depth: int = 0
    leads: tuple[str, ...] = ()


@dataclass(slots=True)
class _Level:
    indent: int
    lead: str | None
    """Lead of the list at this level."""
    item: str = ""
    """Lead that the level's latest item gives to a list nested in it."""
    headed: int = 0
    """How many items in a row begin with a bold head."""
    unindented: bool = False
    """True once a page break has taken its items' indentation."""


def places(lines: Sequence[ListLine]) -> list[Place]:
    """Return depth and leads of each element, in order; paragraphs outside lists get `Place()`."""
    stack: list[_Level] = []
    found: list[Place] = []
    before: ListLine | None = None
    for line in lines:
        if line.kind == "item":
            _descend(stack, line, before)
            stack[-1].item = _item_lead(line)
            stack[-1].headed = stack[-1].headed + 1 if head_of(line.raw) else 0
            found.append(Place(len(stack), tuple(level.lead for level in stack if level.lead)))
        elif stack and line.kind == "text" and line.indent > stack[0].indent:
            level = [level for level in stack if level.indent < line.indent]
            found.append(Place(len(level), tuple(one.lead for one in level if one.lead)))
        else:
            stack.clear()
            found.append(Place())
        before = line
    return found


def head_of(raw: str) -> str | None:
    """Return the bold words that open a paragraph, without a stop: "State financing"."""
    found = _BOLD_HEAD.match(raw)
    return found[2].strip().rstrip(".:：。, ") or None if found else None


def _descend(stack: list[_Level], line: ListLine, before: ListLine | None) -> None:
    """Leave or enter lists until the top of the stack is the list that the item stands in."""
    if not stack:
        stack.append(_Level(line.indent, _intro(before)))
        return
    if (line.cut or stack[-1].unindented) and _lost_indent(stack, line):
        stack[-1].unindented = True
        return
    while len(stack) > 1 and line.indent < stack[-1].indent:
        stack.pop()
    if line.indent > stack[-1].indent and len(stack) < _MAX_DEPTH:
        stack.append(_Level(line.indent, stack[-1].item or None))
    elif line.indent < stack[-1].indent:
        stack[-1].indent = line.indent


def _lost_indent(stack: list[_Level], line: ListLine) -> bool:
    """Return whether a page break has taken an item's indentation.

    All items of the level that the indentation names begin with a bold head and this
    one does not, while the list nested in it was still going on: it is one of that.
    """
    top = stack[-1]
    if len(stack) < 2 or line.indent >= top.indent or head_of(line.raw):
        return False
    outer = next((level for level in reversed(stack) if level.indent <= line.indent), stack[0])
    return outer.headed >= 2


def _intro(before: ListLine | None) -> str | None:
    """Return the words that introduce a list: the last sentence before it, if it leads on."""
    if before is None or before.kind != "text" or not before.text:
        return None
    if finished(before.text) and not before.text.rstrip("*_ ").endswith((":", "：")):
        return None
    return _last_sentence(before.text)


def _item_lead(line: ListLine) -> str:
    return head_of(line.raw) or _last_sentence(line.text)


def _last_sentence(text: str) -> str:
    sentences = split_sentences(text)
    if not sentences:
        return ""
    start, end = sentences[-1]
    return text[start:end][-_MAX_LEAD:]
