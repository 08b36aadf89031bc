"""`footnoted eval support`: how often the check of claims against sources is right."""

from __future__ import annotations

import argparse
from pathlib import Path

from tui.cli.command import Commands, Example, add_command
from tui.cli.console import write, write_row
from tui.cli.progress import Reporter
from tui.cli.status import DONE


def register(group: Commands) -> None:
    """Declare the command."""
    parser = add_command(
        group,
        "support",
        "check claims with planted faults against their sources, and measure",
        "Check claims against sources written for the purpose, in English and Chinese, some with a planted "
        "fault: another claim's source (swapped), a changed number, date, name, place, unit or ordinal, a "
        "denial (negation), who did what to whom (role), which way it went (direction), what is planned or "
        "possible told as done (hedge), a wider or narrower scope, a statement added. Prints precision and "
        "recall of each verdict with 95 % intervals, by languages and by fault. Rules and weights were made "
        "on the half called dev; the half called held is only measured.",
        (
            Example("footnoted eval support --split held", "the half held apart", needs="minutes"),
            Example("footnoted eval support --json", "both halves, one JSON object", needs="minutes"),
        ),
        run,
    )
    parser.add_argument("--split", choices=("dev", "held"), help="only one half (default: both)")
    parser.add_argument("--pairs", metavar="FILE", help="sources and pairs of your own, JSON lines")
    parser.add_argument("--json", action="store_true", help="print one JSON object")


def run(args: argparse.Namespace) -> int:
    """Measure the check."""
    from eval.support import judge, read_pairs, score, shipped_pairs, to_json
    from eval.support_table import table
    from index.encoders import DEFAULT_MODEL, load_encoder
    from qa.support_read import entailment_reader

    pairs, sources = read_pairs(Path(args.pairs)) if args.pairs else shipped_pairs()
    splits = [args.split] if args.split else sorted({pair.split for pair in pairs})
    with Reporter() as progress:
        encoder = load_encoder(args.model or DEFAULT_MODEL, progress=progress)
        entailment_reader(progress)
        judged = judge([pair for pair in pairs if pair.split in splits], sources, encoder, progress=progress)
        progress.wipe()
    scores = [score(judged, split) for split in splits]
    if args.json:
        write_row(to_json(scores, encoder.name))
    else:
        write(table(scores))
    return DONE
