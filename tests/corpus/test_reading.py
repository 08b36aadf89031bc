"""The shipped report, whole; hostile text; any text at all."""

from __future__ import annotations

import time
from functools import cache
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import corpus
from corpus.files import load_raw, raw_from_bytes
from corpus.model import Document
from corpus.readers.registry import reader_named
from corpus.reading import read_document, reader_names
from tests.corpus.reading_cases import check_places, read
from tests.slowness import slowness

REPORT = Path(corpus.__file__).parent / "bundled" / "report.txt"


@cache
def report() -> Document:
    return read_document(load_raw(REPORT), doc_id="report")


def test_the_report_has_all_its_notes_linked() -> None:
    document = report()
    assert [note.number for note in document.notes] == list(range(1, 60))
    assert [m.number for p in document.paragraphs for m in p.marks] == list(range(1, 60))
    assert {note.status for note in document.notes} == {"linked"}
    assert document.problems == ()
    check_places(document)


@pytest.mark.parametrize("number", [42, 49, 50, 51, 52, 54, 55, 56, 57, 59])
def test_the_reports_notes_have_the_address_in_their_next_line(number: int) -> None:
    text = report().notes[number - 1].text
    assert "http" in text
    assert text.endswith((">", "/", "."))


def test_the_reports_cut_paragraphs_are_whole() -> None:
    texts = [paragraph.text for paragraph in report().paragraphs]
    assert any("when China provided $25 million in military equipment to an AU" in text for text in texts)
    assert any("China has also signed agreements with Malaysia, Cambodia" in text for text in texts)


def test_the_reports_outline() -> None:
    document = report()
    assert [section.level for section in document.sections] == [1] * 8
    assert [section.title.partition(" ")[0] for section in document.sections][-3:] == [
        "vi.",
        "vi.",
        "Indirect",
    ]
    leads = {p.lead for p in document.paragraphs if p.depth == 2}
    assert leads == {
        "State financing",
        "Chinese commercial diplomacy",
        "“Going out” policies including the Belt and Road Initiative",
    }
    matter = [paragraph.matter for paragraph in document.paragraphs]
    assert (matter.count("front"), matter.count("back")) == (2, 9)
    assert document.record.author == "Lorand Laskaj"


HOSTILE = {
    "stops": "." * 200_000,
    "stars": "**a" * 60_000,
    "brackets": "[a" * 100_000,
    "links": "[a](b " * 40_000,
    "escapes": "\x1b[" * 100_000,
    "superscripts": "¹" * 200_000,
    "quotes": "> " * 100_000,
    "entries": "Notes\n" + "".join(f"{n}. a b\n" for n in range(1, 20_000)),
    "one number": "".join(f"text⁴ a\n\n⁴ note {n}\n\n" for n in range(5_000)),
    "definitions": "".join(f"[^{n}]: note\n" for n in range(20_000)),
    "addresses": "https://a.org/b-\n" + "c-\n" * 50_000,
    "depth": "\n".join(" " * n + "- a" for n in range(600)),
}


@pytest.mark.parametrize("name", HOSTILE)
def test_hostile_text_costs_no_more_than_its_length(name: str) -> None:
    raw = raw_from_bytes("a.txt", HOSTILE[name].encode())
    began = time.process_time()
    for reader in reader_names():
        reader_named(reader).read(raw, "a", "report", None)
    assert time.process_time() - began < 20 * slowness()  # seconds; a quadratic reader takes minutes


MARKS = ["¹ ", "² ", "[^1]", "[^1]: ", "[1]", "Notes\n\n", "1. ", "^[", "]"]
SPACE = ["\n", "\n\n", "  ", "\f", "\r\n", "-\n", "\u200b", "\x1b[0m"]
SIGNS = [
    "- ",
    "**",
    "*",
    "\\$",
    "`",
    "```\n",
    "# ",
    "> ",
    "(http://a.b)",
    "<",
    "| a |\n",
    "---\n",
    "“",
    "https://a.b/c_d\\_e-",
    "ﬁ",
]
WORDS = ["word ", "The end. ", "中文。", "a"]
PIECES = [*MARKS, *SPACE, *SIGNS, *WORDS]


@settings(max_examples=150, deadline=None)
@given(
    st.lists(
        st.sampled_from(PIECES),
        min_size=1,
        max_size=60,
    ).map("".join)
)
def test_any_text_is_read_and_every_span_keeps_its_place(text: str) -> None:
    if not text.strip("\ufeff \t\r\n\f\v"):
        return
    raw = raw_from_bytes("a.txt", text.encode())
    for name in reader_names():
        document = reader_named(name).read(raw, "a", "report", None)
        check_places(document)
        numbers = {note.number for note in document.notes}
        reported = {problem.start for problem in document.problems if problem.code == "mark-without-note"}
        for paragraph in document.paragraphs:
            assert all(m.number in numbers or m.start in reported for m in paragraph.marks)
            assert "\x1b" not in paragraph.text


NOT_READ = {
    "above their marks": (
        "{0} A, 2018.\n{1} B, 2019.\n{2} C, 2020.\n{3} D, 2021.\n{4} E, 2022.\n\n"
        "The town paid for it.{0} It fell.{1} It rose.{2} It was sold.{3} It rests.{4}\n\nIt ended.\n",
        ["1", "2", "3", "4", "5"],
        "5 lines look like notes (the first: “1 A, 2018.”) and at least 5 places look like marks",
    ),
    "Roman numbers": (
        "The town paid.{0} It fell.{1} It rose.{2}\n\n{0} A, 2018.\n{1} B, 2019.\n{2} C, 2020.\n",
        ["i", "ii", "iii"],
        "3 lines look like notes (the first: “i A, 2018.”) and at least 3 places look like marks",
    ),
    "marks alone": (
        "The town paid.{0} It fell.{1} It rose.{2} So.{3} Now.{4} Then.{5} Here.{6} There.{7}\n",
        [f"[{number}]" for number in range(1, 9)],
        "at least 8 places look like marks",
    ),
}


@pytest.mark.parametrize("name", NOT_READ)
def test_what_looks_like_notes_and_is_not_read_is_told(name: str) -> None:
    text, marks, said = NOT_READ[name]
    document = read(f"A Title\n\n{text.format(*marks)}")
    assert not document.notes
    assert [(p.code, p.message.partition(", but")[0]) for p in document.problems] == [
        ("notes-not-read", said)
    ]


NOTHING_TO_TELL = {
    "a list": "We ask for five things.\n\n" + "".join(f"{n}. Publish it.\n" for n in range(1, 10)),
    "a timeline": "It took long.\n\n" + "".join(f"{n}. It was sold in 201{n}.\n" for n in range(1, 6)),
    "powers and years": "It is 3 m² and 4 m³ wide, 10⁴ and 10⁵ long [2018], and sold [2019] then.",
    "figures": "It rose to 1.2 million in 2018. It cost 3.4 million in 2019.",
}


@pytest.mark.parametrize("name", NOTHING_TO_TELL)
def test_text_without_notes_raises_no_alarm(name: str) -> None:
    assert read(f"A Title\n\n{NOTHING_TO_TELL[name]}\n").problems == ()
