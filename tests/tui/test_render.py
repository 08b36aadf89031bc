"""Text output: marks in their places, the answering sentence shown, and nothing that acts on a terminal."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from rich.cells import cell_len

from corpus.model import Citation, Note
from corpus.offsets import MappedText, Run
from index.model import Passage, PassageMark
from qa.answer import Answer, AnswerPassage, Dropped, Question
from tests.qa.samples import answer as sample_answer
from tui.render.answer import write_answer
from tui.render.notes import citation_line, write_note
from tui.render.page import Page
from tui.render.safe import safe_text
from tui.render.weave import weave

HOSTILE = (
    "\x1b[31mred\x1b[0m \x1b]0;title\x07 \x9b2J \x1b]8;;http://x\x1b\\link \u202eevil\u202c "
    "z\u200bero \ufeff\x00\x07\x08\x7f [red]markup[/] \U000e0041 \u2066x\u2069\r\x1b"
)
ACTING = set(map(chr, [*range(0x20), *range(0x7F, 0xA0), 0x200B, 0x202E, 0x202C, 0x2066, 0x2069, 0xFEFF])) - {
    "\n"
}


@pytest.mark.parametrize(
    ("text", "marks", "highlights", "plain"),
    [
        ("One. Two.", [], [], "One. Two."),
        ("One. Two.", [(1, 4), (2, 9)], [], "One.[1] Two.[2]"),
        ("One. Two.", [(2, 9), (1, 4)], [], "One.[1] Two.[2]"),
        ("One. Two.", [(1, 4)], [(0, 4)], "»One.[1]« Two."),
        ("One. Two.", [(1, 4)], [(5, 9)], "One.[1] »Two.«"),
        ("OneTwo", [(1, 3)], [(0, 3), (3, 6)], "»One[1]«»Two«"),
        ("One, two", [(1, 3)], [(0, 8)], "»One[1], two«"),
        ("Mark first", [(7, 0)], [], "[7]Mark first"),
        ("Two at once", [(12, 11), (13, 11)], [], "Two at once[12][13]"),
        ("Short", [(9, 99)], [(-3, 99)], "»Short[9]«"),
        ("", [(1, 0)], [], "[1]"),
    ],
)
def test_marks_and_highlights(text, marks, highlights, plain) -> None:
    assert weave(text, marks, highlights, styled=False).text == plain
    styled = weave(text, marks, highlights, styled=True)
    assert styled.text == plain.replace("»", "").replace("«", "")
    shown = [styled.text[start:end] for start, end in styled.strong]
    assert shown == [part.split("«")[0] for part in plain.split("»")[1:]]


@settings(max_examples=200, deadline=None)
@given(
    st.text(st.characters(exclude_characters="\x1b["), max_size=60),
    st.lists(st.tuples(st.integers(1, 99), st.integers(0, 60)), max_size=4),
)
def test_no_word_is_lost_or_made_up_by_weaving(text: str, marks: list[tuple[int, int]]) -> None:
    woven = weave(text, marks, [], styled=False).text
    for number, _ in marks:
        woven = woven.replace(f"[{number}]", "", 1)
    kept = safe_text(text)
    assert sorted(woven) == sorted(kept)


def test_hostile_text_does_nothing() -> None:
    clean = safe_text(HOSTILE)
    assert not ACTING & set(clean)
    assert "[red]markup[/]" in clean
    assert "red " in clean


def answer(text: str = HOSTILE, *, abstained: bool = False) -> Answer:
    citation = Citation(
        text, author=text, title=text, publisher=text, url="http://x/" + text, date_as_written=text
    )
    note = Note(3, "3", MappedText(text, (Run(0, 0, len(text), True),)), citations=(citation,))
    passage = Passage(
        "d#p0",
        "d",
        "report",
        text,
        0,
        len(text),
        section=(text,),
        leads=(text,),
        marks=(PassageMark(3, len(text)),),
    )
    shown = AnswerPassage(1, 0.5, passage, ((0, len(text)),), (), (note,), {"bm25": 0.5}, {text: 0.5})
    return Answer(
        Question(text), text + "!", abstained, text if abstained else None, 0.5, (shown,), (), "v1", "e5",
        1.0, (Dropped(passage, 0.1, text),),
    )  # fmt: skip


@pytest.mark.parametrize("abstained", [True, False])
@pytest.mark.parametrize("width", [20, 80])
def test_a_hostile_answer_is_shown_harmlessly(abstained: bool, width: int) -> None:
    page = Page(width, styled=False)
    write_answer(page, answer(abstained=abstained), {"d": HOSTILE, "e": HOSTILE}, explain=True)
    assert not ACTING & set(str(page))


def test_weight_is_the_only_thing_that_style_adds() -> None:
    styled, plain = Page(60, styled=True), Page(60, styled=False)
    for page in (styled, plain):
        write_answer(page, answer("It rains in Bergen."), {"d": "D"})
    bare = str(styled).replace("\x1b[1m", "").replace("\x1b[2m", "").replace("\x1b[0m", "")
    assert bare == str(plain).replace("»", "").replace("«", "")
    assert "\x1b[1mIt rains in Bergen.[3]\x1b[0m" in str(styled)
    assert "»It rains in Bergen.[3]«" in str(plain)


def test_an_abstention_calls_its_passages_nearest() -> None:
    page = Page(80, styled=False)
    write_answer(page, answer("Nothing here says so.", abstained=True), {"d": "D"})
    assert "No answer found. Nothing here says so." in str(page)
    assert "The nearest passages, which may not answer it:" in str(page)


def test_an_abstention_tells_its_confidence_and_no_scores_that_look_like_one() -> None:
    given = replace(answer("Nothing here says so.", abstained=True), confidence=0.213, threshold=0.48)
    page, explained = Page(80, styled=False), Page(80, styled=False)
    write_answer(page, given, {"d": "D"})
    write_answer(explained, given, {"d": "D"}, explain=True)
    assert "may not answer it (confidence 0.21; an answer takes 0.48):" in " ".join(str(page).split())
    score = f"({given.passages[0].score:.2f})"
    assert score not in str(page) and score in str(explained)


@pytest.mark.parametrize("width", [20, 21, 40, 79])
@pytest.mark.parametrize(
    "text", ["word " * 60, "桥梁是用绳子做的。" * 20, "x" * 300, "混合 mixed 文字 text，" * 20]
)
def test_no_line_is_wider_than_the_page(text: str, width: int) -> None:
    page = Page(width, styled=False)
    page.text(text, indent=4, label="12.")
    lines = str(page).split("\n")
    assert max(map(cell_len, lines)) <= width
    assert "".join("".join(line.split()) for line in lines) == "12." + "".join(text.split())


def test_a_link_is_never_cut() -> None:
    url = "https://example.org/" + "a" * 200
    note = Note(1, "1", MappedText("See it.", (Run(0, 0, 7, True),)), citations=(Citation("See", url=url),))
    page = Page(40, styled=False)
    write_note(page, note, 4)
    assert any(line.strip() == url for line in str(page).split("\n"))


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("Ruiz, {}.", ["[1] Ruiz, {}.", "– Ruiz"]),
        ("Ruiz, <{}>, seen.", ["[1] Ruiz, <{}>, seen.", "– Ruiz"]),
        ("Ruiz, {}/more.", ["[1] Ruiz, {}/more.", "– Ruiz", "{}"]),
        ("Ruiz.", ["[1] Ruiz.", "– Ruiz", "{}"]),
    ],
)
@pytest.mark.parametrize("length", [10, 100])
def test_an_address_that_a_note_prints_is_written_once_and_whole(
    text: str, lines: list[str], length: int
) -> None:
    url = "https://example.org/" + "a" * length
    words = text.format(url)
    cited = (Citation(words, author="Ruiz", url=url),)
    page = Page(80, styled=False)
    write_note(page, Note(1, "1", MappedText(words, (Run(0, 0, len(words), True),)), citations=cited), 0)
    written = str(page)
    assert url in written
    assert "".join(written.split()) == "".join("".join(lines).format(*[url] * 2).split())


@pytest.mark.parametrize(
    ("citation", "line"),
    [
        (Citation("A"), "A"),
        (Citation("A", author="Ana Ruiz", title="Arches", publisher="Mason", date="2011-05-03"),
         "Ana Ruiz, “Arches”, Mason, 2011-05-03"),
        (Citation("A", title="Arches", date_as_written="San. 3, 2011", page="4"),
         "“Arches”, San. 3, 2011, p. 4"),
        (Citation("Ruiz", author="Ruiz", short_form_of=3), "Ruiz (short form: see note 3)"),
        (Citation("Ruiz", author="Ruiz", candidates=(3, 5), status="ambiguous"),
         "Ruiz (ambiguous short form: note 3 or 5)"),
        (Citation("Ruiz", author="Ruiz", status="unresolved"), "Ruiz (short form of nothing above)"),
        (Citation("x", title="绳桥", language="zh", status="dead"), "“绳桥” (language: zh; dead)"),
        (Citation("https://x.example", url="https://x.example"), "source:"),
    ],
)  # fmt: skip
def test_citations_in_a_line(citation: Citation, line: str) -> None:
    assert citation_line(citation) == line


def test_what_says_the_same_is_counted_and_thresholds_are_told() -> None:
    said, why = Page(80, styled=False), Page(80, styled=False)
    held = replace(sample_answer(), threshold=0.5)
    write_answer(said, held, {})
    write_answer(why, held, {}, explain=True)
    assert "2 more like this left out" in str(said)
    assert "confidence 0.75; 0.50 or more is called an answer" in str(why)
