"""What asking needs of the index and of the library, and no more.

Named here as protocols so that each step of `qa` can be tried on a handful of
sentences, and so that a second engine or another library needs no change above it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from typing import Protocol

from corpus.model import Note
from index.meeting import Meeting
from index.model import Hit, Passage, SearchQuery
from index.spelling import NearWord


class Words(Protocol):
    """How the index sees words."""

    def analyze(self, text: str) -> Sequence[str]:
        """Return the terms of a text as they are indexed (stems, bigrams), stop words left out."""
        ...

    def idf(self, term: str) -> float:
        """Return how rare an indexed term is, 0 or more; highest for a term that occurs nowhere."""
        ...

    def unknown_terms(self, text: str) -> tuple[str, ...]:
        """Return the content words of a text that occur nowhere in the corpus, as written."""
        ...


class Spelling(Protocol):
    """How the index tells which word another one was meant for."""

    def unknown_terms(self, text: str) -> tuple[str, ...]:
        """Return the content words of a text that occur nowhere in the corpus, as written."""
        ...

    def near_words(self, word: str) -> Sequence[NearWord]:
        """Return what a word that stands nowhere may have been meant for, nearest first."""
        ...

    def joined(self, first: str, second: str) -> str | None:
        """Return how the corpus writes two words as one, None where it does not."""
        ...

    def simplified(self, text: str) -> str:
        """Return a Chinese text in simplified characters, but for those that stand in the corpus."""
        ...


class Weighing(Words, Protocol):
    """How the index measures what a passage is worth to a question."""

    @property
    def n_passages(self) -> int:
        """Return how many passages there are."""
        ...

    def rarity(self, term: str) -> float:
        """Return how rare an indexed term is: near 0 where it stands everywhere, highest where nowhere."""
        ...

    def meeting(self, question: str, passage: Passage, note: int | None = None) -> Meeting | None:
        """Return how each token of a question meets a passage and the note it was found through.

        None where the index keeps no token vectors.
        """
        ...

    def answers(self, question: str, passage: Passage, note: int | None = None) -> float | None:
        """Return how likely a passage, with the note it was found through, answers a question, as log odds.

        None where the index's vectors are of an encoder that this was not learned for.
        """
        ...

    def translated(self, text: str, terms: Collection[str]) -> tuple[str, ...]:
        """Return the words of a text that have a translation among some indexed terms, as written."""
        ...

    def note_text(self, passage: Passage, number: int | None) -> str:
        """Return the text of a passage's note, empty for none."""
        ...

    def lexical_share(self, question: str, passage: Passage) -> float:
        """Return a passage's BM25 score as a share of the best conceivable one, 0 to 1."""
        ...


class Searching(Weighing, Protocol):
    """An open index."""

    def search(self, query: SearchQuery) -> list[Hit]:
        """Return at most `query.k` hits, best first; ties by passage_id."""
        ...

    def met_as(self, query: SearchQuery, passage: Passage, note: int | None = None) -> Mapping[str, str]:
        """Return the words of a question that a passage has in another script, with what stands there."""
        ...

    def sentence_scores(self, question: str, passage: Passage) -> Sequence[float]:
        """Return one score for each of the passage's sentences, higher is nearer to the question."""
        ...

    def sentence_answers(
        self, question: str, passage: Passage, numbers: Sequence[int]
    ) -> Sequence[float] | None:
        """Return how likely some sentences answer a question, each alone, as log odds; see `answers`."""
        ...


class NoteShelf(Protocol):
    """Where notes are looked up."""

    def note(self, doc_id: str, number: int) -> Note | None:
        """Return a document's note, or None when it has none of that number."""
        ...


class NoteStore(Protocol):
    """Where many notes are read at once."""

    def numbered(self, doc_id: str, numbers: Collection[int]) -> Mapping[int, Note]:
        """Return a document's notes by number, those that it does not have left out."""
        ...
