"""Paragraphs and notes put together: every mark finds its note, every note its claims.

What does not fit is kept and reported as a problem: a mark without a note, a note
without a mark, two notes of one number, numbers out of order.
"""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from corpus.model import (
    Claim,
    Document,
    DocumentKind,
    Mark,
    Matter,
    Note,
    NoteStatus,
    Paragraph,
    Problem,
    Record,
    Section,
)
from corpus.offsets import MappedText
from corpus.readers.inline import Cleaned
from corpus.sentences import sentence_at, split_sentences

_MOST = 20
"""Numbers named in one message at most."""


@dataclass(frozen=True, slots=True)
class DraftParagraph:
    """A paragraph before its marks know their notes."""

    cleaned: Cleaned
    matter: Matter = "body"
    section: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    item: bool = False
    depth: int = 0
    verbatim: bool = False
    """True for code: one sentence, whatever stops stand in it."""


@dataclass(frozen=True, slots=True)
class DraftNote:
    """A note before its marks are known."""

    label: str
    content: MappedText
    start: int
    """Where the note, its number included, begins in the original."""
    end: int
    scope: tuple[int, int] | None = None
    """Where its marks stand; None for anywhere above it, or below the last note of its number."""


@dataclass(frozen=True, slots=True)
class Draft:
    """All that a reader has found."""

    text: str
    record: Record
    sections: tuple[Section, ...]
    paragraphs: Sequence[DraftParagraph]
    notes: Sequence[DraftNote]
    numbered: bool = False
    """True where notes are told by their numbers, so that a number left out may be a note not read."""


def assemble(draft: Draft, doc_id: str, kind: DocumentKind, reader: str) -> Document:
    """Link marks and notes and make the document.

    A mark points to the one note of its number. Where several notes have that number
    (numbering that begins anew in each chapter) it points to the next of them below it;
    where that leaves one of them without a mark, nothing tells which one is meant: the
    one linked is "ambiguous" and the others are "duplicate".
    """
    numbers = numbers_of(draft)
    paragraphs = [_paragraph(index, item, numbers) for index, item in enumerate(draft.paragraphs)]
    claims, orphans = _claims(paragraphs, draft.notes, numbers)
    notes, problems = _notes(draft.notes, numbers, claims, paragraphs)
    problems.extend(orphans)
    problems.extend(_order(((d.label, d.start, d.end) for d in draft.notes), "note"))
    marks = [mark for paragraph in paragraphs for mark in paragraph.marks]
    if draft.numbered:
        problems.extend(_missing(draft.notes, numbers, {mark.number for mark in marks}))
    problems.extend(_order(((mark.label, mark.start, mark.end) for mark in marks), "mark"))
    return Document(
        doc_id=doc_id,
        kind=kind,
        record=draft.record,
        text=draft.text,
        sections=draft.sections,
        paragraphs=tuple(paragraphs),
        notes=tuple(notes),
        problems=tuple(sorted(problems, key=lambda problem: (problem.start, problem.code))),
        reader=reader,
    )


def numbers_of(draft: Draft) -> dict[str, int]:
    """Return the number of each label.

    A label of digits is its own number; all others are numbered after the greatest of
    these, in the order in which the text first mentions them.
    """
    marks = (mark.label for paragraph in draft.paragraphs for mark in paragraph.cleaned.marks)
    labels = dict.fromkeys([*marks, *(note.label for note in draft.notes)])
    numbers = {label: int(label) for label in labels if label.isdecimal() and len(label) <= 9}
    following = max(numbers.values(), default=0)
    for label in labels:
        if label not in numbers:
            following += 1
            numbers[label] = following
    return numbers


def _paragraph(index: int, draft: DraftParagraph, numbers: Mapping[str, int]) -> Paragraph:
    content = draft.cleaned.content
    text = content.text
    return Paragraph(
        index=index,
        matter=draft.matter,
        section=draft.section,
        leads=draft.leads,
        content=content,
        marks=tuple(
            Mark(numbers[mark.label], mark.label, mark.offset, mark.start, mark.end)
            for mark in draft.cleaned.marks
        ),
        sentences=((0, len(text)),) if draft.verbatim and text else split_sentences(text),
        item=draft.item,
        depth=draft.depth,
    )


def _claims(
    paragraphs: Sequence[Paragraph], notes: Sequence[DraftNote], numbers: Mapping[str, int]
) -> tuple[dict[int, list[Claim]], list[Problem]]:
    """Return the claims of each note, by its position, and the marks that have no note."""
    places: dict[int, list[int]] = defaultdict(list)
    for position, note in enumerate(notes):
        places[numbers[note.label]].append(position)
    ends = {number: [_below(notes[position]) for position in found] for number, found in places.items()}
    claims: dict[int, list[Claim]] = defaultdict(list)
    orphans: list[Problem] = []
    for paragraph in paragraphs:
        for position, mark in enumerate(paragraph.marks):
            found = places.get(mark.number, [])
            at = bisect_right(ends.get(mark.number, []), mark.start)
            meant = found[min(at, len(found) - 1)] if found else None
            scope = notes[meant].scope if meant is not None else None
            if meant is None or (scope is not None and not scope[0] <= mark.start < scope[1]):
                said = f"mark {mark.label} has no note"
                orphans.append(Problem("mark-without-note", said, mark.start, mark.end))
                continue
            sentence = sentence_at(paragraph.sentences, mark.offset) or (0, len(paragraph.text))
            claims[meant].append(Claim(paragraph.index, *sentence, position))
    return claims, orphans


def _below(note: DraftNote) -> int:
    """Return where the text ends whose marks point to a note, if no other note of its number is nearer."""
    return note.start if note.scope is None else note.scope[1]


def _notes(
    drafts: Sequence[DraftNote],
    numbers: Mapping[str, int],
    claims: Mapping[int, list[Claim]],
    paragraphs: Sequence[Paragraph],
) -> tuple[list[Note], list[Problem]]:
    groups: dict[int, list[int]] = defaultdict(list)
    for position, draft in enumerate(drafts):
        groups[numbers[draft.label]].append(position)
    torn = {
        number
        for number, group in groups.items()
        if not all(position in claims or drafts[position].scope for position in group)
    }
    notes: list[Note] = []
    problems: list[Problem] = []
    for position, draft in enumerate(drafts):
        number = numbers[draft.label]
        group = groups[number]
        status = _status(bool(claims.get(position)), len(group) > 1 and number in torn, position == group[0])
        note = Note(number, draft.label, draft.content, claims=tuple(claims.get(position, ())), status=status)
        if note.claims:
            note = replace(note, section=paragraphs[note.claims[0].paragraph].section)
        notes.append(note)
        problems.extend(_problem(draft, status))
    return notes, problems


def _status(claimed: bool, torn: bool, first: bool) -> NoteStatus:
    """Return a note's status; `torn` says that its number is shared and not every sharer has a mark."""
    if torn:
        return "ambiguous" if claimed else "unmarked" if first else "duplicate"
    return "linked" if claimed else "unmarked"


def _problem(draft: DraftNote, status: NoteStatus) -> list[Problem]:
    if status == "unmarked":
        said = f"note {draft.label} has no mark in the text"
        return [Problem("note-without-mark", said, draft.start, draft.end)]
    if status in ("duplicate", "ambiguous"):
        said = f"several notes have the number {draft.label}"
        return [Problem("duplicate-note", said, draft.start, draft.end)]
    return []


def _missing(
    drafts: Sequence[DraftNote], numbers: Mapping[str, int], marked: Collection[int]
) -> list[Problem]:
    """Report numbers left out between two notes; those that have a mark are reported with it."""
    problems: list[Problem] = []
    known = {numbers[draft.label] for draft in drafts}.union(marked)
    for before, draft in pairwise(drafts):
        between = range(numbers[before.label] + 1, numbers[draft.label])
        missing = [str(number) for number in between[:_MOST] if number not in known]
        if missing:
            said = f"no note {', '.join(missing)} between notes {before.label} and {draft.label}"
            problems.append(Problem("missing-note", said, draft.start, draft.end))
    return problems


def _order(places: Iterable[tuple[str, int, int]], what: str) -> list[Problem]:
    """Report numbers that come after a greater one, unless they repeat or begin anew at 1.

    Labels that are words have no order of their own.
    """
    problems: list[Problem] = []
    seen: set[int] = set()
    latest = 0
    for label, start, end in places:
        if not label.isdecimal():
            continue
        number = int(label)
        if number < latest and number not in seen and number != 1:
            said = f"{what} {number} comes after {what} {latest}"
            problems.append(Problem("out-of-order", said, start, end))
        elif number == 1 and latest > 1 and what == "note":
            latest, seen = 0, set()
        seen.add(number)
        latest = max(latest, number)
    return problems
