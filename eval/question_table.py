"""The question measures as a table for a terminal."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from eval.questions import SystemResult
from eval.report_questions import ALL

_COLUMNS = (
    ("S@1", "s1"),
    ("S@3", "s3"),
    ("S@5", "s5"),
    ("MRR@10", "mrr10"),
    ("evid@5", "evidence5"),
    ("notes@5", "footnotes5"),
    ("chars", "characters"),
    ("light", "highlight"),
)
_NAMES = {
    "footnoted": "footnoted (fused)",
    "bm25": "rank-bm25 alone",
    "dense": "vectors alone",
    "plain": "plain recipe",
}
_LEGEND = (
    "S@k: evidence within k passages; evid@5, notes@5: share of the evidence and gold footnotes within five;",
    "chars: characters read in rank order until the evidence; light: the highlight touches the evidence.",
    "Evidence counts in a passage's text or in its footnotes' text.",
)


def table(results: Sequence[SystemResult]) -> str:
    """Return the results as text, one row a system, then one a question type."""
    lines = [_head("system")]
    for result in results:
        lines.append(_row(_NAMES[result.system], result.counts[ALL], result.by_type[ALL]))
    for kind in (kind for kind in results[0].by_type if kind != ALL):
        lines += ["", _head(kind)]
        for result in results:
            lines.append(_row(_NAMES[result.system], result.counts[kind], result.by_type[kind]))
    lines += ["", *(_silence(result) for result in results), "", *_LEGEND]
    return "\n".join(lines)


def _head(title: str) -> str:
    return f"{title:<20}{'n':>4}" + "".join(f"{name:>9}" for name, _ in _COLUMNS)


def _row(name: str, count: int, means: Mapping[str, float | None]) -> str:
    return f"{name:<20}{count:>4}" + "".join(_cell(key, means.get(key)) for _, key in _COLUMNS)


def _cell(key: str, value: float | None) -> str:
    if value is None:
        return f"{'–':>9}"
    return f"{value:>9,.0f}" if key == "characters" else f"{value:>9.3f}"


def _silence(result: SystemResult) -> str:
    name = _NAMES[result.system]
    if not result.confidences:
        return f"{name}: always answers; median {result.milliseconds:.1f} ms"
    rates = (
        ("answers {:.1%} of the unanswerable questions", result.false_answers),
        ("abstains on {:.1%} of the answerable ones", result.false_abstentions),
    )
    told = ", ".join(text.format(rate) for text, rate in rates if rate is not None)
    return f"{name}: {told}; median {result.milliseconds:.1f} ms"
