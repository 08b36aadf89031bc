"""A document's own bibliographic record, from what its front and back matter say plainly."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from itertools import islice
from pathlib import PurePath

from corpus.language import guess_language
from corpus.model import Record

_AUTHOR = re.compile(
    r"(?:(?:authored|written|prepared)\s+)?by:?\s+(?P<name>[^\W\d_][^,;()\n]{2,80}?)"
    r"(?:,? (?:who|which|for|of the|at the)\b|[,;(.]|$)",
    re.IGNORECASE,
)
_YEAR = re.compile(r"(?:[^\W\d_]{3,9}\.?,?\s)?(?:\d{1,2},?\s)?(?P<year>(?:19|20)\d{2})")
_ISO = re.compile(r"(?:19|20)\d{2}-\d{2}(?:-\d{2})?")
_MAX_TITLE = 300
_CONTENTS = frozenset(("目录", "目錄", "目次"))


def merge_records(first: Record | None, second: Record | None) -> Record | None:
    """Return the first record with the second filling what it leaves open."""
    if first is None or second is None:
        return first or second
    names = ("title", "author", "publisher", "date", "url", "language")
    return Record(**{name: getattr(first, name) or getattr(second, name) for name in names})


def complete_record(
    known: Record | None, name: str, front: Sequence[str], back: Sequence[str], body: Iterable[str]
) -> Record:
    """Fill what is missing of a record.

    Args:
        known: What the caller knows; it is never overwritten.
        name: File name, the title where nothing better is found.
        front: Clean texts of the front matter.
        back: Clean texts of the back matter.
        body: Clean texts of the body, for the language.

    Returns:
        The record; what is not plainly said stays None.
    """
    title = next((line for line in front if _is_title(line)), "") or PurePath(name).stem or name
    author = next((found["name"].strip() for line in [*front, *back] if (found := _AUTHOR.match(line))), None)
    date = next((written for line in front if (written := _date(line))), None)
    if known is not None and known.language:
        language = known.language
    else:
        language = guess_language(" ".join([title, *islice(body, 40)]))
    if known is None:
        return Record(title, author, None, date, None, language)
    return Record(
        known.title or title,
        known.author or author,
        known.publisher,
        known.date or date,
        known.url,
        language,
    )


def _is_title(line: str) -> bool:
    least = 3 if line.isascii() else 2  # "桥梁"
    return (
        least <= len(line) <= _MAX_TITLE
        and line not in _CONTENTS
        and not _AUTHOR.match(line)
        and _date(line) is None
    )


def _date(line: str) -> str | None:
    """Return the date that a line consists of: ISO dates whole, others to the year."""
    if _ISO.fullmatch(line.strip()):
        return line.strip()
    found = _YEAR.fullmatch(line.strip())
    return found["year"] if found else None
