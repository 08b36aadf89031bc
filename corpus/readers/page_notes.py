"""Reports taken from a PDF: marks in the text, and each page's notes left standing in it."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace

from corpus.errors import ReadError
from corpus.model import Document, DocumentKind, Record
from corpus.readers.blocks import Block, blocks_of
from corpus.readers.foot_lines import divide_feet
from corpus.readers.foot_signs import kinds_of
from corpus.readers.lines import Line, lines_of
from corpus.readers.notation import Sites
from corpus.readers.note_styles import BRACKETS, ROUND_DIGITS, STYLES, SUPERSCRIPT, NoteLines, Style
from corpus.readers.page_feet import Feet, find_feet
from corpus.readers.prose import FindSites, Prose, build
from corpus.readers.protocol import RawFile
from corpus.readers.structure import structure
from corpus.readers.zones import divide

_SURENESS = {"superscript": 0.9, "brackets": 0.6, "circles": 0.6}
_MARKS = (SUPERSCRIPT, BRACKETS, ROUND_DIGITS)
"""Ways to write marks whose notes may begin in ways that no style has."""
_LESS_SURE = 0.5
"""For notes that begin otherwise than their marks are written."""


class PageNotesReader:
    """Reads text whose notes begin a line with their number, wherever they stand."""

    name = "page-notes"
    version = 4

    def sniff(self, raw: RawFile) -> float:
        """Return up to 0.9 for lines that begin notes whose marks stand in the text, 0 without them."""
        if raw.text is None:
            return 0.0
        lines = lines_of(raw.text)
        style, _, notes = _best_style(lines)
        linked = len(notes.seen.intersection(notes.found))
        counted = 1 in notes.found or 2 * linked >= len(notes.seen)  # "¹⁴C" and "²¹⁰Pb" are isotopes
        if linked and (counted or style.name != "superscript"):
            return _SURENESS.get(style.name, _LESS_SURE)
        if _feet(raw.text, lines, style, notes) is not None:
            return _LESS_SURE
        return 0.2 if 1 in notes.found and style.name == "superscript" else 0.0

    def read(self, raw: RawFile, doc_id: str, kind: DocumentKind, record: Record | None) -> Document:
        """Read the file; see `corpus.readers.protocol.Reader.read`."""
        if raw.text is None:
            raise ReadError(f"{raw.name} is not text.", "Export its text to a .txt file first.")
        return build(raw, _prose(raw.text), doc_id, kind, record, f"{self.name}/{self.version}")


def _prose(text: str) -> Prose:
    lines = lines_of(text)
    style, blocks, begun = _best_style(lines)
    found = _feet(text, lines, style, begun)
    if found is None:
        notes, body = divide(blocks, style.marks_in)
        return Prose(notes, structure(body), style.sites)
    feet, find_sites = found
    notes, left = divide_feet(lines, feet)
    sites = Sites.of(feet.sites())
    blocks = [_without_marks(text, block, sites) for block in blocks_of(left, lambda line, above: None)]
    _, body = divide(blocks, lambda line: ())
    return Prose(notes, structure(body), find_sites)


def _without_marks(text: str, block: Block, sites: Sites) -> Block:
    """Return a block whose last line shows no marks, so that it ends as its sentence does: "They paid.iv"."""
    at, end = block.spans[-1]
    starts = sites.starts[bisect_left(sites.starts, at) : bisect_left(sites.starts, end)]
    tail = ""
    for start in starts:
        tail += text[at:start]
        at = sites.by_start[start].end
    return replace(block, tail=tail + text[at:end]) if starts else block


def _feet(text: str, lines: Sequence[Line], style: Style, begun: NoteLines) -> tuple[Feet, FindSites] | None:
    """Return the notes at the pages' feet and what finds their marks, or None for notes that stand anywhere.

    Marks that are plain digits must be many more than those of the style that was found. Where form feeds
    show the pages, notes of that style too are told by them, unless it finds some that stand elsewhere.
    """
    linked = len(begun.seen.intersection(begun.found))
    flat = find_feet(text, lines)
    if flat is not None and flat.linked > 2 * linked:
        sites = flat.sites()
        return flat, lambda text, spans, numbers: sites
    if "\f" not in text:
        return None
    for marked in (style,) if linked else _MARKS:
        feet = find_feet(text, lines, kinds_of(marked))
        if feet is not None and feet.linked >= linked and feet.count >= len(begun.found):
            return feet, marked.sites
    return None


def _best_style(lines: Sequence[Line]) -> tuple[Style, list[Block], NoteLines]:
    """Return the first style in which notes with marks are found, the text cut into blocks by it.

    Of the styles in which notes begin otherwise than their marks are written it is the one whose
    notes weigh most: "(1)" may begin a list's items in the text, and plain digits its titles.
    """
    tried: list[tuple[Style, list[Block], NoteLines]] = []
    marked: dict[str, bool] = {}
    for style in STYLES:
        if style.marks not in marked:
            marked[style.marks] = any(style.marks_in(line.text) for line in lines)
        if tried and not marked[style.marks]:
            continue  # the first one stands where no style links anything
        notes = NoteLines(style, lines)
        tried.append((style, blocks_of(lines, notes), notes))
        if not style.ordered and notes.seen.intersection(notes.found):
            return tried[-1]
    linked = [one for one in tried if one[2].seen.intersection(one[2].found)]
    return max(linked, key=lambda one: one[2].weight, default=tried[0])
