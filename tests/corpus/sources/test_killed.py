"""Killed anywhere and run again, a capture ends with the same snapshots and asks for nothing twice."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.sources.store import SourceStore
from corpus.sources.warc import FOLDER, HELD, read_capture
from tests.corpus.sources.machine import Machine
from tests.corpus.sources.web import Web, article, report, running

ROOT = Path(__file__).parents[3]
HOSTS = 6
PAGES = 4
KILLS = 4
Seen = dict[str, set[tuple[str, str, str | None]]]


def sources_of(web: Web, machine: Machine) -> list[tuple[str, str]]:
    made: list[tuple[str, str]] = []
    for at in range(HOSTS * PAGES):
        host, title = f"127.3.{at % HOSTS}.1", f"Story {at}"
        if at % 5 == 4:
            url = web.url(host, f"/gone/{at}")
            machine.hold(url, "20180601120000", article(title, at))
        else:
            url = web.put(host, f"/s/{at}", article(title, at))
        made.append((title, url))
    return made


def start(library: Path, machine: Machine, *more: str) -> subprocess.Popen[bytes]:
    command = [sys.executable, "-m", "tui", "sources", "fetch", "--pause", "0.05", *more]
    command += ["--wayback", machine.base, "--allow-private", "--library", str(library)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)


def kept(library: Path) -> Seen:
    """What each source has, and proof that every row's file is whole."""
    with Library.open(library) as opened:
        found: Seen = {}
        for source, snapshots in SourceStore(opened).all().items():
            for one in snapshots:
                if one.warc:
                    assert read_capture(library, one.warc, one.offset, 10**7).url == one.final_url
                # The copy's text does not hang on when it was asked for.
                found.setdefault(source, set()).add((one.origin, one.state, one.text_digest))
        return found


def made(folder: Path, web: Web, machine: Machine) -> Path:
    with Library.open(folder / "library", create=True) as library:
        library.add(report(folder, sources_of(web, machine)))
    return folder / "library"


@pytest.mark.parametrize("seed", [1, *(pytest.param(seed, marks=pytest.mark.slow) for seed in range(2, 6))])
def test_a_run_killed_again_and_again_ends_as_one_that_was_not(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    (tmp_path / "whole").mkdir()
    (tmp_path / "killed").mkdir()
    with running() as web:
        machine = Machine(web)
        whole = made(tmp_path / "whole", web, machine)
        assert start(whole, machine).wait(60) == 0
        expected = kept(whole)
        assert len(expected) == HOSTS * PAGES

        library = made(tmp_path / "killed", web, machine)
        del web.log[:]
        done_at: dict[str, float] = {}
        kills = 0
        for _ in range(KILLS):
            process = start(library, machine)
            until = len(web.log) + chance.randint(1, 7)
            while len(web.log) < until and process.poll() is None:
                time.sleep(0.001)
            time.sleep(chance.uniform(0, 0.05))  # also between an answer and its row
            if process.poll() is None:
                kills += 1
            process.kill()
            process.wait()
            for source in kept(library):
                done_at.setdefault(source, time.monotonic())
        assert start(library, machine).wait(60) == 0
        assert kills >= 1
        assert kept(library) == expected
        with Library.open(library) as opened:
            named = SourceStore(opened).warc_paths()
            assert len([one for one in opened.documents() if one.kind == "source"]) == HOSTS * PAGES
        there = {str(file.relative_to(library)) for file in (library / FOLDER).glob("*/*")}
        assert there == named  # nothing half-written, nothing that no row names
    for source, moment in done_at.items():
        late = [one for one in web.log if web.url(one.host, one.path) == source and one.at > moment]
        assert not late, f"{source} was asked for after it was captured"
    for host in {one.host for one in web.log}:
        assert web.asked(host).count("/robots.txt") <= 1 + kills


def test_a_run_that_looks_again_goes_on_where_it_was_killed(tmp_path: Path) -> None:
    with running() as web:
        machine = Machine(web)
        library = made(tmp_path, web, machine)
        assert start(library, machine).wait(60) == 0
        del web.log[:]
        process = start(library, machine, "--again")
        while len(web.log) < 12:
            time.sleep(0.01)
        os.kill(process.pid, signal.SIGKILL)
        process.wait()
        assert start(library, machine, "--again").wait(60) == 0
        with Library.open(library) as opened:
            counts = {
                len([one for one in many if one.origin == "live"])
                for many in SourceStore(opened).all().values()
            }
        assert counts == {2}


STUCK = """
import sys, time
from pathlib import Path
from corpus.library import Library
from corpus.sources.fetch import fetch
from corpus.sources.settings import FetchSettings

def never_done(body, content_type, url):
    time.sleep(600)

with Library.open(Path(sys.argv[1])) as library:
    fetch(library, FetchSettings(pause=0.05, allow_private=True, wayback=False), extractor=never_done)
"""


def held(library: Path) -> int:
    return len([one for one in (library / FOLDER / HELD).glob("*") if not one.suffix])


def test_a_page_that_came_before_the_kill_is_not_asked_for_again(tmp_path: Path) -> None:
    with running() as web:
        machine = Machine(web)
        pages = [
            (f"Story {at}", web.put(f"127.3.{at}.1", f"/s/{at}", article(f"Story {at}", at)))
            for at in range(5)
        ]
        with Library.open(tmp_path / "library", create=True) as library:
            library.add(report(tmp_path, pages))
        process = subprocess.Popen([sys.executable, "-c", STUCK, str(tmp_path / "library")], cwd=ROOT)
        until = time.monotonic() + 60
        while held(tmp_path / "library") < len(pages) and time.monotonic() < until:
            time.sleep(0.05)
        process.kill()
        process.wait()
        assert kept(tmp_path / "library") == {}, "no text was taken out yet"
        assert start(tmp_path / "library", machine).wait(60) == 0
        found = kept(tmp_path / "library")
        assert {state for many in found.values() for _, state, _ in many} == {"live"}
        assert len(found) == len(pages)
        for _, url in pages:
            assert len([one for one in web.log if web.url(one.host, one.path) == url]) == 1
        assert held(tmp_path / "library") == 0
        with Library.open(tmp_path / "library") as opened:
            named = SourceStore(opened).warc_paths()
        there = {
            str(file.relative_to(tmp_path / "library"))
            for file in (tmp_path / "library" / FOLDER).glob("*/*")
        }
        assert there == named


def test_two_runs_at_once_are_refused(tmp_path: Path) -> None:
    with running() as web:
        machine = Machine(web)
        library = made(tmp_path, web, machine)
        first = start(library, machine, "--pause", "1.5")
        while not web.log:
            time.sleep(0.01)
        second = subprocess.run(
            [sys.executable, "-m", "tui", "sources", "fetch", "--library", str(library)],
            cwd=ROOT, capture_output=True, text=True, check=False,
        )  # fmt: skip
        assert second.returncode == 1
        assert "Another process is capturing" in second.stderr
        assert first.wait(60) == 0
