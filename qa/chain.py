"""The chain walked from a citation: what it stands for, and every claim that rests on its source."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Citation, Claim, Document, Note

_SCHEME = re.compile(r"^[a-z][a-z0-9+.-]*://(?:www\.)?", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Backing:
    """A note that rests on a source, and the claim that it backs there."""

    document: str
    note: Note
    claim: Claim | None
    """None for a note without a mark."""
    text: str
    """The claim's words; empty without one."""


def full_citations(document: Document, citation: Citation) -> tuple[Citation, ...]:
    """Return what a citation stands for: itself, or what its short form refers to.

    A short form that refers to a note with several citations stands for those that share
    its author, publisher or first word; where none does, for all of them.
    """
    seen: set[int] = set()
    while citation.short_form_of is not None and citation.short_form_of not in seen:
        seen.add(citation.short_form_of)
        found = _of_note(document, citation.short_form_of)
        if not found:
            return (citation,)
        matching = tuple(one for one in found if _shares_name(citation, one)) or found
        if len(matching) > 1:
            return matching
        citation = matching[0]
    return (citation,)


def claims_on(documents: Iterable[Document], citation: Citation) -> tuple[Backing, ...]:
    """Return every claim that rests on the source of a full citation, in reading order.

    Two citations name one source when their addresses agree (scheme, "www." and a final
    slash aside), or, where one of them has none, their titles.
    """
    return tuple(
        backing
        for document in documents
        for note in document.notes
        if _cites(document, note, citation)
        for backing in _backings(document, note)
    )


def claims_on_captured(documents: Iterable[Document], source: Document) -> tuple[Backing, ...]:
    """Return every claim that rests on a captured source: by its address or title, or by what it was got for.

    Args:
        documents: The library's reports.
        source: A captured source, as the library has it.
    """
    work = Citation(source.record.title, title=source.record.title, url=source.record.url)
    return tuple(
        backing
        for document in documents
        for note in document.notes
        if (document.doc_id, note.number) in source.cited_by or _cites(document, note, work)
        for backing in _backings(document, note)
    )


def same_source(first: Citation, second: Citation) -> bool:
    """Return whether two full citations name one source."""
    if first == second:
        return True
    left, right = _address(first.url), _address(second.url)
    if left and right:
        return left == right
    title, other = _title(first.title), _title(second.title)
    return bool(title) and title == other


def _cites(document: Document, note: Note, citation: Citation) -> bool:
    cited = (full for one in note.citations for full in full_citations(document, one))
    return any(same_source(citation, one) for one in cited)


def _backings(document: Document, note: Note) -> list[Backing]:
    if not note.claims:
        return [Backing(document.doc_id, note, None, "")]
    return [Backing(document.doc_id, note, claim, document.claim_text(claim)) for claim in note.claims]


def _of_note(document: Document, number: int) -> tuple[Citation, ...]:
    return next((note.citations for note in document.notes if note.number == number), ())


def _shares_name(short: Citation, full: Citation) -> bool:
    names = " ".join(filter(None, (full.author, full.publisher, full.title))).casefold()
    wanted = [word for word in re.findall(r"\w+", short.text.casefold()) if len(word) > 2]
    return bool(wanted) and bool(re.search(rf"\b{re.escape(wanted[0])}\b", names))


def _address(url: str | None) -> str:
    return _SCHEME.sub("", url.strip()).rstrip("/").casefold().removeprefix("www.") if url else ""


def _title(title: str | None) -> str:
    return " ".join(re.findall(r"\w+", title.casefold())) if title else ""
