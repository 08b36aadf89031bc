"""reStructuredText and AsciiDoc, in invented cases: the marks, the notes and the words that are left."""

from __future__ import annotations

import time

import pytest

from corpus.citations import resolve
from corpus.model import Document
from tests.corpus.reading_cases import body, check_places, claims, read

REST = """=========
The Dykes
=========

:Author: Ann Example
:Date: 2021-03-04

.. contents:: Contents

First
=====

The dyke was *built* in 1987 [1]_. It cost ``450`` and was paid.\\ [#cost]_ It was
`too dear <https://dear.example/a>`_ then [#]_.

- The gate moved [Kim2019]_ and
  was closed.

Run this::

    gate [1]_

.. note:: The gates were checked [#]_ each year.

.. image:: gate.png

.. A comment [1]_.

Second
------

Last words stand here [*]_.

.. [1] A. Smith, *Dykes*,
   p. 4.

   More of it.
.. [#cost] Ministry, https://a.example/costs_1.html.
.. [#] Ibid.; see [1]_.
.. [#] `The List <https://a.example/list>`_, The Office, 2 May 2019.
.. [*] A sign.
.. [Kim2019] `Report`_, 2019.

.. _Report: https://a.example/report
"""
ASCIIDOC = """= The Dykes
Ann Example <ann@a.example>
v1, 2021-03-04
:lang: en

== First

The dyke was *built* in 1987.footnote:[A. Smith, _Dykes_, p. 4.] It cost `450` and was
https://dear.example/a[too dear].footnote:cost[https://a.example/list[The List], The Office,
2 May 2019.] It was paid.footnote:cost[]

* The gate moved.footnote:[With [brackets\\] in it.]

[source]
----
gate footnote:[none]
----

NOTE: The gates were checked.footnoteref:[kim,Kim, 2019.]

//// 
hidden footnote:[none]
////

include::secret.txt[]

=== Second

Last "`words`" of `footnote:[code]` stand here.footnoteref:[kim]
"""


def test_rest_is_read_with_its_notes_of_all_kinds() -> None:
    document = read(REST, "dykes.rst")
    assert body(document) == [
        "The dyke was built in 1987. It cost 450 and was paid. It was too dear then.",
        "The gate moved and was closed.",
        "Run this:",
        "gate [1]_",
        "The gates were checked each year.",
        "Last words stand here.",
    ]
    assert [(note.label, note.text) for note in document.notes] == [
        ("1", "A. Smith, Dykes, p. 4. More of it."),
        ("2", "Ministry, https://a.example/costs_1.html."),
        ("3", "Ibid.; see [1]."),
        ("4", "The List <https://a.example/list>, The Office, 2 May 2019."),
        ("*", "A sign."),
        ("Kim2019", "Report <https://a.example/report>, 2019."),
    ]
    told = {note.label: claims(document)[note.number] for note in document.notes}
    assert told["1"] == ["The dyke was built in 1987."]
    assert told["2"] == ["It cost 450 and was paid."]
    assert told["3"] == ["It was too dear then."]
    assert told["4"] == body(document)[4:5]
    assert told["Kim2019"] == ["The gate moved and was closed."]
    assert told["*"] == ["Last words stand here."]
    assert document.problems == ()
    check_places(document)


def test_asciidoc_is_read_with_its_notes_of_all_kinds() -> None:
    document = read(ASCIIDOC, "dykes.adoc")
    assert body(document) == [
        "The dyke was built in 1987. It cost 450 and was too dear. It was paid.",
        "The gate moved.",
        "gate footnote:[none]",
        "The gates were checked.",
        'Last "words" of footnote:[code] stand here.',
    ]
    assert [note.text for note in document.notes] == [
        "A. Smith, Dykes, p. 4.",
        "The List <https://a.example/list>, The Office, 2 May 2019.",
        "With [brackets] in it.",
        "Kim, 2019.",
    ]
    assert claims(document) == {
        1: ["The dyke was built in 1987."],
        2: ["It cost 450 and was too dear.", "It was paid."],
        3: ["The gate moved."],
        4: ["The gates were checked.", body(document)[4]],
    }
    assert document.problems == ()
    check_places(document)


@pytest.mark.parametrize(("text", "name"), [(REST, "dykes.rst"), (ASCIIDOC, "dykes.adoc")])
def test_sections_record_and_links_are_read(text: str, name: str) -> None:
    document: Document = resolve(read(text, name))
    record = document.record
    assert (record.title, record.author, record.date) == ("The Dykes", "Ann Example", "2021-03-04")
    assert [section.path for section in document.sections] == [("First",), ("First", "Second")]
    listed = next(note for note in document.notes if "The List" in note.text)
    (citation,) = listed.citations
    assert (citation.title, citation.publisher) == ("The List", "The Office")
    assert citation.url == "https://a.example/list"


LINES = {
    "roles": (".rst", "See :ref:`the end <end>` and H\\ :sub:`2`\\ O.", "See the end and H2O."),
    "names": (
        ".rst",
        "Use snake_case and `a phrase`_ here; end_ too.",
        "Use snake_case and a phrase here; end_ too.",
    ),
    "escapes": (".rst", "A \\*star\\* and ``List[int]``.", "A *star* and List[int]."),
    "two spaces": (".rst", "See `a  pool  <https://a.example/b>`__ there.", "See a pool there."),
    "brackets": (".rst", "Set <LANG> and <b>this</b> to 3.", "Set <LANG> and <b>this</b> to 3."),
    "a version": (
        ".rst",
        ".. versionadded:: 3.10\n\n   It can be set since then.",
        "It can be set since then.",
    ),
    "options": (
        ".rst",
        ".. figure:: a.png\n   :width: 4\n\n   The caption is read here.",
        "The caption is read here.",
    ),
    "a row": (".rst", "==== ====\nIt stood here in 1987.\n==== ====", "It stood here in 1987."),
    "a short title": (".rst", "Go\n==\n\nThey went there in the spring.", "They went there in the spring."),
    "text below a title": (
        ".adoc",
        "= Doc\nIt fell in the spring of 1990.",
        "It fell in the spring of 1990.",
    ),
    "signs": (".adoc", "A #marked# word, H~2~O, issue #12 and C#.", "A marked word, H2O, issue #12 and C#."),
    "places": (".adoc", "[[a]]See <<a,the end>> and xref:b[there].", "See the end and there."),
    "a bare link": (".adoc", "See https://a.example/b[] there.", "See https://a.example/b there."),
    "a cell": (".adoc", "|===\n|It stood here in 1987.\n|===", "It stood here in 1987."),
    "a term": (".adoc", "CPU::\n  It counts all that there is.", "It counts all that there is."),
}


@pytest.mark.parametrize("name", LINES)
def test_signs_are_no_words(name: str) -> None:
    suffix, text, wanted = LINES[name]
    document = read(f"{text}\n", f"report{suffix}")
    assert document.paragraphs[-1].text == wanted
    check_places(document)


def test_numbers_to_be_given_are_the_least_that_no_note_has() -> None:
    text = "It fell [#]_. It rose [2]_. It stood [#b]_. It went [#b]_.\n\n"
    text += ".. [2] Two.\n.. [#] One.\n.. [#b] Three.\n"
    document = read(text, "report.rst")
    assert [(note.number, note.text) for note in document.notes] == [(2, "Two."), (1, "One."), (3, "Three.")]
    assert claims(document) == {1: ["It fell."], 2: ["It rose."], 3: ["It stood.", "It went."]}


def test_words_of_two_links_stand_beside_both_addresses() -> None:
    text = "It fell.footnote:[https://a.example/1[here] and https://a.example/2[here].]\n"
    document = read(text, "report.adoc")
    assert document.notes[0].text == "here <https://a.example/1> and https://a.example/2 here."
    check_places(document)


def test_a_mark_without_its_note_is_told_and_names_decide_the_format() -> None:
    for text, name in (
        ("It fell [7]_ there.\n\n.. [1] One.\n", "a.rst"),
        ("It fell.footnote:x[] It rose.footnote:[One.]\n", "a.adoc"),
    ):
        codes = {problem.code for problem in read(text, name).problems}
        assert "mark-without-note" in codes
        assert read(text, "a.txt").notes == ()


@pytest.mark.parametrize("name", ["report.rst", "report.adoc"])
def test_titled_notes_in_such_files_are_read_as_before(name: str) -> None:
    text = "A Title\n\nThe ferry was sold.[1] It sank.[2]\n\nNotes\n\n1. Smith, 2018.\n2. Jones, 2019.\n"
    assert [note.status for note in read(text, name).notes] == ["linked", "linked"]


def test_nesting_without_end_is_read_to_a_depth() -> None:
    deep = "".join(f"{' ' * depth}.. note:: Words\n\n" for depth in range(2000))
    assert 10 < len(read(deep, "deep.rst").paragraphs) < 100


@pytest.mark.parametrize(
    ("name", "piece"),
    [("borders.rst", "== ==\n.. c\n"), ("brackets.adoc", "footnote:[[]")],
    ids=["borders", "brackets"],
)
def test_what_is_never_closed_is_not_sought_again_and_again(name: str, piece: str) -> None:
    begun = time.perf_counter()
    read("Title\n=====\n\n" + piece * (120_000 // len(piece)), name)
    assert time.perf_counter() - begun < 12  # 20 s and more where each looks for its end
