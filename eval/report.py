"""The evaluation as one HTML page that needs nothing else, and as a Markdown table."""

from __future__ import annotations

import json
import math
import re
from collections.abc import Sequence
from html import escape
from pathlib import Path

from corpus.errors import UsageError
from eval import plots
from eval.files import read_json
from eval.report_groups import Group, Record

LOWER = ("false answers", "false abstentions", "risk")
"""Measures of which less is better."""
BY_TYPE = 3
"""Measures drawn by type of question; the record holds them all."""
_WANTED = "a JSON record that `eval run` or `eval questions --record` wrote"
_META = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
_STYLE = """
:root { color-scheme: light dark; }
body { font: 15px/1.5 system-ui, sans-serif; margin: 2rem auto; max-width: 60rem; padding: 0 1rem; }
table { border-collapse: collapse; display: block; overflow-x: auto; margin: 1rem 0; }
th, td { border-bottom: 1px solid #8884; padding: .3rem .6rem; text-align: right; }
th:first-child, td:first-child { text-align: left; }
svg { display: block; max-width: 100%; height: auto; margin-bottom: 1rem; }
code { display: block; overflow-wrap: anywhere; text-align: left; }
"""


def read_record(path: Path) -> Record:
    """Read one record.

    Raises:
        UsageError: When it is none, naming the file and what is wrong with it.
    """
    value = read_json(path, _WANTED)
    if not isinstance(value, dict):
        raise UsageError(f"{path}: not an object.", f"Name {_WANTED}.")
    for name, fault in (
        ("system", not isinstance(value.get("system"), str)),
        ("collection", not isinstance(value.get("collection"), str)),
        ("split", not isinstance(value.get("split", ""), str)),
        ("digests", not isinstance(value.get("digests", {}), dict)),
        ("measures", not _numbers(value.get("measures"))),
        (
            "latency_ms",
            not _numbers(value.get("latency_ms")) or not {"p50", "p95"} <= set(value["latency_ms"]),
        ),
        ("index_seconds", not _numbers({"": value.get("index_seconds")})),
        ("per_query", not _tables(value.get("per_query", {}))),
        ("by_type", not _tables(value.get("by_type", {}))),
        ("risk_coverage", not _points(value.get("risk_coverage", []))),
    ):
        if fault:
            raise UsageError(f"{path}: “{name}” is missing or not as a record has it.", f"Name {_WANTED}.")
    return value


def markdown_table(records: Sequence[Record]) -> str:
    """Return one row a record: every measure that one of them has, then latency and cost."""
    names = list(dict.fromkeys(name for record in records for name in record["measures"]))
    head = ["system", *names, "p50 ms", "p95 ms", "index s"]
    rows = ["| " + " | ".join(map(_cell, head)) + " |", "|" + "---|" * len(head)]
    for record in records:
        found = record["measures"]
        measures = [_value(found[name]) if name in found else "–" for name in names]
        latency = record["latency_ms"]
        cells = [_cell(str(record["system"])), *measures, f"{latency['p50']:.1f}", f"{latency['p95']:.1f}"]
        rows.append("| " + " | ".join([*cells, f"{record['index_seconds']:.1f}"]) + " |")
    return "\n".join(rows) + "\n"


def markdown_tables(groups: Sequence[Group]) -> str:
    """Return each collection's table, under its name where there are several."""
    if len(groups) == 1:
        return markdown_table(groups[0].records)
    return "\n".join(f"### {group.title}\n\n{markdown_table(group.records)}" for group in groups)


def html_page(groups: Sequence[Group], title: str) -> str:
    """Draw collections one after the other: table, bars, per-query differences, risk against coverage.

    Args:
        groups: At least one; the first record of each is the baseline of its differences.
        title: Of the page.

    Returns:
        A page without scripts and without anything fetched from elsewhere.
    """
    parts = [f"<h1>{escape(title)}</h1>"]
    for group in groups:
        records = group.records
        parts += [f"<h2>{escape(group.title)}</h2>", _table(records), "<h3>Measures</h3>", _bars(records)]
        parts += _per_type(records) + _differences(records) + _risk(records)
        parts += ["<h3>What made these figures</h3>", *(_origin(record) for record in records)]
    head = f"{_META}<title>{escape(title)}</title><style>{_STYLE}</style>"
    return f"<!doctype html><html lang=en><head>{head}</head><body>{''.join(parts)}</body></html>\n"


def _numbers(value: object, *keys: str) -> bool:
    """Return whether a value is an object of finite numbers, these keys among its own."""
    return isinstance(value, dict) and all(
        isinstance(one, int | float) and not isinstance(one, bool) and math.isfinite(one)
        for one in [*value.values(), *(value.get(key) for key in keys)]
    )


def _tables(value: object) -> bool:
    return isinstance(value, dict) and all(_numbers(one) for one in value.values())


def _points(value: object) -> bool:
    return isinstance(value, list) and all(
        isinstance(one, list) and len(one) == 2 and _numbers(dict(enumerate(one))) for one in value
    )


def _value(value: float) -> str:
    return f"{value:.3f}" if abs(value) < 10 else f"{value:,.0f}"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")


def _table(records: Sequence[Record]) -> str:
    split = [
        [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", line)[1:-1]]
        for line in markdown_table(records).splitlines()
        if not line.startswith("|-")
    ]
    head = "".join(f"<th>{escape(cell)}</th>" for cell in split[0])
    body = "".join("<tr>" + "".join(f"<td>{escape(c)}</td>" for c in row) + "</tr>" for row in split[1:])
    return f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"


def _bars(records: Sequence[Record]) -> str:
    names = list(dict.fromkeys(name for record in records for name in record["measures"]))
    groups = {
        name: {r["system"]: r["measures"][name] for r in records if name in r["measures"]} for name in names
    }
    return plots.bars(
        {
            f"{name} (lower is better)" if name in LOWER else name: values
            for name, values in groups.items()
            if all(0 <= value <= 1 for value in values.values())
        }
    )


def _per_type(records: Sequence[Record]) -> list[str]:
    """Draw the first measures by type of question, the systems beside each other."""
    tables = {record["system"]: record["by_type"] for record in records if record.get("by_type")}
    kinds = list(dict.fromkeys(kind for table in tables.values() for kind in table))
    names = list(dict.fromkeys(name for table in tables.values() for row in table.values() for name in row))
    parts: list[str] = []
    for name in names[:BY_TYPE]:
        groups = {
            kind: {
                system: table[kind][name] for system, table in tables.items() if name in table.get(kind, {})
            }
            for kind in kinds
        }
        parts += [f"<h3>{escape(name)} by type of question</h3>", plots.bars(groups)]
    return parts


def _differences(records: Sequence[Record]) -> list[str]:
    """Draw each later system's differences from the first; of measures that nothing moved, say so."""
    parts: list[str] = []
    base = records[0].get("per_query") or {}
    for record in records[1:]:
        minus = f"{record['system']} minus {records[0]['system']}"
        alike: list[str] = []
        for name, values in (record.get("per_query") or {}).items():
            if name not in base:
                continue
            deltas = [value - base[name].get(query, 0.0) for query, value in values.items()]
            if any(abs(delta) > 1e-9 for delta in deltas):
                parts.append(plots.differences(deltas, f"{name}, query by query: {minus}"))
            else:
                alike.append(name)
        if alike:
            parts.append(f"<p>{escape(minus)}: no query differs in {escape(', '.join(alike))}.</p>")
    return ["<h3>Per-query differences</h3>", *parts] if parts else []


def _risk(records: Sequence[Record]) -> list[str]:
    curves = {r["system"]: [tuple(p) for p in r["risk_coverage"]] for r in records if r.get("risk_coverage")}
    if not curves:
        return []
    plot = plots.lines(
        curves, "coverage: share of questions answered", "risk: share of answers that are wrong"
    )
    return ["<h3>Risk against coverage</h3>", plot]


def _origin(record: Record) -> str:
    names = ("settings", "versions", "digests", "machine", "times")
    shown = {name: json.dumps(record[name], ensure_ascii=False) for name in names if name in record}
    rows = "".join(
        f"<tr><td>{escape(k)}</td><td><code>{escape(v)}</code></td></tr>" for k, v in shown.items()
    )
    return f"<h4>{escape(str(record['system']))}</h4><table>{rows}</table>"
