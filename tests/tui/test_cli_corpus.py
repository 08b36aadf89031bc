"""`footnoted corpus` and `footnoted index`: what a maintainer does, in the order in which it is done."""

from __future__ import annotations

import json
import shlex
import sqlite3
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.bundled import shipped_report
from corpus.library import DATABASE, Library
from tui.cli import main

ESSAY = "# On bridges\n\nStone bridges last.¹\n\n¹ Ana Ruiz, “Arches,” The Mason, May 3, 2011, <https://m.example/a>.\n"


@pytest.fixture
def files(tmp_path: Path) -> Path:
    folder = tmp_path / "files"
    folder.mkdir()
    (folder / "bridges.txt").write_text(ESSAY, encoding="utf-8")
    (folder / "other.txt").write_text("Rope bridges sway.\n", encoding="utf-8")
    (folder / "empty.txt").touch()
    return folder


@pytest.fixture
def run(capsys: pytest.CaptureFixture[str]):
    def call(*arguments: object) -> tuple[int, str, str]:
        try:
            status = main([str(argument) for argument in arguments])
        except SystemExit as left:
            status = int(str(left.code))
        out, err = capsys.readouterr()
        return status, out, err

    return call


def test_a_library_of_ones_own(run, files: Path, tmp_path: Path) -> None:
    library = tmp_path / "mine"
    assert run("corpus", "add", files / "bridges.txt", "--library", library)[0] == 0
    status, out, _ = run("corpus", "list", "--json", "--library", library)
    (row,) = [json.loads(line) for line in out.splitlines()]
    assert (status, row["doc_id"], row["kind"], row["notes"]) == (0, "bridges", "report", 1)
    assert "bridges" in run("--library", library, "corpus", "list")[1]
    assert run("corpus", "remove", "bridges", "--library", library)[0] == 0
    assert run("corpus", "list", "--library", library)[1] == ""


def test_the_library_of_first_use_has_the_shipped_report(
    run, files: Path, tmp_path: Path, monkeypatch
) -> None:
    monkeypatch.setenv("FOOTNOTED_LIBRARY", str(tmp_path / "default"))
    assert run("corpus", "add", files / "bridges.txt")[0] == 0
    with Library.open(tmp_path / "default") as library:
        assert [entry.doc_id for entry in library.documents()] == ["report", "bridges"]


def test_the_shipped_report_in_a_named_library(run, tmp_path: Path) -> None:
    assert run("corpus", "add", "--shipped", "--library", tmp_path / "new")[0] == 0
    with Library.open(tmp_path / "new") as library:
        assert library.original("report") == shipped_report().data
    status, _, err = run("corpus", "add", "--shipped", "--library", tmp_path / "new")
    assert (status, "There is a library in" in err) == (2, True)


def test_one_bad_file_does_not_stop_the_others(run, files: Path, tmp_path: Path) -> None:
    library = tmp_path / "mine"
    names = ["empty.txt", "bridges.txt", "missing.txt", "bridges.txt", "other.txt"]
    status, out, err = run("corpus", "add", *(files / name for name in names), "--library", library)
    assert (status, out) == (1, "")
    for name in ("empty.txt", "missing.txt", "bridges.txt is already in the library"):
        assert name in err
    with Library.open(library) as opened:
        assert [entry.doc_id for entry in opened.documents()] == ["bridges", "other"]


def test_a_record_of_ones_own(run, files: Path, tmp_path: Path) -> None:
    words = [
        "--id",
        "b",
        "--title",
        "Of bridges",
        "--author",
        "R. Ponte",
        "--date",
        "2011-05",
        "--kind",
        "source",
    ]
    assert run("corpus", "add", files / "bridges.txt", *words, "--library", tmp_path / "l")[0] == 0
    with Library.open(tmp_path / "l") as library:
        record = library.document("b").record
    assert (record.title, record.author, record.date) == ("Of bridges", "R. Ponte", "2011-05")


@pytest.mark.parametrize(
    ("arguments", "says"),
    [
        (["add"], "There is no file to add"),
        (["add", "a", "b", "--id", "x"], "--id names one document"),
        (["add", "a", "--kind", "poem"], "invalid choice"),
        (["add", "a", "--date", "last May"], "2018-10-10"),
        (["remove"], "ID"),
        (["remove", "nothing"], "Its documents: report"),
        (["show", "--document", "nothing"], "Its documents: report"),
        (["notes", "60"], "There is no note 60"),
        (["notes", "x"], "whole number"),
        ([], "COMMAND"),
    ],
)
def test_a_wrong_call_is_2(run, shipped_library: Path, arguments, says) -> None:
    status, out, err = run("--library", shipped_library, "corpus", *arguments)
    assert (status, out) == (2, "")
    assert says in err


def test_removing_checks_every_name_first(run, own_library: Path) -> None:
    assert run("corpus", "remove", "report", "nothing", "--library", own_library)[0] == 2
    with Library.open(own_library) as library:
        assert len(library.documents()) == 1


def test_show_prints_every_paragraph(run, shipped_library: Path) -> None:
    out = run("corpus", "show", "--json", "--library", shipped_library)[1]
    rows = [json.loads(line) for line in out.splitlines()]
    with Library.open(shipped_library) as library:
        document = library.document("report")
    assert [row["text"] for row in rows] == [paragraph.text for paragraph in document.paragraphs]
    assert sum(len(row["marks"]) for row in rows) == 59
    assert {row["kind"] for row in rows} == {"front", "body", "back"}
    text = run("corpus", "show", "--library", shipped_library)[1]
    assert all(f"[{number}]" in text for number in range(1, 60))


def test_notes_one_a_line_or_one_alone(run, shipped_library: Path) -> None:
    rows = [
        json.loads(line)
        for line in run("corpus", "notes", "--json", "--library", shipped_library)[1].splitlines()
    ]
    assert [row["number"] for row in rows] == list(range(1, 60))
    assert all(row["status"] == "linked" and row["claim"] for row in rows)
    (one,) = run("corpus", "notes", "17", "--json", "--library", shipped_library)[1].splitlines()
    assert json.loads(one) == rows[16]
    text = run("corpus", "notes", "17", "--library", shipped_library)[1]
    assert "[17]" in text
    assert rows[16]["citations"][0]["url"] in text


def test_an_empty_library_says_so(run, tmp_path: Path) -> None:
    Library.open(tmp_path, create=True).close()
    for command in ("show", "notes"):
        status, out, err = run("corpus", command, "--library", tmp_path)
        assert (status, out) == (1, "")
        assert "is empty" in err
    assert run("corpus", "list", "--library", tmp_path)[0] == 0


def test_an_index_follows_its_corpus(run, own_library: Path, files: Path) -> None:
    at = ("--library", own_library)
    assert json.loads(run("index", "status", "--json", *at)[1])["up_to_date"] is True
    assert "footnoted index build" in run("corpus", "add", files / "bridges.txt", *at)[2]
    status, out, err = run("index", "status", *at)
    assert (status, "stale" in out, "footnoted index build" in err) == (0, True, True)
    assert f"`footnoted index build --library {shlex.quote(str(own_library))}`" in err
    status, _, err = run("ask", "What lasts?", *at)
    assert "warning" in err
    assert run("index", "build", *at)[0] == 0
    assert json.loads(run("index", "status", "--json", *at)[1])["up_to_date"] is True
    row = json.loads(run("ask", "Which bridges last?", "--json", *at)[1])
    assert row["passages"][0]["document"] == "bridges"
    assert run("index", "verify", *at)[0] == 0
    # What another text took the place of, or what was removed, is not quoted from an index that still has it.
    (files / "bridges.txt").write_text(f"Of all that spans water:\n\n{ESSAY}", encoding="utf-8")
    run("corpus", "remove", "bridges", *at)
    assert "added bridges:" in run("corpus", "add", files / "bridges.txt", *at)[2]
    row = json.loads(run("ask", "Which bridges last?", "--json", *at)[1])
    assert {passage["document"] for passage in row["passages"]} == {"report"}
    run("corpus", "remove", "bridges", *at)
    for scope in ((), ("--only", "report")):
        status, out, err = run("ask", "Which bridges last?", "--json", *scope, *at)
        shown = {passage["document"] for passage in json.loads(out)["passages"]}
        assert (status, shown, "warning" in err) == (3, {"report"}, True)
    run("corpus", "remove", "report", *at)
    status, out, _ = run("ask", "Which bridges last?", "--json", *at)
    assert (status, json.loads(out)["passages"]) == (3, [])


def test_an_older_index_of_the_model_named_is_called_out_of_date(run, files: Path, tmp_path: Path) -> None:
    at = ("--library", tmp_path / "mine")
    run("corpus", "add", files / "bridges.txt", *at)
    assert run("index", "build", *at)[0] == 0
    run("corpus", "add", files / "other.txt", *at)
    assert run("index", "build", "--model", "minilm", *at)[0] == 0
    assert "warning" not in run("ask", "Which bridges sway?", *at)[2]
    err = run("ask", "Which bridges sway?", "--model", "e5", *at)[2]
    assert "out of date" in err and "`footnoted index build --model e5 --library" in err


def test_an_index_is_called_older_only_when_something_was_added(run, own_library: Path, files: Path) -> None:
    at = ("--library", own_library)
    status, _, err = run("corpus", "add", files / "missing.txt", files / "empty.txt", *at)
    assert (status, "index is older" in err) == (1, False)
    assert "index is older" in run("corpus", "add", files / "empty.txt", files / "bridges.txt", *at)[2]


def test_a_changed_file_added_again_names_what_it_may_replace(run, files: Path, tmp_path: Path) -> None:
    at = ("--library", tmp_path / "mine")
    assert "remove" not in run("corpus", "add", files / "bridges.txt", files / "other.txt", *at)[2]
    (files / "bridges.txt").write_text(ESSAY.replace("last", "lasted"), encoding="utf-8")
    status, _, err = run("corpus", "add", files / "bridges.txt", *at)
    assert (status, "added bridges-2" in err, "`footnoted corpus remove bridges --library" in err) == (
        0, True, True,
    )  # fmt: skip
    assert "remove other" not in err


def test_documents_that_an_earlier_version_read_are_told(run, files: Path, tmp_path: Path) -> None:
    at = ("--library", tmp_path / "mine")
    run("corpus", "add", files / "bridges.txt", files / "other.txt", *at)
    told = "1 document was read by an earlier version of Footnoted: run `footnoted corpus reread"
    with Library.open(tmp_path / "mine") as library:
        library.replace(replace(library.document("other"), reader="plain/0"))
    assert json.loads(run("index", "status", "--json", *at)[1])["read_before"] == ["other"]
    for command in (("corpus", "list"), ("index", "status")):
        assert told in run(*command, *at)[2]
    assert run("corpus", "reread", *at)[0] == 0
    for command in (("corpus", "list"), ("index", "status")):
        assert "read by an earlier" not in run(*command, *at)[2]


def test_a_damaged_index_is_found_out(run, own_library: Path) -> None:
    at = ("--library", own_library)
    (version,) = (own_library / "indexes").glob("v0*")
    largest = max((path for path in version.iterdir()), key=lambda path: path.stat().st_size)
    data = bytearray(largest.read_bytes())
    data[len(data) // 2] ^= 0xFF
    largest.write_bytes(data)
    status, out, err = run("index", "verify", *at)
    assert status == 1
    assert largest.name in out
    assert "footnoted index build --force" in err


def test_a_damaged_document_is_found_out_and_read_anew(run, own_library: Path) -> None:
    at = ("--library", own_library)
    with Library.open(own_library) as library, library.transaction() as connection:
        connection.execute("UPDATE parsed SET json = '{'")
    status, out, err = run("index", "verify", *at)
    assert (status, "every file is as it was built" in out) == (1, True)
    assert "What was read of 'report'" in err and "`footnoted corpus reread report --library" in err
    status, _, err = run("corpus", "reread", "report", *at)
    assert (status, "report: read anew" in err, "index is older" in err) == (0, True, False)
    assert run("index", "verify", *at)[0] == 0


def test_a_library_of_a_newer_version(run, own_library: Path) -> None:
    connection = sqlite3.connect(own_library / DATABASE)
    connection.execute("PRAGMA user_version = 999")
    connection.close()
    status, out, err = run("ask", "Who?", "--library", own_library)
    assert (status, out) == (1, "")
    assert "newer Footnoted" in err
