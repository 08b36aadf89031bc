"""`footnoted index`: build, look at and check the index that questions are answered from."""

from __future__ import annotations

import argparse
from typing import TYPE_CHECKING, Any

from tui.cli.command import Commands, Example, add_command, add_group
from tui.cli.console import complain, remark, write, write_row
from tui.cli.libraries import advise_rereading, open_library, read_before
from tui.cli.progress import Reporter
from tui.cli.status import DONE, ERROR

if TYPE_CHECKING:
    from index.versions import IndexStatus

MEGABYTE = 1_000_000


def register(commands: Commands) -> None:
    """Declare the group and its commands."""
    group = add_group(commands, "index", "the index that questions are answered from", __doc__ or "")
    build = add_command(
        group,
        "build",
        "build the index, or leave it when nothing has changed",
        "Build an index version aside and put it in place when it is whole; the one in use stays until then. "
        "Passages that an earlier version has encoded are taken over.",
        (
            Example("footnoted index build", "after adding or removing documents"),
            Example(
                "footnoted index build --model minilm", "with the small English encoder", needs="minutes"
            ),
        ),
        run_build,
    )
    build.add_argument("--force", action="store_true", help="build even when nothing has changed")
    build.add_argument("--json", action="store_true", help="print the manifest as JSON")
    status = add_command(
        group,
        "status",
        "say which version is in use and whether it is out of date",
        "Say which index version is in use, what it was made of, and why it should be rebuilt, if it should.",
        (Example("footnoted index status"), Example("footnoted index status --json", "for a script")),
        run_status,
    )
    status.add_argument("--json", action="store_true", help="print one JSON object")
    add_command(
        group,
        "verify",
        "check every digest of the version in use and of the documents",
        "Read every file of the index version in use and every document of the library, and compare them "
        "with the digests that were kept; exit status 1 when something is wrong.",
        (Example("footnoted index verify"),),
        run_verify,
    )


def run_build(args: argparse.Namespace) -> int:
    """Build the index."""
    from dataclasses import asdict

    from index.versions import build_index, index_status

    with Reporter() as progress, open_library(args, progress) as library:
        manifest = build_index(library, model=args.model, progress=progress, force=args.force)
        progress.wipe()
        status = index_status(library)
    if args.json:
        write_row(asdict(manifest))
    else:
        write(f"{status.version}: {manifest.passages} passages of {manifest.documents} documents")
    return DONE


def run_status(args: argparse.Namespace) -> int:
    """Tell where the index stands."""
    from index.versions import index_status

    with Reporter() as progress, open_library(args, progress) as library:
        status = index_status(library)
        before = read_before(library.documents())
        progress.wipe()
    if args.json:
        write_row({**_status_row(status), "read_before": before})
        return DONE
    for name, value in _status_lines(status):
        write(f"{name:<10} {value}")
    for why in status.stale:
        write(f"{'stale':<10} {why}")
    if status.stale:
        remark("Run `footnoted index build`.")
    advise_rereading(before)
    return DONE


def run_verify(args: argparse.Namespace) -> int:
    """Check the index and the documents that it is made from, and tell what is wrong with them."""
    from corpus.library_check import damage_of
    from index.versions import index_status, verify_index

    with Reporter() as progress, open_library(args, progress) as library:
        progress("checking the index", 0, 0)
        problems = verify_index(library)
        status = index_status(library)
        damaged = damage_of(library, progress)
        progress.wipe()
    for one in damaged:
        complain(one.message, one.hint)
    if not problems:
        write(f"{status.version}: every file is as it was built")
        return ERROR if damaged else DONE
    for problem in problems:
        write(problem)
    complain("the index is not sound.", "Run `footnoted index build --force`.")
    return ERROR


def _status_row(status: IndexStatus) -> dict[str, Any]:
    manifest = status.manifest
    return {
        "version": status.version,
        "model": manifest.model if manifest else None,
        "passages": manifest.passages if manifest else 0,
        "documents": manifest.documents if manifest else 0,
        "bytes": status.bytes,
        "up_to_date": not status.stale,
        "stale": list(status.stale),
        "versions": list(status.versions),
    }


def _status_lines(status: IndexStatus) -> list[tuple[str, str]]:
    lines = [("version", status.version or "none")]
    if status.manifest:
        made = status.manifest
        lines += [
            ("model", f"{made.model} ({made.dim} dimensions)"),
            ("passages", f"{made.passages}, {made.notes} of them notes, from {made.documents} documents"),
            ("size", f"{status.bytes / MEGABYTE:.1f} MB"),
        ]
    if len(status.versions) > 1:
        lines.append(("kept", ", ".join(status.versions)))
    return lines
