"""TREC topics: tab-separated lines, or the tagged forms of its tracks."""

from __future__ import annotations

import html
import re
from bisect import bisect_right
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from corpus.errors import UsageError
from eval.files import read_lines
from eval.jsonlines import Row

_TOP = re.compile(r"<(top|topic)\b([^>]*)>(.*?)</\1\s*>", re.DOTALL | re.IGNORECASE)
_OPENED = re.compile(r"<(?:top|topic)\b", re.IGNORECASE)
_FIELD = re.compile(r"<(num|title|query)>\s*(?:number\s*:|topic\s*:)?\s*([^<]*)", re.IGNORECASE)
_NUMBER = re.compile(r"""\b(?:number|id)\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)
_HEADING = frozenset({"qid", "query_id", "query-id", "topic_id", "id", "_id"})


def read_topics(path: Path) -> Iterator[Row]:
    """Yield the topics of a file as rows with `_id` and `text`.

    Of a tagged topic the title is the query (or what a `<query>` holds, or all of a `<topic>` without
    fields); description and narrative are for the people who judge.

    Raises:
        UsageError: Naming file and line, when a topic has no number or no title.
    """
    lines = list(read_lines(path))
    if lines and lines[0][1].lstrip().startswith("<"):
        return _tagged(path, lines)
    return _rows(path, lines)


def _rows(path: Path, lines: list[tuple[int, str]]) -> Iterator[Row]:
    for position, (number, line) in enumerate(lines):
        query_id, separator, text = line.partition("\t")
        if position == 0 and query_id.strip().casefold() in _HEADING:
            continue
        if not separator:
            raise UsageError(
                f"{path}:{number}: no tab between id and query.", "Write one query a line: id, tab, text."
            )
        yield Row(path, number, {"_id": query_id.strip(), "text": text.strip()})


def _tagged(path: Path, lines: list[tuple[int, str]]) -> Iterator[Row]:
    starts = list(accumulate((len(line) + 1 for _, line in lines), initial=0))
    content = "\n".join(line for _, line in lines)
    opened = [match.start() for match in _OPENED.finditer(content)]
    for start, following in zip(opened, [*opened[1:], len(content)], strict=True):
        number = lines[bisect_right(starts, start) - 1][0]
        match = _TOP.match(content[start:following])
        if match is None:
            raise UsageError(f"{path}:{number}: a topic that is never closed.", "Write </top> after it.")
        query_id, text = _number_and_title(match[2], match[3])
        if not query_id or not text:
            raise UsageError(
                f"{path}:{number}: a topic without number or title.", "Each <top> needs <num> and <title>."
            )
        yield Row(path, number, {"_id": query_id, "text": text})


def _number_and_title(attributes: str, content: str) -> tuple[str, str]:
    fields = {name.lower(): value for name, value in _FIELD.findall(content)}
    attribute = _NUMBER.search(attributes)
    query_id = fields.get("num", "").strip() or (attribute[1] if attribute else "")
    text = fields.get("title") or fields.get("query") or ("" if "<" in content else content)
    return query_id, " ".join(html.unescape(text).split())
