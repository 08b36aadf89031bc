"""How a command is declared: its options, its help, and examples that a test runs.

A group of commands is a module with `register(commands)`. The reference in
docs/cli.md is generated from what is declared here.
"""

from __future__ import annotations

import argparse
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from textwrap import fill
from typing import Any, Literal, NoReturn, TypeAlias

from tui.render.safe import safe_text

Commands: TypeAlias = "argparse._SubParsersAction[Command]"
"""Where commands are declared: the program's own words, or a group's."""
WIDTH = 80
"""Characters of a line of a command's description."""

Run = Callable[[argparse.Namespace], int]
"""Does a command's work and returns its exit status."""


@dataclass(frozen=True, slots=True)
class Example:
    """A command line worth copying."""

    line: str
    """As typed in a shell, without pipes: `footnoted corpus notes 17`."""
    says: str = ""
    """What it is for, in a few words."""
    status: int = 0
    """Exit status on the shipped report."""
    stdin: str = ""
    """What it reads from standard input."""
    needs: Literal["", "network", "terminal", "minutes"] = ""
    """What keeps the test of all examples from running it; its own test does."""


class Command(argparse.ArgumentParser):
    """A parser that knows its examples."""

    def __init__(self, *args: Any, examples: Sequence[Example] = (), **kwargs: Any) -> None:  # noqa: ANN401
        """Take argparse's own arguments and the examples shown below the options."""
        kwargs.setdefault("formatter_class", argparse.RawDescriptionHelpFormatter)
        kwargs.setdefault("allow_abbrev", False)
        if examples:
            shown = "examples:\n" + "\n".join(_shown(one) for one in examples)
            kwargs["epilog"] = f"{shown}\n\n{kwargs.get('epilog', '')}".strip()
        super().__init__(*args, **kwargs)
        self.examples = tuple(examples)

    def error(self, message: str) -> NoReturn:
        """Refuse the command line, without what its words might do to a terminal."""
        super().error(safe_text(message))


def add_command(
    commands: Commands, name: str, summary: str, description: str, examples: Sequence[Example], run: Run
) -> Command:
    """Declare a command that does something.

    Args:
        commands: What `add_group` or the program's own parser gave.
        name: The word typed.
        summary: One line for the list of commands.
        description: One or two sentences for its own help.
        examples: At least one; a test runs each.
        run: Its work.

    Returns:
        The parser, to add arguments to.
    """
    parser = commands.add_parser(
        name,
        help=summary,
        description=fill(description, WIDTH),
        examples=examples,
        parents=[common_options()],
    )
    parser.set_defaults(run=run, command_parser=parser)
    return parser


def add_group(commands: Commands, name: str, summary: str, description: str) -> Commands:
    """Declare a word that has commands of its own: `corpus`, `index`."""
    parser = commands.add_parser(
        name, help=summary, description=fill(description, WIDTH), parents=[common_options()]
    )
    group = parser.add_subparsers(title="commands", dest=f"{name}_command", metavar="COMMAND", required=True)
    return group


def common_options(*, top: bool = False) -> Command:
    """Return the options that every command has.

    Args:
        top: True for the program's own parser, which sets the defaults; a command's
            own then override them only where they are typed.
    """
    parent = Command(add_help=False)
    group = parent.add_argument_group("common options")
    default = None if top else argparse.SUPPRESS
    group.add_argument(
        "--library",
        metavar="DIR",
        default=default,
        help="folder of the library (default: FOOTNOTED_LIBRARY, or the shipped report's library)",
    )
    group.add_argument(
        "--model",
        metavar="NAME",
        default=default,
        help="encoder: e5 (default), minilm, or a sentence-transformers model by name or folder",
    )
    group.add_argument(
        "--color",
        choices=("auto", "always", "never"),
        default="auto" if top else argparse.SUPPRESS,
        help="colour in text output (default: auto)",
    )
    return parent


def whole(low: int, high: int) -> Callable[[str], int]:
    """Return an argument type for whole numbers from `low` to `high`."""

    def number(text: str) -> int:
        value = int(text) if text.isascii() and text.isdigit() and len(text) < 12 else -1
        if not low <= value <= high:
            raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a whole number from {low} to {high}")
        return value

    return number


def share(text: str) -> float:
    """Read a number from 0 to 1: an argument type."""
    try:
        value = float(text)
    except ValueError:
        value = -1.0
    if not 0.0 <= value <= 1.0:
        raise argparse.ArgumentTypeError(f"{text[:40]!r} is not a number from 0 to 1")
    return value


def _shown(example: Example) -> str:
    return f"  {example.line}" + (f"\n      {example.says}" if example.says else "")
