"""Every command has help, a documented example, and here a run of that example."""

from __future__ import annotations

import argparse
import io
import shlex
import shutil
import sys
from pathlib import Path

import pytest

from tui.cli.command import Command, Example
from tui.cli.entry import build_parser, main
from tui.cli.reference import leaves, reference

ROOT = Path(__file__).parents[2]
ALL = list(leaves(build_parser()))
RUN = [example for command in ALL for example in command.examples if not example.needs]
ESSAY = "# On bridges\n\nStone bridges last.¹\n\n¹ Ana Ruiz, “Arches,” The Mason, May 3, 2011.\n"


def test_the_reference_is_what_the_program_says() -> None:
    written = (ROOT / "docs" / "cli.md").read_text("utf-8")
    assert written == reference(build_parser()), "run `make docs`"


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.prog)
def test_every_command_is_explained(command: Command) -> None:
    assert command.description
    assert command.examples
    for action in command._actions:
        assert action.help or isinstance(action, argparse._SubParsersAction), (
            f"{command.prog}: {action.dest} has no help"
        )
    for example in command.examples:
        assert example.line == command.prog or example.line.startswith(f"{command.prog} ")


@pytest.mark.parametrize("command", ALL, ids=lambda command: command.prog)
def test_every_command_prints_its_help(command: Command, capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main([*command.prog.split()[1:], "--help"])
    assert left.value.code == 0
    out = capsys.readouterr().out
    assert out.startswith("usage: footnoted")
    assert command.examples[0].line in out


@pytest.mark.parametrize("example", RUN, ids=lambda example: example.line)
def test_every_example_runs(
    example: Example, shipped_library: Path, tmp_path: Path, monkeypatch, capsys
) -> None:
    library = shutil.copytree(shipped_library, tmp_path / "library")
    monkeypatch.setenv("FOOTNOTED_LIBRARY", str(library))
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(example.stdin.encode())))
    (tmp_path / "interview.md").write_text(ESSAY, encoding="utf-8")
    (tmp_path / "page.html").write_text(f"<title>Bridges</title><p>{ESSAY}</p>", encoding="utf-8")
    status = main(shlex.split(example.line)[1:])
    out, err = capsys.readouterr()
    assert status == example.status, err
    assert out or err
