"""What the systems compared on a question file give back, in one shape."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Literal

from corpus.errors import UsageError
from corpus.library import Library
from corpus.progress import Progress, no_progress
from index.model import Hit, SearchQuery
from qa.answer import Answer, Question
from qa.ask import Asker
from qa.followup import resolve
from qa.notes import notes_of

SYSTEMS = ("footnoted", "bm25", "dense", "plain")
"""The product; its two legs alone; the plain recipe everybody starts with."""
DEPTH = 10
"""Passages asked of every system."""


@dataclass(frozen=True, slots=True)
class Retrieved:
    """One passage that a system ranked."""

    text: str
    notes: tuple[str, ...] = ()
    """Texts of the footnotes shown with it."""
    numbers: frozenset[int] = frozenset()
    """Their numbers."""
    highlights: tuple[str, ...] = ()
    """Words highlighted in it; empty for a system that highlights nothing."""


@dataclass(frozen=True, slots=True)
class Response:
    """What a system said to one question."""

    ranking: tuple[Retrieved, ...]
    """Best first, at most DEPTH."""
    abstained: bool = False
    confidence: float | None = None
    """None for a system that always answers."""
    milliseconds: float = 0.0


System = Callable[[Question], Response]


def product(asker: Asker) -> System:
    """Return the product as it answers people."""

    def respond(question: Question) -> Response:
        answer = asker.ask(question, k=DEPTH)
        return Response(_shown(answer), answer.abstained, answer.confidence)

    return respond


def one_leg(asker: Asker, leg: str) -> System:
    """Return one leg alone, on the product's passages, follow-ups resolved as the product does.

    Args:
        asker: The open product.
        leg: "bm25" or "dense".
    """
    legs: Literal["bm25", "dense"] = "bm25" if leg == "bm25" else "dense"

    def respond(question: Question) -> Response:
        resolved = resolve(question, asker.searcher, asker.settings)
        query = SearchQuery(resolved.query, resolved.expansions, k=DEPTH, legs=legs)
        return Response(tuple(_hit(hit, asker.library) for hit in asker.searcher.search(query)))

    return respond


def plain_recipe(library: Library, progress: Progress = no_progress) -> System:
    """Return the plain recipe over the stored reports, a question's history joined to it."""
    from index.baselines import PlainRecipe, split_at_blank_lines
    from index.encoders import load_encoder

    texts = [library.document(entry.doc_id).text for entry in library.documents()]
    paragraphs = [paragraph for text in texts for paragraph in split_at_blank_lines(text)]
    recipe = PlainRecipe(paragraphs, load_encoder("minilm", progress=progress), progress=progress)

    def respond(question: Question) -> Response:
        asked = " ".join((*(turn.text for turn in question.history), question.text))
        return Response(tuple(Retrieved(paragraphs[at]) for at, _ in recipe.search(asked, DEPTH)))

    return respond


def _shown(answer: Answer) -> tuple[Retrieved, ...]:
    return tuple(
        Retrieved(
            text=shown.passage.text,
            notes=tuple(note.text for note in shown.notes),
            numbers=frozenset(note.number for note in shown.notes),
            highlights=tuple(shown.passage.text[start:end] for start, end in shown.highlights),
        )
        for shown in answer.passages
    )


def _hit(hit: Hit, library: Library) -> Retrieved:
    notes = notes_of(hit.passage, library, hit.through_note)
    return Retrieved(
        hit.passage.text, tuple(note.text for note in notes), frozenset(note.number for note in notes)
    )


def names_of(systems: Sequence[str]) -> tuple[str, ...]:
    """Return the systems asked for, checked.

    Raises:
        UsageError: When one of them is unknown.
    """
    for name in systems:
        if name not in SYSTEMS:
            raise UsageError(f"Unknown system {name!r}.", f"Name one of: {', '.join(SYSTEMS)}.")
    return tuple(dict.fromkeys(systems))
