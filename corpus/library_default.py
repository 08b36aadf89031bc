"""Where the library is when nobody names one, and how it is made on first use."""

from __future__ import annotations

import os
from pathlib import Path

from corpus.library import Library
from corpus.library_errors import NoLibraryError
from corpus.library_rows import insert
from corpus.progress import Progress, no_progress

VARIABLE = "FOOTNOTED_LIBRARY"
"""Environment variable that names another folder for the default library."""


def default_library_path() -> Path:
    """Return FOOTNOTED_LIBRARY, or `library` in the platform's data folder for footnoted."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("footnoted", appauthor=False) / "library"


def open_or_create_default(progress: Progress = no_progress) -> Library:
    """Open the default library; on first use, make it with the shipped report in it.

    Args:
        progress: Told when the shipped report is being read.

    Raises:
        LibraryError: When it cannot be opened or made.
    """
    path = default_library_path()
    try:
        return Library.open(path)
    except NoLibraryError:
        if not is_vacant(path):
            raise
    return create_shipped(path, progress)


def create_shipped(path: Path, progress: Progress = no_progress) -> Library:
    """Make a library that holds the shipped report.

    Two processes may do this at once: tables and report are written in transactions
    of which the second finds the first's work done.

    Args:
        path: Folder of the library, made when missing.
        progress: Told when the shipped report is being read.

    Raises:
        LibraryError: When the folder cannot be written.
    """
    from corpus.bundled import REPORT_ID, shipped_record, shipped_report
    from corpus.reading import read_document

    progress("reading the shipped report", 0, 1)
    raw = shipped_report()
    record = shipped_record()
    document = read_document(raw, doc_id=REPORT_ID, kind="report", record=record)
    library = Library.open(
        path, create=True, first=lambda connection: insert(connection, document, raw, record)
    )
    progress("reading the shipped report", 1, 1)
    return library


def is_vacant(path: Path) -> bool:
    """Return whether a library may be made here: nothing there, or what a killed first use left."""
    file = path / "corpus.sqlite"
    return not file.exists() or (file.is_file() and file.stat().st_size == 0)
