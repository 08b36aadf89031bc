"""Times as they are kept, in UTC, told by the clock of the person who reads them."""

from __future__ import annotations

from datetime import datetime


def local_time(stamp: str) -> str:
    """Return an ISO 8601 time as local date and time to the minute; what is none as it stands."""
    try:
        return f"{datetime.fromisoformat(stamp).astimezone():%Y-%m-%d %H:%M}"
    except ValueError:
        return stamp[:16]
