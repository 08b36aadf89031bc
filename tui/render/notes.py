"""A note in full, with its citations below it."""

from __future__ import annotations

from corpus.model import Citation, Note
from tui.render.page import Page

_PLAIN_STATES = frozenset({"unchecked", "live"})
"""States that need no remark."""


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
    page.text((note.text or "(empty)") if words else "(this note)", indent=inner, label=label)
    if note.status != "linked":
        page.faint(f"({note.status})", indent=inner)
    for citation in note.citations:
        page.text(citation_line(citation), indent=inner + 2, label=" " * inner + "–")
        for url in (citation.url, citation.archived_url):
            if url:
                page.whole(url, indent=inner + 2)


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
    return f"{line} ({remarks})".strip() if remarks else line or "source:"


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
