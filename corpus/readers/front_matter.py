"""The header of keys that opens some Markdown files, read into a record and left out of the text."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.model import Record
from corpus.readers.lines import Line

_MAX_LINES = 200
_KEY = re.compile(r"(?P<key>[A-Za-z]{2,20})[ \t]{0,4}[:=][ \t]{0,8}(?P<value>\S.{0,500})")
_DATE = re.compile(r"(?:19|20)\d{2}(?:-\d{2}(?:-\d{2})?)?")
_ENDS = {"---": ("---", "..."), "+++": ("+++",)}


def read_header(lines: Sequence[Line]) -> tuple[Record | None, int]:
    """Read a header between "---" lines.

    Only plain `key: value` lines count; nothing in the header is executed or nested.

    Args:
        lines: All lines of the text.

    Returns:
        What the header says (None without one) and the first line after it.
    """
    if not lines or lines[0].text not in _ENDS:
        return None, 0
    ends = _ENDS[lines[0].text]
    last = next((n for n in range(1, min(len(lines), _MAX_LINES)) if lines[n].text in ends), None)
    keys = [found for line in lines[1:last] if (found := _KEY.fullmatch(line.text))] if last else []
    if last is None or not keys:
        return None, 0
    values = {found["key"].lower(): found["value"].strip("\"' []") for found in keys}
    date = _DATE.match(values.get("date", ""))
    return Record(
        title=values.get("title", ""),
        author=values.get("author") or values.get("authors"),
        publisher=values.get("publisher"),
        date=date.group() if date else None,
        url=values.get("url"),
        language=(values.get("lang") or values.get("language") or "")[:2].lower() or None,
    ), last + 1
