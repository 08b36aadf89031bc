"""The lint measured: false alarms on clean notes of many houses, and planted faults found, kind by kind."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.lint import Finding, lint
from corpus.readers.protocol import RawFile
from corpus.reading import read_document

DATA = Path(__file__).parent / "data" / "lint"
FINDS = {
    "impossible-date": {"impossible-date"},
    "weekday": {"impossible-date", "weekday-and-date-disagree"},
    "url-date": {"date-and-address-disagree"},
    "contradictory-dates": {"accessed-before-published", "date-and-address-disagree"},
    "older-than-event": {"older-than-event"},
    "outlet-url": {"outlet-and-address-disagree", "outlet-or-address-misspelt"},
    "missing-page": {"missing-page"},
    "bare-url": {"bare-address"},
    "damaged-url": {"damaged-address", "odd-parameter"},
    "ambiguous-short": {"ambiguous-short-form", "unresolved-short-form"},
    "no-citation": {"reads-like-citation", "unresolved-short-form"},
}
Row = tuple[str, str, str]


def reports(name: str) -> dict[str, list[Row]]:
    """Rows (kind, claim, note) by report; a kind of "-" is a note without a fault."""
    found: dict[str, list[Row]] = {}
    report = ""
    for line in (DATA / name).read_text("utf-8").splitlines():
        if line.startswith("# "):
            report = f"{len(found)} {line[2:]}"
            found[report] = []
        elif line and not line.startswith(";"):
            parts = line.split(" >> ")
            kind = parts[0] if len(parts) == 3 else "-"
            found[report].append((kind, parts[-2], parts[-1]))
    return found


def linted(rows: list[Row]) -> dict[int, list[Finding]]:
    """Findings by note of a report made of the rows."""
    body = "\n\n".join(f"{claim}[^{at}]" for at, (_, claim, _) in enumerate(rows, 1))
    notes = "\n".join(f"[^{at}]: {note}" for at, (_, _, note) in enumerate(rows, 1))
    text = f"# A report\n\n{body}\n\n{notes}\n"
    found: dict[int, list[Finding]] = {at: [] for at in range(1, len(rows) + 1)}
    for finding in lint(read_document(RawFile("report.md", text.encode(), text), doc_id="r")):
        assert finding.reason and text[finding.start : finding.end].strip()
        found[finding.note].append(finding)
    return found


def test_clean_notes_raise_hardly_an_alarm() -> None:
    alarms: list[Finding] = []
    notes = 0
    for rows in reports("clean.txt").values():
        notes += len(rows)
        alarms += [one for many in linted(rows).values() for one in many]
    assert notes >= 250
    sure = [one for one in alarms if one.confidence == "likely"]
    assert len(sure) == 0, sure
    assert len(alarms) < 0.01 * notes, alarms


@pytest.mark.parametrize("kind", FINDS)
def test_planted_faults_are_found(kind: str) -> None:
    found: Counter[bool] = Counter()
    for rows in reports("faults.txt").values():
        by_note = linted(rows)
        for at, (planted, _, _) in enumerate(rows, 1):
            if planted == kind:
                found[any(one.code in FINDS[kind] for one in by_note[at])] += 1
    assert found.total() >= 8
    assert found[True] >= 0.85 * found.total()
