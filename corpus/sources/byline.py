"""Who wrote a page and when, where the library that reads pages misses it, or takes one name for two."""

from __future__ import annotations

import html as entities
import re
from datetime import UTC, date, datetime, timedelta

_META = re.compile(r"<meta\b[^<>]{0,2000}>", re.IGNORECASE)
_CREATOR = re.compile(
    r"\bname\s{0,4}=\s{0,4}[\"']?(?:(citation_author)|dc(?:terms)?\.creator)[\"'\s/>]", re.IGNORECASE
)
_CONTENT = re.compile(r"\bcontent\s{0,4}=\s{0,4}(?:\"([^\"]{1,500})\"|'([^']{1,500})')", re.IGNORECASE)
_HEAD = 200_000
"""Characters at the beginning of a page in which its head stands."""
_TURNED = re.compile(r"([^\s,]+(?: [^\s,]+)?), ([^\s,]+(?: [^\s,]+){0,2})")
"""A family name, a comma and given names; a body's name with a comma has more words before it."""
_SUFFIX = re.compile(r"(?:[js]r|ph\.? ?d|m\.?d|ii|iii|iv|esq|inc|ltd|llc|co|corp)\.?", re.IGNORECASE)
_LABEL = re.compile(r"^(?:(?:本文)?作者|撰文|文字?|记者|記者)\s{0,3}[:：]\s{0,3}")
_DAY = r"((?:19|20)\d\d)年(1[0-2]|0?[1-9])月(3[01]|[12]\d|0?[1-9])日"
_PUBLISHED = re.compile(
    rf"(?:(?:发布|發布|發佈|发表|發表|刊登)(?:(?:时间|時間|日期|于|於)\s{{0,3}}[:：]?|\s{{0,3}}[:：])"
    rf"|(?:^|[\s|｜])(?:时间|時間|日期)\s{{0,3}}[:：])\s{{0,3}}{_DAY}"
    rf"|(?:^|[\s|｜]){_DAY}\s{{0,3}}(?:[01]?\d|2[0-3])[:：][0-5]\d",
)
"""A day that is called the page's, or that has a time of day beside it; news tells days without."""
_LINES = 80
"""Lines at the beginning of a page in which its date stands,"""
_SHORT = 60
"""and characters of such a line: a longer one is a sentence."""


def authors_of(page: str, seen: str | None) -> str | None:
    """Return who wrote a page: as its own list of authors has them, a name each, else as they were seen.

    Args:
        page: The decoded HTML.
        seen: What the library found; it divides names at their commas.
    """
    named: dict[bool, list[str]] = {True: [], False: []}
    for tag in _META.findall(page[:_HEAD]):
        found, content = _CREATOR.search(tag), _CONTENT.search(tag)
        if found and content:
            said = entities.unescape(content.group(1) or content.group(2))
            named[bool(found.group(1))] += [_in_order(name) for name in said.split(";") if name.strip()]
    told = named[True] or named[False]
    return "; ".join(dict.fromkeys(told)) if told else _LABEL.sub("", seen or "") or None


def _in_order(name: str) -> str:
    """Return a name as it is said: "Smith, Ann" is Ann Smith."""
    bare = " ".join(name.split())
    turned = _TURNED.fullmatch(bare)
    if turned is None or _SUFFIX.fullmatch(turned.group(2)):
        return bare
    return f"{turned.group(2)} {turned.group(1)}"


def date_shown(text: str) -> str | None:
    """Return the day on which a page says, in Chinese, that it was published, ISO 8601; else None.

    Args:
        text: What the page shows, line by line.
    """
    for line in text.split("\n")[:_LINES]:
        found = _PUBLISHED.search(line.strip()) if len(line) <= _SHORT else None
        if found:
            year, month, day = (int(part) for part in found.groups() if part)
            try:
                told = date(year, month, day)
            except ValueError:
                continue
            return told.isoformat() if told <= datetime.now(UTC).date() + timedelta(days=1) else None
    return None
