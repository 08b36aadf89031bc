"""Files that a person brings: kept and tied to their citation, or refused with a reason."""

from __future__ import annotations

import gzip
import io
import os
import plistlib
import quopri
from email.mime.image import MIMEImage
from email.mime.multipart import MIMEMultipart
from email.mime.text import MIMEText
from pathlib import Path

import pytest
from warcio.archiveiterator import ArchiveIterator

from corpus.errors import FootnotedError, ReadError, SourceError, UsageError
from corpus.library import Library
from corpus.sources.attach import attach, doubted
from corpus.sources.audit import audit
from corpus.sources.model import Exchange
from corpus.sources.settings import FetchSettings
from corpus.sources.warc import read_capture, read_warc, write_warc
from tests.corpus.sources.pdfs import encrypted_pdf, pdf
from tests.corpus.sources.web import article, page, report

URL = "http://news.example/2018/lima"
SETTINGS = FetchSettings(max_bytes=200_000)


@pytest.fixture
def library(tmp_path: Path):
    with Library.open(tmp_path / "library", create=True) as opened:
        opened.add(report(tmp_path, [("Lima", URL), ("Oslo", "")]))
        yield opened


def put(folder: Path, name: str, data: bytes) -> Path:
    file = folder / name
    file.write_bytes(data)
    return file


def warc(folder: Path, *pages: tuple[str, bytes]) -> Path:
    exchanges = [
        Exchange(url, 200, "OK", (("Content-Type", "text/html"),), body, body, "2020-01-01T00:00:00Z")
        for url, body in pages
    ]
    place = write_warc(folder, exchanges, "another program")
    return folder / place.path


@pytest.mark.parametrize("note", [1, 2])
@pytest.mark.parametrize("kind", ["page.html", "paper.pdf", "text.txt"])
def test_a_file_becomes_the_source(library: Library, tmp_path: Path, kind: str, note: int) -> None:
    data = {
        "page.html": article("Lima"),
        "paper.pdf": pdf(["Lima bought 48 cameras."]),
        "text.txt": b"Lima bought 48 cameras.",
    }
    (made,) = attach(library, note, [put(tmp_path, kind, data[kind])], SETTINGS)
    kept = read_capture(library.path, str(made.warc), made.offset, 10**6)
    assert (kept.body, kept.url, kept.header("Content-Type")) == (
        data[kind],
        f"file:///{kind}",
        made.media_type,
    )
    with (library.path / str(made.warc)).open("rb") as stream:
        records = [
            (one.rec_type, one.content_stream().read())
            for one in ArchiveIterator(stream, check_digests="raise")
        ]
    assert records[1:] == [("resource", data[kind])]
    (source,) = [entry for entry in library.documents() if entry.kind == "source"]
    document = library.document(source.doc_id)
    assert "bought 48 cameras" in document.text
    assert document.cited_by == (("bridges", note),)
    assert library.note("bridges", note).citations[0].status == "attached"
    assert next(row for row in audit(library) if row.note == note).state in ("attached", "unchecked")


def test_the_page_of_a_warc_is_found_by_its_address(library: Library, tmp_path: Path) -> None:
    file = warc(
        tmp_path,
        ("http://other.example/", article("Oslo", 7)),
        ("https://www.news.example/2018/lima/", article("Lima", 48)),
    )
    attach(library, 1, [file], SETTINGS)
    (source,) = [entry for entry in library.documents() if entry.kind == "source"]
    assert "Lima bought 48" in library.document(source.doc_id).text


def test_the_page_of_a_warc_is_found_behind_its_redirects(library: Library, tmp_path: Path) -> None:
    at = "2020-01-01T00:00:00Z"
    kinds = (("Content-Type", "text/html"),)
    exchanges = [
        Exchange(
            "http://news.example/logo", 200, "OK", (("Content-Type", "text/css"),), b"a{b:c}", b"a{b:c}", at
        ),
        Exchange(URL, 301, "Moved", (("Location", "/lima-48"),), b"", b"", at),
        Exchange("http://news.example/oslo", 200, "OK", kinds, article("Oslo"), article("Oslo"), at),
        Exchange("http://news.example/lima-48", 200, "OK", kinds, article("Lima"), article("Lima"), at),
    ]
    file = tmp_path / write_warc(tmp_path, exchanges, "another program").path
    attach(library, 1, [file], SETTINGS)
    (source,) = [entry for entry in library.documents() if entry.kind == "source"]
    assert "Lima bought 48" in library.document(source.doc_id).text


def test_a_warc_of_several_other_pages_is_refused_and_one_of_one_is_doubted(
    library: Library, tmp_path: Path
) -> None:
    several = warc(tmp_path, ("http://a.example/", article("Oslo")), ("http://b.example/", article("Lima")))
    with pytest.raises(SourceError, match=r"several pages and none of http://news\.example/2018/lima"):
        attach(library, 1, [several], SETTINGS)
    one = warc(
        tmp_path, ("http://b.example/a.gif", b"GIF89a" + bytes(90)), ("http://b.example/", article("Lima"))
    )
    (made,) = attach(library, 1, [one], SETTINGS)
    assert "The page in it is that of http://b.example/" in made.reason


def test_a_warc_packed_as_a_whole_is_read(library: Library, tmp_path: Path) -> None:
    plain = gzip.decompress(
        warc(tmp_path, (URL, article("Lima")), (f"{URL}/2", article("Oslo"))).read_bytes()
    )
    attach(library, 1, [put(tmp_path, "whole.warc.gz", gzip.compress(plain))], SETTINGS)
    assert any(entry.kind == "source" for entry in library.documents())


@pytest.mark.parametrize("form", [plistlib.FMT_BINARY, plistlib.FMT_XML])
def test_a_page_that_safari_saved_is_read(
    library: Library, tmp_path: Path, form: plistlib.PlistFormat
) -> None:
    main = {
        "WebResourceData": article("Lima").replace(b"48 cameras", "48 caméras".encode("latin-1")),
        "WebResourceMIMEType": "text/html",
        "WebResourceTextEncodingName": "iso-8859-1",
        "WebResourceURL": "http://www.news.example/2018/lima/",
    }
    whole = plistlib.dumps({"WebMainResource": main, "WebSubresources": []}, fmt=form)
    (made,) = attach(library, 1, [put(tmp_path, "lima.webarchive", whole)], SETTINGS)
    assert (made.media_type, made.reason) == ("text/html", "Attached from lima.webarchive.")
    (source,) = [entry for entry in library.documents() if entry.kind == "source"]
    assert "48 caméras" in library.document(source.doc_id).text
    for name, data in (("cut", whole[: len(whole) // 2]), ("list", plistlib.dumps({"a": 1}, fmt=form))):
        with pytest.raises(SourceError, match="a property list and holds no page"):
            attach(library, 1, [put(tmp_path, name, data)], SETTINGS)


def test_a_page_that_is_packed_is_read(library: Library, tmp_path: Path) -> None:
    packed = gzip.compress(article("Lima"))
    attach(library, 1, [put(tmp_path, "lima.html.gz", packed)], SETTINGS)
    (source,) = [entry for entry in library.documents() if entry.kind == "source"]
    assert "Lima bought 48" in library.document(source.doc_id).text
    for name, data, says in (
        ("cut.html.gz", packed[:-20], "cut short"),
        ("bomb.gz", gzip.compress(b"a" * 10_000_000), "larger than"),
    ):
        with pytest.raises(SourceError, match=says):
            attach(library, 1, [put(tmp_path, name, data)], SETTINGS)


def test_a_text_that_is_cut_is_told(
    library: Library, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("corpus.sources.extract.MAX_TEXT", 1_000)
    (made,) = attach(library, 1, [put(tmp_path, "a.html", article("Lima"))], SETTINGS)
    assert "Its text goes on; the first 1,000 characters are kept." in made.reason
    assert doubted(made)


def test_a_capture_of_a_file_is_attached_again(library: Library, tmp_path: Path) -> None:
    (made,) = attach(library, 1, [put(tmp_path, "a.html", article("Lima"))], SETTINGS)
    (again,) = attach(library, 1, [library.path / str(made.warc)], SETTINGS)
    assert again.text_digest == made.text_digest


def test_a_capture_of_a_file_as_libraries_have_it_is_read(tmp_path: Path) -> None:
    """Earlier versions kept a file as if a server had answered with it."""
    place = warc(tmp_path, ("file:///a.html", article("Lima")))
    (kept,) = read_warc(place, 10**6)
    assert (kept.body, kept.url, kept.brought) == (article("Lima"), "file:///a.html", False)


def test_a_plain_warc_is_read_too(library: Library, tmp_path: Path) -> None:
    packed = warc(tmp_path, (URL, article("Lima"))).read_bytes()
    attach(library, 1, [put(tmp_path, "a.warc", gzip.GzipFile(fileobj=io.BytesIO(packed)).read())], SETTINGS)
    assert any(entry.kind == "source" for entry in library.documents())


def test_a_page_saved_as_one_file_is_read_without_its_wrapping(library: Library, tmp_path: Path) -> None:
    whole = MIMEMultipart("related", type="text/html")
    whole["Subject"] = "Lima"
    saved = MIMEText("", "html", "gb18030")
    text = article("利马买了48台摄像机").decode() + "<p>Café = ½</p>"
    saved.set_payload(quopri.encodestring(text.encode("gb18030")))
    saved.replace_header("Content-Transfer-Encoding", "quoted-printable")
    saved["Content-Location"] = "http://www.news.example/2018/lima/"
    for part in (MIMEImage(b"GIF89a", "gif"), saved):
        whole.attach(part)
    (made,) = attach(library, 1, [put(tmp_path, "saved.mhtml", whole.as_bytes())], SETTINGS)
    (source,) = [entry for entry in library.documents() if entry.kind == "source"]
    shown = library.document(source.doc_id).text
    assert "利马买了48台摄像机" in shown
    assert "=3D" not in shown and "Content-" not in shown
    assert made.reason == "Attached from saved.mhtml."  # the same page, as it says itself


def test_a_saved_page_cut_short_is_told(library: Library, tmp_path: Path) -> None:
    whole = MIMEMultipart("related", type="text/html")
    for part in (MIMEText(article("Lima").decode(), "html"), MIMEImage(b"GIF89a", "gif")):
        whole.attach(part)
    for share in (0.3, 0.6, 0.95):
        data = whole.as_bytes()[: int(len(whole.as_bytes()) * share)]
        with pytest.raises(SourceError, match="cut short"):
            attach(library, 1, [put(tmp_path, "saved.mhtml", data)], SETTINGS)
    assert not [entry for entry in library.documents() if entry.kind == "source"]


def test_a_file_that_is_a_wall_is_attached_and_doubted(library: Library, tmp_path: Path) -> None:
    file = put(tmp_path, "login.html", page("Log in", "Please log in to continue reading."))
    (made,) = attach(library, 1, [file], SETTINGS)
    assert made.state == "attached"
    assert "Is it the source? The page is titled" in made.reason


@pytest.mark.parametrize("share", [0.2, 0.5, 0.9, 0.99])
@pytest.mark.parametrize("plain", [False, True])
def test_a_warc_cut_short_is_told(library: Library, tmp_path: Path, share: float, plain: bool) -> None:
    whole = warc(tmp_path, (URL, article("Lima", paragraphs=60))).read_bytes()
    if plain:
        whole = gzip.GzipFile(fileobj=io.BytesIO(whole)).read()
    file = put(tmp_path, "cut.warc", whole[: int(len(whole) * share)])
    with pytest.raises(SourceError) as caught:
        attach(library, 1, [file], SETTINGS)
    assert "cut.warc" in caught.value.message and "cut short" in caught.value.message and caught.value.hint
    assert not [entry for entry in library.documents() if entry.kind == "source"]


@pytest.mark.parametrize(
    ("name", "data", "error", "says"),
    [
        ("empty.html", b"", SourceError, "empty"),
        ("blank.html", b"<html><body></body></html>", SourceError, "no text"),
        ("locked.pdf", encrypted_pdf(), SourceError, "encrypted"),
        ("torn.pdf", b"%PDF-1.5 torn", SourceError, "damaged"),
        ("big.html", b"<p>" + b"x" * 300_000, SourceError, "limit"),
        ("picture.png", b"\x89PNG\r\n\x1a\n\0\0", SourceError, "no text"),
        (
            "bare.mhtml",
            b"Subject: a\nContent-Type: multipart/related; boundary=b\n\n",
            SourceError,
            "no page",
        ),
        (
            "parts.mhtml",
            b"A: a\nContent-Type: multipart/related; boundary=b\n" + b"\n--b\n" * 25_000,
            SourceError,
            "no page",
        ),
        ("torn.warc", b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Tar", SourceError, "WARC"),
        ("not.warc", b"WARC/1.0\r\nnonsense", SourceError, "WARC"),
        (
            "head.warc",
            b"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: file:///a\r\nContent-Length: 9\r\n\r\n"
            b"nonsense\n\r\n",
            SourceError,
            "WARC",
        ),
        ("page.warc", b"<p>no archive at all</p>", SourceError, "WARC"),
        ("zip.gz", gzip.compress(b"no warc"), SourceError, "WARC"),
    ],
)
def test_what_cannot_be_read_is_told_and_nothing_kept(
    library: Library, tmp_path: Path, name: str, data: bytes, error: type[FootnotedError], says: str
) -> None:
    with pytest.raises(error, match=says) as caught:
        attach(library, 1, [put(tmp_path, name, data)], SETTINGS)
    assert name in caught.value.message
    assert caught.value.hint
    assert not library.rows("SELECT 1 FROM snapshots")


def test_a_missing_file_a_folder_and_a_pipe_are_told(library: Library, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="pipe is no regular file"):
        attach(library, 1, [tmp_path / "pipe"], SETTINGS)
    with pytest.raises(ReadError, match="does not exist"):
        attach(library, 1, [tmp_path / "none.html"], SETTINGS)
    with pytest.raises(ReadError, match="folder"):
        attach(library, 1, [tmp_path], SETTINGS)


def test_it_must_be_plain_which_file_is_which_sources(library: Library, tmp_path: Path) -> None:
    file = put(tmp_path, "a.html", article("Lima"))
    with pytest.raises(UsageError, match="1 sources, and there are 2 files"):
        attach(library, 1, [file, file], SETTINGS)
    with pytest.raises(UsageError, match="no citation 2"):
        attach(library, 1, [file], SETTINGS, citation=2)
    with pytest.raises(UsageError, match="no note 7"):
        attach(library, 7, [file], SETTINGS)


def test_a_second_file_replaces_the_first_in_the_library_and_both_stay_in_the_history(
    library: Library, tmp_path: Path
) -> None:
    attach(library, 1, [put(tmp_path, "a.html", article("Lima", 1))], SETTINGS)
    attach(library, 1, [put(tmp_path, "b.html", article("Lima", 500))], SETTINGS)
    (source,) = [entry for entry in library.documents() if entry.kind == "source"]
    assert "bought 500 cameras" in library.document(source.doc_id).text
    assert len(next(row for row in audit(library) if row.note == 1).history) == 2
