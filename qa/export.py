"""Takes a session or its dossier out of Footnoted, in formats that other programs read.

No export drops a source: the notes of a passage go where the passage goes, in full, and
what they cite becomes references.
"""

from __future__ import annotations

import os
import tempfile
from collections.abc import Callable, Mapping
from importlib import import_module
from pathlib import Path
from typing import cast

from corpus.errors import FootnotedError
from corpus.model import Document
from qa.exporters.book import Book, Chapter
from qa.quotation import quotation_of
from qa.sessions import Session

FORMATS: Mapping[str, tuple[str, str]] = {
    "markdown": (".md", "qa.exporters.markdown"),
    "html": (".html", "qa.exporters.html"),
    "json": (".json", "qa.exporters.plain_json"),
    "bibtex": (".bib", "qa.exporters.bibtex"),
    "ris": (".ris", "qa.exporters.ris"),
    "csl-json": (".csl.json", "qa.exporters.csl_json"),
}
"""Each format's file ending and the module that writes it."""


class ExportError(FootnotedError):
    """An export cannot be written, or its format is unknown."""


def dossier_book(session: Session) -> Book:
    """Return the dossier of a session: its quotations under the questions that they answer."""
    chapters: dict[str, list[int]] = {}
    for place, quotation in enumerate(session.quotations):
        chapters.setdefault(quotation.question, []).append(place)
    return Book(
        f"{session.title}: dossier",
        tuple(
            Chapter(question, tuple(session.quotations[place] for place in places))
            for question, places in chapters.items()
        ),
    )


def session_book(session: Session, documents: Mapping[str, Document]) -> Book:
    """Return a whole session: each question with the passages that were shown for it.

    Args:
        session: The session.
        documents: Documents by id; one that is missing is cited by its id alone.
    """
    chapters = []
    for answer in session.turns:
        question = answer.question.text
        quotations = tuple(
            quotation_of(shown, documents.get(shown.passage.document), question) for shown in answer.passages
        )
        remark = answer.reason if answer.abstained else None
        chapters.append(Chapter(question, quotations, remark or ""))
    return Book(session.title, tuple(chapters))


def export(book: Book, format_name: str) -> str:
    """Return a book in a format.

    Args:
        book: What to write.
        format_name: One of FORMATS.

    Raises:
        ExportError: When there is no such format.
    """
    if format_name not in FORMATS:
        raise ExportError(f"There is no format {format_name[:60]!r}.", f"Choose one of {', '.join(FORMATS)}.")
    writer = cast(Callable[[Book], str], import_module(FORMATS[format_name][1]).write)
    return writer(book)


def format_of(path: Path) -> str:
    """Return the format that a file's name stands for.

    Raises:
        ExportError: When no format has that ending.
    """
    name = path.name.casefold()
    fitting = [one for one, (ending, _) in FORMATS.items() if name.endswith(ending)]
    if not fitting:
        endings = ", ".join(ending for ending, _ in FORMATS.values())
        raise ExportError(f"{path.name!r} does not say which format.", f"End the name in one of {endings}.")
    return max(fitting, key=lambda one: len(FORMATS[one][0]))


def free_path(path: Path) -> Path:
    """Return the path, or one with a number before its ending where there is such a file already."""
    ending = "".join(path.suffixes[-2:]) if path.name.endswith(".csl.json") else path.suffix
    stem = path.name[: len(path.name) - len(ending)]
    number, free = 2, path
    while free.exists():
        free = path.with_name(f"{stem}-{number}{ending}")
        number += 1
    return free


def save(text: str, path: Path, *, overwrite: bool = False) -> Path:
    """Write an export whole or not at all.

    Raises:
        ExportError: When the file is there already and `overwrite` is false, or it cannot be written.
    """
    path = path.expanduser().absolute()
    if path.exists() and not overwrite:
        raise ExportError(f"{path} is there already.", "Choose another name.")
    try:
        descriptor, aside = tempfile.mkstemp(dir=path.parent, prefix=f".{path.name[:40]}.")
        try:
            with os.fdopen(descriptor, "w", encoding="utf-8", newline="\n") as file:
                file.write(text)
            Path(aside).replace(path)
        except BaseException:
            Path(aside).unlink(missing_ok=True)
            raise
    except OSError as error:
        raise ExportError(f"{path} cannot be written: {error.strerror}.", "Choose another folder.") from error
    return path
