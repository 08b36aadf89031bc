"""What goes wrong with a library, in words that say which library and what to do."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from corpus.codec import CodecError
from corpus.errors import LibraryError

RESTORE = "Restore the folder from a copy, or add the documents to a new library."


class NoLibraryError(LibraryError):
    """There is no library where one was named: a matter of configuration."""


@contextmanager
def explained(path: Path) -> Iterator[None]:
    """Turn SQLite's errors inside the block into LibraryErrors that name the library.

    Args:
        path: The library's folder.

    Raises:
        LibraryError: Locked, read-only, full disk, damaged, or not SQLite at all.
    """
    try:
        yield
    except CodecError as error:
        raise LibraryError(f"The library {path} is damaged: {error}.", RESTORE) from error
    except sqlite3.Error as error:
        raise _explain(path, error) from error


def _explain(path: Path, error: sqlite3.Error) -> LibraryError:
    name = getattr(error, "sqlite_errorname", "") or ""
    for prefix, message, hint in _KNOWN:
        if name.startswith(prefix):
            return LibraryError(message.format(path=path), hint)
    return LibraryError(f"The library {path} cannot be used: {error}.", RESTORE)


# SQLite's extended codes begin with the primary one ("SQLITE_IOERR_WRITE").
_KNOWN = (
    (
        "SQLITE_BUSY",
        "The library {path} is locked by another process.",
        "Wait until the other footnoted has finished, or close it, and try again.",
    ),
    ("SQLITE_LOCKED", "The library {path} is locked by another process.", "Try again in a moment."),
    (
        "SQLITE_READONLY",
        "The library {path} is read-only.",
        "Make the folder and the file corpus.sqlite in it writable, or name another with --library DIR.",
    ),
    (
        "SQLITE_CANTOPEN",
        "The library {path} cannot be opened or written.",
        "Check that you may read and write the folder, or name another with --library DIR.",
    ),
    ("SQLITE_FULL", "The disk that holds the library {path} is full.", "Free some space and try again."),
    (
        "SQLITE_NOTADB",
        "{path} is not a library: its corpus.sqlite is no SQLite file.",
        "Name another folder with --library DIR.",
    ),
    ("SQLITE_CORRUPT", "The library {path} is damaged or half-written.", RESTORE),
    ("SQLITE_TOOBIG", "The library {path} cannot hold a document of this size.", "Split the document."),
    ("SQLITE_IOERR", "The library {path} cannot be read or written: the disk reports an error.", RESTORE),
)
