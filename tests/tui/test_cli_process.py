"""`footnoted` as a process: how it starts, how fast, and how it ends when its streams or its user leave."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
import time
from functools import partial
from pathlib import Path

import pexpect
import pytest

from tests.slowness import slowness

PROGRAM = [sys.executable, "-m", "tui"]
ROOT = Path(__file__).parents[2]


def environment(library: Path, **more: str) -> dict[str, str]:
    return {**os.environ, "FOOTNOTED_LIBRARY": str(library), "PYTHONPATH": str(ROOT), **more}


def call(library: Path, *arguments: str, **more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [*PROGRAM, *arguments],
        env=environment(library, **more),
        stdin=subprocess.DEVNULL,
        capture_output=True,
        encoding="utf-8",
        timeout=120,
        check=False,
    )


def quickest(library: Path, *arguments: str, tries: int) -> float:
    """Seconds of the best of several runs, told as a usual processor's."""
    times = []
    for _ in range(tries):
        slower, begun = slowness(), time.perf_counter()
        assert call(library, *arguments).returncode == 0
        times.append((time.perf_counter() - begun) / max(slower, slowness()))
    return min(times)


def test_without_a_terminal_it_asks_a_sample_question(shipped_library: Path) -> None:
    done = call(shipped_library)
    assert (done.returncode, done.stderr) == (0, "")
    assert "Islamabad" in done.stdout
    assert "[49]" in done.stdout


def test_without_a_terminal_and_without_the_shipped_report_it_says_so(tmp_path: Path) -> None:
    from corpus.library import Library

    Library.open(tmp_path, create=True).close()
    done = call(tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "There is no terminal" in done.stderr


def test_the_version(tmp_path: Path) -> None:
    done = call(tmp_path, "--version")
    assert done.returncode == 0
    assert done.stdout.startswith("footnoted 0.")


def test_help_comes_at_once(tmp_path: Path) -> None:
    assert quickest(tmp_path, "--help", tries=5) < 0.3


def test_an_answer_comes_soon(shipped_library: Path) -> None:
    """In 1.5 s, or on a slow machine in eight times what it takes to load the two libraries that it needs."""
    needed = []
    for _ in range(4):
        slower, begun = slowness(), time.perf_counter()
        subprocess.run([sys.executable, "-c", "import onnxruntime, tokenizers"], check=True)
        needed.append((time.perf_counter() - begun) / max(slower, slowness()))
    soon = quickest(shipped_library, "ask", "Who paid for the Islamabad safe city?", tries=4)
    assert soon < max(1.5, 8 * min(needed))


@pytest.mark.parametrize("locale", ["C", "POSIX", "C.UTF-8"])
def test_output_is_utf_8_whatever_the_locale(shipped_library: Path, locale: str) -> None:
    done = call(shipped_library, "corpus", "notes", "1", LC_ALL=locale, PYTHONIOENCODING="ascii")
    assert done.returncode == 0
    assert "“" in done.stdout or "’" in done.stdout


def test_a_reader_who_has_seen_enough(shipped_library: Path) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "corpus", "show", "--json"],
        env=environment(shipped_library),
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
    )
    assert process.stdout is not None
    assert process.stderr is not None
    assert process.stdout.readline().startswith(b"{")
    process.stdout.close()
    assert process.stderr.read() == b""
    assert process.wait(60) in (0, 1)


def test_an_interrupt_is_quiet(shipped_library: Path) -> None:
    process = subprocess.Popen(
        [*PROGRAM, "ask", "--jsonl"],
        env=environment(shipped_library),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        # A run in the background is started with interrupts ignored, and its children would be too.
        preexec_fn=partial(signal.signal, signal.SIGINT, signal.SIG_DFL),
    )
    assert process.stdin is not None
    assert process.stdout is not None
    process.stdin.write(b'{"question": "What are the three evils?"}\n')
    process.stdin.flush()
    assert process.stdout.readline().startswith(b"{")  # an answer comes before the next question is there
    process.send_signal(signal.SIGINT)
    _, errors = process.communicate(timeout=60)
    assert process.returncode == 130
    assert errors == b"footnoted: interrupted.\n"


def test_in_a_real_terminal_the_answering_sentence_is_bold(shipped_library: Path) -> None:
    terminal = pexpect.spawn(
        sys.executable,
        [*PROGRAM[1:], "ask", "Who paid for the Islamabad safe city?", "-k", "1"],
        env=environment(shipped_library, TERM="xterm-256color", NO_COLOR=""),
        dimensions=(24, 50),
        encoding="utf-8",
        timeout=60,
    )
    shown = terminal.read()
    terminal.close()
    assert terminal.exitstatus == 0
    assert "\x1b[1mAccording to Dawn" in shown
    bare = re.sub(r"\x1b\[[0-9]m", "", shown)
    assert "\x1b" not in bare
    assert "»" not in bare
    assert all(len(line) <= 50 for line in bare.splitlines() if "http" not in line)


def test_a_named_library_that_is_not_there_is_told_before_the_app_opens(tmp_path: Path) -> None:
    terminal = pexpect.spawn(
        sys.executable,
        [*PROGRAM[1:], "--library", str(tmp_path)],
        env=environment(tmp_path),
        encoding="utf-8",
        timeout=60,
    )
    shown = terminal.read()
    terminal.close()
    assert terminal.exitstatus == 2
    assert "There is no library in" in shown
    assert "\x1b" not in shown


def test_a_full_disk_under_standard_output_is_an_error(shipped_library: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("this system has no /dev/full")
    with Path("/dev/full").open("w") as full:
        done = subprocess.run(
            [*PROGRAM, "corpus", "show"],
            env=environment(shipped_library),
            stdout=full,
            stderr=subprocess.PIPE,
            encoding="utf-8",
            timeout=60,
            check=False,
        )
    assert done.returncode == 1
    assert "Traceback" not in done.stderr
    assert "standard output" in done.stderr
