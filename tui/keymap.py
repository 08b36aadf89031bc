"""The keys of the conversation, in one table: the app binds them, hints, help and palette show them.

The description is what the hints at the bottom have room for; the tooltip says it in full.
"""

from __future__ import annotations

from textual.binding import Binding


def _key(keys: str, action: str, name: str, short: str, long: str = "", *, show: bool = False) -> Binding:
    return Binding(keys, action, short, show=show, id=name, tooltip=long or short)


ROOM = [
    _key("tab", "pane(1)", "pane-next", "Next pane"),
    _key("shift+tab", "pane(-1)", "pane-previous", "Previous pane"),
    _key("escape", "leave", "leave", "Answers", "To the answers"),
    _key("slash,i", "question", "ask", "Ask", "Ask a question", show=True),
    _key("backspace", "back", "back", "Back", "Back along the chain", show=True),
    _key("w", "why", "why", "Why", "Why a passage ranks where it does, and what was left out", show=True),
    _key("y", "copy", "copy", "Copy", "Copy the passage with its citation", show=True),
    _key("d", "keep", "keep", "Keep", "Add the passage to the dossier", show=True),
    _key("r", "reader", "reader", "Read", "Read the document at this place", show=True),
    _key("g", "jump", "jump", "Jump", "Jump to anything on the screen by a letter", show=True),
    Binding("ctrl+g", "jump", "Jump", id="jump-anywhere", show=False, priority=True,
            tooltip="Jump, also from the question box"),
    _key("o", "url", "url", "Open", "Open the source's address"),
    _key("O", "url(True)", "archived", "Open archived", "Open the source's archived copy"),
    _key("e", "edit", "edit", "Edit", "Edit the question as it was searched"),
    _key("f2,s", "sessions", "sessions", "Sessions", "Sessions: search, resume, delete", show=True),
    _key("f3,l", "library", "library", "Library", "Library: documents, notes and sources", show=True),
    _key("f4,D", "dossier", "dossier", "Dossier", "Dossier: what was kept", show=True),
    _key("f5,c", "scope", "scope", "Scope", "Scope: ask only a document, section, language …", show=True),
    _key("f6,x", "export", "export", "Export", "Export the session or its dossier", show=True),
    _key("ctrl+n", "new_session", "new-session", "New session"),
    _key("ctrl+r", "rename", "rename", "Name the session"),
    _key("f7,C", "capture", "capture", "Capture", "Capture sources (asks the network)"),
    _key("f9,B", "rebuild", "rebuild", "Build index", "Bring the index up to date"),
    _key("f8", "cancel", "cancel", "Stop", "Stop long work"),
]  # fmt: skip
"""Of the conversation."""

APP = [
    _key("f1,question_mark", "help", "help", "Help", "Help: all keys", show=True),
    Binding("ctrl+q", "quit", "Quit", id="quit", show=True, priority=True, tooltip="Quit"),
    _key("ctrl+t", "theme", "theme", "Theme", "Next theme: dark, light, high contrast"),
]
"""Everywhere."""
