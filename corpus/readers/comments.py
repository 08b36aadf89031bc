"""HTML comments in Markdown: no text of the document, wherever they stand outside code."""

from __future__ import annotations

import re

_OPENING = re.compile(
    r"(?P<fence>^[ \t>]{0,12}(?P<ticks>`{3,}|~{3,})[^`\n]*$)"
    r"|(?<!`)(?P<code>`{1,3})(?!`)[^`\n]{1,2000}(?P=code)(?!`)"
    r"|(?P<comment><!--)",
    re.MULTILINE,
)
_BEFORE = re.compile(r"[ \t>]*")
_NOTHING = "\x00"
"""A character that cleaning removes: the words beside a comment move together."""
_VISIBLE = re.compile(r"\S")
_PARTED = re.compile(
    r"<a\s(?:[^<>\"\n]|\"[^\"<>\n]{0,300}\"|\n(?![ \t]*\n)){0,300}>"
    r"|(?<=\))\{[#.](?:[^{}\n]|\n(?![ \t]*\n)){0,200}\}"
)
"""A link's tag, or what Pandoc adds to a link: `](#fnref1){.footnote-back role="doc-backlink"}`."""


def without_parted_tags(text: str) -> str:
    """Write on one line links' tags and attributes that a converter broke; each character keeps its place."""
    if "<a" not in text and "){" not in text:
        return text
    return _PARTED.sub(lambda found: found[0].replace("\n", " "), text)


def without_comments(text: str) -> str:
    """Blank out comments, character for character, so that every other character keeps its place.

    One that opens a line stands by itself, so what follows it begins a line; one within a line leaves
    the line whole, however many lines it fills itself. One that nobody closed hides all that follows
    where it opens a line, as it does on a page, and is text elsewhere.
    """
    if "<!--" not in text:
        return text
    parts: list[str] = []
    at = copied = 0
    while found := _OPENING.search(text, at):
        at = found.end()
        if found["fence"]:
            closing = re.compile(rf"^[ \t>]*{found['ticks']}[`~]*[ \t]*$", re.MULTILINE).search(text, at)
            at = closing.end() if closing else len(text)
        if not found["comment"]:
            continue
        start, close = found.start(), text.find("-->", found.end())
        opens = _BEFORE.fullmatch(text, text.rfind("\n", 0, start) + 1, start) is not None
        if not opens and (close < 0 or "<!--" in text[found.end() : close]):
            continue
        at = close + 3 if close >= 0 else len(text)
        parts += [text[copied:start], _blank(text, start, at, opens)]
        copied = at
    return "".join([*parts, text[copied:]])


def _blank(text: str, start: int, end: int, opens: bool) -> str:
    if not opens:
        between = text[start - 1].isspace() and (text[end : end + 1] or " ").isspace()
        return (" " if between else _NOTHING) * (end - start)
    kept = re.sub(r"[^\n]", " ", text[start:end])
    line_end = text.find("\n", end)
    rest = text[end : line_end if line_end >= 0 else len(text)]
    return kept[:-1] + "\n" if _VISIBLE.search(rest) else kept
