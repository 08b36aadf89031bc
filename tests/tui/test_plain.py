"""Plain mode on answers made without an index: every letter, and what is no command."""

from __future__ import annotations

from io import StringIO

import pytest

from qa.sessions import SessionStore
from tests.tui.driver import QUESTION
from tests.tui.fixtures import FixtureEngine, shipped_document
from tui.keymap import ROOM
from tui.plain import PlainRoom, command_of
from tui.plain_commands import COMMANDS


@pytest.fixture(scope="module")
def report():
    return shipped_document()


@pytest.fixture
def talk(tmp_path, report, monkeypatch):
    """Returns a function that types lines and returns what was written for the last one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("COLUMNS", "100")

    def said(*lines: str) -> str:
        engine = FixtureEngine(report, folder=tmp_path / "lib")
        written = StringIO()
        room = PlainRoom(
            engine, SessionStore(tmp_path / "sessions"), StringIO("\n".join([*lines, "q"])), written
        )
        assert room.run() == 0
        return written.getvalue().split("> ")[len(lines)]

    return said


@pytest.mark.parametrize(
    ("line", "command"),
    [
        ("w", "w"),
        ("p 2", "p"),
        ("u 17 2", "u"),
        ("C 17 49", "C"),
        (":x my file.md", "x"),
        ("I would like to know who paid", ""),
        ("C means what?", ""),
        ("d is for drone", ""),
        ("Who paid?", ""),
        ("谁付的钱？", ""),
    ],
)
def test_what_is_a_command(line, command):
    assert command_of(line)[0] == command


def test_the_letters_are_the_apps_own():
    shared = {"why": "w", "copy": "y", "keep": "d", "reader": "r", "url": "o", "archived": "O", "edit": "e",
              "sessions": "s", "library": "l", "dossier": "D", "scope": "c", "export": "x", "capture": "C",
              "rebuild": "B"}  # fmt: skip
    keys = {binding.id: binding.key.split(",") for binding in ROOM}
    for name, letter in shared.items():
        assert letter in keys[name] and letter in COMMANDS


@pytest.mark.parametrize(
    ("lines", "said"),
    [
        (["?"], "u NUMBER [PLACE]"),
        (["w"], "Ask something first."),
        (["y"], "No passage is in focus."),
        ([QUESTION], "Export and Import Bank"),
        ([QUESTION, "p 2"], "Passage 2:"),
        ([QUESTION, "p 9"], "no passage of that number"),
        ([QUESTION, "e"], f"Searched as: {QUESTION}"),
        ([QUESTION, "r"], "here: "),
        (["r outline"], "iv. Drones and Satellites"),
        (["r 4"], "Wing Loong"),
        (["r 99"], "no section of that number"),
        (["/ wing loong"], "places."),
        (["/ zzzz"], "Not found."),
        ([QUESTION, "n"], "[49]"),
        (["n 17"], "rests on note 17"),
        (["n 999"], "no note 999"),
        (["u 49"], "Claims that rest on this source"),
        (["u 49 9"], "no such citation"),
        (["o 49"], "dawn.com"),
        (["O 49"], "No address of that kind"),
        ([QUESTION, "w"], "Near misses"),
        ([QUESTION, "y"], "Privacy International"),
        ([QUESTION, "d"], "In the dossier: 1."),
        ([QUESTION, "d", "D"], "Export and Import Bank"),
        ([QUESTION, "d", "- 1"], "In the dossier: 0."),
        (["- 1"], "no quotation of that number"),
        ([QUESTION, "d", "D dossier.ris"], "Written:"),
        ([QUESTION, "x"], "Written:"),
        (["x nothing.doc"], "which format"),
        (["c"], "only sources"),
        (["c", "c 2"], "Asking only reports."),
        (["l huawei"], "Huawei"),
        ([QUESTION, "s"], f"s 1: {QUESTION}"),
        ([QUESTION, "N", "s", "s 1"], "Going on with"),
        (["s nowhere"], "No session fits."),
        ([QUESTION, "R My trip"], "“My trip”"),
    ],
)  # fmt: skip
def test_each_letter_does_its_work(talk, lines, said):
    assert said in " ".join(talk(*lines).split())
