"""Which sources a library's notes name: one for each address, with every note that rests on it."""

from __future__ import annotations

import re
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from corpus.errors import UsageError
from corpus.model import Citation, Note

if TYPE_CHECKING:
    from corpus.library import Library

_WORD = re.compile(r"[^\W_]{3,}")
_HOPS = 5
"""Short forms of short forms followed; longer chains are damage."""


@dataclass(frozen=True, slots=True)
class Ref:
    """Where a source is cited."""

    document: str
    note: int
    citation: int
    """Position among the note's citations, 0-based."""


@dataclass(frozen=True, slots=True)
class Target:
    """A source to capture."""

    source: str
    """Its key: the address as printed; "report#55.0" where none is."""
    url: str | None
    """What to ask for; None when it is no link."""
    citation: Citation
    """The citation that names it in full, the first of them."""
    document_date: str | None = None
    """Date of the document that cites it: it was read before."""
    refs: tuple[Ref, ...] = ()


def targets(library: Library, notes: Collection[int] = (), document: str | None = None) -> tuple[Target, ...]:
    """Return the sources named by the library's reports, in the order of the notes.

    Args:
        library: The library.
        notes: Numbers of notes; empty for all. A short form stands for its target.
        document: Only this document's; None for every report's.

    Raises:
        UsageError: When a note or the document does not exist.
    """
    found: dict[str, Target] = {}
    seen: set[int] = set()
    entries = [entry for entry in library.documents() if _wanted(entry.doc_id, entry.kind, document)]
    if document is not None and not entries:
        raise UsageError(
            f"The library has no document {document[:80]!r}.", "`footnoted corpus list` shows them."
        )
    for entry in entries:
        read = library.document(entry.doc_id)
        for ref, source, citation in cited(read.doc_id, read.notes):
            if notes and ref.note not in notes:
                continue
            known = found.get(source)
            base = known or Target(source, requestable(citation.url), citation, read.record.date)
            found[source] = replace(base, refs=(*base.refs, ref))
        seen.update(note.number for note in read.notes)
    missing = sorted(set(notes) - seen)
    if missing:
        raise UsageError(
            f"There is no note {missing[0]}.", "`footnoted corpus notes` prints those there are."
        )
    return tuple(found.values())


def _wanted(doc_id: str, kind: str, document: str | None) -> bool:
    return doc_id == document if document is not None else kind == "report"


def cited(doc_id: str, notes: Sequence[Note]) -> list[tuple[Ref, str, Citation]]:
    """Return every citation's place, the key of its source, and the citation that names it in full."""
    by_number: dict[int, Note] = {}
    for note in notes:
        if note.status != "duplicate" or note.number not in by_number:
            by_number[note.number] = note
    rows: list[tuple[Ref, str, Citation]] = []
    for note in notes:
        for position, citation in enumerate(note.citations):
            place = full_citation(note.number, position, citation, by_number)
            if place is None:
                continue
            number, at, full = place
            source = full.url.strip() if full.url else f"{doc_id}#{number}.{at}"
            rows.append((Ref(doc_id, note.number, position), source, full))
    return rows


def full_citation(
    number: int, position: int, citation: Citation, notes: Mapping[int, Note]
) -> tuple[int, int, Citation] | None:
    """Follow a short form to the citation that it stands for.

    Returns:
        Number of the note, position in it, and the citation; None for a short form that
        fits several or none: nothing is guessed.
    """
    for _ in range(_HOPS):
        if citation.url:
            return number, position, citation
        if citation.short_form_of is None:
            return None if citation.status in ("ambiguous", "unresolved") else (number, position, citation)
        note = notes.get(citation.short_form_of)
        if note is None:
            return None
        chosen = _meant(citation, note, exclude=(number, position))
        if chosen is None:
            return None
        number, position, citation = note.number, chosen, note.citations[chosen]
    return None


def _meant(short: Citation, note: Note, exclude: tuple[int, int]) -> int | None:
    """Return which of a note's citations a short form means.

    In its own note the one before it; else the only one, or the one it shares words with.
    """
    if note.number == exclude[0]:
        return exclude[1] - 1 if exclude[1] else None
    places = list(range(len(note.citations)))
    if len(places) <= 1:
        return places[0] if places else None
    words = _words(short)
    shared = [len(words & _words(note.citations[at])) for at in places]
    best = max(shared)
    return places[shared.index(best)] if best and shared.count(best) == 1 else None


def _words(citation: Citation) -> set[str]:
    parts = (citation.text, citation.author, citation.title, citation.publisher)
    return {word.casefold() for part in parts if part for word in _WORD.findall(part)}


def requestable(url: str | None) -> str | None:
    """Return an address in a form that can be asked for, nothing mended; None when it is no link.

    A host without scheme is asked by http, as browsers do; a DOI through its resolver.
    """
    if not url:
        return None
    text = url.strip()
    if text[:4].lower() == "doi:":
        return f"https://doi.org/{text[4:].strip()}"
    if "://" not in text[:12]:
        text = f"http://{text}"
    scheme, _, rest = text.partition("://")
    if scheme.lower() not in ("http", "https"):
        return None
    host = re.split(r"[/?#]", rest, maxsplit=1)[0].rsplit("@", 1)[-1]
    plain = host.rsplit(":", 1)[0] if not host.startswith("[") else host
    return text if plain and ("." in plain or ":" in plain or plain == "localhost") else None
