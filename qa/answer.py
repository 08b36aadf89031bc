"""What an answer is. `qa.contract` turns it into the JSON that `ask --json` prints."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from corpus.model import Note
from index.model import Passage


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation."""

    speaker: str
    """"user" or "agent"."""
    text: str


@dataclass(frozen=True, slots=True)
class Question:
    """A question with what was asked before it."""

    text: str
    question_id: str | None = None
    history: tuple[Turn, ...] = ()


@dataclass(frozen=True, slots=True)
class AnswerPassage:
    """A ranked passage of an answer."""

    rank: int
    """1-based."""
    score: float
    passage: Passage
    highlights: tuple[tuple[int, int], ...]
    """Spans of the sentence(s) that answer, in the passage's text."""
    spans: tuple[tuple[int, int], ...]
    """Within the highlights, the answer itself where it is plain (a number, a name, a date)."""
    notes: tuple[Note, ...]
    """Its footnotes; the note it was found through comes first."""
    why: Mapping[str, float]
    """Contribution of each leg; they sum to `score` within 1e-6."""
    terms: Mapping[str, float] = field(default_factory=dict)
    """BM25's contribution by query term."""
    through_note: int | None = None
    duplicates: int = 0
    """How many near-duplicates of it were left out."""
    translations: Mapping[str, str] = field(default_factory=dict)
    """The question's words that it has in another language, with what stands there for each."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A passage that was not shown, and why."""

    passage: Passage
    score: float
    reason: str
    """"near-duplicate of …", "below rank k", …, with the threshold."""


@dataclass(frozen=True, slots=True)
class Answer:
    """Ranked passages for a question, or the nearest ones where nothing answers it."""

    question: Question
    resolved_question: str
    """The question made to stand alone: follow-ups resolved, as shown to people."""
    abstained: bool
    reason: str | None
    """Why nothing answers, in a sentence for people; None when answered."""
    confidence: float
    """Calibrated probability that the passages answer the question, 0 to 1."""
    passages: tuple[AnswerPassage, ...]
    unknown_terms: tuple[str, ...]
    """Words of the question that occur nowhere in the corpus."""
    index_version: str
    model: str
    elapsed_ms: float
    dropped: tuple[Dropped, ...] = ()
    threshold: float | None = None
    """Confidence from which on it answers; None in an answer that was stored without it."""
    read_as: tuple[tuple[str, str], ...] = ()
    """Words of the question that stand nowhere, each with the word of the library that it was read as."""
    left_open: str | None = None
    """Of a question of two parts that is answered: that nothing answers the second part, and why."""
