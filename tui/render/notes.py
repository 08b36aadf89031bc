"""A note in full, with its citations below it."""

from __future__ import annotations

import re

from corpus.model import Citation, Note
from tui.render.page import Page
from tui.state.wrap import width_of

_PLAIN_STATES = frozenset({"unchecked", "live"})
"""States that need no remark."""
_BARE = "source:"
"""Stands for a citation of which nothing but its address is known."""
_ENDS = r"(?![\w/?#=&%~+-])"
"""Where an address ends: another one may go on from it."""
_CLOSING = r"[.,;:>)\]\"”’。，；、]*"
"""Punctuation behind an address."""


def write_note(page: Page, note: Note, indent: int, *, words: bool = True) -> None:
    """Write a note: its number, its words, and a line or two for each citation.

    Args:
        page: Where to.
        note: The note.
        indent: Cells before its number.
        words: False where the note's words stand above already.
    """
    label = f"{' ' * indent}[{note.number}]"
    inner = len(label) + 1
    _write_words(page, (note.text or "(empty)") if words else "(this note)", note, inner, label)
    if note.status != "linked":
        page.faint(f"({note.status})", indent=inner)
    for citation in note.citations:
        told = words and _stands(citation.url, note)
        line = citation_line(citation)
        if line != _BARE or not told:
            page.text(line, indent=inner + 2, label=" " * inner + "–")
        for url in (None if told else citation.url, citation.archived_url):
            if url:
                page.whole(url, indent=inner + 2)


def _stands(url: str | None, note: Note) -> bool:
    """Return whether a note's words have an address letter for letter: it need not be said again."""
    return bool(url) and re.search(re.escape(url or "") + _ENDS, note.text) is not None


def _write_words(page: Page, words: str, note: Note, indent: int, label: str) -> None:
    """Write a note's words; an address that fits on no line gets one of its own, where it can be copied."""
    room = page.width - indent
    urls = {re.escape(one.url) for one in note.citations if one.url and width_of(one.url) > room}
    ways = "|".join(sorted(urls, key=len, reverse=True))
    parts = re.split(rf"([<(]?(?:{ways}){_ENDS}{_CLOSING})", words) if urls else [words]
    for at, part in enumerate(map(str.strip, parts)):
        if part:
            (page.whole if at % 2 else page.text)(part, indent=indent, label=label)
            label = ""


def citation_line(citation: Citation) -> str:
    """Return what is known of a citation in one line, without its URL.

    Its words stand in for it where nothing could be told apart; what the note does
    not say is not made up.
    """
    said = [citation.author, f"“{citation.title}”" if citation.title else None, citation.publisher]
    parts = [part for part in [*said, citation.date or citation.date_as_written] if part]
    if citation.page:
        parts.append(f"p. {citation.page}")
    line = ", ".join(parts) or ("" if citation.url else citation.text)
    remarks = "; ".join(_remarks(citation))
    return f"{line} ({remarks})".strip() if remarks else line or _BARE


def _remarks(citation: Citation) -> list[str]:
    remarks = []
    if citation.language and citation.language != "en":
        remarks.append(f"language: {citation.language}")
    if citation.short_form_of is not None:
        remarks.append(f"short form: see note {citation.short_form_of}")
    elif citation.candidates:
        remarks.append("ambiguous short form: note " + " or ".join(map(str, citation.candidates)))
    if citation.status == "unresolved":
        remarks.append("short form of nothing above")
    elif citation.status not in _PLAIN_STATES and citation.status != "ambiguous":
        remarks.append(citation.status)
    return remarks
