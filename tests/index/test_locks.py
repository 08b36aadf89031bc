"""The builder's lock: one holder at a time, let go of by the system when the holder dies."""

from __future__ import annotations

import signal
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from corpus.errors import IndexVersionError
from index.locks import locked

HOLD = """
import sys, time
from pathlib import Path
from index.locks import locked
with locked(Path(sys.argv[1]), wait=5):
    print("held", flush=True)
    time.sleep(60)
"""


def test_a_second_holder_waits_its_turn(tmp_path: Path) -> None:
    order: list[str] = []
    inside = threading.Event()

    def first() -> None:
        with locked(tmp_path / "lock", wait=5):
            inside.set()
            time.sleep(0.3)
            order.append("first")

    thread = threading.Thread(target=first)
    thread.start()
    assert inside.wait(5)
    waits: list[str] = []
    with locked(tmp_path / "lock", wait=5, progress=lambda what, done, total: waits.append(what)):
        order.append("second")
    thread.join()
    assert order == ["first", "second"]
    assert waits[0].startswith("waiting for another process")


def test_who_cannot_wait_is_told(tmp_path: Path) -> None:
    with (
        locked(tmp_path / "lock", wait=1),
        pytest.raises(IndexVersionError, match="Another process"),
        locked(tmp_path / "lock", wait=0.2),
    ):
        pass


def test_it_is_let_go_of_after_an_error(tmp_path: Path) -> None:
    with pytest.raises(KeyError), locked(tmp_path / "lock", wait=1):
        raise KeyError
    with locked(tmp_path / "lock", wait=0.2):
        pass


def test_waiting_can_be_cancelled(tmp_path: Path) -> None:
    def cancel(what: str, done: int, total: int) -> None:
        raise InterruptedError

    with (
        locked(tmp_path / "lock", wait=1),
        pytest.raises(InterruptedError),
        locked(tmp_path / "lock", wait=60, progress=cancel),
    ):
        pass


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_killed_holder_holds_no_more(tmp_path: Path) -> None:
    path = tmp_path / "lock"
    command = [sys.executable, "-c", HOLD, str(path)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "held\n"
        with pytest.raises(IndexVersionError), locked(path, wait=0.2):
            pass
        child.send_signal(signal.SIGKILL)
        child.wait()
    with locked(path, wait=1):
        pass


def test_a_folder_that_is_missing_is_named(tmp_path: Path) -> None:
    with (
        pytest.raises(IndexVersionError, match="cannot be written"),
        locked(tmp_path / "none" / "lock", wait=0.1),
    ):
        pass
