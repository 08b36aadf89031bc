"""What a run has done so far, one line a query, so that a run that is killed goes on with the next."""

from __future__ import annotations

import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from corpus.errors import UsageError
from corpus.file_lock import try_lock
from eval.files import unwritable
from eval.systems import Result


@dataclass(frozen=True, slots=True)
class Timed:
    """A system's result for one query, and the time it took."""

    result: Result
    milliseconds: float


class Journal:
    """An open journal: what earlier calls did, and a place to add to it."""

    def __init__(self, path: Path, file: IO[bytes]) -> None:
        """Read what is there; a line that a kill cut short, and anything after it, is taken off."""
        self.done: dict[str, Timed] = {}
        """query id → its result."""
        self._path, self._file = path, file
        file.seek(0)
        good = 0
        for raw in file:
            entry = _parsed(raw)
            if entry is None:
                break
            self.done[entry[0]] = entry[1]
            good += len(raw)
        file.seek(good)
        file.truncate()

    def add(self, query_id: str, one: Timed) -> None:
        """Keep a query's result.

        Raises:
            UsageError: When it cannot be written.
        """
        row = [query_id, one.milliseconds, one.result.confidence, one.result.ranking]
        try:
            self._file.write(json.dumps(row, ensure_ascii=False, allow_nan=False).encode() + b"\n")
            self._file.flush()
        except OSError as error:
            raise unwritable(self._path, error) from error
        self.done[query_id] = one


@contextmanager
def open_journal(path: Path, *, fresh: bool = False) -> Iterator[Journal]:
    """Open a journal for one process alone.

    Args:
        path: The file; made when missing.
        fresh: Forget what stands in it.

    Raises:
        UsageError: When it cannot be written, or another process has it open.
    """
    try:
        file = os.fdopen(os.open(path, os.O_RDWR | os.O_CREAT, 0o644), "r+b", buffering=0)
    except OSError as error:
        raise unwritable(path, error) from error
    with file:
        if not try_lock(file):
            raise UsageError(
                f"{path}: another process is making this run.", "Wait for it, or name another --out."
            )
        if fresh:
            file.truncate(0)
        yield Journal(path, file)


def _parsed(raw: bytes) -> tuple[str, Timed] | None:
    if not raw.endswith(b"\n"):
        return None
    try:
        query_id, milliseconds, sure, ranking = json.loads(raw)
        pairs = tuple((str(doc_id), float(score)) for doc_id, score in ranking)
        return str(query_id), Timed(Result(pairs, sure), float(milliseconds))
    except (ValueError, TypeError):
        return None
