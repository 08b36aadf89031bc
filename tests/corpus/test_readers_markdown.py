"""Markdown with footnotes."""

from __future__ import annotations

import pytest

from corpus.model import Document
from tests.corpus.reading_cases import body, check_places, claims, read


def md(text: str) -> Document:
    return read(text, "report.md")


NOTES = {
    "one line": ("A claim.[^1]\n\n[^1]: A source.", [("1", "A source.")]),
    "lazy line": ("A claim.[^1]\n\n[^1]: A source\nthat goes on.", [("1", "A source that goes on.")]),
    "indented paragraph": (
        "A claim.[^1]\n\n[^1]: A source.\n\n    More of it.\n\nNo note.",
        [("1", "A source. More of it.")],
    ),
    "label": ("A claim.[^swart]\n\n[^swart]: Swart.", [("swart", "Swart.")]),
    "in the text": ("A claim.^[A source, 2018.] More.", [("inline-1", "A source, 2018.")]),
    "link": ("A claim.[^1]\n\n[^1]: [Title](https://a.org/x_y_z).", [("1", "Title <https://a.org/x_y_z>.")]),
    "url": ("A claim.[^1]\n\n[^1]: <https://a.org/a_b_c*d*>", [("1", "<https://a.org/a_b_c*d*>")]),
}


@pytest.mark.parametrize("name", NOTES)
def test_notes(name: str) -> None:
    text, wanted = NOTES[name]
    document = md(text)
    assert [(note.label, note.text) for note in document.notes] == wanted
    assert list(claims(document).values()) == [["A claim."]]
    assert document.reader.startswith("markdown")
    check_places(document)


CLEAN = {
    "emphasis": (
        "It is *very* __much__ ***so***, un*frigging*believable.",
        "It is very much so, unfrigging­believable.".replace("\u00ad", ""),
    ),
    "signs kept": ("2 * 3 * 4 and a_b_c and * alone", "2 * 3 * 4 and a_b_c and * alone"),
    "escapes": ("It costs \\$5 and \\*no\\* more.", "It costs $5 and *no* more."),
    "link": ("See [the *whole* text](http://a.org/b_(c)) here.", "See the whole text here."),
    "reference link": ("See [the text][r] here.\n\n[r]: http://a.org", "See the text here."),
    "code": ("Call `a*b*c` now.", "Call a*b*c now."),
    "tags": ("One<br>two <b>three</b> &amp; four.", "Onetwo three & four."),
    "quotation": ("> A quoted\n> sentence.", "A quoted sentence."),
    "hard break": ("One\\\ntwo.", "One two."),
    "escaped mark": ("No mark \\[^1] here.", "No mark [^1] here."),
}


@pytest.mark.parametrize("name", CLEAN)
def test_clean_text(name: str) -> None:
    text, wanted = CLEAN[name]
    document = md(text)
    assert [paragraph.text for paragraph in document.paragraphs] == [wanted]
    check_places(document)


def test_sections_lists_and_code() -> None:
    document = md(
        "---\ntitle: A Report\nauthor: Ann Example\ndate: 2020-05-01\n---\n# A Report\n\n"
        "## One\n\nTwo ways:\n\n"
        "1. first[^a]\n   - nested\n2. second\n\nThree\n-----\n\n```\nx = [^a]  # y\n```\n\n[^a]: Note.\n"
    )
    assert [section.path for section in document.sections] == [("One",), ("Three",)]
    assert [(p.text, p.depth, p.leads) for p in document.paragraphs if p.item] == [
        ("first", 1, ("Two ways:",)),
        ("nested", 2, ("Two ways:", "first")),
        ("second", 1, ("Two ways:",)),
    ]
    assert body(document)[-1] == "x = [^a]  # y"
    assert len(document.notes[0].claims) == 1
    record = document.record
    assert (record.title, record.author, record.date) == ("A Report", "Ann Example", "2020-05-01")


def test_labels_without_digits_are_numbered_after_those_with() -> None:
    document = md("One.[^b] Two.[^7] Three.[^a]\n\n[^a]: A\n[^b]: B\n[^7]: C")
    assert {note.label: note.number for note in document.notes} == {"7": 7, "b": 8, "a": 9}


def test_problems() -> None:
    document = md("One.[^1] Two.[^x]\n\n[^1]: A\n\n[^2]: B\n\n[^1]: C")
    assert {p.code for p in document.problems} == {"mark-without-note", "note-without-mark", "duplicate-note"}
    assert [note.status for note in document.notes] == ["ambiguous", "unmarked", "duplicate"]
