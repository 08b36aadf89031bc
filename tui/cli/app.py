"""`footnoted` alone: the app, or one sample answer where there is no terminal to draw on."""

from __future__ import annotations

import argparse
import os
import signal
import sys
from pathlib import Path

from corpus.errors import UsageError
from corpus.library import Library
from qa.settings import AskSettings
from tui.cli.command import Command, Example
from tui.cli.libraries import named_library, open_library
from tui.cli.progress import Reporter

SAMPLE = argparse.Namespace(
    json=False,
    jsonl=False,
    k=5,
    explain=False,
    history=[],
    document=[],
    section=[],
    only=[],
    language=[],
    reranker=None,
    threshold=AskSettings().threshold,
)
"""What `ask` takes for granted."""

SERVED = "TEXTUAL_DRIVER"
"""Environment variable that textual-serve sets: the app is drawn into a browser, and no terminal is there."""

EXAMPLES = (
    Example("footnoted", "the app; where there is no terminal, a sample question and its answer"),
    Example("footnoted --plain", "the conversation as lines", needs="terminal"),
)


def add_options(parser: Command) -> None:
    """Add the app's own options."""
    parser.add_argument(
        "--plain",
        action="store_true",
        help="the conversation as lines, for screen readers and dumb terminals",
    )


def run(args: argparse.Namespace) -> int:
    """Open the app, or ask the sample question and print its answer."""
    served = bool(os.environ.get(SERVED))
    if args.plain or served or (sys.stdin.isatty() and sys.stdout.isatty()):
        if not (args.plain or served or sys.stderr.isatty()):
            raise UsageError(
                "The app draws on standard error, which leads elsewhere.",
                "Start it without sending standard error away, or with --plain.",
            )
        from tui.app import run as run_app

        _end_with_the_terminal()
        return run_app(_named(args), args.model, args.plain)
    from tui.cli.ask import ask_one

    return ask_one(argparse.Namespace(**vars(SAMPLE) | vars(args)), _sample_question(args))


def _end_with_the_terminal() -> None:
    """Let a cut line end the app also where a parent ignores it (`nohup`): nobody could reach it again."""
    if hasattr(signal, "SIGHUP") and signal.getsignal(signal.SIGHUP) == signal.SIG_IGN:
        signal.signal(signal.SIGHUP, signal.SIG_DFL)


def _named(args: argparse.Namespace) -> Path | None:
    """Return the library named, having seen that it opens: a slip is told before the screen is taken."""
    if args.library is None:
        return None
    path = named_library(args.library)
    Library.open(path).close()
    return path


def _sample_question(args: argparse.Namespace) -> str:
    from corpus.bundled import shipped_questions, shipped_report
    from corpus.library_entries import digest_of

    shipped = digest_of(shipped_report().data)
    with Reporter() as progress, open_library(args, progress) as library:
        if any(entry.digest == shipped for entry in library.documents()):
            return shipped_questions()[0]
    raise UsageError(
        "There is no terminal to open the app in, and no sample question for this library.",
        'Ask one: footnoted ask "…".',
    )
