"""Drives the app as a person does: keys in, screen out."""

from __future__ import annotations

from contextlib import asynccontextmanager
from pathlib import Path

from qa.sessions import SessionStore
from tests.tui.fixtures import FixtureEngine
from tui.app import FootnotedApp
from tui.screens.room import Room
from tui.settings import Settings

QUESTION = "Who paid for the Islamabad safe city project?"


class Driver:
    def __init__(self, app: FootnotedApp, pilot) -> None:
        self.app, self.pilot = app, pilot

    @property
    def room(self) -> Room:
        return next(screen for screen in self.app.screen_stack if isinstance(screen, Room))

    async def until(self, condition, seconds: float = 8.0) -> None:
        for _ in range(int(seconds / 0.02)):
            await self.pilot.pause(0.02)
            if condition():
                return
        raise AssertionError(f"never true; the screen:\n{self.text()}")

    async def ask(self, text: str = QUESTION) -> None:
        turn = len(self.room.conversation.exchanges)
        self.room.question.value = text
        self.room.question.focus()
        await self.pilot.press("enter")
        await self.until(lambda: self.room.conversation.answer(turn) is not None)
        await self.until(lambda: self.room.conversation.exchanges[turn].final)
        await self.pilot.pause(0.1)

    async def press(self, *keys: str) -> None:
        for key in keys:
            await self.pilot.press(key)
            await self.pilot.pause(0.05)

    def text(self) -> str:
        return "\n".join(strip.text for strip in self.app.screen._compositor.render_strips())

    def thread(self) -> str:
        return "\n".join(block.text for block in self.room.thread_view.flow.blocks)

    def notices(self) -> list[str]:
        return [f"{one.title} {one.message}" for one in self.app._notifications]


@asynccontextmanager
async def running(tmp_path: Path, *documents, size=(140, 40), loaded=True, settings=None, store=None):
    engine = FixtureEngine(*documents, folder=tmp_path / "lib", loaded=loaded)
    app = FootnotedApp(engine, store or SessionStore(tmp_path / "sessions"), settings or Settings())
    async with app.run_test(size=size) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: isinstance(app.screen, Room) and engine.ready)
        await pilot.pause(0.1)
        try:
            yield driver
        finally:
            engine.encoder.set()
