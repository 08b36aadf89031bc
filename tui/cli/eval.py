"""`footnoted eval`: how good the answers are, measured."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui.cli import eval_runs
from tui.cli.command import Commands, Example, add_command, add_group
from tui.cli.console import write, write_row
from tui.cli.libraries import open_library
from tui.cli.progress import Reporter
from tui.cli.status import DONE


def register(commands: Commands) -> None:
    """Declare the group and its commands."""
    group = add_group(commands, "eval", "measure how good the answers are", __doc__ or "")
    eval_runs.register(group)
    questions = add_command(
        group,
        "questions",
        "ask questions with known evidence, of several systems side by side",
        "Ask the shipped questions on the shipped report, or a file of your own, and print how often the "
        "evidence is found, by system and type of question.",
        (
            Example("footnoted eval questions --system footnoted --system bm25", "two of the systems"),
            Example("footnoted eval questions --json", "all systems, one JSON object", needs="minutes"),
        ),
        run_questions,
    )
    questions.add_argument("--questions", metavar="FILE", help="a question file of your own, JSON lines")
    questions.add_argument(
        "--system",
        action="append",
        metavar="NAME",
        help="footnoted, bm25, dense or plain; repeatable (default: all)",
    )
    questions.add_argument("--json", action="store_true", help="print one JSON object")


def run_questions(args: argparse.Namespace) -> int:
    """Measure the answers to a file of questions."""
    from eval.question_table import table
    from eval.questions import measure, to_json
    from eval.report_questions import read_cases, shipped_questions
    from eval.retrieved import SYSTEMS, names_of
    from tui.cli.ask import open_asker

    names = names_of(args.system or SYSTEMS)
    cases = read_cases(Path(args.questions)) if args.questions else shipped_questions()
    with Reporter() as progress, open_library(args, progress) as library:
        with open_asker(args, library, progress) as asker:
            results = measure(cases, asker, systems=names, progress=progress)
        progress.wipe()
    if args.json:
        write_row(to_json(results))
    else:
        write(table(results))
    return DONE
