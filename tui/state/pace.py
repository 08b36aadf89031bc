"""How fast long work goes, and so how long it will still take."""

from __future__ import annotations


class Pace:
    """Estimates the rest from what is done since a step began."""

    SETTLE = 1.0
    """Seconds of a step before anything is estimated."""

    def __init__(self) -> None:
        """Begin with no step."""
        self._step = ""
        self._began = 0.0
        self._from = 0

    def told(self, step: str, done: int, total: int, now: float) -> str:
        """Return one line about the work.

        Args:
            step: What is being done.
            done: How much of it is.
            total: Of how much; 0 when unknown.
            now: Seconds of a clock that never goes back.
        """
        if step != self._step:
            self._step, self._began, self._from = step, now, done
        if total <= 0:
            return f"{step} …"
        told = f"{step} {100 * done // total} %"
        spent, gained = now - self._began, done - self._from
        if spent < self.SETTLE or gained <= 0 or done >= total:
            return told
        return f"{told}, {_time(spent * (total - done) / gained)} left"


def _time(seconds: float) -> str:
    return f"{seconds:.0f} s" if seconds < 90 else f"{seconds / 60:.0f} min"
