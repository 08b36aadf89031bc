"""Plots as plain SVG text, so that a report is one file that needs nothing from anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDTH = 640
"""Pixels; a plot scales with its container."""
COLOURS = ("#1b6ca8", "#c8553d", "#588157", "#8d6a9f", "#b08900", "#4a4e69")
"""Told apart by people with the common colour deficiencies; reused past six series."""


def bars(groups: Mapping[str, Mapping[str, float]], *, top: float = 1.0) -> str:
    """Draw horizontal bars: one group a key, one bar a series.

    Args:
        groups: group → series → value, drawn in order.
        top: Value of a full bar.
    """
    names = list(dict.fromkeys(name for series in groups.values() for name in series))
    rows: list[str] = []
    y = 8
    for group, series in groups.items():
        rows.append(_text(0, y + 12, group, weight="bold"))
        y += 20
        for name, value in series.items():
            width = max(0.0, min(1.0, value / top)) * 300
            colour = COLOURS[names.index(name) % len(COLOURS)]
            rows.append(_text(12, y + 11, name))
            rows.append(f'<rect x="220" y="{y}" width="{width:.1f}" height="13" fill="{colour}"/>')
            rows.append(_text(int(226 + width), y + 11, f"{value:.3f}"))
            y += 18
        y += 8
    return _svg(y, rows)


def lines(series: Mapping[str, Sequence[tuple[float, float]]], x_label: str, y_label: str) -> str:
    """Draw curves in the unit square.

    Args:
        series: name → points `(x, y)`, both 0 to 1, in order of x.
        x_label: Under the horizontal axis.
        y_label: Above the vertical axis.
    """
    height, left, bottom = 300, 50, 250
    rows = [_axis(left, bottom, y_label, x_label)]
    for number, (name, points) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{left + 400 * x:.1f},{bottom - 220 * y:.1f}" for x, y in points)
        rows.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        rows.append(f'<rect x="470" y="{40 + 20 * number}" width="12" height="12" fill="{colour}"/>')
        rows.append(_text(488, 51 + 20 * number, name))
    return _svg(height, rows)


def differences(values: Sequence[float], label: str) -> str:
    """Draw one thin bar a query, sorted, above the line where the second system is better.

    Args:
        values: Second minus first, each -1 to 1.
        label: What is drawn.
    """
    middle, ordered = 110, sorted(values, reverse=True)
    step = (WIDTH - 20) / max(1, len(ordered))
    rows = [_text(0, 12, label, weight="bold")]
    for number, value in enumerate(ordered):
        size = abs(value) * 90
        y = middle - size if value > 0 else middle
        colour = COLOURS[2] if value > 0 else COLOURS[1]
        rows.append(
            f'<rect x="{10 + number * step:.2f}" y="{y:.1f}" width="{max(0.6, step * 0.85):.2f}" '
            f'height="{size:.1f}" fill="{colour}"/>'
        )
    rows.append(f'<line x1="10" y1="{middle}" x2="{WIDTH - 10}" y2="{middle}" stroke="#888"/>')
    return _svg(215, rows)


def _axis(left: int, bottom: int, y_label: str, x_label: str) -> str:
    parts = [
        f'<line x1="{left}" y1="{bottom}" x2="{left + 400}" y2="{bottom}" stroke="#888"/>',
        f'<line x1="{left}" y1="{bottom}" x2="{left}" y2="{bottom - 220}" stroke="#888"/>',
        _text(left, 18, y_label, weight="bold"),
        _text(left + 130, bottom + 38, x_label),
    ]
    for tick in range(0, 11, 2):
        parts.append(_text(left - 8 + 40 * tick, bottom + 18, f"{tick / 10:.1f}"))
        parts.append(_text(left - 30, bottom + 4 - 22 * tick, f"{tick / 10:.1f}"))
    return "".join(parts)


def _text(x: int, y: int, content: str, weight: str = "normal") -> str:
    style = f'font-size="12" font-weight="{weight}" fill="currentColor"'
    return f'<text x="{x}" y="{y}" {style}>{escape(content)}</text>'


def _svg(height: int, rows: Sequence[str]) -> str:
    return f'<svg viewBox="0 0 {WIDTH} {height}" role="img">{"".join(rows)}</svg>'
