"""The gate on a question file: on which data it stands, and bounds set from figures."""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from importlib import resources
from pathlib import Path
from typing import Any

from corpus.library import Library
from eval.gate import file_digest
from eval.question_record import SHARES

_SLACK = 0.02
"""What a share may lose before its floor breaks: one question of the report's 57 is .018."""
_READING_SLACK = 1.05
"""The like for characters read: a twentieth more."""
_CEILINGS = ("characters", "false answers", "false abstentions", "risk")


def data_digests(library: Library, questions: Path | None = None) -> dict[str, str]:
    """Return name → SHA-256 of what figures are taken on.

    Args:
        library: What is asked; of a single document its own digest is taken.
        questions: A file of one's own; the shipped one when None.
    """
    documents = sorted(entry.digest for entry in library.documents())
    whole = hashlib.sha256(" ".join(documents).encode()).hexdigest()
    shipped = resources.files("eval").joinpath("report-questions.jsonl")
    with resources.as_file(shipped) as path:
        asked = file_digest(questions or path)
    return {"questions": asked, "report": documents[0] if len(documents) == 1 else whole}


def bounds_of(measures: Mapping[str, float], data: Mapping[str, str]) -> dict[str, Any]:
    """Return a floors file's content, a little looser than what was measured.

    Args:
        measures: A system's figures, as `measures_of` gives them.
        data: name → digest of what they were taken on.
    """
    floors = {name: _rounded(measures[name] - _SLACK, math.floor) for name in SHARES if name in measures}
    ceilings = {
        name: _rounded(measures[name] + _SLACK, math.ceil) for name in _CEILINGS[1:] if name in measures
    }
    if "characters" in measures:
        ceilings["characters"] = float(math.ceil(measures["characters"] * _READING_SLACK))
    return {"data": dict(data), "floors": floors, "ceilings": ceilings}


def _rounded(value: float, to: Any) -> float:  # noqa: ANN401 - math.floor and math.ceil are overloaded
    return max(0.0, min(1.0, float(to(round(value * 1000, 6)) / 1000)))
