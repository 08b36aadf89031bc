"""Plots as plain SVG text, so that a report is one file that needs nothing from anywhere."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from html import escape

WIDTH = 720
"""Pixels; a plot scales with its container."""
COLOURS = ("#2f7fb8", "#c8553d", "#588157", "#8d6a9f", "#b08900", "#6b7a8f")
"""Told apart by people with the common colour deficiencies, on white and on black; reused past six series."""
_LINE = 'stroke="currentColor" stroke-opacity="0.35"'
_LABELS, _BARS = 260, 380
"""Pixels for the names beside bars, and for a full bar."""
_LETTER = 6.6
"""Pixels of a letter, on average, in the size that names are written in."""


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
        rows.append(_text(0, y + 12, group, WIDTH, weight="bold"))
        y += 20
        for name, value in series.items():
            width = max(0.0, min(1.0, value / top)) * _BARS
            colour = COLOURS[names.index(name) % len(COLOURS)]
            rows.append(_text(12, y + 11, name, _LABELS - 20))
            rows.append(f'<rect x="{_LABELS}" y="{y}" width="{width:.1f}" height="13" fill="{colour}"/>')
            rows.append(_text(int(_LABELS + 6 + width), y + 11, f"{value:.3f}"))
            y += 18
        y += 8
    return _svg(y, rows, "bars")


def lines(series: Mapping[str, Sequence[tuple[float, float]]], x_label: str, y_label: str) -> str:
    """Draw curves in the unit square.

    Args:
        series: name → points `(x, y)`, both 0 to 1, in order of x.
        x_label: Under the horizontal axis.
        y_label: Above the vertical axis.
    """
    left, bottom, wide, high = 50, 260, 420, 225
    rows = [_axes(left, bottom, wide, high), _text(0, 14, y_label, weight="bold")]
    rows.append(_text(left, bottom + 40, x_label, weight="bold"))
    for number, (name, points) in enumerate(series.items()):
        colour = COLOURS[number % len(COLOURS)]
        path = " ".join(f"{left + wide * x:.1f},{bottom - high * y:.1f}" for x, y in points)
        rows.append(f'<polyline points="{path}" fill="none" stroke="{colour}" stroke-width="2"/>')
        # A curve of one point, of a system that is equally sure of everything, is seen as a dot.
        rows += [
            f'<circle cx="{left + wide * x:.1f}" cy="{bottom - high * y:.1f}" r="4" fill="{colour}"/>'
            for x, y in points[:1]
            if len(points) == 1
        ]
        rows.append(f'<rect x="490" y="{40 + 20 * number}" width="12" height="12" fill="{colour}"/>')
        rows.append(_text(508, 51 + 20 * number, name, WIDTH - 508))
    return _svg(max(bottom + 48, 60 + 20 * len(series)), rows, f"{y_label} against {x_label}")


def differences(values: Sequence[float], label: str) -> str:
    """Draw one thin bar a query, sorted, above the line where the second system is better.

    Args:
        values: Second minus first, one a query.
        label: What is drawn.
    """
    left, middle, high = 50, 120, 90
    top = max(1.0, *(abs(value) for value in values)) if values else 1.0
    step = (WIDTH - left - 10) / max(1, len(values))
    rows = [_text(0, 12, label, WIDTH, weight="bold")]
    for number, value in enumerate(sorted(values, reverse=True)):
        size = abs(value) / top * high
        y = middle - size if value > 0 else middle
        rows.append(
            f'<rect x="{left + number * step:.2f}" y="{y:.1f}" width="{max(0.6, step * 0.85):.2f}" '
            f'height="{size:.1f}" fill="{COLOURS[2] if value > 0 else COLOURS[1]}"/>'
        )
    for share in (-1, 0, 1):
        y_at = middle - share * high
        rows.append(f'<line x1="{left}" y1="{y_at}" x2="{WIDTH - 10}" y2="{y_at}" {_LINE}/>')
        rows.append(_text(0, y_at + 4, f"{share * top:+.1f}" if share else "0"))
    wins, losses = (sum(sign * value > 1e-9 for value in values) for sign in (1, -1))
    counts = f"{len(values)} queries, largest gain first: {wins} better, "
    rows.append(_text(left, 230, f"{counts}{len(values) - wins - losses} alike, {losses} worse"))
    return _svg(240, rows, label)


def _axes(left: int, bottom: int, wide: int, high: int) -> str:
    parts = []
    for tick in range(0, 11, 2):
        x, y = left + wide * tick // 10, bottom - high * tick // 10
        parts.append(f'<line x1="{left}" y1="{y}" x2="{left + wide}" y2="{y}" {_LINE}/>')
        parts.append(f'<line x1="{x}" y1="{bottom}" x2="{x}" y2="{bottom + 4}" {_LINE}/>')
        parts.append(_text(x - 9, bottom + 18, f"{tick / 10:.1f}"))
        parts.append(_text(left - 30, y + 4, f"{tick / 10:.1f}"))
    return "".join(parts)


def _text(x: int, y: int, content: str, room: int = WIDTH, weight: str = "normal") -> str:
    """Return a text that stays inside its room; what is cut off is told when it is pointed at."""
    letters = int(room / _LETTER)
    shown = content if len(content) <= letters else content[: letters - 1] + "…"
    whole = f"<title>{escape(content)}</title>" if shown != content else ""
    style = f'font-size="12" font-weight="{weight}" fill="currentColor"'
    return f'<text x="{x}" y="{y}" {style}>{escape(shown)}{whole}</text>'


def _svg(height: int, rows: Sequence[str], label: str) -> str:
    return (
        f'<svg viewBox="0 0 {WIDTH} {height}" width="{WIDTH}" role="img" aria-label="{escape(label)}">'
        f"{''.join(rows)}</svg>"
    )
