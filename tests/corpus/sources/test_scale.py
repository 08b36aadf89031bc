"""1,000 pages over 200 hosts: nearly as fast as the rests allow, in steady memory."""

from __future__ import annotations

import os
import subprocess
import sys
import time
from pathlib import Path

import pytest

from corpus.library import Library
from tests.corpus.sources.web import article, report, running

ROOT = Path(__file__).parents[3]
HOSTS, PAGES, PAUSE = 200, 5, 1.0
ALLOWED = 1.5


def memory_of(process: subprocess.Popen[bytes]) -> int:
    """Resident memory in MiB; 0 when the process has ended."""
    try:
        lines = Path(f"/proc/{process.pid}/status").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) // 1024 for line in lines if line.startswith("VmRSS")), 0)


@pytest.mark.slow
@pytest.mark.skipif(not sys.platform.startswith("linux"), reason="needs 127.x.y.z and /proc")
def test_a_thousand_pages(tmp_path: Path) -> None:
    with running() as web:
        sources = []
        for at in range(PAGES):
            for host in range(HOSTS):
                title = f"Story {at} of {host}"
                sources.append((title, web.put(f"127.7.0.{host + 1}", f"/{at}", article(title, at))))
        with Library.open(tmp_path / "library", create=True) as library:
            library.add(report(tmp_path, sources))
        command = [sys.executable, "-m", "tui", "sources", "fetch", "--no-wayback", "--pause", str(PAUSE)]
        process = subprocess.Popen(
            [*command, "--library", str(tmp_path / "library")],
            cwd=ROOT,
            env={**os.environ, "FOOTNOTED_ALLOW_PRIVATE": "1"},
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
        )
        memory: list[int] = []
        while process.poll() is None:
            memory.append(memory_of(process))
            time.sleep(0.25)
        assert process.returncode == 0
        began, ended = min(one.at for one in web.log), max(one.ended for one in web.log)
        # robots.txt and five pages a host: five rests at best.
        assert ended - began <= ALLOWED * PAGES * PAUSE
        half = [one for one in memory[: len(memory) // 2] if one]
        assert max(memory) < 1.5 * max(half) < 300
    with Library.open(tmp_path / "library") as library:
        assert len([one for one in library.documents() if one.kind == "source"]) == HOSTS * PAGES
