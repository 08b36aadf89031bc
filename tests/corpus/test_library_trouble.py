"""What goes wrong with a library: each has its message, and nothing is lost."""

from __future__ import annotations

import os
import signal
import sqlite3
import subprocess
import sys
import tempfile
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import LibraryError
from corpus.library import DATABASE, Library
from corpus.library_check import damage_of
from corpus.library_errors import NoLibraryError
from corpus.library_schema import MIGRATIONS

NOBODY = 65534


def write(path: Path, words: str) -> Path:
    path.write_text(f"{words}¹\n\n¹ A note on {words}\n", encoding="utf-8")
    return path


@pytest.fixture
def made(tmp_path: Path) -> Path:
    folder = tmp_path / "library"
    with Library.open(folder, create=True) as library:
        library.add(write(tmp_path / "one.md", "One claim."))
    return folder


@contextmanager
def unprivileged() -> Iterator[None]:
    """Root may write anywhere; be nobody for a while, so that a read-only folder is one."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(NOBODY)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.mark.parametrize("what", ["missing", "empty folder", "file"])
def test_no_library(tmp_path: Path, what: str) -> None:
    path = tmp_path / "x"
    if what == "empty folder":
        path.mkdir()
    if what == "file":
        path.write_text("words", encoding="utf-8")
    with pytest.raises(NoLibraryError, match="There is no library in") as caught:
        Library.open(path)
    assert "corpus add FILE" in caught.value.hint
    assert not (path / DATABASE).exists()


def test_a_library_cannot_be_made_in_a_file(tmp_path: Path) -> None:
    (tmp_path / "x").write_text("words", encoding="utf-8")
    with pytest.raises(LibraryError, match="cannot be made"):
        Library.open(tmp_path / "x", create=True)


def test_a_folder_name_beyond_the_systems_limits(tmp_path: Path) -> None:
    for create in (True, False):
        with pytest.raises(LibraryError, match=r"cannot be (made|opened)"):
            Library.open(tmp_path / ("x" * 5000), create=create)


@pytest.mark.parametrize("name", ["a b#c?d%20e&mode=ro", "图书馆", "x'y\"z"])
def test_any_folder_name_will_do(tmp_path: Path, name: str) -> None:
    with Library.open(tmp_path / name, create=True) as library:
        library.add(write(tmp_path / "one.md", "One claim."))
    with Library.open(tmp_path / name) as library:
        assert len(library.documents()) == 1
    assert (tmp_path / name / DATABASE).is_file()


def test_another_programs_database_is_refused_and_left_alone(tmp_path: Path) -> None:
    connection = sqlite3.connect(tmp_path / DATABASE)
    connection.execute("CREATE TABLE bookmarks (url)")
    connection.commit()
    connection.close()
    before = (tmp_path / DATABASE).read_bytes()
    for create in (False, True):
        with pytest.raises(NoLibraryError, match="made by another program"):
            Library.open(tmp_path, create=create)
    assert (tmp_path / DATABASE).read_bytes() == before


def test_words_are_no_database(tmp_path: Path) -> None:
    (tmp_path / DATABASE).write_text("not a database at all\n" * 100, encoding="utf-8")
    with pytest.raises(LibraryError, match="no SQLite file"):
        Library.open(tmp_path)


def test_a_newer_version_is_refused(made: Path) -> None:
    connection = sqlite3.connect(made / DATABASE)
    connection.execute(f"PRAGMA user_version = {len(MIGRATIONS) + 1}")
    connection.close()
    with pytest.raises(LibraryError, match="made by a newer Footnoted") as caught:
        Library.open(made)
    assert "Update" in caught.value.hint


def test_an_older_library_is_brought_up_to_date(made: Path) -> None:
    connection = sqlite3.connect(made / DATABASE)
    for column in ("given", "reading"):
        connection.execute(f"ALTER TABLE documents DROP COLUMN {column}")
    for table in ("captured", "snapshots", "web"):
        connection.execute(f"DROP TABLE {table}")
    connection.execute("PRAGMA user_version = 1")
    connection.commit()
    connection.close()
    with Library.open(made) as library:
        assert library.reread("one") == library.document("one")
        assert library.rows("PRAGMA user_version")[0][0] == len(MIGRATIONS)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.95])
def test_a_library_cut_short_is_called_damaged(made: Path, share: float) -> None:
    file = made / DATABASE
    file.write_bytes(file.read_bytes()[: int(file.stat().st_size * share)])
    with pytest.raises(LibraryError, match="damaged") as caught, Library.open(made) as library:
        for entry in library.documents():
            library.document(entry.doc_id)
            library.original(entry.doc_id)
    assert "Restore" in caught.value.hint


def test_changed_original_bytes_are_noticed(made: Path) -> None:
    connection = sqlite3.connect(made / DATABASE)
    connection.execute("UPDATE originals SET data = x'00'")
    connection.commit()
    connection.close()
    with Library.open(made) as library, pytest.raises(LibraryError, match="SHA-256 changed"):
        library.original("one")


@pytest.mark.parametrize("stored", ["{", "[]", '{"doc_id": 1}'])
def test_damaged_contents_are_noticed(made: Path, stored: str) -> None:
    connection = sqlite3.connect(made / DATABASE)
    connection.execute("UPDATE parsed SET json = ?", (stored,))
    connection.execute("UPDATE notes SET json = ?", (stored,))
    connection.commit()
    connection.close()
    with Library.open(made) as library:
        for read in (
            lambda: library.document("one"),
            lambda: library.notes("one"),
            lambda: library.note("one", 1),
        ):
            with pytest.raises(LibraryError, match=r"library .* is damaged"):
                read()


def test_locked_by_another_process(made: Path, tmp_path: Path) -> None:
    holder = sqlite3.connect(made / DATABASE, isolation_level=None)
    holder.execute("BEGIN EXCLUSIVE")
    with pytest.raises(LibraryError, match="locked by another process"):
        Library.open(made, busy_seconds=0.05)
    holder.execute("ROLLBACK")
    with Library.open(made, busy_seconds=0.05) as library:
        holder.execute("BEGIN IMMEDIATE")
        assert len(library.documents()) == 1  # a writer at work does not keep anybody from reading
        with pytest.raises(LibraryError, match="locked by another process"):
            library.add(write(tmp_path / "two.md", "Two claims."))
        holder.execute("ROLLBACK")
        library.add(tmp_path / "two.md")
        assert len(library.documents()) == 2
    holder.close()


def test_a_short_wait_outlasts_a_short_lock(made: Path, tmp_path: Path) -> None:
    holder = sqlite3.connect(made / DATABASE, isolation_level=None, check_same_thread=False)
    holder.execute("BEGIN EXCLUSIVE")
    threading.Timer(0.3, lambda: holder.execute("ROLLBACK")).start()
    with Library.open(made, busy_seconds=10) as library:
        library.add(write(tmp_path / "two.md", "Two claims."))
        assert len(library.documents()) == 2
    holder.close()


def test_a_read_only_folder_can_be_read_and_says_why_it_cannot_be_written() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        source = write(Path(name) / "one.md", "One claim.")
        with Library.open(folder, create=True) as library:
            library.add(source)
        write(source, "Other words.")
        Path(name).chmod(0o755)
        source.chmod(0o644)
        (folder / DATABASE).chmod(0o444)
        folder.chmod(0o555)
        try:
            with unprivileged(), Library.open(folder) as library:
                assert library.document("one").notes[0].text == "A note on One claim."
                with pytest.raises(LibraryError, match=r"read-only|cannot be opened or written") as caught:
                    library.add(source, doc_id="two")
                assert "--library DIR" in caught.value.hint
                assert len(library.documents()) == 1
        finally:
            folder.chmod(0o755)


def test_a_writable_file_in_a_read_only_folder_loses_nothing() -> None:
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "library"
        source = write(Path(name) / "one.md", "One claim.")
        with Library.open(folder, create=True) as library:
            library.add(source)
        Path(name).chmod(0o755)
        (folder / DATABASE).chmod(0o666)
        folder.chmod(0o555)
        try:
            with unprivileged(), Library.open(folder) as library:
                with pytest.raises(LibraryError, match="library"):
                    library.remove("one")
                assert library.document("one").doc_id == "one"
        finally:
            folder.chmod(0o755)


KILLED = """
import os, signal, sys
from pathlib import Path
from corpus.library import Library
library = Library.open(sys.argv[1])
with library.transaction() as connection:
    connection.execute("DELETE FROM documents")
    connection.execute("UPDATE meta SET value = 'half'")
    connection.execute("PRAGMA cache_spill = 1")
    connection.execute("INSERT INTO meta SELECT 'k' || value, zeroblob(9000000) FROM meta")
    os.kill(os.getpid(), signal.SIGKILL)
"""


def test_a_killed_write_leaves_the_library_as_it_was(made: Path) -> None:
    with Library.open(made) as library:
        before = (library.digest(), library.documents(), library.document("one"))
    done = subprocess.run([sys.executable, "-c", KILLED, str(made)], check=False, timeout=60)
    assert done.returncode == -signal.SIGKILL
    with Library.open(made) as library:
        assert (library.digest(), library.documents(), library.document("one")) == before


def test_an_error_inside_a_transaction_undoes_it(made: Path) -> None:
    with Library.open(made) as library:
        with pytest.raises(RuntimeError), library.transaction() as connection:
            connection.execute("DELETE FROM documents")
            raise RuntimeError
        assert len(library.documents()) == 1


def test_many_threads_share_one_library(made: Path, tmp_path: Path) -> None:
    failures: list[BaseException] = []
    files = [write(tmp_path / f"t{number}.md", f"Claim {number}.") for number in range(8)]
    with Library.open(made) as library:

        def work(file: Path) -> None:
            try:
                doc_id = library.add(file).doc_id
                for _ in range(10):
                    assert library.note(doc_id, 1) is not None
            except BaseException as error:
                # Told to the test's own thread.
                failures.append(error)

        threads = [threading.Thread(target=work, args=(file,)) for file in files]
        for thread in threads:
            thread.start()
        for thread in threads:
            thread.join()
        assert failures == []
        assert len(library.documents()) == 9


@pytest.mark.parametrize(
    ("statement", "said", "hint", "mended"),
    [
        (
            "UPDATE originals SET data = CAST('Two' AS BLOB)",
            "original of 'one'",
            "add its file",
            False,
        ),
        ("UPDATE parsed SET json = replace(json, 'One', 'Two')", "read of 'one'", "reread one", True),
        ("UPDATE parsed SET json = '{'", "read of 'one'", "reread one", True),
        ("UPDATE notes SET json = replace(json, 'note', 'nose')", "read of 'one'", "reread one", True),
        ("DELETE FROM notes", "read of 'one'", "reread one", True),
    ],
)
def test_what_a_disk_lost_is_found_and_read_anew(
    made: Path, tmp_path: Path, statement: str, said: str, hint: str, mended: bool
) -> None:
    with Library.open(made) as library:
        kept = library.document("one")
        assert damage_of(library) == ()
        with library.transaction() as connection:
            assert connection.execute(statement).rowcount == 1
        library.add(write(tmp_path / "two.md", "Another claim."))
        (damage,) = damage_of(library)
        assert (damage.doc_id, said in damage.message, hint in damage.hint) == ("one", True, True)
        if mended:
            assert library.reread("one") == kept == library.document("one")
            assert damage_of(library) == ()


def test_states_of_citations_are_no_damage(made: Path) -> None:
    with Library.open(made) as library:
        document = library.document("one")
        note = document.notes[0]
        dead = replace(note, citations=tuple(replace(one, status="dead") for one in note.citations))
        library.replace(replace(document, notes=(dead,)))
        assert damage_of(library) == ()
        with library.transaction() as connection:
            connection.execute("UPDATE documents SET reading = NULL")
        assert damage_of(library) == ()  # as an earlier version has left it
