"""A library keeps what it is given, says what it holds, and forgets nothing it should keep."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import LibraryError, ReadError, UsageError
from corpus.library import Library
from corpus.model import Record
from corpus.reading import read_document

ESSAY = """# On bridges

## Stone

Stone bridges last for centuries.[^1] Some carry aqueducts.[^2]

## Rope

桥梁是用绳子做的。[^zh]

[^1]: Ana Ruiz, “Arches”, The Mason, 3 May 2011, <https://mason.example/arches>.
[^2]: Ruiz.
[^zh]: 《绳桥》，人民日报，2018年4月12日。
"""


@pytest.fixture
def essay(tmp_path: Path) -> Path:
    path = tmp_path / "On bridges (final).md"
    path.write_bytes(ESSAY.replace("\n", "\r\n").encode("utf-8-sig"))
    return path


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library", create=True) as opened:
        yield opened


def test_what_is_added_comes_back_whole(library: Library, essay: Path) -> None:
    document = library.add(essay)
    assert library.document(document.doc_id) == document
    assert library.original(document.doc_id) == essay.read_bytes()
    assert library.notes(document.doc_id) == document.notes
    assert len(document.notes) == 3


def test_it_is_all_there_after_closing(tmp_path: Path, essay: Path) -> None:
    with Library.open(tmp_path / "l", create=True) as library:
        document = library.add(essay)
        digest = library.digest()
    with Library.open(tmp_path / "l") as library:
        assert library.document(document.doc_id) == document
        assert library.digest() == digest
        assert library.index_dir == tmp_path / "l" / "indexes"


def test_an_entry_counts_what_is_in_the_document(library: Library, essay: Path) -> None:
    document = library.add(essay, record=Record("Bridges", language="en"))
    (entry,) = library.documents()
    assert (entry.doc_id, entry.kind, entry.title, entry.name) == (
        document.doc_id, "report", "Bridges", "On bridges (final).md",
    )  # fmt: skip
    assert (entry.marks, entry.notes, entry.paragraphs) == (3, 3, len(document.paragraphs))
    assert entry.bytes == essay.stat().st_size
    assert entry.reader == document.reader


def test_a_document_is_read_as_if_alone(library: Library, essay: Path) -> None:
    from corpus.files import load_raw

    added = library.add(essay, doc_id="b")
    assert added == read_document(load_raw(essay), doc_id="b")


@pytest.mark.parametrize(("number", "found"), [(1, "Ana Ruiz"), (2, "Ruiz."), (4, None), (-1, None)])
def test_one_note(library: Library, essay: Path, number: int, found: str | None) -> None:
    doc_id = library.add(essay).doc_id
    note = library.note(doc_id, number)
    assert (note.text.startswith(found) if note and found else note) == (True if found else None)


def test_of_two_notes_with_one_number_the_first_is_given(library: Library, tmp_path: Path) -> None:
    path = tmp_path / "twice.md"
    path.write_text("A claim.[^1]\n\n[^1]: The first.\n\n[^1]: The second.\n", encoding="utf-8")
    doc_id = library.add(path).doc_id
    note = library.note(doc_id, 1)
    assert note is not None
    assert note.text == "The first."
    assert library.numbered(doc_id, [7, 1, 2**70]) == {1: note}
    assert library.numbered(doc_id, range(2, 3000)) == library.numbered("nobody", [1]) == {}


def test_names_come_from_files_and_are_made_unique(library: Library, tmp_path: Path) -> None:
    names = []
    for number, name in enumerate(["report.txt", "报告 2.txt", "-- .txt", "x" * 200 + ".txt"]):
        for copy in range(2):
            path = tmp_path / f"{number}{copy}"
            path.mkdir()
            (path / name).write_text(f"Words {number} {copy}.\n", encoding="utf-8")
            names.append(library.add(path / name).doc_id)
    assert names[:6] == ["report", "report-2", "报告-2", "报告-2-2", "document", "document-2"]
    assert len(set(names)) == 8
    assert all(len(name) <= 64 for name in names)


def test_the_same_bytes_are_not_kept_twice(library: Library, essay: Path, tmp_path: Path) -> None:
    library.add(essay, doc_id="first")
    again = tmp_path / "other name.md"
    again.write_bytes(essay.read_bytes())
    with pytest.raises(LibraryError, match=r"other name.md is already in the library.*'first'"):
        library.add(again)
    assert len(library.documents()) == 1


def test_a_name_is_given_once(library: Library, essay: Path, tmp_path: Path) -> None:
    library.add(essay, doc_id="bridges")
    other = tmp_path / "other.md"
    other.write_text("Other words.\n", encoding="utf-8")
    with pytest.raises(LibraryError, match="already has a document 'bridges'"):
        library.add(other, doc_id="bridges")


@pytest.mark.parametrize("name", ["", "a#b", "../x", "a b", "x" * 65, "-a", ".a", "a\n", "a/b"])
def test_impossible_names_are_refused(library: Library, essay: Path, name: str) -> None:
    with pytest.raises(UsageError, match="cannot name a document"):
        library.add(essay, doc_id=name)
    assert library.documents() == ()


def test_an_impossible_kind_is_refused(library: Library, essay: Path) -> None:
    with pytest.raises(UsageError, match="'poem' is no kind"):
        library.add(essay, kind="poem")  # type: ignore[arg-type]


def test_a_file_that_cannot_be_read_leaves_no_trace(library: Library, tmp_path: Path) -> None:
    before = library.digest()
    empty = tmp_path / "empty.txt"
    empty.touch()
    for path in (empty, tmp_path / "missing.txt", tmp_path):
        with pytest.raises(ReadError):
            library.add(path)
    assert library.documents() == ()
    assert library.digest() == before


def test_removing_takes_everything_of_a_document_and_nothing_else(
    library: Library, essay: Path, tmp_path: Path
) -> None:
    other = tmp_path / "other.md"
    other.write_text("A claim.[^1]\n\n[^1]: Its note.\n", encoding="utf-8")
    kept = library.add(other)
    digest = library.digest()
    gone = library.add(essay)
    library.remove(gone.doc_id)
    assert [entry.doc_id for entry in library.documents()] == [kept.doc_id]
    assert library.document(kept.doc_id) == kept
    assert library.note(gone.doc_id, 1) is None
    assert library.digest() == digest
    for table in ("originals", "parsed", "notes"):
        assert {row[0] for row in library.rows(f"SELECT doc_id FROM {table}")} == {kept.doc_id}


@pytest.mark.parametrize("call", ["document", "notes", "original", "remove"])
def test_an_unknown_document_is_named_with_those_there_are(library: Library, essay: Path, call: str) -> None:
    library.add(essay, doc_id="bridges")
    with pytest.raises(LibraryError, match="no document 'nothing'") as caught:
        getattr(library, call)("nothing")
    assert "bridges" in caught.value.hint


def test_the_digest_follows_what_an_index_is_made_from(library: Library, essay: Path) -> None:
    from dataclasses import replace

    empty = library.digest()
    document = library.add(essay)
    added = library.digest()
    library.replace(replace(document, record=replace(document.record, title="Another")))
    renamed = library.digest()
    library.replace(replace(document, reader="markdown/999"))
    reread = library.digest()
    assert len({empty, added, renamed, reread}) == 4
    library.replace(document)
    assert library.digest() == added


def test_a_changed_note_is_stored(library: Library, essay: Path) -> None:
    from dataclasses import replace

    document = library.add(essay)
    digest = library.digest()
    first = document.notes[0]
    dead = replace(first, citations=tuple(replace(one, status="dead") for one in first.citations))
    library.replace(replace(document, notes=(dead, *document.notes[1:])))
    assert library.note(document.doc_id, first.number) == dead
    assert library.digest() == digest
    library.replace(replace(document, notes=document.notes[1:]))
    assert library.digest() != digest
    assert library.original(document.doc_id) == essay.read_bytes()


def test_reading_again_keeps_what_a_person_said_and_mends_the_rest(library: Library, essay: Path) -> None:
    from dataclasses import replace

    document = library.add(essay, record=Record("My title"), doc_id="b")
    library.replace(
        replace(document, notes=(), reader="old/0", record=replace(document.record, language="xx"))
    )
    assert library.reread("b") == document
    assert library.document("b") == document
    assert library.document("b").record.title == "My title"


def test_reading_again_keeps_the_order_and_the_original(
    library: Library, essay: Path, tmp_path: Path
) -> None:
    library.add(essay, doc_id="b")
    other = tmp_path / "other.md"
    other.write_text("Other words.\n", encoding="utf-8")
    library.add(other, doc_id="a")
    digest = library.digest()
    library.reread("b")
    assert [entry.doc_id for entry in library.documents()] == ["b", "a"]
    assert library.original("b") == essay.read_bytes()
    assert library.digest() == digest
