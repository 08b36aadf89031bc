"""Clean text that remembers where each of its characters stands in the original.

Readers remove marks, escapes, emphasis and page breaks. Whoever quotes the result
must still be able to point at the original, so clean text is made by copying and
replacing spans of the original and never by free string work.
"""

from __future__ import annotations

from bisect import bisect_right
from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Run:
    """A stretch of clean text and the stretch of the original that it stands for."""

    clean: int
    """Where the run begins in the clean text."""
    start: int
    """Where it begins in the original."""
    end: int
    """Where it ends in the original (exclusive)."""
    verbatim: bool
    """True when the run is a character-for-character copy of the original."""


@dataclass(frozen=True, slots=True)
class MappedText:
    """Clean text with its map back to the original; runs are in order and never empty."""

    text: str
    runs: tuple[Run, ...]

    @property
    def start(self) -> int:
        """Return where the text begins in the original (0 when empty)."""
        return self.runs[0].start if self.runs else 0

    @property
    def end(self) -> int:
        """Return where the text ends in the original (exclusive; 0 when empty)."""
        return self.runs[-1].end if self.runs else 0

    def original(self, start: int, end: int) -> tuple[int, int]:
        """Map a span of clean text to the smallest span of the original that covers it.

        Args:
            start: First character, 0-based, in the clean text.
            end: One past the last character, `start <= end <= len(text)`.

        Returns:
            The half-open span in the original. A character that stands for several
            of the original's (a joined line break) maps to all of them.

        Raises:
            ValueError: When the span does not lie inside the clean text.
        """
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}:{end} outside a text of {len(self.text)} characters")
        if not self.runs:
            return 0, 0
        if start == end:
            at = self._original_start(start) if start < len(self.text) else self.end
            return at, at
        return self._original_start(start), self._original_end(end)

    def clean(self, position: int) -> int:
        """Return the offset in clean text of the first character at or after an original position."""
        number = bisect_right(self.runs, position, key=lambda run: run.end)
        if number == len(self.runs):
            return len(self.text)
        run = self.runs[number]
        if run.verbatim:
            return run.clean + max(0, position - run.start)
        return run.clean if position <= run.start else self._run_end(number)

    def slice(self, start: int, end: int) -> MappedText:
        """Return the part `[start, end)` of the clean text with its own map."""
        if not 0 <= start <= end <= len(self.text):
            raise ValueError(f"span {start}:{end} outside a text of {len(self.text)} characters")
        kept: list[Run] = []
        first_run = max(0, bisect_right(self.runs, start, key=lambda run: run.clean) - 1)
        for number in range(first_run, len(self.runs)):
            run = self.runs[number]
            if run.clean >= end:
                break
            low, high = max(start, run.clean), min(end, self._run_end(number))
            if low >= high:
                continue
            if run.verbatim:
                first = run.start + (low - run.clean)
                kept.append(Run(low - start, first, first + (high - low), True))
            else:
                kept.append(Run(low - start, run.start, run.end, False))
        return MappedText(self.text[start:end], tuple(kept))

    def _run_end(self, number: int) -> int:
        return self.runs[number + 1].clean if number + 1 < len(self.runs) else len(self.text)

    def _run_at(self, position: int) -> Run:
        return self.runs[bisect_right(self.runs, position, key=lambda run: run.clean) - 1]

    def _original_start(self, position: int) -> int:
        run = self._run_at(position)
        return run.start + (position - run.clean) if run.verbatim else run.start

    def _original_end(self, position: int) -> int:
        run = self._run_at(position - 1)
        return run.start + (position - run.clean) if run.verbatim else run.end


class TextBuilder:
    """Builds a MappedText from spans of one original, left to right."""

    def __init__(self, source: str) -> None:
        """Start with nothing taken from `source`, the document's original text."""
        self._source = source
        self._parts: list[str] = []
        self._runs: list[Run] = []
        self._length = 0

    def __len__(self) -> int:
        """Return the number of clean characters so far."""
        return self._length

    @property
    def last(self) -> str:
        """Return the last clean character so far, or the empty string."""
        return self._parts[-1][-1] if self._parts else ""

    @property
    def leading_space(self) -> int:
        """Return how many white-space characters `build` will remove in front."""
        count = 0
        for part in self._parts:
            inner = part.lstrip()
            count += len(part) - len(inner)
            if inner:
                break
        return count

    def copy(self, start: int, end: int) -> None:
        """Take the original's span `[start, end)` as it is."""
        if start >= end:
            return
        previous = self._runs[-1] if self._runs else None
        if not (previous and previous.verbatim and previous.end == start):
            self._runs.append(Run(self._length, start, end, True))
        else:  # merged, so that a long paragraph has as few runs as it has cuts
            self._runs[-1] = Run(previous.clean, previous.start, end, True)
        self._append(self._source[start:end])

    def replace(self, start: int, end: int, text: str) -> None:
        """Let `text` stand for the original's span `[start, end)`; empty text drops the span."""
        if not text:
            return
        self._runs.append(Run(self._length, start, end, False))
        self._append(text)

    def build(self) -> MappedText:
        """Return the text with outer white space removed."""
        whole = MappedText("".join(self._parts), tuple(self._runs))
        low = len(whole.text) - len(whole.text.lstrip())
        return whole.slice(low, max(low, len(whole.text.rstrip())))

    def _append(self, text: str) -> None:
        self._parts.append(text)
        self._length += len(text)
