"""JSON with everything: questions, quotations with places and marks, notes with their citations."""

from __future__ import annotations

import json
from dataclasses import asdict
from typing import Any

from corpus.model import Citation, Note
from qa.exporters.book import Book
from qa.quotation import Quotation, cite


def write(book: Book) -> str:
    """Return a book as one JSON object."""
    chapters = [
        {
            "question": chapter.question or None,
            "remark": chapter.remark or None,
            "quotations": [_quotation(quotation) for quotation in chapter.quotations],
        }
        for chapter in book.chapters
    ]
    return json.dumps({"title": book.title, "chapters": chapters}, ensure_ascii=False, indent=2) + "\n"


def _quotation(quotation: Quotation) -> dict[str, Any]:
    return {
        "text": quotation.text,
        "citation": cite(quotation.record),
        "document": quotation.document,
        "record": asdict(quotation.record),
        "section": list(quotation.section),
        "start": quotation.start,
        "end": quotation.end,
        "marks": [{"number": mark.number, "offset": mark.offset} for mark in quotation.marks],
        "highlights": [list(span) for span in quotation.highlights],
        "footnotes": [_note(note) for note in quotation.notes],
        "sources": [_citation(citation) for citation in quotation.sources],
    }


def _note(note: Note) -> dict[str, Any]:
    citations = [_citation(citation) for citation in note.citations]
    return {"number": note.number, "text": note.text, "citations": citations}


def _citation(citation: Citation) -> dict[str, Any]:
    row = asdict(citation)
    del row["start"], row["end"], row["candidates"]
    return row
