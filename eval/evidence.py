"""Whether a quoted piece of evidence stands in a text, however either was typed.

Evidence is quoted from a file with escapes, marks and straight or curly quotes; what
is shown to people has none of the first two. Both sides are brought to one form.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable
from dataclasses import dataclass

from corpus.model import Document

_SUPERSCRIPTS = re.compile("[⁰¹²³⁴-⁹]+")
_ESCAPES = re.compile(r"\\([^\w\s])")
_EMPHASIS = re.compile(r"(?<!\w)[*_]{1,3}(?=\S)|(?<=\S)[*_]{1,3}(?!\w)")
_QUOTES = str.maketrans({"‘": "'", "’": "'", "“": '"', "”": '"', "—": "-", "–": "-", "\u00a0": " "})
_SPACE = re.compile(r"\s+")


def normalise(text: str) -> str:
    """Return the form in which texts are compared: no marks, escapes, emphasis, case or extra space."""
    text = _SUPERSCRIPTS.sub("", text)
    text = _EMPHASIS.sub("", _ESCAPES.sub(r"\1", text))
    text = unicodedata.normalize("NFKC", text.translate(_QUOTES))
    return _SPACE.sub(" ", text).strip().casefold()


@dataclass(frozen=True, slots=True)
class Haystack:
    """Normalised texts in which evidence is looked for."""

    texts: tuple[str, ...]

    @classmethod
    def of(cls, texts: Iterable[str]) -> Haystack:
        """Normalise texts once for many look-ups."""
        return cls(tuple(normalise(text) for text in texts))

    @classmethod
    def of_documents(cls, documents: Iterable[Document]) -> Haystack:
        """Take every paragraph and every note of some documents."""
        found = list(documents)
        paragraphs = [paragraph.text for document in found for paragraph in document.paragraphs]
        return cls.of(paragraphs + [note.text for document in found for note in document.notes])

    def contains(self, evidence: str) -> bool:
        """Return whether one of the texts contains the evidence."""
        wanted = normalise(evidence)
        return bool(wanted) and any(wanted in text for text in self.texts)
