"""Chinese reports, in invented cases: notes without a title, and paragraphs without blank lines."""

from __future__ import annotations

from textwrap import wrap

import pytest

from tests.corpus.reading_cases import body, check_places, claims, read

SOURCES = [
    "王立新：《城市》，2019年，第45页。",
    "李敏：《平台》，第12—18页。",
    "同上，第50页。",
    "《公报》，2021年。",
]
CLAIMS = ["市政府购买了四千台摄像机", "居民提出了书面异议", "法院驳回了首批申诉", "供应商否认参与分析"]
CIRCLES = "①②③④"

SERIES = {
    "called": ("（注{n}）", "注{n}：{}"),
    "called with a space": ("（注 {n}）", "注 {n}: {}"),
    "called in round brackets": ("（注{n}）", "（注{n}）{}"),
    "called in two characters": ("（注释{n}）", "注释{n}：{}"),
    "called in two characters, brackets": ("[注释{n}]", "[注释{n}]{}"),
    "called otherwise": ("（注释{n}）", "脚注{n}：{}"),
    "called in the notes alone": ("[{n}]", "注{n}：{}"),
    "a circle called a note": ("{c}", "注释{c}{}"),
    "a circle in brackets called a note": ("（注{c}）", "注{c} {}"),
    "a circle in brackets": ("[{c}]", "{c}{}"),
    "wide round brackets": ("（{n}）", "（{n}）{}"),
    "Chinese numerals": ("【註{h}】", "【註{h}】{}"),
    "Chinese numerals, the notes without brackets": ("（注{h}）", "注{h}：{}"),
    "a comma of lists": ("[{n}]", "{n}、{}"),
    "a stop without a space": ("[{n}]", "{n}.{}"),
    "wide digits": ("［{w}］", "{w}．{}"),
    "raised, the notes in circles": ("{r}", "{c}{}"),
}
TITLES = ["", "注释\n\n", "【注释】\n", "注 释\n\n", "参 考 文 献\n", "本文注释：\n"]


def _filled(form: str, number: int, words: str = "") -> str:
    wide, raised = chr(0xFF10 + number), "⁰¹²³⁴"[number]
    return form.format(words, n=number, c=CIRCLES[number - 1], w=wide, r=raised, h="一二三四"[number - 1])


@pytest.mark.parametrize("title", TITLES)
@pytest.mark.parametrize("name", SERIES)
def test_notes_are_read_with_and_without_a_title(name: str, title: str) -> None:
    mark, opening = SERIES[name]
    words = [f"项目历时两年。{claim}。{_filled(mark, n)}" for n, claim in enumerate(CLAIMS, 1)]
    notes = [_filled(opening, n, source) for n, source in enumerate(SOURCES, 1)]
    document = read(
        "调查报告\n\n一、背景\n\n" + "\n\n".join(words) + "\n\n" + title + "\n".join(notes) + "\n"
    )
    assert [note.text for note in document.notes] == SOURCES
    assert claims(document) == {n: [f"{claim}。"] for n, claim in enumerate(CLAIMS, 1)}
    assert body(document) == [f"项目历时两年。{claim}。" for claim in CLAIMS]
    check_places(document)


@pytest.mark.parametrize("title", TITLES)
def test_marks_that_are_called_notes_need_no_brackets(title: str) -> None:
    text = "村里共有三百户注1，人口一千人注2。其他情况受到关注3次。"
    document = read(f"报告\n\n{text}\n\n{title}注1：《统计》，2020年。\n注2：同上。\n")
    assert body(document) == ["村里共有三百户，人口一千人。其他情况受到关注3次。"]
    assert claims(document) == {n: ["村里共有三百户，人口一千人。"] for n in (1, 2)}
    check_places(document)


NO_NOTES = {
    "items in a sentence and in a list": (
        "主要任务如下。（1）完善制度。（2）加强培训。\n\n具体要求：\n（1）见《管理办法》第3页。\n（2）见《实施细则》。\n"
    ),
    "remarks below a table": (
        "全年投入1200万元。\n\n表1 各区投入\n东区 100\n注1：本表为初步数据。\n注2：见《年鉴》第3页。\n"
    ),
    "questions": "1、下列说法正确的是（ ）。\n2、参见材料，回答问题。\n3、《史记》的作者是谁？\n",
}


@pytest.mark.parametrize("name", NO_NOTES)
def test_what_nothing_points_to_is_text(name: str) -> None:
    assert read(f"报告\n\n{NO_NOTES[name]}").notes == ()


PARAGRAPHS = [
    "评估报告没有公开，相关合同金额为一千二百万元。至今没有统一的标准。",
    "研究者认为这一过程缺少监督，也缺少公开的评估报告和标准。",
    "试点扩大到五个区。监管部门随后公布了整改清单，供应商作出了回应。",
    "后续的调查仍在进行之中，各方的看法并不一致。有人支持，有人反对。",
]


def _broken(indent: str) -> str:
    return "\n".join("\n".join(wrap(indent + "".join(PARAGRAPHS[:2]) * 2, 30)) for _ in range(2))


def test_lines_that_are_paragraphs_stay_apart_without_blank_lines() -> None:
    document = read("报告\n\n" + "\n".join(PARAGRAPHS))
    assert body(document) == PARAGRAPHS
    noted = read("报告\n\n" + "\n".join([PARAGRAPHS[0] + "①", *PARAGRAPHS[1:]]) + "\n\n①《公报》。")
    assert body(noted) == PARAGRAPHS
    assert claims(noted) == {1: ["至今没有统一的标准。"]}


def test_a_title_of_two_characters_is_one() -> None:
    words = "石桥坚固，木桥便宜，两者都很常见。后来又有了铁桥。"
    assert read(f"桥梁\n\n{words}\n").record.title == "桥梁"
    assert read(f"目录\n\n桥梁\n\n{words}\n").record.title == "桥梁"


def test_lines_of_one_sentence_make_a_paragraph() -> None:
    lines = [f"{paragraph.partition('。')[0]}，各地的情况大致相同。" for paragraph in PARAGRAPHS]
    assert body(read("报告\n\n" + "\n".join(lines))) == ["".join(lines)]


def test_broken_lines_are_joined_and_an_indent_begins_a_paragraph() -> None:
    assert len(body(read("报告\n\n" + _broken("")))) == 1
    whole = "".join(PARAGRAPHS[:2]) * 2
    assert body(read("报告\n\n" + _broken("\u3000\u3000"))) == [whole, whole]
