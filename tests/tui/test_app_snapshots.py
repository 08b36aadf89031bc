"""Few pictures of whole screens, at 60, 100 and 160 columns, Chinese text among them.

A picture is the screen's text with the colours and weights of each stretch, drawn as SVG. It is compared
with the one in the folder beside this file. After a change that is wanted, make them anew with
`FOOTNOTED_SNAPSHOTS=new python -m pytest tests/tui/test_app_snapshots.py`, and look at them.
"""

from __future__ import annotations

import os
import re
from collections.abc import Awaitable, Callable
from pathlib import Path

import pytest

from tests.tui.driver import Driver, running
from tests.tui.fixtures import read_text
from tui.render.picture import put_right
from tui.settings import Settings

FOLDER = Path(__file__).parent / "snapshots"
REPORT = """# 一带一路上的桥梁 Bridges on the Road

## 一、资金 Money

据《桥报》报道，奥斯陆的新桥由进出口银行出资，合同价值四千八百万元。[^1] The bridge in Oslo
cost 48 million, says The Mason [red]in red[/red].[^2]

- 银行提供贷款，期限二十年，由市政府担保。[^3]
- A bank lent the money for twenty years.

## 二、质量 Quality

Nobody inspected the bridge in Bergen before it was opened.[^4]

[^1]: 李明：《谁为桥梁付款？》，桥报，2018年5月3日，<http://paper.example.cn/2018/05/bridge.html>
[^2]: Jane Doe, “Who Pays for Bridges?”, The Mason, 12 May 2018, <https://mason.example.com/bridges>
[^3]: Doe.
[^4]: Interview with an engineer.
"""

Walk = Callable[[Driver], Awaitable[None]]


async def welcome(driver: Driver) -> None:
    await driver.press("escape")


async def answer(driver: Driver) -> None:
    await driver.ask("Who paid for the bridge in Oslo 奥斯陆?")
    await driver.press("escape", "right")


async def notes(driver: Driver) -> None:
    await answer(driver)
    await driver.press("enter")


async def source(driver: Driver) -> None:
    await answer(driver)
    await driver.press("enter", "down", "enter")
    await driver.until(lambda: "Claims that rest" in driver.text())


async def reader(driver: Driver) -> None:
    await answer(driver)
    await driver.press("r")
    await driver.until(lambda: "二、质量" in driver.text())


async def dialog(driver: Driver) -> None:
    await answer(driver)
    await driver.press("c")
    await driver.until(lambda: "Ask only" in driver.text())


SHOTS: tuple[tuple[str, Walk, tuple[int, int], str], ...] = (
    ("welcome-60", welcome, (60, 20), "footnoted-dark"),
    ("notes-60", notes, (60, 20), "footnoted-contrast"),
    ("answer-100", answer, (100, 28), "footnoted-light"),
    ("dialog-100", dialog, (100, 28), "footnoted-dark"),
    ("source-160", source, (160, 36), "footnoted-dark"),
    ("reader-160", reader, (160, 30), "footnoted-light"),
)
"""Name, what is done, columns and lines, theme."""


@pytest.mark.parametrize(("name", "walk", "size", "theme"), SHOTS, ids=[shot[0] for shot in SHOTS])
async def test_the_screen_looks_as_it_did(tmp_path, name, walk, size, theme):
    document = read_text(REPORT, "bridges")
    async with running(tmp_path, document, size=size, settings=Settings(theme=theme)) as driver:
        driver.room.question.cursor_blink = False
        await walk(driver)
        await driver.pilot.pause(0.2)
        picture = put_right(driver.app.export_screenshot(title=name))
    kept = FOLDER / f"{name}.svg"
    if os.environ.get("FOOTNOTED_SNAPSHOTS") == "new":
        FOLDER.mkdir(exist_ok=True)
        kept.write_text(picture, encoding="utf-8")
    shown = tmp_path / kept.name
    shown.write_text(picture, encoding="utf-8")
    if picture != kept.read_text(encoding="utf-8"):
        wanted = "Where that is wanted, run this file's tests with FOOTNOTED_SNAPSHOTS=new."
        pytest.fail(f"Another screen: compare {shown} with {kept}. {wanted}\n{changed(kept, picture)}")


def changed(kept: Path, picture: str) -> str:
    """Return the texts that stand on one of two pictures alone."""
    before, now = (re.findall(r">([^<>]+)</text>", one) for one in (kept.read_text("utf-8"), picture))
    gone = [f"- {line}" for line in before if line not in now]
    return "\n".join([*gone, *(f"+ {line}" for line in now if line not in before)][:40])
