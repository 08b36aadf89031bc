"""TREC topics: tab-separated lines, or the tagged form of the ad-hoc tracks."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from corpus.errors import UsageError
from eval.jsonlines import Row

_TOP = re.compile(r"<top\b[^>]*>(.*?)</top>", re.DOTALL | re.IGNORECASE)
_FIELD = re.compile(r"<(num|title|query)>\s*(?:number:|topic:)?\s*([^<]*)", re.IGNORECASE)
_NUMBER = re.compile(r"""number\s*=\s*["']?([^"'\s>]+)""", re.IGNORECASE)


def read_topics(path: Path) -> Iterator[Row]:
    """Yield the topics of a file as rows with `_id` and `text`.

    Raises:
        UsageError: Naming file and line, when a topic has no number or no title.
    """
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}).", "Name a UTF-8 text file.") from error
    yield from _tagged(path, content) if "<top" in content.lower() else _lines(path, content)


def _lines(path: Path, content: str) -> Iterator[Row]:
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        query_id, separator, text = line.partition("\t")
        if not separator:
            raise UsageError(
                f"{path}:{number}: no tab between id and query.", "Write one query a line: id, tab, text."
            )
        yield Row(path, number, {"_id": query_id.strip(), "text": text.strip()})


def _tagged(path: Path, content: str) -> Iterator[Row]:
    for match in _TOP.finditer(content):
        line = content.count("\n", 0, match.start()) + 1
        fields = {name.lower(): value.strip() for name, value in _FIELD.findall(match[1])}
        attribute = _NUMBER.search(content[match.start() : match.start(1)])
        query_id = fields.get("num") or (attribute[1] if attribute else "")
        text = fields.get("title") or fields.get("query") or ""
        if not query_id or not text:
            raise UsageError(
                f"{path}:{line}: a topic without number or title.", "Each <top> needs <num> and <title>."
            )
        yield Row(path, line, {"_id": query_id, "text": " ".join(text.split())})
