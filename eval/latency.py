"""What a system costs: a fresh process, warm questions, throughput, its index; two systems in one run.

Both sides are asked in turns, question by question and process by process, so that
whatever else the machine does falls on both; what is compared is their ratio.
"""

from __future__ import annotations

import json
import subprocess
import sys
import time
from collections.abc import Sequence
from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from corpus.errors import FootnotedError, UsageError
from corpus.progress import Progress, no_progress
from eval.questions import system_of
from eval.record import machine, percentiles, versions
from eval.retrieved import System, names_of
from qa.answer import Question

if TYPE_CHECKING:
    from qa.ask import Asker

LIMIT = 3600.0
"""Seconds after which a fresh process is given up: the plain recipe encodes everything first."""


@dataclass(frozen=True, slots=True)
class Side:
    """One system's costs."""

    system: str
    cold_ms: float
    """Median over fresh processes, from start to exit with one answer given."""
    cold_memory_mb: float
    """Most resident memory that such a process had."""
    warm_ms: dict[str, float]
    """p50, p95 and p99 of a question in a process that has answered before."""
    per_second: float
    """Questions answered in a second, one after the other."""
    index_seconds: float
    """From a stored library to its index, in a process of its own; 0 where it was not measured."""
    index_memory_mb: float
    """Most resident memory that this process had."""


@dataclass(frozen=True, slots=True)
class Effort:
    """How often things are measured."""

    rounds: int = 3
    """How often every question is asked warm."""
    cold: int = 3
    """Fresh processes a system that answer one question."""
    index: bool = True
    """Whether each system's index is made anew."""


@dataclass(frozen=True, slots=True)
class _Taken:
    """What one fresh process took."""

    milliseconds: float
    row: dict[str, float]


def measure_latency(
    asker: Asker,
    questions: Sequence[Question],
    systems: Sequence[str],
    effort: Effort | None = None,
    *,
    progress: Progress = no_progress,
) -> tuple[Side, ...]:
    """Measure one system, or two in turns.

    Args:
        asker: The open product.
        questions: Asked warm; the first of them is asked of fresh processes.
        systems: One or two names of `eval.retrieved.SYSTEMS`.
        effort: How often.
        progress: Told how far it is; may raise Cancelled.

    Raises:
        UsageError: When there is no question, or a system is unknown.
        FootnotedError: When a fresh process fails.
    """
    names, effort = names_of(systems), effort or Effort()
    if not questions or len(names) > 2:
        raise UsageError("Latency needs questions, and one or two systems.", "Name two to compare them.")
    model = asker.searcher.manifest.model
    index = _fresh("index", names, asker, model, int(effort.index), progress)
    fresh = _fresh("answer", names, asker, questions[0].text, effort.cold, progress)
    sides = {name: system_of(name, asker, progress) for name in names}
    for ask in sides.values():
        ask(questions[0])  # untimed: the first question loads what is loaded late
    warm = _warm(sides, questions, effort.rounds, progress)
    return tuple(_side(name, warm[name], fresh[name], index[name]) for name in names)


def to_json(sides: Sequence[Side]) -> dict[str, Any]:
    """Return plain values; with two sides, the first's share of the second's costs too."""
    row: dict[str, Any] = {
        "systems": [asdict(side) for side in sides],
        "versions": versions(),
        "machine": machine(),
    }
    if len(sides) == 2:
        one, other = (costs_of(side) for side in sides)
        row["ratios"] = {name: _ratio(value, other[name]) for name, value in one.items()}
    return row


def costs_of(side: Side) -> dict[str, float]:
    """Return name → value of everything that is compared."""
    return {
        "cold": side.cold_ms,
        "cold memory": side.cold_memory_mb,
        **{f"warm {name}": value for name, value in side.warm_ms.items()},
        "per second": side.per_second,
        "index time": side.index_seconds,
        "index memory": side.index_memory_mb,
    }


def _warm(
    sides: dict[str, System], questions: Sequence[Question], rounds: int, progress: Progress
) -> dict[str, list[float]]:
    times: dict[str, list[float]] = {name: [] for name in sides}
    total = rounds * len(questions)
    for turn in range(total):
        progress("asking warm", turn, total)
        order = list(sides.items())
        for name, ask in order if turn % 2 else reversed(order):
            begun = time.perf_counter()
            ask(questions[turn % len(questions)])
            times[name].append((time.perf_counter() - begun) * 1000)
    return times


def _fresh(
    task: str, names: Sequence[str], asker: Asker, last: str, count: int, progress: Progress
) -> dict[str, list[_Taken]]:
    """Give every system a task `count` times, each in a process of its own, in turns."""
    found: dict[str, list[_Taken]] = {name: [] for name in names}
    for turn in range(count):
        for number, name in enumerate(names):
            progress(f"fresh processes: {task}", turn * len(names) + number, count * len(names))
            found[name].append(_process(task, str(asker.library.path), name, last))
    return found


def _process(task: str, library: str, name: str, last: str) -> _Taken:
    command = [sys.executable, "-m", "eval.fresh_process", task, library, name, last]
    begun = time.perf_counter()
    try:
        done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=LIMIT)
    except subprocess.TimeoutExpired as error:
        raise FootnotedError(
            f"A fresh process of {name} took more than {LIMIT:g} s.", "Use less text."
        ) from error
    took = (time.perf_counter() - begun) * 1000
    if done.returncode:
        told = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise FootnotedError(f"A fresh process of {name} failed: {told[:200]}", "Ask it once by hand.")
    return _Taken(took, json.loads(done.stdout))


def _side(name: str, warm: Sequence[float], fresh: Sequence[_Taken], index: Sequence[_Taken]) -> Side:
    cold = percentiles([one.milliseconds for one in fresh])["p50"]
    return Side(
        system=name,
        cold_ms=round(cold, 1),
        cold_memory_mb=_most_memory(fresh),
        warm_ms={key: round(value, 3) for key, value in percentiles(warm).items()},
        per_second=round(1000 * len(warm) / sum(warm), 2) if sum(warm) else 0.0,
        index_seconds=max((one.row["seconds"] for one in index), default=0.0),
        index_memory_mb=_most_memory(index),
    )


def _most_memory(taken: Sequence[_Taken]) -> float:
    return max((one.row["peak_memory_mb"] for one in taken), default=0.0)


def _ratio(one: float, other: float) -> float | None:
    return round(one / other, 3) if other else None
