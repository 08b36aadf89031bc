"""What of a page is its article: several elements of one name, notices in place of one, paragraphs."""

from __future__ import annotations

import pytest

from corpus.sources.extract import extract
from corpus.sources.judge import judge_text
from corpus.sources.parts import with_other_parts
from corpus.sources.shown import lines_of
from tests.corpus.sources.web import article

SENTENCE = "The council bought cameras from a company in Oslo, the minutes of its meeting in May say."
STORIES = "".join(
    f"<article><h3>{title}</h3><p>Councillors met on Monday night to hear what residents think, and "
    f"the mood in the room was tense until the chair closed the debate on item {at}.</p></article>"
    for at, title in enumerate(("Minister resigns", "Museum buys a painting", "Schools to close"))
)


@pytest.mark.parametrize(
    ("notice", "state"),
    [
        (
            '<div class="alert alert-warning" role="alert">This article is no longer available.</div>',
            "soft-404",
        ),
        ("<div class=site-notice><p>This article has been retracted.</p></div>", "soft-404"),
        ("<div role=alert><p>Dieser Artikel wurde gelöscht.</p></div>", "soft-404"),
        ("<div class=articleNotice>本文已被删除。</div>", "soft-404"),
        ("<div class=alert>The article you requested has been moved or deleted.</div>", "soft-404"),
        ("<div class=notice>Our app is no longer available in shops.</div>", None),
        ("<div class=banner>This article is more than five years old.</div>", None),
    ],
)
def test_a_notice_that_the_article_is_gone_is_believed_where_no_article_stands(
    notice: str, state: str | None
) -> None:
    title = "Lima buys cameras"
    gone = f"{notice}<h1>{title}</h1><section class=related><h2>You may also like</h2>{STORIES}</section>"
    verdict = judge_text(extract(f"<title>{title}</title><body>{gone}</body>".encode(), "text/html"), title)
    assert (verdict and verdict.state) == state
    there = article(title).replace(b"<article", f"{notice}<article".encode())
    assert judge_text(extract(there, "text/html"), title) is None


@pytest.mark.parametrize(
    "between", ["", "<div class=ad>Advertisement</div>", "<aside><p>Log in.</p></aside>"]
)
@pytest.mark.parametrize(
    ("part", "other"),
    [
        ("<div class=article-body>", "<div class=article-body>"),
        ("<section class='text wide'>", "<section class='text wide'>"),
    ],
)
def test_an_article_in_several_elements_of_one_name_is_taken_whole(
    part: str, other: str, between: str
) -> None:
    first, rest = ("".join(f"<p>{SENTENCE} Line {at}.</p>" for at in many) for many in ((1, 2, 3), (4, 5)))
    close = f"</{part[1:].split()[0]}>"
    body = f"<article><h1>Lima buys cameras</h1>{part}{first}{close}{between}{other}{rest}{close}</article>"
    text = extract(f"<title>Lima buys cameras</title><body>{body}".encode(), "text/html").text
    assert [f"Line {at}." in text for at in range(1, 6)] == [True] * 5
    assert text.index("Line 3.") < text.index("Line 4.")
    assert "Log in" not in text


@pytest.mark.parametrize(
    ("name", "other"),
    [
        ("teaser", "<p>{}</p><p>{}</p>"),
        ("box", "<h3><a href=/b>Rain floods three valleys</a></h3><p>{}</p>"),
        ("box", "<h3>Related</h3><p>{}</p><p>{}</p>"),
        ("box", "<p>{}</p><p>Subscribe to continue reading.</p>"),
        ("box", "<p>Rain</p><p>Bridges</p><p>Schools</p>"),
    ],
)
def test_what_else_is_named_like_an_article_s_element_stays_away(name: str, other: str) -> None:
    body = "".join(f"<p>{SENTENCE} Line {at}.</p>" for at in range(4))
    strange = other.format(*(f"Rain has flooded three valleys in the north, and {x} more." for x in "ab"))
    page = f"<article><h1>Lima buys cameras</h1><div class={name}>{body}</div></article>"
    page = page.replace("</article>", f"<div class={name}>{strange}</div></article>")
    found = extract(f"<title>Lima buys cameras</title><body>{page}".encode(), "text/html")
    lines = lines_of(page)
    taken = "\n".join(line.text for line in lines if "Line" in line.text)
    assert with_other_parts(taken, lines) == taken
    assert "Line 3." in found.text


def test_a_short_chinese_text_keeps_its_paragraphs() -> None:
    lines = ("利马买摄像机", "阅读：1024", "利马市议会买了四十八台摄像机。", "市长否认了有关指控。")
    body = "".join(f"<div>{line}</div>" for line in lines)
    found = extract(f"<html><body><article>{body}</article></body></html>".encode(), "text/html")
    assert found.text.split("\n\n") == list(lines)
