"""Passages on disk: what is written comes back, one line at a time, and damage is named."""

from __future__ import annotations

import json
from pathlib import Path

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.errors import IndexVersionError
from index.model import Passage, PassageMark
from index.store import (
    IDS,
    PASSAGES,
    STARTS,
    PassageStore,
    passage_from_line,
    passage_to_line,
    write_passages,
)
from tests.index.reports import passage

ANY_TEXT = st.text(alphabet=st.characters(exclude_categories=()), max_size=40)  # lone surrogates too


def _write(folder: Path, passages: list[Passage]) -> None:
    np.save(folder / f"{STARTS}.npy", write_passages(folder, passages))


@given(ANY_TEXT, ANY_TEXT, st.lists(ANY_TEXT, max_size=3), st.integers(0, 2**40))
@settings(max_examples=200, deadline=None)
def test_a_passage_comes_back_as_it_went(text: str, name: str, titles: list[str], number: int) -> None:
    went = Passage(
        passage_id=name, document=name, kind="note", text=text, start=number, end=number + len(text),
        section=tuple(titles), leads=tuple(titles[:1]), marks=(PassageMark(number, len(text)),),
        sentences=((0, len(text)),), language="zh", note=number, backs=tuple(titles), context=text,
        note_words=name,
    )  # fmt: skip
    line = passage_to_line(went)
    assert line.count(b"\n") == 1
    assert passage_from_line(line) == went


def test_rows_and_ids_find_the_same_passage(tmp_path: Path) -> None:
    made = [passage(n, f"text {n} 桥") for n in (3, 1, 2)]
    _write(tmp_path, made)
    store = PassageStore(tmp_path, 3)
    assert len(store) == 3
    assert [store.get(row) for row in range(3)] == made
    assert [store.row(one.passage_id) for one in made] == [0, 1, 2]
    assert store.row("d#p9999") is None
    store.close()


def test_ids_that_utf8_cannot_hold_are_kept(tmp_path: Path) -> None:
    odd = passage(0, "text", passage_id="\ud800#p0")
    _write(tmp_path, [odd])
    store = PassageStore(tmp_path, 1)
    assert store.row("\ud800#p0") == 0
    assert store.get(0) == odd


@pytest.mark.parametrize(
    "change",
    [
        {"text": 5}, {"start": -1}, {"end": 0, "start": 3}, {"sentences": [[0, 99]]}, {"marks": [[1, 99]]},
        {"marks": 7}, {"section": [1]}, {"more": 1}, {"sentences": [[0]]}, {"passage_id": None},
    ],
    ids=str,
)  # fmt: skip
def test_a_line_that_no_builder_wrote_is_refused(change: dict[str, object]) -> None:
    row = json.loads(passage_to_line(passage(0, "some text")))
    with pytest.raises(IndexVersionError, match=PASSAGES):
        passage_from_line(json.dumps({**row, **change}).encode())


@pytest.mark.parametrize("line", [b"", b"{", b"[]", b"null", b"\xff", b"[" * 200_000], ids=repr)
def test_a_line_that_is_no_passage_is_refused(line: bytes) -> None:
    with pytest.raises(IndexVersionError, match=PASSAGES):
        passage_from_line(line)


@pytest.mark.parametrize(
    "starts", [[0, 5], [0, 9, 5, 9], [1, 2, 3, 4], [0, 1, 2, 10**15], [0.0, 1.0, 2.0, 3.0]]
)
def test_places_that_do_not_fit_the_file_are_refused(tmp_path: Path, starts: list[float]) -> None:
    _write(tmp_path, [passage(n, "text") for n in range(3)])
    np.save(tmp_path / f"{STARTS}.npy", np.array(starts))
    with pytest.raises(IndexVersionError, match=STARTS):
        PassageStore(tmp_path, 3)


def test_a_missing_or_empty_file_is_refused(tmp_path: Path) -> None:
    _write(tmp_path, [passage(0, "text")])
    (tmp_path / PASSAGES).write_bytes(b"")
    with pytest.raises(IndexVersionError, match=PASSAGES):
        PassageStore(tmp_path, 1)
    (tmp_path / PASSAGES).unlink()
    with pytest.raises(IndexVersionError, match=PASSAGES):
        PassageStore(tmp_path, 1)


@pytest.mark.parametrize("ids", ["[]", '["a", "b"]', "[1]", "{", '{"a": 0}'])
def test_ids_that_do_not_fit_are_refused(tmp_path: Path, ids: str) -> None:
    _write(tmp_path, [passage(0, "text")])
    (tmp_path / IDS).write_text(ids)
    with pytest.raises(IndexVersionError, match=IDS):
        PassageStore(tmp_path, 1).row("a")
