"""What is exported: a title and chapters of quotations, whatever the format."""

from __future__ import annotations

from dataclasses import dataclass

from qa.quotation import Quotation


@dataclass(frozen=True, slots=True)
class Chapter:
    """A question and what answers it."""

    question: str
    """May be empty for quotations that answer none."""
    quotations: tuple[Quotation, ...]
    remark: str = ""
    """Why nothing answers it, where that is so."""


@dataclass(frozen=True, slots=True)
class Book:
    """A session or a dossier, ready to be written."""

    title: str
    chapters: tuple[Chapter, ...]

    @property
    def quotations(self) -> tuple[Quotation, ...]:
        """Return all quotations in order."""
        return tuple(quotation for chapter in self.chapters for quotation in chapter.quotations)
