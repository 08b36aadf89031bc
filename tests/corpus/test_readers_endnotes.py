"""Text whose notes stand together at the end."""

from __future__ import annotations

import pytest

from tests.corpus.reading_cases import body, check_places, claims, read

LONG = "The ministry bought cameras for nine cities in the north"

STYLES = {
    "superscripts": (("¹", "²", "³"), ("¹ {}", "² {}", "³ {}")),
    "brackets": (("[1]", "[2]", "[3]"), ("[1] {}", "[2] {}", "[3] {}")),
    "circles": (("①", "②", "③"), ("① {}", "② {}", "③{}")),
    "brackets, numbered list": (("[1]", "[2]", "[3]"), ("1. {}", "2. {}", "3. {}")),
    "superscripts, numbered list": (("¹", "²", "³"), ("1. {}", "2. {}", "3. {}")),
    "superscripts, bare numbers": (("¹", "²", "³"), ("1 {}", "2 {}", "3 {}")),
    "lost superscripts": (("1", "2", "3"), ("1. {}", "2. {}", "3. {}")),
    "round brackets": (("(1)", "(2)", "(3)"), ("(1) {}", "(2) {}", "(3) {}")),
    "carets": (("^1", "^2", "^3"), ("1. {}", "2. {}", "3. {}")),
    "full width": (("［1］", "［2］", "［3］"), ("［1］{}", "［2］{}", "［3］{}")),
    "lenticular": (("【1】", "【2】", "【3】"), ("【1】{}", "【2】 {}", "【3】{}")),
    "called notes": (("（注1）", "（注2）", "（注3）"), ("注1：{}", "注2：{}", "注3：{}")),
    "called notes, brackets": (("[注1]", "〔註2〕", "[注 3]"), ("[注1] {}", "〔註2〕{}", "[注 3] {}")),
    "hexagonal": (("〔1〕", "〔2〕", "〔3〕"), ("〔1〕{}", "〔2〕 {}", "〔3〕{}")),
    "tags": (("<sup>1</sup>", "<sup>2</sup>", "<sup>3</sup>"), ("1) {}", "2) {}", "3) {}")),
}
TITLES = ["Notes", "ENDNOTES", "## References", "**Footnotes**", "Notes:", "注释", "Anmerkungen"]


@pytest.mark.parametrize("style", STYLES)
@pytest.mark.parametrize("title", TITLES)
def test_styles(style: str, title: str) -> None:
    marks, entries = STYLES[style]
    text = " ".join(f"{LONG}.{mark}" for mark in marks)
    sources = (
        "Smith, 2018, http://a.org/x.",
        "Jones\n2019, on a second line.",
        "Brown.\n\n   A second paragraph.",
    )
    notes = "\n\n".join(entry.format(source) for entry, source in zip(entries, sources, strict=True))
    document = read(f"A Title\n\n{text}\n\n{title}\n\n{notes}\n")
    assert [(note.number, note.text, note.status) for note in document.notes] == [
        (1, "Smith, 2018, http://a.org/x.", "linked"),
        (2, "Jones 2019, on a second line.", "linked"),
        (3, "Brown. A second paragraph.", "linked"),
    ]
    assert all(claim == [f"{LONG}."] for claim in claims(document).values())
    assert body(document) == [" ".join([f"{LONG}."] * 3)]
    check_places(document)


def test_wide_round_marks_are_told_from_a_list_by_their_notes() -> None:
    words = "该国购买了系统。（1）分三类：（1）摄像机；（2）软件。另一国没有（2）。"
    text = f"标题\n\n一、引言\n\n{words}\n\n注释\n\n"
    marked = read(text + "（1）王伟：《港口》，2018年。\n（2）李明：《城市》，2017年。\n")
    assert claims(marked) == {1: ["该国购买了系统。"], 2: ["另一国没有。"]}
    assert "（1）摄像机；（2）软件。" in "".join(body(marked))
    listed = read(text + "[1] 王伟：《港口》，2018年。\n[2] 李明：《城市》，2017年。\n")
    assert claims(listed) == {1: [], 2: []}


@pytest.mark.parametrize(
    "title",
    [
        "Sources and notes",
        "Source Notes",
        "Notes to the text",
        "Reference List",
        "List of references",
        "Appendix: Endnotes",
        "Appendix B – Notes",
        "Further Notes",
        "Notes and references",
        "Citations",
        "Works cited",
        "6. Notes & sources",
        "Quellen und Anmerkungen",
        "Literaturverzeichnis",
        "Einzelnachweise",
        "Notes de fin",
        "Notes et références",
        "Références bibliographiques",
        "Notas al pie",
        "Notas y referencias",
        "Bibliografía",
        "注释与参考文献",
        "六、参考文献",
        "参考资料：",
    ],
)
def test_titles_of_notes(title: str) -> None:
    document = read(f"A Title\n\n{LONG}.[1] It fell.[2]\n\n{title}\n\n1. A\n2. B\n")
    assert [(note.text, note.status) for note in document.notes] == [("A", "linked"), ("B", "linked")]
    assert body(document) == [f"{LONG}. It fell."]


@pytest.mark.parametrize("title", ["Annex A: Interview questions", "## Interview questions", "Appendix 2"])
def test_an_annex_with_a_list_of_its_own_ends_the_notes(title: str) -> None:
    document = read(
        f"A Title\n\n{LONG}.[1] It fell.[2]\n\nNotes\n\n1. A\n\nSection 3 is meant.\n\n2. B\n\n"
        f"{title}\n\n1. Who paid?\n2. Who was seen?\n3. Who gained?\n"
    )
    assert [note.text for note in document.notes] == ["A Section 3 is meant.", "B"]
    assert [paragraph.text for paragraph in document.paragraphs[-3:]] == [
        "Who paid?",
        "Who was seen?",
        "Who gained?",
    ]


def test_several_in_one_bracket_and_years_in_brackets() -> None:
    document = read(f"{LONG} [1, 2]. It went on [1–3] in a year [2018].\n\nNotes\n\n1. A\n2. B\n3. C\n")
    assert [(m.number) for m in document.paragraphs[0].marks] == [1, 2, 1, 2, 3]
    assert body(document) == [f"{LONG}. It went on in a year [2018]."]


def test_a_date_in_brackets_is_no_mark() -> None:
    text = f"{LONG} [1]. It was read [2020-06-01] again [2]."
    document = read(f"{text}\n\nNotes\n\n1. A\n2. 李明. 论[EB/OL]. [2020-06-01].\n")
    assert [mark.number for mark in document.paragraphs[0].marks] == [1, 2]
    assert body(document) == [f"{LONG}. It was read [2020-06-01] again."]


def test_a_lost_superscript_after_a_year_is_a_mark_and_a_decimal_is_none() -> None:
    text = f"{LONG} in 2018.1 The law cost 2.2 million; it needed 76.2 Then it\nended in 2019.3\n\n"
    text += "He would “see it”.4 It rose by 3.4\nmillion.5"
    document = read(f"{text}\n\nNotes\n\n1. A\n2. B\n3. C\n4. D\n5. E\n")
    assert claims(document) == {
        1: [f"{LONG} in 2018."],
        2: ["The law cost 2.2 million; it needed 76."],
        3: ["Then it ended in 2019."],
        4: ["He would “see it”."],
        5: ["It rose by 3.4 million."],
    }


FLAT = {
    "behind a word": "He paid.1 The ferry terminal2 in the west was old.3 It fell.4",
    "before a dash": "He paid.1 The ferry terminal2 – the old one – fell.3 It was sold.4",
    "a mark missing": "He paid.1 It was old. The terminal fell.3 It was sold.4",
    "the first mark missing": "He paid. It was old.2 The terminal fell.3 It was sold.4",
    "a percentage": "He paid.1 It was lent at 3%.2 The terminal fell.3 It was sold.4",
    "behind brackets": "He paid.1 The budget (2015)2 was spent.3 It was sold.4",
    "behind a stop behind brackets": "He paid.1 It cost women (over 18).2 It fell.3 It was sold.4",
    "a comma behind a year": "He paid.1 It opened in 2013,2 but soon fell.3 It was sold.4",
    "two in one place": "He paid in 2013.1, 2 The terminal fell.3 It was sold.4",
    "three in one place": "He paid.1–3 It was sold.4",
    "a German quotation": "He paid.1 Er sagte „nicht seine Sache“.2 It fell.3 It was sold.4",
    "before the stop": "He paid1. It was old2, and it fell3. It was sold4.",
}
NUMBERS = {"a mark missing": [1, 3, 4], "the first mark missing": [2, 3, 4]}


@pytest.mark.parametrize("name", FLAT)
def test_lost_superscripts_are_told_by_their_order(name: str) -> None:
    document = read(f"{LONG}. {FLAT[name]}\n\nNotes\n\n1. A\n2. B\n3. C\n4. D\n")
    assert [m.number for m in document.paragraphs[0].marks] == NUMBERS.get(name, [1, 2, 3, 4])
    check_places(document)


NO_MARKS = {
    "a decimal": "He paid.1 It grew by 3.2 million.2 It fell.3",
    "a release": "He paid.1 Release 3.2 The maker sold it.2 It fell.3",
    "a name with a number": "He paid.1 The disease was covid2 then.2 It fell.3",
    "abbreviations": "He paid.1 See No.2 of the act, p.2 and Art.2 of it.2 It fell.3",
    "an annex": "He paid.1 See annex A.2 It fell.3",
    "an address": "He paid.1 See example.org/terminal2 for it.2 It fell.3",
    "a sum": "He paid.1 A ticket costs $3.2 A tram is cheaper.2 It fell.3",
    "a year behind a comma": "He paid.1 It was in May,2015 and cost 12,2 millions.2 It fell.3",
}


@pytest.mark.parametrize("name", NO_MARKS)
def test_figures_are_not_taken_for_lost_superscripts(name: str) -> None:
    text = NO_MARKS[name]
    document = read(f"{LONG}. {text}\n\nNotes\n\n1. A\n2. B\n3. C\n")
    at = {mark.number: document.text.rindex(f".{mark.number}") + 1 for mark in document.paragraphs[0].marks}
    assert [(mark.number, mark.start) for mark in document.paragraphs[0].marks] == list(at.items())


def test_figures_of_a_text_whose_references_have_no_marks_stay_text() -> None:
    text = f"{LONG}. It fell in 2013.4 Then it was sold.7 It rests."
    entries = "\n".join(f"{number}. Source {number}" for number in range(1, 13))
    assert body(read(f"{text}\n\nReferences\n\n{entries}\n")) == [text]


def test_titles_under_paragraphs_that_end_with_a_lost_superscript() -> None:
    text = (
        f"Introduction\n\n{LONG}.1 It fell in winter.2\n\nWho Paid\n\nThe town paid for them in 1901.3\n\n"
        "Who Was Asked\n\nWe recommend three things.4\n\n- One.\n\nConclusion\n\nBridges last.5\n\n"
    )
    document = read(f"{text}Notes\n\n1. A\n2. B\n3. C\n4. D\n5. E\n")
    titles = ["Introduction", "Who Paid", "Who Was Asked", "Conclusion"]
    assert [section.title for section in document.sections] == titles


@pytest.mark.parametrize("marks", [("[1]", "[2]"), ("1", "2")])
def test_numbering_that_begins_anew_with_several_notes_in_each_chapter(marks: tuple[str, str]) -> None:
    first, second = marks
    chapter = f"{LONG}.{first} It {{}}.{second}\n\nNotes\n\n1. {{}}\n2. {{}}\n\n"
    document = read(
        "Chapter 1\n\n"
        + chapter.format("fell", "A", "B")
        + "Chapter 2\n\n"
        + chapter.format("rose", "C", "D")
    )
    assert [(n.text, n.status, n.section) for n in document.notes] == [
        ("A", "linked", ("Chapter 1",)),
        ("B", "linked", ("Chapter 1",)),
        ("C", "linked", ("Chapter 2",)),
        ("D", "linked", ("Chapter 2",)),
    ]


def test_numbering_that_begins_anew_in_each_chapter() -> None:
    document = read(
        f"Chapter 1\n\n{LONG}.[1]\n\nNotes\n\n1. A\n\nChapter 2\n\n{LONG} too.[1]\n\nNotes\n\n1. B\n"
    )
    assert [(n.text, n.status, n.section) for n in document.notes] == [
        ("A", "linked", ("Chapter 1",)),
        ("B", "linked", ("Chapter 2",)),
    ]


def test_what_follows_the_notes_is_text_again() -> None:
    document = read(f"{LONG}.[1]\n\nNotes\n\n1. A, http://a.org/x\n\nPublished by Example House.\n\nISBN 1\n")
    assert document.notes[0].text == "A, http://a.org/x"
    assert [p.matter for p in document.paragraphs] == ["body", "back", "back"]


def test_notes_without_any_mark_are_kept_unmarked() -> None:
    document = read(f"{LONG}.\n\nReferences\n\n1. A\n2. B\n")
    assert [(note.text, note.status) for note in document.notes] == [("A", "unmarked"), ("B", "unmarked")]
