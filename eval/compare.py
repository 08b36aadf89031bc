"""Several runs over the same queries, side by side, with what chance would do."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from eval.measures import evaluate
from eval.qrels import Qrels
from eval.runs import Ranking, Run
from eval.significance import Difference, difference, holm

SHOWN = 10
"""Ranks shown beside each other for a query that moved."""
Graded = tuple[tuple[str, int | None], ...]


@dataclass(frozen=True, slots=True)
class Comparison:
    """One run against the baseline on one measure."""

    measure: str
    baseline: str
    other: str
    baseline_mean: float
    other_mean: float
    difference: Difference
    p_holm: float
    """p corrected for all comparisons made together."""


@dataclass(frozen=True, slots=True)
class Moved:
    """A query whose value differs between two runs, with both rankings."""

    query_id: str
    measure: str
    baseline_value: float
    other_value: float
    baseline_ranking: Graded
    """(document id, grade) of the first ranks; the grade is None where unjudged."""
    other_ranking: Graded


def compare(qrels: Qrels, runs: Sequence[Run], measures: Sequence[str]) -> tuple[Comparison, ...]:
    """Compare every later run with the first one on every measure.

    Args:
        qrels: Judgements; every judged query counts, silent runs with zero.
        runs: At least two; the first is the baseline.
        measures: Names in ir_measures' notation.

    Returns:
        Comparisons by run, then measure; p-values corrected over all of them.
    """
    values = [evaluate(qrels, run, measures) for run in runs]
    order = sorted(qrels)
    found: list[Comparison] = []
    for run, other in zip(runs[1:], values[1:], strict=True):
        for name in measures:
            base = [values[0].per_query[name][q] for q in order]
            new = [other.per_query[name][q] for q in order]
            outcome = difference(base, new)
            means = values[0].means[name], other.means[name]
            found.append(Comparison(name, runs[0].tag, run.tag, *means, outcome, outcome.p))
    corrected = holm([c.difference.p for c in found])
    return tuple(replace(c, p_holm=p) for c, p in zip(found, corrected, strict=True))


def moved(qrels: Qrels, baseline: Run, other: Run, measure: str, count: int = 10) -> tuple[Moved, ...]:
    """Return the queries that a measure moved most between two runs.

    Args:
        qrels: Judgements.
        baseline: First run.
        other: Second run.
        measure: One measure.
        count: How many at most.

    Returns:
        Largest absolute difference first, ties by query id; queries that did not move are left out.
    """
    base = evaluate(qrels, baseline, [measure]).per_query[measure]
    new = evaluate(qrels, other, [measure]).per_query[measure]
    ids = sorted(
        (q for q in qrels if abs(new[q] - base[q]) > 1e-9), key=lambda q: (-abs(new[q] - base[q]), q)
    )
    return tuple(
        Moved(
            query_id,
            measure,
            base[query_id],
            new[query_id],
            _graded(baseline.rankings.get(query_id, ()), qrels[query_id]),
            _graded(other.rankings.get(query_id, ()), qrels[query_id]),
        )
        for query_id in ids[:count]
    )


def _graded(ranking: Ranking, judged: Mapping[str, int]) -> Graded:
    return tuple((doc_id, judged.get(doc_id)) for doc_id, _ in ranking[:SHOWN])
