from __future__ import annotations

import json
import re
from dataclasses import replace
from html.parser import HTMLParser
from io import StringIO
from pathlib import Path

import pytest
from pybtex.database import parse_string
from RISparser import read as read_ris

from corpus.model import Record
from qa.export import FORMATS, ExportError, dossier_book, export, format_of, save, session_book
from qa.exporters.references import Name, names_of, references_of
from qa.quotation import as_plain_text, cite, quotation_of
from qa.sessions import Session
from tests.qa.samples import answer, document, shown


@pytest.fixture
def session(tmp_path: Path) -> Session:
    session = Session(tmp_path / "20260101-000000-abcdef.jsonl", "lib")
    session.add_turn(answer())
    session.add_quotation(quotation_of(shown(document(), 0), document(), "Who paid?"))
    return session


@pytest.fixture
def book(session):
    return session_book(session, {"bridges": document()})


URLS = [
    "https://news.example.com/a_b?x=1&y=2",
    "https://example.org/rivers",
    "http://people.example.cn/1.html",
]


@pytest.mark.parametrize("name", FORMATS)
def test_no_export_drops_a_source(book, name):
    text = export(book, name).replace("&amp;", "&").replace("\\", "")
    for url in URLS:
        assert url in text


@pytest.mark.parametrize("name", FORMATS)
def test_an_empty_book_can_be_written(tmp_path, name):
    empty = dossier_book(Session(tmp_path / "20260101-000000-abcdef.jsonl"))
    assert isinstance(export(empty, name), str)


def test_bibtex_is_read_by_another_parser(book):
    entries = parse_string(export(book, "bibtex"), "bibtex").entries
    assert len(entries) == 4
    entry = next(one for one in entries.values() if one.fields.get("year") == "2015")
    assert [str(person) for person in entry.persons["author"]] == ["Doe, Jane", "Ek, Karl"]
    assert entry.fields["title"] == r"{Who Pays \{Most\} for Bridges\_and Tunnels?}"
    assert entry.fields["url"] == URLS[0]
    house = next(one for one in entries.values() if "Rivers" in one.fields["title"])
    assert [str(person) for person in house.persons["author"]] == ["{Freedom House}"]
    assert any("一带一路上的桥" in one.fields["title"] for one in entries.values())


def test_ris_is_read_by_another_parser(book):
    entries = list(read_ris(StringIO(export(book, "ris")).read().splitlines()))
    assert len(entries) == 4
    entry = next(one for one in entries if one.get("year") == "2015")
    assert entry["type_of_reference"] == "ELEC"
    assert entry["authors"] == ["Doe, Jane", "Ek, Karl"]
    assert entry["url"] == URLS[0]
    assert entry["date"].startswith("2015/05/12")


def test_every_field_comes_through_both_formats(tmp_path):
    """What Zotero reads from RIS and BibTeX: each field of a citation, in Chinese and with signs that act."""
    source = document(
        "# R\n\nA claim.[^1]\n\n[^1]: 李明, “谁为桥梁付款 & 100% {为什么}？”, 桥报, 2018年5月3日, p. 12, "
        "<http://paper.example.cn/a_b?x=1&y=%E4%B8%AD>.\n",
        "zh",
    )
    archived = "https://archive.example.org/web/2018/http://paper.example.cn/"
    note = source.notes[0]
    cited = replace(note.citations[0], archived_url=archived, status="archived")
    found = replace(shown(source, 0), notes=(replace(note, citations=(cited,)),))
    session = Session(tmp_path / "20260101-000000-abcdef.jsonl")
    session.add_quotation(replace(quotation_of(found, source, "谁？"), sources=(cited,)))
    book = dossier_book(session)
    ris = next(one for one in read_ris(export(book, "ris").splitlines()) if one.get("year") == "2018")
    assert ris["title"] == cited.title and "谁为桥梁付款 & 100% {为什么}？" in cited.title
    assert (ris["type_of_reference"], ris["publisher"], ris["language"]) == ("ELEC", "桥报", "zh")
    assert ris["authors"] == ["李明"] and ris["date"].startswith("2018/05/03")
    assert ris["url"] == "http://paper.example.cn/a_b?x=1&y=%E4%B8%AD"
    assert archived in " ".join(ris["notes"]) and ris["start_page"] == "12"
    entries = parse_string(export(book, "bibtex"), "bibtex").entries.values()
    bib = next(one for one in entries if one.fields.get("year") == "2018").fields
    assert bib["title"] == r"{谁为桥梁付款 \& 100\% \{为什么\}？}"
    assert (bib["url"], bib["date"], bib["month"]) == (ris["url"], "2018-05-03", "5")
    assert (bib["publisher"], bib["langid"], bib["pages"]) == ("桥报", "zh", "12")
    assert archived in bib["note"].replace("\\", "")


def test_csl_json_has_what_the_format_wants(book):
    items = json.loads(export(book, "csl-json"))
    assert len({item["id"] for item in items}) == len(items) == 4
    for item in items:
        assert item["type"] in {"report", "webpage", "document"} and item["title"]
        for name in item.get("author", ()):
            assert set(name) in ({"family", "given"}, {"literal"})
    dated = next(item for item in items if item.get("URL") == URLS[0])
    assert dated["issued"] == {"date-parts": [[2015, 5, 12]]}


def test_markdown_has_real_footnotes(book):
    text = export(book, "markdown")
    used = set(re.findall(r"\[\^(\d+)\](?!:)", text))
    defined = re.findall(r"^\[\^(\d+)\]:", text, re.MULTILINE)
    assert used == set(defined) and len(defined) == len(set(defined)) == 5
    assert "Oslo.[^1]" in text


def test_markdown_is_read_again_by_our_own_reader(book):
    again = document(export(book, "markdown"), "again")
    original = document()
    texts = " ".join(p.text for p in again.paragraphs)
    for paragraph in original.paragraphs:
        if paragraph.marks:
            assert paragraph.text.replace("\n", " ") in texts
    assert sum(len(p.marks) for p in again.paragraphs) == 6


class _Tags(HTMLParser):
    def __init__(self) -> None:
        super().__init__()
        self.open: list[str] = []
        self.ids: list[str] = []
        self.links: list[str] = []

    def handle_starttag(self, tag, attrs):
        values = dict(attrs)
        if tag not in ("meta",):
            self.open.append(tag)
        self.ids += [values["id"]] if "id" in values else []
        self.links += [values["href"]] if "href" in values else []

    def handle_endtag(self, tag):
        assert self.open.pop() == tag


def test_html_is_well_formed_and_its_links_lead_somewhere(book):
    page = _Tags()
    page.feed(export(book, "html"))
    assert page.open == [] and len(page.ids) == len(set(page.ids))
    inner = {link[1:] for link in page.links if link.startswith("#")}
    assert inner <= set(page.ids)
    assert all(link.startswith(("#", "http://", "https://")) for link in page.links)


HOSTILE = "<script>alert(1)</script> [x](javascript:1) \x1b[31m {}}% \\end @misc{a, ER  - \n| ``` $x$"


@pytest.mark.parametrize("name", FORMATS)
def test_hostile_words_stay_words(tmp_path, name):
    text = f"# {HOSTILE}\n\nA claim {HOSTILE}.[^1]\n\n[^1]: “{HOSTILE}”, javascript:alert(1), https://e.org/{{}}.\n"
    source = document(text, "hostile")
    session = Session(tmp_path / "20260101-000000-abcdef.jsonl")
    session.add_quotation(quotation_of(shown(source, 0), source, HOSTILE))
    out = export(dossier_book(session), name)
    if name == "html":
        page = _Tags()
        page.feed(out)
        assert "script" not in out.split("</style>")[1].replace("&lt;script", "").replace(
            "/script", ""
        ).replace("javascript", "")
        assert "\x1b" not in out and page.open == []
    if name == "bibtex":
        assert len(parse_string(out, "bibtex").entries) >= 2
    if name == "ris":
        assert all(re.match(r"[A-Z][A-Z0-9]  - ", line) for line in out.splitlines() if line.strip())
    if name in ("json", "csl-json"):
        assert json.loads(out)


@pytest.mark.parametrize(
    ("author", "names"),
    [
        (None, ()),
        ("Samm Sacks", (Name("Sacks", "Samm"),)),
        ("Samm Sacks and Paul Triolo", (Name("Sacks", "Samm"), Name("Triolo", "Paul"))),
        ("Sacks, Samm", (Name("Sacks", "Samm"),)),
        ("Freedom House", (Name("Freedom House"),)),
        ("IISS", (Name("IISS"),)),
        ("Anna Bo, Carl Du and Eve Fo", (Name("Bo", "Anna"), Name("Du", "Carl"), Name("Fo", "Eve"))),
        ("习近平", (Name("习近平"),)),
        ("李敏、赵芳等", (Name("李敏"), Name("赵芳"))),
        ("刘洋，孙丽等", (Name("刘洋"), Name("孙丽"))),
        ("Schmidt, J., und Krüger, A.", (Name("Schmidt", "J"), Name("Krüger", "A"))),
        ("Bundesamt für Wald und Boden", (Name("Bundesamt für Wald und Boden"),)),
        ("Velmora Harbour Authority", (Name("Velmora Harbour Authority"),)),
        ("Reporters without Borders", (Name("Reporters without Borders"),)),
        ("Department of Health and Human Services", (Name("Department of Health and Human Services"),)),
        ("Freedom House; Jane Doe", (Name("Freedom House"), Name("Doe", "Jane"))),
        ("Freedom House and Privacy International", (Name("Freedom House"), Name("Privacy International"))),
    ],
)
def test_names(author, names):
    assert names_of(author) == names


def taken_away(tmp_path, note: str):
    """Return a dossier of one claim that rests on a note, and a captured source quoted before it."""
    source = document(f"# R\n\nA claim.[^1]\n\n[^1]: {note}\n")
    cited = source.notes[0].citations[0]
    page = quotation_of(shown(document(), 0), document(), "q")
    record = Record(cited.title or "", None, cited.publisher, cited.date, cited.url)
    page = replace(page, document="s1", kind="source", notes=(), sources=(), marks=(), record=record)
    session = Session(tmp_path / "20260101-000000-abcdef.jsonl")
    session.add_quotation(page)
    session.add_quotation(quotation_of(shown(source, 0), source, "q"))
    return dossier_book(session)


@pytest.mark.parametrize(
    ("note", "addresses"),
    [
        ("“A”, Post, 4 May 2011, https://e.org/1; “B”, Star, 5 May 2011, https://e.org/2.",
         ["https://e.org/1", "https://e.org/2"]),
        ("张伟：《十天够吗？》，《周末》，http://e.cn/1.html，访问日期：2021年3月2日。", ["http://e.cn/1.html"]),
        ("“A”, Post (https://e.org/a_(b)), and <https://e.org/c.>.", ["https://e.org/a_(b)", "https://e.org/c."]),
    ],
)  # fmt: skip
def test_links_end_where_the_address_does(tmp_path, note, addresses):
    book = taken_away(tmp_path, note)
    text = export(book, "markdown")
    assert re.findall(r"<(h[^>]*)>", text[text.index("[^1]:") :]) == addresses
    page = _Tags()
    page.feed(export(book, "html"))
    assert [link for link in dict.fromkeys(page.links) if link.startswith("http")] == addresses


def test_a_captured_source_that_is_quoted_and_cited_is_one_page_of_the_web(tmp_path):
    note = "张伟、李敏：《十天够吗？》，《南方周末》，2019年1月10日，第12—19页，http://e.cn/1.html?a=1;b=2。"
    book = taken_away(tmp_path, note)
    source, report = references_of(book)
    assert (source.kind, report.kind) == ("web", "report")
    entry = next(iter(read_ris(export(book, "ris").splitlines())))
    assert (entry["start_page"], entry["end_page"]) == ("12", "19")
    assert entry["url"] == "http://e.cn/1.html?a=1%3Bb=2" and entry["authors"] == ["张伟", "李敏"]
    fields = next(iter(parse_string(export(book, "bibtex"), "bibtex").entries.values())).fields
    assert fields["pages"] == "12--19"
    assert json.loads(export(book, "csl-json"))[0]["page"] == "12-19"
    alone = replace(book.chapters[0], quotations=book.quotations[:1])
    assert [one.kind for one in references_of(replace(book, chapters=(alone,)))] == ["web"]


def test_each_source_is_one_reference(book):
    references = references_of(book)
    assert len(references) == len({reference.key for reference in references}) == 4


def test_cite_leaves_out_what_is_unknown():
    assert cite(Record("T")) == "“T”"
    assert cite(Record("T “x”", "A", "P", "2018", "http://e.org")) == "A, “T ‘x’”, P, 2018, <http://e.org>"


def test_the_clipboard_gets_words_citation_and_notes():
    text = as_plain_text(quotation_of(shown(document(), 0), document(), "q"))
    assert "Oslo.[1]" in text and "[2] Doe." in text and "section “1. Money”" in text


@pytest.mark.parametrize(
    ("name", "expected"), [("a.md", "markdown"), ("a.csl.json", "csl-json"), ("a.JSON", "json")]
)
def test_format_of(name, expected):
    assert format_of(Path(name)) == expected


def test_wrong_exports_are_refused(tmp_path, book):
    with pytest.raises(ExportError, match=r"\.md"):
        format_of(Path("a.docx"))
    with pytest.raises(ExportError, match="markdown"):
        export(book, "docx")
    path = save("x", tmp_path / "a.md")
    with pytest.raises(ExportError, match="already"):
        save("y", path)
    assert path.read_text() == "x"
    with pytest.raises(ExportError, match="cannot be written"):
        save("y", tmp_path / "no" / "a.md")
    assert [one.name for one in tmp_path.iterdir() if one.name.startswith(".")] == []
