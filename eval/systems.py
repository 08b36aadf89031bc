"""The systems that an evaluation runs; each ranks a collection's documents for a topic.

Nothing here retrieves by itself: passages, legs and their fusion are the index's, and
follow-ups are resolved as the product does. A document is ranked by its best passage.
"""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.progress import Progress
from eval.collection import Collection, Topic
from eval.collection_index import open_index
from eval.runs import Ranking
from eval.specs import SystemSpec
from index.model import SearchQuery
from qa.answer import Question
from qa.settings import AskSettings

if TYPE_CHECKING:
    from index.model import Hit
    from index.searcher import Searcher

PASSAGES_A_DOCUMENT = 3
"""Passages asked for a wanted document at first, since several may be of one."""
_FURTHER = 4
"""How many times more are asked when those do not make enough documents."""
Legs = Literal["hybrid", "bm25", "dense"]


@dataclass(frozen=True, slots=True)
class Result:
    """What a system says to one topic."""

    ranking: Ranking
    confidence: float | None = None
    """How sure the system is that an answer is among them, 0 to 1; None where it does not say."""


@dataclass(frozen=True, slots=True)
class Prepared:
    """A system ready to rank."""

    rank: Callable[[Topic], Result]
    passages: int
    index_seconds: float
    """Time that its index took to build; also when it was built by an earlier run."""
    digests: dict[str, str]
    """What its index was made of."""


def prepare(
    spec: SystemSpec, collection: Collection, cache: Path, *, fresh: bool = False, progress: Progress
) -> Prepared:
    """Index a collection for a system, or take up the index that an earlier run built.

    Args:
        spec: The system; not a run file.
        collection: What it ranks.
        cache: Folder for indexes, kept between runs.
        fresh: Build the index anew.
        progress: Told how far indexing is; may raise Cancelled.

    Raises:
        UsageError: When the index cannot be made, is damaged, or lacks documents.
    """
    if spec.kind == "rank-bm25":
        return _rank_bm25(spec, collection)
    if spec.kind == "plain":
        return _plain(spec, collection, progress)
    searcher, seconds = open_index(spec, collection, cache, fresh=fresh, progress=progress)
    legs: Legs = "hybrid" if spec.kind == "hybrid" else "bm25" if spec.kind == "bm25" else "dense"
    manifest = searcher.manifest
    digests = {"index": manifest.digest, "model": manifest.model_digest}
    return Prepared(_asking(searcher, spec, legs), manifest.passages, seconds, digests)


def best_by_document(hits: Iterable[tuple[str, float]], k: int) -> Ranking:
    """Return documents by their best passage, best first, at most `k`.

    Args:
        hits: (document id, score) of passages, best first.
        k: Documents wanted.
    """
    found: dict[str, float] = {}
    for doc_id, score in hits:
        found.setdefault(doc_id, score)
        if len(found) == k:
            break
    return tuple(found.items())


def enough_documents(search: Callable[[int], list[tuple[str, float]]], k: int) -> Ranking:
    """Return `k` documents, asking for ever more passages until there are so many or no more come.

    Args:
        search: Returns (document id, score) of that many passages, best first.
        k: Documents wanted.
    """
    passages = PASSAGES_A_DOCUMENT * k
    while True:
        hits = search(passages)
        ranking = best_by_document(hits, k)
        if len(ranking) == k or len(hits) < passages:
            return ranking
        passages *= _FURTHER


def _asking(searcher: Searcher, spec: SystemSpec, legs: Legs) -> Callable[[Topic], Result]:
    from index.reranker import load_reranker
    from index.reranking import reranked
    from qa.abstain import confidence, weigh
    from qa.first_read import read_first
    from qa.followup import resolve

    settings = AskSettings()
    reranker = load_reranker(spec.reranker) if spec.reranker else None

    def rank(topic: Topic) -> Result:
        question = Question(topic.text, topic.query_id, topic.history if spec.history else ())
        resolved = resolve(question, searcher, settings)
        if not _askable(resolved.query):
            return Result((), 0.0 if legs == "hybrid" else None)
        first: list[Hit] = []

        def search(passages: int) -> list[tuple[str, float]]:
            query = SearchQuery(resolved.query, resolved.expansions, k=passages, legs=legs)
            hits = searcher.search(query)
            hits = reranked(resolved.text, hits, reranker) if reranker else hits
            first.extend(() if first else hits)
            return [(hit.passage.document, hit.score) for hit in hits]

        ranking = enough_documents(search, spec.k)
        if legs != "hybrid":
            return Result(ranking, None)
        # The ranking stays as searched; how sure an answer would be is told as `ask` tells it.
        read = read_first(resolved.text, first, searcher)
        return Result(ranking, confidence(weigh(resolved.text, read, searcher, last=resolved.last)))

    return rank


def _rank_bm25(spec: SystemSpec, collection: Collection) -> Prepared:
    from index.lexical_baseline import RankBm25

    begun = time.perf_counter()
    owners = [document.doc_id for document in collection.documents]
    baseline = RankBm25([f"{one.title}\n{one.text}" for one in collection.documents], spec.index)
    seconds = time.perf_counter() - begun
    return Prepared(_by_position(baseline.search, owners, spec), len(owners), seconds, {})


def _plain(spec: SystemSpec, collection: Collection, progress: Progress) -> Prepared:
    from index.baselines import PlainRecipe, split_at_blank_lines
    from index.encoders import load_encoder

    encoder = load_encoder(spec.model, progress=progress)
    begun = time.perf_counter()
    owners: list[str] = []
    paragraphs: list[str] = []
    for document in collection.documents:
        text = f"{document.title}\n{document.text}"
        for piece in split_at_blank_lines(text) or [text]:
            owners.append(document.doc_id)
            paragraphs.append(piece)
    recipe = PlainRecipe(paragraphs, encoder, progress=progress)
    seconds = time.perf_counter() - begun
    return Prepared(
        _by_position(recipe.search, owners, spec), len(owners), seconds, {"model": encoder.digest}
    )


def _by_position(
    search: Callable[[str, int], list[tuple[int, float]]], owners: list[str], spec: SystemSpec
) -> Callable[[Topic], Result]:
    """Return a baseline's ranking of documents from its ranking of texts, each text owned by a document."""

    def rank(topic: Topic) -> Result:
        turns = [turn.text for turn in topic.history] if spec.history else []
        asked = " ".join((*turns, topic.text))
        if not _askable(asked):
            return Result(())
        return Result(
            enough_documents(lambda n: [(owners[at], score) for at, score in search(asked, n)], spec.k)
        )

    return rank


def _askable(text: str) -> bool:
    """Return whether a query has anything to search for; one of signs alone finds nothing."""
    return any(character.isalnum() for character in text)
