"""Numbers of things as text says them: "1 note", "2 notes"; "note 3", "notes 3, 5"."""

from __future__ import annotations

from collections.abc import Sequence


def counted(number: int, name: str) -> str:
    """Return a number and the English name of what is counted, in the plural where it is not one."""
    return f"{number} {name}{'s' * (number != 1)}"


def labelled(name: str, labels: Sequence[str]) -> str:
    """Return the English name of some things with their labels, in the plural where it is not one."""
    return f"{name}{'s' * (len(labels) != 1)} {', '.join(labels)}".rstrip()
