"""Which records may stand in one table: those of the same data, each under a name of its own."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

Record = Mapping[str, Any]
"""One system's record as `eval run` writes it, or one of `eval questions`."""
DATA = ("corpus", "queries", "qrels", "questions", "report")
"""Digests of what was asked and of what it was asked of; figures of other data cannot be compared."""
_SHOWN = 8
"""Characters shown of a digest."""


@dataclass(frozen=True, slots=True)
class Group:
    """Records that can be compared."""

    title: str
    """The collection, with its split or the start of its digest where two would have one title."""
    records: tuple[Record, ...]
    """As given; the first is the baseline."""


def grouped(records: Sequence[Record], files: Sequence[Path]) -> tuple[Group, ...]:
    """Part records by the data that they were measured on, in the order in which these first appear.

    Args:
        records: As read.
        files: Where each was read; tells apart records of systems with one name.
    """
    found: dict[tuple[str, ...], list[int]] = {}
    for at, record in enumerate(records):
        found.setdefault(_data(record), []).append(at)
    titles = _titles(list(found))
    return tuple(
        Group(title, _named_apart([records[at] for at in places], [files[at] for at in places]))
        for title, places in zip(titles, found.values(), strict=True)
    )


def _data(record: Record) -> tuple[str, ...]:
    digests = record.get("digests", {})
    return (record["collection"], record.get("split", ""), *(str(digests.get(name, "")) for name in DATA))


def _titles(keys: Sequence[tuple[str, ...]]) -> list[str]:
    """Return the collections' names; of those that are there twice, with what tells them apart."""
    titles = [key[0] for key in keys]
    for place, part in enumerate(("split", *DATA), start=1):
        many = Counter(titles)
        differ = {
            title
            for title, count in many.items()
            if count > 1 and len({k[place] for k, t in zip(keys, titles, strict=True) if t == title}) > 1
        }
        titles = [
            f"{title}, {part} {key[place][:_SHOWN] or 'unknown'}" if title in differ else title
            for key, title in zip(keys, titles, strict=True)
        ]
    return titles


def _named_apart(records: Sequence[Record], files: Sequence[Path]) -> tuple[Record, ...]:
    """Return the records with their files' names behind systems that stand there twice."""
    many = Counter(record["system"] for record in records)
    stems = Counter((record["system"], path.stem) for record, path in zip(records, files, strict=True))
    whole = Counter((record["system"], path) for record, path in zip(records, files, strict=True))
    named: list[Record] = []
    for number, (record, path) in enumerate(zip(records, files, strict=True), start=1):
        system = record["system"]
        if many[system] > 1:
            where = path.stem if stems[system, path.stem] == 1 else str(path)
            again = f", {number}" if whole[system, path] > 1 else ""
            record = {**record, "system": f"{system} ({where}{again})"}
        named.append(record)
    return tuple(named)
