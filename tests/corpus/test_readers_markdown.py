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
    "list": ("A claim.[^1]\n\n[^1]: Two:\n    - one\n    - two, 2018", [("1", "Two: one; two, 2018")]),
    "counted list": ("A claim.[^1]\n\n[^1]: Two\n\n    1. one\n    2. two", [("1", "Two; one; two")]),
    "no list": ("A claim.[^1]\n\n[^1]: A source of\n3. May 2018.", [("1", "A source of 3. May 2018.")]),
    "code": ("A claim.[^1]\n\n[^1]: A source.\n\n    ```\n    x\n    ```", [("1", "A source. x")]),
    "mark": ("A claim.[^1]\n\n[^1]: A source.[^1]", [("1", "A source.")]),
    "label": ("A claim.[^swart]\n\n[^swart]: Swart.", [("swart", "Swart.")]),
    "in the text": ("A claim.^[A source, 2018.] More.", [("inline-1", "A source, 2018.")]),
    "in the text, over lines": (
        "A claim.^[A [so-called]\nsource, 2018.] More.",
        [("inline-1", "A [so-called] source, 2018.")],
    ),
    "in a caption": ("![A claim.[^1]](a.png)\n\n[^1]: A source.", [("1", "A source.")]),
    "in a link": ("[A claim.[^1]](http://a.org)\n\n[^1]: A source.", [("1", "A source.")]),
    "case": ("A claim.[^Swart]\n\n[^swart]: Swart.", [("swart", "Swart.")]),
    "wide colon": ("A claim.[^1]\n\n[^1]：A source.", [("1", "A source.")]),
    "raised comma": ("A claim.[^1]^,^[^1]\n\n[^1]: A source.", [("1", "A source.")]),
    "link": ("A claim.[^1]\n\n[^1]: [Title](https://a.org/x_y_z).", [("1", "Title <https://a.org/x_y_z>.")]),
    "url": ("A claim.[^1]\n\n[^1]: <https://a.org/a_b_c*d*>", [("1", "<https://a.org/a_b_c*d*>")]),
}


@pytest.mark.parametrize("name", NOTES)
def test_notes(name: str) -> None:
    text, wanted = NOTES[name]
    document = md(text)
    assert [(note.label, note.text) for note in document.notes] == wanted
    assert [set(found) for found in claims(document).values()] == [{"A claim."}]
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


LISTED = {
    "list": ("<sup>{0}</sup>", "{0}. {1}", "---\n\n"),
    "list under a title of its own": ("<sup>{0}</sup>", "{0}. {1}", "## What we read\n\n"),
    "signs": ("^{0}^", "{0}. {1}", ""),
    "raised": ("<sup>{0}</sup>", "<sup>{0}</sup> {1}<br>", ""),
    "tags": (
        '<sup><a href="#fn{0}">{0}</a></sup>',
        '<li id="fn{0}">{1} <a href="#r{0}">↩</a></li>',
        "<ol>\n",
    ),
    "paragraphs": ('<a href="#fn{0}"><sup>{0}</sup></a>', '<p id="fn{0}"><sup>{0}</sup> {1}</p>', ""),
    "anchors": ('<a href="#note{0}">[{0}]</a>', '<a id="note{0}"></a>[{0}] {1}', "## Notes\n\n"),
    "details": ("<sup>{0}</sup>", "{0}. {1}", "<details>\n<summary>Sources</summary>\n\n"),
    "kramdown": (
        '<sup id="fnref:{0}"><a href="#fn:{0}" class="footnote">{0}</a></sup>',
        '    <li id="fn:{0}">\n      <p>{1} <a href="#fnref:{0}">&#8617;</a></p>\n    </li>',
        '<div class="footnotes">\n  <ol>\n',
    ),
    "counted by the page": ('<sup id="ref{0}">{0}</sup>', "<li>{1}</li>", '<div class="notes"><hr/><ol>'),
    "titled by the page": (
        '<sup><a href="#fn-{0}" id="fnref-{0}">{0}</a></sup>',
        '<li id="fn-{0}">\n\n{1} <a href="#fnref-{0}">↩<sup>2</sup></a>\n\n</li>',
        '<section class="footnotes"><h2 class="sr-only">Footnotes</h2>\n<ol>\n',
    ),
    "with the way back in words": ("<sup>{0}</sup>", "{0}. {1} [back to text](#r{0})", "## Notes\n\n"),
}


@pytest.mark.parametrize("name", LISTED)
def test_a_list_that_has_every_mark_is_the_notes(name: str) -> None:
    mark, entry, title = LISTED[name]
    marked = "".join(f" Claim {n}.{mark.format(n)}" for n in (1, 2, 3))
    notes = "\n".join(entry.format(n, f"Source {n}, 2018.") for n in (1, 2, 3))
    listed = "We ask them for two things.\n\n1. this\n2. that"
    document = md(f"# Report\n\n{listed}\n\nSo it is.{marked}\n\n{title}{notes}\n")
    assert [(note.label, note.text) for note in document.notes] == [
        (str(n), f"Source {n}, 2018.") for n in (1, 2, 3)
    ]
    assert claims(document) == {n: [f"Claim {n}."] for n in (1, 2, 3)}
    assert [p.text for p in document.paragraphs if p.item] == ["this", "that"]
    check_places(document)


def test_notes_under_a_title_are_read_as_markdown() -> None:
    document = md(
        "<!-- A draft. -->\n# Report\n\n## Money\n\n| a | b |\n|---|---|\n| The city paid[1] | 40 |\n\n"
        "<div>\n\nThe city bought `x[3]` &amp; more.[2] It paid.[4]\n\n</div>\n\n```\ny = x[1]\n```\n\n"
        "## Notes\n\n1. *Swart*, 2018.\n2. <a href='https://a.org/2'>Two</a>, 2018.\n4. Four, 2018.\n"
    )
    assert body(document) == [
        "a | b",
        "The city paid | 40",
        "The city bought x[3] & more. It paid.",
        "y = x[1]",
    ]
    assert [note.text for note in document.notes] == [
        "Swart, 2018.",
        "Two <https://a.org/2>, 2018.",
        "Four, 2018.",
    ]
    assert claims(document) == {
        1: ["The city paid | 40"],
        2: ["The city bought x[3] & more."],
        4: ["It paid."],
    }
    assert [section.title for section in document.sections] == ["Money"]
    assert {problem.code for problem in document.problems} == {"missing-note"}
    check_places(document)


def test_terminal_escapes_are_hidden_in_code_whatever_stands_around_them() -> None:
    assert [p.text for p in md("```\n`\x1b[0m` x\n```\n").paragraphs] == ["`` x"]


def test_labels_that_are_words_come_in_no_order() -> None:
    document = md("One.[^b] Two.[^a] One again.[^b]\n\n[^a]: Swart.\n[^b]: Prasso.\n")
    assert not document.problems


def test_the_paragraphs_of_a_page_s_list_are_its_items() -> None:
    document = md(
        "# Report\n\nWe ask for two things, which are these:\n\n<ol>\n<li>\n<p>the first thing</p>\n"
        "<p>and why we ask</p>\n</li>\n<li><p>the second</p></li>\n</ol>\n\nThat is all that we ask.\n"
    )
    items = [(p.text, p.item, p.depth) for p in document.paragraphs if p.matter == "body"]
    assert items[1:] == [
        ("the first thing", True, 1),
        ("and why we ask", False, 1),
        ("the second", True, 1),
        ("That is all that we ask.", False, 0),
    ]


NO_NOTES = {
    "powers": "It is 12 km<sup>2</sup> and 5 m<sup>3</sup> wide.\n\n1. one\n2. two\n3. three",
    "no marks": "It is wide.\n\n1. one\n2. two",
    "out of order": "It is.<sup>2</sup> So.<sup>1</sup>\n\n1. one\n2. two",
    "half of the marks": "It is.<sup>1</sup> So.<sup>2</sup>\n\n1. one\n2. two\n3. three\n4. four",
    "universities": "Ann Lee<sup>1</sup>, Bo Roe<sup>2</sup>\n\nWe ask for two things.\n\n1. one\n2. two",
    "one": "It is.<sup>1</sup> So.\n\n1. one",
    "reference links": "It [is][1] so, see [1].\n\n[1]: https://a.org/x",
}


@pytest.mark.parametrize("name", NO_NOTES)
def test_a_list_without_all_marks_is_a_list(name: str) -> None:
    assert not md(f"# Report\n\n{NO_NOTES[name]}\n").notes


def test_definitions_of_links_with_a_mark_each_are_notes() -> None:
    document = md(
        "It is so.[1] It was [so][x].[2]\n\n[1]: <https://a.org/1> 'One'\n[2]: https://a.org/2\n[x]: y"
    )
    assert [note.text for note in document.notes] == ["https://a.org/1", "https://a.org/2"]
    assert claims(document) == {1: ["It is so."], 2: ["It was so."]}


CONVERTED = {
    "HTML to GitHub's": (
        '<a href="#fn{}" id="fnref{}" class="footnote-ref"\nrole="doc-noteref"><sup>{}</sup></a>',
        '{}.  <div id="fn{}">\n\n    {} &lt;https://a.org/{}&gt;<a href="#fnref1" class="footnote-back"\n'
        '    role="doc-backlink">↩︎</a>\n\n    </div>\n',
    ),
    "HTML to strict Markdown": (
        '<a href="#fn{}" id="fnref{}"\nclass="footnote-ref"><sup>{}</sup></a>',
        '{}.  <!-- fn{} -->{}\n    &lt;https://a.org/{}&gt;<a href="#fnref1" class="footnote-back">↩︎</a>\n',
    ),
    "HTML to Pandoc's": (
        '[^{}^](#fn{}){{#fnref{} .footnote-ref\nrole="doc-noteref"}}',
        "{}.  ::: {{#fn{}}}\n    {}\n    <https://a.org/{}>[↩︎](#fnref1){{.footnote-back\n"
        '    role="doc-backlink"}}\n    :::\n',
    ),
    "HTML to Pandoc's, a bare address": (
        '[^{}^](#fn{}){{#fnref{} .footnote-ref role="doc-noteref"}}',
        "{}.  ::: {{#fn{}}}\n    {} https://a.org/{}[↩︎](#fnref1){{.footnote-back}}\n    :::\n",
    ),
}


@pytest.mark.parametrize("name", CONVERTED)
def test_a_page_s_notes_that_a_converter_wrote_are_read(name: str) -> None:
    mark, note = CONVERTED[name]
    text = f"# Report\n\nIt fell.{mark.format(1, 1, 1)} It\nrose.{mark.format(2, 2, 2)}\n\n---\n\n"
    text += note.format(1, 1, "Smith, *A*,", "b") + "\n" + note.format(2, 2, "Jones, *C*,", "d")
    document = md(text)
    assert [note.text.replace("<", "").replace(">", "") for note in document.notes] == [
        "Smith, A, https://a.org/b",
        "Jones, C, https://a.org/d",
    ]
    assert claims(document) == {1: ["It fell."], 2: ["It rose."]}
    check_places(document)


COMMENTS = {
    "behind text": ("One. <!-- why? [^1] --> Two.[^1]", ["One. Two."]),
    "within a word's reach": ("One <!-- why? -->two<!-- so -->, three.", ["One two, three."]),
    "over lines": ("One <!-- why\n\n[^1] --> two.", ["One two."]),
    "opening a line": ("<!-- why -->One two.", ["One two."]),
    "opening lines": ("One.\n\n<!--\nNot this.[^1]\n\n[^2]: Old.\n-->\n\nTwo.", ["One.", "Two."]),
    "in code": ("Write `<!-- this -->` here.", ["Write <!-- this --> here."]),
    "in a block of code": ("```\n<!-- this -->\n```", ["<!-- this -->"]),
    "never closed": ("One <!-- two.", ["One <!-- two."]),
}


@pytest.mark.parametrize("name", COMMENTS)
def test_comments_are_no_text(name: str) -> None:
    text, wanted = COMMENTS[name]
    document = md(f"# Report\n\n{text}\n\n[^1]: A <!-- b\nc -->source.\n")
    assert body(document) == wanted
    assert [note.text for note in document.notes] == ["A source."]
    assert all(len(note.claims) <= 1 for note in document.notes)


CLEAN = {
    "list in tags": ("<ul>\n<li>One.</li><li>Two.</li>\n</ul>", ["One.", "Two."]),
    "table in tags": ("<table>\n<tr><td>a</td><td>b</td></tr>\n<tr><td>c</td></tr>\n</table>", ["a b", "c"]),
    "details": ("<details>\n<summary>More</summary>\n\nText of it.\n\n</details>", ["More", "Text of it."]),
    "box": ("> [!NOTE]\n> Text of it.", "Text of it."),
    "boxes in a list": ("- ::: {.a}\n  One.\n  :::\n- Two.", ["One.", "Two."]),
    "div": ("::: {.callout-note}\nText of it.\n:::", "Text of it."),
    "spaces and dashes": ("Tom&nbsp;&amp; Ann &mdash; so&shy;on.", "Tom & Ann — soon."),
    "emphasis": (
        "It is *very* __much__ ***so***, un*frigging*believable.",
        "It is very much so, unfrigging­believable.".replace("\u00ad", ""),
    ),
    "signs kept": ("2 * 3 * 4 and a_b_c and * alone", "2 * 3 * 4 and a_b_c and * alone"),
    "escapes": ("It costs \\$5 and \\*no\\* more.", "It costs $5 and *no* more."),
    "link": ("See [the *whole* text](http://a.org/b_(c)) here.", "See the whole text here."),
    "link of a page": ("See [[North Bridge|the bridge]] and [[Flood]].", "See the bridge and Flood."),
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
    assert [p.text for p in document.paragraphs] == ([wanted] if isinstance(wanted, str) else wanted)
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


HEADERS = {
    "keys": "---\ntitle: 'Ann''s Report'\nauthor: Ann Example, Bo Roe\ndate: 2020-05-01T10:00:00Z\n---\n",
    "lists": (
        "---\ntitle: Ann's Report\nauthor:\n  - name: Ann Example\n    affiliations:\n      - name: Town\n"
        "  - name: Bo Roe\ndate: May 1, 2020\nparams:\n  title: Other\n---\n"
    ),
    "list in brackets": (
        "---\ntitle: \"Ann's Report\"\nauthors: [Ann Example, 'Bo Roe']\ndate: 2020-05-01\n---\n"
    ),
    "three lines": "% Ann's Report\n% Ann Example, Bo Roe\n% 1 May 2020\n",
}


@pytest.mark.parametrize("name", HEADERS)
def test_a_header_is_a_record_and_no_text(name: str) -> None:
    document = md(f"{HEADERS[name]}\nIt is so, as everybody knows.\n")
    record = document.record
    assert (record.title, record.author, record.date) == ("Ann's Report", "Ann Example, Bo Roe", "2020-05-01")
    assert [p.text for p in document.paragraphs] == ["It is so, as everybody knows."]


def test_labels_without_digits_are_numbered_after_those_with() -> None:
    document = md("One.[^b] Two.[^7] Three.[^a]\n\n[^a]: A\n[^b]: B\n[^7]: C")
    assert {note.label: note.number for note in document.notes} == {"7": 7, "b": 8, "a": 9}


def test_problems() -> None:
    document = md("One.[^1] Two.[^x]\n\n[^1]: A\n\n[^2]: B\n\n[^1]: C")
    assert {p.code for p in document.problems} == {"mark-without-note", "note-without-mark", "duplicate-note"}
    assert [note.status for note in document.notes] == ["ambiguous", "unmarked", "duplicate"]


def test_remarks_that_the_text_names_now_and_then_are_no_notes() -> None:
    remarks = (
        "1. Tested on two distributions.\n2. Needs the tools.\n3. Patches are welcome.\n4. The name is a pun."
    )
    document = read(
        f"# Tool\n\nIt runs on Linux [1], macOS [2] and others.\n\n## Notes\n\n{remarks}\n", "README.md"
    )
    assert document.notes == ()
    marked = read(
        f"# Tool\n\nIt runs on Linux.[1] It needs macOS.[2]\n\n## Notes\n\n{remarks}\n", "README.md"
    )
    assert [note.status for note in marked.notes] == ["linked", "linked", "unmarked", "unmarked"]
