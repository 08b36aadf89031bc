"""Measures of a run against judgements, through ir_measures.

A judged query that a run leaves out counts as zero: a system may not improve its
mean by keeping silent.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from corpus.errors import UsageError
from eval.qrels import Qrels
from eval.runs import Run

DEFAULT_MEASURES = ("nDCG@10", "RR@10", "R@10", "R@100", "AP", "Success@1", "Success@5")
"""What is computed when nobody names measures; any name that ir_measures knows will do."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Measures of one run."""

    per_query: Mapping[str, Mapping[str, float]]
    """measure → query id → value; every judged query is there."""

    @property
    def means(self) -> dict[str, float]:
        """Return measure → mean over the judged queries."""
        return {name: sum(values.values()) / len(values) for name, values in self.per_query.items()}


def evaluate(qrels: Qrels, run: Run, names: Sequence[str] = DEFAULT_MEASURES) -> Evaluation:
    """Compute measures for every judged query.

    Args:
        qrels: Judgements.
        run: Rankings; queries without judgements are left aside.
        names: Measures in ir_measures' notation.

    Raises:
        UsageError: When ir_measures does not know a name.
    """
    import ir_measures

    measures = [parse_measure(name) for name in names]
    values: dict[str, dict[str, float]] = {name: dict.fromkeys(qrels, 0.0) for name in names}
    wanted = {query_id: {d: int(g) for d, g in judged.items()} for query_id, judged in qrels.items()}
    found = {query_id: scores for query_id, scores in run.scores().items() if query_id in wanted and scores}
    if found:
        label = {str(measure): name for measure, name in zip(measures, names, strict=True)}
        for metric in ir_measures.iter_calc(measures, wanted, found):
            values[label[str(metric.measure)]][metric.query_id] = float(metric.value)
    return Evaluation(values)


def parse_measure(name: str) -> Any:  # noqa: ANN401 - ir_measures publishes no types
    """Return ir_measures' object for a name.

    Raises:
        UsageError: When there is no such measure, or no way to compute it here.
    """
    import ir_measures

    try:
        return ir_measures.parse_measure(name)
    except (ValueError, NameError, SyntaxError) as error:
        raise UsageError(
            f"unknown measure {name!r}.", f"Try one of: {', '.join(DEFAULT_MEASURES)}."
        ) from error


def auroc(positive: Iterable[float], negative: Iterable[float]) -> float:
    """Return the probability that a positive scores above a negative, ties counted half.

    The Mann-Whitney statistic over all pairs (Hanley and McNeil 1982); 0.5 when one side is empty.
    """
    high, low = sorted(positive), sorted(negative)
    if not high or not low:
        return 0.5
    from bisect import bisect_left, bisect_right

    wins = sum(
        bisect_left(low, value) + (bisect_right(low, value) - bisect_left(low, value)) / 2 for value in high
    )
    return wins / (len(high) * len(low))
