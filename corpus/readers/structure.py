"""Blocks of the body made into titles, paragraphs and items; what pages cut is stitched.

A page's notes, its number or a form feed may stand in the middle of a sentence. The
two halves are joined where the first breaks off and the second can go on.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.readers.blocks import Block
from corpus.readers.headings import bare_end, finished, heading_rank
from corpus.readers.inline import Span
from corpus.readers.ordinals import Ordinal, parse_ordinal
from corpus.readers.titles import KNOWN_TITLE

ElementKind = Literal["heading", "text", "item", "rule"]


@dataclass(frozen=True, slots=True)
class Piece:
    """A body block and whether a page ends right before it."""

    block: Block
    cut: bool


@dataclass(slots=True)
class Element:
    """A title, paragraph, item or rule of the body, whole."""

    kind: ElementKind
    spans: list[Span]
    start: int
    indent: int
    rank: int = 0
    """For a title: how far out its kind stands."""
    cut: bool = False
    """True when a page ends right before it."""
    tail: str = ""
    """Its last line as printed."""
    ordinal: Ordinal | None = None
    verbatim: bool = False
    """True for code, whose lines and signs are its own."""
    number: int = 0
    """For an item of an HTML list with numbers: which one it is."""

    @property
    def open(self) -> bool:
        """Return whether it breaks off without a stop."""
        return not finished(self.tail)

    @property
    def end(self) -> int:
        """Return where it ends in the original."""
        return self.spans[-1][1]


_SPLIT_LIMIT = 40
_TITLE_LIMIT = 150
_TITLE_LINES = 3
"""A running head, a title and its second line."""
_LOWER_NAME = re.compile(r"[a-z]{1,3}[A-Z]")
_ABBREVIATED = re.compile(
    r"(?:\b[A-Z]\.|\b(?:Mr|Mrs|Ms|Dr|Prof|No|vs|cf|e\.g|i\.e|Inc|Ltd|Co|St|Gen|Sen|pp?|al)\.)$"
)
_LOOKS_ON = re.compile(r"[\"'“‘«(\[（]*(?:\\?[$€£¥%&]|\d|[^\W\d_])")


def structure(pieces: Sequence[Piece]) -> list[Element]:
    """Make elements of the body's blocks, in order."""
    elements: list[Element] = []
    for number, piece in enumerate(pieces):
        block = piece.block
        after = _following(pieces, number)
        if block.kind == "rule":
            elements.append(Element("rule", list(block.spans), block.start, block.indent))
            continue
        previous = elements[-1] if elements else None
        body = previous if previous is not None and previous.kind in ("text", "item") else None
        ordinal = parse_ordinal(block.text) if block.kind == "text" else None
        listed = _is_listed(ordinal, body, after)
        rank = None
        if not listed:
            unsure = (_breaks_off(body) and not _below_title(elements, block)) or _cut_after(pieces, number)
            rank = heading_rank(block, body.tail if body else None, unsure, after)
        if rank is not None:
            elements.append(_element("heading", piece, rank))
        elif block.kind == "item" or (listed and ordinal):
            elements.append(_element("item", piece, 0, ordinal))
        elif body is not None and _goes_on(body, piece):
            body.spans.extend(block.spans)
            body.tail = block.tail
        else:
            elements.append(_element("text", piece, 0))
    return elements


def _element(kind: ElementKind, piece: Piece, rank: int, ordinal: Ordinal | None = None) -> Element:
    block = piece.block
    spans = list(block.spans)
    if ordinal is not None:  # an item's number is notation, as its bullet is
        spans[0] = (spans[0][0] + ordinal.end, spans[0][1])
    return Element(kind, spans, block.start, block.indent, rank, piece.cut, block.tail, ordinal)


def _following(pieces: Sequence[Piece], number: int) -> Block | None:
    for piece in pieces[number + 1 : number + 4]:
        if piece.block.kind != "rule":
            return piece.block
    return None


def _below_title(elements: Sequence[Element], block: Block) -> bool:
    """Return whether a section's common name stands below nothing but the document's titles."""
    short = all(
        len(one.spans) == 1 and one.end - one.start <= _TITLE_LIMIT for one in elements[:_TITLE_LINES]
    )
    return (
        short and len(elements) <= _TITLE_LINES and KNOWN_TITLE.fullmatch(block.text.strip("*_ ")) is not None
    )


def _cut_after(pieces: Sequence[Piece], number: int) -> bool:
    """Return whether a page ends right after a block: no title stands at a page's foot."""
    return number + 1 < len(pieces) and pieces[number + 1].cut


def _is_listed(ordinal: Ordinal | None, body: Element | None, after: Block | None) -> bool:
    """Return whether a numbered block is an item: its number's neighbour stands right beside it."""
    if ordinal is None or ordinal.strong:
        return False
    if (
        body is not None
        and body.kind == "item"
        and body.ordinal is not None
        and ordinal.follows(body.ordinal)
    ):
        return True
    neighbour = parse_ordinal(after.text) if after is not None and after.kind == "text" else None
    return neighbour is not None and neighbour.follows(ordinal)


def _breaks_off(body: Element | None) -> bool:
    """Return whether running text before a block is unfinished; a list's lead is not meant."""
    return body is not None and body.open and body.end - body.spans[0][0] > _SPLIT_LIMIT


def _goes_on(body: Element, piece: Piece) -> bool:
    """Return whether a block goes on with the paragraph before it.

    Across a visible page break (notes, a page number, a form feed) an unfinished
    paragraph goes on with whatever words follow. Across a mere blank line it goes on
    only with a small letter, since nothing but the words says that a page ends there.
    """
    text = piece.block.text
    first = _LOOKS_ON.match(text)
    if first is None:
        return False
    small = first.group()[-1].islower() and not _LOWER_NAME.match(text)
    capital = first.group()[-1].isupper()
    if not body.open:
        return piece.cut and small and _ABBREVIATED.search(bare_end(body.tail)) is not None
    if piece.cut:
        return _breaks_off(body) or small or not (capital or _LOWER_NAME.match(text))
    return small and _breaks_off(body)
