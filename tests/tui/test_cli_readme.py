"""The commands that the README shows exist; those on a library of one's own are run in order."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest

from tui.cli.entry import build_parser, main

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text("utf-8")
BLOCKS = re.findall(r"^```\n(.*?)^```$", README, re.MULTILINE | re.DOTALL)
LINES = [
    shlex.split(line, comments=True)
    for block in BLOCKS
    for line in block.splitlines()
    if line.startswith("footnoted")
]

INTERVIEW = """# Talking of bridges

Stone bridges last longest of all.[^1]

Rope bridges sway in the wind and are renewed each year.[^2]

Timber rots where water stands.

Ana Ruiz has built bridges in the Andes for thirty years.

Iron came late, and with it the railway.

The widest span of the valley measures forty metres.

[^1]: Ana Ruiz, “Arches,” The Mason, May 3, 2011.
[^2]: Ruiz.
"""


def test_there_are_commands_to_try() -> None:
    assert len(LINES) > 10


@pytest.mark.parametrize("words", LINES, ids=" ".join)
def test_the_command_line_knows_it(words: list[str]) -> None:
    assert build_parser().parse_args(words[1:]).run


def test_a_library_of_ones_own_as_described(tmp_path: Path, monkeypatch, capsys) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "interview.md").write_text(INTERVIEW, encoding="utf-8")
    commands = [words for words in LINES if "my-library" in words]
    assert [words[1] for words in commands] == [
        "corpus",
        "index",
        "ask",
        "corpus",
        "index",
        "index",
        "corpus",
        "corpus",
    ]
    for words in commands:
        assert main(words[1:]) == 0, capsys.readouterr().err
    assert "Stone bridges last longest" in capsys.readouterr().out


def test_make_targets_are_there() -> None:
    makefile = (ROOT / "Makefile").read_text("utf-8")
    for target in re.findall(r"(?:^|`)make ([a-z-]+)", README, re.MULTILINE):
        assert re.search(rf"^{target}:", makefile, re.MULTILINE), target
