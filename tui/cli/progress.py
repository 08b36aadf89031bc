"""Long work on standard error: one line that changes on a terminal, few lines elsewhere."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable
from time import monotonic
from types import TracebackType
from typing import TextIO

from tui.render.safe import safe_text

REDRAW_SECONDS = 0.1
LINE_SECONDS = 10.0
"""How often a step that goes on is reported where lines stay (a log, a pipe)."""
QUIET_SECONDS = 2.0
"""How long a step must take before an estimate of its end is worth anything."""


class Reporter:
    """Shows progress; used as `corpus.progress.Progress` and as a context manager."""

    def __init__(self, stream: TextIO | None = None, clock: Callable[[], float] = monotonic) -> None:
        """Report to `stream` (standard error by default), with time from `clock` (seconds)."""
        self._stream = stream or sys.stderr
        self._live = self._stream.isatty()
        self._clock = clock
        self._step = ""
        self._began = 0.0
        self._shown = 0.0
        self._drawn = 0

    def __enter__(self) -> Reporter:
        """Return the reporter itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Wipe the changing line."""
        self.wipe()

    def __call__(self, step: str, done: int, total: int) -> None:
        """Take note of progress and show it when it is time to.

        Args:
            step: What is being done.
            done: How much of it is.
            total: Of how much; 0 when unknown.
        """
        now = self._clock()
        new = step != self._step
        if new:
            self._step, self._began = step, now
        pause = REDRAW_SECONDS if self._live else LINE_SECONDS
        if not new and now - self._shown < pause:
            return
        self._shown = now
        self._draw(f"{safe_text(step)} …{_share(done, total)}{self._left(now, done, total)}")

    def _left(self, now: float, done: int, total: int) -> str:
        spent = now - self._began
        if not 0 < done < total or spent < QUIET_SECONDS:
            return ""
        return f", {_duration(spent / done * (total - done))} left"

    def _draw(self, text: str) -> None:
        if self._live:
            from tui.state.wrap import clip, width_of

            self.wipe()
            # A line that wraps could not be wiped.
            text = clip(text, shutil.get_terminal_size().columns - 1)
            self._stream.write(text)
            self._drawn = width_of(text)
        else:
            self._stream.write(f"{text}\n")
        self._stream.flush()

    def wipe(self) -> None:
        """Take the changing line off the screen, before anything else is written there."""
        if self._drawn:
            # Blanks and not an escape sequence: a dumb terminal understands them too.
            self._stream.write("\r" + " " * self._drawn + "\r")
            self._stream.flush()
            self._drawn = 0


def _share(done: int, total: int) -> str:
    if total <= 1:
        return f" {done}" if done > 1 else ""
    return f" {done:,} of {total:,}"


def _duration(seconds: float) -> str:
    if seconds < 90:
        return f"about {max(1, round(seconds))} s"
    return f"about {round(seconds / 60)} min"
