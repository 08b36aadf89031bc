"""Long work started from the app, on a real library and a real web on loopback."""

from __future__ import annotations

import threading
from collections.abc import Iterator
from contextlib import asynccontextmanager
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.readers.protocol import RawFile
from qa.sessions import SessionStore
from tests.corpus.sources.machine import Machine
from tests.corpus.sources.web import Answer, Web, article, running
from tests.tui.driver import Driver
from tui.app import FootnotedApp
from tui.state.capturing import Wish
from tui.state.engine import Engine
from tui.state.targets import ToChoice, ToDocument

PLACES = ("Lima", "Quito", "La Paz")


@pytest.fixture
def web() -> Iterator[Web]:
    with running() as made:
        yield made


@pytest.fixture
def urls(web, monkeypatch) -> list[str]:
    machine = Machine(web)
    monkeypatch.setenv("FOOTNOTED_ALLOW_PRIVATE", "1")
    monkeypatch.setenv("FOOTNOTED_WAYBACK", machine.base)
    urls = [web.put(f"127.4.0.{n}", "/page.html", article(place, n)) for n, place in enumerate(PLACES[:2], 1)]
    return [*urls, web.url("127.4.0.3", "/gone.html")]


@asynccontextmanager
async def opened(tmp_path: Path, urls: list[str]):
    claims = "\n\n".join(f"The council of {place} bought cameras.[^{n}]" for n, place in enumerate(PLACES, 1))
    notes = "\n".join(
        f"[^{n}]: Ana Ruiz, “{place},” The Mason, May 3, 2018, <{url}>."
        for n, (place, url) in enumerate(zip(PLACES, urls, strict=True), 1)
    )
    text = f"# Cameras\n\n{claims}\n\n{notes}\n"
    with Library.open(tmp_path / "lib", create=True) as library:
        library.add(RawFile("cameras.md", text.encode(), text), doc_id="cameras")
    app = FootnotedApp(Engine(tmp_path / "lib", "minilm"), SessionStore(tmp_path / "sessions"))
    async with app.run_test(size=(130, 36)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: app.engine.loaded, 60)
        yield driver


async def begin(driver: Driver, choice: str) -> None:
    await driver.press("escape", "f7")
    await driver.until(lambda: "This asks the network" in driver.text())
    flow = driver.app.screen.flow_view.flow
    target = next(b.stops[0].target for b in flow.blocks if b.stops and choice in b.text)
    assert isinstance(target, ToChoice)
    driver.app.screen.flow_view.select(target)
    await driver.press("enter")


async def test_sources_are_captured_beside_the_conversation(tmp_path, web, urls):
    held = threading.Event()
    fixed = web.routes["127.4.0.2", "/page.html"]

    def slow(asked) -> Answer:
        held.wait(20)
        return fixed(asked)

    web.routes["127.4.0.2", "/page.html"] = slow
    async with opened(tmp_path, urls) as driver:
        room = driver.room
        await begin(driver, "never captured")
        await driver.until(lambda: "capturing sources" in room.top_line.state)
        await driver.ask("Which council bought cameras?")
        assert room.conversation.answer(0).passages, "the conversation goes on"
        assert room.work == "capturing sources"
        assert room.evidence.place.shown.notes[0].citations[0].status == "unchecked"
        held.set()
        await driver.until(lambda: not room.work, 60)
        assert any("2 live" in notice and "1 dead" in notice for notice in driver.notices()), driver.notices()
        assert sum(entry.kind == "source" for entry in room.engine.entries) == 2
        await driver.until(lambda: "live" in "".join(b.text for b in room.evidence.notes.flow.blocks))
        await driver.ask("How much was the contract of Quito worth?")
        kinds = {shown.passage.kind for shown in room.conversation.answer(1).passages}
        assert "source" in kinds, "the captured texts can be asked"
        await driver.press("tab", "tab", "tab")
        await driver.until(lambda: room.evidence.notes.has_focus or room.evidence.context.has_focus)


async def test_a_capture_can_be_stopped_and_gone_on_with(tmp_path, web, urls):
    held = threading.Event()
    fixed = web.routes["127.4.0.2", "/page.html"]
    web.routes["127.4.0.2", "/page.html"] = lambda asked: fixed(asked) if held.wait(20) else None
    async with opened(tmp_path, urls) as driver:
        room = driver.room
        await begin(driver, "never captured")
        await driver.until(lambda: any(asked.path == "/page.html" for asked in web.log), 20)
        await driver.press("f8")
        assert "stopping" in room.top_line.state
        held.set()
        await driver.until(lambda: not room.work, 30)
        assert any("Stopped" in notice for notice in driver.notices())
        await begin(driver, "never captured")
        await driver.until(lambda: not room.work, 60)
        assert sum(entry.kind == "source" for entry in room.engine.entries) == 2


async def test_the_sources_of_the_notes_in_focus_are_offered_first(tmp_path, web, urls):
    async with opened(tmp_path, urls) as driver:
        room = driver.room
        await driver.ask("What did the council of Lima buy?")
        number = room.evidence.place.shown.notes[0].number
        await begin(driver, f"note {number}")
        await driver.until(lambda: not room.work, 60)
        assert sum(entry.kind == "source" for entry in room.engine.entries) == 1
        note = room.evidence.notes.flow
        await driver.press("escape", "right", "enter", "down", "enter")
        await driver.until(lambda: note is not room.evidence.notes.flow)
        await driver.until(
            lambda: any(
                isinstance(stop.target, ToDocument)
                for block in room.evidence.notes.flow.blocks
                for stop in block.stops
            )
        )
        assert "Open the captured text" in driver.text()


async def test_the_index_is_built_anew_and_one_work_at_a_time(tmp_path, web, urls):
    async with opened(tmp_path, urls) as driver:
        room = driver.room
        with Library.open(tmp_path / "lib") as library:
            text = "# Rivers\n\nThe Ouse rises in spring and floods the meadows of York every year.\n"
            library.add(RawFile("rivers.md", text.encode(), text), doc_id="rivers")
        await driver.ask("Which river floods the meadows?")
        assert any("F9" in notice or "index" in notice for notice in driver.notices())
        room.action_rebuild()
        assert room.work == "building the index"
        room.capture(Wish("all"))
        assert room.work == "building the index"
        await driver.until(lambda: any("still going on" in notice for notice in driver.notices()))
        await driver.until(lambda: not room.work, 60)
        await driver.ask("Which river floods the meadows?")
        assert room.conversation.answer(1).passages[0].passage.document == "rivers"
