"""`footnoted corpus`: what the library holds, read as the index reads it."""

from __future__ import annotations

import argparse
from collections.abc import Iterator
from typing import TYPE_CHECKING

from corpus.errors import UsageError
from tui.cli import documents, lint
from tui.cli.command import Command, Commands, Example, add_command, add_group, whole
from tui.cli.console import coloured, line_width, write, write_row
from tui.cli.libraries import chosen_documents, open_library
from tui.cli.progress import Reporter
from tui.cli.status import DONE

if TYPE_CHECKING:
    from corpus.model import Document
    from tui.render.page import Page

LAST_NOTE = 10**9


def register(commands: Commands) -> None:
    """Declare the group and its commands."""
    group = add_group(commands, "corpus", "documents, notes and citations of the library", __doc__ or "")
    _register_show(group)
    _register_notes(group)
    documents.register(group)
    lint.register(group)


def _register_show(group: Commands) -> None:
    parser = add_command(
        group,
        "show",
        "print the documents as they were read: sections, paragraphs, marks",
        "Print every paragraph in reading order, with its section and its marks in place as [17].",
        (
            Example("footnoted corpus show", "the reports, for reading"),
            Example("footnoted corpus show --document report --json", "one paragraph a line, with offsets"),
        ),
        run_show,
    )
    _add_form(parser)


def _register_notes(group: Commands) -> None:
    parser = add_command(
        group,
        "notes",
        "print the notes, the sentences that they back, and their citations",
        "Print all notes or one of them, each with the sentence that it backs and with its citations.",
        (
            Example("footnoted corpus notes 17", "one note"),
            Example("footnoted corpus notes --json", "one note a line"),
        ),
        run_notes,
    )
    parser.add_argument(
        "number", nargs="?", type=whole(0, LAST_NOTE), metavar="N", help="only the note of this number"
    )
    _add_form(parser)


def run_show(args: argparse.Namespace) -> int:
    """Print paragraphs."""
    from corpus.rows import paragraph_row
    from tui.render.document import write_document

    for number, document in enumerate(_documents(args)):
        if args.json:
            for paragraph in document.paragraphs:
                write_row({"document": document.doc_id, **paragraph_row(paragraph)})
            continue
        page = _page(args)
        write_document(page, document)
        write(f"\n{page}" if number else str(page))
    return DONE


def run_notes(args: argparse.Namespace) -> int:
    """Print notes."""
    from corpus.rows import note_row
    from tui.render.document import write_notes

    found = 0
    for document in _documents(args):
        notes = tuple(note for note in document.notes if args.number in (None, note.number))
        found += len(notes)
        if args.json:
            for note in notes:
                write_row({"document": document.doc_id, **note_row(document, note)})
        elif notes:
            page = _page(args)
            page.strong(document.record.title)
            write_notes(page, document, notes)
            write(str(page))
    if args.number is not None and not found:
        raise UsageError(
            f"There is no note {args.number}.", "`footnoted corpus notes` prints those there are."
        )
    return DONE


def _documents(args: argparse.Namespace) -> Iterator[Document]:
    with Reporter() as progress, open_library(args, progress) as library:
        chosen = chosen_documents(library, args.document)
        progress.wipe()
        for entry in chosen:
            yield library.document(entry.doc_id)


def _page(args: argparse.Namespace) -> Page:
    from tui.render.page import Page

    return Page(line_width(), styled=coloured(args.color))


def _add_form(parser: Command) -> None:
    parser.add_argument("--document", metavar="ID", help="only this document (default: every report)")
    parser.add_argument("--json", action="store_true", help="print JSON, one object a line")
