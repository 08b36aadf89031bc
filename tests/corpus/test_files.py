"""Files from outside: what is read, what is refused and how it is said."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

import corpus.files
from corpus.errors import ReadError, UsageError
from corpus.files import load_raw, raw_from_bytes
from corpus.reading import read_document, reader_names

CHINESE = "中国的北斗卫星导航系统在这个国家的城市里使用。"
FRENCH = "L’été, les ministères ont payé des caméras à neuf villes du nord."


@pytest.mark.parametrize(
    ("data", "text"),
    [
        (CHINESE.encode(), CHINESE),
        (b"\xef\xbb\xbf" + CHINESE.encode(), CHINESE),
        (CHINESE.encode("utf-16"), CHINESE),
        (b"\xfe\xff" + CHINESE.encode("utf-16-be"), CHINESE),
        (f"{CHINESE}\n一\n".encode("utf-16-le"), f"{CHINESE}\n一\n"),
        (FRENCH.encode("utf-16-le"), FRENCH),
        (FRENCH.encode("utf-16-be"), FRENCH),
        (CHINESE.encode("gb18030"), CHINESE),
        (FRENCH.encode("cp1252"), FRENCH),
        (b"a\r\nb\r\n", "a\r\nb\r\n"),
    ],
)
def test_decoding(data: bytes, text: str) -> None:
    raw = raw_from_bytes("a.txt", data)
    assert (raw.text, raw.data) == (text, data)


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "empty"),
        (b" \n\t ", "empty"),
        ("\ufeff".encode() + b"\n", "empty"),
        (b"\x00\x01\x02binary", "binary"),
        (b"\x7fELF\x02\x01\x01" + bytes(9) + b"a \n b" * 40 + bytes(8), "binary"),
        (b"\xff\xfea", "utf-16"),
        (b"\x81\x8d\x8f" * 9, "encoding cannot be told"),
        (bytes(range(128, 256)) * 4, "encoding cannot be told"),
    ],
)
def test_refused(data: bytes, reason: str) -> None:
    with pytest.raises(ReadError, match=reason) as caught:
        raw_from_bytes("a.txt", data)
    assert "a.txt" in caught.value.message
    assert caught.value.hint


def test_too_large(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setattr(corpus.files, "MAX_BYTES", 1024 * 1024)
    file = tmp_path / "big.txt"
    file.write_bytes(b"a" * (1024 * 1024 + 1))
    with pytest.raises(ReadError, match="larger than the limit of 1 MiB"):
        load_raw(file)


def test_missing_folder_and_container(tmp_path: Path) -> None:
    with pytest.raises(ReadError, match="does not exist"):
        load_raw(tmp_path / "no.txt")
    with pytest.raises(ReadError, match="folder"):
        load_raw(tmp_path)
    os.mkfifo(tmp_path / "pipe")
    with pytest.raises(ReadError, match="not a regular file"):
        load_raw(tmp_path / "pipe")
    raw = raw_from_bytes("a.pdf", b"%PDF-1.7 \x00")
    assert raw.text is None
    with pytest.raises(ReadError, match=r"a\.pdf .* no reader knows"):
        read_document(raw, doc_id="a")


def test_unknown_reader_is_refused() -> None:
    with pytest.raises(UsageError, match="no reader named"):
        read_document(raw_from_bytes("a.txt", b"A text."), doc_id="a", reader="docx")
    assert reader_names()[0] == "page-notes"
