"""Copying out of the app: the system's clipboard where a program for it is there, and OSC 52."""

from __future__ import annotations

import shutil
import subprocess
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from textual.app import App

PROGRAMS = (
    ("wl-copy", ()),
    ("xclip", ("-selection", "clipboard")),
    ("xsel", ("--clipboard", "--input")),
    ("pbcopy", ()),
    ("clip.exe", ()),
)
"""Programs that put standard input on the clipboard, with their arguments; the first found is used."""
PATIENCE = 2.0
"""Seconds that such a program may take."""
LONGEST = 100_000
"""Bytes sent to a terminal; many drop longer ones."""


def copy(app: App[object], text: str, way: str = "auto") -> str:
    """Copy a text; may block for PATIENCE, so call it from a worker.

    Args:
        app: The app whose terminal is asked.
        text: What to copy.
        way: "system", "terminal" (OSC 52, which works over SSH), or "both"; "auto" is both.

    Returns:
        What was done, in a sentence for people.
    """
    system = way != "terminal" and _to_system(text)
    terminal = way != "system" and len(text.encode()) <= LONGEST
    if terminal:
        app.call_from_thread(app.copy_to_clipboard, text)
    if not system and not terminal:
        return "Nothing was copied: there is no clipboard program and the text is too long for the terminal."
    return "Copied, with its citation."


def _to_system(text: str) -> bool:
    for name, arguments in PROGRAMS:
        program = shutil.which(name)
        if program is None:
            continue
        try:
            done = subprocess.run(
                [program, *arguments], input=text.encode(), timeout=PATIENCE, check=False,
                stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
            )  # fmt: skip
        except (OSError, subprocess.TimeoutExpired):
            continue
        if done.returncode == 0:
            return True
    return False
