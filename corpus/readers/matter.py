"""Front and back matter: what stands before and after the text itself.

In front: title, authors, dates, rules, lists of contents. Behind: who wrote it, where
the publisher lives, how to reach it. A report without headings still has a body.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from corpus.model import Matter
from corpus.readers.headings import RANK_CAPS, RANK_HASHES, RANK_PLAIN, finished
from corpus.readers.titles import KNOWN_TITLE

_BY = re.compile(
    r"(?:authored|written|prepared|edited|compiled|published|designed|translated|produced|researched|printed)"
    r"\s(?:and\s\w{1,20}\s)?(?:by|for|in)\b|by\s+[A-Z]|about the authors?\b|(?:the )?authors? (?:is|are)\b"
    r"|关于作者|作者[:：]",
    re.IGNORECASE,
)
_CONTACT = re.compile(
    r"^(?:phone|tel(?:ephone)?|fax|e-?mail|web(?:site)?|twitter|x\.com|facebook|instagram|linkedin|mastodon"
    r"|youtube|contact|address|follow us|电话|地址|邮箱)\b|^(?:https?://|www\.)\S+$|^[^\s@]+@[^\s@]+$|^@\w+$"
    r"|\bISBN\b|\bISSN\b|©|\(c\) \d{4}|all rights reserved|creative commons|\bCC[ -]BY"
    r"|registered (?:charity|company|office|in )|charity (?:no|number)"
    r"|\+\d{1,3}[ (\d]",
    re.IGNORECASE,
)
_BACK_TITLE = re.compile(
    r"(?:about the authors?|about us|acknowledge?ments|contact(?: us)?|imprint|impressum|credits"
    r"|colophon|关于作者|致谢|联系我们)",
    re.IGNORECASE,
)
_CONTENTS = re.compile(
    r"(?:\.\s?){4,}\s{0,8}\d{1,4}$|…{2,}\s{0,8}\d{1,4}$|^(?:table of )?contents$|^目录$", re.IGNORECASE
)
_LONG = 160
_MIN_PARAGRAPH = 80


@dataclass(frozen=True, slots=True)
class MatterLine:
    """What matter needs to know of an element."""

    kind: str
    """"heading", "text", "item" or "rule"."""
    text: str
    """Clean text."""
    marked: bool = False
    """True when it carries a mark."""
    rank: int = 0
    """For a title: see `corpus.readers.ordinals.Ordinal.rank`."""


def matters(lines: Sequence[MatterLine]) -> list[Matter]:
    """Return front, body or back for each element, in order."""
    first = _body_start(lines)
    last = _body_end(lines, first)
    return ["front" if n < first else "body" if n < last else "back" for n in range(len(lines))]


def _body_start(lines: Sequence[MatterLine]) -> int:
    """Return the first element of the body: the first sure title, or the first real paragraph."""
    for number, line in enumerate(lines):
        if len(line.text) < _LONG and _CONTENTS.search(line.text):
            continue
        if line.kind == "heading" and _opens_body(lines, number):
            return number
        if _is_paragraph(line):
            return number
        if line.marked:
            return number
    return _after_title(lines)


def _opens_body(lines: Sequence[MatterLine], number: int) -> bool:
    """Return whether a title before the first paragraph is a section's, not the document's own.

    A numbered or well-known title is a section's. The first title of all is the
    document's where no other of its kind follows or another title follows at once. A
    later one without a number is a section's where such titles are used further on.
    """
    line = lines[number]
    if KNOWN_TITLE.fullmatch(line.text.strip()):
        return True
    unnumbered = line.rank in (RANK_CAPS, RANK_PLAIN, RANK_HASHES + 1)
    if not unnumbered:
        return True
    peers = any(other.kind == "heading" and other.rank == line.rank for other in lines[number + 1 :])
    if all(other.kind == "rule" for other in lines[:number]):
        follower = next((other for other in lines[number + 1 :] if other.kind != "rule"), None)
        return peers and follower is not None and (follower.kind != "heading" or follower.rank > RANK_HASHES)
    return peers or line.rank > RANK_HASHES


def _after_title(lines: Sequence[MatterLine]) -> int:
    """Return where a text without any real paragraph begins: after its rules and first titles."""
    for number, line in enumerate(lines):
        if line.kind in ("text", "item"):
            return number
    return 0


def _is_paragraph(line: MatterLine) -> bool:
    if line.kind not in ("text", "item") or is_imprint(line.text):
        return False
    if len(line.text) >= _LONG:
        return True
    whole = finished(line.text) or line.text.endswith((",", "，"))
    return (len(line.text) >= _MIN_PARAGRAPH and whole) or (line.kind == "text" and _is_sentence(line.text))


def _is_sentence(text: str) -> bool:
    return finished(text) and (len(text.split()) >= 5 or (len(text) >= 12 and not text.isascii()))


def _body_end(lines: Sequence[MatterLine], first: int) -> int:
    """Return one past the body's last element, walking up from the end over what looks like an imprint."""
    end, signs = len(lines), 0
    for number in range(len(lines) - 1, first, -1):
        line = lines[number]
        if line.marked:
            break
        if line.kind != "rule" and is_imprint(line.text):
            end, signs = number, signs + 1
        elif not _is_filler(line):
            break
    titled = _back_title(lines, first)
    return min(end if signs else len(lines), titled)


def is_imprint(text: str) -> bool:
    """Return whether words tell who made a document or how to reach them."""
    return _BY.match(text) is not None or (len(text) < _LONG and _CONTACT.search(text) is not None)


def _is_filler(line: MatterLine) -> bool:
    """Return whether a line may stand among imprint lines: short, without a stop."""
    return line.kind == "rule" or (
        line.kind != "item" and len(line.text) < _MIN_PARAGRAPH and not finished(line.text)
    )


def _back_title(lines: Sequence[MatterLine], first: int) -> int:
    """Return where a section such as "About the author" begins, when no other section follows it."""
    for number in range(len(lines) - 1, first, -1):
        if lines[number].kind == "heading":
            named = _BACK_TITLE.fullmatch(lines[number].text.strip())
            clean = not any(line.marked for line in lines[number:])
            return number if named and clean else len(lines)
    return len(lines)
