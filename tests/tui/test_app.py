"""The app driven with Textual's Pilot: messages and state, on answers made without an index."""

from __future__ import annotations

import webbrowser
from dataclasses import replace

import pytest

from corpus.errors import LibraryError
from qa.sessions import SessionStore
from tests.tui.driver import QUESTION, running
from tests.tui.fixtures import read_text, shipped_document
from tui.keymap import APP, ROOM
from tui.screens.dialog import FlowDialog
from tui.screens.reader import Reader
from tui.screens.room import Room
from tui.settings import Settings
from tui.state.cards import card_key
from tui.state.places import NotePlace, RestingPlace, SourcePlace
from tui.state.targets import ToChoice, ToCitation, ToNote, ToPassage, ToPlace, ToSession, ToTurn


@pytest.fixture(scope="module")
def report():
    return shipped_document()


async def test_asking_shows_cards_context_and_notes(tmp_path, report):
    async with running(tmp_path, report) as driver:
        await driver.ask()
        room = driver.room
        first = room.conversation.answer(0).passages[0]
        assert room.current == ToPassage(0, 1)
        assert room.evidence.context.page.document is not None
        assert room.evidence.context.place.start == first.passage.start
        numbers = [s.target.number for b in room.evidence.notes.flow.blocks for s in b.stops
                   if isinstance(s.target, ToNote)]  # fmt: skip
        assert numbers == [note.number for note in first.notes] == [49, 50]
        assert "Export and Import Bank" in driver.text()
        assert str(room.evidence.notes.border_title) == "Notes 49, 50"
        one = next(shown for shown in room.conversation.answer(0).passages if len(shown.notes) == 1)
        room.evidence.show_passage(0, one)
        assert str(room.evidence.notes.border_title) == f"Note {one.notes[0].number}"


async def test_the_welcome_offers_questions_that_can_be_asked(tmp_path, report):
    async with running(tmp_path, report) as driver:
        await driver.until(lambda: "Questions worth asking" in driver.text())
        await driver.press("escape", "enter")
        await driver.until(lambda: driver.room.conversation.answer(0) is not None)
        assert "Questions worth asking" not in driver.text()


async def test_words_first_then_the_full_ranking_without_a_jump(tmp_path, report):
    async with running(tmp_path, report, loaded=False) as driver:
        room, app = driver.room, driver.app
        room.question.value = "Chinese companies Huawei Islamabad project"
        await driver.press("enter")
        await driver.until(lambda: room.conversation.answer(0) is not None)
        quick = room.conversation.answer(0)
        assert not room.conversation.exchanges[0].final and "ranked by words" in driver.text()
        await driver.press("escape")
        await driver.until(lambda: room.thread_view.has_focus)
        card = room.thread_view.target
        assert card == ToPassage(0, 1)
        await driver.press("right")
        mark = room.thread_view.target
        held = quick.passages[0].passage.passage_id
        row = room.thread_view.flow.line_of(room.thread_view.cursor) - room.thread_view.scroll_offset.y
        app.engine.encoder.set()
        await driver.until(lambda: room.conversation.exchanges[0].final)
        await driver.pilot.pause(0.3)
        final = room.conversation.answer(0)
        ids = [shown.passage.passage_id for shown in final.passages]
        assert ids != [shown.passage.passage_id for shown in quick.passages], "the fixture ranks them apart"
        assert held in ids
        view = room.thread_view
        assert view.target == (mark if isinstance(mark, ToNote) else ToPassage(0, ids.index(held) + 1))
        assert view.flow.blocks[view.cursor.block].owner == card_key(0, held)
        limit = max(0, view.flow.height - view.size.height)
        now = view.flow.line_of(view.cursor) - view.scroll_offset.y
        assert now == row or view.scroll_offset.y in (0, limit)


async def test_the_chain_is_walked_there_and_back(tmp_path, report):
    async with running(tmp_path, report) as driver:
        await driver.ask()
        room, evidence = driver.room, driver.room.evidence
        await driver.press("escape")
        await driver.until(lambda: room.thread_view.has_focus)
        room.thread_view.select(ToPassage(0, 1))
        await driver.press("right")
        assert room.thread_view.target == ToNote("report", 49)
        await driver.press("enter")
        await driver.until(lambda: evidence.notes.has_focus)
        assert evidence.notes.target == ToNote("report", 49)
        await driver.press("down")
        assert evidence.notes.target == ToCitation("report", 49, 0)
        await driver.press("enter")
        await driver.until(lambda: evidence.place == SourcePlace("report", 49, 0))
        assert "Claims that rest on this source" in driver.text()
        assert evidence.notes.select(ToNote("report", 49))
        await driver.press("enter")
        await driver.until(lambda: evidence.place == NotePlace("report", 49))
        claim = next(
            s.target for b in evidence.notes.flow.blocks for s in b.stops if isinstance(s.target, ToPlace)
        )
        evidence.notes.select(claim)
        await driver.press("enter")
        await driver.until(lambda: evidence.context.has_focus)
        assert evidence.context.place.start == claim.start
        for place, focus in [
            (NotePlace("report", 49), evidence.notes),
            (SourcePlace("report", 49, 0), evidence.notes),
        ]:
            await driver.press("backspace")
            await driver.until(lambda place=place, focus=focus: evidence.place == place and focus.has_focus)
        await driver.press("backspace", "backspace")
        await driver.until(lambda: room.thread_view.has_focus)
        assert len(evidence.trail) == 0


async def test_a_passage_is_copied_kept_and_exported(tmp_path, report, monkeypatch):
    copied = []
    monkeypatch.setenv("PATH", "")
    monkeypatch.chdir(tmp_path)
    async with running(tmp_path, report) as driver:
        monkeypatch.setattr(driver.app, "copy_to_clipboard", copied.append)
        await driver.ask()
        await driver.press("escape", "y")
        await driver.until(lambda: bool(copied))
        assert "[49]" in copied[0] and "Privacy International" in copied[0]
        await driver.press("d")
        await driver.until(lambda: len(driver.room.conversation.session.quotations) == 1)
        await driver.press("D")
        await driver.until(lambda: "Dossier of" in driver.text())
        await driver.press("x")
        await driver.until(lambda: "RIS, the references" in driver.text())
        await driver.press("enter")
        await driver.until(lambda: "Write the dossier" in driver.text())
        await driver.press("enter")
        await driver.until(lambda: (tmp_path / "footnoted-dossier.md").exists())
        text = (tmp_path / "footnoted-dossier.md").read_text()
        assert "[^1]:" in text and QUESTION in text


async def test_sessions_are_resumed(tmp_path, report):
    store = SessionStore(tmp_path / "sessions")
    async with running(tmp_path, report, store=store) as driver:
        await driver.ask()
        await driver.until(lambda: len(store.sessions()) == 1)
        await driver.press("escape", "ctrl+n")
        await driver.until(lambda: not driver.room.conversation.exchanges)
        await driver.press("escape", "f2")
        await driver.until(lambda: QUESTION in driver.text())
        await driver.press("enter")
        await driver.until(lambda: len(driver.room.conversation.exchanges) == 1)
        assert driver.room.conversation.answer(0).passages
        assert driver.room.thread_view.flow.find_target(ToTurn(0)) is not None
        await driver.ask("And what about Ecuador?")
        await driver.until(lambda: store.sessions()[0].turns == 2)


async def test_the_session_that_is_open_is_called_so_and_left_when_it_is_deleted(tmp_path, report):
    store = SessionStore(tmp_path / "sessions")
    elsewhere = store.create(str(tmp_path / "elsewhere"))
    async with running(tmp_path, report, store=store) as driver:
        await driver.press("escape", "f2")
        await driver.until(lambda: "No session is saved yet." in driver.text())
        await driver.press("escape")
        elsewhere.add_question("What is a ferry?")
        await driver.ask()
        await driver.press("escape", "d", "d")
        await driver.until(lambda: any("dossier already: 1 quotation." in told for told in driver.notices()))
        old = driver.room.conversation.session
        assert old.library == driver.app.engine.path
        await driver.press("f2")
        await driver.until(lambda: "open now" in driver.text() and "asked of elsewhere" in driver.text())
        driver.app.screen.list.select(ToSession(old.session_id))
        await driver.press("delete", "delete")
        await driver.until(lambda: driver.app.screen is driver.room)
        assert not driver.room.conversation.exchanges and QUESTION not in driver.thread()
        await driver.ask("And Ecuador?")
        saved = {info.session_id: info.library for info in store.sessions()}
        assert old.session_id not in saved and set(saved.values()) == {elsewhere.library, old.library}


async def test_the_reader_finds_and_follows(tmp_path, report):
    async with running(tmp_path, report) as driver:
        await driver.ask()
        await driver.press("escape", "r")
        await driver.until(lambda: isinstance(driver.app.screen, Reader))
        reader = driver.app.screen
        await driver.until(lambda: reader.evidence.context.page is not None)
        assert "iv. Drones and Satellites" in driver.text(), "the outline"
        await driver.press("slash")
        await driver.until(lambda: reader.finder.has_focus)
        await driver.press(*"wing", "space", *"loong", "enter")
        await driver.until(lambda: "of" in reader.top_line.state)
        assert "Wing Loong" in driver.text()
        before = reader.top_line.state
        await driver.press("n")
        assert reader.top_line.state != before and "of" in reader.top_line.state
        await driver.press("escape", "m")
        assert isinstance(reader.evidence.context.target, ToNote)
        number = reader.evidence.context.target.number
        await driver.press("enter")
        await driver.until(lambda: reader.evidence.place == NotePlace("report", number))
        await driver.until(lambda: reader.evidence.notes.has_focus)
        await driver.press("t", "3", "4", "enter")
        await driver.until(lambda: reader.evidence.place == NotePlace("report", 34))
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, Room))


async def test_the_library_filters_and_scopes(tmp_path, report):
    other = read_text(
        "# Rivers\n\nRivers rise in spring.[^1]\n\n[^1]: “Rivers”, Daily, 2018, https://e.org.\n", "rivers"
    )
    async with running(tmp_path, report, other) as driver:
        await driver.press("escape", "l")
        await driver.until(lambda: "Documents (2)" in driver.text())
        await driver.press("v", "v", "v")
        assert isinstance(driver.app.screen.list.target, ToCitation)
        await driver.press("v", "slash", *"rivers", "enter")
        await driver.until(lambda: "Documents (1)" in driver.text())
        await driver.press("home", "down", "c")
        await driver.until(lambda: isinstance(driver.app.screen, Room))
        assert driver.room.conversation.scope.documents == frozenset({"rivers"})
        assert "only Rivers" in driver.text()


async def test_a_scope_is_chosen_by_section(tmp_path, report):
    async with running(tmp_path, report) as driver:
        await driver.press("escape", "c")
        await driver.until(lambda: "Ask only" in driver.text())
        dialog = driver.app.screen
        place = next(b for b in dialog.flow_view.flow.blocks if "Drones and Satellites" in b.text)
        dialog.flow_view.select(place.stops[0].target)
        assert isinstance(dialog.flow_view.target, ToChoice)
        await driver.press("enter")
        await driver.until(lambda: bool(driver.room.conversation.scope.sections))
        assert driver.room.conversation.scope.sections == frozenset({"iv. Drones and Satellites"})


async def test_why_help_jump_and_themes(tmp_path, report):
    async with running(tmp_path, report, settings=Settings(welcome=False)) as driver:
        await driver.press("escape", "g")
        await driver.until(lambda: any("leads anywhere" in told for told in driver.notices()))
        assert driver.app.screen is driver.room
        await driver.ask()
        await driver.press("escape", "w")
        await driver.until(lambda: "Near misses" in driver.text() and "bm25" in driver.text())
        await driver.press("escape", "f1")
        await driver.until(lambda: isinstance(driver.app.screen, FlowDialog))
        told = "\n".join(block.text for block in driver.app.screen.flow_view.flow.blocks)
        assert all(binding.tooltip in told for binding in (*ROOM, *APP))
        await driver.press("escape", "g")
        await driver.pilot.pause(0.1)
        labels = driver.room.thread_view.labels
        assert labels
        place, label = next(iter(labels.items()))
        await driver.press(*label)
        await driver.until(lambda: isinstance(driver.app.screen, Room))
        assert driver.room.thread_view.cursor == place and not driver.room.thread_view.labels
        await driver.press("r")
        await driver.until(lambda: isinstance(driver.app.screen, Reader) and "[49]" in driver.text())
        await driver.press("g")
        context = driver.app.screen_stack[-2].evidence.context
        place = next(p for p in context.labels if context.flow.stop(p).target == ToNote("report", 49))
        await driver.press(*context.labels[place])
        await driver.until(lambda: driver.app.screen.evidence.place == NotePlace("report", 49))
        await driver.press("escape")
        await driver.until(lambda: isinstance(driver.app.screen, Room))
        seen = {driver.app.theme}
        for _ in range(2):
            await driver.press("ctrl+t")
            seen.add(driver.app.theme)
        assert seen == {"footnoted-dark", "footnoted-light", "footnoted-contrast"}


@pytest.mark.parametrize("size", [(20, 5), (40, 10), (60, 20), (99, 24), (100, 30), (200, 60)])
async def test_every_size_shows_the_answer(tmp_path, report, size):
    async with running(tmp_path, report, size=size) as driver:
        await driver.ask("Islamabad")
        assert "Islamabad" in driver.text()
        for _ in range(4):
            await driver.press("tab")
        for key in ("f1", "f2", "f3", "f4", "f5"):
            await driver.press("escape", "escape", "escape", key)
            await driver.pilot.pause(0.1)
        await driver.press("escape", "escape")


async def test_narrow_panes_are_tabs(tmp_path, report):
    async with running(tmp_path, report, size=(60, 24)) as driver:
        await driver.ask()
        room = driver.room
        await driver.press("escape")
        assert "Answers" in driver.text() and room.thread_view.is_on_screen
        await driver.press("tab")
        await driver.until(lambda: room.evidence.context.has_focus)
        assert room.evidence.context.size.width > 40 and room.thread_view.size.width == 0
        await driver.press("tab")
        await driver.until(lambda: room.evidence.notes.has_focus)
        assert "1094735" in driver.text()


async def test_a_resize_keeps_the_place(tmp_path, report):
    async with running(tmp_path, report, size=(140, 40)) as driver:
        for _ in range(3):
            await driver.ask()
        await driver.press("escape")
        room = driver.room
        room.thread_view.select(ToPassage(1, 3))
        await driver.pilot.pause(0.1)
        for size in ((60, 20), (20, 5), (180, 50)):
            await driver.pilot.resize_terminal(*size)
            await driver.pilot.pause(0.2)
            assert room.thread_view.target == ToPassage(1, 3)


async def test_errors_are_told_in_the_thread_and_the_next_question_works(tmp_path, report):
    async with running(tmp_path, report) as driver:
        engine = driver.app.engine
        engine.fail = LibraryError("The library was [red]indexed[/] anew.", "Open it again.")
        driver.room.question.value = QUESTION
        await driver.press("enter")
        await driver.until(
            lambda: "[red]indexed[/] anew" in driver.thread() and "Open it again" in driver.thread()
        )
        engine.fail = None
        await driver.ask("And Ecuador?")
        assert driver.room.conversation.answer(1).passages


async def test_a_library_that_vanishes_is_said(tmp_path, report):
    async with running(tmp_path, report) as driver:
        (tmp_path / "lib").rename(tmp_path / "elsewhere")
        driver.room.question.value = QUESTION
        await driver.press("enter")
        await driver.until(lambda: "is gone" in driver.thread())


async def test_a_document_that_is_gone_is_said_in_its_place(tmp_path, report):
    other = read_text("# Rivers\n\nRivers rise in spring.\n", "rivers")
    async with running(tmp_path, report, other) as driver:
        await driver.ask("Rivers in spring and Islamabad")
        room = driver.room
        await driver.until(lambda: room.evidence.context.page is not None)
        room.engine._library.remove("rivers")
        room.engine._pages.clear()
        answer = room.conversation.answer(0)
        gone = next(one.rank for one in answer.passages if one.passage.document == "rivers")
        room.focus_passage(ToPassage(0, gone))
        await driver.until(lambda: "has no document" in driver.text())
        assert room.evidence.context.page is None and "In context:" not in driver.text()


async def test_where_no_browser_is_the_address_is_told_and_copied(tmp_path, report, monkeypatch):
    copied = []
    for name in ("DISPLAY", "WAYLAND_DISPLAY", "BROWSER"):
        monkeypatch.delenv(name, raising=False)
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(webbrowser, "_tryorder", None)
    monkeypatch.setattr(webbrowser, "_browsers", {})
    noted = "[^1]: “Dams”, Post, https://e.org/d.\n[^2]: Ibid.\n[^3]: “Weirs”, https://e.org/w.\n"
    ibid = read_text(f"# R\n\nA dam.[^1] A weir.[^2] A pond.[^3]\n\n{noted}", "r")
    async with running(tmp_path, report, ibid) as driver:
        monkeypatch.setattr(driver.app, "copy_to_clipboard", copied.append)
        await driver.ask("A dam or a weir")
        evidence = driver.room.evidence
        evidence.notes.focus()
        await driver.until(lambda: evidence.notes.select(ToCitation("r", 2, 0)))
        await driver.press("o")
        await driver.until(lambda: copied == ["https://e.org/d"])
        await driver.until(lambda: any("No browser is here" in told for told in driver.notices()))
        evidence.notes.select(ToNote("r", 3))
        await driver.press("o")
        await driver.until(lambda: copied[1:] == ["https://e.org/w"])


@pytest.mark.parametrize("text", ["\x00\x01", "…", "x" * 10_001])
async def test_what_is_no_question_is_refused_kindly(tmp_path, report, text):
    async with running(tmp_path, report) as driver:
        assert driver.room.ask(text) is False
        await driver.until(lambda: bool(driver.notices()))
        assert not driver.room.conversation.exchanges


async def test_hostile_documents_are_shown_harmlessly(tmp_path):
    hostile = "Evil \x1b[31mred \x1b]0;t\x07 [red]x[/] [/] \u202eevil \u200b 中文" + "w" * 10_000
    document = read_text(f"# {hostile}\n\nA claim {hostile}.[^1]\n\n[^1]: {hostile}, “{hostile}”.\n", "evil")
    async with running(tmp_path, document, size=(100, 30)) as driver:
        await driver.ask("claim evil")
        for keys in (("escape", "enter"), ("tab",), ("w",), ("escape", "r"), ("escape", "l")):
            await driver.press(*keys)
            await driver.pilot.pause(0.2)
            shown = driver.text()
            assert not any(bad in shown for bad in ("\x1b", "\x07", "\u202e", "\u200b"))
        await driver.press("escape")


async def test_keys_can_be_changed_in_the_settings(tmp_path, report):
    async with running(
        tmp_path, report, settings=Settings(keys={"why": "z"}, theme="footnoted-light")
    ) as driver:
        await driver.ask()
        assert driver.app.theme == "footnoted-light"
        await driver.press("escape", "z")
        await driver.until(lambda: "Near misses" in driver.text())


async def test_the_question_as_searched_can_be_edited(tmp_path, report):
    async with running(tmp_path, report) as driver:
        await driver.ask()
        await driver.press("escape", "e")
        assert driver.room.question.has_focus and driver.room.question.value == QUESTION


async def test_a_captured_source_leads_back_to_the_claims_that_rest_on_it(tmp_path):
    report = read_text("# R\n\nAcme built the dam.[^1]\n\n[^1]: “Dams”, Post, https://e.org/dams.\n", "r")
    page = read_text("# Dams\n\nThe turbine hall was paid for by a bank.\n", "s1")
    source = replace(page, kind="source", record=replace(page.record, url="http://www.e.org/dams/"))
    other = replace(read_text("# Else\n\nA turbine hall.\n", "s2"), kind="source")
    async with running(tmp_path, report, source, other) as driver:
        evidence = driver.room.evidence
        assert "the passage in focus" in driver.text()
        await driver.ask("Who paid for the turbine hall?")
        assert "Dams › source" in driver.thread() and "captured source" in driver.text()
        await driver.until(lambda: "Claims that rest on this source" in driver.text())
        evidence.notes.focus()
        evidence.notes.select(ToNote("r", 1))
        await driver.press("enter")
        await driver.until(lambda: evidence.place == NotePlace("r", 1))
        await driver.press("backspace")
        await driver.until(lambda: "Claims that rest on this source" in driver.text())
        await driver.until(lambda: evidence.notes.target == ToNote("r", 1))
        driver.room.focus_passage(ToPassage(0, 2))
        await driver.until(lambda: "No note of the library's reports cites it." in driver.text())


async def test_the_reader_of_a_source_has_the_claims_on_it_and_goes_over_to_the_report(tmp_path):
    report = read_text(
        "# R\n\n## Dams\n\nAcme built it.[^1]\n\n[^1]: “Dams”, Post, https://e.org/dams.\n", "r"
    )
    page = read_text("# Dams\n\nThe turbine hall was paid for by a bank.\n", "s1")
    source = replace(page, kind="source", record=replace(page.record, url="https://e.org/dams"))
    async with running(tmp_path, report, source) as driver:
        driver.room.read("s1", None)
        await driver.until(lambda: isinstance(driver.app.screen, Reader))
        reader = driver.app.screen
        await driver.until(lambda: "Claims that rest on this source" in driver.text())
        reader.evidence.notes.focus()
        await driver.press("enter")
        await driver.until(lambda: reader.evidence.place == NotePlace("r", 1))
        claim = next(s.target for b in reader.evidence.notes.flow.blocks for s in b.stops
                     if isinstance(s.target, ToPlace))  # fmt: skip
        reader.evidence.notes.select(claim)
        await driver.press("enter")
        await driver.until(lambda: reader.top_line.title == report.record.title)
        assert reader.document == "r" and reader.outline.flow.blocks[0].text == "Dams"
        await driver.press("backspace", "backspace")
        await driver.until(lambda: reader.document == "s1" and reader.evidence.place == RestingPlace("s1"))
