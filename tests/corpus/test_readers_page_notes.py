"""Reports taken from a PDF, in invented cases: each a shape that real ones have."""

from __future__ import annotations

import pytest

from tests.corpus.reading_cases import body, check_places, claims, read

LONG = "The ministry bought cameras for nine cities in the north and paid for them over four years."

STITCHED = {
    "lower case": (
        "It was when the ministry paid\n\n¹ A.\n\nfor the cameras in full.",
        "It was when the ministry paid for the cameras in full.",
    ),
    "money": (
        "It was last spring when the ministry paid\n\n¹ A.\n\n\\$25 million for them.",
        "It was last spring when the ministry paid $25 million for them.",
    ),
    "number": (
        "It was last spring when the ministry paid\n\n¹ A.\n\n300 people to watch.",
        "It was last spring when the ministry paid 300 people to watch.",
    ),
    "a name": (
        "The agreement was signed last spring with\n\n¹ A.\n\nMalaysia and four others.",
        "The agreement was signed last spring with Malaysia and four others.",
    ),
    "abbreviation": (
        "It was banned last spring under export rules of the U.S.\n\n¹ A.\n\nexport regime.",
        "It was banned last spring under export rules of the U.S. export regime.",
    ),
    "form feed": (
        "It was last spring when the ministry\n\f\nbought the cameras.\n\n¹ A.",
        "It was last spring when the ministry bought the cameras.",
    ),
    "page number": (
        "It was last spring when the ministry\n\n7\n\nbought the cameras.\n\n¹ A.",
        "It was last spring when the ministry bought the cameras.",
    ),
    "twice": (
        "It was last spring, when the ministry\n\n¹ A.\n\nbought cameras² and the city\n\n² B.\n\npaid.",
        "It was last spring, when the ministry bought cameras and the city paid.",
    ),
    "wrapped": (
        "It was last spring that\nthe ministry bought surveil-\nlance cameras.\n\n¹ A.",
        "It was last spring that the ministry bought surveillance cameras.",
    ),
    "chinese": (
        "去年春天该部门在北方九个城市购买了\n摄像头，并支付了四年的费用。\n\n¹ A.",
        "去年春天该部门在北方九个城市购买了摄像头，并支付了四年的费用。",
    ),
    "windows": (
        "It was last spring when the ministry\r\nbought them.\r\n\r\n¹ A.\r\n",
        "It was last spring when the ministry bought them.",
    ),
}


@pytest.mark.parametrize("name", STITCHED)
def test_paragraph_is_stitched(name: str) -> None:
    text, wanted = STITCHED[name]
    document = read(f"{LONG}¹\n\n{text}")
    assert body(document) == [LONG, wanted]
    check_places(document)


APART = {
    "whole before a name": "It was last spring that it paid.\n\n¹ A.\n\nMalaysia followed in the next year.",
    "camel name": "It was last spring that it paid for all.\n\n¹ A.\n\niiMedia followed in the next year.",
    "whole before small": "It was last spring that it paid.\n\n¹ A.\n\nand then it went on next year.",
}


@pytest.mark.parametrize("name", APART)
def test_paragraphs_stay_apart(name: str) -> None:
    assert len(body(read(f"{LONG}¹\n\n{APART[name]}"))) == 3


NOTES = {
    "url in a following line": (
        "¹ “Title,” Paper, 2018,\n\n<https://a.org/x>\n\nThe next page begins here.",
        ["“Title,” Paper, 2018, <https://a.org/x>"],
    ),
    "wrapped": (
        "¹ Smith, a very long\ntitle, 2018.\n\nThe next page begins here.",
        ["Smith, a very long title, 2018."],
    ),
    "no space after the digits": ("¹Smith, 2018.\n\nThe next page begins here.", ["Smith, 2018."]),
    "digits alone": ("¹\nSmith, 2018.\n\nThe next page begins here.", ["Smith, 2018."]),
    "without blank lines": (
        "¹ Smith, 2018.\n² Jones, 2019.\n\nThe next page begins here.",
        ["Smith, 2018.", "Jones, 2019."],
    ),
}


@pytest.mark.parametrize("name", NOTES)
def test_note_is_whole(name: str) -> None:
    text, wanted = NOTES[name]
    document = read(f"{LONG}¹ It went on.²\n\n{text}")
    assert [note.text for note in document.notes] == wanted
    assert body(document)[1:] == ["The next page begins here."]


def test_second_paragraph_of_a_note_is_told_by_the_next_note_being_due() -> None:
    document = read(
        f"{LONG}¹ It also paid.²\n\n¹ First.\n\nMore on the first.\n\n² Second.\n\nThe next page begins here."
    )
    assert [note.text for note in document.notes] == ["First. More on the first.", "Second."]
    assert body(document)[1] == "The next page begins here."


def test_rest_of_a_note_after_other_text_of_the_next_page() -> None:
    document = read(
        f"{LONG}¹\n\n¹ “One,” 2016; “Two,” 2017,\n\n- An item of the next page.²\n\n"
        "Written by Ann Example.\n\n"
        "<https://two.example/x>\n\n² Second, 2018."
    )
    assert [note.text for note in document.notes] == [
        "“One,” 2016; “Two,” 2017, <https://two.example/x>",
        "Second, 2018.",
    ]


MARKS = {
    "after a stop": ("The city paid.¹ It went on.", [(1, "The city paid.")]),
    "before a stop": ("The city paid¹. It went on.", [(1, "The city paid.")]),
    "after a comma": ("The city paid,¹ and it went on. It did.", [(1, "The city paid, and it went on.")]),
    "after a quotation": ("He said “we paid.”¹ It went on.", [(1, "He said “we paid.”")]),
    "a space before": ("The city paid. ¹ It went on.", [(1, "The city paid.")]),
    "two with a comma": ("The city paid.¹,² It went on.", [(1, "The city paid."), (2, "The city paid.")]),
    "two with a space": ("The city paid.¹ ² It went on.", [(1, "The city paid."), (2, "The city paid.")]),
    "two without a gap": ("The city paid.¹² It went on.", [(1, "The city paid."), (2, "The city paid.")]),
    "a range": ("The city paid.¹⁻² It went on.", [(1, "The city paid."), (2, "The city paid.")]),
    "squares": (
        "It is 30 m² wide.¹ It went on over 10⁶ people.²",
        [(1, "It is 30 m² wide."), (2, "It went on over 10⁶ people.")],
    ),
    "after a year": (
        "It paid in 2016¹ for it. It went on.²",
        [(1, "It paid in 2016 for it."), (2, "It went on.")],
    ),
    "chinese": ("该市付了钱。¹后来继续。²", [(1, "该市付了钱。"), (2, "后来继续。")]),
    "at a line's end": ("The city paid.\n¹ It went on.", [(1, "The city paid.")]),
}


@pytest.mark.parametrize("name", MARKS)
def test_mark_backs_its_sentence(name: str) -> None:
    text, wanted = MARKS[name]
    document = read(f"{LONG} {text}\n\n¹ First.\n\n² Second.")
    found = [(number, claim) for number, all_of_it in sorted(claims(document).items()) for claim in all_of_it]
    assert found == wanted
    check_places(document)


@pytest.mark.parametrize("entry", ["{} {}", "{}. {}", "[{}] {}"])
def test_marks_in_brackets_with_notes_on_each_page(entry: str) -> None:
    notes = [entry.format(number, f"Source {number}.") for number in (1, 2)]
    document = read(
        f"{LONG}.[1] It went on.\n\n{notes[0]}\n\n- 1 -\n\nIt ended in spring.[2]\n\n{notes[1]}\n"
    )
    assert claims(document) == {1: [f"{LONG}."], 2: ["It ended in spring."]}
    assert [note.text for note in document.notes] == ["Source 1.", "Source 2."]


DIFFERENT = {
    "raised, brackets": ("⁰¹²³", "[{}] {}"),
    "raised, round brackets": ("⁰¹²³", "({}) {}"),
    "tags, brackets": ("<sup>{}</sup>", "[{}] {}"),
    "brackets, raised": ("[{}]", None),
    "brackets, round brackets": ("[{}]", "({}) {}"),
    "round brackets": ("({})", "({}) {}"),
    "round brackets, plain": ("({})", "{} {}"),
    "round brackets, raised": ("({})", None),
    "carets": ("^{}", "{} {}"),
    "carets, brackets": ("^{}", "[{}] {}"),
    "carets, raised": ("^{}", None),
    "full width": ("［{}］", "［{}］{}"),
    "called notes": ("（注{}）", "[注{}] {}"),
}


@pytest.mark.parametrize("name", DIFFERENT)
def test_notes_may_begin_otherwise_than_their_marks_are_written(name: str) -> None:
    written, entry = DIFFERENT[name]
    mark = [written.format(n) if "{" in written else written[n] for n in range(4)]
    note = [entry.format(n, f"“来源 {n}”.") if entry else f"{'⁰¹²³'[n]} “来源 {n}”." for n in range(4)]
    first, second = ("", "") if entry == "{} {}" else ("1. First things\n\n", "2. Second things\n\n")
    document = read(
        f"A Title\n\n{first}{LONG}{mark[1]} It went on.{mark[2]}\n\n{note[1]}\n{note[2]}\n\n"
        f"{second}It ended in spring.{mark[3]}\n\n{note[3]}\n"
    )
    assert claims(document) == {1: [LONG], 2: ["It went on."], 3: ["It ended in spring."]}
    assert [note.text for note in document.notes] == [f"“来源 {n}”." for n in (1, 2, 3)]
    assert not document.problems
    check_places(document)


NO_NOTES = {
    "a law": "A permit is needed under s. 5(1) and f(2).\n\n(1) One may ask for it.\n\n(2) It ends.",
    "a count": "A permit is needed (1) for bridges and (2) for roads.\n\n(1) One may ask.\n\n(2) It ends.",
    "powers": "It is 10^1 or 10^2 m^2 wide and x^1 long.\n\n1 A thing is asked for.\n\n2 It may be refused.",
    "Chinese documents": "根据国发〔1〕12号文件。\n\n〔1〕12号文件规定了。",
    "points of an exam": (
        "\n\n1. Name two rivers. [2]\n\n2. Name a capital. [1]\n\n3. Draw a delta. [4]\n\n"
        "4. Tell of the eruption of 2010. [3]\n\n5. Compare two harbours. [5]\n\n6. Name a port. [1]"
    ),
    "isotopes": (
        "It was dated with\n¹⁴C and\n²¹⁰Pb. The ratio of\n¹⁸O to ¹⁶O was constant.\n\n"
        "The laboratory measured\n¹⁴C again.\n\n¹³⁷Cs was absent."
    ),
    "answers to choose from": (
        "\n\n属于港口的是（ ）①利马 ②基多 ③东港\nA．①② B．①③ C．②③\n\n2．完成下列问题。\n"
        "①写出河流的名称。\n②说明三角洲的形成。\n③比较两港口。"
    ),
    "a mark carried over": "该市付了钱。\n\n[1]。后来继续。",
}


@pytest.mark.parametrize("name", NO_NOTES)
def test_numbers_in_brackets_are_no_notes_of_themselves(name: str) -> None:
    assert read(f"{LONG} {NO_NOTES[name]}\n").notes == ()


def test_a_year_in_brackets_that_begins_a_line_is_the_note_s_own() -> None:
    document = read(
        f"{LONG}[1] The case of [2017] went on.[2] It ended.[3]\n\n"
        "[1] Republic v. County ex parte Haki\n[2017] eKLR, para. 48, http://a.org/138921/.\n"
        "[2] R (Miller) v Secretary of State\n[2017] UKSC 5; see also\n[1] above.\n[3] Ibid.\n"
    )
    assert [(note.label, note.text) for note in document.notes] == [
        ("1", "Republic v. County ex parte Haki [2017] eKLR, para. 48, http://a.org/138921/."),
        ("2", "R (Miller) v Secretary of State [2017] UKSC 5; see also [1] above."),
        ("3", "Ibid."),
    ]


@pytest.mark.parametrize("marks", [("¹", "²", "³"), ("[1]", "[2]", "[3]"), ("①", "②", "③")])
def test_marks_in_notes_are_the_notes_own(marks: tuple[str, str, str]) -> None:
    one, two, three = marks
    document = read(
        f"{LONG}{one} It fell.{two} It rose.{three}\n\n{one} Smith says so.{two} See there.\n"
        f"{two} Jones, see note\n{three} above.\n{three} Brown, 2019.{one}\n"
    )
    assert [(note.number, len(note.claims)) for note in document.notes] == [(1, 1), (2, 1), (3, 1)]
    assert [note.text for note in document.notes][1] == f"Jones, see note {three} above."
    assert not document.problems


def test_numbers_in_circles_begin_anew_on_each_page_and_a_list_has_none() -> None:
    document = read(
        "湖上的渡轮\n\n渡轮载客二百人。① 她建于莫拉。② 那年冬天，船在\n\n"
        "① 王伟：《年鉴》，2019年。\n② 同上，第6页。\n\f\n"
        "湖里冻住了。公司有两部：①客运部；②货运部。旅馆买了旧船。①\n\n① 李明：《旧船》，2016年。\n"
    )
    assert [(note.number, note.text) for note in document.notes] == [
        (1, "王伟：《年鉴》，2019年。"),
        (2, "同上，第6页。"),
        (1, "李明：《旧船》，2016年。"),
    ]
    backed = [[document.claim_text(claim) for claim in note.claims] for note in document.notes]
    assert backed == [["渡轮载客二百人。"], ["她建于莫拉。"], ["旅馆买了旧船。"]]
    assert "①客运部；②货运部" in "".join(body(document))
    check_places(document)


CIRCLED = {
    "behind a semicolon": "该国购买了系统；①另一国没有购买。② 分三类：①摄像机；②软件；③服务。",
    "before a semicolon": "该国购买了系统①；另一国没有购买②。",
    "a list with commas": "该国购买了系统；①另一国没有购买。② 原因有二：①价格低廉，②交货快，③贷款容易。",
    "a list behind a space": "该国购买了系统；①另一国没有购买。② 分三类： ①摄像机；②软件，\n③服务。",
}


@pytest.mark.parametrize("name", CIRCLED)
def test_numbers_in_circles_are_told_from_those_of_a_list(name: str) -> None:
    notes = "① 王伟：《港口》，2018年。\n② 李明：《城市》，2017年。\n③ 张三：《海》，2016年。\n"
    document = read(f"标题\n\n一、引言\n\n{CIRCLED[name]}\n\n另一市也有。③\n\n{notes}")
    assert claims(document) == {1: ["该国购买了系统；"], 2: ["另一国没有购买。"], 3: ["另一市也有。"]}
    check_places(document)


@pytest.mark.parametrize("total", [9, 12, 130])
def test_numbers_of_one_to_three_digits(total: int) -> None:
    digits = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
    pages = []
    for page in range(0, total, 5):
        numbers = range(page + 1, min(page + 5, total) + 1)
        sentences = " ".join(
            f"City {n} bought cameras for its streets.{str(n).translate(digits)}" for n in numbers
        )
        notes = "\n\n".join(f"{str(n).translate(digits)} Source {n}, 2018." for n in numbers)
        pages.append(f"{sentences}\n\n{notes}")
    document = read("\n\n".join(pages))
    assert [(note.number, note.status) for note in document.notes] == [
        (n, "linked") for n in range(1, total + 1)
    ]
    assert all(
        claims(document)[n] == [f"City {n} bought cameras for its streets."] for n in range(1, total + 1)
    )
    assert document.problems == ()


HEADINGS = {
    "decimal": (
        "1. First things\n\n{0}\n\n1.2 Second things\n\n{0}\n\n2. Third things\n\n{0}",
        [(1, "1. First things"), (2, "1.2 Second things"), (1, "2. Third things")],
    ),
    "roman capitals": (
        "I. FIRST\n\n{0}\n\nA. Second\n\n{0}\n\nII. THIRD\n\n{0}",
        [(1, "I. FIRST"), (2, "A. Second"), (1, "II. THIRD")],
    ),
    "chapters": (
        "Chapter 1: First\n\n{0}\n\nMoney and Power in Town\n\n{0}\n\nChapter 2: Third\n\n{0}",
        [(1, "Chapter 1: First"), (2, "Money and Power in Town"), (1, "Chapter 2: Third")],
    ),
    "same number twice": (
        "v. First\n\n{0}\n\nvi. Second\n\n{0}\n\nvi. Third\n\n{0}",
        [(1, "v. First"), (1, "vi. Second"), (1, "vi. Third")],
    ),
    "hashes": ("## First\n\n{0}\n\n### Second\n\n{0}", [(1, "First"), (2, "Second")]),
    "chinese": ("第一章 概况\n\n{0}\n\n第二章 结果\n\n{0}", [(1, "第一章 概况"), (1, "第二章 结果")]),
    "paragraphs of a law": (
        "§ 1 First\n\n{0}\n\n§ 2\n{0}\n\nArticle 3 – Third\n\n{0}\n\nArt. 4\n\n{0}",
        [(1, "§ 1 First"), (1, "§ 2"), (1, "Article 3 – Third"), (1, "Art. 4")],
    ),
    "articles of a chapter": (
        "第一章 总则\n\n第一条\n\n{0}\n\n第二条 费用\n\n{0}",
        [(1, "第一章 总则"), (2, "第一条"), (2, "第二条 费用")],
    ),
    "Chinese numbers without gaps": (
        "一、背景\n（一）采购\n{0}\n（二）付款\n{0}\n二、问题\n{0}",
        [(1, "一、背景"), (2, "（一）采购"), (2, "（二）付款"), (1, "二、问题")],
    ),
    "titles right above their text": (
        "I. The Money\n{0}\nWho paid for it\n{0}\n3. What it cost\n{0}",
        [(1, "I. The Money"), (1, "Who paid for it"), (1, "3. What it cost")],
    ),
    "names": ("Introduction\n\n{0}\n\nConclusion\n\n{0}", [(1, "Introduction"), (1, "Conclusion")]),
    "a mark": ("1. First¹\n\n{0}\n\n2. Second\n\n{0}", [(1, "1. First"), (1, "2. Second")]),
}


@pytest.mark.parametrize("name", HEADINGS)
def test_headings(name: str) -> None:
    text, wanted = HEADINGS[name]
    document = read(text.format(LONG + "¹") + "\n\n¹ A source.")
    assert [(section.level, section.title) for section in document.sections] == wanted
    begun = [title for _, title in wanted if title not in ("第一章 总则", "一、背景")]
    assert [p.section[-1] for p in document.paragraphs if p.text == LONG] == begun


NO_TITLES = {
    "a verse": '"The fare?" he cried,\nThe ferryman said not a word\nBut bent upon his oar.        12',
    "a broken line": f"{LONG}\nThe ministry of works in\n{LONG}",
    "a subtitle": "Bridges\nWhat They Cost and Who Paid for Them\nAnna Smith",
    "contents": "Introduction\n1\nWho Paid\n2\nWho Profits\n3",
    "a sentence": f"{LONG}\nNobody knows.\n{LONG}",
    "narrow Chinese": "过去十年，东非至少有十四个港口城市购买\n视频监控系统。这些系统通常以某名义\n出售。",
}


@pytest.mark.parametrize("name", NO_TITLES)
def test_a_line_that_its_text_fills_is_no_title(name: str) -> None:
    document = read(f"Introduction\n\n{LONG}¹\n\n{NO_TITLES[name]}\n\n{LONG}\n\n¹ A source.")
    assert [section.title for section in document.sections] == ["Introduction"]


def test_a_law_that_text_and_notes_speak_of_begins_no_section() -> None:
    document = read(
        f"Introduction\n\nArticle 5 of the law says that the city pays\n\n{LONG}[1] {LONG}[2]"
        "\n\nNotes\n\n1. Swart, 2018.\n\nArt. 5 GDPR, as amended\n\n2. Prasso, 2019.\n"
    )
    assert [section.title for section in document.sections] == ["Introduction"]
    assert [note.text for note in document.notes] == ["Swart, 2018. Art. 5 GDPR, as amended", "Prasso, 2019."]


@pytest.mark.parametrize("head", ["", "Watching Bridges\n\n"])
def test_an_introduction_below_a_long_title_begins_the_body(head: str) -> None:
    document = read(
        f"{head}Watching Bridges: A Report on What They Cost\n\nIntroduction\n\n{LONG}¹\n\n¹ A source."
    )
    assert [section.title for section in document.sections] == ["Introduction"]
    assert document.paragraphs[-1].section == ("Introduction",)


def test_lists_have_leads_and_go_on_after_notes() -> None:
    document = read(
        f"{LONG} There are two ways of paying for them,\n\n"
        "- **Loans.** Banks lend. Among them are,\n - The first bank lends.¹\n - The second bank lends.²\n\n"
        "- **Gifts.** Friends give.\n\n¹ A.\n\n² B.\n\n - The first friend gives.³\n\n³ C.\n\n"
        "This paragraph is no item at all."
    )
    found = [(p.depth, p.leads, p.text) for p in document.paragraphs if p.item]
    lead = "There are two ways of paying for them,"
    assert found == [
        (1, (lead,), "Loans. Banks lend. Among them are,"),
        (2, (lead, "Loans"), "The first bank lends."),
        (2, (lead, "Loans"), "The second bank lends."),
        (1, (lead,), "Gifts. Friends give."),
        (2, (lead, "Gifts"), "The first friend gives."),
    ]
    assert body(document)[-1] == "This paragraph is no item at all."


def test_front_body_and_back() -> None:
    document = read(
        f"The Cameras of the North\n\nBy Ann Example\n\n---\n\n{LONG}¹\n\n¹ A.\n\n"
        "Authored by Ann Example, who is a person.\n\nThe Example House\n\n1 High Street, Town\n\n"
        "Phone +1 555 0100"
    )
    assert [p.matter for p in document.paragraphs] == [
        "front",
        "front",
        "body",
        "back",
        "back",
        "back",
        "back",
    ]
    assert (document.record.title, document.record.author) == ("The Cameras of the North", "Ann Example")


def test_notes_with_plain_digits_under_superscript_marks() -> None:
    document = read(f"{LONG}¹ It went on.²\n\n1 Smith, 2018.\n2 Jones, 2019.\n\nThe next page begins here.")
    assert [(n.number, n.text, n.status) for n in document.notes] == [
        (1, "Smith, 2018.", "linked"),
        (2, "Jones, 2019.", "linked"),
    ]


IN_BODY = {
    "titles": "1. Who Paid\n\n{0}\n\n2. Who Gained\n\n{0}",
    "titles without stops": "1 Who Paid\n\n{0}\n\n2 Who Gained\n\n{0}",
    "a list": "{0}\n\n1 Publish all contracts.\n2 Pay the debts.\n3 Close the bridge.",
    "a list with a lead": "{0} We ask:\n\n1. Publish all contracts.\n2. Pay the debts.",
    "brackets": "{0}\n\n(1) Publish all contracts.\n(2) Pay the debts.",
}


@pytest.mark.parametrize("name", IN_BODY)
@pytest.mark.parametrize("mark", ["{}", "[{}]", "({})", "^{}"])
@pytest.mark.parametrize(
    "entry", ["{} Smith, “No. {},” 2018.", "{}. Smith, “No. {},” 2018.", "({}) Smith, “No. {},” 2018."]
)
def test_numbered_titles_and_lists_are_no_notes(name: str, mark: str, entry: str) -> None:
    marks = ["¹²³"[n] if mark == "{}" else mark.format(n + 1) for n in range(3)]
    text = IN_BODY[name].format(LONG)
    document = read(
        f"A Title\n\n{LONG}{marks[0]} It went on.{marks[1]}\n\n{text}\n\nIt ended in spring.{marks[2]}\n\n"
        + "\n".join(entry.format(n, n) for n in (1, 2, 3))
    )
    assert [note.text for note in document.notes] == [f"Smith, “No. {n},” 2018." for n in (1, 2, 3)]
    assert claims(document) == {1: [LONG], 2: ["It went on."], 3: ["It ended in spring."]}


def test_a_title_alone_is_no_note() -> None:
    document = read(f"A Title\n\n{LONG}¹ It went on.²\n\n1. Who Paid\n\n{LONG}\n\n2. Who Gained\n\n{LONG}³")
    assert document.notes == ()


PROBLEMS = {
    "mark without a note": ("One.¹ Two.²\n\n¹ A.", {"mark-without-note"}, ["linked"]),
    "note without a mark": ("One.¹\n\n¹ A.\n\n² B.", {"note-without-mark"}, ["linked", "unmarked"]),
    "two notes of one number": ("One.¹\n\n¹ A.\n\n¹ B.", {"duplicate-note"}, ["ambiguous", "duplicate"]),
    "out of order": (
        "One.¹ Two.³ Three.²\n\n¹ A.\n\n³ C.\n\n² B.",
        {"out-of-order"},
        ["linked", "linked", "linked"],
    ),
    "numbers that begin anew": (
        "One.¹ Two.²\n\n¹ A.\n\n² B.\n\nThree comes now.¹\n\n¹ C.",
        set(),
        ["linked"] * 3,
    ),
}


@pytest.mark.parametrize("name", PROBLEMS)
def test_what_does_not_fit_is_kept_and_reported(name: str) -> None:
    text, codes, statuses = PROBLEMS[name]
    document = read(f"{LONG} {text}")
    assert {problem.code for problem in document.problems} == codes
    assert [note.status for note in document.notes] == statuses
    assert all(0 <= p.start < p.end <= len(document.text) for p in document.problems)


def test_controls_and_escapes_are_not_in_the_clean_text() -> None:
    document = read(
        f"{LONG} The \x1b[31mred\x1b[0m \u202eword\u200b and soft\u00adware cost \\$5 *only*.¹\n\n"
        "¹ A \x1b]0;x\x07B."
    )
    assert body(document)[0].endswith("The red word and software cost $5 only.")
    assert document.notes[0].text == "A B."
    check_places(document)
