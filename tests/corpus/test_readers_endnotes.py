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
    "behind a space": ((" (1)", " (2)", " (3)"), ("(1) {}", "(2) {}", "(3) {}")),
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


@pytest.mark.parametrize(
    "title",
    [
        "Annex A: Interview questions",
        "## Interview questions",
        "Appendix 2",
        "Appendix: The questions",
        "Anhang",
        "附录：问题",
    ],
)
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
    "a comma behind a figure": "He paid.1 It cost €450,000,2 which was much.3 It was sold.4",
    "two in one place": "He paid in 2013.1, 2 The terminal fell.3 It was sold.4",
    "three in one place": "He paid.1–3 It was sold.4",
    "a German quotation": "He paid.1 Er sagte „nicht seine Sache“.2 It fell.3 It was sold.4",
    "behind joined letters": "He paid.1 They met for R&D.2 It fell.3 It was sold.4",
    "a French quotation": "He paid.1 Il dit « rien ne fut fait »2. It fell.3 It was sold.4",
    "before the stop": "He paid1. It was old2, and it fell3. It was sold4.",
    "on lines of their own": "He paid.\n1\nIt was old,\n2\nand it fell.\n3\nIt was sold.\n4\nNobody paid.",
    "before a Chinese stop": "市政府买了摄像机1。共3亿元2，由市政府维修3。有5台坏了4。",
    "behind a Chinese stop": "市政府买了摄像机。1贷款来自银行，2共3亿元。3名工人受伤。3后来坏了。4",
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


def test_remarks_without_marks_and_sources_are_text() -> None:
    remarks = "1. Dogs travel free.\n2. Bicycles need a ticket.\n3. The office opens at 9."
    document = read(f"A Title\n\n{LONG}.\n\nNotes\n\n{remarks}\n\nComplaints\n\nWrite to the office.\n")
    assert document.notes == ()
    assert [section.title for section in document.sections][-2:] == ["Notes", "Complaints"]
    assert "Bicycles need a ticket." in [paragraph.text for paragraph in document.paragraphs]
    sourced = read(f"A Title\n\n{LONG}.\n\nNotes\n\n1. Smith, 2018.\n2. Ibid.\n")
    assert [note.status for note in sourced.notes] == ["unmarked", "unmarked"]


def test_a_list_of_references_above_the_notes_takes_none_of_their_marks() -> None:
    document = read(
        f"A Title\n\n{LONG} [2].¹ It fell [1].²\n\nReferences\n\n1. Abbott, 1999.\n2. Becker, 2001.\n\n"
        "Footnotes\n\n¹ To a friend.\n² It rose again.\n"
    )
    assert [(note.text, note.status) for note in document.notes] == [
        ("To a friend.", "linked"),
        ("It rose again.", "linked"),
    ]
    assert "Becker, 2001." in [paragraph.text for paragraph in document.paragraphs]


SOURCES = ("Ann Smith, “One,” Daily, 2018, http://a.org/1.", "Jones\nand others, 2019.", "“Three,” May 2014.")
BEGINNINGS = {
    "glued": "{}{}",
    "alone on its line": "{}\n{}",
    "alone with a stop": "{}.\n\n{}",
}


@pytest.mark.parametrize("name", BEGINNINGS)
@pytest.mark.parametrize("mark", ["[{}]", "{}", "({})"])
@pytest.mark.parametrize("title", ["Notes\n\n", ""])
def test_numbers_glued_to_their_notes_or_alone_on_a_line(name: str, mark: str, title: str) -> None:
    entries = [BEGINNINGS[name].format(n, source) for n, source in enumerate(SOURCES, 1)]
    text = " ".join(f"{LONG}.{mark.format(n)}" for n in (1, 2, 3))
    document = read(
        f"A Title\n\n{text}\n\n{title}" + ("\n\n" if "\n\n" in entries[0] else "\n").join(entries)
    )
    assert [note.text for note in document.notes] == [source.replace("\n", " ") for source in SOURCES]
    assert all(claim == [f"{LONG}."] for claim in claims(document).values())
    check_places(document)


def test_the_pages_of_a_contents_list_are_no_notes() -> None:
    contents = "Contents\n\nOne\n1\nTwo\n4\nNotes\n6\n\n"
    document = read(f"A Title\n\n{contents}{LONG}.1 It fell.2\n\nNotes\n\n1 A\n2 B\n")
    assert [note.text for note in document.notes] == ["A", "B"]


UNTITLED = {
    "spaced": "{}. {}",
    "without a stop": "{} {}",
    "glued": "{}{}",
}


@pytest.mark.parametrize("name", UNTITLED)
def test_notes_without_a_title_are_told_by_their_marks(name: str) -> None:
    entries = "\n".join(UNTITLED[name].format(n, source) for n, source in enumerate(SOURCES, 1))
    listed = "We ask three things:\n\n1. Publish it all.\n2. Pay the debts of 2018.\n3. Close it."
    document = read(
        f"A Title\n\n{LONG}.1 It fell.2\n\n{listed}3\n\n{entries}\n\nAbout the authors\n\nA person.\n"
    )
    assert [note.text for note in document.notes] == [source.replace("\n", " ") for source in SOURCES]
    assert claims(document) == {1: [f"{LONG}."], 2: ["It fell."], 3: ["Close it."]}


LISTS = {
    "no marks": ("It fell in winter.", "1. A, 2018.\n2. B, 2019.\n3. C, 2020."),
    "marks of other notes": (
        "It fell.1 It rose.2 So.3 Then.4 Now.5",
        "1. A, 2018.\n2. B, 2019.\n3. C, 2020.",
    ),
    "no sources": ("It fell.1 It rose.2 So.3", "1. Publish it.\n2. Pay the debts.\n3. Close it."),
}


@pytest.mark.parametrize("name", LISTS)
def test_a_list_that_ends_a_text_is_no_notes(name: str) -> None:
    text, listed = LISTS[name]
    assert read(f"A Title\n\n{LONG}. {text}\n\n{listed}\n").notes == ()


GAPS = {
    "one missing": ([1, 3, 4], ["mark 2 has no note"]),
    "two missing": ([1, 4], ["mark 2 has no note", "mark 3 has no note"]),
    "one twice": ([1, 2, 2, 3, 4], ["several notes have the number 2"] * 2),
}


@pytest.mark.parametrize("name", GAPS)
@pytest.mark.parametrize("mark", ["[{}]", "{}"])
@pytest.mark.parametrize("entry", ["{}. Source {}, 2018.", "{} Source {}, 2018."])
def test_a_number_missing_or_doubled_loses_no_other_note(name: str, mark: str, entry: str) -> None:
    numbers, said = GAPS[name]
    text = " ".join(f"{LONG}.{mark.format(n)}" for n in (1, 2, 3, 4))
    notes = "\n".join(entry.format(n, n) for n in numbers)
    document = read(f"A Title\n\n{text}\n\nNotes\n\n{notes}\n")
    assert [note.number for note in document.notes] == numbers
    assert [mark.number for mark in document.paragraphs[-1].marks] == [1, 2, 3, 4]
    assert [problem.message for problem in document.problems] == said


@pytest.mark.parametrize("entry", ["{}. {}", "[{}] {}", "{} {}"])
@pytest.mark.parametrize("order", [(1, 3, 2, 4, 5), (1, 2, 4, 3, 5), (2, 1, 3, 4, 5)])
def test_notes_out_of_order_are_notes_and_told(order: tuple[int, ...], entry: str) -> None:
    notes = "\n".join(entry.format(n, f"Author {n}, “Title,” 2018.") for n in order)
    document = read(f"{LONG}.[1] One.[2] Two.[3] Three.[4] Four.[5]\n\nNotes\n\n{notes}\n")
    assert [(n.number, n.text) for n in document.notes] == [(n, f"Author {n}, “Title,” 2018.") for n in order]
    assert {problem.code for problem in document.problems} <= {"out-of-order"}


def test_a_number_without_note_and_mark_is_told() -> None:
    document = read(f"{LONG}.[1] It fell.[3]\n\nNotes\n\n1. A.\n3. C.\n4. D.\n6. F, 2018.\n")
    assert [(p.code, p.message) for p in document.problems if p.code == "missing-note"] == [
        ("missing-note", "no note 2 between notes 1 and 3"),
        ("missing-note", "no note 5 between notes 4 and 6"),
    ]


SECOND_LINES = {
    "a date": "Daily News,\n{} March 2014, http://a.org/x.",
    "a German date": "in: Die Zeit,\n{}. März 2014, http://a.org/x.",
    "a volume": "Journal, vol.\n{} (2018): 12.",
    "a volume without its name": "Journal of Bridges\n{} (2018): 12.",
    "a page": "London 2018, p.\n{}. See also there.",
    "another note": "London 2018, see note\n{} Above.",
    "a law": "under Article\n{} of the act.",
    "a count": "which was paid by all of them in\n{} million cases.",
}


@pytest.mark.parametrize("name", SECOND_LINES)
@pytest.mark.parametrize("last", [False, True])
@pytest.mark.parametrize("title", ["Notes\n\n", ""])
def test_the_next_number_may_open_a_note_s_second_line(name: str, last: bool, title: str) -> None:
    tail = SECOND_LINES[name].format(3)
    notes = ["1. A, 2018.", f"2. B, “Two,” 2019, {tail}", *([] if last else ["3. C, 2020.", "4. D, 2021."])]
    text = " ".join(f"{LONG}.[{number}]" for number in range(1, len(notes) + 1))
    document = read(f"A Title\n\n{text}\n\n{title}" + "\n".join(notes) + "\n")
    assert [note.number for note in document.notes] == list(range(1, len(notes) + 1))
    assert document.notes[1].text.endswith(tail.partition("\n")[2])


CHAPTERS = {
    "titles": ("Chapter 1: Stone", "Chapter 2: Steel", "Chapter 1: Stone", "Chapter 2: Steel"),
    "numbers of chapters": ("Chapter 1: Stone", "Chapter 2: Steel", "Chapter 1", "Chapter 2"),
    "words alone": ("1. Stone Bridges", "2. Steel Bridges", "Stone Bridges", "Steel Bridges"),
    "notes to": ("Introduction", "Stone Bridges", "Notes to the Introduction", "Notes to Stone Bridges"),
    "hashes": ("# Stone", "# Steel", "### Stone", "### Steel"),
}


@pytest.mark.parametrize("name", CHAPTERS)
@pytest.mark.parametrize("mark", ["{}", "[{}]", "({})", "^{}"])
@pytest.mark.parametrize("entry", ["{}. {}.", "[{}] {}."])
def test_notes_by_chapter_under_one_title(name: str, mark: str, entry: str) -> None:
    first, second, first_notes, second_notes = CHAPTERS[name]
    marks = [mark.format(number) for number in (1, 2, 3)]
    document = read(
        f"A Title\n\nBy Ann Example\n\nMay 2019\n\nContents\n\n{first}\n{second}\nNotes\n\n"
        f"{first}\n\n{LONG}.{marks[0]} It fell.{marks[1]}\n\n"
        f"{second}\n\nIt rose up.{marks[0]} It was sold.{marks[2]}"
        f"\n\nNotes\n\n{first_notes}\n\n{entry.format(1, 'A')}\n{entry.format(2, 'B')}\n\n"
        f"{second_notes}\n\n{entry.format(1, 'C')}\n{entry.format(2, 'D')}\n{entry.format(3, 'E')}\n"
    )
    backed = [[document.claim_text(claim) for claim in note.claims] for note in document.notes]
    assert [(note.text, note.status) for note in document.notes] == [
        ("A.", "linked"),
        ("B.", "linked"),
        ("C.", "linked"),
        ("D.", "unmarked"),
        ("E.", "linked"),
    ]
    assert backed == [[f"{LONG}."], ["It fell."], ["It rose up."], [], ["It was sold."]]
    check_places(document)


def _by_chapter(marks: str, second: str = "Part of Steel") -> str:
    text = (
        "A Title\n\nThe Stones\n\n"
        + LONG
        + ".{} It fell.{}\n\nThe Steels\n\nIt rose up.{} It was sold.{}\n\n"
    )
    return (
        text.format(*marks.split())
        + f"Notes\n\nPart of Stone\n\n1. A, 2018.\n2. B, 2019.\n\n{second}\n\n1. C, 2020.\n2. D, 2021.\n"
    )


def test_chapters_of_other_names_are_told_by_marks_that_begin_anew() -> None:
    document = read(_by_chapter("[1] [2] [1] [2]"))
    backed = {note.text: [document.claim_text(claim) for claim in note.claims] for note in document.notes}
    assert backed == {
        "A, 2018.": [f"{LONG}."],
        "B, 2019.": ["It fell."],
        "C, 2020.": ["It rose up."],
        "D, 2021.": ["It was sold."],
    }


@pytest.mark.parametrize("marks", ["1 2 1 2", "[1] [2] [1] [3]", "¹ ² ¹ ¹"])
def test_nothing_is_read_where_nobody_can_tell_whose_notes_they_are(marks: str) -> None:
    assert read(_by_chapter(marks)).notes == ()


@pytest.mark.parametrize("marks", ["1 2 x y", "[1] [2] [1, 2] [2]"])
def test_a_list_of_sources_below_the_notes_is_no_chapter_s(marks: str) -> None:
    document = read(_by_chapter(marks, "Documents consulted"))
    assert [note.text for note in document.notes] == ["A, 2018.", "B, 2019."]


BENEATH = {
    "under a title": ("1", "Notes\n1. Values are in millions.\n2. Estimates."),
    "raised": ("¹", "¹ Values are in millions.\n² Estimates."),
    "letters": ("ᵃ", "a Values are in millions.\nb Estimates."),
    "stars": ("*", "* Values are in millions.\n** Estimates."),
}


@pytest.mark.parametrize("name", BENEATH)
@pytest.mark.parametrize("mark", ["{}", "[{}]", "²"])
def test_notes_beneath_a_table_are_none_of_the_report(name: str, mark: str) -> None:
    sign, beneath = BENEATH[name]
    marks = ["¹²³"[n] if mark == "²" else mark.format(n + 1) for n in range(3)]
    document = read(
        f"A Title\n\nIntroduction\n\n{LONG}.{marks[0]} It fell.{marks[1]}\n\nTable 1: Bridges by length\n\n"
        f"North{sign} 12\nSouth 14\n\n{beneath}\n\nBackground\n\nIt rose up again.{marks[2]}\n\n"
        "Endnotes\n\n1. A, 2018.\n2. B, 2019.\n3. C, 2020.\n"
    )
    assert [note.text for note in document.notes] == ["A, 2018.", "B, 2019.", "C, 2020."]
    assert claims(document) == {1: [f"{LONG}."], 2: ["It fell."], 3: ["It rose up again."]}
    assert "Values are in millions." in " ".join(paragraph.text for paragraph in document.paragraphs)


def test_a_chapter_s_notes_below_a_table_are_notes() -> None:
    chapter = "Chapter {}\n\nThe town {}.[1]\n\nTable {}: Bridges\n\nNorth 12\n\nNotes\n\n1. {}, 2018.\n\n"
    parts = (("paid for the first bridge", "A"), ("did not pay for the second", "B"))
    text = "".join(chapter.format(n, text, n, name) for n, (text, name) in enumerate(parts, 1))
    document = read(f"A Title\n\nBy Ann Example\n\n{text}")
    assert [(n.text, n.status) for n in document.notes] == [("A, 2018.", "linked"), ("B, 2018.", "linked")]
