"""A note cut at every place where one of its references might end.

The cuts are deliberately too many: a full stop may end a sentence, a reference, or
only the author's name of a bibliography. `corpus.citations.units` joins again what
belongs together.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Literal

from corpus.citations.layout import QUOTE_BLOT, URL_BLOT, Layout
from corpus.citations.vocabulary import ABBREVIATIONS, prose_words

Cut = Literal["start", "semicolon", "sentence", "url", "and", "see", "link"]

_SEMICOLON = re.compile(r"[;；]\s*")
_STOP = re.compile(
    r"(?P<stop>[.!?…])[”\"’')\]]*\s+(?=[\"“„«‘(\[]?[A-ZÀ-ÞА-ЯЁ一-鿿\ue000\ue001<])|[。！？]\s*(?=\S)|\.\s+(?=\ue000|\ue001)"
)
_URL_END = re.compile(r"[)\].,。]*[\s,]*")
_NEXT = re.compile(rf"\s+(?=[A-ZÀ-Þ{QUOTE_BLOT}])")
_AND = re.compile(
    rf",?\s(?:and|und|et|y|и|sowie)\s+(?=(?:[A-ZÀ-Þ][\w.’'-]*\s+){{0,4}}(?:[A-ZÀ-Þ][\w’'-]*,\s*)?{QUOTE_BLOT})"
)
_SEE = re.compile(
    r"(?<=[,(–—])\s?(?=(?:see|cf\.|vgl\.)\s+(?:also\s+)?[A-ZÀ-Þ“\"‘\ue000\ue001])|\((?=see\s|cf\.\s)"
)
_LETTER = re.compile(r"\s[^\W\d_]\.")
_LAST_WORD = re.compile(r"([^\s(\[“\"‘«]+)$")


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a note between two cuts."""

    start: int
    end: int
    cut: Cut
    """What kind of cut it follows."""


def cut_note(layout: Layout) -> tuple[Piece, ...]:
    """Return the pieces of a note, in order; together they are the whole text."""
    cuts: dict[int, Cut] = {0: "start"}
    for at, kind in sorted(_cuts(layout)):
        if 0 < at < len(layout.text):
            cuts.setdefault(at, kind)
    starts = [*sorted(cuts), len(layout.text)]
    return tuple(
        Piece(start, end, cuts[start]) for start, end in pairwise(starts) if layout.text[start:end].strip()
    )


def _cuts(layout: Layout) -> Iterator[tuple[int, Cut]]:
    inside = _bracketed(layout.outline)
    yield from ((url.end + _after_url(layout.outline, url.end), "url") for url in layout.urls)
    yield from ((link.start - (link.role == "quoted"), "link") for link in layout.links if link.leads)
    yield from _stops(layout, inside)
    yield from _joints(layout.outline, inside)


def _after_url(outline: str, at: int) -> int:
    match = _URL_END.match(outline, at)
    return match.end() - at if match else 0


def _stops(layout: Layout, inside: list[bool]) -> Iterator[tuple[int, Cut]]:
    outline = layout.outline
    for match in _STOP.finditer(outline):
        if not inside[match.start()] and not _abbreviated(outline, match.start()):
            yield match.end(), "sentence"
    for quoted in layout.quotes:
        follows = _NEXT.match(outline, quoted.end)
        if follows and layout.text[quoted.end - 2] in ".!?…" and not inside[quoted.start]:
            yield follows.end(), "sentence"


def _joints(outline: str, inside: list[bool]) -> Iterator[tuple[int, Cut]]:
    parted = [match.end() for match in _SEMICOLON.finditer(outline) if not inside[match.start()]]
    yield from ((at, "semicolon") for at in parted)
    for match in _AND.finditer(outline):
        # Behind a semicolon it may join the next reference's two authors.
        first = max((at for at in parted if at <= match.start()), default=0)
        told = re.search(f"[{QUOTE_BLOT}{URL_BLOT}]", outline[first : match.start()])
        if not inside[match.start()] and told:
            yield match.end(), "and"
    for match in _SEE.finditer(outline):
        if prose_words(outline[: match.start()]):
            yield match.end(), "see"


def _abbreviated(outline: str, stop: int) -> bool:
    if outline[stop] != ".":
        return False
    last = _LAST_WORD.search(outline[max(0, stop - 40) : stop])
    if not last:
        return False
    word = last.group(1)
    letter = len(word) == 1 and word.isalpha()
    # Spaced abbreviations go on with another letter: "a. a. O.", "z. B.", "i. V. m."
    initial = letter and (word.isupper() or _LETTER.match(outline, stop + 1) is not None)
    return initial or word.lower() in ABBREVIATIONS or re.fullmatch(r"(?:\w\.)+\w", word) is not None


def _bracketed(outline: str) -> list[bool]:
    """Tell for each character whether it stands in brackets that are closed again."""
    inside = [False] * (len(outline) + 1)
    stack: list[int] = []
    for at, mark in enumerate(outline):
        if mark in "([（":
            stack.append(at)
        elif mark in ")]）" and stack:
            start = stack.pop()
            if not stack:
                inside[start : at + 1] = [True] * (at + 1 - start)
    return inside
