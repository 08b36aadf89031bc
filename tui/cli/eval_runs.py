"""`footnoted eval run|compare|report`: retrieval systems over collections."""

from __future__ import annotations

import argparse
import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import UsageError
from tui.cli.command import Commands, Example, add_command, whole
from tui.cli.console import write, write_row
from tui.cli.progress import Reporter
from tui.cli.status import DONE
from tui.render.safe import safe_text

if TYPE_CHECKING:
    from eval.compare import Comparison, Moved

_SHOWN_MOVES = 5
"""Queries shown for each pair of runs."""


def register(group: Commands) -> None:
    """Declare the commands."""
    _register_run(group)
    _register_compare(group)
    _register_report(group)


def _register_run(group: Commands) -> None:
    run = add_command(
        group,
        "run",
        "rank a collection's documents with one or several systems, and measure",
        "Run systems over a collection in BEIR layout (or TREC topics and qrels). Writes a TREC run file and "
        "a JSON record a system; a run that is stopped goes on where it was.",
        (
            Example(
                "footnoted eval run --collection scifact --system hybrid --json",
                "one JSON object a system",
                needs="minutes",
            ),
            Example(
                "footnoted eval run --collection scifact --system rank-bm25 hybrid:model=minilm,k=100",
                "several systems; settings follow the name",
                needs="minutes",
            ),
        ),
        run_systems,
    )
    run.add_argument("--collection", required=True, metavar="DIR", help="folder of the collection")
    run.add_argument(
        "--system",
        required=True,
        nargs="+",
        action="extend",
        metavar="NAME",
        help="hybrid, dense, bm25, rank-bm25, plain, each with settings (hybrid:model=minilm,k=50), or a "
        "TREC run file; repeatable",
    )
    run.add_argument(
        "--split", metavar="NAME", help="which qrels (default: test, dev or train, the first there)"
    )
    run.add_argument("--measure", nargs="+", action="extend", metavar="NAME", help="in ir_measures' notation")
    run.add_argument(
        "--out", metavar="DIR", help="where run files and records go (default: in the cache folder)"
    )
    run.add_argument("--fresh", action="store_true", help="forget what a stopped run had done")
    run.add_argument("--json", action="store_true", help="print one JSON object a system")


def _register_compare(group: Commands) -> None:
    compare = add_command(
        group,
        "compare",
        "tell real differences between runs from chance",
        "Compare TREC run files with the first of them: differences with bootstrap intervals, a paired "
        "randomisation test corrected for the number of comparisons (Holm), and the queries that moved most.",
        (
            Example(
                "footnoted eval compare base.run new.run --collection scifact",
                "the second against the first",
                needs="minutes",
            ),
        ),
        run_compare,
    )
    compare.add_argument("runs", nargs="+", metavar="RUN", help="TREC run files; the first is the baseline")
    compare.add_argument("--collection", required=True, metavar="DIR", help="folder with the judgements")
    compare.add_argument("--split", metavar="NAME", help="which qrels")
    compare.add_argument(
        "--measure", nargs="+", action="extend", metavar="NAME", help="in ir_measures' notation"
    )
    compare.add_argument(
        "--moved", type=whole(0, 1000), default=_SHOWN_MOVES, metavar="N", help="queries shown (default: 5)"
    )
    compare.add_argument("--json", action="store_true", help="print one JSON object")


def _register_report(group: Commands) -> None:
    report = add_command(
        group,
        "report",
        "draw records as one HTML page, or as a Markdown table",
        "Draw the records that `eval run` and `eval questions --record` wrote: measures, per-query "
        "differences, risk against coverage. The page needs nothing but itself.",
        (Example("footnoted eval report base.json new.json --html report.html", "a page", needs="minutes"),),
        run_report,
    )
    report.add_argument(
        "records", nargs="+", metavar="RECORD", help="JSON records; the first is the baseline"
    )
    report.add_argument(
        "--html", metavar="FILE", help="write a page here instead of a table to standard output"
    )
    report.add_argument("--title", default="Evaluation", metavar="TEXT", help="title of the page")


def run_systems(args: argparse.Namespace) -> int:
    """Run systems and print their measures."""
    from eval.collection import load_collection
    from eval.measures import DEFAULT_MEASURES
    from eval.record import summary
    from eval.report import markdown_table
    from eval.running import run_system
    from eval.specs import parse_system

    specs = [parse_system(name) for name in dict.fromkeys(args.system)]
    collection = load_collection(Path(args.collection), split=args.split)
    cache = _cache_folder()
    out = Path(args.out) if args.out else cache / "runs" / f"{collection.name}-{collection.digest[:8]}"
    records = []
    with Reporter() as progress:
        for spec in specs:
            record = run_system(
                spec,
                collection,
                out,
                cache=cache / "indexes",
                measures=args.measure or DEFAULT_MEASURES,
                fresh=args.fresh,
                progress=progress,
            )
            progress.wipe()
            records.append(record)
            if args.json:
                write_row(summary(record))
    if not args.json:
        write(safe_text(markdown_table(records)).rstrip("\n"))
        write(f"\nRun files and records: {safe_text(str(out))}")
    return DONE


def run_compare(args: argparse.Namespace) -> int:
    """Compare run files and print the differences."""
    from eval.collection import load_collection
    from eval.compare import compare, moved
    from eval.measures import DEFAULT_MEASURES, parse_measure
    from eval.runs import read_run

    if len(args.runs) < 2:
        raise UsageError("One run cannot be compared.", "Name two run files or more.")
    measures = args.measure or list(DEFAULT_MEASURES)
    for name in measures:
        parse_measure(name)
    collection = load_collection(Path(args.collection), split=args.split)
    queries = [topic.query_id for topic in collection.topics]
    documents = [document.doc_id for document in collection.documents]
    runs = [read_run(Path(path), queries=queries, documents=documents) for path in args.runs]
    found = compare(collection.qrels, runs, measures)
    moves = {
        run.tag: moved(collection.qrels, runs[0], run, measures[0], args.moved)
        for run in runs[1:]
        if args.moved
    }
    if args.json:
        from dataclasses import asdict

        write_row(
            {
                "comparisons": [asdict(one) for one in found],
                "moved": {tag: [asdict(one) for one in many] for tag, many in moves.items()},
            }
        )
    else:
        _print_comparisons(found)
        for tag, many in moves.items():
            _print_moves(tag, many)
    return DONE


def run_report(args: argparse.Namespace) -> int:
    """Draw records."""
    from eval.report import html_page, markdown_table

    records = [_read_record(Path(path)) for path in args.records]
    if args.html:
        Path(args.html).write_text(html_page(records, args.title), encoding="utf-8")
        write(safe_text(args.html))
    else:
        write(safe_text(markdown_table(records)).rstrip("\n"))
    return DONE


def _read_record(path: Path) -> dict[str, Any]:
    try:
        value = json.loads(path.read_text(encoding="utf-8"))
    except (OSError, ValueError) as error:
        raise UsageError(
            f"{path}: cannot be read as a record ({error}).", "Name a JSON file of `eval run`."
        ) from error
    if not isinstance(value, dict) or not {"system", "measures", "latency_ms", "index_seconds"} <= set(value):
        raise UsageError(f"{path}: is no record of a run.", "Name a JSON file that `eval run` wrote.")
    return value


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("footnoted") / "eval"


def _print_comparisons(found: tuple[Comparison, ...]) -> None:
    heads = f"{'measure':12} {'baseline':>9} {'other':>9} {'difference':>11} {'95 % interval':>18}"
    write(f"{heads} {'p (Holm)':>9}  w/t/l")
    for one in found:
        d = one.difference
        interval = f"[{d.low:+.4f}, {d.high:+.4f}]"
        write(
            f"{one.measure:12} {one.baseline_mean:9.4f} {one.other_mean:9.4f} {d.mean:+11.4f} {interval:>18} "
            f"{one.p_holm:9.4f}  {d.wins}/{d.ties}/{d.losses}  {safe_text(one.other)}"
        )


def _print_moves(tag: str, many: tuple[Moved, ...]) -> None:
    write(f"\nMoved most: {safe_text(tag)}")
    for one in many:
        write(f"  {safe_text(one.query_id)}: {one.measure} {one.baseline_value:.3f} → {one.other_value:.3f}")
        for rank in range(max(len(one.baseline_ranking), len(one.other_ranking))):
            left, right = _cell(one.baseline_ranking, rank), _cell(one.other_ranking, rank)
            write(f"    {rank + 1:2}  {left:34} {right}")


def _cell(ranking: tuple[tuple[str, int], ...], rank: int) -> str:
    if rank >= len(ranking):
        return ""
    doc_id, grade = ranking[rank]
    return safe_text(doc_id)[:28] + (f" ({grade})" if grade >= 0 else "")
