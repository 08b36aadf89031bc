"""Markdown with footnotes: each quotation's marks are real footnotes of the file."""

from __future__ import annotations

import re

from qa.exporters.addresses import pieces
from qa.exporters.book import Book
from qa.quotation import Quotation, cite

_SPECIAL = re.compile(r"([\\`*_\[\]<>#|~$])")


def write(book: Book) -> str:
    """Return a book as Markdown; notes are numbered anew, one of a document once."""
    labels: dict[tuple[str, int], int] = {}
    notes: list[str] = []
    lines = [f"# {escaped(book.title)}", ""]
    for chapter in book.chapters:
        if chapter.question:
            lines += [f"## {escaped(chapter.question)}", ""]
        if chapter.remark:
            lines += [f"*{escaped(chapter.remark)}*", ""]
        for quotation in chapter.quotations:
            lines += [f"> {_body(quotation, labels, notes)}", ">", f"> — {_source(quotation)}", ""]
    return "\n".join([*lines, *notes]) + "\n"


def escaped(text: str) -> str:
    """Return a text that Markdown shows as it is, on one line."""
    flat = " ".join(text.split())
    return re.sub(r"^([-+]|\d+[.)])(\s)", r"\\\1\2", _SPECIAL.sub(r"\\\1", flat))


def _body(quotation: Quotation, labels: dict[tuple[str, int], int], notes: list[str]) -> str:
    """Return the words with footnote marks; adds the notes that are new to `notes`."""
    texts = {note.number: note.text for note in quotation.notes}
    parts, place = [], 0
    for mark in quotation.marks:
        offset = min(max(mark.offset, place), len(quotation.text))
        parts.append(_kept(quotation.text[place:offset]))
        place = offset
        if mark.number in texts:
            parts.append(f"[^{_label(quotation.document, mark.number, texts[mark.number], labels, notes)}]")
    parts.append(_kept(quotation.text[place:]))
    marked = {mark.number for mark in quotation.marks}
    for note in quotation.notes:
        if note.number not in marked:
            parts.append(f"[^{_label(quotation.document, note.number, note.text, labels, notes)}]")
    return re.sub(r"^([-+]|\d+[.)])(\s)", r"\\\1\2", "".join(parts).strip())


def _kept(text: str) -> str:
    """Escape a piece of a paragraph, keeping the space at its ends."""
    return _SPECIAL.sub(r"\\\1", re.sub(r"\s+", " ", text))


def _label(
    document: str, number: int, text: str, labels: dict[tuple[str, int], int], notes: list[str]
) -> int:
    known = labels.get((document, number))
    if known is not None:
        return known
    label = labels[document, number] = len(labels) + 1
    notes.append(f"[^{label}]: {_note(text)}")
    return label


def _note(text: str) -> str:
    """Return a note's text with its addresses left whole."""
    return "".join(f"<{url}>" if url else _kept(part) for part, url in pieces(" ".join(text.split())))


def _source(quotation: Quotation) -> str:
    section = f", section “{quotation.section[-1]}”" if quotation.section else ""
    return _note(cite(quotation.record)) + escaped(section).replace("\\,", ",")
