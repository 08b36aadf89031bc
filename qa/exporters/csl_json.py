"""CSL-JSON, the format of citation processors and of Zotero and Pandoc (citationstyles.org)."""

from __future__ import annotations

import json
from typing import Any

from qa.exporters.book import Book
from qa.exporters.references import Name, Reference, references_of

_TYPES = {"report": "report", "web": "webpage", "other": "document"}


def write(book: Book) -> str:
    """Return the references of a book as a CSL-JSON array."""
    items = [_item(reference) for reference in references_of(book)]
    return json.dumps(items, ensure_ascii=False, indent=2) + "\n"


def _item(reference: Reference) -> dict[str, Any]:
    parts = list(reference.date_parts)
    issued: dict[str, Any] = {"date-parts": [parts]} if parts else {}
    if not parts and reference.date_as_written:
        issued = {"literal": reference.date_as_written}
    container = {"web": "container-title"}.get(reference.kind, "publisher")
    item: dict[str, Any] = {
        "id": reference.key,
        "type": _TYPES[reference.kind],
        "title": reference.title,
        "author": [_name(name) for name in reference.authors],
        container: reference.publisher,
        "issued": issued,
        "URL": reference.url,
        "archive_location": reference.archived_url,
        "language": reference.language,
        "page": "-".join(reference.pages),
    }
    return {name: value for name, value in item.items() if value}


def _name(name: Name) -> dict[str, str]:
    return {"family": name.family, "given": name.given} if name.given else {"literal": name.family}
