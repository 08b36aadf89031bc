"""Quoted spans in notes, told by the direction of their marks and tolerant of missing ones.

Notes are typed by hand: a title may open twice and close once, close without having
opened, or open after it has ended. Pairs are matched inside out; marks without a
partner are reported, so that whoever reads the title can decide what they meant.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

Role = Literal["open", "close"]

_OPEN = {
    "“": "curly",
    "„": "curly",
    "‟": "curly",
    "「": "corner",
    "『": "corner2",
    "《": "book",
    "〈": "book2",
}
_CLOSE = {"”": "curly", "」": "corner", "』": "corner2", "》": "book", "〉": "book2"}
QUOTE_CHARS = '“”„‟«»"「」『』《》〈〉'
MAX_DEPTH = 8
"""Deepest nesting followed."""
_BEFORE_OPENING = " \t\n([{<—–-/;:,\u00a0"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quoted span, its marks included."""

    start: int
    end: int

    def inner(self, text: str) -> str:
        """Return the words between the marks."""
        return text[self.start + 1 : self.end - 1].strip()


@dataclass(frozen=True, slots=True)
class Orphan:
    """A quotation mark without a partner."""

    at: int
    role: Role


@dataclass(frozen=True, slots=True)
class Quotes:
    """The outermost quoted spans of a stretch of text, and the marks left over; both in order."""

    pairs: tuple[Quoted, ...]
    orphans: tuple[Orphan, ...]


def find_quotes(text: str, start: int = 0, end: int | None = None) -> Quotes:
    """Match the double quotation marks of `text[start:end]`.

    Single quotation marks are left to `single_quoted`, since most are apostrophes.
    """
    stack: list[tuple[int, str]] = []
    pairs: list[Quoted] = []
    orphans: list[Orphan] = []
    for at in range(start, len(text) if end is None else end):
        if text[at] not in QUOTE_CHARS:
            continue
        # Nobody nests so deep; a pile of opening marks is damage.
        del stack[:-MAX_DEPTH]
        family, role = _role(text, at, [family for _, family in stack])
        if role == "open":
            stack.append((at, family))
            continue
        partner = next((i for i in range(len(stack) - 1, -1, -1) if stack[i][1] == family), None)
        if partner is None:
            orphans.append(Orphan(at, "close"))
            continue
        orphans.extend(Orphan(left, "open") for left, _ in stack[partner + 1 :])
        pairs.append(Quoted(stack[partner][0], at + 1))
        del stack[partner:]
    orphans.extend(Orphan(left, "open") for left, _ in stack)
    return Quotes(_outermost(pairs), tuple(sorted(orphans, key=lambda orphan: orphan.at)))


def single_quoted(text: str) -> Quoted | None:
    """Return the first span in single quotation marks that is not made of apostrophes.

    The closing mark is the last one before a comma or full stop that follows the
    opening one, or else the last one at a word's end.
    """
    opening = re.search(r"(?:^|[\s(])([‘'])(?=\w)", text)
    if not opening:
        return None
    after = opening.end()
    closing = re.search(r"[,.?!][’'](?!\w)|[’'][,.;)]", text[after:]) or re.search(
        r"[’'](?=\s|$)", text[after:]
    )
    if not closing:
        return None
    mark = after + closing.start() + (closing.group()[0] not in "’'")
    return Quoted(opening.start(1), mark + 1)


def _role(text: str, at: int, families: list[str]) -> tuple[str, Role]:
    mark = text[at]
    if mark in "«»":
        # French and Russian open with «, German with »: whichever comes first opens.
        return "guillemet", "close" if "guillemet" in families and _ends(text, at, mark) else "open"
    if mark == '"':
        return "straight", _straight(text, at, "straight" in families)
    if mark == "“" and "curly" in families and _closes_german(text, at):
        return "curly", "close"
    if mark == "”" and "curly" not in families and _starts_word(text, at):
        return "curly", "open"
    if mark in _OPEN:
        return _OPEN[mark], "open"
    return _CLOSE[mark], "close"


def _ends(text: str, at: int, mark: str) -> bool:
    return mark == "»" or not _starts_word(text, at)


def _starts_word(text: str, at: int) -> bool:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    return before in _BEFORE_OPENING and not after.isspace()


def _closes_german(text: str, at: int) -> bool:
    opened = text.rfind("„", 0, at)
    return opened > max(text.rfind("“", 0, at), text.rfind("”", 0, at)) and not _starts_word(text, at)


def _straight(text: str, at: int, is_open: bool) -> Role:
    before = text[at - 1] if at else " "
    after = text[at + 1] if at + 1 < len(text) else " "
    if after.isspace() or after in ".,;:)]>":
        return "close"
    if before in _BEFORE_OPENING:
        return "open"
    return "close" if is_open else "open"


def _outermost(pairs: list[Quoted]) -> tuple[Quoted, ...]:
    kept: list[Quoted] = []
    for pair in sorted(pairs, key=lambda pair: (pair.start, -pair.end)):
        if not kept or pair.start >= kept[-1].end:
            kept.append(pair)
    return tuple(kept)
