"""Progress: one changing line on a terminal, sparse lines in a log."""

from __future__ import annotations

import io

import pytest

from tui.cli.progress import Reporter


class Terminal(io.StringIO):
    def isatty(self) -> bool:
        return True


class Clock:
    def __init__(self) -> None:
        self.now = 0.0

    def __call__(self) -> float:
        return self.now


def test_a_log_has_a_line_a_step_and_then_one_in_ten_seconds() -> None:
    stream, clock = io.StringIO(), Clock()
    with Reporter(stream, clock) as progress:
        for done in range(40):
            progress("encoding", done, 40)
            clock.now += 1
        progress("writing", 0, 0)
    assert stream.getvalue().splitlines() == [
        "encoding … 0 of 40",
        "encoding … 10 of 40, about 30 s left",
        "encoding … 20 of 40, about 20 s left",
        "encoding … 30 of 40, about 10 s left",
        "writing …",
    ]


def test_a_terminal_has_one_line_that_is_gone_at_the_end() -> None:
    stream, clock = Terminal(), Clock()
    with Reporter(stream, clock) as progress:
        for done in range(100):
            progress("encoding", done, 100)
            clock.now += 0.05
    written = stream.getvalue()
    assert "\n" not in written
    assert "\x1b" not in written
    assert "left" in written
    assert written.endswith("\r")
    assert written.split("\r")[-2].strip() == ""


@pytest.mark.parametrize(
    ("seconds", "done", "total", "left"),
    [
        (3, 1, 2, ", about 3 s left"),
        (100, 1, 4, ", about 5 min left"),
        (1, 1, 2, ""),
        (3, 0, 2, ""),
        (3, 2, 2, ""),
        (3, 5, 0, ""),
    ],
)
def test_an_estimate(seconds: float, done: int, total: int, left: str) -> None:
    stream, clock = io.StringIO(), Clock()
    progress = Reporter(stream, clock)
    progress("x", 0, total)
    clock.now = seconds + 10 * (seconds == 1)
    progress._began = clock.now - seconds
    progress._shown = -100
    progress("x", done, total)
    line = stream.getvalue().splitlines()[-1]
    assert line.endswith(left) if left else "left" not in line


def test_a_step_named_by_a_file_cannot_act() -> None:
    stream = io.StringIO()
    Reporter(stream, Clock())("reading \x1b[2J\u202e", 0, 0)
    assert stream.getvalue() == "reading  …\n"
