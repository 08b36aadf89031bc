"""BibTeX, written by bibtexparser; UTF-8, with what TeX would act on escaped."""

from __future__ import annotations

import re

from qa.exporters.book import Book
from qa.exporters.references import Name, Reference, references_of

_TYPES = {"report": "techreport", "web": "online", "other": "misc"}
_SPECIAL = {
    "\\": r"\textbackslash{}", "{": r"\{", "}": r"\}", "&": r"\&", "%": r"\%", "$": r"\$",
    "#": r"\#", "_": r"\_", "~": r"\textasciitilde{}", "^": r"\textasciicircum{}",
}  # fmt: skip


def write(book: Book) -> str:
    """Return the references of a book as BibTeX."""
    from bibtexparser.entrypoint import write_string
    from bibtexparser.library import Library
    from bibtexparser.middlewares.enclosing import AddEnclosingMiddleware
    from bibtexparser.model import Block, Entry, Field

    entries: list[Block] = []
    for reference in references_of(book):
        fields = [Field(name, value) for name, value in _fields(reference).items() if value]
        entries.append(Entry(_TYPES[reference.kind], reference.key, fields))
    braces = AddEnclosingMiddleware(
        reuse_previous_enclosing=False, enclose_integers=True, default_enclosing="{"
    )
    return str(write_string(Library(entries), unparse_stack=[braces]))


def _fields(reference: Reference) -> dict[str, str]:
    parts = reference.date_parts
    publisher = _tex(reference.publisher)
    return {
        "author": " and ".join(_name(name) for name in reference.authors),
        # The inner braces keep a title's capitals as they were printed.
        "title": f"{{{_tex(reference.title)}}}",
        "institution" if reference.kind == "report" else "organization": publisher,
        "publisher": publisher if reference.kind == "web" else "",
        "year": f"{parts[0]:04}" if parts else "",
        "month": str(parts[1]) if len(parts) > 1 else "",
        "date": reference.date,
        "pages": "--".join(_tex(page) for page in reference.pages),
        "url": _url(reference.url),
        "langid": _tex(reference.language),
        "note": _tex(_note(reference)),
    }


def _note(reference: Reference) -> str:
    dated = reference.date_as_written if reference.date_as_written and not reference.date else ""
    archived = f"Archived at {reference.archived_url}" if reference.archived_url else ""
    return ". ".join(part for part in (f"Dated {dated}" if dated else "", archived) if part)


def _name(name: Name) -> str:
    if not name.given:
        return f"{{{_tex(name.family)}}}"
    return f"{_tex(name.family)}, {_tex(name.given)}"


def _tex(text: str) -> str:
    return "".join(_SPECIAL.get(character, character) for character in text)


def _url(url: str) -> str:
    """Return an address with what would unbalance the entry percent-encoded."""
    return re.sub(r"[{}\\\s]", lambda match: f"%{ord(match.group()):02X}", url)
