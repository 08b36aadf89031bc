"""The shipped report, as its publisher made it public, and its bibliographic record."""

from __future__ import annotations

import json
from importlib.resources import files

from corpus.model import Record
from corpus.readers.protocol import RawFile

REPORT_ID = "report"
"""The report's name in its library."""


def shipped_report() -> RawFile:
    """Return the shipped report, byte for byte as in the package."""
    data = (files(__name__) / "report.txt").read_bytes()
    return RawFile(name="report.txt", data=data, text=data.decode("utf-8"))


def shipped_record() -> Record:
    """Return what is known of the shipped report besides its text."""
    return Record(**json.loads((files(__name__) / "record.json").read_text("utf-8")))


def shipped_questions() -> tuple[str, ...]:
    """Return questions worth asking the shipped report, the sample question first."""
    return tuple(json.loads((files(__name__) / "questions.json").read_text("utf-8")))
