"""Which readers there are; each is loaded when a file is first shown to it."""

from __future__ import annotations

from importlib import import_module

from corpus.errors import ReadError, UsageError
from corpus.readers.protocol import RawFile, Reader

_READERS = {
    "page-notes": "corpus.readers.page_notes:PageNotesReader",
    "endnotes": "corpus.readers.endnotes:EndnotesReader",
    "markdown": "corpus.readers.markdown:MarkdownReader",
    "restructuredtext": "corpus.readers.rest:RestReader",
    "asciidoc": "corpus.readers.asciidoc:AsciidocReader",
    "captured": "corpus.readers.captured:CapturedReader",
    "plain": "corpus.readers.plain:PlainReader",
}


def reader_names() -> tuple[str, ...]:
    """Return the readers' names, in the order in which equal guesses are settled."""
    return tuple(_READERS)


def reader_named(name: str) -> Reader:
    """Return a reader.

    Raises:
        UsageError: When there is none of that name.
    """
    if name not in _READERS:
        raise UsageError(f"There is no reader named {name!r}.", f"Choose one of: {', '.join(_READERS)}.")
    module, _, attribute = _READERS[name].partition(":")
    made: Reader = getattr(import_module(module), attribute)()
    return made


def is_current(reader: str) -> bool:
    """Return whether a reader of this name and version ("markdown/3") is the one that there is today."""
    name, _, version = reader.partition("/")
    return name in _READERS and version == str(reader_named(name).version)


def pick_reader(raw: RawFile) -> Reader:
    """Return the reader that is surest of a file; the one named first wins a tie.

    Raises:
        ReadError: When no reader knows the format.
    """
    readers = [reader_named(name) for name in _READERS]
    scores = [reader.sniff(raw) for reader in readers]
    best = max(range(len(readers)), key=lambda number: (scores[number], -number))
    if scores[best] <= 0:
        raise ReadError(
            f"{raw.name} is in a format that no reader knows.",
            "Export its text to a .txt or .md file and add that.",
        )
    return readers[best]
