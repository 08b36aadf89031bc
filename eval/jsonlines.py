"""Reading JSON lines whose errors name the file and the line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import UsageError

MAX_LINE = 16 * 1024 * 1024
"""Characters a line; a longer one is no record of any collection we know."""


@dataclass(frozen=True, slots=True)
class Row:
    """One record and where it stands."""

    path: Path
    line: int
    """1-based."""
    values: Mapping[str, Any]

    @property
    def place(self) -> str:
        """Return `file:line`, for messages."""
        return f"{self.path}:{self.line}"


def read_rows(path: Path) -> Iterator[Row]:
    """Yield the objects of a JSON-lines file, blank lines skipped.

    Raises:
        UsageError: At the first line that is no JSON object, or no UTF-8.
    """
    try:
        with path.open(encoding="utf-8-sig") as file:
            for number, line in enumerate(file, start=1):
                if line.strip():
                    yield Row(path, number, _parse(line, f"{path}:{number}"))
    except OSError as error:
        raise UsageError(f"{path}: {error.strerror or error}.", "Name a file that can be read.") from error
    except UnicodeDecodeError as error:
        raise UsageError(f"{path}: not UTF-8 ({error.reason}).", "Convert the file to UTF-8.") from error


def text_field(row: Row, name: str, *, empty: bool = False) -> str:
    """Return a row's string field.

    Args:
        row: The record.
        name: The field; BEIR's `_id` may also be written `id`, and a number is taken as text.
        empty: Whether the empty string will do.

    Raises:
        UsageError: When it is missing, no string, or empty.
    """
    value = row.values.get(name, row.values.get(name.lstrip("_")))
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise UsageError(f"{row.place}: field {name!r} is missing or no text.", "Every line needs it.")
    if not value.strip() and not empty:
        raise UsageError(f"{row.place}: field {name!r} is empty.", "Every line needs it.")
    return value


def _parse(line: str, place: str) -> Mapping[str, Any]:
    if len(line) > MAX_LINE:
        raise UsageError(f"{place}: longer than {MAX_LINE} characters.", "Is this a JSON-lines file?")
    try:
        value = json.loads(line)
    except (json.JSONDecodeError, RecursionError) as error:
        raise UsageError(f"{place}: no JSON ({error}).", "Each line is one JSON object.") from error
    if not isinstance(value, dict):
        raise UsageError(f"{place}: not an object.", "Each line is one JSON object.")
    return value
