"""The values that pass between scanning notation and writing clean text."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from corpus.offsets import MappedText

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class Site:
    """A place where one or more marks stand."""

    end: int
    """Where it ends in the original."""
    labels: tuple[str, ...]
    """Labels of the notes that it points to."""


@dataclass(frozen=True, slots=True)
class Sites:
    """All places of a document where marks stand, sorted once for all its paragraphs."""

    by_start: Mapping[int, Site]
    starts: tuple[int, ...]
    """The keys of `by_start`, ascending."""

    @classmethod
    def of(cls, by_start: Mapping[int, Site]) -> Sites:
        """Return the sites of a mapping from where each begins in the original."""
        return cls(by_start, tuple(sorted(by_start)))


@dataclass(frozen=True, slots=True)
class DraftMark:
    """A mark before its note is known."""

    label: str
    offset: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class Syntax:
    """What counts as notation in a format."""

    markdown: bool = False
    """Code spans, tags, entities and reference links too."""
    tags: bool = True
    """HTML's tags, where they are Markdown's; elsewhere "<LANG>" is a word in brackets."""
    keep_urls: bool = False
    """Keep a link's target beside its words, as notes need."""
    keep_hyphen: Callable[[str, str], bool] = field(default=lambda before, after: False)
    """Whether the hyphen between two halves of a word at a line's end is the word's own."""
    references: Mapping[str, str] = field(default_factory=dict)
    """Targets of reference links by lower-case label."""


@dataclass(frozen=True, slots=True)
class Cleaned:
    """Clean text with the marks that stood in it."""

    content: MappedText
    marks: tuple[DraftMark, ...]


@dataclass(slots=True)
class Edit:
    """A stretch of the original to be replaced; empty text removes it."""

    start: int
    end: int
    text: str = ""
    site: Site | None = None
