"""`footnoted eval run|compare|report`: retrieval systems over collections."""

from __future__ import annotations

import argparse
from collections.abc import Mapping
from itertools import zip_longest
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.errors import UsageError
from tui.cli.command import Command, Commands, Example, add_command, whole
from tui.cli.console import remark, write, write_row
from tui.cli.progress import Reporter
from tui.cli.status import DONE
from tui.render.safe import safe_text

if TYPE_CHECKING:
    from eval.collection import Collection
    from eval.compare import Comparison, Moved

_SHOWN_MOVES = 5
"""Queries shown for each pair of runs."""


_MOST_TIED = 0.5
"""Share of equal scores from which a run has ranks alone; rounded scores of a lexical system tie less."""


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
            Example(
                "footnoted eval run --collection english --with chinese --system hybrid",
                "the same queries in a pool that more documents have joined",
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
    _add_collection_options(run)
    run.add_argument(
        "--out", metavar="DIR", help="where run files and records go (default: in the cache folder)"
    )
    run.add_argument("--fresh", action="store_true", help="forget what an earlier run had done")
    run.add_argument("--fresh-index", action="store_true", help="build the collection's index anew")
    run.add_argument("--json", action="store_true", help="print one JSON object a system")


def _add_collection_options(command: Command) -> None:
    command.add_argument(
        "--split", metavar="NAME", help="which qrels (default: test, dev or train, the first there)"
    )
    command.add_argument(
        "--with",
        dest="others",
        nargs="+",
        action="extend",
        default=[],
        metavar="DIR",
        help="collections whose documents join the pool; their queries are not asked",
    )
    command.add_argument(
        "--measure",
        nargs="+",
        action="extend",
        metavar="NAME",
        help="any that ir_measures knows: nDCG@10, P(rel=2)@5, …",
    )


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
    _add_collection_options(compare)
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
        "differences, risk against coverage. Records of other collections, or of other data, get a table and "
        "plots of their own. The page needs nothing but itself.",
        (Example("footnoted eval report base.json new.json --html report.html", "a page", needs="minutes"),),
        run_report,
    )
    report.add_argument(
        "records",
        nargs="+",
        metavar="RECORD",
        help="JSON records; the first of each collection is the baseline",
    )
    report.add_argument(
        "--html", metavar="FILE", help="write a page here instead of a table to standard output"
    )
    report.add_argument("--title", default="Evaluation", metavar="TEXT", help="title of the page")


def run_systems(args: argparse.Namespace) -> int:
    """Run systems and print their measures."""
    from eval.measures import DEFAULT_MEASURES
    from eval.record import summary
    from eval.report import markdown_table
    from eval.running import Job, check_job, run_system
    from eval.specs import parse_system

    specs = [parse_system(name, model=args.model) for name in dict.fromkeys(args.system)]
    collection = _collection(args, documents=any(spec.run is None for spec in specs))
    cache = _cache_folder()
    out = Path(args.out) if args.out else cache / "runs" / f"{collection.name[:60]}-{collection.digest[:8]}"
    measures = tuple(dict.fromkeys(args.measure or DEFAULT_MEASURES))
    job = Job(collection, out, cache / "indexes", measures, args.fresh, args.fresh_index)
    records = []
    with Reporter() as progress:
        check_job(job, specs)
        for spec in specs:
            records.append(run_system(job, spec, progress=progress))
            progress.wipe()
            if args.json:
                write_row(summary(records[-1]))
            one = records[-1]
            _tell_oddities(spec.name, one["without_results"], one["queries"], one["tied"])
    if not args.json:
        write(safe_text(markdown_table(records)).rstrip("\n"))
        write(f"\nRun files and records: {safe_text(str(out))}")
    return DONE


def run_compare(args: argparse.Namespace) -> int:
    """Compare run files and print the differences."""
    from dataclasses import asdict, replace

    from eval.compare import compare, moved
    from eval.measures import DEFAULT_MEASURES, parse_measure
    from eval.runs import read_run, silent_on, tied

    if len(args.runs) < 2:
        raise UsageError("One run cannot be compared.", "Name two run files or more.")
    measures = list(dict.fromkeys(args.measure or DEFAULT_MEASURES))
    for name in measures:
        parse_measure(name)
    collection = _collection(args, documents=False)
    runs = [
        replace(
            read_run(Path(path), queries=collection.query_ids, documents=collection.document_ids), tag=tag
        )
        for path, tag in zip(args.runs, _tags(args.runs), strict=True)
    ]
    for run in runs:
        _tell_oddities(run.tag, silent_on(collection.qrels, run), len(collection.qrels), tied(run))
    found = compare(collection.qrels, runs, measures)
    moves = {
        run.tag: moved(collection.qrels, runs[0], run, measures[0], args.moved)
        for run in runs[1:]
        if args.moved
    }
    if args.json:
        write_row(
            {
                "collection": collection.name,
                "queries": len(collection.qrels),
                "comparisons": [asdict(one) for one in found],
                "moved": {tag: [asdict(one) for one in many] for tag, many in moves.items()},
            }
        )
        return DONE
    asked = {topic.query_id: topic.text for topic in collection.topics}
    _print_comparisons(runs[0].tag, len(collection.qrels), found)
    for tag, many in moves.items():
        _print_moves(tag, many, asked)
    return DONE


def _tell_oddities(name: str, silent: int, queries: int, equal: float) -> None:
    """Tell of what makes a run look poor that is not: queries without results, ranks without scores."""
    if silent:
        which = "1 judged query" if queries == 1 else f"{silent} of {queries} judged queries"
        remark(f"{name}: no results for {which}; that counts as zero.")
    if equal > _MOST_TIED:
        told = "equal ones stand in the order of their ids, as in trec_eval, not of their ranks."
        remark(f"{name}: {equal:.0%} of the scores are that of the result before; {told}")


def _collection(args: argparse.Namespace, *, documents: bool) -> Collection:
    from eval.collection import load_collection

    others = [Path(path) for path in args.others]
    return load_collection(Path(args.collection), split=args.split, others=others, documents=documents)


def _tags(paths: list[str]) -> list[str]:
    """Return each run's file name, or its whole path where two have one name."""
    names = [Path(path).name for path in paths]
    if len(set(paths)) < len(paths):
        return [f"{path} ({number})" for number, path in enumerate(paths, start=1)]
    return names if len(set(names)) == len(names) else paths


def run_report(args: argparse.Namespace) -> int:
    """Draw records."""
    from eval.files import write_whole
    from eval.report import html_page, markdown_tables, read_record
    from eval.report_groups import grouped

    files = [Path(path) for path in args.records]
    groups = grouped([read_record(path) for path in files], files)
    if args.html:
        write_whole(Path(args.html), html_page(groups, args.title))
        write(safe_text(args.html))
    else:
        write(safe_text(markdown_tables(groups)).rstrip("\n"))
    return DONE


def _cache_folder() -> Path:
    from platformdirs import user_cache_path

    return user_cache_path("footnoted") / "eval"


def _print_comparisons(baseline: str, queries: int, found: tuple[Comparison, ...]) -> None:
    write(f"Baseline: {safe_text(baseline)}; {queries} judged queries.\n")
    width = max(12, *(len(one.measure) for one in found))
    heads = f"{'measure':{width}} {'baseline':>9} {'other':>9} {'difference':>11} {'95 % interval':>18}"
    write(f"{heads} {'p':>7} {'p (Holm)':>9}  {'w/t/l':12} run")
    for one in found:
        d = one.difference
        means = f"{one.baseline_mean:9.4f} {one.other_mean:9.4f} {d.mean:+11.4f}"
        interval = f"[{d.low:+.4f}, {d.high:+.4f}]"
        chance = f"{d.p:7.4f} {one.p_holm:9.4f}"
        outcomes = f"{d.wins}/{d.ties}/{d.losses}"
        write(
            f"{safe_text(one.measure):{width}} {means} {interval:>18} {chance}  {outcomes:12} "
            f"{safe_text(one.other)}"
        )


def _print_moves(tag: str, many: tuple[Moved, ...], asked: Mapping[str, str]) -> None:
    write(f"\nMoved most: {safe_text(tag)} (grades in brackets; – is unjudged)")
    if not many:
        write("  no query moved")
    for one in many:
        write(
            f"  {safe_text(one.query_id)}: {safe_text(one.measure)} {one.baseline_value:.3f} → "
            f"{one.other_value:.3f}  {safe_text(asked.get(one.query_id, ''))[:80]}"
        )
        left, right = ([_cell(pair) for pair in side] for side in (one.baseline_ranking, one.other_ranking))
        width = max((len(cell) for cell in left), default=0) + 2
        for rank, (here, there) in enumerate(zip_longest(left, right, fillvalue=""), start=1):
            write(f"    {rank:2}  {here:{width}} {there}".rstrip())


def _cell(pair: tuple[str, int | None]) -> str:
    doc_id, grade = pair
    return f"{safe_text(doc_id)[:40]} ({'–' if grade is None else grade})"
