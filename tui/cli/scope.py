"""What a question is restricted to, checked against the library so that a slip is not a silence."""

from __future__ import annotations

import argparse
from collections.abc import Iterable
from typing import TYPE_CHECKING

from corpus.errors import UsageError
from corpus.library import Library
from tui.cli.libraries import known_document

if TYPE_CHECKING:
    from index.model import Scope


def scope_of(args: argparse.Namespace, library: Library) -> Scope:
    """Return the scope that the command line names.

    Raises:
        UsageError: When a document or section is not in the library.
    """
    from index.model import Scope
    from tui.cli.ask import ONLY

    entries = library.documents() if args.document or args.section else ()
    documents = frozenset(known_document(entries, name).doc_id for name in args.document)
    inside = [entry.doc_id for entry in entries if not documents or entry.doc_id in documents]
    return Scope(
        documents=documents,
        kinds=frozenset(ONLY[kind] for kind in args.only),  # type: ignore[misc]  # values of ONLY are PassageKinds
        sections=_sections(library, inside, args.section),
        languages=frozenset(tag.strip().casefold() for tag in args.language),
    )


def _sections(library: Library, documents: Iterable[str], wanted: list[str]) -> frozenset[str]:
    if not wanted:
        return frozenset()
    titles = list(
        dict.fromkeys(section.title for doc_id in documents for section in library.document(doc_id).sections)
    )
    return frozenset(title for name in wanted for title in matching_titles(titles, name))


def matching_titles(titles: list[str], name: str) -> list[str]:
    """Return the section titles that a person means by `name`.

    Args:
        titles: All titles, in order.
        name: A title, or words that occur in it; case does not count.

    Returns:
        The title itself where there is one, else every title that has `name` in it.

    Raises:
        UsageError: When there is none.
    """
    sought = " ".join(name.split()).casefold()
    exact = [title for title in titles if title.casefold() == sought]
    within = [title for title in titles if sought and sought in title.casefold()]
    if exact or within:
        return exact or within
    known = "; ".join(titles[:20]) or "none"
    raise UsageError(f"No section has {name[:80]!r} in its title.", f"Sections: {known}.")
