"""`footnoted corpus add`, `list` and `remove`: which documents a library holds."""

from __future__ import annotations

import argparse
import re
from dataclasses import asdict
from pathlib import Path

from corpus.errors import FootnotedError, LibraryError, UsageError
from corpus.library import Library
from corpus.library_default import create_shipped, is_vacant
from corpus.library_entries import DocumentEntry
from corpus.model import Document
from tui.cli.command import Commands, Example, add_command
from tui.cli.console import complain, line_width, remark, write, write_row
from tui.cli.libraries import advise_rereading, known_document, library_path, open_library, read_before
from tui.cli.progress import Reporter
from tui.cli.status import DONE, status_of
from tui.counted import counted

REINDEX = "The index is older than the corpus now: run `footnoted index build`."


def register(group: Commands) -> None:
    """Declare the three commands."""
    _register_add(group)
    listing = add_command(
        group,
        "list",
        "list the documents of the library",
        "List the documents with their kind, language and what was found in them.",
        (Example("footnoted corpus list"), Example("footnoted corpus list --json", "one document a line")),
        run_list,
    )
    listing.add_argument("--json", action="store_true", help="print JSON, one object a line")
    _register_reread(group)
    removal = add_command(
        group,
        "remove",
        "remove documents from the library",
        "Remove documents with all that was kept of them; the files that they came from stay.",
        (Example("footnoted corpus remove report", "by the name that `list` shows"),),
        run_remove,
    )
    removal.add_argument("ids", nargs="+", metavar="ID", help="name of a document")


def _register_reread(group: Commands) -> None:
    parser = add_command(
        group,
        "reread",
        "read the kept originals again, after an update of Footnoted",
        "Read the originals that the library keeps with the readers of this version. Documents that are read "
        "as before stay untouched, and with them the index.",
        (Example("footnoted corpus reread", "every document"), Example("footnoted corpus reread report")),
        run_reread,
    )
    parser.add_argument("ids", nargs="*", metavar="ID", help="name of a document (default: all)")


def _register_add(group: Commands) -> None:
    parser = add_command(
        group,
        "add",
        "read files and keep them in the library",
        "Read files and keep them, byte for byte, in the library; it is made when --library names a folder "
        "without one. A file that cannot be read leaves the others untouched.",
        (
            Example("footnoted corpus add interview.md"),
            Example(
                "footnoted corpus add interview.md --id talk --title 'A talk'",
                "with a name and a title of your own",
            ),
            Example(
                "footnoted corpus add --shipped --library new", "make a library that holds the shipped report"
            ),
        ),
        run_add,
    )
    parser.add_argument(
        "files",
        nargs="*",
        metavar="FILE",
        help="Markdown, reStructuredText, AsciiDoc, or text with notes at page ends or at its end",
    )
    parser.add_argument("--kind", choices=("report", "source"), default="report", help="(default: report)")
    parser.add_argument(
        "--id", dest="doc_id", metavar="ID", help="name in the library (default: from the file's name)"
    )
    for field in ("title", "author", "publisher"):
        parser.add_argument(f"--{field}", metavar="TEXT", help=f"{field}, for citing it (default: as read)")
    parser.add_argument(
        "--date", type=_date, metavar="DATE", help="2018, 2018-10 or 2018-10-10 (default: as read)"
    )
    parser.add_argument(
        "--shipped", action="store_true", help="make the library with the shipped report in it"
    )


def run_add(args: argparse.Namespace) -> int:
    """Add files, telling of each what was found in it."""
    if not args.files and not args.shipped:
        raise UsageError("There is no file to add.", "Name one: footnoted corpus add FILE.")
    if args.doc_id is not None and len(args.files) != 1:
        raise UsageError("--id names one document.", "Add one file at a time to name it.")
    worst, added = DONE, False
    with Reporter() as progress, _writable(args, progress) as library:
        for file in args.files:
            progress.wipe()
            try:
                _add(library, args, Path(file))
                added = True
            except FootnotedError as error:
                complain(error.message, error.hint)
                worst = max(worst, status_of(error))
        if added and library.index_dir.exists():
            remark(REINDEX)
    return worst


def run_list(args: argparse.Namespace) -> int:
    """List documents."""
    with Reporter() as progress, open_library(args, progress) as library:
        entries = library.documents()
    if args.json:
        for entry in entries:
            write_row(asdict(entry))
        return DONE
    from tui.render.page import Page

    page = Page(line_width(), styled=False)
    for entry in entries:
        page.text(f"{entry.doc_id}  {entry.title}")
        page.text(_summary(entry), indent=4)
    if entries:
        write(str(page))
    else:
        remark(f"The library {library.path} is empty.")
    advise_rereading(read_before(entries))
    return DONE


def run_reread(args: argparse.Namespace) -> int:
    """Read documents again, telling of each whether anything changed."""
    worst = DONE
    with Reporter() as progress, open_library(args, progress) as library:
        entries, digest = library.documents(), library.digest()
        for name in dict.fromkeys(args.ids or [entry.doc_id for entry in entries]):
            before = _stored(library, known_document(entries, name).doc_id)
            try:
                differs = library.reread(name) != before
            except FootnotedError as error:
                complain(error.message, error.hint)
                worst = max(worst, status_of(error))
                continue
            remark(f"{name}: {'read anew' if differs else 'as before'}")
        if library.digest() != digest and library.index_dir.exists():
            remark(REINDEX)
    return worst


def _stored(library: Library, doc_id: str) -> Document | None:
    """Return a document as it was read, or None where that is damaged: its original may be whole."""
    try:
        return library.document(doc_id)
    except LibraryError:
        return None


def run_remove(args: argparse.Namespace) -> int:
    """Remove documents; names are checked before anything is removed."""
    with Reporter() as progress, open_library(args, progress) as library:
        entries = library.documents()
        for name in dict.fromkeys(args.ids):
            known_document(entries, name)
        for name in dict.fromkeys(args.ids):
            library.remove(name)
            remark(f"removed {name}")
        if library.index_dir.exists():
            remark(REINDEX)
    return DONE


def _add(library: Library, args: argparse.Namespace, file: Path) -> None:
    from corpus.files import load_raw
    from corpus.model import Record

    record = None
    if any((args.title, args.author, args.publisher, args.date)):
        record = Record(args.title or "", args.author, args.publisher, args.date)
    document = library.add(load_raw(file), kind=args.kind, doc_id=args.doc_id, record=record)
    *others, entry = sorted(library.documents(), key=lambda one: one.doc_id == document.doc_id)
    remark(f"added {entry.doc_id}: {entry.title}")
    remark(f"  {_summary(entry)}")
    for problem in document.problems[:20]:
        remark(f"  {problem.code}: {problem.message}")
    if len(document.problems) > 20:
        remark(f"  … and {len(document.problems) - 20} more: `footnoted corpus show` prints them all.")
    for other in others:
        if (other.name, other.kind) == (entry.name, entry.kind):
            remark(f"  {other.doc_id} is from a file of this name too. If the new one takes its place:")
            remark(f"  run `footnoted corpus remove {other.doc_id}`.")


def _date(text: str) -> str:
    if not re.fullmatch(r"\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\d|3[01]))?)?", text, re.ASCII):
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not like 2018, 2018-10 or 2018-10-10")
    return text


def _writable(args: argparse.Namespace, progress: Reporter) -> Library:
    path = library_path(args)
    if args.shipped:
        if not is_vacant(path):
            raise UsageError(f"There is a library in {path} already.", "--shipped makes a new one.")
        return create_shipped(path, progress)
    # A library that is named begins empty; the default one has the shipped report in it.
    return open_library(args, progress) if args.library is None else Library.open(path, create=True)


def _summary(entry: DocumentEntry) -> str:
    language = f", {entry.language}" if entry.language else ""
    names = ("section", "paragraph", "mark", "note", *(("problem",) if entry.problems else ()))
    told = ", ".join(counted(getattr(entry, f"{name}s"), name) for name in names)
    return f"{entry.kind}{language}, {entry.bytes:,} bytes, {told} (read by {entry.reader})"
