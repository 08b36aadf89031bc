"""The keys of the conversation, in one table: the app binds them, the help screen shows them."""

from __future__ import annotations

from textual.binding import Binding

ROOM = [
    Binding("tab", "pane(1)", "Next pane", id="pane-next", show=False),
    Binding("shift+tab", "pane(-1)", "Previous pane", id="pane-previous", show=False),
    Binding("escape", "leave", "To the answers", id="leave", show=False),
    Binding("slash,i", "question", "Ask", id="ask"),
    Binding("backspace", "back", "Back", id="back"),
    Binding("w", "why", "Why", id="why"),
    Binding("y", "copy", "Copy with citation", id="copy"),
    Binding("d", "keep", "Add to dossier", id="keep"),
    Binding("r", "reader", "Read", id="reader"),
    Binding("o", "url", "Open address", id="url", show=False),
    Binding("O", "url(True)", "Open archived copy", id="archived", show=False),
    Binding("e", "edit", "Edit the question as searched", id="edit", show=False),
    Binding("g", "jump", "Jump", id="jump"),
    Binding("ctrl+g", "jump", "Jump", id="jump-anywhere", show=False, priority=True),
    Binding("f2,s", "sessions", "Sessions", id="sessions", show=False),
    Binding("f3,l", "library", "Library", id="library", show=False),
    Binding("f4,D", "dossier", "Dossier", id="dossier", show=False),
    Binding("f5,c", "scope", "Scope", id="scope", show=False),
    Binding("f6,x", "export", "Export", id="export", show=False),
    Binding("ctrl+n", "new_session", "New session", id="new-session", show=False),
    Binding("ctrl+r", "rename", "Name the session", id="rename", show=False),
    Binding("f9", "rebuild", "Build the index anew", id="rebuild", show=False),
    Binding("f8", "cancel", "Stop long work", id="cancel", show=False),
]
"""Of the conversation."""

APP = [
    Binding("f1,question_mark", "help", "Help", id="help", show=True),
    Binding("ctrl+q", "quit", "Quit", id="quit", show=True, priority=True),
    Binding("ctrl+t", "theme", "Next theme", id="theme", show=False),
]
"""Everywhere."""
