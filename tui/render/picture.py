"""Puts right what Rich draws of a screen as SVG: wide characters, and fonts from elsewhere."""

from __future__ import annotations

import re
from html import unescape

from rich.cells import cell_len

_FONT = re.compile(r"@font-face\s*\{[^}]*\}\s*")
_NAME = re.compile(r'<text class="(.+?)-title"')
_TEXT = re.compile(r'textLength="([\d.]+)"([^>]*>)([^<]+)</text>')


def put_right(svg: str) -> str:
    """Return a picture that fetches nothing, is the same for the same screen, and has Chinese at its width.

    Args:
        svg: What `App.export_screenshot` returns.
    """
    svg = _FONT.sub("", svg)
    name = _NAME.search(svg)
    if name is not None:
        svg = svg.replace(name.group(1), "screen")
    return _TEXT.sub(_stretched, svg).rstrip() + "\n"


def _stretched(found: re.Match[str]) -> str:
    """Return a stretch of text with its length in cells: Rich counts characters."""
    text = unescape(found.group(3))
    length = float(found.group(1)) * cell_len(text) / len(text)
    return f'textLength="{length:.10g}"{found.group(2)}{found.group(3)}</text>'
