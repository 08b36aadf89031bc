"""The letters of the plain conversation, what may stand behind each, and what a line says."""

from __future__ import annotations

import re
from dataclasses import dataclass

NUMBER = r"\d{1,6}"


@dataclass(frozen=True, slots=True)
class Letter:
    """A command."""

    method: str
    """What does it."""
    takes: str
    """Pattern of what may stand behind the letter."""
    usage: str
    what: str


COMMANDS = {
    "?": Letter("help", "", "?", "these commands"),
    "a": Letter("answers", rf"{NUMBER}|", "a [NUMBER]", "the questions so far, or one's answer again"),
    "p": Letter("passage", NUMBER, "p NUMBER", "put a passage of the answer in focus"),
    "e": Letter("edit", "", "e", "the question as it was searched, to be asked with other words"),
    "r": Letter("read", rf"{NUMBER}|outline|", "r [NUMBER]", "read: the passage in its context; "
                "r outline lists the sections, r NUMBER reads one"),
    "/": Letter("find", r".+", "/ WORDS", "find words in the document"),
    "n": Letter("notes", rf"{NUMBER}|", "n [NUMBER]", "the notes of the passage, or the claims that rest "
                "on it if it is a source's; n NUMBER: one note and its claims"),
    "u": Letter("source", rf"{NUMBER}( {NUMBER})?", "u NUMBER [PLACE]", "the source of a note's first (or "
                "PLACEth) citation, and all that rests on it"),
    "o": Letter("open", rf"({NUMBER}( {NUMBER})?)?", "o [NUMBER [PLACE]]", "open its address"),
    "O": Letter("open_archived", rf"({NUMBER}( {NUMBER})?)?", "O [NUMBER [PLACE]]", "open its archived copy"),
    "w": Letter("why", "", "w", "why the passage ranks where it does, and what was left out"),
    "y": Letter("copy", "", "y", "copy the passage with its citation"),
    "d": Letter("keep", "", "d", "add the passage to the dossier"),
    "D": Letter("dossier", r"\S*", "D [FILE]", "the dossier, or export it"),
    "-": Letter("drop", NUMBER, "- NUMBER", "take a quotation out of the dossier"),
    "c": Letter("scope", rf"{NUMBER}|", "c [NUMBER]", "list what questions can be restricted to, or choose"),
    "l": Letter("library", r".{0,200}", "l [NUMBER|WORDS]", "the library: documents, sources and notes; "
                "l NUMBER puts a document in focus, to be read and searched"),
    "s": Letter("sessions", r".{0,200}", "s [NUMBER|WORDS]", "list or search sessions, or go on with one"),
    "X": Letter("delete_session", NUMBER, "X NUMBER", "delete a session of that list for good, "
                "when asked twice"),
    "N": Letter("new", "", "N", "begin a new session"),
    "R": Letter("rename", r".+", "R NAME", "name this session"),
    "x": Letter("export_session", r"\S*", "x [FILE]",
                "export the session: .md .html .json .bib .ris .csl.json"),
    "B": Letter("build", "", "B", "bring the index up to date"),
    "C": Letter("capture", rf"({NUMBER}( {NUMBER})*)?", "C [NOTE …]", "capture the sources of "
                "notes, or all that were never captured (asks the network; Ctrl+C stops)"),
    "q": Letter("", "", "q", "leave"),
}  # fmt: skip
"""Commands by letter."""

_BY_WORD = {"help": "?", "quit": "q", "exit": "q"}
_ARGUMENTS = re.compile(r"(?:\S*\d\S*(?:\s+|$)){0,3}")


def command_of(line: str) -> tuple[str, str]:
    """Return a line's command and what stands behind it; an empty command for a question.

    "I …" or "a …" can begin a question, so what follows the letter must be what the command wants;
    a colon before the letter makes it a command in any case. A letter alone, or with numbers only
    ("n [3]"), is no question: it is taken for its command, whether or not those are what it wants.
    """
    name, _, rest = line.strip().partition(" ")
    rest = rest.strip()
    if not rest:
        name = _BY_WORD.get(name.casefold(), name)
    if name.startswith(":") and name[1:] in COMMANDS:
        return name[1:], rest
    command = COMMANDS.get(name)
    if command is not None and (_ARGUMENTS.fullmatch(rest) or re.fullmatch(command.takes, rest)):
        return name, rest
    return "", ""


def is_wanted(name: str, rest: str) -> bool:
    """Return whether a command can be done with what stands behind it."""
    return re.fullmatch(COMMANDS[name].takes, rest) is not None
