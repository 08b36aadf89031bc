"""`footnoted sources check` with second opinions, as typed: a server on loopback and a real cross-encoder."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.chat import ChatServer, chatting, said
from tests.index.test_nli import classifier
from tests.qa.test_support import CHINESE, REPORT
from tui.cli.entry import main

_SOUND = "entailment"


def read(asked: dict) -> tuple[int, bytes]:
    """Answer by what the model is sent."""
    words = asked["messages"][-1]["content"]
    return 200, said(_SOUND if "2.4亿美元" in words and "$240 million" in words else "neutral")


@pytest.fixture
def server() -> Iterator[ChatServer]:
    with chatting(read) as running:
        yield running


@pytest.fixture
def library(tmp_path: Path) -> str:
    (tmp_path / "ports.md").write_text(REPORT, encoding="utf-8")
    (tmp_path / "bank.txt").write_text(CHINESE, encoding="utf-8")
    folder = str(tmp_path / "library")
    assert main(["corpus", "add", str(tmp_path / "ports.md"), "--id", "ports", "--library", folder]) == 0
    assert main(["sources", "attach", "1", str(tmp_path / "bank.txt"), "--library", folder]) == 0
    return folder


def check(library: str, capsys: pytest.CaptureFixture[str], *more: str) -> list[dict]:
    capsys.readouterr()
    assert main(["sources", "check", "--json", "--library", library, *more]) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_two_models_give_their_opinions_and_move_nothing(library, server, tmp_path, capsys) -> None:
    plain = check(library, capsys)
    folder = classifier(tmp_path, ("contradiction", "entailment", "neutral"))
    endpoint = f"http://127.0.0.1:{server.server_address[1]}/v1"
    told = check(library, capsys, "--nli", str(folder), "--endpoint", endpoint, "--endpoint-model", "small")
    assert [{**row, "opinions": []} for row in told] == plain
    quoted = next(row for row in told if row["note"] == 1)
    cross, chat = quoted["opinions"]
    assert cross["by"] == str(folder)
    assert cross["verdict"] in {"contradiction", "entailment", "neutral"} and 0 < cross["confidence"] <= 1
    assert chat == {"by": "small at 127.0.0.1", "verdict": _SOUND, "confidence": None}
    ((path, _, asked),) = server.asked
    assert (path, asked["model"]) == ("/v1/chat/completions", "small")
    assert main(["sources", "check", "1", "--endpoint", endpoint, "--library", library]) == 0
    assert "second opinion, default at 127.0.0.1: entailment" in capsys.readouterr().out


def test_a_server_that_is_gone_is_named(library, server, capsys) -> None:
    port = server.server_address[1]
    server.shutdown()
    server.server_close()
    endpoint = f"http://127.0.0.1:{port}/v1"
    assert main(["sources", "check", "1", "--endpoint", endpoint, "--library", library]) == 1
    assert "127.0.0.1" in capsys.readouterr().err
