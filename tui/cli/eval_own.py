"""`footnoted eval questions|gate|latency|new|check`: answers to questions whose evidence is known."""

from __future__ import annotations

import argparse
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import UsageError
from tui.cli.command import Command, Commands, Example, add_command, whole
from tui.cli.console import remark, write, write_row
from tui.cli.libraries import open_library
from tui.cli.progress import Reporter
from tui.cli.status import DONE, ERROR
from tui.counted import counted
from tui.render.safe import safe_text

if TYPE_CHECKING:
    from corpus.library import Library
    from eval.questions import SystemResult
    from eval.report_questions import Case
    from qa.ask import Asker

PRODUCT = "footnoted"
"""The system that the gate holds to its floors."""


def register(group: Commands) -> None:
    """Declare the commands."""
    _register_questions(group)
    _register_gate(group)
    _register_latency(group)
    _register_new(group)
    _register_check(group)


def _register_questions(group: Commands) -> None:
    questions = add_command(
        group,
        "questions",
        "ask questions with known evidence, of several systems side by side",
        "Ask the shipped questions on the shipped report, or a file of your own, and print how often the "
        "evidence is found, by system and type of question.",
        (
            Example("footnoted eval questions --system footnoted bm25", "two of the systems"),
            Example("footnoted eval questions --json", "all systems, one JSON object", needs="minutes"),
            Example(
                "footnoted eval questions --system footnoted --record new.json",
                "a record for `eval report`",
            ),
        ),
        run_questions,
    )
    _add_questions_option(questions)
    questions.add_argument(
        "--system",
        nargs="+",
        action="extend",
        metavar="NAME",
        help="footnoted, bm25, dense, plain (default: all)",
    )
    questions.add_argument(
        "--record",
        metavar="FILE",
        help="write a record for `eval report`; with several systems one each, FILE with the system's name "
        "before its ending",
    )
    questions.add_argument("--json", action="store_true", help="print one JSON object")


def _add_questions_option(command: Command) -> None:
    command.add_argument(
        "--questions", metavar="FILE", help="questions of your own, JSON lines (default: the shipped ones)"
    )


def _register_gate(group: Commands) -> None:
    gate = add_command(
        group,
        "gate",
        "fail when the answers to the shipped questions got worse",
        "Ask the shipped questions and hold every figure against the floors that ship, or questions of your "
        "own against your floors. Ends with status 1 when one is broken. Floors name their data by digest: "
        "another library or question file is refused, and so is an index that is out of date.",
        (
            Example("footnoted eval gate", "what CI runs"),
            Example(
                "footnoted eval gate --questions own.jsonl --floors own-floors.json --set --library mine",
                "set floors for questions of your own; without --set they are held",
                needs="minutes",
            ),
            Example("footnoted eval gate --json", "the same, one JSON object"),
        ),
        run_gate,
    )
    _add_questions_option(gate)
    gate.add_argument("--floors", metavar="FILE", help="another floors file (default: the one that ships)")
    gate.add_argument("--set", action="store_true", help="set the floors a little under today's figures")
    gate.add_argument("--lower", action="store_true", help="with --set: also where that loosens one")
    gate.add_argument("--json", action="store_true", help="print one JSON object")


def _register_latency(group: Commands) -> None:
    latency = add_command(
        group,
        "latency",
        "time and memory of answers and of the index, two systems in turns",
        "Make the index anew, ask one question of fresh processes, and the shipped questions warm. Two "
        "systems take turns, so that what else the machine does falls on both; ratios compare them.",
        (
            Example("footnoted eval latency --rounds 1 --cold 1 --no-index", "the product alone, quickly"),
            Example(
                "footnoted eval latency --system footnoted plain --json", "two, as ratios", needs="minutes"
            ),
        ),
        run_latency,
    )
    latency.add_argument(
        "--system",
        nargs="+",
        default=[PRODUCT],
        metavar="NAME",
        help="one or two of footnoted, bm25, dense, plain",
    )
    _add_questions_option(latency)
    latency.add_argument(
        "--rounds", type=whole(1, 1000), default=3, metavar="N", help="how often each is asked (default: 3)"
    )
    latency.add_argument(
        "--cold", type=whole(0, 100), default=3, metavar="N", help="fresh processes a system (default: 3)"
    )
    latency.add_argument("--no-index", action="store_true", help="leave out the making of indexes")
    latency.add_argument("--json", action="store_true", help="print one JSON object")


def _register_new(group: Commands) -> None:
    new = add_command(
        group,
        "new",
        "start a question file of your own from your library",
        "Write a question file to fill in: footnoted sentences from all over the library, each with its "
        "evidence and its notes; you write the question. An existing file is never overwritten.",
        (Example("footnoted eval new own-questions.jsonl --count 10", "ten lines to fill in"),),
        run_new,
    )
    new.add_argument("file", metavar="FILE", help="the new file")
    new.add_argument("--count", type=whole(1, 10_000), default=20, metavar="N", help="lines (default: 20)")


def _register_check(group: Commands) -> None:
    check = add_command(
        group,
        "check",
        "find what in a question file no longer stands in the library",
        "Look up every piece of evidence and every footnote of a question file in the library, and tell "
        "what is missing, empty or twice there. Ends with status 1 when something is.",
        (Example("footnoted eval check own-questions.jsonl", "after documents changed", needs="minutes"),),
        run_check,
    )
    check.add_argument("file", metavar="FILE", help="a question file, JSON lines")
    check.add_argument("--json", action="store_true", help="print one JSON object a fault")


def run_questions(args: argparse.Namespace) -> int:
    """Measure the answers to a file of questions."""
    from eval.question_table import table
    from eval.questions import measure, to_json
    from eval.retrieved import SYSTEMS, names_of
    from tui.cli.ask import open_asker

    names = names_of(args.system or SYSTEMS)
    own, cases = _cases(args)
    with Reporter() as progress, open_library(args, progress) as library:
        with open_asker(args, library, progress, fresh=True) as asker:
            _tell_faults(library, own)
            results = measure(cases, asker, systems=names, progress=progress)
            if args.record:
                _write_records(Path(args.record), results, asker, own)
        progress.wipe()
    if args.json:
        write_row(to_json(results))
    else:
        write(table(results))
    return DONE


def _write_records(path: Path, results: tuple[SystemResult, ...], asker: Asker, own: Path | None) -> None:
    from eval.files import write_json
    from eval.question_gate import data_digests
    from eval.question_record import record_of, record_paths

    digests = data_digests(asker.library, own)
    name = own.stem if own else "the report's questions"
    paths = record_paths(path, [result.system for result in results])
    for result in results:
        write_json(paths[result.system], record_of(result, asker, collection=name, digests=digests))


def run_gate(args: argparse.Namespace) -> int:
    """Hold today's figures against the floors, or set them."""
    from eval.gate import FLOORS, check, check_data, read_floors, set_floors
    from eval.question_gate import bounds_of, data_digests
    from eval.question_record import measures_of
    from eval.questions import measure
    from tui.cli.ask import open_asker

    own, cases = _cases(args)
    if own and not args.floors:
        raise UsageError("Questions of your own need floors of their own.", "Add --floors FILE.")
    path = Path(args.floors) if args.floors else FLOORS
    floors = None if args.set else read_floors(path)
    with Reporter() as progress, open_library(args, progress) as library:
        data = data_digests(library, own)
        if floors is not None:
            check_data(data, floors)
        with open_asker(args, library, progress, fresh=True) as asker:
            if args.set:
                _tell_faults(library, own)
            (result,) = measure(cases, asker, systems=(PRODUCT,), progress=progress)
        progress.wipe()
    figures = measures_of(result)
    if floors is None:
        floors = bounds_of(figures, data)
        set_floors(path, floors, lower=args.lower)
    broken = check(figures, data, floors)
    if args.json:
        told = [{"measure": b.measure, "value": b.value, b.kind: b.bound} for b in broken]
        write_row({"passed": not broken, "measures": figures, "floors": floors, "broken": told})
    else:
        for kind, sign in (("floors", "≥"), ("ceilings", "≤")):
            for name, bound in floors[kind].items():
                failed = any(b.measure == name and f"{b.kind}s" == kind for b in broken)
                write(f"{'FAILED' if failed else 'ok':7} {name:18} {figures[name]:9.3f} {sign} {bound:.3f}")
    return ERROR if broken else DONE


def _tell_faults(library: Library, own: Path | None) -> None:
    """Tell of evidence that stands nowhere: no system can find it, and each would be marked down for it."""
    from eval.starter import check_questions

    if faults := check_questions(library, own) if own else ():
        look = f"`footnoted eval check {shlex.quote(str(own))}`"
        remark(f"{own}: {counted(len(faults), 'fault')}; what stands nowhere is not found. {look} names all.")


def _cases(args: argparse.Namespace) -> tuple[Path | None, tuple[Case, ...]]:
    """Return the question file that was named, and its questions; the shipped ones where none was."""
    from eval.report_questions import read_cases, shipped_questions

    own = Path(args.questions) if args.questions else None
    return own, read_cases(own) if own else shipped_questions()


def run_latency(args: argparse.Namespace) -> int:
    """Time one system, or two in turns."""
    from eval.latency import Effort, measure_latency, to_json
    from eval.latency_table import costs_table
    from tui.cli.ask import open_asker

    _, cases = _cases(args)
    questions = [case.question for case in cases]
    with Reporter() as progress, open_library(args, progress) as library:
        with open_asker(args, library, progress, fresh=True) as asker:
            effort = Effort(args.rounds, args.cold, not args.no_index)
            sides = measure_latency(asker, questions, args.system, effort, progress=progress)
        progress.wipe()
    row = to_json(sides)
    if args.json:
        write_row(row)
        return DONE
    write(costs_table(sides, row.get("ratios")))
    return DONE


def run_new(args: argparse.Namespace) -> int:
    """Write a question file to fill in."""
    from eval.starter import write_starter

    with Reporter() as progress, open_library(args, progress) as library:
        count = write_starter(library, Path(args.file), args.count)
        progress.wipe()
    write(f"{safe_text(args.file)}: {count} lines. Write a question into each, or delete the line.")
    return DONE


def run_check(args: argparse.Namespace) -> int:
    """Tell what in a question file no longer holds."""
    from eval.starter import check_questions

    with Reporter() as progress, open_library(args, progress) as library:
        faults = check_questions(library, Path(args.file))
        progress.wipe()
    for fault in faults:
        if args.json:
            write_row({"place": fault.place, "message": fault.message})
        else:
            write(safe_text(f"{fault.place}: {fault.message}"))
    if not faults and not args.json:
        write(f"{safe_text(args.file)}: everything stands in the library.")
    return ERROR if faults else DONE
