"""The lint of notes: planted faults are flagged, clean notes of many styles are not."""

from pathlib import Path

import pytest

from corpus.bundled import shipped_report
from corpus.citations import resolve
from corpus.lint import lint
from corpus.model import Claim, Document, Mark, Note, Paragraph, Record
from corpus.offsets import TextBuilder
from corpus.readers.protocol import RawFile
from corpus.reading import read_document
from tests.corpus.lint_cases import FAULTS, SOUND

CLEAN = (Path(__file__).parent / "data" / "clean_notes.txt").read_text("utf-8").splitlines()


def mapped(text, whole, at):
    builder = TextBuilder(whole)
    builder.copy(at, at + len(text))
    return builder.build()


def document(*texts, claim=None, date=None):
    """Build a document of notes, all of them backing one claim."""
    whole = "\n".join([claim or "A claim.", *texts])
    notes, at = [], len(claim or "A claim.") + 1
    claims = (Claim(0, 0, len(claim or "A claim."), 0),) if claim else ()
    for number, text in enumerate(texts, 1):
        notes.append(Note(number, str(number), mapped(text, whole, at), claims=claims))
        at += len(text) + 1
    marks = tuple(Mark(note.number, note.label, len(claim or "A claim."), 0, 0) for note in notes)
    paragraph = Paragraph(0, "body", (), (), mapped(claim or "A claim.", whole, 0), marks)
    return resolve(Document("d", "report", Record("r", date=date), whole, (), (paragraph,), tuple(notes)))


@pytest.mark.parametrize(("text", "code", "confidence", "place"), FAULTS, ids=lambda v: str(v)[-30:])
def test_a_planted_fault_is_flagged_at_its_place(text, code, confidence, place):
    read = document(text)
    found = {finding.code: finding for finding in lint(read)}
    assert code in found
    assert found[code].confidence == confidence
    assert found[code].note == 1
    if place:
        assert read.text[found[code].start : found[code].end] == place


@pytest.mark.parametrize(("text", "code"), SOUND, ids=lambda v: str(v)[-30:])
def test_a_sound_note_is_not_flagged(text, code):
    assert code not in {finding.code for finding in lint(document(text))}


@pytest.mark.parametrize(
    "short",
    [
        "Ibid., p. 5.",
        "Ibíd., p. 5.",
        "A. a. O., S. 5.",
        "Ders., S. 5.",
        "Siehe ebd., S. 5.",
        "同上，第5页。",
        "同前。",
    ],
)
def test_the_source_just_before_is_doubtful_in_any_language_where_there_are_two(short):
    read = document("“A b,” BBC, 3 May 2018; “C d,” CNN, 3 May 2017.", short)
    assert codes(read, 2) == {"ambiguous-short-form"}


@pytest.mark.parametrize(
    ("first", "second", "flagged"),
    [
        (
            "“A b,” BBC, 3 May 2021, https://bbc.com/n-1",
            "“A b,” BBC, 5 June 2021, http://www.bbc.com/n-1",
            True,
        ),
        ("“A b,” BBC, 3 May 2021, https://bbc.com/n-1", "“A b,” BBC, 3 May 2021, https://bbc.com/n-1", False),
        (
            "“Dams open,” BBC, 2021, https://bbc.com/n-1",
            "“A judge goes,” BBC, 2021, https://bbc.com/n-1",
            True,
        ),
        (
            "“Dams open,” BBC, 2021, https://bbc.com/1.pdf",
            "“A judge goes,” BBC, 2021, https://bbc.com/1.pdf",
            False,
        ),
        (
            "“Dams open,” BBC, 2021, https://bbc.com/asia",
            "“A judge goes,” BBC, 2021, https://bbc.com/asia",
            False,
        ),
        ("《大坝启用》，新华网，https://a.cn/c_1.htm", "《部长辞职》，新华网，https://a.cn/c_1.htm", True),
        (
            "Jane Roe, Rivers of Fire (London: Verso, 2014), 3.",
            "Jane Roe, Rivers of Fire (London: Verso, 2015), 4.",
            True,
        ),
        (
            "Jane Roe, Rivers of Fire (London: Verso, 2014), 3.",
            "Jane Roe, Rivers of Fire, 2nd ed. (London: Verso, 2015), 4.",
            False,
        ),
        (
            "Freedom House, Freedom on the Net (2018), 3.",
            "Freedom House, Freedom on the Net (2019), 3.",
            False,
        ),
    ],
)
def test_what_two_notes_name_differently_is_flagged(first, second, flagged):
    assert ("cited-twice" in codes(document(first, second), 2)) == flagged


def test_a_short_form_whose_year_no_source_of_that_name_has_is_flagged():
    read = document(
        "Smith, Jane. Rivers of Asia. London: Verso, 2018.", "Smith 2018, p. 2.", "Smith 2019, p. 3."
    )
    assert codes(read, 2) == set()
    assert codes(read, 3) == {"unresolved-short-form"}


def codes(read, note):
    return {finding.code for finding in lint(read) if finding.note == note}


def test_a_parameter_that_lost_its_marks_is_flagged_and_its_whole_twin_is_not():
    read = document(
        "“A b,” 2018, https://m.example/s?biz=1&mid=2", "“C d,” 2018, https://m.example/s?__biz=1&mid=3"
    )
    assert codes(read, 1) == {"odd-parameter"}
    assert codes(read, 2) == set()


def test_a_short_form_that_fits_two_notes_is_flagged():
    read = document("Jane Smith, “A b,” BBC, 2018.", "Adam Smith, “C d,” BBC, 2017.", "Smith, 4.")
    assert codes(read, 3) == {"ambiguous-short-form"}


@pytest.mark.parametrize(
    ("claim", "notes", "flagged"),
    [
        ("In October 2018 the ministry bought drones.", ["“A b,” BBC, 3 May 2016."], True),
        ("In October 2018 the ministry bought drones.", ["“A b,” BBC, 3 May 2019."], False),
        (
            "In October 2018 the ministry bought drones.",
            ["“A b,” BBC, 3 May 2016.", "“C,” BBC, 3 May 2019."],
            False,
        ),
        ("The ministry will buy drones by 2020.", ["“A b,” BBC, 3 May 2016."], False),
        ("Since 2018 the ministry has flown drones.", ["“A b,” BBC, 3 May 2016."], False),
        ("The ministry buys drones.", ["“A b,” BBC, 3 May 2016."], False),
        ("In May 2019 WhatsApp told of the breach.", ["“A b,” BBC, 13 May 2015."], True),
        ("Due to floods the bridge was closed in May 2019.", ["“A b,” BBC, 13 May 2015."], True),
        ("The ministry pledged in May 2019 to mend it.", ["“A b,” BBC, 13 May 2015."], True),
        ("The plan failed in May 2019.", ["“A b,” BBC, 13 May 2015."], True),
        ("In 2015 people were arrested.", ["“A b,” BBC, 13 May 2011."], True),
        ("The population will reach 10 billion in 2050.", ["“A b,” BBC, 3 May 2016."], False),
        ("China aims at carbon neutrality in 2060.", ["“A b,” BBC, 3 May 2016."], False),
        ("The agreement expires in 2026.", ["“A b,” BBC, 3 May 2016."], False),
        ("More than 2000 people were arrested.", ["“A b,” BBC, 3 May 1998."], False),
        ("The force had about 2015 men.", ["“A b,” BBC, 3 May 1998."], False),
        ("In 2020 the police relied on it.", ["Vagrancy Ordinance, 1927, Cap. 56, secs. 4–7."], False),
        ("In 2019 the court relied on it.", ["Anisminic Ltd v Commission [1969] 2 AC 147 (HL)."], False),
        ("2021年11月1日，该法正式施行。", ["《个人信息保护法》，2021年8月20日通过，第三十八条。"], False),
        ("It was declassified in 2001.", ["CIA, “A b,” 14 June 1951, declassified 6 September 2001."], False),
        ("In May 2019 it fell.", ["“A b,” BBC, 3 May 2016, https://bbc.com/a (accessed 3 May 2020)."], True),
    ],
)
def test_a_source_older_than_its_event_is_flagged(claim, notes, flagged):
    found = {finding.code for finding in lint(document(*notes, claim=claim))}
    assert ("older-than-event" in found) == flagged


@pytest.mark.parametrize(("date", "flagged"), [(None, True), ("2017-03", False), ("2019", True)])
def test_an_event_to_come_makes_no_source_too_old(date, flagged):
    read = document("“A b,” BBC, 3 May 2016.", claim="In October 2018 the games open.", date=date)
    assert ("older-than-event" in codes(read, 1)) == flagged


@pytest.mark.parametrize(
    ("text", "flagged"),
    [
        ("“A b,” BBC, 3 May 2016, https://bbc.com/a (accessed 1 January 2025).", True),
        ("“A b,” BBC, 3 May 2016, https://bbc.com/a (accessed 12 July 2020).", False),
        ("“A b,” BBC, 3 May 2016, https://bbc.com/a (accessed 12 May 2020).", False),
        ("“A b,” BBC, 3 May 2024.", True),
        ("Jane Roe, Rivers of Fire (Oxford: Oxford University Press, forthcoming 2024).", False),
    ],
)
def test_what_is_younger_than_its_report_is_flagged(text, flagged):
    assert ("younger-than-report" in codes(document(text, date="2020-06"), 1)) == flagged


def test_a_younger_source_of_the_next_sentence_backs_no_older_one():
    text = (
        "# On drones\n\nIn October 2018 the ministry bought drones.[^1] They flew over the bay.[^2]\n\n"
        "[^1]: “A b,” BBC, 3 May 2016.\n[^2]: “C d,” BBC, 3 May 2019.\n"
    )
    findings = lint(read_document(RawFile("d.md", text.encode(), text), doc_id="d"))
    assert [(one.note, one.code) for one in findings] == [(1, "older-than-event")]


def test_clean_notes_of_many_styles_raise_no_alarm():
    assert len(CLEAN) >= 40
    findings = lint(document(*CLEAN))
    assert [(finding.note, finding.code) for finding in findings] == []


def test_the_reports_own_slips_are_found():
    found = {
        (finding.note, finding.code) for finding in lint(read_document(shipped_report(), doc_id="report"))
    }
    assert found >= {
        (30, "older-than-event"),
        (5, "date-and-address-disagree"), (12, "date-and-address-disagree"), (14, "unbalanced-quotes"),
        (18, "bare-address"), (21, "outlet-and-address-disagree"), (21, "date-and-address-disagree"),
        (22, "impossible-date"), (28, "outlet-or-address-misspelt"), (29, "odd-parameter"),
        (36, "impossible-date"), (37, "missing-page"),
    }  # fmt: skip
    assert len(found) < 40
