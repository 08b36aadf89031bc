"""The days that a date of any precision stands for."""

from __future__ import annotations

from calendar import monthrange
from datetime import date


def real_day(year: int, month: int, day: int) -> date | None:
    """Return a day of the calendar; None when the month has no such day."""
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def period(iso: str) -> tuple[date, date]:
    """Return the first and last day of an ISO date of any precision."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], 1), date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
    day = date(parts[0], parts[1], parts[2])
    return day, day
