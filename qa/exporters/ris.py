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
        "urls": [url for url in (reference.url, reference.archived_url) if url],
        "language": reference.language,
        "start_page": reference.page,
        "notes": [reference.date_as_written] if reference.date_as_written and not parts else [],
    }
    return {name: value for name, value in entry.items() if value}


def _name(name: Name) -> str:
    return f"{name.family}, {name.given}" if name.given else name.family
