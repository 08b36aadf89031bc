"""reStructuredText with footnotes: `[1]_`, `[#]_`, `[#name]_`, `[*]_` and citations, `.. [1]` notes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import replace

from corpus.errors import ReadError
from corpus.model import Document, DocumentKind, Record
from corpus.readers.lines import cut_lines
from corpus.readers.notation import Site, Span, Syntax
from corpus.readers.prose import Prose, build
from corpus.readers.protocol import RawFile
from corpus.readers.rest_blocks import LABEL, labels_of, parse_rest
from corpus.readers.rest_inline import as_markdown, rest_sites

_SUFFIXES = (".rst", ".rest")
_NOTE = re.compile(rf"^[ \t]{{0,12}}\.\. \[{LABEL}\](?:\s|$)", re.MULTILINE)


class RestReader:
    """Reads reStructuredText as docutils and Sphinx write it."""

    name = "restructuredtext"
    version = 1

    def sniff(self, raw: RawFile) -> float:
        """Return 0.95 for a file so named with notes of its own kind, 0.7 for the name alone."""
        if raw.text is None or not raw.name.lower().endswith(_SUFFIXES):
            return 0.0
        return 0.95 if _NOTE.search(raw.text) else 0.7

    def read(self, raw: RawFile, doc_id: str, kind: DocumentKind, record: Record | None) -> Document:
        """Read the file; see `corpus.readers.protocol.Reader.read`."""
        if raw.text is None:
            raise ReadError(f"{raw.name} is not text.", "Export its text to a .rst file first.")
        parsed = parse_rest(list(cut_lines(raw.text)))
        labels = labels_of(parsed.notes)
        original = raw.text

        def find(text: str, spans: Sequence[Span], numbers: frozenset[int]) -> Mapping[int, Site]:
            return rest_sites(original, spans, parsed.notes, labels)

        prose = Prose(
            [
                replace(note, note=replace(note.note, label=label))
                for note, label in zip(parsed.notes, labels.shown, strict=True)
            ],
            parsed.elements,
            find,
            Syntax(
                markdown=True, tags=False, keep_hyphen=lambda before, after: True, references=parsed.targets
            ),
            parsed.record,
            as_markdown(raw.text, parsed),
            numbered=False,
        )
        return build(raw, prose, doc_id, kind, record, f"{self.name}/{self.version}")
