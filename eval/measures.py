"""Measures of a run against judgements, through ir_measures.

A judged query that a run leaves out counts as zero: a system may not improve its
mean by keeping silent.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from subprocess import CalledProcessError
from typing import Any

from corpus.errors import UsageError
from eval.qrels import Qrels
from eval.runs import Ranking, Run, trec_order

DEFAULT_MEASURES = ("nDCG@10", "RR@10", "R@10", "R@100", "AP", "Success@1", "Success@5")
"""What is computed when nobody names measures; any name that ir_measures knows will do."""


_MOST = 1_000_000
"""Largest cutoff or grade in a measure's name; trec_eval ends the process at some it cannot use."""
_PROBED = {"1": {"a": 2.0, "b": 1.0}, "2": {"b": 1.0, "a": 0.5}}
"""A small run, to find before anything is ranked whether a measure can be computed."""


@dataclass(frozen=True, slots=True)
class Evaluation:
    """Measures of one run."""

    per_query: Mapping[str, Mapping[str, float]]
    """measure → query id → value; every judged query is there."""
    means: Mapping[str, float]
    """measure → its mean over the judged queries (of counts, such as NumRet, the sum)."""


def evaluate(qrels: Qrels, run: Run, names: Sequence[str] = DEFAULT_MEASURES) -> Evaluation:
    """Compute measures for every judged query.

    Every measure sees the same order, trec_eval's: by score in single precision, ties by document
    id, descending (`eval.runs.trec_order`).

    Args:
        qrels: Judgements.
        run: Rankings; queries without judgements are left aside.
        names: Measures in ir_measures' notation.

    Raises:
        UsageError: When ir_measures does not know a name, or cannot compute it here.
    """
    numbers = {query_id: str(number) for number, query_id in enumerate(qrels, start=1)}
    judged = {numbers[query_id]: dict(grades) for query_id, grades in qrels.items()}
    ranked = {
        numbers[query_id]: _by_rank(ranking)
        for query_id, ranking in run.rankings.items()
        if ranking and query_id in numbers
    }
    per_query: dict[str, dict[str, float]] = {}
    means: dict[str, float] = {}
    for name in names:
        measure = parse_measure(name)
        values = dict.fromkeys(judged, 0.0) | (_calculate(measure, judged, ranked) if ranked else {})
        aggregate = measure.aggregator()
        for value in values.values():
            aggregate.add(value)
        per_query[name] = {query_id: values[number] for query_id, number in numbers.items()}
        means[name] = float(aggregate.result())
    return Evaluation(per_query, means)


def parse_measure(name: str) -> Any:  # noqa: ANN401 - ir_measures publishes no types
    """Return ir_measures' object for a name that can be computed here.

    Raises:
        UsageError: When there is no such measure, or no way to compute it here.
    """
    import ir_measures

    try:
        measure = ir_measures.parse_measure(name)
    except (ValueError, NameError, SyntaxError, TypeError, RecursionError) as error:
        hint = f"Nearest: {', '.join(near)}." if (near := _nearest(name)) else ""
        raise UsageError(
            f"unknown measure {name!r}.", hint or f"Try one of: {', '.join(DEFAULT_MEASURES)}."
        ) from error
    for key, value in measure.params.items():
        if isinstance(value, int) and not isinstance(value, bool) and not 1 <= value <= _MOST:
            raise UsageError(f"measure {name!r}: {key} is {value}.", f"Use 1 to {_MOST:,}.")
    missing = [
        key for key, info in measure.SUPPORTED_PARAMS.items() if info.required and key not in measure.params
    ]
    if missing:
        given = "@10" if missing == ["cutoff"] else f"({missing[-1]}=3)"
        raise UsageError(
            f"measure {name!r} needs {' and '.join(missing)}.", f"Give it, as in {measure.NAME}{given}."
        )
    best = measure.params.get("max_rel", 1)  # with less, cwl_eval warns of a scale that is not used
    try:
        _calculate(measure, {"1": {"a": best, "b": 0}, "2": {"a": best}}, _PROBED)
    except UsageError as error:
        if forms := _computable(measure.NAME):
            raise UsageError(error.message, f"What can be computed here: {'; '.join(forms)}.") from error
        raise
    return measure


def _calculate(
    measure: Any,  # noqa: ANN401 - ir_measures publishes no types
    judged: Mapping[str, Mapping[str, int]],
    ranked: Mapping[str, Mapping[str, float]],
) -> dict[str, float]:
    """Return query number → value; a measure that divides by nothing counts as zero."""
    import ir_measures

    try:
        found = ir_measures.iter_calc([measure], judged, ranked)
        return {one.query_id: float(one.value) for one in found if one.value == one.value}
    except (
        ValueError,
        TypeError,
        AssertionError,
        RuntimeError,
        ZeroDivisionError,
        CalledProcessError,
    ) as error:
        reason = " ".join(str(error).split())[:300]
        raise UsageError(f"measure {str(measure)!r} cannot be computed: {reason}", "Leave it out.") from error


def _by_rank(ranking: Ranking) -> dict[str, float]:
    ordered = trec_order(ranking)
    return {doc_id: float(len(ordered) - place) for place, (doc_id, _) in enumerate(ordered)}


def _computable(name: str) -> list[str]:
    """Return the forms of a measure that something installed can compute, as `RBP(rel=…, p=any)`."""
    from ir_measures.providers import registry

    forms: list[str] = []
    for provider in registry.values():
        for form in provider.SUPPORTED_MEASURES if provider.is_available() else ():
            if name == form.NAME:
                text = re.sub(r"[@(,]?\w*[@=]?NOT_PROVIDED", "", str(form))
                forms.append(text.replace("REQUIRED", "…").replace("ANY", "any").replace(",", ", "))
    return list(dict.fromkeys(forms))


def _nearest(name: str) -> list[str]:
    import ir_measures

    base = re.split(r"[@(]", name)[0]
    known = {name.casefold(): kind.NAME for name, kind in ir_measures.measures.registry.items()}
    return list(dict.fromkeys(known[one] for one in get_close_matches(base.casefold(), known, n=3)))


def auroc(positive: Iterable[float], negative: Iterable[float]) -> float:
    """Return the probability that a positive scores above a negative, ties counted half.

    The Mann-Whitney statistic over all pairs (Hanley and McNeil 1982); 0.5 when one side is empty.
    """
    high, low = sorted(positive), sorted(negative)
    if not high or not low:
        return 0.5
    wins = sum(
        bisect_left(low, value) + (bisect_right(low, value) - bisect_left(low, value)) / 2 for value in high
    )
    return wins / (len(high) * len(low))
