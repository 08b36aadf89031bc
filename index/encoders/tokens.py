"""Tokens of a text with their places in it, from whichever tokenizer a model has."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

from corpus.errors import ModelError

if TYPE_CHECKING:
    from tokenizers import Tokenizer


@dataclass(frozen=True, slots=True)
class Tokens:
    """A text's tokens, without special ones."""

    ids: list[int]
    spans: list[tuple[int, int]]
    """Half-open spans of characters of the text, as the tokenizer counts them."""


class Tokenising(Protocol):
    """Cuts texts into tokens."""

    head: list[int]
    """Ids of the special tokens before a text."""
    tail: list[int]
    """Ids of those behind it."""

    def tokens(self, text: str) -> Tokens:
        """Return all tokens of a text, without special ones."""
        ...

    def many(self, texts: list[str]) -> list[Tokens]:
        """Return the tokens of several texts."""
        ...


class FileTokenizer:
    """A `tokenizer.json`, run by the tokenizers library."""

    def __init__(self, path: Path) -> None:
        """Load the file.

        Raises:
            ModelError: When it cannot be loaded.
        """
        from tokenizers import Tokenizer

        try:
            self._own: Tokenizer = Tokenizer.from_buffer(path.read_bytes())
        # The library raises bare Exception for a file that it does not understand.
        except Exception as error:
            raise ModelError(
                f"The tokenizer {path} cannot be loaded: {error}.", "Remove its folder."
            ) from error
        plain = self._own.encode("a", add_special_tokens=False).ids
        whole = self._own.encode("a").ids
        at = next(i for i in range(len(whole) + 1) if whole[i : i + len(plain)] == plain)
        self.head: list[int] = whole[:at]
        self.tail: list[int] = whole[at + len(plain) :]

    def tokens(self, text: str) -> Tokens:
        """Return all tokens of a text, without special ones."""
        found = self._own.encode(text, add_special_tokens=False)
        return Tokens(found.ids, found.offsets)

    def many(self, texts: list[str]) -> list[Tokens]:
        """Return the tokens of several texts, on several cores."""
        return [Tokens(e.ids, e.offsets) for e in self._own.encode_batch(texts, add_special_tokens=False)]
