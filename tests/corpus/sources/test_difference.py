"""What makes a page "changed": its sentences, its headline, its rows; not what stands around them."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.sources.audit import AuditRow, audit, audit_row
from corpus.sources.audit_html import audit_html
from corpus.sources.difference import difference
from corpus.sources.fetch import fetch
from corpus.sources.settings import FetchSettings
from tests.corpus.sources.web import Web, report, running

# Few hosts at once and the usual times: a busy machine must not make a page late.
SETTINGS = FetchSettings(pause=0.01, retries=0, hosts_at_once=16, allow_private=True, wayback=False)
TITLE = "Lima buys cameras"
FIRST = (
    "The council of Lima bought 48 cameras in 2018, according to the minutes of its meeting. "
    "A spokesman said that the contract was worth $4 million."
)
SECOND = "In the attack of May 2017 a bomb killed 12 people, and the police could not say who had laid it."
THIRD = "The cameras were made in Oslo by a company that the state owns. He denied it."
ZH = (
    "利马市议会在2018年购买了四十八台摄像机，据会议记录显示，合同价值四百万元。",
    "发言人说，2017年5月的袭击造成12人死亡，警方未能查明是谁安放了炸弹。",
    "这些摄像机由奥斯陆的一家国有公司制造，市长否认了有关指控。",
)
TEASERS = ("Minister resigns over ferry contracts", "Bridge at Oslo opens a year late",
           "Rain floods three valleys", "Schools close for want of teachers",
           "Museum buys back its own painting")  # fmt: skip
ZH_LINES = tuple(f"第{at}条：大桥推迟一年开通，部长因渡轮合同辞职，暴雨淹没三个山谷" for at in range(6))
SENTENCES = (
    "A dog was found in the old well.", "The bridge at Oslo was opened on Monday.",
    "Rain flooded three valleys.",
    "The museum bought back its own painting.", "A teacher won the lottery twice.",
)  # fmt: skip
ROWS = "<table><tr><th>Year</th><th>Cameras</th></tr><tr><td>2016</td><td>{}</td></tr></table>"


@dataclass(frozen=True)
class Page:
    head: str = ""
    title: str = TITLE
    body: tuple[str, ...] = (FIRST, SECOND, THIRD)
    amid: str = ""
    foot: str = ""

    def html(self) -> bytes:
        first, *others = (f"<p>{one}</p>" for one in self.body)
        return (
            f"<!doctype html><html><head><meta charset=utf-8><title>{self.title} - The Mason</title></head>"
            f"<body><article><h1>{self.title}</h1>{self.head}{first}{self.amid}"
            f"{''.join(others)}{self.foot}</article></body></html>"
        ).encode()


@dataclass(frozen=True)
class Framed(Page):
    """A page that has its text in an element of its own, with other things above and below that."""

    above: str = ""
    below: str = ""

    def html(self) -> bytes:
        text = "".join(f"<p>{one}</p>" for one in self.body)
        return (
            f"<!doctype html><html><head><meta charset=utf-8><title>{self.title} - The Mason</title></head>"
            f"<body><nav><a href=/>News</a></nav><article><header><h1>{self.title}</h1></header>{self.above}"
            f"<div class=article-body>{text}</div>{self.below}</article></body></html>"
        ).encode()


def lines(*texts: str) -> str:
    return "".join(f"<p>{one}</p>" for one in texts)


def listed(*texts: str) -> str:
    return f"<ul>{''.join(f'<li>{one}</li>' for one in texts)}</ul>"


def facts(*pairs: str) -> str:
    """A list of terms, each "term: definition"."""
    terms = (one.split(": ", 1) for one in pairs)
    return f"<dl>{''.join(f'<dt>{term}</dt><dd>{told}</dd>' for term, told in terms)}</dl>"


CORRECTED = "The number of cameras was 40, not 48 as we first reported."
SECOND_PART = (
    "</div><div class=ad></div><div class=article-body><p>The country has 301 bridges with cameras by now, "
    "and the ministry says that there will be more of them.</p>"
)
"""Closes the element that holds the text, and opens another one of its name."""
OTHER_PART = SECOND_PART.replace("301", "310")
RETRACTED = "The Mason has retracted this article."
SAME = {
    "a list of other pages appears": (Page(), Page(foot=lines("Read next", *TEASERS[:3]))),
    "a question about cookies": (
        Page(amid=lines("We use cookies to make our site work and to measure how it is used.")),
        Page(amid=lines("This site uses cookies and asks you to agree to that.")),
    ),
    "a letter": (
        Page(amid=lines("Sign up for our daily newsletter and wake up with the news.")),
        Page(amid=lines("Subscribe to our weekly newsletter on money and on how to save it.")),
    ),
    "a day in other words": (
        Page(body=(FIRST, SECOND, "The report was published on 3 May 2018.")),
        Page(body=(FIRST, SECOND, "The report was published on May 3, 2018.")),
    ),
    "热门推荐": (
        Page(body=ZH), Page(body=ZH, foot=lines("热门推荐", "部长因渡轮合同辞职", "教师短缺学校停课")),
    ),
    "counter": (Page(foot=lines("1,234 views")), Page(foot=lines("1,301 views"))),
    "counter in a sentence": (
        Page(foot=lines("You are visitor number 10,345.")),
        Page(foot=lines("You are visitor number 10,912.")),
    ),
    "counter above": (
        Page(head=lines("This page has been viewed 99 times.")),
        Page(head=lines("This page has been viewed 1,204 times.")),
    ),
    "minutes ago": (
        Page(head=lines("Last updated 3 minutes ago")),
        Page(head=lines("Last updated 2 hours ago")),
    ),
    "minutes ago, with a stop": (
        Page(head=lines("Last updated 3 minutes ago.")), Page(head=lines("Last updated just now.")),
    ),
    "today": (
        Page(head=lines("Thursday, 26 November 2026, 4:45 p.m.")),
        Page(head=lines("Friday, 27 November 2026, 9:01 a.m.")),
    ),
    "published at": (
        Page(head=lines("Page made on Thursday, November 26, 2026")),
        Page(head=lines("Page made on Friday, November 27, 2026")),
    ),
    "teasers": (
        Page(foot=lines("Most read", *TEASERS[:3])),
        Page(foot=lines("Most read", TEASERS[4], TEASERS[0], TEASERS[3])),
    ),
    "teasers in a list": (
        Page(foot=listed(*TEASERS[:3])), Page(foot=listed(TEASERS[3], *TEASERS[:2])),
    ),
    "teasers with stops": (
        Page(foot=lines("Latest", *SENTENCES[:3])),
        Page(foot=lines("Latest", SENTENCES[4], SENTENCES[0], SENTENCES[3])),
    ),
    "a list that grows": (
        Page(foot=lines("Most read", *TEASERS[:3])), Page(foot=lines("Most read", TEASERS[4], *TEASERS[:3])),
    ),
    "teaser amid": (Page(amid=lines("Read more: " + TEASERS[0])), Page(amid=lines("See too: " + TEASERS[1]))),
    "comments": (Page(foot=lines("12 comments")), Page(foot=lines("19 comments"))),
    "comments appear": (Page(), Page(foot=lines("3 comments"))),
    "copyright": (
        Page(foot=lines("© 2026 The Mason. All rights reserved.")),
        Page(foot=lines("© 2027 The Mason. All rights reserved.")),
    ),
    "quotes": (
        Page(body=(FIRST, "He said “no” to it – that’s all.")),
        Page(body=(FIRST, "He said \"no\" to it - that's all.")),
    ),
    "a stamp": (
        Page(foot=lines("This page was last updated on 3 May 2018 at 10:14.")),
        Page(foot=lines("This page was last updated on 4 May 2018 at 9:15.")),
    ),
    "a stamp amid": (
        Page(amid=lines("Updated: May 5, 2018, 10:14 p.m. ET")),
        Page(amid=lines("Updated: May 6, 2018, 9:40 a.m. ET")),
    ),
    "made in": (
        Page(foot=lines("Page generated in 0.12 seconds.", "Processed in 0.035 second(s), 12 queries.")),
        Page(foot=lines("Page generated in 0.31 seconds.", "Processed in 0.021 second(s), 14 queries.")),
    ),
    "weather": (Page(foot=lines("Lima 21°C")), Page(foot=lines("Lima 24°C"))),
    "moved about": (Page(body=(FIRST, SECOND, THIRD)), Page(body=(FIRST, THIRD, SECOND))),
    "everything at once": (
        Page(head=lines("26 November 2026", "Updated 1 hour ago"),
             foot=lines("Most read", *TEASERS[:3], "7 comments")),
        Page(head=lines("28 November 2026", "Updated 2 days ago"),
             foot=lines("Most read", *TEASERS[2:5], "19 comments")),
    ),
    "阅读": (Page(body=ZH, foot=lines("阅读量：1234")), Page(body=ZH, foot=lines("阅读量：5678"))),
    "今天": (
        Page(body=ZH, head=lines("今天是2026年11月26日 星期四 农历十月十七")),
        Page(body=ZH, head=lines("今天是2026年11月27日 星期五 农历十月十八")),
    ),
    "页面执行": (
        Page(body=ZH, foot=lines("页面执行时间0.12秒。")), Page(body=ZH, foot=lines("页面执行时间0.31秒。")),
    ),
    "分钟前": (Page(body=ZH, head=lines("更新于3分钟前。")), Page(body=ZH, head=lines("更新于2小时前。"))),
    "counts and stamps among facts": (
        Framed(above=facts("Height: 7.5 m", "Views: 1,204", "Published: 3 May 2018")),
        Framed(above=facts("Height: 7.5 m", "Views: 1,377", "Published: 3 May 2018", "Updated: 5 May 2018")),
    ),
    "相关新闻": (
        Page(body=ZH, foot=lines("相关新闻", "部长因渡轮合同辞职", "大桥推迟一年开通", "暴雨淹没三个山谷")),
        Page(body=ZH, foot=lines("相关新闻", "博物馆买回自己的画", "部长因渡轮合同辞职", "教师短缺学校停课")),
    ),
}  # fmt: skip
UNSEEN = {
    "a headline that is taken for text": (Framed(), Page()),
    "surroundings": (
        Framed(
            above="<div class=stats>1,204 views</div>", below="<div class=ad><p>Cruises from $399.</p></div>"
        ),
        Framed(
            above="<div class=stats>9,310 views</div><div class=promo><p>Half off for all.</p></div>",
            below="<div class=author-bio><p>Ana Lopez writes about bridges for us.</p></div>",
        ),
    ),
    "another promotion below the text": (
        Framed(below="<div class=q7><p>Get the best of our stories every Sunday.</p></div>"),
        Framed(below="<div class=q7><p>Become a subscriber today and save half of the price.</p></div>"),
    ),
    "another story below the text": (
        Framed(
            below="<div class=q7><p><a href=/b>Rain has flooded three valleys in the north.</a></p></div>"
        ),
        Framed(below="<div class=q7><p><a href=/c>Schools are closed for want of teachers.</a></p></div>"),
    ),
}
"""Pages whose text and what belongs to it is the same."""
DIFFERENT = {
    "a headline outside the text": (Framed(), Framed(title="Lima rents cameras"), "Lima rents cameras"),
    "a figure in a headline outside": (
        Framed(title="Bomb kills 12 in Lima"), Framed(title="Bomb kills 15 in Lima"), "kills 15",
    ),
    "a correction below the text": (Framed(), Framed(below=f"<p class=correction>{CORRECTED}</p>"), "not 48"),
    "a correction by its words": (
        Framed(), Framed(below=f"<div><p>Correction: {CORRECTED}</p></div>"), "not 48",
    ),
    "a retraction above the article": (
        Framed(), Framed(above=f"<div class=notice role=alert><p>{RETRACTED}</p></div>"), "retracted",
    ),
    "eine Anmerkung": (
        Framed(), Framed(below="<p><b>Anmerkung der Redaktion:</b> Die Zahl wurde korrigiert.</p>"),
        "korrigiert",
    ),
    "更正在外": (
        Framed(body=ZH), Framed(body=ZH, below="<p>更正：本文早前版本误称四十八台，应为四十台。</p>"),
        "四十台",
    ),
    "a sentence in an element below the text": (
        Framed(below="<div class=postscript><p>The contract of the two runs until 2023.</p></div>"),
        Framed(below="<div class=postscript><p>The contract of the two runs until 2025.</p></div>"), "2025",
    ),
    "a note under a star": (
        Framed(), Framed(below="<p><small>* The contract covers 46 bridges.</small></p>"), "46 bridges",
    ),
    "a figure in the article's second element": (
        Framed(body=(FIRST, SECOND), below=SECOND_PART), Framed(body=(FIRST, SECOND), below=OTHER_PART),
        "310 bridges",
    ),
    "a standfirst": (
        Framed(above="<p class=standfirst>Lima has bought 48 cameras, minutes show</p>"),
        Framed(above="<p class=standfirst>Lima has bought 84 cameras, minutes show</p>"), "84",
    ),
    "a caption outside": (
        Framed(above="<figure><img src=a.jpg><figcaption>One of the 48 cameras in May</figcaption></figure>"),
        Framed(above="<figure><img src=a.jpg><figcaption>One of the 84 cameras in May</figcaption></figure>"),
        "84",
    ),
    "a row below the text": (Page(foot=ROWS.format(48)), Page(foot=ROWS.format(40)), "40"),
    "an item below the text": (
        Page(foot=listed("Height: 7.5 m", "Gates: 4")), Page(foot=listed("Height: 5.7 m", "Gates: 4")), "5.7",
    ),
    "a word of an item": (
        Page(amid=listed("Gates: open", "Hall: 4")), Page(amid=listed("Gates: closed", "Hall: 4")), "closed",
    ),
    "prices below the text": (
        Page(foot=lines("Adults: £8", "Children: £3")), Page(foot=lines("Adults: £12", "Children: £5")),
        "£12",
    ),
    "a fact in a list of terms": (
        Framed(below=facts("Height: 7.5 m", "Owner: Lima")),
        Framed(below=facts("Height: 5.7 m", "Owner: Lima")), "Height: 5.7 m",
    ),
    "an owner in a list of terms": (
        Framed(above=facts("Height: 7.5 m", "Owner: Lima")),
        Framed(above=facts("Height: 7.5 m", "Owner: Oslo Bridges")), "Owner: Oslo",
    ),
    "a fact that went": (
        Framed(below=facts("Height: 7.5 m", "Gates: 12")), Framed(below=facts("Height: 7.5 m")), "Gates: 12",
    ),
    "hours below the text": (
        Page(foot=lines("Open Monday to Friday, 9 to 17")),
        Page(foot=lines("Open Tuesday to Friday, 10 to 16")),
        "10 to 16",
    ),
    "a heading within": (
        Page(amid="<h2>Faces will not be read</h2>"), Page(amid="<h2>Faces will be read</h2>"),
        "will be read",
    ),
    "killed": (Page(), Page(body=(FIRST, SECOND.replace("12", "15"), THIRD)), "killed 15"),
    "an amount": (Page(), Page(body=(FIRST.replace("$4", "$5"), SECOND, THIRD)), "$5 million"),
    "a date in a sentence": (Page(), Page(body=(FIRST, SECOND.replace("2017", "2016"), THIRD)), "May 2016"),
    "a date in a short sentence": (
        Page(body=(FIRST, SECOND, "The report was published on 3 May 2018.")),
        Page(body=(FIRST, SECOND, "The report was published on 4 May 2018.")), "4 May",
    ),
    "a time in a sentence": (
        Page(body=(FIRST, "The new press loaded a page in 4 seconds. It cost twice as much.")),
        Page(body=(FIRST, "The new press loaded a page in 9 seconds. It cost twice as much.")), "9 seconds",
    ),
    "a time in a paragraph of its own": (
        Page(amid=lines("The new press executed the order in 4 seconds.")),
        Page(amid=lines("The new press executed the order in 9 seconds.")), "9 seconds",
    ),
    "新机器": (
        Page(body=ZH, amid=lines("新机器处理一份订单只用4秒。")),
        Page(body=ZH, amid=lines("新机器处理一份订单只用9秒。")), "9秒",
    ),
    "shares in a short sentence": (
        Page(body=(FIRST, SECOND, "The firm sold 12 million shares.")),
        Page(body=(FIRST, SECOND, "The firm sold 15 million shares.")), "15 million",
    ),
    "visitors in a row": (
        Page(amid=listed("Visitors killed: 12", "Hurt: 3")),
        Page(amid=listed("Visitors killed: 15", "Hurt: 3")), "killed: 15",
    ),
    "a denial": (Page(), Page(body=(FIRST, SECOND.replace("could not", "could"), THIRD)), "could say"),
    "a short sentence": (
        Page(body=(FIRST, SECOND, "He denied it.")),
        Page(body=(FIRST, SECOND, "He admitted it.")), "He admitted it.",
    ),
    "a retracted paragraph": (Page(), Page(body=(FIRST, THIRD)), "a bomb killed 12"),
    "a retracted last paragraph": (Page(), Page(body=(FIRST, SECOND)), "made in Oslo"),
    "a last paragraph rewritten": (
        Page(),
        Page(body=(FIRST, SECOND, "A court found that bribes had been paid for years.")),
        "bribes had been paid",
    ),
    "an added paragraph": (Page(body=(FIRST, SECOND)), Page(), "made in Oslo"),
    "a correction": (
        Page(),
        Page(foot=lines("Correction (May 9): The number of cameras was 40, not 48.")), "was 40, not 48",
    ),
    "a correction above, with the day": (
        Page(head=lines("26 November 2026")),
        Page(head=lines("27 November 2026", "An earlier version misstated the number of cameras.")),
        "misstated",
    ),
    "a retraction without a stop": (
        Page(head=lines("26 November 2026")),
        Page(head=lines("27 November 2026", "This article has been retracted")),
        "has been retracted",
    ),
    "a correction under teasers": (
        Page(foot=lines("Latest", *SENTENCES[:3])),
        Page(foot=lines("Latest", *SENTENCES[:3], "The number of cameras was 40, not 48.")),
        "was 40, not 48",
    ),
    "a headline": (Page(), Page(title="Lima rents cameras"), "Lima rents cameras"),
    "a figure in the headline": (
        Page(title="Bomb kills 12 in Lima"), Page(title="Bomb kills 15 in Lima"), "kills 15",
    ),
    "a row": (Page(amid=ROWS.format(48)), Page(amid=ROWS.format(40)), "40"),
    "an item": (
        Page(amid=listed("Killed: 12", "Hurt: 3")),
        Page(amid=listed("Killed: 15", "Hurt: 3")), "Killed: 15",
    ),
    "a figure on a line of its own": (
        Page(amid=lines("Dead: 12")), Page(amid=lines("Dead: 15")), "Dead: 15",
    ),
    "a word above": (Page(), Page(head=lines("RETRACTED")), "RETRACTED"),
    "the last of short paragraphs": (
        Page(body=(FIRST, SECOND), foot=lines("What is next", *SENTENCES[:3])),
        Page(body=(FIRST, SECOND), foot=lines("What is next", *SENTENCES[:2], "Rain spared the valleys.")),
        "spared",
    ),
    "a caption": (
        Page(amid=lines("The place where 12 people died in May")),
        Page(amid=lines("The place where 15 people died in May")),
        "15 people died",
    ),
    "a count that shrinks in a sentence": (
        Page(foot=lines("The video was downloaded 900 times.")),
        Page(foot=lines("The video was downloaded 90 times.")), "90 times",
    ),
    "many lines": (
        Page(body=(FIRST,), foot=lines(*TEASERS)), Page(body=(FIRST,), foot=lines(*ZH_LINES)),
        "大桥推迟一年开通",
    ),
    "among surroundings": (
        Page(head=lines("26 November 2026"), foot=lines("Most read", *TEASERS[:3])),
        Page(head=lines("27 November 2026"), body=(FIRST, SECOND.replace("12", "15"), THIRD),
             foot=lines("Most read", *TEASERS[2:])),
        "killed 15",
    ),
    "死亡": (Page(body=ZH), Page(body=(ZH[0], ZH[1].replace("12人", "15人"), ZH[2])), "15人"),
    "更正": (
        Page(body=ZH), Page(body=ZH, foot=lines("更正：本文早前版本误称四十八台，应为四十台。")), "更正",
    ),
    "撤": (Page(body=ZH), Page(body=ZH[:2]), "奥斯陆"),
}  # fmt: skip


class World:
    """A library whose pages were captured twice, with what happened to each in between."""

    def __init__(self, web: Web, folder: Path) -> None:
        pairs = {**SAME, **UNSEEN, **{name: pages[:2] for name, pages in DIFFERENT.items()}}
        hosts = {name: f"127.5.{at}.1" for at, name in enumerate(pairs, 1)}
        sources = [
            (pages[0].title, web.put(hosts[name], "/a", pages[0].html())) for name, pages in pairs.items()
        ]
        with Library.open(folder / "library", create=True) as library:
            library.add(report(folder, sources))
            fetch(library, SETTINGS)
            for name, pages in pairs.items():
                web.put(hosts[name], "/a", pages[1].html())
            fetch(library, SETTINGS, anew="all")
            rows = audit(library)
            self.html = audit_html(rows, {"bridges": "Bridges"}, "2026-01-01T00:00:00Z")
            self.statuses = {
                name: library.note("bridges", at).citations[0].status for at, name in enumerate(pairs, 1)
            }
        self.rows: dict[str, AuditRow] = dict(zip(pairs, rows, strict=True))


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with running() as web:
        yield World(web, tmp_path_factory.mktemp("changes"))


@pytest.mark.parametrize("name", SAME)
def test_what_stands_around_an_article_leaves_it_unchanged_and_is_told(world: World, name: str) -> None:
    row = world.rows[name]
    assert (row.state, row.change, world.statuses[name]) == ("live", None, "live")
    assert row.left_out is not None and any(line.startswith("+") for line in row.left_out.lines)
    shown = audit_row(row)
    assert shown["change"] is None
    assert shown["left_out"]["diff"] == list(row.left_out.lines)
    assert shown["left_out"]["since"] == row.history[0].captured_at


@pytest.mark.parametrize("name", UNSEEN)
def test_what_is_no_part_of_an_article_is_not_compared(world: World, name: str) -> None:
    row = world.rows[name]
    assert (row.state, row.change, row.left_out) == ("live", None, None)


@pytest.mark.parametrize("name", DIFFERENT)
def test_what_an_article_states_changes_it(world: World, name: str) -> None:
    row = world.rows[name]
    assert (row.state, world.statuses[name]) == ("changed", "changed")
    assert any(DIFFERENT[name][2] in line for line in row.change.lines if line.startswith(("+", "-")))


def test_what_was_left_out_beside_a_change_is_told_too(world: World) -> None:
    row = world.rows["among surroundings"]
    assert row.left_out.lines == (
        "-26 November 2026", *(f"-{one}" for one in TEASERS[:2]), "+27 November 2026",
        *(f"+{one}" for one in TEASERS[3:]),
    )  # fmt: skip
    assert world.rows["killed"].left_out is None


def test_the_report_shows_what_was_left_out(world: World) -> None:
    assert "+1,301 views" in world.html and "left out of account" in world.html


def test_a_change_late_in_a_long_paragraph_is_shown() -> None:
    text = " ".join(f"This is the sentence that has the number {at}, and no other." for at in range(400))
    found = difference(text, text.replace("number 300,", "number 301,"))
    assert [line for line in found.counted if line[0] in "+-"][2:] == [
        "-This is the sentence that has the number 300, and no other.",
        "+This is the sentence that has the number 301, and no other.",
    ]


def test_wrapped_lines_are_sentences() -> None:
    text = "The council bought 48 cameras in 2018\nand the bomb killed 12 people there\nsaid the mayor then"
    assert difference(text, text.replace("12", "15")).counted
    assert not difference(text, text.replace("\n", " ")).counted


def test_a_page_of_lines_changes_with_them() -> None:
    text = "\n\n".join(f"Province {at} | {at * 7}" for at in range(30))
    assert difference(text, text.replace("| 49", "| 50")).counted


def test_texts_without_end_are_compared_in_time() -> None:
    first, second = ("\n\n".join(f"word{at * 2 + odd} said here" for at in range(20_000)) for odd in (0, 1))
    assert difference(first, second).counted
