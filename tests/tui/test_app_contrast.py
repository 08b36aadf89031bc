"""Every role of text stands out from its background in each of our themes."""

from __future__ import annotations

import pytest
from rich.color import Color
from rich.style import Style

from tests.tui.driver import running
from tests.tui.fixtures import read_text
from tui.settings import Settings
from tui.themes import THEMES
from tui.widgets.flow_canvas import ROLES

SHAPES = {"gutter"}
"""Roles that draw no text."""


def luminance(color: Color) -> float:
    """Relative luminance as WCAG 2.1 defines it, 0 to 1."""
    parts = [part / 255 for part in color.get_truecolor()]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(style: Style) -> float:
    assert style.color is not None and style.bgcolor is not None
    low, high = sorted((luminance(style.color), luminance(style.bgcolor)))
    return (high + 0.05) / (low + 0.05)


@pytest.mark.parametrize(("theme", "least"), zip((t.name for t in THEMES), (4.5, 4.5, 7.0), strict=True))
async def test_text_can_be_read(tmp_path, theme, least):
    document = read_text("# A\n\nThe bridge stands.\n", "a")
    async with running(tmp_path, document, settings=Settings(theme=theme)) as driver:
        view = driver.room.thread_view
        base = view._base()
        backgrounds = [Style(), view._style("highlight"), view._style("found")]
        for role in set(ROLES) - SHAPES:
            style = base + view._style(role)
            assert contrast(style) >= least, f"{role} in {theme}: {contrast(style):.2f}"
        for role in ("text", "mark", "answer", "dim"):
            for ground in backgrounds:
                style = base + view._style(role) + Style(bgcolor=ground.bgcolor)
                assert contrast(style) >= least, f"{role} over a highlight in {theme}: {contrast(style):.2f}"
