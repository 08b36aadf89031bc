"""AsciiDoc with footnotes: `footnote:[…]`, `footnote:id[…]` and the older `footnoteref:[id,…]`."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.errors import ReadError
from corpus.model import Document, DocumentKind, Record
from corpus.readers.asciidoc_blocks import parse_asciidoc
from corpus.readers.asciidoc_inline import as_markdown, notes_in
from corpus.readers.lines import cut_lines
from corpus.readers.notation import Site, Span, Syntax
from corpus.readers.prose import Prose, build
from corpus.readers.protocol import RawFile

_SUFFIXES = (".adoc", ".asciidoc")


class AsciidocReader:
    """Reads AsciiDoc as Asciidoctor writes it."""

    name = "asciidoc"
    version = 1

    def sniff(self, raw: RawFile) -> float:
        """Return 0.95 for a file so named with notes of its own kind, 0.7 for the name alone."""
        if raw.text is None or not raw.name.lower().endswith(_SUFFIXES):
            return 0.0
        return 0.95 if "footnote:" in raw.text or "footnoteref:" in raw.text else 0.7

    def read(self, raw: RawFile, doc_id: str, kind: DocumentKind, record: Record | None) -> Document:
        """Read the file; see `corpus.readers.protocol.Reader.read`."""
        if raw.text is None:
            raise ReadError(f"{raw.name} is not text.", "Export its text to a .adoc file first.")
        parsed = parse_asciidoc(list(cut_lines(raw.text)))
        noted = notes_in(raw.text, parsed.elements)
        shown, targets = as_markdown(raw.text, parsed.elements, noted.notes)

        def find(text: str, spans: Sequence[Span], numbers: frozenset[int]) -> Mapping[int, Site]:
            return noted.sites

        prose = Prose(
            noted.notes,
            parsed.elements,
            find,
            Syntax(markdown=True, tags=False, keep_hyphen=lambda before, after: True, references=targets),
            parsed.record,
            shown,
            numbered=False,
        )
        return build(raw, prose, doc_id, kind, record, f"{self.name}/{self.version}")
