"""The library that is there when nobody names one."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from corpus.bundled import shipped_questions, shipped_report
from corpus.errors import LibraryError
from corpus.library import DATABASE, Library
from corpus.library_default import create_shipped, default_library_path, is_vacant, open_or_create_default


def test_the_environment_names_the_default(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FOOTNOTED_LIBRARY", str(tmp_path / "mine"))
    assert default_library_path() == tmp_path / "mine"
    monkeypatch.setenv("FOOTNOTED_LIBRARY", "~/mine")
    assert default_library_path() == Path.home() / "mine"
    for unset in ("", "  "):
        monkeypatch.setenv("FOOTNOTED_LIBRARY", unset)
        assert default_library_path().parts[-2:] == ("footnoted", "library")


def test_first_use_makes_the_shipped_library(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FOOTNOTED_LIBRARY", str(tmp_path / "a" / "b"))
    steps: list[str] = []
    with open_or_create_default(lambda step, done, total: steps.append(step)) as library:
        (entry,) = library.documents()
        assert library.original(entry.doc_id) == shipped_report().data
        assert (entry.kind, entry.language, entry.notes) == ("report", "en", 59)
    assert steps
    steps.clear()
    with open_or_create_default(lambda step, done, total: steps.append(step)) as library:
        assert len(library.documents()) == 1
    assert steps == []


def test_what_was_removed_is_not_put_back(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("FOOTNOTED_LIBRARY", str(tmp_path))
    with open_or_create_default() as library:
        library.remove(library.documents()[0].doc_id)
    with open_or_create_default() as library:
        assert library.documents() == ()


def test_a_first_use_that_was_killed_is_taken_up(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / DATABASE).touch()
    assert is_vacant(tmp_path)
    monkeypatch.setenv("FOOTNOTED_LIBRARY", str(tmp_path))
    with open_or_create_default() as library:
        assert len(library.documents()) == 1
    assert not is_vacant(tmp_path)


def test_a_damaged_default_is_not_replaced(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_text("precious words, no database", encoding="utf-8")
    monkeypatch.setenv("FOOTNOTED_LIBRARY", str(tmp_path))
    with pytest.raises(LibraryError):
        open_or_create_default()
    assert (tmp_path / DATABASE).read_text("utf-8") == "precious words, no database"


def test_several_processes_may_be_first(tmp_path: Path) -> None:
    code = (
        "from corpus.library_default import create_shipped\nfrom pathlib import Path\nimport sys\n"
        "print(len(create_shipped(Path(sys.argv[1])).documents()))"
    )
    arguments = [sys.executable, "-c", code, str(tmp_path / "library")]
    processes = [subprocess.Popen(arguments, stdout=subprocess.PIPE, text=True) for _ in range(4)]
    assert [process.communicate(timeout=60)[0].strip() for process in processes] == ["1"] * 4
    with Library.open(tmp_path / "library") as library:
        assert len(library.documents()) == 1


def test_making_it_again_changes_nothing(tmp_path: Path) -> None:
    with create_shipped(tmp_path) as library:
        digest = library.digest()
    with create_shipped(tmp_path) as library:
        assert library.digest() == digest


def test_there_is_a_sample_question() -> None:
    assert all(question.endswith("?") for question in shipped_questions())
    assert len(shipped_questions()) == 3
