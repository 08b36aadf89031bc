"""The text of a captured source: paragraphs divided by blank lines, and nothing else in it means anything.

It came from a page through an extractor, so what looks like a heading, a note or a
mark in it is the page's own text and stays that.
"""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.errors import ReadError
from corpus.model import Document, DocumentKind, Paragraph, Record
from corpus.offsets import TextBuilder
from corpus.readers.protocol import RawFile
from corpus.readers.record import complete_record
from corpus.sentences import split_sentences

SUFFIX = ".source.txt"
"""Ending of the names under which captured texts are kept."""
_PART = re.compile(r"(?:[^\n]+\n?)+")
_LINE = re.compile(r"[^\n]*\S[^\n]*")
_SHOWN = re.compile(r"[^\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ud800-\udfff]+")
"""Everything but control characters and those that turn the direction of writing."""


class CapturedReader:
    """Reads the text taken out of a captured page."""

    name = "captured"
    version = 1

    def sniff(self, raw: RawFile) -> float:
        """Return 1 for what a capture wrote, by its name."""
        return 1.0 if raw.text is not None and raw.name.endswith(SUFFIX) else 0.0

    def read(self, raw: RawFile, doc_id: str, kind: DocumentKind, record: Record | None) -> Document:
        """Read the file; see `corpus.readers.protocol.Reader.read`."""
        if raw.text is None:
            raise ReadError(f"{raw.name} is not text.", "Capture the source again.")
        paragraphs = _paragraphs(raw.text)
        body = (paragraph.text for paragraph in paragraphs)
        known = complete_record(record, raw.name.removesuffix(SUFFIX), (), (), body)
        return Document(
            doc_id=doc_id,
            kind=kind,
            record=known,
            text=raw.text,
            sections=(),
            paragraphs=_titled(paragraphs, known.title),
            notes=(),
            reader=f"{self.name}/{self.version}",
        )


def _titled(paragraphs: tuple[Paragraph, ...], title: str) -> tuple[Paragraph, ...]:
    """Return the paragraphs with the first as front matter where it only repeats the title."""
    if not paragraphs or " ".join(paragraphs[0].text.split()) != " ".join(title.split()):
        return paragraphs
    return (replace(paragraphs[0], matter="front"), *paragraphs[1:])


def _paragraphs(text: str) -> tuple[Paragraph, ...]:
    found: list[Paragraph] = []
    for part in _PART.finditer(text):
        builder = TextBuilder(text)
        end = part.start()
        for line in _LINE.finditer(text, part.start(), part.end()):
            if len(builder):
                builder.replace(end, line.start(), " ")
            for shown in _SHOWN.finditer(text, line.start(), line.end()):
                builder.copy(shown.start(), shown.end())
            end = line.end()
        content = builder.build()
        if content.text:
            found.append(
                Paragraph(len(found), "body", (), (), content, sentences=split_sentences(content.text))
            )
    return tuple(found)
