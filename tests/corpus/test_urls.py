"""Addresses are taken as printed; the sentence around them is not part of them."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from corpus.urls import find_doi, find_urls, host, is_archive

PRINTED = [
    ("see <https://a.example/b(c)d>.", ["https://a.example/b(c)d"]),
    ("(http://x.example/z_(w)).", ["http://x.example/z_(w)"]),
    ("https://a.example/f_11_1_2018.pdf.", ["https://a.example/f_11_1_2018.pdf"]),
    ("www.ide.example/English/x.html, Oct. 2009", ["www.ide.example/English/x.html"]),
    ("“Safe City,” Independent.com, 24.kg News, DefenseWorld.Net", []),
    ("[perma.cc/AB12-CD34]", ["perma.cc/AB12-CD34"]),
    ("<https://a.example/long-\npart>; next", ["https://a.example/long-part"]),
    ("http://a.example/b。后文", ["http://a.example/b"]),
    ("http://a.example/x;y=1; and https://b.example/?q=1&r=#rd>", ["http://a.example/x;y=1", "https://b.example/?q=1&r=#rd"]),
    ("https://mp.example/s?biz=MzI0NQ==&mid=2", ["https://mp.example/s?biz=MzI0NQ==&mid=2"]),
    ("http://zh.example/wiki/中国,", ["http://zh.example/wiki/中国"]),
    ("mail a@b.example/x, and/or e.g./x", []),
    ("“https://a.example/q”", ["https://a.example/q"]),
    ("http://", []),
]  # fmt: skip


@pytest.mark.parametrize(("text", "urls"), PRINTED, ids=lambda v: str(v)[:30])
def test_an_address_ends_where_its_sentence_goes_on(text, urls):
    assert [found.url for found in find_urls(text)] == urls


def test_the_span_takes_the_angle_brackets_in():
    (found,) = find_urls("see <https://a.example/b>.")
    assert "see <https://a.example/b>."[found.start : found.end] == "<https://a.example/b>"


@pytest.mark.parametrize(
    ("url", "name"),
    [
        ("https://www.A.example:80/b", "a.example"),
        ("www.a.example/b", "a.example"),
        ("http://[broken/", ""),
        ("doi:10.1/x", "doi"),
        ("", ""),
    ],
)
def test_the_host_of_any_address(url, name):
    assert host(url) == name


def test_archives_and_dois():
    assert is_archive("https://web.archive.org/web/2018/http://a.example/")
    assert not is_archive("https://archive.example/")
    assert find_doi("May 2018, doi: 10.3386/w24567.") == "doi: 10.3386/w24567"
    assert find_doi("https://example.org") is None


@given(st.text(alphabet='htps:/.w<>()[]ab,; \n"”。', max_size=60))
def test_addresses_lie_in_their_text_in_order(text):
    end = 0
    for found in find_urls(text):
        assert found.start >= end
        assert found.end <= len(text)
        assert found.url.split("/")[0] in text
        end = found.end
