"""Numbers of things as text says them: "1 note", "2 notes"."""

from __future__ import annotations


def counted(number: int, name: str) -> str:
    """Return a number and the English name of what is counted, in the plural where it is not one."""
    return f"{number} {name}{'s' * (number != 1)}"
