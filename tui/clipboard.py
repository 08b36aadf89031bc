"""Copying out of the app: the system's clipboard where a program for it is there, and OSC 52."""

from __future__ import annotations

import base64
import shutil
import subprocess
from collections.abc import Callable

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


def copy(text: str, terminal: Callable[[str], None] | None, way: str = "auto") -> str:
    """Copy a text; may block for PATIENCE, so call it from a worker.

    Args:
        text: What to copy.
        terminal: Puts a text on the terminal's clipboard (OSC 52, which works over SSH); None
            where there is no such terminal.
        way: "system", "terminal", or "both"; "auto" is both.

    Returns:
        What was done, in a sentence for people.
    """
    system = way != "terminal" and _to_system(text)
    send = terminal if way != "system" and len(text.encode()) <= LONGEST else None
    if send is not None:
        send(text)
    if not system and send is None:
        if way != "system" and terminal is not None:
            return f"Nothing was copied: more than {LONGEST:,} bytes are not sent to a terminal's clipboard."
        return "Nothing was copied: no clipboard program is installed, and this terminal has no clipboard."
    return "Copied." if system else "Copied, to the terminal's clipboard (OSC 52) alone."


def osc52(text: str) -> str:
    """Return the escape sequence that puts a text on the terminal's clipboard."""
    return f"\x1b]52;c;{base64.b64encode(text.encode()).decode()}\a"


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
