"""Pages of a PDF's text by their edges: notes at the foot whose marks became plain digits, running heads."""

from __future__ import annotations

import pytest

from tests.corpus.reading_cases import body, check_places, claims, read

LONG = "The ministry bought cameras for nine cities in the north and paid for them over four years."

FLAT = {
    "a space": "{} {}",
    "wide spaces": "   {}    {}",
    "a stop": "{}. {}",
    "a bracket": "{}) {}",
    "nothing between": "{}{}",
    "a line of its own": "{}\n{}",
    "a line of its own and a gap": "{}\n\n{}",
    "brackets": "[{}] {}",
    "round brackets": "({}) {}",
}


def flat_pages(entry: str, *, anew: bool = False, rule: str = "") -> tuple[str, dict[int, list[str]]]:
    """Return three pages as a PDF's text has them, marks plain digits, and what each note backs."""
    ends = (
        ("cameras in 2018.{}", "cameras, it “paid.”{}"),
        ("cameras for COVID-19.{}", "cameras for US$5.{}"),
        ("5G cameras{}.", "H1N1 tests (Section 2.3){}."),
    )
    backed: dict[int, list[str]] = {}
    pages = []
    for page, (first, second) in enumerate(ends):
        n = 1 if anew else 2 * page + 1
        one, two = f"City {page} bought {first}", f"Town {page} bought {second}"
        for number, said in ((n, one), (n + 1, two)):
            backed.setdefault(number, []).append(said.format(""))
        notes = "\n".join(
            entry.format(number, f"Smith, “Title {page},” 2018, p. 3.") for number in (n, n + 1)
        )
        between = "In 2015 it paid\n12 per cent of the price, as Figure 3 shows."
        text = f"{one.format(n)} {between} {two.format(n + 1)}"
        pages.append(f"City Papers\n\n{text}\n\n{rule}{notes}\n\n{page + 4}\n")
    return "Cameras in Cities\n\nIntroduction\n\n" + "\f".join(pages), backed


@pytest.mark.parametrize("anew", [False, True])
@pytest.mark.parametrize("name", FLAT)
def test_marks_and_notes_of_a_page_that_are_plain_digits(name: str, anew: bool) -> None:
    text, backed = flat_pages(FLAT[name], anew=anew, rule="____________\n" if anew else "")
    document = read(text)
    found: dict[int, list[str]] = {}
    for note in document.notes:
        found.setdefault(note.number, []).extend(document.claim_text(claim) for claim in note.claims)
    assert found == backed
    assert [note.text for note in document.notes] == [
        f"Smith, “Title {page},” 2018, p. 3." for page in (0, 0, 1, 1, 2, 2)
    ]
    assert not document.problems
    assert not any("City Papers" in text or text.isdigit() for text in body(document))
    check_places(document)


def test_a_list_of_references_at_the_end_has_no_part_in_the_pages_notes() -> None:
    text, backed = flat_pages("{} {}")
    entries = "\n".join(f"{number}. Author {number}, A Book, 2018." for number in range(1, 9))
    document = read(f"{text}\fReferences\n\n{entries}\n")
    assert {number: said for number, said in claims(document).items() if said} == backed


def test_pages_shown_by_their_numbers_alone() -> None:
    text, backed = flat_pages("{} {}")
    assert claims(read(text.replace("\f", "\n"))) == backed


def test_lists_tables_and_titles_are_no_notes_of_a_page() -> None:
    document = read(
        "Cameras in Cities\n\n1 First things\n\nThe city bought cameras.1 It has three aims:\n\n"
        "1. It counts cars.\n2. It counts people.\n3. It counts bikes.\n\n"
        "1 Mombasa 1,800 12.3\n2 Djibouti 310 4.1\n\nThe town paid for them.2\n\n"
        "1 Smith, 2018.\n2 Jones, 2019.\n\n4\n\f2 Second things\n\nIt paid the bank back.3\n\n3 Ibid.\n\n5\n"
    )
    assert claims(document) == {
        1: ["The city bought cameras."],
        2: ["The town paid for them."],
        3: ["It paid the bank back."],
    }
    assert [section.title for section in document.sections] == ["1 First things", "2 Second things"]


NO_FLAT_NOTES = {
    "a list at the foot": "It has aims in Phase2 and release1. Both cost US$5.\n\n1 It counts.\n2 It adds.",
    "a table": "Mombasa   310   2.1\nDjibouti   210   4.2\n\n1   Mombasa   310   2.1\n2   Dar   210   4.2",
    "a narrow table": "It cost 2.1\nDjibouti 210 4.2\n\n1 Mombasa 310 2.1\n2 Djibouti 210 4.2\n3 Dar 11 3.3",
    "one note alone": "The city bought cameras.1 It paid.\n\n1 See the annex.",
    "titles above more text": (
        "It was built.1 It fell.2 It was sold.3\n\n1. Stone\n\nIt stands.4 It is paid.5\n\n2. Steel\n\n"
        "It stands as well.6\n\n3. Glass\n\nIt is new.7"
    ),
    "other numbers": "The city bought cameras.7 It paid.8\n\n1 Smith, 2018.\n2 Jones, 2019.",
    "chapters' notes at the end": (
        "Chapter 1: Stone\n\nIt was built.1 It fell.2\n\nChapter 2: Steel\n\nIt stands.1 It is paid.2\n\n"
        "Chapter 1\n\n1 Smith, 2018.\n2 Jones, 2019.\n\nChapter 2\n\n1 Brown, 2018.\n2 White, 2019."
    ),
}


@pytest.mark.parametrize("feed", ["", "\f"])
@pytest.mark.parametrize("name", NO_FLAT_NOTES)
def test_where_the_order_tells_no_notes_there_are_none(name: str, feed: str) -> None:
    document = read(f"Cameras in Cities\n\n{LONG}\n\n4\n{feed}\n{NO_FLAT_NOTES[name]}\n")
    assert document.notes == ()


GOING_ON = {
    "right above": ("\n\n", "\n"),
    "across a gap": ("\n\n", "\n\n"),
    "below a rule": ("\n\n__________\n", "\n"),
}


@pytest.mark.parametrize("name", GOING_ON)
def test_a_flat_note_goes_on_at_the_next_page_s_foot(name: str) -> None:
    above, below = GOING_ON[name]
    more = "" if below == "\n\n" else "He wrote so. "
    document = read(
        "Cameras in Cities\n\n"
        f"The city bought cameras.1 The town paid.2 It did.3 It also did in 2018.4{above}"
        "1 Smith, 2018.\n2 Jones, 2019.\n3 Brown, 2020.\n4 White, 2020. The\npaper has it from\n\n4\n\f"
        f"The county bought some too.5 It paid for them.{above}Mombasa's mayor. {more}{below}"
        f"5 Black, 2020.\n\nShe says more.\n\n5\n\fThe port bought some.6{above}6 Green, 2020.\n\n6\n"
    )
    assert [note.text for note in document.notes][3:] == [
        f"White, 2020. The paper has it from Mombasa's mayor. {more}".strip(),
        "Black, 2020. She says more.",
        "Green, 2020.",
    ]
    assert body(document)[-2:] == ["The county bought some too. It paid for them.", "The port bought some."]


@pytest.mark.parametrize("entry", ["{}\n{}", "{} {}"])
@pytest.mark.parametrize("feed", ["\f", ""])
def test_marks_that_stand_on_lines_of_their_own(entry: str, feed: str) -> None:
    pages, number = [], 0
    for page in range(3):
        text = ""
        for said in ("bought cameras.\n{}\n", "paid for\nthem over 12 years.\n{}\n", "sold\n{}\nthem.\n"):
            number += 1
            text += f"City {page} " + said.format(number)
        notes = "\n".join(
            entry.format(n, f"Smith, “Title {n},” 2018.") for n in range(number - 2, number + 1)
        )
        pages.append(f"{text}{notes}\n{page + 1}\n" if feed else f"{text}\n{notes}\n\n")
    document = read(feed.join(pages) if feed else pages[0])
    assert [note.text for note in document.notes] == [
        f"Smith, “Title {n},” 2018." for n in range(1, len(document.notes) + 1)
    ]
    assert len(document.notes) == (9 if feed else 3)
    assert [claims(document)[n] for n in (1, 2, 3)] == [
        ["City 0 bought cameras."],
        ["City 0 paid for them over 12 years."],
        ["City 0 sold them."],
    ]


RESTS = {
    "behind text": f"{LONG}\n\nhttps://a.org/2 in May 2018.\n",
    "alone": "https://a.org/2 in May 2018.\n",
    "below a drawn line": f"{LONG}\n\n______\nRoad Papers in May 2018.\n",
}


@pytest.mark.parametrize("name", RESTS)
def test_a_note_goes_on_on_a_page_without_notes_of_its_own(name: str) -> None:
    rule = "______\n" if "line" in name else ""
    text = (
        f"Roads\n\n{LONG}1 It fell.2\n\n{rule}1 Smith, 2018.\n2 Jones, “Two,” Daily,\n\f{RESTS[name]}"
        f"\f{LONG} It stands.3\n\n{rule}3 Ibid.\n"
    )
    document = read(text)
    rest = RESTS[name].rstrip("\n").rpartition("\n")[2]
    assert [note.text for note in document.notes][:2] == ["Smith, 2018.", f"Jones, “Two,” Daily, {rest}"]
    assert not any("2018" in paragraph for paragraph in body(document))
    check_places(document)


def test_a_volume_that_opens_a_note_s_second_line_is_no_note() -> None:
    document = read(
        f"Roads\n\n{LONG}1 It fell.2\n\n1 Smith, 2018.\n2 Jones, 2019.\n\f{LONG} It stands.3\n\n"
        "3 Novak, “Seeds,”\n22 Law & War Rev. 310 (2009).\n"
    )
    assert [note.text for note in document.notes][2:] == ["Novak, “Seeds,” 22 Law & War Rev. 310 (2009)."]


def test_a_page_of_text_below_a_whole_note_is_text() -> None:
    document = read(
        f"Roads\n\n{LONG}1 It fell.2\n\n1 Smith, 2018.\n2 Jones, 2019.\n\fwhich was paid.\n"
        f"\f{LONG} It stands.3\n\n3 Ibid.\n"
    )
    assert [note.text for note in document.notes] == ["Smith, 2018.", "Jones, 2019.", "Ibid."]


UNPARTED = {
    "a year": ("Oct. 12,", "2019, p. 4."),
    "an address": ("Oct. 12, 2019,", "<https://example.org/a-street>."),
    "a small letter": ("seen in", "spring."),
}


@pytest.mark.parametrize("name", UNPARTED)
def test_a_flat_note_goes_on_where_nothing_parts_it_from_the_text(name: str) -> None:
    broken, rest = UNPARTED[name]
    document = read(
        "Cameras in Cities\n\n"
        "The city bought cameras.1 The town paid.2 It did.3\n"
        f"1\nSmith, 2018.\n2\nJones, 2019.\n3\nBrown, The Daily, {broken}\n\n1\n\f"
        f"The county bought some.4 It paid in spring.5\n{rest}\n4\nBlack, 2020.\n5\nGreen, 2020.\n\n2\n\f"
        "The port bought some.6\n6\nGrey, 2020.\n\n3\n"
    )
    assert document.notes[2].text == f"Brown, The Daily, {broken} {rest}"
    assert "The county bought some. It paid in spring." in body(document)


SIGNS = {
    "signs": ("*†‡", "*†‡"),
    "roman": (("i", "ii", "iii"), ("iv", "v", "vi")),
}


@pytest.mark.parametrize("name", SIGNS)
def test_signs_whose_notes_stand_at_the_same_page_s_foot(name: str) -> None:
    pages = [
        f"City {page} bought *new* cameras.{a} It paid for them.{b} It has them.{c}\n\n"
        f"{a} Smith, {page}.\n{b} Jones, {page}.\n{c} Brown, {page}.\n\n{page + 1}\n"
        for page, (a, b, c) in enumerate(SIGNS[name])
    ]
    document = read("Cameras in Cities\n\n" + "\f".join(pages))
    assert [(note.label, note.text, note.status) for note in document.notes] == [
        (sign, f"{author}, {page}.", "linked")
        for page, signs in enumerate(SIGNS[name])
        for sign, author in zip(signs, ("Smith", "Jones", "Brown"), strict=True)
    ]
    assert body(document)[0] == "City 0 bought new cameras. It paid for them. It has them."
    assert not document.problems


NO_SIGNS = {
    "a star alone": "The city bought cameras* and paid.\n\n* They count cars.",
    "bullets": "The city bought cameras* and paid.\n\n* They count cars.\n* They count people.",
    "emphasis": "The city bought *new cameras* and *paid*\n\n* They count cars.\n\n† They count people.",
    "laws": "The city bought cameras under § 3 and § 4.\n\n§ 3 They count cars.\n\n§§ 4, 5 They add.",
    "roman lists": "It bought cameras (i) and lamps (ii).\n\ni. They count cars.\nii. They count people.",
}


@pytest.mark.parametrize("name", NO_SIGNS)
def test_signs_that_have_other_work_are_no_marks(name: str) -> None:
    assert read(f"Cameras in Cities\n\n{LONG}\n\n4\n\f{NO_SIGNS[name]}\n\n5\n").notes == ()


STYLED = {
    "raised": ("⁰¹²³⁴⁵⁶", "{} {}", "⁰¹²³⁴⁵⁶"),
    "raised, plain": ("⁰¹²³⁴⁵⁶", "{} {}", None),
    "raised, glued": ("⁰¹²³⁴⁵⁶", "{}{}", None),
    "brackets, plain": ("[{}]", "{}. {}", None),
    "brackets, glued": ("[{}]", "{}{}", None),
    "round brackets, glued": ("({})", "{}{}", None),
}


@pytest.mark.parametrize("name", STYLED)
def test_notes_of_every_style_are_told_by_the_pages_feet(name: str) -> None:
    written, entry, raised = STYLED[name]
    mark = [written.format(n) if "{" in written else written[n] for n in range(7)]
    sign = [raised[n] if raised else str(n) for n in range(7)]
    note = [entry.format(sign[n], f"Smith, “Title,” 201{n}.") for n in range(7)]
    document = read(
        f"Cameras in Cities\n\nThe city bought cameras.{mark[1]} It paid.{mark[2]} It did.{mark[3]}\n\n"
        f"1. Stone\n\n{LONG}{mark[4]}\n\n{note[1]}\n\nHe wrote more on it.\n{note[2]}\n{note[3]}\n"
        f"{note[4]} The paper has it from\n\n4\n\fThe county bought some too.{mark[5]}\n\n"
        f"Mombasa's mayor.\n{note[5]}\n\n5\n\fThe port did as well.{mark[6]}\n\n{note[6]}\n\n6\n"
    )
    texts = [f"Smith, “Title,” 201{n}." for n in range(1, 7)]
    texts[0] += " He wrote more on it."
    texts[3] += " The paper has it from Mombasa's mayor."
    assert [note.text for note in document.notes] == texts
    assert [said for found in claims(document).values() for said in found] == [
        "The city bought cameras.",
        "It paid.",
        "It did.",
        LONG,
        "The county bought some too.",
        "The port did as well.",
    ]
    assert [section.title for section in document.sections] == ["1. Stone"]
    check_places(document)


HEADS = {
    "a number beside": "{0}\n\n{1}",
    "a number and a sign": "{1} | City Papers",
    "a number behind a gap": "City Papers     {1}",
    "the title": "{0}\n\n{1}",
    "the Chinese title": "港口城市的视频监控\n\n— {1} —",
}


@pytest.mark.parametrize("feed", ["", "\f"])
def test_small_roman_numerals_in_brackets_are_marks(feed: str) -> None:
    document = read(
        f"A Title\n\n{LONG}[i] “[i]t fell”, he wrote.[ii] It rose [i].\n\n[i] Smith, 2018.\n[ii] Ibid.\n"
        f"{feed}\nIt was sold then.[iii]\n\n[iii] Brown, 2019.\n"
    )
    assert [(note.label, note.text, note.status) for note in document.notes] == [
        ("i", "Smith, 2018.", "linked"),
        ("ii", "Ibid.", "linked"),
        ("iii", "Brown, 2019.", "linked"),
    ]
    assert "“[i]t fell”, he wrote. It rose [i]." in body(document)[0]
    assert claims(document)[3] == ["It was sold then."]


def test_isotopes_that_begin_a_line_are_text_beside_notes() -> None:
    document = read(
        f"A Title\n\n{LONG} with ¹⁴C.¹ It fell.² It was measured with\n¹⁴C and with\n²¹⁰Pb.³\n\n"
        "¹ Smith, 2018.\n² Ibid.\n³ Brown, 2019.\n"
    )
    assert [(note.number, note.status) for note in document.notes] == [(n, "linked") for n in (1, 2, 3)]
    assert body(document) == [f"{LONG} with ¹⁴C. It fell. It was measured with ¹⁴C and with ²¹⁰Pb."]


def test_rows_and_sentences_at_the_pages_edges_are_no_running_heads() -> None:
    """Their numbers rise and fall, those of a running head's pages only rise."""
    schools = [("Cork", 120, 14), ("Bath", 98, 12), ("Leeds", 240, 23), ("Hull", 130, 11), ("York", 99, 9)]
    pages = [
        f"In District {n} there were {pupils} pupils and {rooms} rooms in the\nyear. {town} had a school.\n\n"
        f"It has figures of its own:\n{pupils - 3} {rooms}\n{pupils} {rooms + 1}\n"
        for n, (town, pupils, rooms) in enumerate(schools, 1)
    ]
    found = " ".join(body(read("Schools in Cities\n\n" + "\f".join(pages))))
    for n, (town, pupils, rooms) in enumerate(schools, 1):
        assert f"In District {n} there were {pupils} pupils and {rooms} rooms in the year. {town}" in found
        assert f"{pupils - 3} {rooms} {pupils} {rooms + 1}" in found


def test_a_heading_that_the_contents_at_the_top_list_is_no_running_head() -> None:
    document = read(
        f"A Title\n\nContents\n1. What It Is Used For\n2. Who Pays\n\n"
        f"1. What It Is Used For\n\n{LONG}\n\n2. Who Pays\n\n{LONG}\n"
    )
    titles = [section.title for section in document.sections]
    assert titles[-2:] == ["1. What It Is Used For", "2. Who Pays"]


@pytest.mark.parametrize("feed", ["", "\f"])
@pytest.mark.parametrize("name", HEADS)
def test_running_heads_stand_in_no_sentence(name: str, feed: str) -> None:
    chinese = name == "the Chinese title"
    title = "港口城市的视频监控" if chinese else "Cameras in Cities"
    long = "去年春天该部门在北方九个城市购买了摄像头，并支付了四年的费用，包括" if chinese else LONG[:-1]
    join, stop = ("", "。") if chinese else (" ", ".")
    head = HEADS[name].format("Cameras in Cities" if name == "the title" else "City Papers Series", "{}")
    towns = ("贝拉", "吉布提", "蒙巴萨") if chinese else ("Beira", "Djibouti", "Mombasa")
    cut = "".join(
        f"{town}{join}{long}\n\n{head.format(page)}\n{feed or chr(10)}{town}{stop}¹\n\n"
        for page, town in enumerate(towns, 4)
    )
    found = body(read(f"{title}\n\n{LONG}\n\n{cut}¹ Smith, 2018.\n"))
    assert found[1:] == [f"{town}{join}{long}{join}{town}{stop}" for town in towns]
