"""What a key costs with 500 answers in the thread and a document of 5,000 paragraphs.

Processor time is measured, not the clock: the test driver itself sleeps 40 ms a key, and a busy machine
would fail the suite. The figures are printed by `python -m pytest tests/tui/test_app_speed.py -s`; the
clock from a key to the terminal is measured in `test_app_terminal.py`, on the real program.
"""

from __future__ import annotations

import asyncio
import gc
import time
from pathlib import Path
from statistics import quantiles

import pytest

from corpus.model import Document
from qa.sessions import SessionStore
from tests.slowness import slowness
from tests.tui.driver import Driver, running
from tests.tui.fixtures import FixtureEngine, answer_for, read_text, shipped_document
from tui.app import FootnotedApp, calm_collector
from tui.screens.reader import Reader
from tui.state.engine import Engine
from tui.state.targets import ToPassage

LIMIT = 0.065
"""Seconds of a usual processor's time at p95, drawing the whole screen included. The goal is .050."""


@pytest.fixture(scope="module")
def long_document() -> Document:
    paragraph = (
        "The company has opened “offices” in Zimbabwe — and elsewhere, says note {}.[^{}] "
        + "More words. " * 30
    )
    body = "\n\n".join(
        (f"## Section {n}\n\n" if n % 100 == 0 else "") + paragraph.format(n, n) for n in range(1, 5001)
    )
    notes = "\n\n".join(
        f"[^{n}]: Author {n}, “Title {n}”, Daily, 2018, https://e.org/{n}." for n in range(1, 5001)
    )
    return read_text(f"# Long\n\n{body}\n\n{notes}\n", "long")


@pytest.fixture(autouse=True)
def collector():
    before = gc.get_threshold()
    calm_collector()
    yield
    gc.set_threshold(*before)


def p95(times: list[float]) -> float:
    return quantiles(times, n=20)[-1]


async def timed(driver, *keys: str) -> list[float]:
    """Press keys and wait until the screen shows the effect: the app is idle and has drawn."""
    times = []
    for key in keys:
        slower, began = slowness(3), time.process_time()
        await driver.pilot.press(key)
        driver.text()
        times.append((time.process_time() - began) / max(slower, slowness(3)))
    return times


async def test_a_key_in_a_thread_of_500_answers(tmp_path):
    report = shipped_document()
    async with running(tmp_path, report) as driver:
        room = driver.room
        questions = [f"{section.title} {n}" for n, section in enumerate(report.sections)]
        answers = [answer_for(question, [report]) for question in questions]
        for n in range(500):
            turn = room.conversation.ask(questions[n % len(questions)])
            room.conversation.settle(turn, answers[n % len(answers)], final=True)
        room.show_conversation()
        await driver.press("escape")
        await driver.pilot.pause(0.5)
        keys = ("down", "down", "pageup", "right", "down", "pagedown", "up")
        times = await timed(driver, *keys * 12)
        print(f"thread of 500 answers, {room.thread_view.flow.height} lines: p95 {1000 * p95(times):.1f} ms")
        assert p95(times) < LIMIT
        room.question.focus()
        await driver.pilot.pause(0.2)
        typed = await timed(driver, *"who paid for it")
        assert p95(typed) < LIMIT
        began = time.perf_counter()
        await driver.ask("Islamabad")
        assert room.current == ToPassage(500, 1)
        assert time.perf_counter() - began < 2


async def test_a_key_in_a_document_of_5000_paragraphs(tmp_path, long_document):
    async with running(tmp_path, long_document) as driver:
        driver.app.push_screen(Reader(driver.app.engine, "long"))
        await driver.until(lambda: isinstance(driver.app.screen, Reader), 20)
        reader = driver.app.screen
        await driver.until(lambda: reader.evidence.context.page is not None, 30)
        await driver.pilot.pause(1.0)
        times = await timed(driver, *("pagedown", "down", "m", "pagedown", "M", "up", "end", "home") * 10)
        print(f"document of {len(long_document.paragraphs)} paragraphs: p95 {1000 * p95(times):.1f} ms")
        assert p95(times) < LIMIT


async def test_memory_is_steady_over_1000_questions(tmp_path):
    import tracemalloc

    report = shipped_document()
    async with running(tmp_path, report) as driver:
        room = driver.room

        def ask(count: int) -> None:
            for _ in range(count):
                turn = room.conversation.ask("Islamabad safe city")
                room._show(room.conversation, turn, answer_for("Islamabad safe city", [report]), True)

        ask(50)
        tracemalloc.start()
        before = tracemalloc.get_traced_memory()[0]
        ask(200)
        await driver.pilot.pause(0.5)
        grown = tracemalloc.get_traced_memory()[0] - before
        tracemalloc.stop()
        print(f"a question more costs {grown / 200 / 1024:.0f} KiB")
        assert grown / 200 < 64 * 1024, "1,000 questions stay under 64 MB"
    assert isinstance(driver.app.engine, FixtureEngine)


@pytest.mark.slow
async def test_memory_is_steady_over_1000_questions_of_the_real_program(shipped_library, tmp_path):
    """The resident memory after 200 questions, when caches are warm, against that after 1,000."""
    report = shipped_document()
    words = sorted({word for p in report.paragraphs for word in p.text.split() if len(word) > 6})
    app = FootnotedApp(Engine(shipped_library), SessionStore(tmp_path / "sessions"))
    async with app.run_test(size=(130, 36)) as pilot:
        driver = Driver(app, pilot)
        await driver.until(lambda: app.engine.loaded, 120)
        sizes = []
        for turn in range(1000):
            driver.room.ask(f"What about {words[turn % len(words)]} and {words[turn * 7 % len(words)]}?")
            while not driver.room.conversation.exchanges[turn].final:
                await asyncio.sleep(0.005)
            if turn + 1 in (200, 1000):
                gc.collect()
                sizes.append(resident())
    print(f"resident after 200 questions {sizes[0]:.0f} MB, after 1,000 {sizes[1]:.0f} MB")
    assert sizes[1] - sizes[0] < 64


def resident() -> float:
    """Return the megabytes that this process has in memory."""
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmRSS:"):
            return int(line.split()[1]) / 1000
    raise AssertionError("this system does not tell")
