"""What an answer costs in time: from a fresh process, and warm, two systems in one run.

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
from eval.record import percentiles
from eval.retrieved import System, names_of
from qa.answer import Question

if TYPE_CHECKING:
    from qa.ask import Asker

COLD_LIMIT = 600.0
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
    prepare_seconds: float
    """What stands between a stored library and the first question: opening the index, or making one."""


def measure_latency(
    asker: Asker,
    questions: Sequence[Question],
    systems: Sequence[str],
    *,
    cold: int = 3,
    rounds: int = 3,
    progress: Progress = no_progress,
) -> tuple[Side, ...]:
    """Measure one system, or two in turns.

    Args:
        asker: The open product.
        questions: Asked warm, each `rounds` times; the first of them is asked of fresh processes.
        systems: One or two names of `eval.retrieved.SYSTEMS`.
        cold: Fresh processes a system.
        rounds: How often every question is asked.
        progress: Told how far it is; may raise Cancelled.

    Raises:
        UsageError: When there is no question, or a system is unknown.
        FootnotedError: When a fresh process fails.
    """
    names = names_of(systems)
    if not questions or len(names) > 2:
        raise UsageError("Latency needs questions, and one or two systems.", "Name two to compare them.")
    sides: dict[str, System] = {}
    prepared: dict[str, float] = {}
    for name in names:
        begun = time.perf_counter()
        sides[name] = system_of(name, asker, progress)
        sides[name](questions[0])  # the first question loads what is loaded late
        prepared[name] = time.perf_counter() - begun
    warm = _warm(sides, questions, rounds, progress)
    fresh = _cold(names, asker, questions[0], cold, progress)
    return tuple(_side(name, warm[name], fresh[name], prepared[name]) for name in names)


def to_json(sides: Sequence[Side]) -> dict[str, Any]:
    """Return plain values; with two sides, the first's share of the second's costs too."""
    row: dict[str, Any] = {"systems": [asdict(side) for side in sides]}
    if len(sides) == 2:
        one, other = sides
        row["ratios"] = {
            "cold": _ratio(one.cold_ms, other.cold_ms),
            "cold_memory": _ratio(one.cold_memory_mb, other.cold_memory_mb),
            **{name: _ratio(one.warm_ms[name], other.warm_ms[name]) for name in one.warm_ms},
            "per_second": _ratio(one.per_second, other.per_second),
        }
    return row


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


def _cold(
    names: Sequence[str], asker: Asker, question: Question, count: int, progress: Progress
) -> dict[str, list[tuple[float, float]]]:
    found: dict[str, list[tuple[float, float]]] = {name: [] for name in names}
    for turn in range(count):
        progress("asking fresh processes", turn, count)
        for name in names:
            found[name].append(_fresh(name, str(asker.library.path), question))
    return found


def _fresh(name: str, library: str, question: Question) -> tuple[float, float]:
    command = [sys.executable, "-m", "eval.first_answer", library, name, question.text]
    begun = time.perf_counter()
    done = subprocess.run(command, capture_output=True, text=True, check=False, timeout=COLD_LIMIT)
    took = (time.perf_counter() - begun) * 1000
    if done.returncode:
        last = (done.stderr.strip().splitlines() or ["no message"])[-1]
        raise FootnotedError(f"A fresh process of {name} failed: {last[:200]}", "Ask it once by hand.")
    return took, float(json.loads(done.stdout)["peak_memory_mb"])


def _side(name: str, warm: Sequence[float], fresh: Sequence[tuple[float, float]], prepared: float) -> Side:
    cold = percentiles([took for took, _ in fresh])["p50"]
    return Side(
        system=name,
        cold_ms=round(cold, 1),
        cold_memory_mb=round(max((memory for _, memory in fresh), default=0.0), 1),
        warm_ms={key: round(value, 3) for key, value in percentiles(warm).items()},
        per_second=round(1000 * len(warm) / sum(warm), 2) if sum(warm) else 0.0,
        prepare_seconds=round(prepared, 3),
    )


def _ratio(one: float, other: float) -> float | None:
    return round(one / other, 3) if other else None
