"""`footnoted`: reads the command line, runs one command, and answers for how it ends.

Exit status: 0 done or answered, 3 abstained, 2 usage or configuration error,
1 anything else, 130 interrupted.
"""

from __future__ import annotations

import argparse
from collections.abc import Sequence
from typing import NoReturn

from corpus.errors import FootnotedError
from tui.cli import app, ask, corpus, eval, index, serve, sources
from tui.cli.command import Command, common_options
from tui.cli.console import NAMED_LIBRARY, complain, finish, forget_stdout, prepare_streams, write
from tui.cli.status import ERROR, INTERRUPTED, status_of

DESCRIPTION = """\
Ask a footnoted report a question: the passages that answer it, the footnotes that
back them, the sources behind the footnotes. Without a command it opens the app;
with no terminal on standard output it asks one sample question instead."""

EPILOG = """\
standard output holds answers, standard error everything else.
exit status: 0 answered, 3 abstained, 2 usage or configuration error, 1 anything else."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command.

    Args:
        arguments: The words after `footnoted`; by default those of this process.

    Returns:
        The exit status.
    """
    prepare_streams()
    try:
        return _run(build_parser().parse_args(arguments))
    except FootnotedError as error:
        complain(error.message, error.hint)
        return status_of(error)
    except BrokenPipeError:
        # The reader (`| head`) has seen enough.
        forget_stdout()
        return ERROR
    except KeyboardInterrupt:
        complain("interrupted.")
        return INTERRUPTED


def build_parser() -> Command:
    """Return the parser of the whole command line."""
    parser = Command(
        prog="footnoted",
        description=DESCRIPTION,
        examples=app.EXAMPLES,
        epilog=EPILOG,
        parents=[common_options(top=True)],
    )
    parser.add_argument("--version", action=_Version, nargs=0, help="print the version and leave")
    app.add_options(parser)
    parser.set_defaults(run=app.run, command_parser=parser)
    commands = parser.add_subparsers(
        title="commands", dest="command", metavar="COMMAND", parser_class=Command
    )
    for group in (ask, corpus, index, sources, eval, serve):
        group.register(commands)
    return parser


class _Version(argparse.Action):
    """Prints the version, looked up only then: that import costs as much as all of --help."""

    def __call__(self, parser: argparse.ArgumentParser, *_: object) -> NoReturn:
        """Print and leave."""
        from importlib.metadata import version

        write(f"footnoted {version('footnoted')}")
        parser.exit()


def _run(args: argparse.Namespace) -> int:
    NAMED_LIBRARY.set(args.library)
    status: int = args.run(args)
    finish()
    return status
