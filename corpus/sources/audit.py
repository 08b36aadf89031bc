"""The audit: where every citation stands, with its history and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from corpus.model import Citation, Note
from corpus.sources.model import Snapshot
from corpus.sources.page_text import alike
from corpus.sources.states import Comparer, Standing, same_page, standing, standings
from corpus.sources.store import SourceStore
from corpus.sources.targets import cited

if TYPE_CHECKING:
    from corpus.library import Library

_MOST_ALIKE = 0.999
"""How much of two texts is the same that differ in something, and be it a letter of a long one."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a page differs from its capture before."""

    since: str
    """When it was captured before."""
    likeness: float
    """How much is the same, 0 to 1; below 1 whatever differs."""
    lines: tuple[str, ...]
    """A unified difference, sentence by sentence; or the lines that were left out of account."""
    at: str = ""
    """When a text that differs was met first; empty where that is the last capture."""


@dataclass(frozen=True, slots=True)
class AuditRow:
    """One citation and where it stands."""

    document: str
    note: int
    position: int
    """Which of the note's citations, 1-based."""
    citation: Citation
    standing: Standing | None
    """None for a short form that is not resolved."""
    history: tuple[Snapshot, ...] = ()
    """The source's captures, oldest first."""
    change: Change | None = None
    """Of a changed page: what changed."""
    left_out: Change | None = None
    """What differs and does not count: dates, counters, lists of other pages."""
    earlier: Change | None = None
    """How a page differs from its first capture, where it was captured between that and the last."""
    by_day: tuple[tuple[str, str], ...] = ()
    """Its state before any capture (on the day ""), then at the end of each day that had one, or on which
    a change was accepted."""

    @property
    def state(self) -> str:
        """Return the state in one word."""
        return self.standing.state if self.standing else self.citation.status

    @property
    def accepted(self) -> Snapshot | None:
        """Return the capture whose changes a person took for known, or None."""
        return next((one for one in self.history if one.accepted), None)


def audit(
    library: Library, *, notes: Sequence[int] = (), document: str | None = None
) -> tuple[AuditRow, ...]:
    """Return where every citation of the library's reports stands, in the order of the notes.

    Args:
        library: The library.
        notes: Only these notes.
        document: Only this document.
    """
    store = SourceStore(library)
    known, compare = store.all(), Comparer(store)
    rows: list[AuditRow] = []
    for entry in library.documents():
        if not (entry.doc_id == document if document is not None else entry.kind == "report"):
            continue
        read = library.notes(entry.doc_id)
        found = standings(library, {entry.doc_id: read}, compare)
        places = {(ref.note, ref.citation): (key, full.url) for ref, key, full in cited(entry.doc_id, read)}
        days = {key: _by_day(url, known.get(key, ()), compare) for key, url in places.values()}
        sources = {place: (known.get(key, ()), days[key]) for place, (key, _) in places.items()}
        rows += _rows(store, entry.doc_id, read, found, sources, compare)
    return tuple(row for row in rows if not notes or row.note in notes)


def _rows(
    store: SourceStore,
    document: str,
    notes: Sequence[Note],
    found: Mapping[tuple[str, int, int], Standing],
    sources: Mapping[tuple[int, int], tuple[tuple[Snapshot, ...], tuple[tuple[str, str], ...]]],
    compare: Comparer,
) -> list[AuditRow]:
    rows: list[AuditRow] = []
    for at, note in enumerate(notes):
        for position, citation in enumerate(note.citations):
            place = found.get((document, at, position))
            history, days = sources.get((note.number, position), ((), ()))
            change, left_out = _changes(store, place) if place else (None, None)
            earlier = _earlier(store, place, history, compare) if place else None
            made = (document, note.number, position + 1, citation, place, history, change, left_out, earlier)
            rows.append(AuditRow(*made, by_day=days if place else ()))
    return rows


def _by_day(url: str | None, history: Sequence[Snapshot], compare: Comparer) -> tuple[tuple[str, str], ...]:
    days = _days(history)
    until = [[_known(one, day) for one in history if one.captured_at[:10] <= day] for day in days]
    states = [standing(url, captures, compare).state for captures in ([], *until)]
    return tuple(zip(["", *days], states, strict=True))


def _days(history: Sequence[Snapshot]) -> list[str]:
    """Return the days on which something was captured or accepted, in order."""
    return sorted({at[:10] for one in history for at in (one.captured_at, one.accepted) if at})


def _known(one: Snapshot, day: str) -> Snapshot:
    """Return a capture as it was known at the end of a day."""
    return replace(one, accepted="") if one.accepted[:10] > day else one


def _changes(store: SourceStore, found: Standing) -> tuple[Change | None, Change | None]:
    """Return what changed, and what differs beside it without counting."""
    before, latest, differs = found.before, found.latest, found.differs
    if before is None or latest is None or differs is None:
        return None, None
    likeness = _likeness(store, before, latest)
    change, left_out = (
        Change(before.captured_at, likeness, lines) if lines else None
        for lines in (differs.counted, differs.left_out)
    )
    return change, left_out


def _earlier(
    store: SourceStore, found: Standing, history: Sequence[Snapshot], compare: Comparer
) -> Change | None:
    """Return how a page differs from its first capture, where that is not the one before the last.

    What the report says was held against it; a later look must not hide that the page is another since.
    """
    latest = found.read
    texts = same_page(history, latest) if latest is not None else ()
    if latest is None or len(texts) < 2 or texts[0] == found.before:
        return None
    differs = compare(texts[0], latest)
    if not differs.counted:
        return None
    at = next(one for one in texts[1:] if one is latest or compare(texts[0], one).counted)
    return Change(texts[0].captured_at, _likeness(store, texts[0], latest), differs.counted, at.captured_at)


def _likeness(store: SourceStore, before: Snapshot, latest: Snapshot) -> float:
    """Return how much of two captures that differ is the same: some of it is not."""
    texts = ["\n".join((*(one.own or ()), store.text(one))) for one in (before, latest)]
    return min(_MOST_ALIKE, round(alike(*texts), 3))


def accept(
    library: Library, notes: Sequence[int], document: str | None = None, *, known: bool = True
) -> tuple[AuditRow, ...]:
    """Take the pages behind some notes for known as they were read last: their changes are no longer told.

    Args:
        library: The library.
        notes: The notes.
        document: Only this document's.
        known: False takes that back.

    Returns:
        The citations whose change was accepted, or is told again, as they stood before.

    Raises:
        LibraryError: When the library cannot be written.
    """
    store = SourceStore(library)
    found = [
        row
        for row in audit(library, notes=notes, document=document)
        if (row.change or row.earlier if known else row.accepted)
    ]
    for row in found:
        read = row.standing.read if row.standing else None
        if not known:
            store.unaccept(row.history[0].source)
        elif read is not None:
            store.accept(read)
    return tuple(found)


def totals(rows: Sequence[AuditRow]) -> dict[str, int]:
    """Return how many citations are in each state, the commonest first."""
    return dict(sorted(Counter(row.state for row in rows).items(), key=lambda pair: (-pair[1], pair[0])))


def totals_by_day(rows: Sequence[AuditRow]) -> dict[str, dict[str, int]]:
    """Return the totals as they stood at the end of each day on which something was captured."""
    days = sorted({day for row in rows for day in _days(row.history)})
    result: dict[str, dict[str, int]] = {}
    for day in days:
        counted = Counter(
            next((state for since, state in reversed(row.by_day) if since <= day), row.state) for row in rows
        )
        result[day] = dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
    return result


def audit_row(row: AuditRow) -> dict[str, Any]:
    """Return a row as `sources audit --json` prints it."""
    found = row.standing
    latest = found.latest if found else None
    archived = found.archived if found else None
    return {
        "document": row.document,
        "note": row.note,
        "citation": row.position,
        "author": row.citation.author,
        "title": row.citation.title,
        "date": row.citation.date,
        "url": row.citation.url,
        "short_form_of": row.citation.short_form_of,
        "state": row.state,
        "reason": found.reason if found else None,
        "http_status": latest.status if latest else None,
        "final_url": latest.final_url if latest else None,
        "checked_at": latest.captured_at if latest else None,
        "mended_url": latest.url if latest and latest.mended_from else None,
        "archived_url": found.archived_url if found else None,
        "archived_at": archived.archived_at if archived else None,
        "attached": bool(found and found.attached),
        "text": bool(found and found.best),
        "change": _change_row(row.change),
        "left_out": _change_row(row.left_out),
        "earlier_change": {**(_change_row(row.earlier) or {}), "at": row.earlier.at} if row.earlier else None,
        "history": [_history_row(one) for one in row.history],
    }


def _change_row(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {"since": change.since, "likeness": change.likeness, "diff": list(change.lines)}


def _history_row(one: Snapshot) -> dict[str, Any]:
    return {
        "at": one.captured_at,
        "accepted": one.accepted or None,
        "origin": one.origin,
        "state": one.state,
        "http_status": one.status,
        "url": one.url,
        "reason": one.reason,
        "digest": one.digest,
        "text_digest": one.text_digest,
        "warc": one.warc,
    }
