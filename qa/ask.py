"""From a question to its answer: resolve, search, fold, annotate, decide.

The order matters. Follow-ups are resolved before the search, so that what is shown as
the question is what was searched; near-duplicates go before the first k are kept, so
that they cost no place; confidence is judged on the hits that are shown.
"""

from __future__ import annotations

import time
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from types import TracebackType
from typing import TYPE_CHECKING

from corpus.progress import Progress, no_progress
from index.model import Hit, Scope, SearchQuery
from index.reranker import Reranker, load_reranker
from index.reranking import reranked
from qa.abstain import Evidence, confidence, reason, unmet, weigh
from qa.answer import Answer, AnswerPassage, Question
from qa.check import check_question
from qa.dedupe import Duplicate, fold_duplicates
from qa.explain import dropped
from qa.first_read import read_first
from qa.followup import Resolved, resolve
from qa.highlight import highlight
from qa.notes import at_hand, notes_of
from qa.opening import open_searcher
from qa.parts import judged, left_open, parts_of, told_apart
from qa.ports import NoteShelf
from qa.respelt import Respelt, respelt
from qa.settings import AskSettings
from qa.spread import spread
from qa.standing import standing

if TYPE_CHECKING:
    from corpus.library import Library
    from index.searcher import Searcher

__all__ = ["Asker", "Found", "check_question"]


_NOTHING = frozenset({""})
"""Documents of a scope that admits none: no document has that name, and an empty scope admits all."""


@dataclass(frozen=True, slots=True)
class Found:
    """What a question found, before it is judged."""

    asked: Respelt
    """The question with its slips of the pen put right."""
    resolved: Resolved
    hits: list[Hit]
    """Best first, near-duplicates left out."""
    twins: list[Duplicate]


class Asker:
    """Answers questions from one library with one open index."""

    def __init__(
        self,
        library: Library,
        searcher: Searcher,
        *,
        settings: AskSettings | None = None,
        warnings: tuple[str, ...] = (),
        reranker: Reranker | None = None,
    ) -> None:
        """Join a library and its open index; `Asker.open` does so with care."""
        self.library = library
        self.searcher = searcher
        self.settings = settings or AskSettings()
        self._reranker = reranker
        self._standing: dict[str, bool] = {}
        self.warnings = warnings
        """What a person should know before trusting the answers: a stale index, say."""

    @classmethod
    def open(
        cls,
        library: Library,
        *,
        model: str | None = None,
        progress: Progress = no_progress,
        build: bool = True,
        settings: AskSettings | None = None,
        reranker: str | None = None,
    ) -> Asker:
        """Open a library's index, building it first when there is none yet.

        Args:
            library: An open library; the asker does not close it.
            model: The encoder the index must have been made with; None takes the index as it is.
            progress: Told of an index being built; it may raise Cancelled.
            build: Whether a missing index is built; otherwise it is an error.
            settings: How to ask.
            reranker: A cross-encoder that orders the first ranks anew: a folder, or a name on the hub.

        Raises:
            ModelError: When the reranker cannot be loaded.
            IndexVersionError: When the index is missing (and `build` is false), damaged, or made
                with another model. One older than its corpus opens, with a warning.
        """
        searcher, warnings = open_searcher(library, model=model, progress=progress, build=build)
        loaded = load_reranker(reranker) if reranker else None
        return cls(library, searcher, settings=settings, warnings=warnings, reranker=loaded)

    def ask(
        self, question: Question, *, scope: Scope | None = None, k: int = 5, quick: bool = False
    ) -> Answer:
        """Answer a question.

        Args:
            question: With its history, for follow-ups.
            scope: What to restrict the search to; None for the whole library.
            k: How many passages to show, 1 or more.
            quick: Search by words alone: at once, before the encoder is loaded.

        Raises:
            UsageError: When the question is empty or too long.
        """
        begun = time.perf_counter()
        found = self.find(question, scope=scope, k=k, quick=quick)
        answer = self._answer(question, found, max(1, k), begun, quick)
        asked = found.asked.question
        parts = parts_of(asked.text, self.searcher) if found.hits and not quick else ()
        if not parts:
            return answer
        if answer.abstained:
            told = judged(asked, parts, lambda part: self.ask(part, scope=scope, k=1).reason)
            answer = replace(answer, reason=told_apart(told, answer.reason or ""))
        else:
            silent = left_open(asked, parts, lambda part: self.ask(part, scope=scope, k=1))
            answer = replace(answer, left_open=silent)
        return replace(answer, elapsed_ms=round((time.perf_counter() - begun) * 1000, 3))

    def find(
        self, question: Question, *, scope: Scope | None = None, k: int = 5, quick: bool = False
    ) -> Found:
        """Rank passages for a question, without judging or lighting them; see `ask`."""
        check_question(question.text)
        asked = respelt(question, self.searcher)
        resolved = resolve(asked.question, self.searcher, self.settings)
        hits = self.searcher.search(
            SearchQuery(
                text=resolved.query,
                expansions=resolved.expansions,
                k=max(self.settings.candidates, 2 * k),
                scope=self._there(scope or Scope()),
                legs="bm25" if quick else "hybrid",
            )
        )
        if self.searcher.stale is not None:
            hits = standing(hits, self.library, self._standing)
        if self._reranker is not None and not quick:
            hits = reranked(resolved.text, hits, self._reranker)
        kept, twins = fold_duplicates(hits, self.settings.duplicate_similarity)
        ranked = spread(resolved.text, kept, self.searcher)
        # A cross-encoder that the user named has the last word on the order.
        if not quick and self._reranker is None:
            ranked = read_first(resolved.text, ranked, self.searcher)
        return Found(asked, resolved, ranked, twins)

    def _there(self, scope: Scope) -> Scope:
        """Return the scope without what was removed since the index was built: that is not to be quoted."""
        if self.searcher.stale is None:
            return scope
        there = frozenset(entry.doc_id for entry in self.library.documents())
        left = there & scope.documents if scope.documents else there
        return replace(scope, documents=left or _NOTHING)

    def preload(self) -> None:
        """Load the encoder now, so that the first question need not wait for it."""
        self.searcher.preload()

    def close(self) -> None:
        """Let go of the index; the library stays open."""
        close = getattr(self.searcher, "close", None)
        if close is not None:
            close()

    def __enter__(self) -> Asker:
        """Return the asker itself."""
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Close the asker."""
        self.close()

    def _answer(
        self,
        question: Question,
        found: Found,
        k: int,
        begun: float,
        quick: bool,
    ) -> Answer:
        resolved, kept, twins = found.resolved, found.hits, found.twins
        unknown = self.searcher.unknown_terms(resolved.text)
        evidence = weigh(
            resolved.text, kept, self.searcher, last=resolved.last, vectors=not quick, unknown=unknown
        )
        sure = confidence(evidence, vectors=not quick)
        abstained = not kept or sure < self.settings.threshold
        shelf = at_hand((hit.passage for hit in kept[:k]), self.library)
        passages = tuple(
            self._passage(rank, hit, resolved, twins, shelf, quick) for rank, hit in enumerate(kept[:k], 1)
        )
        return Answer(
            question=question,
            resolved_question=resolved.text,
            abstained=abstained,
            reason=self._reason(found, unknown, evidence, quick) if abstained else None,
            confidence=sure,
            passages=passages,
            unknown_terms=tuple(unknown),
            index_version=self.searcher.version,
            model=self.searcher.manifest.model,
            elapsed_ms=round((time.perf_counter() - begun) * 1000, 3),
            dropped=dropped(kept[k:], twins, k, self.settings),
            threshold=self.settings.threshold,
            read_as=found.asked.read_as,
        )

    def _reason(self, found: Found, unknown: Sequence[str], evidence: Evidence, quick: bool) -> str:
        silent = unknown if quick else unmet(found.resolved.text, unknown, found.hits, self.searcher)
        return reason(silent, evidence, found=bool(found.hits), nearest=found.asked.nearest)

    def _passage(
        self,
        rank: int,
        hit: Hit,
        resolved: Resolved,
        twins: list[Duplicate],
        shelf: NoteShelf,
        quick: bool,
    ) -> AnswerPassage:
        light = highlight(
            resolved.text,
            hit.passage,
            self.searcher,
            self.settings,
            last=resolved.last,
            vectors=not quick,
            through_note=hit.through_note,
            # The passage that is looked at first; the others would take 2 ms together.
            read=not quick and rank == 1,
        )
        return AnswerPassage(
            rank=rank,
            score=hit.score,
            passage=hit.passage,
            highlights=light.sentences,
            spans=light.answers,
            notes=notes_of(hit.passage, shelf, hit.through_note),
            why=hit.legs,
            terms=hit.terms,
            translations={} if quick else self._translations(hit, resolved),
            through_note=hit.through_note,
            duplicates=sum(twin.of == hit.passage.passage_id for twin in twins),
        )

    def _translations(self, hit: Hit, resolved: Resolved) -> Mapping[str, str]:
        query = SearchQuery(resolved.query, resolved.expansions)
        return self.searcher.met_as(query, hit.passage, hit.through_note)
