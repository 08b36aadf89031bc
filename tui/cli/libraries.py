"""Which library a command works on, and what a question is restricted to in it."""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from pathlib import Path

from corpus.errors import LibraryError, UsageError
from corpus.library import Library
from corpus.library_default import default_library_path, open_or_create_default
from corpus.library_entries import DocumentEntry
from corpus.progress import Progress, no_progress
from tui.cli.console import remark
from tui.counted import counted


def open_library(args: argparse.Namespace, progress: Progress = no_progress) -> Library:
    """Open the library that the command line names, or the default one.

    The default library is made, with the shipped report, when there is none yet; one
    that is named must exist.

    Raises:
        LibraryError: When it cannot be opened.
    """
    if args.library is None:
        return open_or_create_default(progress)
    return Library.open(named_library(args.library))


def library_path(args: argparse.Namespace) -> Path:
    """Return the folder of the library that the command line names, or of the default one."""
    return default_library_path() if args.library is None else named_library(args.library)


def named_library(name: str) -> Path:
    """Return the folder that `--library` names.

    Raises:
        UsageError: When it names nothing.
    """
    if not name.strip() or "\0" in name:
        raise UsageError("--library names no folder.", "Name one: --library DIR.")
    return Path(name).expanduser().absolute()


def chosen_documents(library: Library, doc_id: str | None) -> list[DocumentEntry]:
    """Return the document named, or every report where none is named.

    Raises:
        UsageError: When the library has no such document, or nothing at all.
    """
    entries = library.documents()
    if doc_id is not None:
        return [known_document(entries, doc_id)]
    if not entries:
        raise LibraryError(
            f"The library {library.path} is empty.", "Add a file: `footnoted corpus add FILE`."
        )
    return [entry for entry in entries if entry.kind == "report"] or list(entries)


def known_document(entries: tuple[DocumentEntry, ...], doc_id: str) -> DocumentEntry:
    """Return the entry of a document.

    Raises:
        UsageError: When there is none of that name; names some that there are.
    """
    for entry in entries:
        if entry.doc_id == doc_id:
            return entry
    known = ", ".join(entry.doc_id for entry in entries[:10]) or "none"
    raise UsageError(f"The library has no document {doc_id[:80]!r}.", f"Its documents: {known}.")


def read_before(entries: Sequence[DocumentEntry]) -> list[str]:
    """Return the names of the documents that this version of Footnoted would read with another reader."""
    from corpus.reading import is_current

    return [entry.doc_id for entry in entries if not is_current(entry.reader)]


def advise_rereading(names: Sequence[str]) -> None:
    """Tell that documents can be read anew; what was read once stays until then, whatever readers learn."""
    if names:
        were = "was" if len(names) == 1 else "were"
        told = f"{counted(len(names), 'document')} {were} read by an earlier version of Footnoted"
        remark(f"{told}: run `footnoted corpus reread`.")
