"""Helpers of the readers' tests: text in, document out."""

from __future__ import annotations

from corpus.files import raw_from_bytes
from corpus.model import Document
from corpus.readers.registry import pick_reader


def read(text: str, name: str = "report.txt") -> Document:
    """Read a text with the reader that is surest of it."""
    raw = raw_from_bytes(name, text.encode())
    return pick_reader(raw).read(raw, "doc", "report", None)


def body(document: Document) -> list[str]:
    """Return the body's paragraphs."""
    return [paragraph.text for paragraph in document.paragraphs if paragraph.matter == "body"]


def claims(document: Document) -> dict[int, list[str]]:
    """Return the claims of each note."""
    return {note.number: [document.claim_text(claim) for claim in note.claims] for note in document.notes}


def check_places(document: Document) -> None:
    """Assert that every character kept verbatim stands where the map says, and spans nest."""
    contents = [p.content for p in document.paragraphs] + [note.content for note in document.notes]
    for content in contents:
        for number, run in enumerate(content.runs):
            end = content.runs[number + 1].clean if number + 1 < len(content.runs) else len(content.text)
            assert 0 <= run.start <= run.end <= len(document.text)
            if run.verbatim:
                assert content.text[run.clean : end] == document.text[run.start : run.end]
    for paragraph in document.paragraphs:
        for mark in paragraph.marks:
            assert 0 <= mark.offset <= len(paragraph.text)
            assert document.text[mark.start : mark.end].strip()
