"""`footnoted sources audit` and `list`: where each citation stands, and what was captured."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import LibraryError, UsageError
from tui.cli.command import Commands, Example, add_command, whole
from tui.cli.console import coloured, line_width, remark, write, write_row
from tui.cli.libraries import open_library
from tui.cli.progress import Reporter
from tui.cli.status import DONE

if TYPE_CHECKING:
    from collections.abc import Sequence

    from corpus.library import Library
    from corpus.sources.audit import AuditRow
    from tui.render.page import Page

LAST_NOTE = 10**9
_COLUMN = 24


def register_audit(group: Commands) -> None:
    """Declare `audit`."""
    parser = add_command(
        group,
        "audit",
        "say where each citation stands: live, moved, changed, gone, archived",
        "Say of each citation where its source stood when it was last captured, with the reason, and the "
        "archived copy of what is gone. It asks nobody: `sources fetch --again` looks anew.",
        (
            Example("footnoted sources audit", "a table with totals"),
            Example("footnoted sources audit --json", "one citation a line, with history and differences"),
            Example("footnoted sources audit --html audit.html", "a report to keep or send"),
            Example(
                "footnoted sources audit 17 --accept", "what changed behind note 17 is known from now on"
            ),
        ),
        run_audit,
    )
    parser.add_argument(
        "notes", nargs="*", type=whole(0, LAST_NOTE), metavar="NOTE", help="number of a note (default: all)"
    )
    parser.add_argument("--document", metavar="ID", help="only this document (default: every report)")
    known = parser.add_mutually_exclusive_group()
    known.add_argument(
        "--accept",
        action="store_true",
        help="take the pages of these notes for known as they are: what changed until now is no longer told",
    )
    known.add_argument("--unaccept", action="store_true", help="take that back: it is told again")
    form = parser.add_mutually_exclusive_group()
    form.add_argument("--json", action="store_true", help="print JSON, one citation a line")
    form.add_argument("--html", metavar="FILE", help="write an HTML report with totals and history")


def register_list(group: Commands) -> None:
    """Declare `list`."""
    parser = add_command(
        group,
        "list",
        "list the captures",
        "List every capture with when and from where it came, its state and its WARC file.",
        (Example("footnoted sources list"), Example("footnoted sources list --json", "one capture a line")),
        run_list,
    )
    parser.add_argument("--json", action="store_true", help="print JSON, one capture a line")


def run_audit(args: argparse.Namespace) -> int:
    """Print the audit."""
    from corpus.sources.audit import audit, audit_row
    from corpus.sources.states import apply_states
    from corpus.sources.targets import targets

    with Reporter() as progress, open_library(args, progress) as library:
        targets(library, args.notes, args.document)  # a slip in a number is told, not met with silence
        if args.accept or args.unaccept:
            _accept(args, library)
        try:
            apply_states(library)
        except LibraryError as error:  # read-only, or its disk is full: the captures can be read all the same
            remark(f"{error.message} The audit is whole; `footnoted corpus notes` shows older states.")
        rows = audit(library, notes=args.notes, document=args.document)
        titles = {entry.doc_id: entry.title for entry in library.documents()}
    if not rows:
        remark("No note here names a source.")
    if args.json:
        for row in rows:
            write_row(audit_row(row))
    elif args.html is not None:
        _write_html(Path(args.html), rows, titles)
    else:
        _write_table(args, rows)
    return DONE


def run_list(args: argparse.Namespace) -> int:
    """Print the captures."""
    from dataclasses import asdict

    from corpus.sources.store import SourceStore

    with Reporter() as progress, open_library(args, progress) as library:
        snapshots = [one for many in SourceStore(library).all().values() for one in many]
    for one in snapshots:
        if args.json:
            write_row(asdict(one))
            continue
        page = _page(args)
        page.text(f"{one.captured_at[:19]}  {one.origin}: {one.state}  {one.source}")
        page.text(one.reason or f"{one.media_type}, {one.size:,} bytes", indent=4)
        if one.warc:
            page.faint(one.warc, indent=4)
        write(str(page))
    if not snapshots:
        remark("Nothing is captured yet: run `footnoted sources fetch`.")
    return DONE


def _accept(args: argparse.Namespace, library: Library) -> None:
    """Take changes for known, or no longer, and tell which."""
    from corpus.sources.audit import accept

    if not args.notes:
        option = "--accept" if args.accept else "--unaccept"
        raise UsageError(
            f"{option} takes the numbers of the notes that are meant.",
            "`footnoted sources audit` shows what has changed, with its notes.",
        )
    found = accept(library, args.notes, args.document, known=args.accept)
    for row in found:
        remark(f"note {row.note}: {'accepted' if args.accept else 'told again'}: {_name(row)}")
    if not found:
        remark("Nothing behind these notes has changed." if args.accept else "Nothing of them was accepted.")


def _write_table(args: argparse.Namespace, rows: Sequence[AuditRow]) -> None:
    from corpus.sources.audit import totals
    from corpus.sources.audit_html import MEANINGS, accepted, attached_beside, differences

    page = _page(args)
    for row in rows:
        found = row.standing
        page.text(_name(row), indent=_COLUMN, label=f"{row.note:>4}  {row.state}")
        if found is not None and found.reason:
            page.faint(found.reason, indent=_COLUMN)
        if found is not None and found.archived_url:
            page.whole(found.archived_url, indent=_COLUMN)
        if found is not None and (told := attached_beside(found)):
            page.faint(told, indent=_COLUMN)
        if told := accepted(row):
            page.faint(told, indent=_COLUMN)
        for _, difference in differences(row):
            page.faint(difference, indent=_COLUMN)
    page.blank()
    for state, count in totals(rows).items():
        page.text(MEANINGS.get(state, ""), indent=_COLUMN, label=f"{count:>4}  {state}")
    write(str(page))


def _name(row: AuditRow) -> str:
    citation = row.citation
    if citation.short_form_of is not None:
        return f"{citation.text[:100]} (note {citation.short_form_of})"
    return citation.url or citation.title or citation.text[:200]


def _write_html(file: Path, rows: Sequence[AuditRow], titles: dict[str, str]) -> None:
    from corpus.sources.audit_html import audit_html
    from corpus.sources.transport import now_text
    from eval.files import write_whole

    text = audit_html(rows, titles, now_text())
    write_whole(file, text.encode("utf-8", "replace").decode("utf-8"))
    remark(f"wrote {file}: {len(rows)} citations")


def _page(args: argparse.Namespace) -> Page:
    from tui.render.page import Page

    return Page(line_width(), styled=coloured(args.color))
