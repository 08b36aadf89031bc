"""The corpus as JSON rows: what `corpus notes --json` and `corpus show --json` print.

Dicts are made here, at the edge, and nowhere else; the shapes are part of the
command line's contract.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from corpus.model import Citation, Document, Note, Paragraph

if TYPE_CHECKING:
    # The lint compiles its patterns when imported; answers print rows too and need none of it.
    from corpus.lint.finding import Finding


def note_row(document: Document, note: Note) -> dict[str, Any]:
    """Return a note with the sentence(s) that carry its mark.

    `claim` is the first of `claims` in the order of the document, or None for a
    note without a mark.
    """
    claims = [document.claim_text(claim) for claim in note.claims]
    return {
        "number": note.number,
        "label": note.label,
        "section": list(note.section),
        "claim": claims[0] if claims else None,
        "claims": claims,
        "text": note.text,
        "kind": note.kind,
        "citations": [citation_row(citation, full=True) for citation in note.citations],
        "status": note.status,
        "start": note.start,
        "end": note.end,
    }


def citation_row(citation: Citation, *, full: bool) -> dict[str, Any]:
    """Return a citation.

    Args:
        citation: The citation.
        full: True for `corpus notes`, which also tells the date as written, the
            page, the words of the citation and a short form's candidates; False
            for answers, which keep to the nine fields of their contract.
    """
    row: dict[str, Any] = {
        "author": citation.author,
        "title": citation.title,
        "publisher": citation.publisher,
        "date": citation.date,
        "url": citation.url,
        "language": citation.language,
        "short_form_of": citation.short_form_of,
        "archived_url": citation.archived_url,
        "status": citation.status,
    }
    if full:
        row |= {
            "date_as_written": citation.date_as_written,
            "page": citation.page,
            "candidates": list(citation.candidates),
            "text": citation.text,
        }
    return row


def paragraph_row(paragraph: Paragraph) -> dict[str, Any]:
    """Return a paragraph or list item with its marks; offsets of marks count in `text`."""
    return {
        "kind": paragraph.matter,
        "section": list(paragraph.section),
        "lead": paragraph.lead,
        "text": paragraph.text,
        "marks": [{"number": mark.number, "offset": mark.offset} for mark in paragraph.marks],
        "start": paragraph.start,
        "end": paragraph.end,
    }


def finding_row(finding: Finding) -> dict[str, Any]:
    """Return a finding of the lint, its place in the original's characters."""
    return {
        "code": finding.code,
        "note": finding.note,
        "start": finding.start,
        "end": finding.end,
        "reason": finding.reason,
        "confidence": finding.confidence,
    }
