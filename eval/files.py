"""Reading and writing the evaluator's files: faults name file and line, and nothing is left half-written."""

from __future__ import annotations

import contextlib
import gzip
import json
import os
import zlib
from collections.abc import Iterator
from pathlib import Path
from typing import IO, Any, NoReturn, cast

from corpus.errors import UsageError

MAX_LINE = 16 * 1024 * 1024
"""Bytes a line; a longer one is no record of any collection we know."""
_GZIP = b"\x1f\x8b"


def read_lines(path: Path) -> Iterator[tuple[int, str]]:
    """Yield the lines of a UTF-8 text file, gzip or plain, that are not blank.

    Only a line feed ends a line: ids may hold the other characters that Python counts as line ends.

    Returns:
        (1-based number, text without the line end and without a byte order mark).

    Raises:
        UsageError: Naming file and line, when it cannot be read, is no UTF-8, or a line is too long.
    """
    try:
        with _open(path) as file:
            number = 0
            while raw := file.readline(MAX_LINE + 1):
                number += 1
                if len(raw) > MAX_LINE:
                    raise UsageError(
                        f"{path}:{number}: longer than {MAX_LINE} bytes.", "Is this the right file?"
                    )
                if line := _decoded(raw, f"{path}:{number}", first=number == 1):
                    yield number, line
    except (OSError, EOFError, zlib.error) as error:
        reason = getattr(error, "strerror", None) or error
        raise UsageError(f"{path}: cannot be read ({reason}).", "Name a file that can be read.") from error


def read_json(path: Path, what: str) -> Any:  # noqa: ANN401 - JSON has no type
    """Return what a JSON file holds.

    Args:
        path: The file.
        what: What it should be, for the message: "a record of `eval run`".

    Raises:
        UsageError: When it cannot be read or is no JSON.
    """
    try:
        return json.loads(path.read_text(encoding="utf-8"), parse_constant=_no_number)
    except (OSError, ValueError, RecursionError) as error:
        raise UsageError(f"{path}: cannot be read ({error}).", f"Name {what}.") from error


def write_whole(path: Path, text: str) -> None:
    """Write a file beside its place and put it there by one rename; a pipe or device is written to.

    Raises:
        UsageError: When it cannot be written; the file is then as it was.
    """
    if path.exists() and not path.is_file():
        _write_into(path, text)
        return
    path = path.resolve()  # a link stays, and what it leads to is replaced
    aside = path.with_name(f".{path.name[:80]}.{os.getpid()}")
    try:
        with aside.open("w", encoding="utf-8") as file:
            file.write(text)
            file.flush()
            os.fsync(file.fileno())
        aside.replace(path)
    except OSError as error:
        raise unwritable(path, error) from error
    finally:
        with contextlib.suppress(OSError):
            aside.unlink(missing_ok=True)


def _write_into(path: Path, text: str) -> None:
    try:
        path.write_text(text, encoding="utf-8")
    except OSError as error:
        raise unwritable(path, error) from error


def write_json(path: Path, value: object) -> None:
    """Write a value as JSON that people can read, by one rename."""
    write_whole(path, json.dumps(value, indent=1, ensure_ascii=False) + "\n")


def make_folder(path: Path) -> None:
    """Make a folder, and those above it, where they are missing.

    Raises:
        UsageError: When that cannot be done.
    """
    try:
        path.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise unwritable(path, error) from error


def unwritable(path: Path, error: OSError) -> UsageError:
    """Return the error that says that a file or folder cannot be written."""
    return UsageError(
        f"{path}: cannot be written ({error.strerror or error}).",
        "Name a folder that exists, is writable and has room.",
    )


def _no_number(text: str) -> NoReturn:
    raise ValueError(f"{text} is no number")


def _open(path: Path) -> IO[bytes]:
    with path.open("rb") as file:
        packed = file.read(len(_GZIP)) == _GZIP
    return cast(IO[bytes], gzip.open(path, "rb")) if packed else path.open("rb")


def _decoded(raw: bytes, place: str, *, first: bool) -> str:
    try:
        line = raw.decode("utf-8-sig" if first else "utf-8").rstrip("\r\n")
    except UnicodeDecodeError as error:
        raise UsageError(f"{place}: not UTF-8 ({error.reason}).", "Convert the file to UTF-8.") from error
    return line if line.strip() else ""
