"""The app in a browser: on loopback alone, and in a real Chromium."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit

import pytest

from corpus.errors import UsageError
from tests.tui.browser import Browser, chromium
from tui.serve import check_address

ROOT = Path(__file__).parents[2]
QUESTION = "Who paid for the Islamabad safe city?"


@pytest.mark.parametrize("host", ["127.0.0.1", "localhost", "::1", "127.8.9.1"])
def test_loopback_is_served(host):
    check_address(host, 8570)


@pytest.mark.parametrize(
    ("host", "port"),
    [("0.0.0.0", 80), ("::", 80), ("192.168.1.1", 80), ("example.org", 80), ("127.0.0.1", 0)],
)
def test_nothing_else_is(host, port):
    with pytest.raises(UsageError):
        check_address(host, port)


@pytest.fixture
def served(shipped_library: Path, tmp_path: Path) -> Iterator[str]:
    """The address at which `footnoted serve` serves the shipped library."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    environment = {
        **os.environ, "FOOTNOTED_LIBRARY": str(shipped_library),
        "FOOTNOTED_SESSIONS": str(tmp_path / "sessions"), "PYTHONPATH": str(ROOT),
        "FOOTNOTED_SETTINGS": str(tmp_path / "settings.toml"),
    }  # fmt: skip
    command = [sys.executable, "-m", "tui", "serve", "--port", str(port)]
    process = subprocess.Popen(
        command, env=environment, cwd=tmp_path, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
    )
    try:
        until = time.monotonic() + 60
        while time.monotonic() < until:
            with socket.socket() as asked:
                if asked.connect_ex(("127.0.0.1", port)) == 0:
                    break
            time.sleep(0.1)
        yield f"http://127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait(20)


@pytest.mark.skipif(
    chromium() is None, reason="no Chromium is installed here (Debian: apt-get install chromium)"
)
async def test_a_question_is_asked_in_a_real_browser(served):
    async with Browser(chromium() or "") as browser:
        await browser.open(served)
        await browser.until("Questions worth asking")
        await browser.type(QUESTION)
        await browser.press("Enter", 13, "\r")
        await browser.until("1. " + QUESTION, "Export and Import", "[49]")
        await browser.press("Escape", 27)
        await browser.press("ArrowRight", 39)
        await browser.press("Enter", 13, "\r")
        await browser.until("Notes 49")
        picture = await browser.picture()
        assert picture.startswith(b"\x89PNG") and len(picture) > 20_000, (
            "an empty page takes some 5,000 bytes"
        )
        hosts = {urlsplit(url).hostname for url in browser.requests if not url.startswith(("data:", "blob:"))}
        assert hosts <= {"127.0.0.1", "blank", None}, "the page fetches nothing from elsewhere"
