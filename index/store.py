"""Passages on disk, read one by one: opening 50,000 of them must not parse them all."""

from __future__ import annotations

import json
import mmap
from collections.abc import Iterable, Sequence
from dataclasses import fields
from pathlib import Path
from typing import TYPE_CHECKING, Any

from corpus.errors import IndexVersionError
from index.arrays import damaged, read_names, read_starts, write_json
from index.model import Passage, PassageMark

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

PASSAGES = "passages.jsonl"
IDS = "ids.json"
STARTS = "passage_starts"
_FIELDS = tuple(field.name for field in fields(Passage))


def passage_to_line(passage: Passage) -> bytes:
    """Return a passage as one line of JSON, fields in the type's order, defaults included."""
    row = {name: getattr(passage, name) for name in _FIELDS}
    row["marks"] = [(mark.number, mark.offset) for mark in passage.marks]
    return json.dumps(row, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "surrogatepass") + b"\n"


def passage_from_line(line: bytes) -> Passage:
    """Return the passage that a line holds.

    Raises:
        IndexVersionError: When the line is no passage.
    """
    try:
        row: dict[str, Any] = json.loads(line.decode("utf-8", "surrogatepass"))
        row["marks"] = tuple(PassageMark(number, offset) for number, offset in row["marks"])
        row["sentences"] = tuple((low, high) for low, high in row["sentences"])
        for name in ("section", "leads", "backs"):
            row[name] = tuple(row[name])
        return _checked(Passage(**row))
    except (ValueError, KeyError, TypeError, AttributeError, RecursionError) as error:
        raise IndexVersionError(
            f"A line of {PASSAGES} is damaged ({error}).", "Run `footnoted index build --force`."
        ) from error


def _checked(passage: Passage) -> Passage:
    """Return the passage, refusing one that no reader could have made."""
    length, strings = len(passage.text), (passage.passage_id, passage.document, passage.text, passage.context)
    spans = [*passage.sentences, *((0, mark.offset) for mark in passage.marks)]
    if not all(type(one) is str for one in (*strings, *passage.section, *passage.leads, *passage.backs)):
        raise ValueError("a text is none")
    if not 0 <= passage.start <= passage.end or not all(0 <= low <= high <= length for low, high in spans):
        raise ValueError("a span lies outside its text")
    return passage


def write_passages(folder: Path, passages: Iterable[Passage]) -> NDArray[np.int64]:
    """Write passages and their ids; return where each line begins, (n + 1,) bytes."""
    import numpy as np

    starts, ids = [0], []
    with (folder / PASSAGES).open("wb") as out:
        for passage in passages:
            starts.append(starts[-1] + out.write(passage_to_line(passage)))
            ids.append(passage.passage_id)
    write_json(folder, IDS, ids)
    return np.array(starts, dtype=np.int64)


class PassageStore:
    """Reads passages by row or id from one version's folder."""

    def __init__(self, folder: Path, n_passages: int) -> None:
        """Map the file.

        Raises:
            IndexVersionError: When it is missing, empty, or not as long as its array of lines says.
        """
        self._folder = folder
        try:
            with (folder / PASSAGES).open("rb") as file:
                self._data = mmap.mmap(file.fileno(), 0, access=mmap.ACCESS_READ)
        except (OSError, ValueError) as error:
            raise damaged(folder, PASSAGES) from error
        self._starts = read_starts(folder, STARTS, length=n_passages + 1, total=len(self._data))
        self._rows: dict[str, int] | None = None
        self._read: dict[int, Passage] = {}

    def __len__(self) -> int:
        """Return the number of passages."""
        return len(self._starts) - 1

    def get(self, row: int) -> Passage:
        """Return the passage of a row (kept once read: a conversation returns to the same ones)."""
        passage = self._read.get(row)
        if passage is None:
            passage = passage_from_line(self._data[int(self._starts[row]) : int(self._starts[row + 1])])
            if len(self._read) >= 4096:
                self._read.clear()
            self._read[row] = passage
        return passage

    def row(self, passage_id: str) -> int | None:
        """Return the row of a passage, or None."""
        if self._rows is None:
            self._rows = {name: row for row, name in enumerate(self.ids())}
        return self._rows.get(passage_id)

    def ids(self) -> Sequence[str]:
        """Return every passage's id in row order."""
        names = read_names(self._folder, IDS)
        if len(names) != len(self):
            raise damaged(self._folder, IDS)
        return names

    def close(self) -> None:
        """Let go of the file."""
        self._data.close()
