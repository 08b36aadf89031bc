"""The audit: where every citation stands, with its history and what changed."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import TYPE_CHECKING, Any

from corpus.model import Citation, Note
from corpus.sources.model import Snapshot
from corpus.sources.page_text import alike
from corpus.sources.states import Standing, standing, standings
from corpus.sources.store import SourceStore
from corpus.sources.targets import cited

if TYPE_CHECKING:
    from corpus.library import Library

DIFF_LINES = 200
"""Lines of a difference that are kept."""


@dataclass(frozen=True, slots=True)
class Change:
    """How a page differs from its capture before."""

    since: str
    """When it was captured before."""
    likeness: float
    """How much is the same, 0 to 1."""
    lines: tuple[str, ...]
    """A unified difference by paragraphs."""


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

    @property
    def state(self) -> str:
        """Return the state in one word."""
        return self.standing.state if self.standing else self.citation.status


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
    known = store.all()
    rows: list[AuditRow] = []
    for entry in library.documents():
        if not (entry.doc_id == document if document is not None else entry.kind == "report"):
            continue
        read = library.notes(entry.doc_id)
        found = standings(library, {entry.doc_id: read})
        sources = {(ref.note, ref.citation): source for ref, source, _ in cited(entry.doc_id, read)}
        rows += _rows(store, entry.doc_id, read, found, sources, known)
    return tuple(row for row in rows if not notes or row.note in notes)


def _rows(
    store: SourceStore,
    document: str,
    notes: Sequence[Note],
    found: Mapping[tuple[str, int, int], Standing],
    sources: Mapping[tuple[int, int], str],
    known: Mapping[str, tuple[Snapshot, ...]],
) -> list[AuditRow]:
    rows: list[AuditRow] = []
    for at, note in enumerate(notes):
        for position, citation in enumerate(note.citations):
            place = found.get((document, at, position))
            history = known.get(sources.get((note.number, position), ""), ())
            change = _change(store, place) if place else None
            rows.append(AuditRow(document, note.number, position + 1, citation, place, history, change))
    return rows


def _change(store: SourceStore, found: Standing) -> Change | None:
    if found.before is None or found.latest is None:
        return None
    old, new = store.text(found.before), store.text(found.latest)
    lines = unified_diff(
        old.split("\n"), new.split("\n"), found.before.captured_at[:10], found.latest.captured_at[:10],
        lineterm="", n=1,
    )  # fmt: skip
    kept = tuple(line[:500] for _, line in zip(range(DIFF_LINES), lines, strict=False))
    return Change(found.before.captured_at, round(alike(old, new), 3), kept)


def totals(rows: Sequence[AuditRow]) -> dict[str, int]:
    """Return how many citations are in each state, the commonest first."""
    return dict(sorted(Counter(row.state for row in rows).items(), key=lambda pair: (-pair[1], pair[0])))


def totals_by_day(rows: Sequence[AuditRow]) -> dict[str, dict[str, int]]:
    """Return the totals as they stood at the end of each day on which something was captured."""
    days = sorted({one.captured_at[:10] for row in rows for one in row.history})
    result: dict[str, dict[str, int]] = {}
    for day in days:
        counted: Counter[str] = Counter()
        for row in rows:
            if row.standing is None:
                counted[row.citation.status] += 1
                continue
            until = [one for one in row.history if one.captured_at[:10] <= day]
            url = row.history[0].source if row.history else None
            counted[standing(_address(row, url), until).state] += 1
        result[day] = dict(sorted(counted.items(), key=lambda pair: (-pair[1], pair[0])))
    return result


def _address(row: AuditRow, source: str | None) -> str | None:
    """Return the printed address of a row's source; a short form has its target's."""
    if row.citation.url or source is None or "#" in source.split("/")[0]:
        return row.citation.url
    return source


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
        "history": [_history_row(one) for one in row.history],
    }


def _change_row(change: Change | None) -> dict[str, Any] | None:
    if change is None:
        return None
    return {"since": change.since, "likeness": change.likeness, "diff": list(change.lines)}


def _history_row(one: Snapshot) -> dict[str, Any]:
    return {
        "at": one.captured_at,
        "origin": one.origin,
        "state": one.state,
        "http_status": one.status,
        "url": one.url,
        "reason": one.reason,
        "digest": one.digest,
        "text_digest": one.text_digest,
        "warc": one.warc,
    }
