"""Reading JSON lines whose errors name the file and the line."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from eval.files import read_lines


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
    for number, line in read_lines(path):
        yield Row(path, number, _parse(line, f"{path}:{number}"))


def id_field(row: Row, name: str = "_id") -> str:
    """Return a row's id; BEIR's `_id` may also be written `id`, and a whole number is taken as text.

    Raises:
        UsageError: When it is missing, no text, empty, or cannot stand in a run file.
    """
    value = row.values.get(name, row.values.get(name.lstrip("_")))
    if isinstance(value, int) and not isinstance(value, bool):
        value = str(value)
    if not isinstance(value, str):
        raise UsageError(f"{row.place}: field {name!r} is missing or no text.", "Every line needs it.")
    if not value or value != value.strip():
        raise UsageError(
            f"{row.place}: field {name!r} is empty, or begins or ends with white space.", "Mend the id."
        )
    if any(character in "\t\r\n" or "\ud800" <= character <= "\udfff" for character in value):
        raise UsageError(
            f"{row.place}: id {value!r} has a tab, a line end or half a character in it.",
            "Rename it: no run file can hold that.",
        )
    return value


def text_field(row: Row, name: str, *, empty: bool = False, missing: bool = False) -> str:
    """Return a row's string field, half characters replaced.

    Args:
        row: The record.
        name: The field.
        empty: Whether white space alone will do.
        missing: Whether a row without it counts as one that has the empty string.

    Raises:
        UsageError: When it is missing, no string, or empty.
    """
    value = row.values.get(name)
    if value is None and missing:
        return ""
    if not isinstance(value, str):
        raise UsageError(f"{row.place}: field {name!r} is missing or no text.", "Mend that line.")
    if not value.strip() and not empty:
        raise UsageError(f"{row.place}: field {name!r} is empty.", "Mend that line.")
    return value.encode("utf-8", "replace").decode()


def _parse(line: str, place: str) -> Mapping[str, Any]:
    try:
        value = json.loads(line)
    except (ValueError, RecursionError) as error:
        raise UsageError(f"{place}: no JSON ({error}).", "Each line is one JSON object.") from error
    if not isinstance(value, dict):
        raise UsageError(f"{place}: not an object.", "Each line is one JSON object.")
    return value
