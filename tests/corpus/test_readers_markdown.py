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


LINKED = {
    "google docs": (r"[\[{0}\]](#ftnt{0})", r"[\[{0}\]](#ftnt_ref{0}) ", ""),
    "word": ("[[{0}]](#_ftn{0})", "[[{0}]](#_ftnref{0}) ", ""),
    "writer": ("[{0}](#sdfootnote{0}sym)", "[{0}](#sdfootnote{0}anc)", ""),
    "with the page's address": (
        "[[{0}]](https://a.org/x#_ftn{0})",
        "[[{0}]](https://a.org/x#_ftnref{0}) ",
        "",
    ),
    "escaped brackets": (r"\[{0}\]", r"\[{0}\] ", ""),
    "raised links": ("<sup>[{0}](#fn{0})</sup>", "{0}. ", " [↩](#ref{0})"),
    "pandoc": ("[^{0}^](#fn{0}){{#fnref{0} .footnote-ref}}", "{0}. ", "[↩︎](#fnref{0}){{.footnote-back}}"),
    "tags": ('<sup><a href="#fn{0}" id="ref{0}">{0}</a></sup>', "{0}. ", ' <a href="#ref{0}">↩</a>'),
}


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("name", LINKED)
def test_links_to_notes_and_back_are_marks_and_notes(name: str, gap: str) -> None:
    mark, entry, back = LINKED[name]
    text = "".join(f" Claim {n}.{mark.format(n)}" for n in (1, 2, 3))
    notes = gap.join(f"{entry.format(n)}Source {n}, 2018.{back.format(n)}" for n in (1, 2, 3))
    title = "## Notes\n\n" if entry == "{0}. " else ""
    document = md(f"# A Report\n\n## One\n\nSee [3](#table3) and [the map](#map).{text}\n\n{title}{notes}\n")
    assert [(note.label, note.text) for note in document.notes] == [
        (str(n), f"Source {n}, 2018.") for n in (1, 2, 3)
    ]
    assert claims(document) == {n: [f"Claim {n}."] for n in (1, 2, 3)}
    assert body(document) == ["See 3 and the map. Claim 1. Claim 2. Claim 3."]
    assert not document.problems
    check_places(document)


def test_a_linked_note_keeps_its_second_paragraph_and_a_list_of_contents_is_no_note() -> None:
    document = md(
        "# A Report\n\n[1](#one) First things\n\n[2](#two) Second things\n\n"
        "A claim.[[1]](#_ftn1) Another.[[2]](#_ftn2)\n\n## One\n\nMore of it.\n\n"
        "[[1]](#_ftnref1) A source.\n\nMore of the source.\n\n[[2]](#_ftnref2) Another source.\n"
    )
    assert [note.text for note in document.notes] == ["A source. More of the source.", "Another source."]
    assert "More of it." in body(document)


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
    "tags": ("One<br>two <b>three</b> &amp; four.", "One two three & four."),
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
