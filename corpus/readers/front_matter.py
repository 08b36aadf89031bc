"""The header of keys, or Pandoc's three lines, that opens some Markdown files: a record and no text."""

from __future__ import annotations

import re
from collections.abc import Sequence
from itertools import takewhile

from corpus.dates import find_dates
from corpus.model import Record
from corpus.readers.lines import Line

_MAX_LINES = 200
_KEY = re.compile(r"(?P<key>[A-Za-z]{2,20})[ \t]{0,4}[:=][ \t]{0,8}(?P<value>\S.{0,500})")
_NAMED = re.compile(r"(?:-[ \t]+)?(?:(?P<key>[A-Za-z]{2,20}):[ \t]+)?(?P<value>\S.{0,500}(?<!:))")
"""A line of a list below a key: "- Ann Example", "- name: Ann Example"."""
_DATE = re.compile(r"(?:19|20)\d{2}(?:-\d{2}(?:-\d{2})?)?(?=[T\s]|$)")
_ENDS = {"---": ("---", "..."), "+++": ("+++",)}


def read_header(lines: Sequence[Line]) -> tuple[Record | None, int]:
    """Read a header between "---" lines, or Pandoc's.

    Only plain `key: value` lines count, and the names below "author"; nothing in the header is executed.

    Args:
        lines: All lines of the text.

    Returns:
        What the header says (None without one) and the first line after it.
    """
    if lines and lines[0].text.startswith("% "):
        return _title_block(lines)
    if not lines or lines[0].text not in _ENDS:
        return None, 0
    ends = _ENDS[lines[0].text]
    last = next((n for n in range(1, min(len(lines), _MAX_LINES)) if lines[n].text in ends), None)
    values = _values(lines[1:last]) if last else {}
    if last is None or not values:
        return None, 0
    return Record(
        title=values.get("title", ""),
        author=values.get("author") or values.get("authors"),
        publisher=values.get("publisher"),
        date=_date(values.get("date", "")),
        url=values.get("url"),
        language=(values.get("lang") or values.get("language") or "")[:2].lower() or None,
    ), last + 1


def _values(lines: Sequence[Line]) -> dict[str, str]:
    """Return what stands behind each key, and for authors the names of the list below it."""
    values: dict[str, str] = {}
    names: list[str] = []
    latest, outer = "", 0
    for line in lines:
        if line.indent == 0 and (found := _KEY.fullmatch(line.text)):
            latest = ""
            values[found["key"].lower()] = _unquoted(found["value"])
        elif line.indent == 0 and line.text.endswith(":"):
            latest = line.text[:-1].lower()
        elif latest in ("author", "authors") and (named := _NAMED.fullmatch(line.text)):
            outer = outer if names else line.indent
            # What stands further in is an author's university.
            known = named["key"] in (None, "name") and line.indent <= outer + 2
            names += [_unquoted(named["value"])] if known else []
    if names:
        values.setdefault("author", ", ".join(names))
    return values


def _unquoted(value: str) -> str:
    """Return a value without its quotation marks, a list in brackets as its parts."""
    value = value.strip()
    if value[:1] == "[" and value[-1:] == "]":
        return ", ".join(_unquoted(part) for part in value[1:-1].split(","))
    if len(value) > 1 and value[0] == value[-1] == "'":
        return value[1:-1].replace("''", "'")
    return value.strip('"')


def _date(value: str) -> str | None:
    if found := _DATE.match(value):
        return found.group()
    dates = find_dates(value)
    return dates[0].iso if len(dates) == 1 else None


def _title_block(lines: Sequence[Line]) -> tuple[Record | None, int]:
    """Read Pandoc's "% title", "% authors", "% date"; a single such line may be anything."""
    block = [line.text[1:].strip() for line in takewhile(lambda line: line.text[:1] == "%", lines[:3])]
    if len(block) < 2:
        return None, 0
    date = _date(block[2]) if len(block) > 2 else None
    return Record(title=block[0], author=block[1] or None, publisher=None, date=date, url=None), len(block)
