"""Text comes out of pages in their own characters, and hostile pages cost no more than their limit."""

from __future__ import annotations

import time

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from corpus.sources.charset import decode_page
from corpus.sources.extract import extract, media_type, tidy
from corpus.sources.judge import alike, judge_text, same_place
from corpus.sources.mend import mended_forms
from corpus.sources.settings import FetchSettings
from corpus.sources.targets import requestable
from corpus.sources.workshop import Workshop
from tests.corpus.sources.cases import CHINESE
from tests.corpus.sources.pdfs import encrypted_pdf, pdf
from tests.corpus.sources.web import article, page

FRENCH = "Le ministère a déclaré que l’équipement a été livré à l’été 2018, près de la frontière. " * 4
JAPANESE = "河川局は月曜日、二〇一九年の春に新しい閘門を開いたと発表した。船は長く待つ必要がなくなった。" * 2


KOREAN = "수리국은 월요일 새로 지은 갑문이 봄에 문을 열었다고 밝혔다. 배들은 더 기다릴 필요가 없다. " * 3
RUSSIAN = "Министерство сообщило в понедельник, что новые шлюзы открыты весной и суда больше не ждут. " * 3


def html(text: str, declared: str = "") -> str:
    meta = f'<meta charset="{declared}">' if declared else ""
    return f"<html><head>{meta}<title>{text[:8]}</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize(
    ("text", "encoding", "header", "meta"),
    [
        (CHINESE, "utf-8", "", ""),
        (CHINESE, "gb18030", "", ""),
        (CHINESE, "gb18030", "text/html; charset=gb2312", ""),
        (CHINESE, "gb18030", "", "gb2312"),
        (CHINESE, "gb18030", "text/html; charset=utf-8", ""),
        (CHINESE, "gb18030", "text/html; charset=ISO-8859-1", ""),
        (CHINESE, "utf-8", "text/html; charset=gb2312", "gbk"),
        (CHINESE, "utf-8", "text/html; charset=iso-8859-1", ""),
        (CHINESE, "utf-16", "", ""),
        (FRENCH, "cp1252", "", ""),
        (FRENCH, "cp1252", "text/html; charset=utf-8", ""),
        (FRENCH, "utf-8", "text/html; charset=windows-1252", ""),
        (FRENCH, "utf-8", "text/html; charset=no-such-thing", "rot13"),
        (CHINESE, "utf-16-le", "text/html; charset=utf-16le", ""),
        (CHINESE, "utf-16-be", "text/html; charset=utf-16be", ""),
        (FRENCH, "utf-16-le", "text/html; charset=utf-16", ""),
        (FRENCH, "utf-16-le", "text/html", ""),
        (FRENCH, "utf-8", "text/html; charset=utf-8", "utf-16"),
        (JAPANESE, "iso2022_jp", "text/html; charset=iso-2022-jp", ""),
        (JAPANESE, "iso2022_jp", "", "iso-2022-jp"),
        (JAPANESE, "iso2022_jp", "", ""),
        (JAPANESE, "cp932", "", ""),
        (JAPANESE, "euc_jp", "", ""),
        (JAPANESE, "cp932", "text/html; charset=Shift_JIS", ""),
        (CHINESE, "hz", "text/html; charset=hz-gb-2312", ""),
        (CHINESE, "hz", "", "hz-gb-2312"),
        (CHINESE, "hz", "", ""),
        (KOREAN, "euc_kr", "text/html; charset=euc-kr", ""),
        (KOREAN, "cp949", "text/html; charset=euc-kr", ""),
        (KOREAN, "cp949", "", "ks_c_5601-1987"),
        (KOREAN, "iso2022_kr", "", ""),
        (RUSSIAN, "cp1251", "text/html; charset=windows-1251", ""),
        (RUSSIAN, "cp1251", "", ""),
        (CHINESE + "一" * 9, "utf-16-le", "text/html; charset=utf-16", ""),
        (CHINESE + "一" * 9, "utf-16-be", "text/html; charset=utf-16", ""),
        (FRENCH, "mac_roman", "text/html; charset=x-mac-roman", ""),
    ],
)
def test_pages_are_read_in_their_own_characters(text: str, encoding: str, header: str, meta: str) -> None:
    data = html(text, meta).encode(encoding)
    assert text[:60] in decode_page(data, header)
    assert text[:60].strip() in extract(data, header or "text/html").text


@pytest.mark.parametrize(
    ("body", "declared", "says"),
    [
        (b"bplist00\xd1\x01\x02" + bytes(40), "", "a web archive of Safari is not opened"),
        (b"PK\x03\x04\x14\x00" + bytes(40), "application/epub+zip", "a packed file"),
        (b"PK\x03\x04\x14\x00" + bytes(40), "text/html", "a packed file"),
        (b"\xd0\xcf\x11\xe0" + bytes(40), "application/msword", "an old file of Word"),
        (b"{\\rtf1 Lima bought 48 cameras.}", "application/rtf", "rich text"),
        (b"<?xml version='1.0'?><feed><title>Lima</title></feed>", "text/xml", "a feed of headlines"),
    ],
)
def test_what_is_not_opened_is_called_by_its_name(body: bytes, declared: str, says: str) -> None:
    found = extract(body, declared)
    assert says in found.problem and not found.text


@pytest.mark.parametrize(
    ("body", "declared"),
    [
        (b'{"a": "Lima bought%s", "b": ["48 cameras", 3, null]}', "application/json"),
        (b'{"a": "Lima bought%s", "b": ["48 cameras", 3, null]}', "application/ld+json"),
        (b'{"a": "Lima bought%s", "b": ["48 cameras", 3, null]}', "text/html"),
        (b"<?xml version='1.0'?><a><b>Lima bought%s</b><c>48 cameras</c></a>", "application/xml"),
    ],
)
def test_data_is_read_without_its_marks(body: bytes, declared: str) -> None:
    long = b" in spring" * 20
    assert extract(body % long, declared).text == f"Lima bought{long.decode()}\n\n48 cameras"


def test_a_text_that_is_cut_says_so(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("corpus.sources.extract.MAX_TEXT", 1_000)
    whole, cut = extract(b"a" * 1_000, "text/plain"), extract(b"a" * 1_001, "text/plain")
    assert (whole.told_cut, cut.told_cut) == ("", " Its text goes on; the first 1,000 characters are kept.")
    monkeypatch.setattr("corpus.sources.extract.MAX_HTML", 1_000)
    assert extract(article("Lima", paragraphs=40), "text/html").told_cut


@pytest.mark.parametrize("broken", [b"\xff", b"\xe4\xb8", b"\x80"])
@pytest.mark.parametrize("header", ["text/html", "text/html; charset=utf-8", "text/html; charset=gbk"])
@pytest.mark.parametrize("text", [CHINESE, FRENCH])
def test_a_broken_byte_spoils_no_page(text: str, header: str, broken: bytes) -> None:
    data = html(text).encode()
    data = data.replace(b"</p>", broken + b"</p>")
    assert text[:60].strip() in extract(data, header).text


@pytest.mark.parametrize("at", [0, 6, 40])
def test_a_stray_nul_spoils_no_page(at: int) -> None:
    page = article("Lima")
    found = extract(page[:at] + b"\0" + page[at:], "text/html")
    assert "48 cameras" in found.text and "Paragraph 7" in found.text


@settings(max_examples=200, deadline=None)
@given(
    st.binary(max_size=400),
    st.sampled_from(["", "text/html", "text/html; charset=utf-16", "text/plain", "application/pdf", "x/y"]),
)
def test_any_bytes_give_text_or_a_reason(data: bytes, kind: str) -> None:
    found = extract(data, kind)
    assert bool(found.text) != bool(found.problem)
    assert not any(character < " " and character != "\n" for character in found.text)


@settings(max_examples=200, deadline=None)
@given(
    st.lists(
        st.sampled_from(
            [
                "<p>",
                "</p>",
                "<script>",
                "</script>",
                "<title>",
                "<!--",
                "-->",
                "<meta charset=",
                "a b",
                "&#0;",
                "&lt;",
                "<![CDATA[",
                "中文",
                "\x1b[2J",
            ]
        ),
        max_size=40,
    ).map("".join)
)
def test_any_markup_gives_text_or_a_reason(text: str) -> None:
    found = extract(text.encode(), "text/html")
    assert bool(found.text) != bool(found.problem)
    assert "\x1b" not in found.text


@pytest.mark.parametrize(
    "hostile",
    [
        b"<div>" * 200_000,
        b"<script>" * 200_000,
        b"<" * 2_000_000,
        b"<a " * 500_000,
        b"<p>" + b"&amp;" * 400_000,
        b"<title>" * 200_000 + b"x",
        b"<meta http-equiv=refresh " * 100_000,
        b"\n" * 5_000_000,
        b"<table><tr><td>" * 60_000,
        b"<p>" + b"word " * 600_000 + b"<i hidden>a</i>b" * 200_000,
    ],
    ids=lambda data: data[:12].decode(),
)  # fmt: skip
def test_hostile_pages_end(hostile: bytes) -> None:
    with Workshop(FetchSettings(extract_seconds=15.0), workers=1) as workshop:
        began = time.monotonic()
        workshop(hostile, "text/html", "")
        assert time.monotonic() - began < 25
        assert "48 cameras" in workshop(article("Lima"), "text/html", "").text


def test_a_page_that_takes_too_long_is_given_up_and_the_next_one_read() -> None:
    with Workshop(FetchSettings(extract_seconds=0.001), workers=1) as workshop:
        assert "too long" in workshop(article("Lima"), "text/html", "").problem
    with Workshop(FetchSettings(), workers=1) as workshop:
        assert "48 cameras" in workshop(article("Lima"), "text/html", "").text


def test_what_a_page_says_of_itself_is_kept() -> None:
    found = extract(article("Lima"), "text/html")
    assert (found.title, found.author, found.language) == ("Lima", "Ana Ruiz", "en")
    assert "\n\n" in found.text and "Home" not in found.text


@pytest.mark.parametrize(
    ("head", "author"),
    [
        ([("citation_author", "Smith, Ann"), ("citation_author", "Jones, Bob")], "Ann Smith; Bob Jones"),
        ([("citation_author", "Ann Smith"), ("author", "Editors")], "Ann Smith"),
        ([("DC.creator", "Hansen, Ole")], "Ole Hansen"),
        ([("DC.creator", "Ministry of Health, Labour")], "Ministry of Health, Labour"),
        ([("citation_author", "Smith, Jr.")], "Smith, Jr."),
        ([("author", "Ann Smith")], "Ann Smith"),
    ],
)
def test_a_name_with_a_comma_is_one_author(head: list[tuple[str, str]], author: str) -> None:
    told = "".join(f'<meta name="{name}" content="{content}">' for name, content in head)
    text = article("Lima").replace(b"<meta name=author content='Ana Ruiz'>", told.encode())
    assert extract(text, "text/html").author == author


@pytest.mark.parametrize(
    ("line", "date"),
    [
        ("<span>2018年07月02日 09:15</span> <span>来源：江河日报</span>", "2018-07-02"),
        ("发布时间：2018年7月2日", "2018-07-02"),
        ("時間：2018年7月2日", "2018-07-02"),
        ("来源：江河日报 发表于2018年7月2日", "2018-07-02"),
        ("更新时间：2018年7月2日", None),
        ("会议时间：2018年7月2日", None),
        ("发布时间：2018年2月30日", None),
        ("发布时间：2098年7月2日", None),
        ("2018年7月2日，这家公司成立。", None),
        (f"{CHINESE}发布时间：2018年7月2日", None),
    ],
)
def test_the_day_that_a_chinese_page_names_is_its_date(line: str, date: str | None) -> None:
    found = extract(page("利马买了摄像机", line, CHINESE * 3), "text/html")
    assert found.date == date


def test_the_name_of_an_author_has_no_label() -> None:
    text = page("利马买了摄像机", CHINESE * 3).replace(
        b"<body>", "<body><p class=author>作者：王小明</p>".encode()
    )
    assert extract(text, "text/html").author == "王小明"


OFFER = "<h2>Subscribe to continue reading</h2><p>Already a subscriber? Log in.</p>"
HIDDEN = [
    "<div hidden>{}</div>",
    "<template>{}</template>",
    '<div style="DISPLAY:NONE">{}</div>',
    "<div style='color: red; display :none !important'>{}</div>",
    '<div style="visibility: hidden">{}</div>',
    '<div class="note visually-hidden">{}</div>',
    '<div class="sr-only">{}</div>',
    '<div class="paywall-modal hidden" style="display:none">{}</div>',
    '<div class="paywall" hidden><div>{}</div></div>',
]


@pytest.mark.parametrize("hiding", HIDDEN)
def test_what_a_page_hides_is_no_text_and_no_wall(hiding: str) -> None:
    found = extract(article("Lima buys cameras", extra=hiding.format(OFFER)), "text/html")
    assert "Subscribe" not in found.text and "Paragraph 7" in found.text
    assert judge_text(found, "Lima buys cameras") is None
    assert (found.title, found.author) == ("Lima buys cameras", "Ana Ruiz")


@pytest.mark.parametrize(
    "shown", ["<div>{}</div>", '<div hidden="until-found">{}</div>', '<div class="paywall">{}</div>']
)
def test_what_a_page_shows_is_its_text_and_may_be_a_wall(shown: str) -> None:
    found = extract(article("Lima buys cameras", extra=shown.format(OFFER)), "text/html")
    assert judge_text(found, "Lima buys cameras") is not None


@pytest.mark.parametrize(
    "hiding", ["hidden", 'style="display:none"', 'style="visibility:hidden" class="body"']
)
def test_an_article_that_is_hidden_until_scripts_run_is_kept(hiding: str) -> None:
    text = article("Lima buys cameras", extra=f"<div hidden>{OFFER}</div>").replace(
        b"<article", f"<article {hiding}".encode()
    )
    found = extract(text, "text/html")
    assert "Paragraph 0" in found.text and "Paragraph 7" in found.text and "Subscribe" not in found.text
    parts = "".join(f"<div {hiding}><p>Part {at}. {CHINESE}</p></div>" for at in range(9))
    found = extract(f"<html><body><main><h1>利马</h1>{parts}</main></body></html>".encode(), "text/html")
    assert "Part 0" in found.text and "Part 8" in found.text


def test_an_offer_that_is_hidden_until_its_time_means_a_text_that_breaks_off() -> None:
    hidden = f'<div class="paywall" style="display:none">{OFFER}</div>'
    broken = "<p>The mayor, who had signed the contract in March, told the council that the</p>"
    free = '<script type="application/ld+json">{"isAccessibleForFree": true}</script>'
    for extra, walled in (("", False), (broken, True), (broken + free, False)):
        found = extract(article("Lima buys cameras", extra=extra + hidden), "text/html")
        assert (judge_text(found, "Lima buys cameras") is not None) is walled


def test_scripts_and_styles_are_no_text() -> None:
    found = extract(
        b"<body><script>var a = 'secret';</script><style>p{}</style><p>Seen.</p></body>", "text/html"
    )
    assert found.text == "Seen."


def test_pdfs_are_read_or_told_why_not() -> None:
    assert "bought 48 cameras" in extract(pdf(["Lima bought 48 cameras."]), "").text
    assert extract(encrypted_pdf(), "application/pdf").problem == "the PDF is encrypted"
    assert "damaged" in extract(pdf(["x"])[:200], "application/pdf").problem
    assert "no text" in extract(pdf([]), "application/pdf").problem
    assert "bought 48" in extract(pdf(["Lima bought 48."]).replace(b"%%EOF", b""), "application/pdf").text


@pytest.mark.parametrize(
    ("said", "date"),
    [
        (b"(D:20190412093000+08'00')", "2019-04-12"),
        (b"(D:2019041209300000Z)", "2019-04-12"),
        (b"(D:20190412253000)", "2019-04-12"),
        (b"(D:20190412093000-25'00')", "2019-04-12"),
        (b"(D:191190412093000)", "2019-04-12"),  # 1900 and 119 years
        (b"(2019-04-12T09:30:00Z)", "2019-04-12"),
        (b"(Thu Apr 12 09:30:00 2019)", "2019-04-12"),
        (b"(April 12, 2019)", "2019-04-12"),
        (b"(12/04/2019)", None),
        (b"(4.12.2019)", None),
        (b"(D:20190230093000)", None),
        (b"(D:)", None),
        (b"( )", None),
        (b"()", None),
        (b"null", None),
        (b"17", None),
        (b"99 0 R", None),
    ],
)
def test_an_odd_date_costs_a_pdf_no_text(said: bytes, date: str | None) -> None:
    found = extract(
        pdf(["Lima bought 48 cameras."], b"/Title (Lima) /CreationDate " + said), "application/pdf"
    )
    assert (found.date, found.title, found.problem) == (date, "Lima", "")
    assert "bought 48 cameras" in found.text


@pytest.mark.parametrize(
    ("said", "title"),
    [
        (b"(Lima buys cameras)", "Lima buys cameras"),
        (b"(Microsoft Word - final_v3.doc)", None),
        (b"(Microsoft Word - On the cameras of Lima.docx)", "On the cameras of Lima"),
        (b"(report-2018.pdf)", None),
        (b"(untitled)", None),
        (b"(Untitled-1)", None),
        (b"(PowerPoint Presentation)", None),
        (b"(Presentation of the accounts)", "Presentation of the accounts"),
        (b"(Documents on slides)", "Documents on slides"),
        (b"null", None),
        (b"/Name", None),
        (b"5 0 R", None),
        (b"99 0 R", None),
    ],
)
def test_a_pdfs_title_is_one_that_somebody_gave(said: bytes, title: str | None) -> None:
    found = extract(pdf(["Lima bought 48 cameras."], b"/Title " + said), "application/pdf")
    assert (found.title, found.problem) == (title, "")
    assert "bought 48 cameras" in found.text


@pytest.mark.parametrize(
    ("data", "declared", "kind"),
    [
        (b"%PDF-1.4", "text/html", "application/pdf"),
        (b"<!DOCTYPE html><p>", "application/octet-stream", "text/html"),
        (b"<p>x", "text/plain", "text/plain"),
        (b"plain words", "", "text/plain"),
        (b"\x89PNG\r\n\x1a\n\0", "", "application/octet-stream"),
        (b"\x89PNG\r\n\x1a\n\0", "image/png", "image/png"),
        (b"\0\0\0", "text/html", "application/octet-stream"),
        (b"\x89PNG\r\n\x1a\n\0", "text/html", "application/octet-stream"),
        (b"RIFF" + b"\0\1" * 200, "audio/wav", "audio/wav"),
        (b"PK\3\4\0\0\0<p >" + b"\0" * 40, "text/html", "application/octet-stream"),
        ("<p>Plain</p>".encode("utf-16-be"), "text/html", "text/html"),
    ],
)
def test_bytes_tell_what_they_are(data: bytes, declared: str, kind: str) -> None:
    assert media_type(data, declared) == kind


def test_text_is_tidy() -> None:
    assert tidy("a\r\n\r\n\r\n b\u00a0 c\x00\x1b[2J\n") == "a\n\nb c[2J"


@pytest.mark.parametrize(
    ("first", "second", "same"),
    [
        ("http://a.org/x", "https://www.a.org/x/", True),
        ("http://a.org/x?utm_source=b", "http://a.org/x", True),
        ("http://a.org/x#part", "http://a.org/x", True),
        ("http://a.org/x/index.html", "http://a.org/x", True),
        ("a.org/x", "http://a.org/x", True),
        ("http://a.org/x?id=1", "http://a.org/x?id=2", False),
        ("http://a.org/x", "http://a.org/y", False),
        ("http://a.org/x", "http://b.org/x", False),
        ("http://a.org:80/x", "http://a.org/x", True),
        ("http://a.org/%E4%B8%AD", "http://a.org/中", True),
        ("http://a.org\\[0]/?b", "http://a.org/%5C%5B0%5D/?b", True),
        ("http://[a.org/x", "http://a.org/x", False),
        ("http://[中.org/x", "http://[中.org/x/", True),
    ],
)
def test_addresses_of_one_page_are_one(first: str, second: str, same: bool) -> None:
    assert same_place(first, second) is same


@pytest.mark.parametrize(
    ("url", "asked"),
    [
        ("http://a.org/x", "http://a.org/x"),
        ("www.a.org/x", "http://www.a.org/x"),
        ("doi:10.1000/182", "https://doi.org/10.1000/182"),
        ("ftp://a.org/x", None),
        ("hxxp://a.org", None),
        ("http://", None),
        ("http://nodots/x", None),
        ("mailto:a@b.org", "http://mailto:a@b.org"),
        ("", None),
        (None, None),
    ],
)
def test_only_links_are_asked_for(url: str | None, asked: str | None) -> None:
    assert requestable(url) == asked


@pytest.mark.parametrize(
    ("url", "others", "form"),
    [
        ("https://m.org/s?biz=1&mid=2", ["https://m.org/s?__biz=3&mid=4"], "https://m.org/s?__biz=1&mid=2"),
        ("http://http://a.org/x", [], "http://a.org/x"),
        ("hxxp://a.org/x", [], "http://a.org/x"),
        ("ttps://a.org/x", [], "https://a.org/x"),
        ("http:/a.org/x", [], "http://a.org/x"),
        ("https://a.org/x y", [], "https://a.org/xy"),
        ("http://exmple-news.org/x", ["http://example-news.org/y"], "http://example-news.org/x"),
        ("http://a.org/x%20", [], "http://a.org/x"),
    ],
)
def test_damaged_addresses_have_a_likely_form(url: str, others: list[str], form: str) -> None:
    assert mended_forms(url, others)[0] == form


@pytest.mark.parametrize("url", ["http://a.org/x", "https://a.org/s?biz=1", "www.a.org/x"])
def test_whole_addresses_are_left_alone(url: str) -> None:
    assert mended_forms(url, ["https://b.org/s?__biz=1"]) == ()


def test_long_articles_may_speak_of_missing_pages_and_walls() -> None:
    words = "The site said that the page could not be found, and asked readers to subscribe to continue. "
    found = extract(
        page("On links", words * 3, *[f"Paragraph {at}. {CHINESE}" for at in range(20)], words * 2, "x" * 700)
    )
    assert judge_text(found) is None


def test_likeness_counts_words() -> None:
    assert alike("a b c d", "a b c d") == 1.0
    assert alike("one two three", "four five six") == 0.0
    assert 0.9 < alike("word " * 99 + "x", "word " * 99 + "y") < 1.0
