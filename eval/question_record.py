"""One system's record on a question file, in the shape that `footnoted eval report` draws."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any

from eval.question_scores import mean_scores
from eval.questions import SystemResult
from eval.record import machine, peak_memory_mb, percentiles, versions
from eval.report_questions import ALL
from eval.risk import area_under

if TYPE_CHECKING:
    from qa.ask import Asker

MEASURES = {
    "S@1": "s1",
    "S@3": "s3",
    "S@5": "s5",
    "MRR@10": "mrr10",
    "evidence@5": "evidence5",
    "footnotes@5": "footnotes5",
    "highlight": "highlight",
    "characters": "characters",
}
"""Name in records and floors → field of `Scores`."""
SHARES = tuple(name for name in MEASURES if name != "characters")
"""Those that lie between 0 and 1."""


def measures_of(result: SystemResult) -> dict[str, float]:
    """Return a system's figures by the names that records and floors use; what was not taken is absent."""
    means = result.by_type[ALL]
    found = {name: means.get(field) for name, field in MEASURES.items()}
    if result.confidences:
        found["false answers"] = result.false_answers
        found["false abstentions"] = result.false_abstentions
        found["risk"] = area_under(result.risk_coverage)
    return {name: round(value, 6) for name, value in found.items() if value is not None}


def record_of(
    result: SystemResult,
    asker: Asker,
    *,
    collection: str,
    digests: Mapping[str, str],
    index_seconds: float = 0.0,
) -> dict[str, Any]:
    """Return everything that made a system's figures.

    Args:
        result: The system, measured.
        asker: The product that was open.
        collection: Name of the question file.
        digests: name → SHA-256 of the data the figures were taken on.
        index_seconds: Time its index took to build, 0.0 where it was there already.
    """
    manifest = asker.searcher.manifest
    return {
        "collection": collection,
        "system": result.system,
        "queries": len(result.times),
        "measures": measures_of(result),
        "latency_ms": {name: round(value, 3) for name, value in percentiles(result.times).items()},
        "index_seconds": round(index_seconds, 3),
        "passages": manifest.passages,
        "peak_memory_mb": round(peak_memory_mb(), 1),
        "by_type": {kind: _shares(means) for kind, means in result.by_type.items()},
        "risk_coverage": [list(point) for point in result.risk_coverage],
        "per_query": _per_query(result),
        "settings": {"ask": _plain(asker.settings), "rank": _plain(asker.searcher.settings)},
        "digests": {**digests, "index": manifest.digest, "model": manifest.model_digest},
        "versions": versions(),
        "machine": machine(),
    }


def record_paths(path: Path, systems: Sequence[str]) -> dict[str, Path]:
    """Return where each system's record goes: the file itself for one, `name.<system>.json` for several."""
    if len(systems) == 1:
        return {systems[0]: path}
    return {name: path.with_name(f"{path.stem}.{name}{path.suffix or '.json'}") for name in systems}


def _shares(means: Mapping[str, float | None]) -> dict[str, float]:
    found = {name: means.get(MEASURES[name]) for name in SHARES}
    return {name: round(value, 6) for name, value in found.items() if value is not None}


def _per_query(result: SystemResult) -> dict[str, dict[str, float]]:
    rows: dict[str, dict[str, float]] = {name: {} for name in SHARES}
    for query_id, scores in result.scores.items():
        for name, value in _shares(mean_scores([scores])).items():
            rows[name][query_id] = value
    return {name: values for name, values in rows.items() if values}


def _plain(settings: object) -> dict[str, Any]:
    fields = getattr(settings, "__dataclass_fields__", {})
    return {name: getattr(settings, name) for name in fields}
