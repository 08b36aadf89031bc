"""Which short lines are section titles, in text that marks them in no way.

A title is short, has no full stop, stands alone, and something follows it. Numbers,
capitals and common names of sections make it sure; without them the lines around it
must be whole, so that a paragraph cut by a page is never taken for a title.
"""

from __future__ import annotations

import re

from corpus.readers.blocks import Block
from corpus.readers.ordinals import parse_ordinal
from corpus.readers.titles import KNOWN_TITLE
from corpus.superscripts import DIGITS
from corpus.words import word_set

RANK_CAPS = 2
RANK_PLAIN = 3
RANK_HASHES = 40
"""Hash headings rank 40 plus their depth: they know their level themselves."""

_MAX_LENGTH = 150
_MAX_WORDS = 18
_TRAIL = re.compile(
    rf"(?:\s{{0,2}},?\s{{0,2}}(?:⁽?[{DIGITS}]{{1,6}}⁾?|[\[［〔]\d{{1,4}}[\]］〕]|(?<=[.!?”’])\(\d{{1,3}}\)|\^\d{{1,3}}\^?|<sup>\d{{1,3}}</sup>|\[\^[^\]\s]{{1,40}}\]))+\s*$"
)
_FLAT_TRAIL = re.compile(
    r"(?:(?<=[^\W\d_][.!?])|(?<=[.!?][”’»\")\]])|(?<=\d{4}\.))\d{1,3}(?:, ?\d{1,3}){0,5}$"
)
"""A mark whose superscript was lost: it stands behind the stop of a word, a quotation or a year."""
_CLOSING = re.compile(r"[\"'”’»)\]）」』》*_]+$")
_BOLD = re.compile(r"(\*\*|__)([^*_\n]{1,150})\1")
_STOPS = ".!?…。！？:：;；"
_SMALL = word_set(
    "a an and as at but by de del der des di du en et for from in into is la le los nor of off on or "
    "out over per the to und up via vs with without y your its our their"
)
_WORD = re.compile(r"[^\W_][^\s—–/:]*")
_HAN = re.compile(r"[\u4e00-\u9fff]")
_DANGLING = word_set("a an and as at but by for from in into of on or the to with that which who was is are")
_UNTITLED = re.compile(
    r"https?://|www\.|@\w|\.{4,}|…{2,}|^(?:by|authored by|written by|source:|figure|table|photo)\b",
    re.IGNORECASE,
)


def finished(text: str) -> bool:
    """Return whether a text ends as a paragraph does: a stop, then at most marks and closing quotes."""
    bare = bare_end(text)
    inner = _CLOSING.sub("", bare).rstrip()
    return inner.endswith(tuple(_STOPS))


def bare_end(text: str) -> str:
    """Return the last part of a text without the marks at its very end."""
    return _unmarked(text[-160:])


def _unmarked(text: str) -> str:
    return _FLAT_TRAIL.sub("", _TRAIL.sub("", text))


def heading_rank(block: Block, before: str | None, before_open: bool, after: Block | None) -> int | None:
    """Judge whether a block is a section title.

    Args:
        block: The block.
        before: End of the body text right before it, or None after a title or at the top.
        before_open: Whether that text breaks off unfinished, or a page ends right after
            the block; either way only a number or hashes make it a title.
        after: The body block that follows, or None.

    Returns:
        How far out a title of its kind stands (see `Ordinal.rank`), or None for no title.
    """
    if block.kind == "heading":
        return RANK_HASHES + block.level
    text = _title_text(block)
    if text is None or after is None or _UNTITLED.search(text):
        return None
    ordinal = parse_ordinal(text)
    if ordinal is not None:
        title = text[ordinal.end :].lstrip(" :.–—-")
        neighbour = parse_ordinal(after.text) if after.kind == "text" else None
        if not ordinal.strong and (ordinal.rank >= 20 or (neighbour and neighbour.follows(ordinal))):
            return None
        return ordinal.rank if _may_title(title, ordinal.strong) else None
    if before_open:
        return None
    return _plain_rank(block, text, before, after)


def _title_text(block: Block) -> str | None:
    """Return the block's words if a title can have this shape."""
    if block.kind != "text" or len(block.spans) > 1 or len(block.text) > _MAX_LENGTH:
        return None
    text = _unmarked(block.text)
    if not text or len(text.split()) > _MAX_WORDS:
        return None
    inner = _CLOSING.sub("", text).rstrip()
    return None if not inner or inner[-1] in ".,;:!。，；：！、-–—" else text.strip("*_ ")


def _may_title(title: str, strong: bool) -> bool:
    if not title:
        return strong
    first = title.lstrip("\"'“‘«(*_")[:1]
    return (
        first.isupper()
        or bool(_HAN.match(first))
        or (first.isalpha() and not first.islower())
        or first.isdigit()
    )


def _plain_rank(block: Block, text: str, before: str | None, after: Block) -> int | None:
    """Judge a title without a number."""
    if KNOWN_TITLE.fullmatch(text):
        return RANK_PLAIN
    if sum(character.isalpha() for character in text) >= 4 and text.isupper():
        return RANK_CAPS
    if after.kind not in ("text", "item", "heading") or not text[:1].isalnum() or text[:1].islower():
        return None
    if text[:1].isdigit() or not _leads_somewhere(after):
        return None
    if _BOLD.fullmatch(block.text.strip()):
        return RANK_PLAIN
    if _HAN.search(text):
        return RANK_PLAIN if len(text) <= 25 and not re.search(r"[，。；]", text) else None
    return RANK_PLAIN if _is_title_case(text) or _is_short(text) else None


def _leads_somewhere(after: Block) -> bool:
    """Return whether what follows is a paragraph, not another short line."""
    whole = sum(end - start for start, end in after.spans)
    return whole > 100 or finished(after.tail) or len(after.spans) > 1 or after.kind != "text"


def _is_title_case(text: str) -> bool:
    words = [word for word in _WORD.findall(text) if word.lower() not in _SMALL]
    capital = sum(not word[0].islower() for word in words)
    return len(words) >= 2 and len(text.split()) <= 14 and capital >= 0.7 * len(words)


def _is_short(text: str) -> bool:
    words = text.lower().split()
    return len(words) <= 8 and words[-1] not in _DANGLING and not words[-1].isdigit()
