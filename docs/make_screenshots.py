"""Draws the pictures of README and docs from the real app on the shipped report: `make screenshots`.

SVG, so that they are sharp and small; the text in them is the report's own.
"""

from __future__ import annotations

import asyncio
import tempfile
from collections.abc import Awaitable, Callable
from pathlib import Path

from textual.pilot import Pilot

from corpus.library_default import create_shipped
from qa.sessions import SessionStore
from tui.app import FootnotedApp
from tui.render.picture import put_right
from tui.screens.asking import AskingScreen
from tui.settings import Settings
from tui.state.engine import Engine

FOLDER = Path(__file__).parent / "screenshots"
QUESTION = "Who paid for the Islamabad safe city?"

Walk = Callable[[Pilot[None]], Awaitable[None]]


async def welcome(pilot: Pilot[None]) -> None:
    """Leave everything as it begins."""


async def answer(pilot: Pilot[None]) -> None:
    """Ask and look at the first passage."""
    screen = pilot.app.screen
    assert isinstance(screen, AskingScreen)
    screen.ask(QUESTION)
    while not screen.conversation.exchanges[0].final:
        await pilot.pause(0.05)
    await keys(pilot, "escape")


async def source(pilot: Pilot[None]) -> None:
    """Walk from the mark to the note to the source."""
    await answer(pilot)
    await keys(pilot, "right", "enter", "down", "enter")


async def notes(pilot: Pilot[None]) -> None:
    """Show the notes on a narrow terminal."""
    await answer(pilot)
    await keys(pilot, "tab", "tab")


async def reader(pilot: Pilot[None]) -> None:
    """Read the document."""
    await answer(pilot)
    await keys(pilot, "r")


async def library(pilot: Pilot[None]) -> None:
    """List the sources."""
    await keys(pilot, "escape", "l", "v", "v", "v")


async def why(pilot: Pilot[None]) -> None:
    """Explain a rank."""
    await answer(pilot)
    await keys(pilot, "w")


async def capture(pilot: Pilot[None]) -> None:
    """Offer to capture the sources of the notes in focus."""
    await answer(pilot)
    await keys(pilot, "f7")


async def keys(pilot: Pilot[None], *pressed: str) -> None:
    """Press keys with the patience of a person."""
    for key in pressed:
        await pilot.press(key)
        await pilot.pause(0.4)


SHOTS: tuple[tuple[str, Walk, tuple[int, int], str], ...] = (
    ("welcome-100", welcome, (100, 30), "footnoted-dark"),
    ("answer-160", answer, (160, 44), "footnoted-dark"),
    ("source-100", source, (100, 32), "footnoted-light"),
    ("notes-60", notes, (60, 26), "footnoted-contrast"),
    ("reader-160", reader, (160, 40), "footnoted-light"),
    ("library-100", library, (100, 30), "footnoted-dark"),
    ("why-100", why, (100, 32), "footnoted-dark"),
    ("capture-80", capture, (80, 24), "footnoted-light"),
)
"""Name of the picture, what is done, size in columns and lines, theme."""


async def draw(name: str, walk: Walk, size: tuple[int, int], theme: str, folder: Path) -> None:
    """Draw one picture."""
    store = SessionStore(folder / f"sessions-{name}")
    app = FootnotedApp(Engine(folder / "library"), store, Settings(theme=theme))
    async with app.run_test(size=size) as pilot:
        while not app.engine.loaded:
            await pilot.pause(0.1)
        await pilot.pause(0.5)
        await walk(pilot)
        await pilot.pause(0.5)
        picture = put_right(app.export_screenshot(title="Footnoted"))
        (FOLDER / f"{name}.svg").write_text(picture, encoding="utf-8")
        print(f"{name}.svg")


def main() -> None:
    """Draw all pictures."""
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        create_shipped(Path(folder) / "library").close()
        for name, walk, size, theme in SHOTS:
            asyncio.run(draw(name, walk, size, theme, Path(folder)))


if __name__ == "__main__":
    main()
