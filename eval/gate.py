"""Floors that quality may not fall through, with digests of the data they were measured on.

A floor is only worth something on the data it was set on, so the file names that data by
digest and the gate refuses to compare anything else.
"""

from __future__ import annotations

import hashlib
import math
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from corpus.errors import UsageError
from eval.files import read_json, write_json

FLOORS = Path(__file__).with_name("floors.json")
"""The floors that ship, for the report's questions."""
_PARTS = ("data", "floors", "ceilings")


@dataclass(frozen=True, slots=True)
class Broken:
    """A measure below its floor (or above its ceiling)."""

    measure: str
    value: float
    bound: float
    kind: str
    """"floor" or "ceiling"."""


def file_digest(path: Path) -> str:
    """Return the SHA-256 of a file, in hexadecimal."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def read_floors(path: Path = FLOORS) -> dict[str, Any]:
    """Read a floors file.

    Raises:
        UsageError: When it is missing, has not the three parts data, floors and ceilings, names no
            data or bounds nothing: such a file would let everything pass.
    """
    value: dict[str, Any] = read_json(path, "a floors file; `eval gate --set` writes one")
    if not isinstance(value, dict) or not all(isinstance(value.get(name), dict) for name in _PARTS):
        raise UsageError(f"{path}: needs data, floors and ceilings.", "Write it with `eval gate --set`.")
    bounds = [*value["floors"].items(), *value["ceilings"].items()]
    if not value["data"] or not bounds:
        raise UsageError(f"{path}: names no data, or bounds nothing.", "Write it with `eval gate --set`.")
    for name, bound in bounds:
        if isinstance(bound, bool) or not isinstance(bound, int | float) or not math.isfinite(bound):
            raise UsageError(f"{path}: the bound of {name!r} is no number.", "Mend it.")
    return value


def check_data(data: Mapping[str, str], floors: Mapping[str, Any]) -> None:
    """Refuse to hold figures of some data against the floors of other data.

    Args:
        data: name → digest of what is measured.
        floors: A floors file's content.

    Raises:
        UsageError: When they differ.
    """
    for name, digest in floors["data"].items():
        if data.get(name) != digest:
            raise UsageError(
                f"this is not the {name} that the floors were set on.",
                "Ask the library and questions that they belong to, or set floors anew: `eval gate --set`.",
            )


def check(
    measures: Mapping[str, float], data: Mapping[str, str], floors: Mapping[str, Any]
) -> tuple[Broken, ...]:
    """Hold measures against floors and ceilings.

    Args:
        measures: What was measured now.
        data: name → digest of the data it was measured on.
        floors: A floors file's content.

    Returns:
        Every broken bound, in the file's order.

    Raises:
        UsageError: When the data is not the data of the floors, or a bounded measure was not taken.
    """
    check_data(data, floors)
    broken: list[Broken] = []
    for kind, sign in (("floor", 1.0), ("ceiling", -1.0)):
        for name, bound in floors[f"{kind}s"].items():
            if name not in measures:
                raise UsageError(
                    f"measure {name!r} has a {kind} and was not taken.", "Measure it, or drop the bound."
                )
            if sign * measures[name] < sign * bound - 1e-9:
                broken.append(Broken(name, measures[name], bound, kind))
    return tuple(broken)


def set_floors(path: Path, new: Mapping[str, Any], *, lower: bool = False) -> None:
    """Write floors; never lower ones unless asked.

    Args:
        path: The file.
        new: data, floors and ceilings.
        lower: Whether a bound may be loosened.

    Raises:
        UsageError: When a bound would be loosened and `lower` is False.
    """
    if path.exists() and not lower:
        old = read_floors(path)
        for kind, sign in (("floors", 1.0), ("ceilings", -1.0)):
            for name, bound in old[kind].items():
                if name not in new[kind] or sign * new[kind][name] < sign * bound - 1e-9:
                    raise UsageError(
                        f"this loosens the bound of {name} ({bound}).", "Say --lower if that is meant."
                    )
    write_json(path, new)
