"""`footnoted eval questions|gate|latency|new|check`: answers to questions whose evidence is known."""

from __future__ import annotations

import argparse
from pathlib import Path
from typing import TYPE_CHECKING

from tui.cli.command import Commands, Example, add_command, whole
from tui.cli.console import write, write_row
from tui.cli.libraries import open_library
from tui.cli.progress import Reporter
from tui.cli.status import DONE, ERROR
from tui.render.safe import safe_text

if TYPE_CHECKING:
    from eval.questions import SystemResult
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
            Example("footnoted eval questions --system footnoted --system bm25", "two of the systems"),
            Example("footnoted eval questions --json", "all systems, one JSON object", needs="minutes"),
            Example(
                "footnoted eval questions --system footnoted --record new.json",
                "a record for `eval report`",
            ),
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
    questions.add_argument(
        "--record",
        metavar="FILE",
        help="write a record for `eval report`; with several systems one each, FILE with the system's name "
        "before its ending",
    )
    questions.add_argument("--json", action="store_true", help="print one JSON object")


def _register_gate(group: Commands) -> None:
    gate = add_command(
        group,
        "gate",
        "fail when the answers to the shipped questions got worse",
        "Ask the shipped questions and hold every figure against the floors that ship. Ends with status 1 "
        "when one is broken. Run it on the shipped report's library.",
        (
            Example("footnoted eval gate", "what CI runs"),
            Example("footnoted eval gate --json", "the same, one JSON object"),
        ),
        run_gate,
    )
    gate.add_argument("--floors", metavar="FILE", help="another floors file (default: the one that ships)")
    gate.add_argument("--set", action="store_true", help="set the floors a little under today's figures")
    gate.add_argument("--lower", action="store_true", help="with --set: also where that loosens one")
    gate.add_argument("--json", action="store_true", help="print one JSON object")


def _register_latency(group: Commands) -> None:
    latency = add_command(
        group,
        "latency",
        "time answers, from a fresh process and warm, two systems in turns",
        "Ask the shipped questions warm and one of them of fresh processes. Two systems are asked in turns, "
        "so that what else the machine does falls on both, and compared as ratios.",
        (
            Example("footnoted eval latency --rounds 1 --cold 1", "the product alone, quickly"),
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
    latency.add_argument("--questions", metavar="FILE", help="a question file of your own, JSON lines")
    latency.add_argument(
        "--rounds", type=whole(1, 1000), default=3, metavar="N", help="how often each is asked (default: 3)"
    )
    latency.add_argument(
        "--cold", type=whole(0, 100), default=3, metavar="N", help="fresh processes a system (default: 3)"
    )
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
    from eval.report_questions import read_cases, shipped_questions
    from eval.retrieved import SYSTEMS, names_of
    from tui.cli.ask import open_asker

    names = names_of(args.system or SYSTEMS)
    own = Path(args.questions) if args.questions else None
    cases = read_cases(own) if own else shipped_questions()
    with Reporter() as progress, open_library(args, progress) as library:
        with open_asker(args, library, progress) as asker:
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
    from eval.gate import file_digest
    from eval.question_gate import shipped_digests
    from eval.question_record import record_of, record_paths

    digests = {"questions": file_digest(own)} if own else shipped_digests()
    name = own.stem if own else "the report's questions"
    paths = record_paths(path, [result.system for result in results])
    for result in results:
        write_json(paths[result.system], record_of(result, asker, collection=name, digests=digests))


def run_gate(args: argparse.Namespace) -> int:
    """Hold today's figures against the floors, or set them."""
    from eval.gate import FLOORS, check, read_floors, set_floors
    from eval.question_gate import bounds_of, shipped_digests
    from eval.question_record import measures_of
    from eval.questions import measure
    from eval.report_questions import shipped_questions
    from tui.cli.ask import open_asker

    path = Path(args.floors) if args.floors else FLOORS
    floors = None if args.set else read_floors(path)
    with Reporter() as progress, open_library(args, progress) as library:
        with open_asker(args, library, progress) as asker:
            (result,) = measure(shipped_questions(), asker, systems=(PRODUCT,), progress=progress)
        progress.wipe()
    figures, data = measures_of(result), shipped_digests()
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


def run_latency(args: argparse.Namespace) -> int:
    """Time one system, or two in turns."""
    from eval.latency import measure_latency, to_json
    from eval.report_questions import read_cases, shipped_questions
    from tui.cli.ask import open_asker

    cases = read_cases(Path(args.questions)) if args.questions else shipped_questions()
    questions = [case.question for case in cases]
    with Reporter() as progress, open_library(args, progress) as library:
        with open_asker(args, library, progress) as asker:
            sides = measure_latency(
                asker, questions, args.system, cold=args.cold, rounds=args.rounds, progress=progress
            )
        progress.wipe()
    row = to_json(sides)
    if args.json:
        write_row(row)
        return DONE
    for side in sides:
        warm = ", ".join(f"{name} {value:.1f}" for name, value in side.warm_ms.items())
        write(
            f"{side.system}: warm {warm} ms, {side.per_second:.1f} a second; "
            f"fresh process {side.cold_ms:,.0f} ms, {side.cold_memory_mb:,.0f} MB; "
            f"made ready in {side.prepare_seconds:.1f} s"
        )
    for name, value in row.get("ratios", {}).items():
        write(f"ratio {name}: " + ("none" if value is None else f"{value:.2f}"))
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
