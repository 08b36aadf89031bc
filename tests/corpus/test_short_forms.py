"""Short forms are followed to one note, or kept with their candidates, never guessed."""

import pytest

from corpus.citations import resolve
from corpus.model import Document, Note, Record
from corpus.offsets import TextBuilder


def document(*texts, first=1):
    notes = []
    for number, text in enumerate(texts, first):
        builder = TextBuilder(text)
        builder.copy(0, len(text))
        notes.append(Note(number, str(number), builder.build()))
    return resolve(Document("d", "report", Record("A report", language="en"), "", (), (), tuple(notes)))


def last(*texts):
    return document(*texts).notes[-1].citations[-1]


SWART = "Heidi Swart, “Joburg's new hi-tech cameras,” Daily Maverick, Sept. 28, 2018."
HOUSE = "Freedom House, “Freedom on the Net 2018,” Pg. 9, https://h.example/f.pdf."
ROE = "Bob Roe, “C d,” BBC, 2017."
SMITHS = ("Jane Smith, “A b,” Reuters, 2018.", "Adam Smith, “C d,” Reuters, 2017.")
ZHANG = "张三：《监控城市》，北京：人民出版社，2018年，第12页。"
GARCIA = "Ana García, “La ciudad vigilada”, El País, 3 de mayo de 2018, p. 3."
WEBER = "Karl Weber, „Der Blick“, Die Zeit, 13.09.2018, S. 3."

FOLLOWED = [
    # (notes, number of the note it stands for, page)
    (("K. Brandt/L. Oster, „Nachts“, Verkehr 8 (2012), S. 7.", ROE, "Brandt/Oster, a. a. O., S. 8."), 1, "8"),
    (
        ("王敏、赵强：《地方债》，载《财经研究》2019年第7期，第45页。", ZHANG, "前引王敏、赵强文，第50页。"),
        1,
        "50",
    ),
    ((SWART, "Swart."), 1, None),
    ((SWART, "“Swart."), 1, None),
    ((SWART, "Heidi Swart."), 1, None),
    ((SWART, ROE, "Swart, supra note 1, at 3."), 1, "3"),
    ((SWART, ROE, "Swart, op. cit., p. 12."), 1, "12"),
    ((SWART, ROE, "Swart (2018)."), 1, None),
    ((SWART, ROE, "Swart 2018, 14."), 1, "14"),
    ((SWART, ROE, "Swart, “New Cameras,” 14."), 1, "14"),
    ((SWART, ROE, "Cf. Swart, pp. 3–4."), 1, "3–4"),
    ((SWART, ROE, "Daily Maverick, p. 2."), 1, "2"),
    ((SWART, HOUSE, "Freedom House."), 2, None),
    ((SWART, HOUSE, "The ministry could not confirm it. Freedom House, pg."), 2, None),
    ((HOUSE, SWART, "Freedom on the Net, 12."), 1, "12"),
    ((SWART, "Ibid."), 1, None),
    ((SWART, "Ibid., 14."), 1, "14"),
    ((SWART, "Id. at 14."), 1, "14"),
    ((SWART, "Ibid.", "See ibid., pp. 3–4."), 1, "3–4"),
    ((SWART, ROE, "Ibid."), 2, None),
    ((SWART, ROE, "Swart, 3.", "Ibid."), 1, None),
    ((SWART, "Loc. cit."), 1, None),
    ((SWART, ROE, "See supra note 1."), 1, None),
    ((SWART, ROE, "Own count from the article (note 1)."), 1, None),
    ((SWART, "Swart.", "Swart, supra note 2."), 1, None),
    ((SWART, ROE, "Swart; Roe."), 2, None),
    ((SWART, ROE, "Swart and Roe."), 2, None),
    ((SWART, SWART, "Swart."), 1, None),
    ((*SMITHS, "Smith 2017."), 2, None),
    ((*SMITHS, "Smith, supra note 2."), 2, None),
    (("Jane Smith and Bo Roe, “A b,” BBC, 2018.", "Smith & Roe, 12."), 1, "12"),
    (("Jane Smith et al., “A b,” BBC, 2018.", "Smith et al., 12."), 1, "12"),
    (("International Crisis Group, “A b,” 2018.", "International Crisis Group."), 1, None),
    (("“A b,” International Institute for Strategic Studies, 2018.", "IISS."), 1, None),
    (("infra note 2", SWART), None, None),
    ((ZHANG, "同上，第14页。"), 1, "14"),
    ((ZHANG, ROE, "同前注1，第3页。"), 1, "3"),
    ((ZHANG, ROE, "张三，前引书，第5页。"), 1, "5"),
    ((WEBER, "Ebd., S. 4."), 1, "4"),
    ((WEBER, ROE, "Weber, a.a.O., S. 7."), 1, "7"),
    ((WEBER, ROE, "Weber (Anm. 1), S. 4."), 1, "4"),
    ((SWART, GARCIA, "Ibíd., p. 16."), 2, "16"),
    ((SWART, GARCIA, "Íd."), 2, None),
    ((SWART, GARCIA, "Ídem"), 2, None),
    ((SWART, GARCIA, "Ibídem, p. 4."), 2, "4"),
    ((SWART, ROE, "Loc. cit."), 2, None),
    ((SWART, ROE, "Swart, loc. cit."), 1, None),
    ((SWART, WEBER, "A.a.O., S. 4."), 2, "4"),
    ((SWART, WEBER, "Vgl. a. a. O."), 2, None),
    ((WEBER, ROE, "A. a. O. (Fn. 1), S. 44"), 1, "44"),
    ((WEBER, ROE, "Weber, a. a. O. (Fn. 1), S. 44."), 1, "44"),
    ((WEBER, ROE, "Weber, aaO (Anm. 1), S. 44."), 1, "44"),
    ((ROE, WEBER, "Ders., a. a. O."), 2, None),
    ((ROE, WEBER, "Ders., S. 5."), 2, "5"),
    ((WEBER, ROE, "Dies. (Fn. 1), S. 5."), 1, "5"),
    ((ROE, ZHANG, "同前注。"), 2, None),
    ((ROE, ZHANG, "同上，统计附表。"), 2, None),
    ((ZHANG, ROE, "张三。"), 1, None),
    ((ZHANG, ROE, "监控城市，第5页。"), 1, "5"),
    (("国际危机组织：《年度报告》，2018年。", ROE, "国际危机组织。"), 1, None),
    (("自由亚洲电台：《公司简介》，2018年。", ROE, "自由亚洲电台。"), 1, None),
    ((ROE, ZHANG, "同上注，第3页。"), 2, "3"),
    ((ZHANG, ROE, "同上注1，第3页。"), 1, "3"),
    ((ZHANG, ROE, "前引[1]，张三书，第3页。"), 1, "3"),
    ((ZHANG, ROE, "前引张三书"), 1, None),
    ((ZHANG, ROE, "参见前揭张三书，第5页。"), 1, "5"),
]


@pytest.mark.parametrize(("texts", "number", "page"), FOLLOWED, ids=lambda v: str(v)[-40:])
def test_a_short_form_with_one_antecedent_is_followed(texts, number, page):
    citation = last(*texts)
    if number is None:
        citation = document(*texts).notes[0].citations[0]
        number = 2
    assert (citation.short_form_of, citation.page, citation.status) == (number, page, "unchecked")
    assert citation.url is None


AMBIGUOUS = [
    ((*SMITHS, "Smith."), (1, 2)),
    ((*SMITHS, "Reuters, p. 3."), (1, 2)),
    ((*SMITHS, "Smith, op. cit."), (1, 2)),
    ((SWART, "Swart; " + ROE, "Ibid."), (1, 2)),
    ((SWART, "Swart; " + ROE, "A. a. O., S. 4."), (1, 2)),
    ((SWART, ROE, "Op. cit., p. 3."), (1, 2)),
]


@pytest.mark.parametrize(("texts", "candidates"), AMBIGUOUS, ids=lambda v: str(v)[-40:])
def test_a_short_form_with_several_antecedents_keeps_them_all(texts, candidates):
    citation = last(*texts)
    assert (citation.short_form_of, citation.candidates, citation.status) == (None, candidates, "ambiguous")


@pytest.mark.parametrize(
    "texts",
    [
        (SWART, "Kowalski."),
        (SWART, "Swart 2016, 4."),
        (SWART, "Kowalski, supra note 1."),
        ("Ibid.",),
        ("The ministry denied it.", "Ibid."),
        ("The ministry denied it.", "A. a. O., S. 3."),
        (ROE, "前引李四书，第3页。"),
        (SWART, "Roe."),
    ],
    ids=lambda v: v[-1],
)
def test_a_short_form_without_antecedent_is_kept_unresolved(texts):
    citation = last(*texts)
    assert (citation.short_form_of, citation.candidates, citation.status) == (None, (), "unresolved")


def test_the_same_authors_other_work_is_named_in_full():
    assert last(WEBER, "Ders., Das Land, München 2011, S. 3.").status == "unchecked"
    assert last(WEBER, "Ders., Das Land, München 2011, S. 3.").short_form_of is None


def test_a_later_note_is_no_antecedent():
    assert document("Swart.", SWART).notes[0].citations[0].status == "unresolved"


def test_an_earlier_citation_of_the_same_note_is_an_antecedent():
    note = document(SWART[:-1] + "; " + ROE[:-1] + "; Swart, 3.").notes[0]
    assert [citation.short_form_of for citation in note.citations] == [None, None, 1]


def test_notes_that_begin_again_are_followed_by_their_order():
    read = document(ROE, SWART, first=1).notes
    again = resolve(Document("d", "report", Record("r"), "", (), (), (*read, document("Swart.").notes[0])))
    assert again.notes[2].citations[0].short_form_of == 2


def test_resolving_twice_changes_nothing():
    once = document(SWART, HOUSE, "Freedom House, pg.", "Swart; Smith.")
    assert resolve(once) == once
