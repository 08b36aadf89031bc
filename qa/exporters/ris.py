"""RIS, written by rispy."""

from __future__ import annotations

from typing import Any

from qa.exporters.book import Book
from qa.exporters.references import Name, Reference, references_of

_TYPES = {"report": "RPRT", "web": "ELEC", "other": "GEN"}


def write(book: Book) -> str:
    """Return the references of a book as RIS."""
    from rispy import RisWriter, dumps

    class Plain(RisWriter):  # type: ignore[misc]  # no types published
        """Writes no running numbers between the entries; some importers stumble over them."""

        def set_header(self, count: int) -> str:
            """Return nothing."""
            return ""

    entries = [_entry(reference) for reference in references_of(book)]
    return str(dumps(entries, implementation=Plain)).lstrip("\n")


def _entry(reference: Reference) -> dict[str, Any]:
    parts = reference.date_parts
    entry: dict[str, Any] = {
        "type_of_reference": _TYPES[reference.kind],
        "id": reference.key,
        "title": reference.title,
        "authors": [_name(name) for name in reference.authors],
        "publisher": reference.publisher,
        "secondary_title": reference.publisher if reference.kind == "web" else "",
        "year": f"{parts[0]:04}" if parts else "",
        "date": "/".join(f"{part:02}" for part in parts) if len(parts) > 1 else "",
        # One address: importers differ in what they make of a second. The archived copy goes into a note.
        # A semicolon parts addresses in RIS, so one that is of the address is written as %3B.
        "urls": [url.replace(";", "%3B") for url in (reference.url or reference.archived_url,) if url],
        "language": reference.language,
        "start_page": reference.pages[0] if reference.pages else "",
        "end_page": reference.pages[1] if len(reference.pages) > 1 else "",
        "notes": _notes(reference),
    }
    return {name: value for name, value in entry.items() if value}


def _notes(reference: Reference) -> list[str]:
    dated = f"Dated {reference.date_as_written}" if reference.date_as_written and not reference.date else ""
    archived = f"Archived at {reference.archived_url}" if reference.archived_url else ""
    return [note for note in (dated, archived) if note]


def _name(name: Name) -> str:
    return f"{name.family}, {name.given}" if name.given else name.family
