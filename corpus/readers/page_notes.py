"""Reports taken from a PDF: superscript marks, and each page's notes left standing in the text."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.errors import ReadError
from corpus.model import Document, DocumentKind, Record
from corpus.readers.blocks import blocks_of
from corpus.readers.inline import Site, Span
from corpus.readers.lines import lines_of
from corpus.readers.prose import Prose, build
from corpus.readers.protocol import RawFile
from corpus.readers.zones import SuperscriptNotes, divide
from corpus.superscripts import DIGITS, choose_marks, find_candidates

_NOTE_LINE = re.compile(
    rf"^[ \t]{{0,12}}[⁽(\[]?[{DIGITS}]{{1,6}}[⁾)\]]?[.:]?[ \t\u00a0]{{0,8}}[^\s{DIGITS}]", re.MULTILINE
)
_MARK = re.compile(rf"\S[⁽]?[{DIGITS}]")


class PageNotesReader:
    """Reads text whose notes begin a line with superscript digits, wherever they stand."""

    name = "page-notes"
    version = 1

    def sniff(self, raw: RawFile) -> float:
        """Return 0.9 for lines that begin with superscript digits, 0 without them."""
        if raw.text is None or not _NOTE_LINE.search(raw.text):
            return 0.0
        return 0.9 if _MARK.search(raw.text) else 0.5

    def read(self, raw: RawFile, doc_id: str, kind: DocumentKind, record: Record | None) -> Document:
        """Read the file; see `corpus.readers.protocol.Reader.read`."""
        if raw.text is None:
            raise ReadError(f"{raw.name} is not text.", "Export its text to a .txt file first.")
        notes, body = divide(blocks_of(lines_of(raw.text), SuperscriptNotes()))
        return build(
            raw, Prose(notes, body), superscript_sites, doc_id, kind, record, f"{self.name}/{self.version}"
        )


def superscript_sites(text: str, spans: Sequence[Span], notes: frozenset[int]) -> Mapping[int, Site]:
    """Find the marks written as superscript digits."""
    marks = choose_marks(find_candidates(text, spans), notes)
    return {mark.start: Site(mark.end, tuple(str(number) for number in mark.numbers)) for mark in marks}
