"""The costs of one or two systems as a table for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.latency import Side, costs_of

_LABELS = {
    "cold": "fresh process, ms",
    "cold memory": "fresh process, MB",
    "warm p50": "warm p50, ms",
    "warm p95": "warm p95, ms",
    "warm p99": "warm p99, ms",
    "per second": "questions a second",
    "index time": "making the index, s",
    "index memory": "making the index, MB",
}


def costs_table(sides: Sequence[Side], ratios: Mapping[str, float | None] | None) -> str:
    """Return one row a cost: each system's, and the first's share of the second's where there are two."""
    head = f"{'':22}" + "".join(f"{side.system:>12}" for side in sides)
    rows = [head + (f"{'ratio':>10}" if ratios else "")]
    costs = [costs_of(side) for side in sides]
    for key, label in _LABELS.items():
        cells = "".join(f"{one[key]:>12,.1f}" if one[key] else f"{'–':>12}" for one in costs)
        ratio = (ratios or {}).get(key)
        rows.append(f"{label:22}{cells}" + ("" if ratio is None else f"{ratio:>10.2f}"))
    return "\n".join(rows)
