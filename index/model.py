"""What the index holds and gives back: passages, scopes, hits."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Literal

PassageKind = Literal["report", "note", "source"]


@dataclass(frozen=True, slots=True)
class PassageMark:
    """A footnote mark in a passage: it follows `text[:offset]`."""

    number: int
    offset: int


@dataclass(frozen=True, slots=True)
class Passage:
    """What is indexed and ranked: a paragraph, a list item, a note, or a part of one."""

    passage_id: str
    """Unique in an index and stable across rebuilds of an unchanged document."""
    document: str
    """doc_id of the document it belongs to."""
    kind: PassageKind
    text: str
    """Clean text, the passage's own words and nothing else."""
    start: int
    """Where it stands in the stored document."""
    end: int
    section: tuple[str, ...] = ()
    leads: tuple[str, ...] = ()
    marks: tuple[PassageMark, ...] = ()
    sentences: tuple[tuple[int, int], ...] = ()
    """Spans of sentences in `text`."""
    language: str = "en"
    note: int | None = None
    """For a note passage: the number of the note."""
    backs: tuple[str, ...] = ()
    """For a note passage: ids of the passages that carry its marks."""
    context: str = ""
    """Words that help to find it (document title, section, leads) and are never shown as its text."""
    note_words: str = ""
    """Titles, authors and publishers of its notes, for the lexical leg."""


@dataclass(frozen=True, slots=True)
class Scope:
    """What a question is restricted to; empty fields restrict nothing."""

    documents: frozenset[str] = frozenset()
    kinds: frozenset[PassageKind] = frozenset()
    sections: frozenset[str] = frozenset()
    """Section titles; a passage is inside when any title of its path is among them."""
    languages: frozenset[str] = frozenset()

    def admits(self, passage: Passage) -> bool:
        """Return whether the passage lies inside the scope."""
        return (
            (not self.documents or passage.document in self.documents)
            and (not self.kinds or passage.kind in self.kinds)
            and (not self.sections or not self.sections.isdisjoint(passage.section))
            and (not self.languages or passage.language in self.languages)
        )


@dataclass(frozen=True, slots=True)
class Hit:
    """A passage with its score and the legs that make it up."""

    passage: Passage
    score: float
    """Sum of `legs`, higher is better."""
    legs: Mapping[str, float] = field(default_factory=dict)
    """Contribution of each leg ("bm25", "dense", …); they sum to `score` within 1e-6."""
    terms: Mapping[str, float] = field(default_factory=dict)
    """BM25's contribution by query term; they sum to `legs["bm25"]`."""
    raw: Mapping[str, float] = field(default_factory=dict)
    """The legs' own scores before normalisation (BM25 score, cosine)."""
    through_note: int | None = None
    """Number of the note through which the passage was found, where it was."""


@dataclass(frozen=True, slots=True)
class SearchQuery:
    """What the index is asked: one text, or several with weights (a follow-up and its history)."""

    text: str
    expansions: tuple[tuple[str, float], ...] = ()
    """Further texts and their weights against the first one's 1.0 (historical query expansion)."""
    k: int = 10
    scope: Scope = Scope()
    legs: Literal["hybrid", "bm25", "dense"] = "hybrid"
    """Which legs to use; "bm25" never loads the encoder."""
