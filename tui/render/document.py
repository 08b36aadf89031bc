"""A document as plain lines: headings, paragraphs with their marks, list items under their leads."""

from __future__ import annotations

from corpus.model import Document, Note
from tui.counted import counted
from tui.render.notes import write_note
from tui.render.page import Page
from tui.render.weave import weave

STEP = 2
"""Cells that a list item is indented a level."""


def write_document(page: Page, document: Document) -> None:
    """Write every paragraph in order, headings where they change, front and back matter told apart."""
    page.strong(document.record.title)
    page.faint(_summary(document))
    section: tuple[str, ...] = ()
    matter = "body"
    for paragraph in document.paragraphs:
        if paragraph.matter != matter:
            matter = paragraph.matter
            page.blank()
            page.faint(f"— {matter} matter —" if matter != "body" else "— body —")
        if paragraph.section != section:
            section = paragraph.section
            page.blank()
            page.strong(" › ".join(section))
        page.blank()
        marks = [(mark.number, mark.offset) for mark in paragraph.marks]
        margin = STEP * paragraph.depth
        label = " " * (margin - STEP) + "•" if paragraph.item and margin else ""
        page.woven(weave(paragraph.text, marks, (), styled=page.styled), indent=margin, label=label)
    for problem in document.problems:
        page.blank()
        page.text(f"{problem.code}: {problem.message} (characters {problem.start}–{problem.end})")


def write_notes(page: Page, document: Document, notes: tuple[Note, ...]) -> None:
    """Write notes with the sentence that each one backs."""
    for note in notes:
        page.blank()
        if note.section:
            page.faint(" › ".join(note.section))
        for claim in note.claims:
            page.text(document.claim_text(claim), indent=2, label="»")
        if not note.claims:
            page.faint("(no mark in the text)", indent=2)
        write_note(page, note, 2)


def _summary(document: Document) -> str:
    marks = sum(len(paragraph.marks) for paragraph in document.paragraphs)
    counts = (
        (len(document.sections), "section"),
        (len(document.paragraphs), "paragraph"),
        (marks, "mark"),
        (len(document.notes), "note"),
    )
    return ", ".join(counted(count, word) for count, word in counts)
