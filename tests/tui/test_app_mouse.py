"""The mouse: marks, notes, citations and cards are clicked, text is selected, hints are pressed."""

from __future__ import annotations

import pytest

from tests.tui.driver import Driver, running
from tests.tui.fixtures import shipped_document
from tui.screens.reader import Reader
from tui.state.flow import Flow, Place
from tui.state.ink import Ink
from tui.state.places import SourcePlace
from tui.state.selecting import selected_text
from tui.state.targets import ToCitation, ToNote, ToPassage
from tui.widgets.flow_view import FlowView
from tui.widgets.key_hints import KeyHints


@pytest.fixture(scope="module")
def report():
    return shipped_document()


def cell_of(view: FlowView, place: Place) -> tuple[int, int]:
    """Return column and row of a stop's first cell, in the view."""
    stop = view.flow.stop(place)
    y = view.flow.line_of(place)
    number, line = view.flow.locate(y)
    begin = view.flow.lines(number)[line][0]
    block = view.flow.blocks[number]
    return 2 + block.indent + (block.hang if line else 0) + stop.start - begin, y - int(view.scroll_offset.y)


async def click(driver: Driver, view: FlowView, target: object, times: int = 1) -> None:
    place = view.flow.find_target(target)
    x, y = cell_of(view, place)
    top = 1 if view.styles.border_top[0] else 0
    await driver.pilot.click(view, offset=(x, y + top), times=times)
    await driver.pilot.pause(0.1)


async def test_the_chain_is_clicked(tmp_path, report):
    async with running(tmp_path, report) as driver:
        await driver.ask()
        room, evidence = driver.room, driver.room.evidence
        await click(driver, room.thread_view, ToPassage(0, 2))
        assert room.current == ToPassage(0, 2)
        await click(driver, room.thread_view, ToNote("report", 49))
        await driver.until(lambda: evidence.notes.has_focus)
        await click(driver, evidence.notes, ToCitation("report", 49, 0))
        await driver.until(lambda: evidence.place == SourcePlace("report", 49, 0))
        await driver.press("backspace")
        await driver.until(lambda: evidence.place != SourcePlace("report", 49, 0))


async def test_text_is_selected_and_copied(tmp_path, report, monkeypatch):
    copied: list[str] = []
    async with running(tmp_path, report) as driver:
        monkeypatch.setattr(driver.app, "copy_to_clipboard", copied.append)
        await driver.ask()
        room, view = driver.room, driver.room.thread_view
        number = next(n for n, block in enumerate(view.flow.blocks) if "Export and Import" in block.text)
        block, lines = view.flow.blocks[number], view.flow.lines(number)
        y = view.flow.top(number) - int(view.scroll_offset.y)
        start = (2 + block.indent, y)
        end = (2 + block.indent + 9, y + 1)
        before = view.cursor
        await driver.pilot.mouse_down(view, offset=start)
        await driver.pilot.hover(view, offset=end)
        await driver.pilot.mouse_up(view, offset=end)
        await driver.pilot.pause(0.1)
        assert view.cursor == before, "selecting follows nothing"
        await driver.press("ctrl+c")
        await driver.until(lambda: bool(copied))
        whole = block.text[: lines[1][0] + 10]  # the cell under the mouse is part of it
        assert copied == [whole] and "\n" not in whole
        await driver.press("y")
        await driver.until(lambda: len(copied) == 2)
        await driver.pilot.click(view, offset=(2 + block.indent + 3, y), times=2)
        await driver.pilot.pause(0.1)
        assert view.text_selection is not None
        await driver.press("ctrl+c")
        await driver.until(lambda: copied[-1] == block.text)
        room.thread_view.put(0, view.flow.blocks[:2])
        assert view.text_selection is None, "what was selected is gone"


async def test_hints_tabs_and_outline_are_clicked(tmp_path, report):
    async with running(tmp_path, report, size=(80, 24)) as driver:
        await driver.ask()
        room = driver.room
        await driver.pilot.click("PaneTabs", offset=(12, 0))
        await driver.until(lambda: room.evidence.context.has_focus)
        hints = room.query_one(KeyHints)
        at = hints.render().plain.index("Read")
        await driver.pilot.click(hints, offset=(1 + at, 0))
        await driver.until(lambda: isinstance(driver.app.screen, Reader))
        await driver.press("o")
        reader = driver.app.screen
        await driver.until(lambda: reader.outline.has_focus)
        section = reader.outline.flow.blocks[3].stops[0].target
        await click(driver, reader.outline, section)
        await driver.until(lambda: reader.evidence.context.has_focus)
        assert "iv. Drones and Satellites" in driver.text()


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ((0, 0), (3, 0), "one"),
        ((4, 0), (3, 1), "two thr"),
        ((-2, 0), (99, 9), "one two three\n\n中文字符在这里"),
        ((0, 3), (2, 3), "中文"),
        ((2, 3), (1, 4), "字符在"),
        ((5, 7), (6, 9), ""),
    ],
)
def test_a_selection_is_text_again(start, end, expected):
    blocks = [Ink().add(text).block(indent=2) for text in ("one two three", "", "中文字符在这里")]
    flow = Flow(blocks, 10)
    assert [flow.blocks[flow.locate(y)[0]].text[:3] for y in range(5)] == [
        "one",
        "one",
        "",
        "中文字",
        "中文字",
    ]
    assert selected_text(flow, start, end) == expected
