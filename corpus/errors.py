"""The one error that users see, and its few kinds.

Every room raises these and nothing else on purpose, so that whatever faces a
person (command line, app) can print one message and one remedy and stop there.
"""

from __future__ import annotations


class FootnotedError(Exception):
    """Something a person can mend: it names the thing, the reason and the remedy."""

    def __init__(self, message: str, hint: str = "") -> None:
        """Keep the message and, apart from it, the remedy.

        Args:
            message: What is wrong, naming the file, key or value.
            hint: What to do about it, one imperative sentence; may be empty.
        """
        super().__init__(message)
        self.message = message
        self.hint = hint

    def __str__(self) -> str:
        """Return message and remedy on one line."""
        return f"{self.message} {self.hint}".strip()


class UsageError(FootnotedError):
    """The call itself is wrong: an empty question, an unknown option or model (exit status 2)."""


class ReadError(FootnotedError):
    """A file cannot be read as a document: missing, empty, binary, too large, wrongly encoded."""


class LibraryError(FootnotedError):
    """A library cannot be opened or written: read-only, locked, half-written, too new."""


class IndexVersionError(FootnotedError):
    """An index version is missing, stale, damaged, or made with another model."""


class ModelError(FootnotedError):
    """An encoder is missing, its weights have another digest, or it cannot be exported."""


class SourceError(FootnotedError):
    """A source cannot be captured, attached or read."""
