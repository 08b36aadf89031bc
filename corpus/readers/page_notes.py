"""Reports taken from a PDF: marks in the text, and each page's notes left standing in it."""

from __future__ import annotations

from corpus.errors import ReadError
from corpus.model import Document, DocumentKind, Record
from corpus.readers.blocks import Block, blocks_of
from corpus.readers.lines import lines_of
from corpus.readers.note_styles import STYLES, NoteLines, Style
from corpus.readers.prose import Prose, build
from corpus.readers.protocol import RawFile
from corpus.readers.structure import structure
from corpus.readers.zones import divide

_SURENESS = {"superscript": 0.9, "brackets": 0.6, "circles": 0.6}
_LESS_SURE = 0.5
"""For notes that begin otherwise than their marks are written."""


class PageNotesReader:
    """Reads text whose notes begin a line with their number, wherever they stand."""

    name = "page-notes"
    version = 2

    def sniff(self, raw: RawFile) -> float:
        """Return up to 0.9 for lines that begin notes whose marks stand in the text, 0 without them."""
        if raw.text is None:
            return 0.0
        style, _, notes = _best_style(raw.text)
        if not notes.found:
            return 0.0
        linked = len(notes.seen.intersection(notes.found))
        if not linked:
            return 0.2 if style.name == "superscript" else 0.0
        return _SURENESS.get(style.name, _LESS_SURE)

    def read(self, raw: RawFile, doc_id: str, kind: DocumentKind, record: Record | None) -> Document:
        """Read the file; see `corpus.readers.protocol.Reader.read`."""
        if raw.text is None:
            raise ReadError(f"{raw.name} is not text.", "Export its text to a .txt file first.")
        style, blocks, _ = _best_style(raw.text)
        notes, body = divide(blocks, style.marks_in)
        return build(
            raw,
            Prose(notes, structure(body), style.sites),
            doc_id,
            kind,
            record,
            f"{self.name}/{self.version}",
        )


def _best_style(text: str) -> tuple[Style, list[Block], NoteLines]:
    """Return the first style in which notes with marks are found, the text cut into blocks by it.

    Of the styles in which notes begin otherwise than their marks are written it is the one whose
    notes weigh most: "(1)" may begin a list's items in the text, and plain digits its titles.
    """
    lines = lines_of(text)
    tried: list[tuple[Style, list[Block], NoteLines]] = []
    for style in STYLES:
        notes = NoteLines(style, lines)
        tried.append((style, blocks_of(lines, notes), notes))
        if not style.ordered and notes.seen.intersection(notes.found):
            return tried[-1]
    linked = [one for one in tried if one[2].seen.intersection(one[2].found)]
    return max(linked, key=lambda one: one[2].weight, default=tried[0])
