"""The three streams: answers on standard output, everything else on standard error."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import sys
from contextvars import ContextVar
from io import TextIOWrapper
from typing import Any, TextIO

from corpus.errors import FootnotedError
from tui.render.safe import safe_text


class OutputError(FootnotedError):
    """Standard output cannot be written."""


WIDEST = 100
"""Longest line of text output, in cells; longer ones tire the eye."""
NARROWEST = 20

_ACTING = re.compile(
    r"[\x7f-\x9f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ud800-\udfff]"
)
"""What JSON may hold unescaped and a terminal would act upon."""
NAMED_LIBRARY: ContextVar[str | None] = ContextVar("NAMED_LIBRARY", default=None)
"""What `--library` was given, for commands that messages advise; None where it was left out."""
_ADVISED = re.compile(r"`(footnoted [^`\n]+)`")


def prepare_streams() -> None:
    """Let the streams carry any character: UTF-8 in files and pipes, replacements on other terminals."""
    for stream in (sys.stdout, sys.stderr):
        if not isinstance(stream, TextIOWrapper):
            continue
        if stream.isatty():
            stream.reconfigure(errors="replace")
        else:
            stream.reconfigure(encoding="utf-8", errors="backslashreplace")


def write(text: str = "") -> None:
    """Write one or more lines to standard output; the caller has made document text safe."""
    _send(f"{text}\n")


def write_row(row: dict[str, Any]) -> None:
    """Write one JSON object as a line and send it off, so that a reader need not wait for the next."""
    line = json.dumps(row, ensure_ascii=False, allow_nan=False)
    _send(_ACTING.sub(lambda found: f"\\u{ord(found.group()):04x}", line) + "\n", flush=True)


def finish() -> None:
    """Send off what standard output still holds back.

    Raises:
        OutputError: When it cannot be written, a full disk say.
    """
    _send("", flush=True)


def remark(text: str) -> None:
    """Write a line to standard error; a command that it advises works on the library that was named."""
    library = NAMED_LIBRARY.get()
    if library is not None:
        text = _ADVISED.sub(lambda found: _on_library(found[1], library), text)
    sys.stderr.write(f"{safe_text(text)}\n")
    sys.stderr.flush()


def _on_library(command: str, library: str) -> str:
    return f"`{command}`" if "--library" in command else f"`{command} --library {shlex.quote(library)}`"


def complain(message: str, hint: str = "") -> None:
    """Tell what went wrong and, on a line of its own, what to do about it."""
    remark(f"footnoted: {message}")
    if hint:
        remark(f"  {hint}")


def forget_stdout() -> None:
    """Keep Python from complaining at exit about a pipe whose reader is gone."""
    os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())


def _send(text: str, *, flush: bool = False) -> None:
    try:
        sys.stdout.write(text)
        if flush:
            sys.stdout.flush()
    except BrokenPipeError:
        raise
    except OSError as error:
        forget_stdout()
        raise OutputError(
            f"standard output cannot be written: {error.strerror}.", "Free some space, or write elsewhere."
        ) from error


def coloured(choice: str, stream: TextIO | None = None) -> bool:
    """Return whether to use colour and weight.

    Args:
        choice: "always", "never", or "auto": on a terminal that is not dumb, unless NO_COLOR is set.
        stream: Where it is written; standard output by default.
    """
    if choice != "auto":
        return choice == "always"
    stream = stream or sys.stdout
    return stream.isatty() and not os.environ.get("NO_COLOR") and os.environ.get("TERM") != "dumb"


def line_width() -> int:
    """Return how many cells a line of text output may take."""
    return max(NARROWEST, min(WIDEST, shutil.get_terminal_size((80, 24)).columns))
