"""The command line's reference, made from the parsers: `python -m tui.cli.reference > docs/cli.md`.

A test fails when docs/cli.md is not what this prints, so the reference cannot grow stale.
"""

from __future__ import annotations

import argparse
import sys
from collections.abc import Iterator

from tui.cli.command import Command

HEAD = """\
# The command line

Made from the program itself by `make docs`; do not edit by hand. Standard output holds answers, standard
error everything else. Exit status: 0 answered or done, 3 abstained, 2 usage or configuration error, 1
anything else, 130 interrupted.
"""


def leaves(parser: Command) -> Iterator[Command]:
    """Yield the parser of every command that does something, the program itself first."""
    if parser.get_default("run"):
        yield parser
    for action in parser._actions:
        if isinstance(action, argparse._SubParsersAction):
            for inner in action.choices.values():
                yield from leaves(inner)


def reference(parser: Command) -> str:
    """Return the reference as Markdown.

    Args:
        parser: The whole command line.
    """
    common = _common_names(parser)
    parts = [HEAD, "## Options of every command\n", _table(parser, common, inside=True)]
    for command in leaves(parser):
        parts.append(f"## {command.prog}\n\n{_sentences(command.description)}\n")
        parts.append(_table(command, common, inside=False))
        parts.extend(_examples(command))
    return "\n".join(part for part in parts if part)


def _examples(command: Command) -> Iterator[str]:
    for example in command.examples:
        lead = f"{example.says[:1].upper()}{example.says[1:]}" if example.says else "Example"
        status = f" (exit status {example.status})" if example.status else ""
        typed = f"echo '{example.stdin.strip()}' | {example.line}" if example.stdin else example.line
        yield f"{lead}{status}:\n\n```\n{typed}\n```\n"


def _common_names(parser: Command) -> frozenset[str]:
    group = next(group for group in parser._action_groups if group.title == "common options")
    return frozenset(action.dest for action in group._group_actions)


def _table(parser: Command, common: frozenset[str], *, inside: bool) -> str:
    rows = [
        f"| `{_spelling(action)}` | {_cell(action.help or '')} |"
        for action in parser._actions
        if (action.dest in common) is inside and not isinstance(action, _SHOWN_ELSEWHERE)
    ]
    return "\n".join(["| | |", "|---|---|", *rows, ""]) if rows else ""


_SHOWN_ELSEWHERE = (argparse._HelpAction, argparse._SubParsersAction)


def _spelling(action: argparse.Action) -> str:
    value = action.metavar or "|".join(map(str, action.choices or ()))
    value = _cell(value if isinstance(value, str) else " ".join(value))
    if not action.option_strings:
        return f"{value} …" if action.nargs in ("*", "+") else value
    names = ", ".join(action.option_strings)
    return names if action.nargs == 0 else f"{names} {value}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _sentences(description: str | None) -> str:
    return " ".join((description or "").split())


if __name__ == "__main__":
    from tui.cli.entry import build_parser

    sys.stdout.write(reference(build_parser()))
