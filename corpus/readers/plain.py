"""Plain text without notes: sections, paragraphs and lists, nothing more."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.errors import ReadError
from corpus.model import Document, DocumentKind, Record
from corpus.readers.blocks import NoteStart, blocks_of
from corpus.readers.inline import Site, Span
from corpus.readers.lines import Line, lines_of
from corpus.readers.prose import Prose, build
from corpus.readers.protocol import RawFile
from corpus.readers.structure import structure
from corpus.readers.zones import divide


class PlainReader:
    """Reads any text; superscript digits and brackets are the author's own."""

    name = "plain"
    version = 4

    def sniff(self, raw: RawFile) -> float:
        """Return 0.1 for any text: every other reader goes first."""
        return 0.0 if raw.text is None else 0.1

    def read(self, raw: RawFile, doc_id: str, kind: DocumentKind, record: Record | None) -> Document:
        """Read the file; see `corpus.readers.protocol.Reader.read`."""
        if raw.text is None:
            raise ReadError(f"{raw.name} is not text.", "Export its text to a .txt file first.")
        _, body = divide(blocks_of(lines_of(raw.text), _no_note), _no_marks)
        return build(
            raw, Prose((), structure(body), _no_sites), doc_id, kind, record, f"{self.name}/{self.version}"
        )


def _no_note(line: Line, above: Line | None) -> NoteStart | None:
    return None


def _no_marks(line: str) -> tuple[int, ...]:
    return ()


def _no_sites(text: str, spans: Sequence[Span], notes: frozenset[int]) -> Mapping[int, Site]:
    return {}
