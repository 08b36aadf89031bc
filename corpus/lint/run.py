"""The table of checks, and the walk that gives every note and citation to them."""

from __future__ import annotations

from collections.abc import Iterator

from corpus.lint.access import accessed_too_early, younger_than_report
from corpus.lint.addresses import bare_url, broken_scheme, damaged_url, odd_parameter, unclosed_address
from corpus.lint.book_numbers import wrong_book_number
from corpus.lint.calendar_checks import impossible_date, weekday_disagrees
from corpus.lint.cut_addresses import cut_url, unfinished_address
from corpus.lint.dates import url_date_disagrees
from corpus.lint.events import older_than_event
from corpus.lint.finding import Case, CitationCheck, Finding, Flag, NoteCheck
from corpus.lint.odd_dates import odd_date
from corpus.lint.outlets import misspelt_outlet, outlet_disagrees
from corpus.lint.page_ranges import wrong_range
from corpus.lint.references import (
    ambiguous_short_form,
    missing_page,
    unbalanced_quotes,
    unresolved_short_form,
)
from corpus.lint.twice import cited_twice
from corpus.lint.vague import stand_in, vague_source
from corpus.model import Document, Note

CITATION_CHECKS: tuple[tuple[str, CitationCheck], ...] = (
    ("date-and-address-disagree", url_date_disagrees),
    ("accessed-before-published", accessed_too_early),
    ("older-than-event", older_than_event),
    ("younger-than-report", younger_than_report),
    ("outlet-and-address-disagree", outlet_disagrees),
    ("outlet-or-address-misspelt", misspelt_outlet),
    ("bare-address", bare_url),
    ("damaged-address", damaged_url),
    ("damaged-address", cut_url),
    ("odd-parameter", odd_parameter),
    ("ambiguous-short-form", ambiguous_short_form),
    ("unresolved-short-form", unresolved_short_form),
)
NOTE_CHECKS: tuple[tuple[str, NoteCheck], ...] = (
    ("impossible-date", impossible_date),
    ("impossible-date", odd_date),
    ("weekday-and-date-disagree", weekday_disagrees),
    ("damaged-address", broken_scheme),
    ("damaged-address", unclosed_address),
    ("damaged-address", unfinished_address),
    ("missing-page", missing_page),
    ("missing-page", wrong_range),
    ("reads-like-citation", vague_source),
    ("reads-like-citation", stand_in),
    ("wrong-book-number", wrong_book_number),
    ("unbalanced-quotes", unbalanced_quotes),
)


def lint(document: Document) -> tuple[Finding, ...]:
    """Return what is doubtful in a document's notes.

    Args:
        document: A document whose notes' citations are resolved.

    Returns:
        Findings in order of their place in the original, then of their code.
    """
    found = [finding for note in document.notes for finding in _of_note(document, note)]
    for case, flag in cited_twice(document):
        found.append(_placed("cited-twice", case.note, flag, case.citation.start, case.citation.end))
    return tuple(sorted(found, key=lambda finding: (finding.start, finding.end, finding.code)))


def _of_note(document: Document, note: Note) -> Iterator[Finding]:
    for code, check_note in NOTE_CHECKS:
        for flag in check_note(document, note):
            yield _placed(code, note, flag, 0, len(note.text))
    for citation in note.citations:
        case = Case(document, note, citation)
        for code, check in CITATION_CHECKS:
            for flag in check(case):
                yield _placed(code, note, flag, citation.start, citation.end)


def _placed(code: str, note: Note, flag: Flag, start: int, end: int) -> Finding:
    low = start if flag.start is None else flag.start
    high = end if flag.end is None else flag.end
    first, last = note.content.original(low, high)
    return Finding(code, note.number, first, last, flag.reason, flag.confidence)
