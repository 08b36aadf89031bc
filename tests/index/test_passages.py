"""Passages: what a report is cut into, and that every one of them still knows its place."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.model import Document
from index.model import Passage
from index.passages import CONTEXT_SHARE, MAX_CONTEXT_CHARACTERS, passages_of, passages_of_collection
from tests.index.reports import BRIDGES, read
from tests.toy import ToyEncoder

TOY = ToyEncoder()


def _passages(document: Document, limit: int = 200) -> list[Passage]:
    return passages_of(document, count_tokens=TOY.count_tokens, max_tokens=limit)


def _with(found: list[Passage], words: str) -> Passage:
    return next(one for one in found if words in one.text)


def test_a_report_gives_paragraphs_items_and_notes() -> None:
    found = _passages(read(BRIDGES))
    assert [one.passage_id for one in found if one.kind == "note"] == [f"bridges#n{n}" for n in range(1, 6)]
    assert len({one.passage_id for one in found}) == len(found)
    item = _with(found, "Coastal Bank lent")
    assert item.section[-1] == "2. Who Paid"
    assert item.leads == ("The new span was paid for in three ways:",)
    assert [mark.number for mark in item.marks] == [3]
    assert item.kind == "report"


def test_who_wrote_it_can_be_found_and_the_title_is_no_passage() -> None:
    found = _passages(read(BRIDGES))
    assert any("Mara Lind" in one.text for one in found)
    assert not any(one.text == "Bridges of the Northern Coast" for one in found)


def test_words_around_a_passage_never_stand_in_its_text() -> None:
    for one in _passages(read(BRIDGES)):
        assert "The new span was paid" not in one.text or not one.leads
        for around in (*one.section, *one.leads):
            assert around in one.context or one.kind == "note"
            assert around not in one.text
        assert "Annual Report" not in one.text or one.kind == "note"


def test_note_words_are_what_its_notes_name() -> None:
    found = _passages(read(BRIDGES))
    words = _with(found, "cables came").note_words
    assert "Cables of Torrin" in words
    assert "Annual Report" not in words
    assert _with(found, "sold its meadows").note_words == ""


def test_a_note_backs_the_passages_that_carry_its_mark() -> None:
    found = _passages(read(BRIDGES))
    by_note = {one.note: one for one in found if one.kind == "note"}
    assert by_note[3].backs == (_with(found, "Coastal Bank lent").passage_id,)
    assert by_note[5].backs == ()
    assert all(one.note is None for one in found if one.kind != "note")


@pytest.mark.parametrize("limit", [200, 24, 12])
def test_every_passage_maps_back_to_the_original(limit: int) -> None:
    document = read(BRIDGES)
    for one in _passages(document, limit):
        original = document.text[one.start : one.end]
        assert original.startswith(one.text[:3])
        assert original.endswith(one.text[-3:])
        assert one.text == one.text.strip()
        for low, high in one.sentences:
            assert 0 <= low < high <= len(one.text)


@pytest.mark.parametrize("limit", [40, 16, 8])
def test_what_does_not_fit_is_cut_at_sentence_ends(limit: int) -> None:
    sentences = [f"Sentence {n} tells of bridges and of ferries." for n in range(12)]
    document = read("# Long\n\nIntroduction here.\n\n" + " ".join(sentences) + "\n")
    parts = [one for one in _passages(document, limit) if one.text.startswith("Sentence")]
    assert len(parts) > 1
    assert " ".join(one.text for one in parts) == " ".join(sentences)
    assert [one.passage_id.rsplit(".", 1)[1] for one in parts] == [str(n + 1) for n in range(len(parts))]
    for one in parts:
        assert one.text.endswith("ferries.")
        assert TOY.count_tokens(one.text) + TOY.count_tokens(one.context) <= limit
        assert [one.text[low:high] for low, high in one.sentences] == [
            f"{text.strip()}." for text in one.text.split(".") if text.strip()
        ]


def test_marks_are_based_anew_in_each_part_and_none_is_lost() -> None:
    text = " ".join(f"Claim number {n} stands on a note.[^{n}]" for n in range(1, 9))
    notes = "\n".join(f"[^{n}]: Source {n}." for n in range(1, 9))
    document = read(f"# Marks\n\n{text}\n\n{notes}\n")
    parts = [one for one in _passages(document, 20) if one.kind == "report"]
    assert len(parts) > 2
    assert [mark.number for one in parts for mark in one.marks] == list(range(1, 9))
    for one in parts:
        for mark in one.marks:
            assert one.text[: mark.offset].endswith(f"{mark.number} stands on a note.")
    by_note = {one.note: one for one in _passages(document, 20) if one.kind == "note"}
    for one in parts:
        for mark in one.marks:
            assert by_note[mark.number].backs == (one.passage_id,)


def test_a_giant_sentence_is_cut_between_words_and_one_without_any_between_characters() -> None:
    spaced = " ".join(f"word{n}" for n in range(300))
    document = read(f"# Giants\n\n{spaced}\n\n{'桥' * 300}\n")
    found = _passages(document, 50)
    words = [one for one in found if one.text.startswith("word")]
    assert " ".join(one.text for one in words) == spaced
    han = [one for one in found if "桥" in one.text]
    assert "".join(one.text for one in han) == "桥" * 300
    assert all(TOY.count_tokens(one.text) <= 50 for one in found)


def test_long_context_takes_no_more_than_its_share() -> None:
    heading = "桥" * 390
    document = read(
        f"# T\n\n## {heading}\n\nThe cables came from Torrin.\n\n## {'x' * 900}\n\nOther words.\n"
    )
    for one in _passages(document, 60):
        assert TOY.count_tokens(one.context) <= 60 // CONTEXT_SHARE
        assert len(one.context) <= MAX_CONTEXT_CHARACTERS
        assert TOY.count_tokens(one.text) + TOY.count_tokens(one.context) <= 60


def test_a_sources_title_is_context_and_a_reports_is_not() -> None:
    text = "# Lighthouses\n\nThe lamp was made in Lyon.\n"
    assert "Lighthouses" in _with(_passages(read(text, "lights", "source")), "lamp").context
    assert "Lighthouses" not in _with(_passages(read(text, "lights")), "lamp").context


def test_ids_stay_when_the_document_does() -> None:
    assert _passages(read(BRIDGES)) == _passages(read(BRIDGES))
    longer = read(BRIDGES.replace("Nobody has counted", "Nobody, ever, has counted"))
    before = {one.passage_id: one.text for one in _passages(read(BRIDGES))}
    after = {one.passage_id: one.text for one in _passages(longer)}
    assert before.keys() == after.keys()
    assert sum(before[name] != after[name] for name in before) == 1


def test_notes_that_share_a_number_keep_ids_of_their_own() -> None:
    document = read(BRIDGES)
    from dataclasses import replace

    twice = replace(document, notes=(*document.notes, document.notes[0]))
    names = [one.passage_id for one in _passages(twice)]
    assert len(names) == len(set(names))
    assert "bridges#n1~2" in names


def test_a_collections_document_is_one_passage_where_it_fits() -> None:
    rows = [
        ("a", "Title A", "Short text."),
        ("b", "", "One two three. " * 30),
        ("c", "Only a title", ""),
        ("d", "", "  "),
        ("e", "桥" * 900, "Text."),
    ]
    found = passages_of_collection(rows, count_tokens=TOY.count_tokens, max_tokens=40)
    assert [one.passage_id for one in found if one.document != "b"] == ["a#p0", "c#p0", "d#p0", "e#p0"]
    assert found[0].context == "Title A"
    parts = [one for one in found if one.document == "b"]
    assert [one.passage_id for one in parts] == [f"b#p0.{n + 1}" for n in range(len(parts))]
    for one in found:
        text = next(text for doc_id, _, text in rows if doc_id == one.document)
        assert text[one.start : one.end] == one.text
        assert TOY.count_tokens(one.context) + TOY.count_tokens(one.text) <= 40


@given(st.text(alphabet="ab .\n桥。[^1]", max_size=300), st.integers(8, 40))
@settings(max_examples=80, deadline=None)
def test_any_text_loses_no_letter(text: str, limit: int) -> None:
    found = passages_of_collection([("x", "", text)], count_tokens=TOY.count_tokens, max_tokens=limit)
    assert "".join("".join(one.text.split()) for one in found) == "".join(text.split())
    assert all(text[one.start : one.end] == one.text for one in found)
