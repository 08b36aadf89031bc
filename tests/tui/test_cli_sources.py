"""`footnoted sources` as typed: captured, audited, asked."""

from __future__ import annotations

import json
import os
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.errors import LibraryError
from tests.corpus.sources.machine import Machine
from tests.corpus.sources.web import Web, article, page, report, running
from tui.cli.entry import main


@pytest.fixture
def web() -> Iterator[Web]:
    with running() as made:
        yield made


@pytest.fixture
def library(web: Web, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    monkeypatch.delenv("FOOTNOTED_ALLOW_PRIVATE", raising=False)
    live = web.put("127.8.1.1", "/a", article("Lima"))
    gone = web.url("127.8.2.1", "/gone")
    evil = web.put("127.8.3.1", "/e", page("\x1b[2JEvil", "The words \x1b]0;title\x07 of a page. " * 40))
    file = report(tmp_path, [("Lima", live), ("Oslo", gone), ("Evil", evil), ("None", "")])
    folder = str(tmp_path / "library")
    assert main(["corpus", "add", str(file), "--library", folder]) == 0
    return folder


def fetch(library: str, *more: str) -> int:
    return main(["sources", "fetch", "--no-wayback", "--pause", "0.01", *more, "--library", library])


def rows(capsys: pytest.CaptureFixture[str], *words: str) -> list[dict]:
    capsys.readouterr()
    assert main(list(words)) == 0
    return [json.loads(line) for line in capsys.readouterr().out.splitlines()]


def test_sources_are_captured_and_audited(library: str, capsys, tmp_path: Path) -> None:
    assert fetch(library, "--allow-private") == 0
    out = capsys.readouterr().out
    assert "2  live" in out and "1  dead" in out and "\x1b" not in out
    audited = rows(capsys, "sources", "audit", "--json", "--library", library)
    assert [row["state"] for row in audited] == ["live", "dead", "live", "not-a-link"]
    assert audited[1]["http_status"] == 404
    assert main(["sources", "audit", "--library", library]) == 0
    table = capsys.readouterr().out
    assert "not-a-link" in table and "\x1b" not in table
    assert main(["sources", "audit", "--html", str(tmp_path / "a.html"), "--library", library]) == 0
    assert "Audit of sources" in (tmp_path / "a.html").read_text("utf-8")
    listed = rows(capsys, "sources", "list", "--json", "--library", library)
    assert {row["source"] for row in listed} == {row["url"] for row in audited if row["url"]}
    noted = rows(capsys, "corpus", "notes", "--json", "--library", library)
    assert [row["citations"][0]["status"] for row in noted] == ["live", "dead", "live", "not-a-link"]


def test_an_audit_needs_no_room_in_the_library(library: str, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    assert fetch(library, "--allow-private") == 0
    wanted = rows(capsys, "sources", "audit", "--json", "--library", library)

    def full(_: object) -> int:
        raise LibraryError("The disk that holds the library is full.", "Free some space and try again.")

    monkeypatch.setattr("corpus.sources.states.apply_states", full)
    assert main(["sources", "audit", "--json", "--library", library]) == 0
    written = capsys.readouterr()
    assert [json.loads(line) for line in written.out.splitlines()] == wanted
    assert "is full. The audit is whole" in written.err


def test_a_mistake_of_ours_ends_in_1(library: str, web: Web, capsys, monkeypatch: pytest.MonkeyPatch) -> None:
    def tripping(*_: object, **__: object) -> None:
        raise ValueError("a mistake of ours")

    monkeypatch.setattr("corpus.sources.capture.judge", tripping)
    assert fetch(library, "--allow-private") == 1
    assert "a mistake of ours" in capsys.readouterr().err
    monkeypatch.undo()
    assert fetch(library, "--allow-private") == 0
    assert "2  live" in capsys.readouterr().out


def test_loopback_is_refused_unless_it_is_opened(library: str, web: Web, capsys) -> None:
    assert fetch(library) == 0
    assert not web.log
    audited = rows(capsys, "sources", "audit", "--json", "--library", library)
    assert [row["state"] for row in audited] == ["refused", "refused", "refused", "not-a-link"]
    assert "public internet" in audited[0]["reason"]
    assert fetch(library, "--allow-private", "--retry") == 0
    audited = rows(capsys, "sources", "audit", "--json", "--library", library)
    assert [row["state"] for row in audited] == ["live", "dead", "live", "not-a-link"]


def test_loopback_that_is_opened_is_asked_for_after_all(library: str, web: Web, capsys) -> None:
    assert fetch(library) == 0 and fetch(library) == 0
    assert not web.log
    assert fetch(library, "--allow-private") == 0
    audited = rows(capsys, "sources", "audit", "--json", "--library", library)
    assert [row["state"] for row in audited] == ["live", "dead", "live", "not-a-link"]
    asked = len(web.log)
    assert fetch(library, "--allow-private") == 0
    assert len(web.log) == asked


def test_one_note_is_captured(library: str, web: Web) -> None:
    assert fetch(library, "1", "--allow-private") == 0
    asked = web.asked()
    assert asked[:2] == ["/robots.txt", "/a"]
    # Its text does not show the cited title, so it is held against one made-up address of its site.
    assert len(asked) == 3 and asked[2] not in {path for _, path in web.routes}


def test_a_file_of_any_name_is_attached(library: str, tmp_path: Path, capsys) -> None:
    file = tmp_path / os.fsdecode(b"saved\xff.txt")
    try:
        file.write_text("The council of Lima bought 48 cameras.\n", encoding="utf-8")
    except OSError:
        pytest.skip("the disk takes UTF-8 names only")
    assert main(["sources", "attach", "2", str(file), "--library", library]) == 0
    assert main(["sources", "attach", "2", f"{file}.no", "--library", library]) == 1
    written = capsys.readouterr()
    assert "saved" in written.err


def test_the_audit_says_where_a_file_stands_in_for_a_page(
    library: str, tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    assert fetch(library, "--allow-private") == 0
    file = tmp_path / "saved.txt"
    file.write_text("The council of Lima bought 48 cameras.\n", encoding="utf-8")
    assert main(["sources", "attach", "2", str(file), "--library", library]) == 0
    capsys.readouterr()
    monkeypatch.chdir(tmp_path)
    for words, shown in ((["2"], None), (["2", "--html", "a.html"], tmp_path / "a.html")):
        assert main(["sources", "audit", *words, "--library", library]) == 0
        said = capsys.readouterr().out if shown is None else shown.read_text(encoding="utf-8")
        assert "gone, and no archived copy is known" in said
        assert "A file was attached on 2" in said


def test_an_accepted_change_is_no_longer_told(library: str, web: Web, tmp_path: Path, capsys) -> None:
    def state(*words: str) -> tuple[str, bool, bool]:
        row = rows(capsys, "sources", "audit", "1", "--json", *words, "--library", library)[0]
        return row["state"], row["change"] is not None, row["earlier_change"] is not None

    def look(number: int) -> None:
        web.put("127.8.1.1", "/a", article("Lima", number=number))
        assert fetch(library, "--allow-private", "--again") == 0

    for number in (48, 40):
        look(number)
    assert state() == ("changed", True, False)
    assert state("--accept") == ("live", False, False)
    assert state() == ("live", False, False)
    look(40)
    assert state() == ("live", False, False)  # nor as a change since the first capture
    noted = rows(capsys, "corpus", "notes", "--json", "--library", library)
    assert noted[0]["citations"][0]["status"] == "live"
    look(41)
    assert state() == ("changed", True, True)  # what came later is told, also against what was accepted
    look(48)
    assert state() == ("changed", True, True)
    assert main(["sources", "audit", "1", "--html", str(tmp_path / "a.html"), "--library", library]) == 0
    assert "was accepted on 2" in (tmp_path / "a.html").read_text(encoding="utf-8")
    assert state("--unaccept") == ("changed", True, False)  # the same as when first captured
    assert main(["sources", "audit", "2", "--accept", "--library", library]) == 0
    assert "Nothing behind these notes has changed." in capsys.readouterr().err


def test_a_page_that_was_not_saved_shows_in_the_status(library: str, web: Web, capsys) -> None:
    machine = Machine(web)
    words = ["sources", "archive", "--allow-private", "--pause", "0.01", "--wayback", machine.base]
    assert fetch(library, "--allow-private") == 0
    machine.saves = False
    assert main([*words, "--library", library]) == 1
    assert "could not be saved" in capsys.readouterr().err
    machine.saves = True
    assert main([*words, "--library", library]) == 0


def test_what_could_not_be_asked_at_all_shows_in_the_status(
    tmp_path: Path, capsys, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = str(tmp_path / "library")
    file = report(tmp_path, [("Lima", "http://a.example.org/1")])
    assert main(["corpus", "add", str(file), "--library", folder]) == 0

    def no_network(*_: object, **__: object) -> None:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    monkeypatch.setattr(socket, "getaddrinfo", no_network)
    assert fetch(folder) == 1
    assert "is there a network?" in capsys.readouterr().err


def test_a_library_whose_notes_name_nothing_is_told(tmp_path: Path, capsys) -> None:
    file = tmp_path / "a.md"
    file.write_text("# A\n\nIt rose.[^1]\n\n[^1]: This is a remark.\n", encoding="utf-8")
    folder = str(tmp_path / "library")
    assert main(["corpus", "add", str(file), "--library", folder]) == 0
    assert fetch(folder) == 0
    assert "the notes name no address" in capsys.readouterr().out
    assert main(["sources", "audit", "--library", folder]) == 0
    assert "No note here names a source." in capsys.readouterr().err


def test_a_note_that_two_reports_have_is_asked_about(library: str, tmp_path: Path, capsys) -> None:
    other = tmp_path / "other.md"
    other.write_text("# Other\n\nIt rose.[^1]\n\n[^1]: “A b,” BBC, 3 May 2018.\n", encoding="utf-8")
    assert main(["corpus", "add", str(other), "--library", library]) == 0
    file = tmp_path / "saved.txt"
    file.write_text("The council of Lima bought 48 cameras.\n", encoding="utf-8")
    for more, status in (([], 2), (["--citation", "1"], 2), (["--document", "other"], 0)):
        assert main(["sources", "attach", "1", str(file), *more, "--library", library]) == status
    assert "Several reports have a note 1" in capsys.readouterr().err


def test_captured_sources_answer_questions(library: str, capsys) -> None:
    assert fetch(library, "--allow-private") == 0
    capsys.readouterr()
    question = "How many cameras did the council of Lima buy?"
    main(["ask", question, "--only", "sources", "--json", "--library", library])
    answer = json.loads(capsys.readouterr().out)
    assert {one["kind"] for one in answer["passages"]} == {"source"}
    assert "The council of Lima bought" in answer["passages"][0]["text"]


@pytest.mark.parametrize(
    ("words", "status", "says"),
    [
        (["fetch", "99"], 2, "no note 99"),
        (["audit", "99"], 2, "no note 99"),
        (["audit", "--accept"], 2, "--accept takes the numbers of the notes"),
        (["fetch", "--document", "none"], 2, "no document"),
        (["fetch", "--wayback", "zzz"], 2, "--wayback: “zzz” is not a web address"),
        (["archive", "--wayback", ""], 2, "--wayback: “” is not"),
        (["attach", "4", "none.html"], 1, "does not exist"),
        (["audit", "--html", "/proc/none/a.html"], 2, "cannot be written"),
    ],
)
def test_slips_are_told(library: str, capsys, words: list[str], status: int, says: str) -> None:
    assert main(["sources", *words, "--library", library]) == status
    assert says in capsys.readouterr().err
