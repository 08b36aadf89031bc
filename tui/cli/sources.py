"""`footnoted sources`: the far end of the chain: what the notes name, captured, audited and read."""

from __future__ import annotations

import argparse
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.command import Command, Commands, Example, add_command, add_group, whole
from tui.cli.console import remark, write
from tui.cli.documents import REINDEX
from tui.cli.libraries import open_library
from tui.cli.progress import Reporter
from tui.cli.sources_audit import register_audit, register_list
from tui.cli.sources_check import register_check
from tui.cli.status import DONE, ERROR
from tui.counted import counted
from tui.render.safe import safe_text

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.sources.fetch import FetchResult
    from corpus.sources.settings import FetchSettings

LAST_NOTE = 10**9


def register(commands: Commands) -> None:
    """Declare the group and its commands."""
    group = add_group(
        commands, "sources", "the sources behind the notes: capture, audit, check", __doc__ or ""
    )
    _register_fetch(group)
    _register_archive(group)
    _register_attach(group)
    register_audit(group)
    register_check(group)
    register_list(group)


def _register_fetch(group: Commands) -> None:
    parser = add_command(
        group,
        "fetch",
        "capture the pages that the notes cite",
        "Capture every cited page, politely: robots.txt is obeyed, a host gets one request at a time with a "
        "pause. What is gone is looked for in the Wayback Machine. A run that was stopped goes on later.",
        (
            Example("footnoted sources fetch", "everything not captured yet", needs="network"),
            Example("footnoted sources fetch 17 49", "the sources of two notes", needs="network"),
            Example("footnoted sources fetch --again", "what has changed since?", needs="network"),
        ),
        run_fetch,
    )
    _add_notes(parser)
    anew = parser.add_mutually_exclusive_group()
    anew.add_argument("--again", action="store_true", help="ask for everything again")
    anew.add_argument("--retry", action="store_true", help="ask again for what gave no readable page")
    parser.add_argument(
        "--mend",
        action="store_true",
        help="where a printed address fails, try mended forms of it; marked as such",
    )
    parser.add_argument("--no-wayback", action="store_true", help="do not look for archived copies")
    _add_manners(parser)


def _register_archive(group: Commands) -> None:
    parser = add_command(
        group,
        "archive",
        "ask the Wayback Machine to keep the cited pages that are live",
        "Ask the Wayback Machine to save each cited page that was live when last captured, so that it "
        "stays readable.",
        (Example("footnoted sources archive 17", "the source of one note", needs="network"),),
        run_archive,
    )
    _add_notes(parser)
    parser.add_argument("--again", action="store_true", help="also what was saved before")
    _add_manners(parser)


def _register_attach(group: Commands) -> None:
    parser = add_command(
        group,
        "attach",
        "attach a saved page, PDF or WARC to a citation",
        "Attach files for what no program can reach: a saved page, a PDF, a text or a WARC for each source "
        "that the note names, in their order.",
        (
            Example("footnoted sources attach 17 page.html", "a page saved in a browser"),
            Example("footnoted sources attach 36 page.html --citation 2", "for the second of six sources"),
        ),
        run_attach,
    )
    parser.add_argument("note", type=whole(0, LAST_NOTE), metavar="NOTE", help="number of the note")
    parser.add_argument("files", nargs="+", metavar="FILE", help="saved page, PDF, text or WARC")
    parser.add_argument(
        "--citation", type=whole(1, 1000), metavar="N", help="which of the note's sources, counted from 1"
    )
    parser.add_argument("--document", metavar="ID", help="the document whose note is meant")
    parser.add_argument(
        "--max-mb", type=whole(1, 4096), metavar="N", help="largest file, in MiB (default: 20)"
    )


def run_fetch(args: argparse.Namespace) -> int:
    """Capture sources and tell what was met."""
    from corpus.sources.fetch import fetch
    from corpus.sources.workshop import Workshop

    settings = _settings(args)
    with Reporter() as progress, open_library(args, progress) as library, Workshop(settings) as workshop:
        result = fetch(
            library,
            settings,
            notes=args.notes,
            document=args.document,
            anew="all" if args.again else "failed" if args.retry else "new",
            mend=args.mend,
            progress=progress,
            extractor=workshop,
        )
        progress.wipe()
        remark(f"{counted(len(result.made), 'capture')} of {counted(result.targets, 'source')}")
        for state, count in sorted(result.states.items(), key=lambda pair: (-pair[1], pair[0])):
            write(f"{count:>6}  {state}")
        _tell_rest(result)
        _tell(library, result.documents)
    in_vain = result.targets > 0 and len(result.unanswered) == result.targets and not result.made
    return ERROR if result.tripped or in_vain else DONE


def _tell_rest(result: FetchResult) -> None:
    """Tell why nothing was captured, or not all."""
    if not result.targets:
        write("nothing to capture: the notes name no address")
    elif not result.made and not result.unanswered:
        write("nothing to capture: everything was captured before (--again looks anew)")
    if result.unanswered:
        # A mistake of ours is told before a network that is down.
        told = sorted(result.unanswered, key=lambda source: source not in result.tripped)
        why = result.unanswered[told[0]]
        remark(f"For {counted(len(told), 'source')} not all could be asked: {why} The next run asks again.")


def run_archive(args: argparse.Namespace) -> int:
    """Ask for saves and tell where the copies are."""
    from corpus.sources.archive import archive

    with Reporter() as progress, open_library(args, progress) as library:
        made = archive(
            library,
            _settings(args),
            notes=args.notes,
            document=args.document,
            anew=args.again,
            progress=progress,
        )
        progress.wipe()
        for one in made:
            write(safe_text(one.url))
            write(safe_text(f"    {one.shown or f'not saved: {one.reason}'}"))
        if not made:
            remark(
                "There is nothing to save: no cited page is known to be live. Run `footnoted sources fetch`."
            )
        failed = sum(not one.shown for one in made)
        if failed:
            remark(f"{failed} of {counted(len(made), 'page')} could not be saved; the next run asks again.")
    return ERROR if failed else DONE


def run_attach(args: argparse.Namespace) -> int:
    """Attach files and tell what was read in each."""
    from corpus.sources.attach import attach, doubted
    from corpus.sources.workshop import Workshop

    settings = _settings(args)
    with Reporter() as progress, open_library(args, progress) as library, Workshop(settings) as workshop:
        made = attach(
            library,
            args.note,
            [Path(file) for file in args.files],
            settings,
            citation=args.citation,
            document=args.document,
            progress=progress,
            extractor=workshop,
        )
        progress.wipe()
        for snapshot in made:
            told = f"attached {snapshot.source}: {snapshot.characters:,} characters, {snapshot.media_type}"
            write(safe_text(told))
            if doubted(snapshot):
                remark(snapshot.reason)
        _tell(library, tuple(snapshot.source for snapshot in made))
    return DONE


def _tell(library: Library, changed: tuple[str, ...]) -> None:
    if changed and library.index_dir.exists():
        remark(REINDEX)


def _settings(args: argparse.Namespace) -> FetchSettings:
    """Return the settings with what the command line says."""
    from dataclasses import replace

    from corpus.sources.settings import MEBIBYTE, settings_from, wayback_base

    settings = settings_from()
    given = vars(args)
    changes: dict[str, object] = {}
    if given.get("pause") is not None:
        changes |= {"pause": args.pause, "backoff": max(2 * args.pause, 0.05)}
    if given.get("timeout") is not None:
        changes |= {"deadline": args.timeout, "read_timeout": min(settings.read_timeout, args.timeout)}
        changes |= {"connect_timeout": min(settings.connect_timeout, args.timeout)}
    if given.get("max_mb") is not None:
        changes["max_bytes"] = args.max_mb * MEBIBYTE
    if given.get("allow_private"):
        changes["allow_private"] = True
    if given.get("wayback") is not None:
        changes["wayback_url"] = wayback_base(args.wayback, "--wayback")
    if given.get("no_wayback"):
        changes["wayback"] = False
    return replace(settings, **changes)  # type: ignore[arg-type] # fields by name


def _seconds(low: float, high: float) -> Callable[[str], float]:
    def number(text: str) -> float:
        try:
            value = float(text)
        except ValueError:
            value = -1.0
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(
                f"{text[:40]!r} is not a number of seconds from {low:g} to {high:g}"
            )
        return value

    return number


def _add_notes(parser: Command) -> None:
    parser.add_argument(
        "notes", nargs="*", type=whole(0, LAST_NOTE), metavar="NOTE", help="number of a note (default: all)"
    )
    parser.add_argument("--document", metavar="ID", help="only this document (default: every report)")


def _add_manners(parser: Command) -> None:
    group = parser.add_argument_group("limits and manners")
    group.add_argument(
        "--pause", type=_seconds(0, 600), metavar="S", help="rest between two requests to a host (default: 1)"
    )
    group.add_argument(
        "--timeout", type=_seconds(0.1, 3600), metavar="S", help="longest time for one page (default: 60)"
    )
    group.add_argument(
        "--max-mb", type=whole(1, 4096), metavar="N", help="largest page, in MiB (default: 20)"
    )
    group.add_argument(
        "--allow-private",
        action="store_true",
        help="also ask hosts on loopback and private networks (or FOOTNOTED_ALLOW_PRIVATE=1)",
    )
    group.add_argument(
        "--wayback",
        metavar="URL",
        help="the Wayback Machine to ask (default: FOOTNOTED_WAYBACK, or https://web.archive.org)",
    )
