"""`footnoted sources check`: whether the captured sources say what the report says."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING

from tui.cli.command import Commands, Example, add_command, whole
from tui.cli.console import coloured, line_width, remark, write, write_row
from tui.cli.libraries import open_library
from tui.cli.progress import Reporter
from tui.cli.status import DONE

if TYPE_CHECKING:
    from collections.abc import Iterator

    from corpus.library import Library
    from qa.support_model import SupportVerdict
    from qa.support_opinion import Adviser

LAST_NOTE = 10**9
_INDENT = 6


def register_check(group: Commands) -> None:
    """Declare `check`."""
    parser = add_command(
        group,
        "check",
        "hold each claim against the captured sources of its notes",
        "For each sentence that carries a mark and each captured source of its note: the words of the source "
        "that bear on it, a verdict, and the facts that decided. Verdicts are for a person to weigh.",
        (
            Example("footnoted sources check 17", "the claims of one note"),
            Example("footnoted sources check --json", "every note, one verdict a line"),
        ),
        run_check,
    )
    parser.add_argument(
        "notes", nargs="*", type=whole(0, LAST_NOTE), metavar="NOTE", help="number of a note (default: all)"
    )
    parser.add_argument("--document", metavar="ID", help="only this document (default: every report)")
    parser.add_argument(
        "--nli", metavar="MODEL", help="an entailment cross-encoder, by folder or name, for a second opinion"
    )
    parser.add_argument(
        "--endpoint", metavar="URL", help="an OpenAI-compatible endpoint, sent claims for a second opinion"
    )
    parser.add_argument("--endpoint-model", metavar="NAME", default="default", help="the model to name there")
    parser.add_argument("--json", action="store_true", help="print JSON, one verdict a line")


def run_check(args: argparse.Namespace) -> int:
    """Print verdicts in the order of the notes."""
    from qa.support import support_row

    counted: dict[str, int] = {}
    with Reporter() as progress, open_library(args, progress) as library:
        for verdict in _verdicts(args, library, progress):
            progress.wipe()
            counted[verdict.verdict] = counted.get(verdict.verdict, 0) + 1
            if args.json:
                write_row(support_row(verdict))
            else:
                _write(args, verdict)
    if not args.json:
        remark(
            ", ".join(f"{count} {name}" for name, count in counted.items()) or "There is no claim to check."
        )
    return DONE


def _verdicts(args: argparse.Namespace, library: Library, progress: Reporter) -> Iterator[SupportVerdict]:
    """Yield each note's verdicts; the encoder is loaded only where a source was captured."""
    from corpus.sources.targets import targets
    from qa.support import check_note

    wanted = [
        (ref.document, ref.note) for one in targets(library, args.notes, args.document) for ref in one.refs
    ]
    pairs = sorted(set(wanted), key=lambda pair: pair[1])
    encoder = None
    if any(entry.kind == "source" for entry in library.documents()):
        from index.encoders import load_encoder
        from qa.support_read import entailment_reader

        progress("loading the encoder", 0, 0)
        encoder = load_encoder(args.model or "e5")
        entailment_reader(progress)
    advisers = _advisers(args)
    for at, (document, note) in enumerate(pairs):
        progress("checking notes", at, len(pairs))
        yield from check_note(library, document, note, encoder=encoder, advisers=advisers)


def _advisers(args: argparse.Namespace) -> list[Adviser]:
    """Return who gives second opinions: only those that are named."""
    advisers: list[Adviser] = []
    if args.nli:
        from index.nli import load_nli

        advisers.append(load_nli(args.nli))
    if args.endpoint:
        from corpus.sources.endpoint import Endpoint

        advisers.append(Endpoint(args.endpoint, args.endpoint_model))
    return advisers


def _write(args: argparse.Namespace, verdict: SupportVerdict) -> None:
    from tui.render.page import Page

    page = Page(line_width(), styled=coloured(args.color))
    page.strong(verdict.verdict, indent=_INDENT, label=f"{verdict.note:>4}")
    page.text(verdict.claim, indent=_INDENT)
    if verdict.held:
        page.faint(f"held against the source: {verdict.held}", indent=_INDENT + 2)
    page.text(verdict.reason, indent=_INDENT)
    for span in verdict.evidence[:2]:
        nearest = "nearest: " if verdict.verdict == "not found" else ""
        page.text(f"{nearest}“{span.text}”", indent=_INDENT + 2)
        page.faint(f"{span.document}, characters {span.start}–{span.end}", indent=_INDENT + 2)
    for fact in verdict.facts:
        other = f" / “{fact.source}”" if fact.source else ""
        page.faint(f"{fact.kind} “{fact.claim}”{other}: {fact.outcome}", indent=_INDENT + 2)
    for opinion in verdict.opinions:
        sure = f" ({opinion.confidence:.2f})" if opinion.confidence is not None else ""
        page.faint(f"second opinion, {opinion.by}: {opinion.verdict}{sure}", indent=_INDENT + 2)
    write(f"{page}\n")
