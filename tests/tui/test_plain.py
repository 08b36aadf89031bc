"""Plain mode on answers made without an index: every letter, and what is no command."""

from __future__ import annotations

from dataclasses import replace
from io import StringIO

import pytest

from corpus.model import Document
from qa.sessions import SessionStore
from tests.tui.driver import QUESTION
from tests.tui.fixtures import FixtureEngine, read_text, shipped_document
from tui.keymap import ROOM
from tui.plain import PlainRoom
from tui.plain_letters import COMMANDS, command_of


@pytest.fixture(scope="module")
def report():
    return shipped_document()


@pytest.fixture
def talk(tmp_path, report, monkeypatch):
    """Returns a function that types lines and returns what was written for the last one."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("PATH", "")
    monkeypatch.setenv("COLUMNS", "100")

    def said(*lines: str, more: tuple[Document, ...] = ()) -> str:
        engine = FixtureEngine(report, *more, folder=tmp_path / f"lib{len(list(tmp_path.iterdir()))}")
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
        ("p", "p"),
        ("w 2", "w"),
        ("n [3]", "n"),
        ("u 5a 2.", "u"),
        ("O 2 level exams", ""),
        ("help", "?"),
        ("a 2", "a"),
        ("a drone?", ""),
        ("help me", ""),
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
        ([QUESTION, "N", "s", "s 1"], f"1 question: a 1: {QUESTION}"),
        (["s nowhere"], "No session fits."),
        (["X 1"], "no session of that number"),
        ([QUESTION, "N", "s", "X 1"], f"X 1 again deletes “{QUESTION}” for good."),
        ([QUESTION, "N", "s", "X 1", "s"], f"s 1: {QUESTION}"),
        ([QUESTION, "N", "s", "X 1", "X 1"], f"Deleted: “{QUESTION}”."),
        ([QUESTION, "N", "s", "X 1", "X 1", "X 1"], "no session of that number"),
        ([QUESTION, "N", "s", "X 1", "X 1", "s"], "No session is saved yet."),
        ([QUESTION, "s", "X 1", "X 1"], "A new session."),
        ([QUESTION, "s", "X 1", "X 1", "a"], "Nothing was asked yet."),
        (["p"], "p NUMBER: put a passage"),
        (["w 2"], "w: why the passage"),
        ([":quit"], "There is no such command"),
        (["help"], "u NUMBER [PLACE]"),
        (["a"], "Nothing was asked yet."),
        (["a 3"], "no answer of that number"),
        ([QUESTION, "Which drones?", "a"], f"a 1: {QUESTION} a 2: Which drones?"),
        ([QUESTION, "Which drones?", "a 1", "e"], f"Searched as: {QUESTION}"),
        ([QUESTION, "R x", "s"], "x (1 question, 20"),
        (["/ Islamabad"], "1 place."),
        (["l"], "l 1: How China"),
        ([QUESTION, "R My trip"], "“My trip”"),
    ],
)  # fmt: skip
def test_each_letter_does_its_work(talk, lines, said):
    assert said in " ".join(talk(*lines).split())


def test_each_document_can_be_read_and_its_notes_told_apart(talk):
    plain = read_text("A mill burned.[^1]\n\n[^1]: “Mills”, Post, https://e.org/mills.\n", "mill")
    page = replace(read_text("# Mills\n\nThe turbine of the mill.\n", "s1"), kind="source")
    page = replace(page, record=replace(page.record, url="https://e.org/mills"))

    def said(*lines: str) -> str:
        return " ".join(talk(*lines, more=(plain, page)).split())

    assert "In focus: " in said("l 2")
    assert "There are no sections in" in said("l 2", "r outline")
    assert "A mill burned.[1]" in said("l 2", "r 1")
    assert "“Mills”, Post" in said("l 2", "n 1")
    assert "There is no note 9 in “" in said("l 2", "n 9")
    assert "no such citation of note 1 in “" in said("l 2", "u 1 4")
    assert "1 place in “" in said("l 2", "/ burned")
    assert "Claims that rest on this source [1]" in said("The turbine of the mill", "n")
    assert "no note 1 in “Mills”" in said("l 2", "The turbine of the mill", "n 1")


def test_a_wrong_command_is_no_question(tmp_path, report):
    store = SessionStore(tmp_path / "sessions")
    engine = FixtureEngine(report, folder=tmp_path / "lib")
    room = PlainRoom(engine, store, StringIO("p\nu\nw 2\nhelp\nq"), StringIO())
    assert room.run() == 0
    assert store.sessions() == () and not room.conversation.exchanges
