"""Checks of the reference itself: pages, short forms, quotation marks, and what is missing."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.citations.layout import QUOTE_BLOT, lay_out
from corpus.citations.pages import find_page
from corpus.citations.vocabulary import prose_words
from corpus.dates import find_dates
from corpus.lint.finding import Case, Flag
from corpus.model import Document, Note


def missing_page(case: Case) -> Iterator[Flag]:
    """Flag a page that is announced and not given: "pg."."""
    outline = lay_out(case.citation.text).outline
    page = find_page(outline)
    if page and page.page is None:
        start = case.citation.start + page.start
        yield Flag("A page is announced and not given.", "likely", start, case.citation.start + page.end)


def ambiguous_short_form(case: Case) -> Iterator[Flag]:
    """Flag a short form that fits several notes."""
    if case.citation.status == "ambiguous":
        numbers = ", ".join(map(str, case.citation.candidates))
        yield Flag(f"“{case.citation.text}” fits the sources of notes {numbers}.")


def unresolved_short_form(case: Case) -> Iterator[Flag]:
    """Flag a short form that fits no earlier note."""
    if case.citation.status == "unresolved":
        yield Flag(f"“{case.citation.text}” stands for a source that no earlier note names.", "possible")


def reads_like_citation(document: Document, note: Note) -> Iterator[Flag]:
    """Flag a note that was taken for a comment and has the parts of a citation."""
    if note.citations or not note.text.strip():
        return
    layout = lay_out(note.text[:2000])
    dated = bool(find_dates(layout.outline))
    titled = any(_is_title(quoted.inner(note.text)) for quoted in layout.quotes)
    outlet = re.search(rf"{QUOTE_BLOT},?\s[A-Z]", layout.outline) is not None
    if (dated and titled) or (titled and outlet) or (dated and prose_words(layout.outline) == 0):
        yield Flag("It has a title or a date and names no source that can be found.", "possible")


def _is_title(words: str) -> bool:
    """Tell a title from a phrase or sentence that a remark quotes."""
    return len(words.split()) > 3 and not words[0].islower() and not words.endswith(".")


def unbalanced_quotes(document: Document, note: Note) -> Iterator[Flag]:
    """Flag a quotation mark that opens or closes nothing; inches and seconds are none."""
    for orphan in lay_out(note.text).orphans:
        if note.text[orphan.at] == '"' and note.text[max(0, orphan.at - 1)].isdigit():
            continue
        what = "is never closed" if orphan.role == "open" else "closes what was never opened"
        mark = note.text[orphan.at]
        yield Flag(f"The quotation mark {mark} {what}.", "likely", orphan.at, orphan.at + 1)
