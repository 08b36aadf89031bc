"""`footnoted corpus lint`: what a careful editor would ask about in the notes."""

from __future__ import annotations

import argparse

from tui.cli.command import Commands, Example, add_command
from tui.cli.console import coloured, line_width, write, write_row
from tui.cli.libraries import chosen_documents, open_library
from tui.cli.progress import Reporter
from tui.cli.status import DONE
from tui.counted import counted


def register(group: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        group,
        "lint",
        "flag what a careful editor would ask about in the notes",
        "Flag impossible dates, outlets and links that disagree, damaged links, ambiguous short forms and "
        "the like, each with its place, reason and confidence. Flags are for a person, not verdicts.",
        (Example("footnoted corpus lint"), Example("footnoted corpus lint --json", "one finding a line")),
        run,
    )
    parser.add_argument("--document", metavar="ID", help="only this document (default: every report)")
    parser.add_argument("--json", action="store_true", help="print JSON, one object a line")


def run(args: argparse.Namespace) -> int:
    """Print findings in the order of the document."""
    from dataclasses import asdict

    from corpus.lint import lint
    from tui.render.page import Page

    with Reporter() as progress, open_library(args, progress) as library:
        for entry in chosen_documents(library, args.document):
            document = library.document(entry.doc_id)
            progress.wipe()
            findings = lint(document)
            if args.json:
                for finding in findings:
                    write_row({"document": entry.doc_id, **asdict(finding)})
                continue
            page = Page(line_width(), styled=coloured(args.color))
            page.strong(f"{document.record.title}: {counted(len(findings), 'finding')}")
            for finding in findings:
                page.text(f"{finding.confidence}: {finding.reason}", indent=10, label=f"note {finding.note}")
                page.faint(f"{finding.code}, characters {finding.start}–{finding.end}", indent=10)
            write(str(page))
    return DONE
