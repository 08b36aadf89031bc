from __future__ import annotations

import re
import time
import webbrowser
from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from index.model import Scope
from tests.tui.fixtures import answer_for, read_text, shipped_document
from tui.cli import main
from tui.keymap import APP, ROOM
from tui.setting_names import binding_ids, check_keys, theme_names
from tui.settings import Settings, SettingsError, load_settings
from tui.state.cards import answer_blocks
from tui.state.finding import Finding
from tui.state.flow import Block, Flow, Place, Stop
from tui.state.help import help_blocks
from tui.state.ink import Ink
from tui.state.pace import Pace
from tui.state.page import Page, focus_of
from tui.state.places import note_place_blocks, passage_notes_blocks
from tui.state.scoping import choices, describe
from tui.state.shelf import shelf_blocks, shelf_of
from tui.state.targets import ToNote, ToPassage, ToPlace
from tui.state.times import local_time
from tui.state.trail import Step, Trail
from tui.state.urls import browser_here, web_address
from tui.state.welcome import welcome_questions
from tui.state.why import why_blocks

HOSTILE = "\x1b[31mred\x1b]0;t\x07 [red]x[/] [/] \u202eevil\u200b \x9b2J " + "w" * 10_000
ACTING = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u200b-\u200f\u202a-\u202e\u2066-\u2069\ufeff]")


@pytest.fixture(scope="module")
def report():
    return shipped_document()


# --- flows -----------------------------------------------------------------------------------

BLOCKS = st.lists(st.text("ab 中\n", max_size=60).map(Block), max_size=12)


@given(BLOCKS, BLOCKS, st.integers(0, 12), st.integers(0, 12), st.integers(1, 30))
def test_a_spliced_flow_is_the_flow_laid_out_anew(blocks, others, start, end, width):
    start, end = sorted((min(start, len(blocks)), min(end, len(blocks))))
    flow = Flow(blocks, width)
    flow.splice(start, end, others)
    anew = Flow([*blocks[:start], *others, *blocks[end:]], width)
    assert flow.blocks == anew.blocks and flow.height == anew.height
    assert [flow.locate(y) for y in range(flow.height)] == [anew.locate(y) for y in range(anew.height)]
    for y in range(flow.height):
        block, line = flow.locate(y)
        assert flow.top(block) + line == y
    assert flow.locate(-1) is None and flow.locate(flow.height) is None


def test_stops_are_walked_both_ways():
    stops = (Stop(0, 1, "a"), Stop(2, 3, "b", main=False))
    flow = Flow([Block("x y", stops=stops), Block("none"), Block("z", stops=(Stop(0, 1, "c"),))])
    targets = [flow.stop(place).target for place in flow.forward(None, main=False)]
    assert targets == ["a", "b", "c"]
    assert [flow.stop(place).target for place in flow.backward(None, main=False)] == targets[::-1]
    assert [flow.stop(place).target for place in flow.forward(Place(0, 0), main=True)] == ["c"]
    assert flow.find_target("b") == Place(0, 1)
    assert flow.stop(Place(9, 9)) is None


# --- text made harmless ----------------------------------------------------------------------


@given(st.text(max_size=80), st.lists(st.tuples(st.integers(-5, 90), st.integers(-5, 90)), max_size=4))
def test_ink_shows_all_that_is_harmless_and_styles_what_it_was_told(text, spans):
    styled = [(start, end, "highlight") for start, end in spans]
    block = Ink().weave(text, styled, [(3, "[1]", "x")]).block()
    assert not ACTING.search(block.text.replace("\n", ""))
    stop = block.stops[0]
    assert block.text[stop.start : stop.end] == "[1]"
    assert all(0 <= start < end <= len(block.text) for start, end, _ in block.spans)


@pytest.mark.parametrize("kind", ["card", "note", "page", "why"])
def test_hostile_text_is_harmless_everywhere(kind):
    clean = HOSTILE.replace("\n", " ")
    document = read_text(f"# {clean}\n\nA claim {clean}.[^1]\n\n[^1]: {clean}, “{clean}”.\n")
    answer = answer_for("claim", [document])
    first = answer.passages[0]
    passage = replace(first.passage, text=clean, section=(clean,), leads=(clean,), document=clean)
    first = replace(first, passage=passage, highlights=((2, 9),), spans=((3, 5),), terms={clean: 1.0})
    answer = replace(answer, passages=(first,), resolved_question=clean, reason=clean, abstained=True)
    blocks = {
        "card": lambda: answer_blocks(0, answer, {"a": clean, clean: clean}),
        "note": lambda: passage_notes_blocks(first) + note_place_blocks(document, document.notes[0]),
        "page": lambda: Page(document).blocks,
        "why": lambda: why_blocks(answer, first),
    }[kind]()
    assert any(block.text for block in blocks)
    assert not any(ACTING.search(block.text.replace("\n", "")) for block in blocks)
    assert kind == "why" or any("[red]x[/] [/]" in block.text for block in blocks)


@pytest.mark.parametrize(
    ("url", "address"),
    [
        ("https://e.org/a", "https://e.org/a"),
        ("www.e.org", "https://www.e.org"),
        (" http://e.org ", "http://e.org"),
        ("javascript:alert(1)", None),
        ("file:///etc/passwd", None),
        ("--version", None),
        ("https://e.org/a b", None),
        ("https://e.org/\x1b[31m", None),
        ("", None),
        ("https://" + "a" * 5000, None),
    ],
)
def test_only_web_addresses_are_opened(url, address):
    assert web_address(url) == address


# --- pages, places, finding ------------------------------------------------------------------


@pytest.mark.parametrize(("program", "here"), [("firefox", True), ("w3m", False), ("", False)])
def test_a_browser_that_draws_on_the_terminal_is_none(monkeypatch, tmp_path, program, here):
    if program:
        (tmp_path / program).write_text("#!/bin/sh\n")
        (tmp_path / program).chmod(0o755)
    for name in ("DISPLAY", "WAYLAND_DISPLAY"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setenv("BROWSER", str(tmp_path / program) if program else "")
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    monkeypatch.setattr(webbrowser, "_browsers", {})
    assert browser_here() is here


def test_a_note_is_called_by_its_label_where_that_is_its_own():
    page = Page(read_text("# R\n\nA.[^swart] B.[^7]\n\n[^swart]: Swart.\n[^7]: Doe.\n"))
    found = [page.note_called(name) for name in ("swart", "7", "[7]")]
    assert [note.text if note else None for note in found] == ["Swart.", "Doe.", "Doe."]
    assert page.note_called("none") is None


def test_every_paragraph_and_note_is_found_on_its_page(report):
    page = Page(report)
    for paragraph in report.paragraphs:
        block = page.blocks[page.block_at(paragraph.start)]
        assert block.text.startswith(paragraph.text[:20].lstrip("• ")) or paragraph.text[:20] in block.text
    for note in report.notes:
        assert note.text[:30] in page.blocks[page.block_at(note.start)].text
        assert page.note_block(note.number) == page.block_at(note.start)


def test_a_passages_highlight_is_found_in_its_document(report):
    page = Page(report)
    paragraph = next(p for p in report.paragraphs if len(p.sentences) > 2 and p.marks)
    start, end = paragraph.sentences[1]
    focus = focus_of(report, paragraph.text, paragraph.start, paragraph.end, [(start, end)])
    drawn = page.drawn(page.block_at(paragraph.start), focus)
    lit = "".join(drawn.text[low:high] for low, high, role in drawn.spans if role == "highlight")
    assert lit == paragraph.text[start:end]
    marks = [drawn.text[stop.start : stop.end] for stop in drawn.stops]
    assert marks == [f"[{mark.label}]" for mark in paragraph.marks]


def test_a_part_of_a_paragraph_is_found_too(report):
    paragraph = next(p for p in report.paragraphs if len(p.sentences) > 3)
    low, high = paragraph.sentences[1][0], paragraph.sentences[2][1]
    start, end = paragraph.content.original(low, high)
    focus = focus_of(report, paragraph.text[low:high], start, end, [(0, 5)])
    assert report.text[focus.highlights[0][0] : focus.highlights[0][1]] == paragraph.text[low : low + 5]


def test_a_notes_claims_lead_to_their_places(report):
    note = next(note for note in report.notes if note.claims)
    blocks = note_place_blocks(report, note)
    places = [stop.target for block in blocks for stop in block.stops if isinstance(stop.target, ToPlace)]
    assert len(places) == len(note.claims)
    text = report.text[places[0].start : places[0].end]
    assert text[:30] == report.claim_text(note.claims[0])[:30]


def test_finding_goes_round_and_knows_where_it_is():
    finding = Finding([Block("Safe city"), Block("no"), Block("a SAFE  city, safe city")], "safe city")
    assert len(finding.places) == 3
    assert finding.step(1, 1).block == 2
    assert finding.told() == "2 of 3"
    assert finding.step(1, 0).start == 14 and finding.step(1, 0).block == 0
    assert Finding([Block("x")], "(").step(1, 0) is None
    assert Finding([Block("x")], "  ").places == []


# --- lists -----------------------------------------------------------------------------------


def test_the_shelf_has_each_source_once_and_filters(report):
    shelf = shelf_of((), [report])
    urls = [source.citation.url for source in shelf.sources if source.citation.url]
    assert len(urls) == len(set(urls))
    everything = shelf_blocks(shelf)
    assert sum(block.key.startswith("nreport/") for block in everything) == len(report.notes)
    huawei = shelf_blocks(shelf, "notes", words="HUAWEI safe")
    assert huawei and all("huawei" in b.text.casefold() for b in huawei if b.key)
    assert shelf_blocks(shelf, state="dead")[0].text.startswith("Nothing here")
    assert not any(block.key.startswith("n") for block in shelf_blocks(shelf, "sources"))


def test_a_shelf_of_several_reports_says_whose_note_is_meant():
    first = read_text(
        "# One\n\nA claim.[^1] More.[^2]\n\n[^1]: “A”, https://e.org/a\n[^2]: “A”, https://e.org/a\n"
    )
    second = read_text("# Two\n\nA claim.[^1]\n\n[^1]: “A”, https://e.org/a\n", "second")
    told = [block.text for block in shelf_blocks(shelf_of((), [first, second]))]
    assert told[1].endswith("notes 1, 2 of “One”; note 1 of “Two”")
    assert [text for text in told if text.startswith("Notes")] == ["Notes of “One” (2)", "Notes of “Two” (1)"]


def test_times_are_told_by_the_readers_clock(monkeypatch):
    monkeypatch.setenv("TZ", "UTC-8")
    time.tzset()
    try:
        assert local_time("2026-01-31T20:15:09+00:00") == "2026-02-01 04:15"
        assert local_time("no time") == "no time"
    finally:
        monkeypatch.undo()
        time.tzset()


def test_scopes_are_offered_and_called_by_name(report):
    offered = choices([report], ["en", "zh"])
    assert offered[0].scope == Scope()
    names = [choice.name for choice in offered]
    assert "only Chinese" in names and all(section.title in names for section in report.sections)
    assert describe(Scope(), {}) == ""
    only = Scope(documents=frozenset({"report"}), languages=frozenset({"zh"}))
    assert describe(only, {"report": "The report"}) == "The report, Chinese"


def test_welcome_questions_are_about_the_documents_own_sections(report):
    questions = welcome_questions(report)
    titles = " ".join(section.title for section in report.sections)
    assert len(questions) == 3
    for question in questions:
        assert question.removeprefix("What is said about ").rstrip("?") in titles
    assert welcome_questions(read_text("Only one paragraph.\n"))[0].startswith("What is said about")


def test_the_trail_goes_back_and_forgets_the_oldest():
    trail = Trail()
    steps = [Step("notes", ToNote("d", number), None, "d", None) for number in range(300)]
    for step in steps:
        trail.push(step)
        trail.push(step)
    assert len(trail) == Trail.LONGEST
    assert trail.pop() == steps[-1] and trail.pop() == steps[-2]
    trail.clear()
    assert trail.pop() is None


def test_an_answer_has_a_card_a_passage(report):
    answer = answer_for("Huawei safe city", [report])
    blocks = answer_blocks(3, answer, {"report": "R"})
    cards = [stop.target for block in blocks for stop in block.stops if isinstance(stop.target, ToPassage)]
    assert cards == [ToPassage(3, rank) for rank in range(1, 6)]
    marks = {
        stop.target.number for block in blocks for stop in block.stops if isinstance(stop.target, ToNote)
    }
    assert marks == {mark.number for shown in answer.passages for mark in shown.passage.marks}


def test_marks_are_called_as_their_author_did():
    document = read_text("# R\n\nA mill burned.[^swart]\n\n[^swart]: Swart.\n")
    blocks = answer_blocks(0, answer_for("the mill", [document]), {"text": "R"})
    assert any(block.text == "A mill burned.[swart]" for block in blocks)


def test_a_long_title_leaves_room_for_the_section(report):
    answer = answer_for("drones sold to Pakistan", [report])
    titles = {"report": report.record.title, "other": "Other"}
    head = next(b.text for b in answer_blocks(0, answer, titles) if " › " in b.text)
    assert "…" in head[:40] and head.index(" › ") < 40
    assert not any("…" in block.text[:40] for block in answer_blocks(0, answer, {"report": "R"}))


def test_pace_estimates():
    pace = Pace()
    assert pace.told("encoding", 0, 0, 0.0) == "encoding …"
    assert pace.told("encoding", 0, 100, 0.0) == "encoding 0 %"
    assert pace.told("encoding", 10, 100, 2.0) == "encoding 10 %, 18 s left"
    assert pace.told("encoding", 100, 100, 9.0) == "encoding 100 %"
    assert pace.told("next", 1, 100, 9.5) == "next 1 %"


def test_help_names_keys_and_ids():
    blocks = help_blocks([("Here", [("w", "Why", "why")]), ("Nothing", [])], "/my/settings.toml")
    text = "\n".join(block.text for block in blocks)
    assert "Why" in text and "why" in text and "Nothing" not in text and "/my/settings.toml" in text


# --- settings --------------------------------------------------------------------------------


def test_settings_default_and_read(tmp_path):
    path = tmp_path / "settings.toml"
    assert load_settings(path) == Settings()
    path.write_text('theme = "footnoted-light"\npassages = 7\n[keys]\nwhy = "ctrl+y"\n')
    assert load_settings(path, frozenset({"why"})) == Settings("footnoted-light", 7, keys={"why": "ctrl+y"})


@pytest.mark.parametrize(
    "keys", ["y", "ctrl+y", "alt+shift+f6", "?", "question_mark", "left, pageup", "slash"]
)
def test_keys_are_named_as_terminals_send_them(tmp_path, keys):
    path = tmp_path / "settings.toml"
    path.write_text(f'[keys]\nreader-close = "{keys}"\nnext = "n"\n')
    assert load_settings(path, binding_ids(), theme_names()).keys["reader-close"] == keys


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("them = 'x'", "Did you mean 'theme'"),
        ("passages = '5'", "type int"),
        ("passages = true", "type int"),
        ("passages = 0", "1 to 50"),
        ("clipboard = 'sytem'", "Did you mean 'system'"),
        ("[keys]\nwhi = 'x'", "Did you mean 'why'"),
        ("[keys]\nwhy = 3", "is not a key"),
        ("[keys]\nwhy = 'nokey'", "is not a key"),
        ("[keys]\nwhy = 'y,'", "is not a key"),
        ("[keys]\nwhy = 'strg+y'", "is not a key"),
        ("theme = 'footnoted-drak'", "Did you mean 'footnoted-dark'"),
        ("theme = ", "not TOML"),
    ],
)
def test_wrong_settings_are_refused_with_the_nearest_name(tmp_path, text, said):
    path = tmp_path / "settings.toml"
    path.write_text(text)
    with pytest.raises(SettingsError) as caught:
        load_settings(path, frozenset({"why", "copy"}), theme_names())
    assert said in str(caught.value) and "settings.toml" in str(caught.value)


@pytest.mark.parametrize(
    ("keys", "named"),
    [
        ({"why": "x", "copy": "x"}, ("'x'", "why", "copy")),
        ({"keep": "b, z", "copy": "ctrl+y,b"}, ("'b'", "keep", "copy")),
        ({"why": "?", "help": "question_mark"}, ("'question_mark'", "why", "help")),
        ({"next": "n", "found-next": "n"}, ("'n'", "next", "found-next")),
        ({"submit": "f5", "scope": "f5"}, ("'f5'", "submit", "scope")),
    ],
)
def test_one_key_for_two_actions_is_refused_by_name(tmp_path, keys, named):
    with pytest.raises(SettingsError) as caught:
        check_keys(tmp_path / "settings.toml", keys)
    assert all(word in str(caught.value) for word in ("settings.toml", *named))


@pytest.mark.parametrize(
    "keys",
    [
        {"reader-close": "q", "dossier-close": "q"},  # never in force together
        {"submit": "f12", "next": "f12"},
        {"leave": "f12", "leave-question": "f12"},  # one action, from two places
        {"jump": "f12", "jump-anywhere": "f12"},
        {"why": "x,x", "copy": "y"},
        {one.id: one.key for one in (*ROOM, *APP)},
    ],
)
def test_one_key_may_stand_for_what_never_meets(tmp_path, keys):
    check_keys(tmp_path / "settings.toml", keys)


def test_the_settings_are_read_once_and_a_slip_in_them_ends_with_two(tmp_path, monkeypatch, capsys):
    path = tmp_path / "settings.toml"
    monkeypatch.setenv("FOOTNOTED_SETTINGS", str(path))
    path.write_text('theme = "footnoted-light"\n[keys]\nwhy = "f12"\ncopy = "f12"\n')
    seen, read = [], Path.read_bytes
    monkeypatch.setattr(Path, "read_bytes", lambda one: seen.append(one) or read(one))
    assert main(["--plain"]) == 2
    assert "'f12' to why and to copy" in capsys.readouterr().err
    assert seen.count(path) == 1


def test_a_settings_file_that_is_none_is_refused(tmp_path):
    path = tmp_path / "settings.toml"
    path.write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError):
        load_settings(path)
    with pytest.raises(SettingsError):
        load_settings(tmp_path)
