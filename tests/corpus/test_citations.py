"""Notes become citations: the shipped report's, checked by hand, and notes of other styles."""

import json
import time
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.bundled import shipped_report
from corpus.citations import read_note
from corpus.citations.resolve import MAX_NOTE
from corpus.reading import read_document

FIELDS = (
    "author",
    "title",
    "publisher",
    "date_as_written",
    "date",
    "url",
    "page",
    "language",
    "short_form_of",
)
DATA = Path(__file__).parent / "data"
EXPECTED = json.loads((DATA / "report_citations.json").read_text("utf-8"))


@pytest.fixture(scope="module")
def report():
    return read_document(shipped_report(), doc_id="report")


def test_every_note_of_the_report_is_read_field_by_field(report):
    found = {
        str(note.number): {
            "kind": note.kind,
            "citations": [[getattr(citation, field) for field in FIELDS] for citation in note.citations],
        }
        for note in report.notes
    }
    assert found == EXPECTED


def test_the_report_cites_eight_chinese_sources_and_one_to_six_sources_a_note(report):
    counts = [len(note.citations) for note in report.notes if note.citations]
    assert sum(counts) == 69
    assert (min(counts), max(counts)) == (1, 6)
    chinese = [note.number for note in report.notes for c in note.citations if c.language == "zh"]
    assert chinese == [7, 16, 19, 21, 29, 32, 38, 56]


def test_a_citation_knows_its_place_in_its_note(report):
    for note in report.notes:
        ends = [0]
        for citation in note.citations:
            assert note.text[citation.start : citation.end] == citation.text
            assert citation.start >= ends[-1]
            ends.append(citation.end)


# [note, author, title, publisher, date, page]
STYLES = json.loads((DATA / "citation_styles.json").read_text("utf-8"))


@pytest.mark.parametrize(
    ("text", "author", "title", "publisher", "date", "page"), STYLES, ids=lambda v: str(v)[:30]
)
def test_a_reference_of_another_style_is_taken_apart(text, author, title, publisher, date, page):
    kind, (citation,) = read_note(text)
    assert kind == "citation"
    found = (citation.author, citation.title, citation.publisher, citation.date, citation.page)
    assert found == (author, title, publisher, date, page)


ISSUED = [
    ("Ministry of Fisheries, Algae Market Report 2022, table 5.",
     "Ministry of Fisheries", "Algae Market Report 2022", None, "2022"),
    ("Court of Auditors, report 9/2021.", "Court of Auditors", "report 9/2021", None, None),
    ("Union of Librarians, Circular 7/2018.", "Union of Librarians", "Circular 7/2018", None, None),
    ("State Treasury, revenue report 2021, line 114.",
     "State Treasury", "revenue report 2021", None, "2021"),
    ("Audit Office, Report 2021, para. 188.", "Audit Office", "Report 2021", None, "2021"),
    ("Report of the Privatisation Committee, May 1998, pp. 12-15.",
     None, "Report of the Privatisation Committee", None, "1998-05"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "author", "title", "publisher", "date"), ISSUED)
def test_a_body_s_own_paper_is_a_source(text, author, title, publisher, date):
    kind, (citation,) = read_note(text)
    found = (citation.author, citation.title, citation.publisher, citation.date)
    assert (kind, *found, citation.status) == ("citation", author, title, publisher, date, "unchecked")


def test_what_leads_up_to_a_source_is_no_part_of_it():
    _, (linked,) = read_note("The raw data are available at <https://data.example/x>.")
    assert (linked.title, linked.url) == ("The raw data", "https://data.example/x")
    _, (quoted,) = read_note("The phrase is from Ruth Callendar, “The last room”, The Times, 2 May 2022.")
    assert (quoted.author, quoted.title) == ("Ruth Callendar", "The last room")
    kind, citations = read_note("Ministry of Health, permits 2020. A practice uses one kilogram a year.")
    assert (kind, [citation.title for citation in citations]) == ("both", ["permits 2020"])


BOOKS = [
    ("Smith, Rivers (Oxford: OUP, 2010), p. 3.", "Smith", "Rivers", "OUP"),
    ("Aral, S., Rivers of the World (London: Wiley, 2019).", "Aral, S.", "Rivers of the World", "Wiley"),
    (
        "Office of Audits, Losses in the Network (Amar: City Press, 2018), 2.",
        "Office of Audits",
        "Losses in the Network",
        "City Press",
    ),
    (
        "Lena Roe, The Diary of Lina, trans. Ann Lee (London: Macmillan, 2015).",
        "Lena Roe",
        "The Diary of Lina",
        "Macmillan",
    ),
    (
        "Ann Lee, China, Africa, and the Web (London: Zed, 2019).",
        "Ann Lee",
        "China, Africa, and the Web",
        "Zed",
    ),
    ("H. Roe, “Seeds,” Genetic Resources 3 (2015): 9–30.", "H. Roe", "Seeds", "Genetic Resources"),
    (
        "Commission on Strikes, Final Report, UN Doc. S/77 (2000), para. 8.",
        "Commission on Strikes",
        "Final Report",
        "UN Doc. S/77",
    ),
]


@pytest.mark.parametrize(("text", "author", "title", "publisher"), BOOKS)
def test_a_publisher_in_brackets_leaves_author_and_title_before_it(text, author, title, publisher):
    _, (citation,) = read_note(text)
    assert (citation.author, citation.title, citation.publisher) == (author, title, publisher)


def test_two_authors_behind_a_semicolon_are_of_one_reference():
    _, (first, second) = read_note("Ann Lee, “One,” Daily, 2018; Ana Roe and Li Wen, “Two,” Weekly, 2019.")
    assert (first.title, second.author, second.title) == ("One", "Ana Roe and Li Wen", "Two")


DAMAGED_QUOTES = [
    (
        '"Drones for sale, The Economic Times, Oct. 10, 2018, <https://a.example/x>',
        None,
        "Drones for sale",
        "The Economic Times",
    ),
    (
        'Ann Lee, Cameras Spread in Africa, "Crisis Watch, <https://a.example/x>',
        "Ann Lee",
        "Cameras Spread in Africa",
        "Crisis Watch",
    ),
    (
        "“Ann Lee, “A Big Brother’s Tech,” Foreign Affairs, Jul. 24, 2018.",
        "Ann Lee",
        "A Big Brother’s Tech",
        "Foreign Affairs",
    ),
    ("City Buys Cameras,” Maker, May 3, 2018.", None, "City Buys Cameras", "Maker"),
    ("“智慧”城市来了,” Maker, May 3, 2018.", None, "“智慧”城市来了", "Maker"),
    ("“The “smart” city comes,” Maker, May 3, 2018.", None, "The “smart” city comes", "Maker"),
    ("“Delegation visits ‘Safe City,’” Maker, May 3, 2018.", None, "Delegation visits ‘Safe City’", "Maker"),
    (
        "Ann Lee, “Does it; or doesn’t it?” The Sun, May 3, 2018.",
        "Ann Lee",
        "Does it; or doesn’t it?",
        "The Sun",
    ),
]


@pytest.mark.parametrize(("text", "author", "title", "publisher"), DAMAGED_QUOTES, ids=lambda v: str(v)[:30])
def test_missing_and_nested_quotation_marks_do_not_lose_the_title(text, author, title, publisher):
    _, (citation,) = read_note(text)
    assert (citation.author, citation.title, citation.publisher) == (author, title, publisher)


MANY = [
    (
        "“A b,” BBC, Jan. 3, 2017, https://b.example/1 and “C d,” Reuters, Feb. 4, 2017, https://r.example/2.",
        "citation",
        ["A b", "C d"],
    ),
    (
        "See also Ann Lee, “A b,” BBC, 2 May 2017; cf. Bo Roe, C D E (Leeds: Press, 2018).",
        "citation",
        ["A b", "C D E"],
    ),
    (
        "The sum has no lease in it. See Ministry of Finance, “Budget,” 30 March 2017, http://t.example/b.",
        "both",
        ["Budget"],
    ),
    (
        "The ministry denied it (see Kamau, “Ministry Denies Deal,” Daily Nation, May 5, 2018).",
        "both",
        ["Ministry Denies Deal"],
    ),
    (
        "On Nairobi, see Ann Lee, “A b,” Africa Center, May 1, 2020, https://a.example; "
        "for Uganda, see Bo Roe, “C d,” Reuters, May 2, 2019.",
        "citation",
        ["A b", "C d"],
    ),
    ("See http://www.example.org/a, http://www.example.org/b.", "citation", [None, None]),
    ("“A b,” BBC, Jan. 3, 2017,\nhttps://b.example/1", "citation", ["A b"]),
    ("Smith, J.; Jones, K. (2018). Why cities watch. Society, 16(2), 1–4.", "citation", ["Why cities watch"]),
    ("It calls this “chaos.” “A b: the law,” Library, <http://l.example/x>", "both", ["A b: the law"]),
]


@pytest.mark.parametrize(("text", "kind", "titles"), MANY, ids=lambda v: str(v)[:30])
def test_a_note_is_cut_into_its_references(text, kind, titles):
    found, citations = read_note(text)
    assert (found, [citation.title for citation in citations]) == (kind, titles)


WHOLE = [
    "Gesetz zur Neuregelung des Asyls v. 10.12.2015, BGBl. I S. 2218.",
    "Gesetz v. 3.5.2016, BGBl. I S. 1062, zuletzt geändert durch Art. 2 G v. 4.5.2021, BGBl. I S. 882.",
    "Richtlinie v. 24.10.1995, ABl. L 281, S. 31.",
    "Zuständigkeitsgesetz v. 2.3.1920, RGBl. II S. 35.",
    "Müller, Das Recht der Stadt, 2. Aufl. 2015, Bd. II, S. 4.",
    "BGH, Urt. v. 3.5.2018, Az. VI ZR 12/18.",
    "§ 3 Abs. 2 BDSG, BGBl. I S. 2954.",
    "BGBl. I S. 2218.",
]


@pytest.mark.parametrize("text", WHOLE)
def test_a_german_abbreviation_ends_no_reference(text):
    kind, (citation,) = read_note(text)
    assert (kind, citation.text, citation.status) == ("citation", text, "unchecked")


COMMENTS = [
    "Based on insight from interactions with journalists.",
    "Interviews with three officers.",
    "We thank the reviewers for this point.",
    "The exchange rate was 103 shillings to the dollar in May 2018.",
    "Note that the contract was worth $240 million; the ministry later said it was $180 million.",
    "All translations are the authors' own.",
    "The ministry called it “a mistake.”",
    "Emphasis added.",
    "The ministry calls this a “safe city,” which critics dispute.",
    "",
    "United Nations, 193 members in 2015.",
    "In Kova Court, 2017/18 files burned.",
    "Including the Gaza Strip.",
    "Formerly Salisbury.",
    "Old Style; 25 October 1917 corresponds to 7 November 1917 in the Gregorian calendar.",
    "3 May 2018 was a Sunday.",
    "Übersetzung des Verfassers.",
    "Hervorhebungen der Verfasserin.",
    "Eigene Berechnung.",
    "Einschließlich der Westbank.",
    "着重号为作者所加。",
    "译文由作者提供。",
    "感谢匿名评审人的意见。",
    "媒体对此鲜有关注。",
    "报告并未公布。",
    "下文如无特别说明，金额均指人民币。",
    "原文如此。",
    "这里的“研究”指实地调查。",
]


@pytest.mark.parametrize("text", COMMENTS)
def test_a_comment_has_no_citations(text):
    assert read_note(text) == ("comment", ())


ADDRESSES = [
    ("“A b,” BBC, <https://b.example/1>, accessed 3 May 2019.", "https://b.example/1", None, None),
    (
        "“A b,” BBC, 2 May 2018, https://b.example/1 (last visited Jan. 4, 2019).",
        "https://b.example/1",
        "2018-05-02",
        None,
    ),
    (
        "“A b,” BBC, 2 May 2018, https://b.example/1 [https://perma.cc/AB12-CD34].",
        "https://b.example/1",
        "2018-05-02",
        "https://perma.cc/AB12-CD34",
    ),
    (
        "Jane Chen, “A b,” Working Paper No. 24567, May 2018, doi:10.3386/w24567.",
        "doi:10.3386/w24567",
        "2018-05",
        None,
    ),
    (
        "Available at: https://b.example/r.pdf (last accessed 12 June 2020).",
        "https://b.example/r.pdf",
        None,
        None,
    ),
    ("“A b,” BBC, San. 17, 2018, www.b.example/x", "www.b.example/x", None, None),
]


@pytest.mark.parametrize(("text", "url", "date", "archived"), ADDRESSES, ids=lambda v: str(v)[:30])
def test_addresses_and_their_dates_are_kept_apart(text, url, date, archived):
    _, (citation,) = read_note(text)
    assert (citation.url, citation.date, citation.archived_url) == (url, date, archived)


NOTICE = "发改委：《通知》，2020年5月20日，http://www.ndrc.gov.cn/tz/t1.html"
ACCESSED = [
    NOTICE + "，访问日期：2020年2月1日。",
    NOTICE + "（访问日期：2020年2月1日）。",
    NOTICE + "，最后访问日期：2020年2月1日。",
    NOTICE + "，最后访问时间：2020年2月1日。",
    NOTICE + "，2020年2月1日访问。",
    NOTICE + "，2020年2月1日最后访问。",
    NOTICE + "（2020年2月1日访问）。",
    NOTICE + "，最后访问于2020-02-01。",
    NOTICE + "。访问日期：2020年2月。",
    NOTICE + "，引用日期：2020-02-01。",
    NOTICE + "，訪問日期：二〇二〇年二月一日。",
    "发改委：《通知》，2020年5月20日，最后访问日期：2020年2月1日，http://www.ndrc.gov.cn/tz/t1.html。",
    "发改委：《通知》，2020年5月20日，2020年2月1日访问，http://www.ndrc.gov.cn/tz/t1.html。",
]


@pytest.mark.parametrize("text", ACCESSED)
def test_a_chinese_access_date_belongs_to_the_citation_before_it(text):
    kind, (citation,) = read_note(text)
    found = (kind, citation.text, citation.title, citation.publisher, citation.date)
    assert found == ("citation", text, "通知", None, "2020-05-20")


@pytest.mark.parametrize(
    "read",
    [
        ", Zugriff am 5. Mai 2021.",
        " (eingesehen am 5. Mai 2021).",
        " (fecha de consulta: 5 de mayo de 2021).",
        " (acceso: 5 de mayo de 2021).",
        " (acesso em 5 de maio de 2021).",
    ],
)
def test_an_access_date_of_any_language_belongs_to_the_citation_before_it(read):
    _, (citation,) = read_note(f"“A b,” BBC, 3 May 2021, https://b.example/a{read}")
    assert (citation.title, citation.date) == ("A b", "2021-05-03")


def test_a_visit_to_a_place_is_no_access_date():
    _, citations = read_note(
        "新华社：《公报》，2020年2月2日，http://a.example/b。2020年2月1日访问北京期间未发表。"
    )
    assert citations[0].text.endswith("b。")


LANGUAGES = [
    ("“首届论坛在京举行,” July 2, 2018, http://s.example/a", "en", "zh"),
    ("“Zambia: Cyber bill published” (in Chinese), Xinhua, 2 March 2018.", "en", "zh"),
    ("“Where leaders go,” The Paper, May 3, 2018, https://baijiahao.baidu.com/s?id=1", "en", "zh"),
    ("“Where leaders go,” China Daily, May 3, 2018, http://www.chinadaily.com.cn/a/1.html", "en", "en"),
    ("“State council to act,” May 3, 2018, http://english.gov.cn/a/1.html", "en", "en"),
    ("“Der Blick auf die Stadt von oben,” Zeitung, 2018.", "en", "de"),
    ("“La ville et les caméras dans la rue,” Journal, 2018.", "en", "fr"),
    ("“Cameras,” Journal, 2018.", "fr", "fr"),
    ("«Умный город», Коммерсантъ, 2018.", "en", "ru"),
    ("“スマートシティの監視,” 2018.", "en", "ja"),
    ("Jane Smith, “On the word 安全 in Chinese law and policy,” Journal, 2018.", "en", "en"),
]


@pytest.mark.parametrize(("text", "default", "language"), LANGUAGES, ids=lambda v: str(v)[:30])
def test_the_language_is_the_sources_own(text, default, language):
    _, (citation,) = read_note(text, default)
    assert citation.language == language


PIECES = st.lists(
    st.sampled_from(
        [*"“”\"‘’《》«»()[<> \n的а\u202e\ue000", "; ", ", ", ". ", "see ", " and ", "ibid", "Smith", "is",
         "中国", "supra note 3", "pg.", "p. 4", "http://a.example/b", "May 3, 2018", "2018",
         "doi:10.1000/x", "Anm. 4"]
    ),
    max_size=30,
)  # fmt: skip


@settings(max_examples=300, deadline=None)
@given(PIECES)
def test_any_note_is_read_and_every_citation_keeps_its_place(pieces):
    text = "".join(pieces)
    kind, citations = read_note(text)
    assert (kind == "comment") == (not citations)
    for citation in citations:
        assert text[citation.start : citation.end] == citation.text


@pytest.mark.parametrize(
    "unit",
    [
        " ",
        "“",
        "(",
        "Smith, ",
        "a ",
        ", 1",
        "A. ",
        "[",
        "http://a.b/",
        "1(",
        "; and ",
        "supra ",
        "von ",
        "S. ",
        "“a” ",
        "doi:10.1000/",
        "2018 ",
        "(2018",
        "A, B. ",
        "1-",
        "v. ",
        "’",
        " ‘a",
        "中，",
        "《",
        "see ",
        "et al. ",
    ],
)
def test_a_hostile_note_costs_little_time(unit):
    began = time.process_time()
    read_note((unit * MAX_NOTE)[:MAX_NOTE])
    assert time.process_time() - began < 5
