"""The systems that an evaluation runs; each ranks a collection's documents for a topic.

Nothing here retrieves by itself: passages, legs and their fusion are the index's, and
follow-ups are resolved as the product does.
"""

from __future__ import annotations

import shutil
import time
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from corpus.errors import UsageError
from corpus.progress import Progress
from eval.collection import Collection, Topic
from eval.runs import Ranking
from eval.specs import SystemSpec
from index.model import SearchQuery
from qa.answer import Question
from qa.settings import AskSettings

if TYPE_CHECKING:
    from index.model import Hit
    from index.searcher import Searcher

PASSAGES_A_DOCUMENT = 3
"""Passages asked for a wanted document, since several may be of one; topped up by the index's own depth."""


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


def prepare(spec: SystemSpec, collection: Collection, cache: Path, progress: Progress) -> Prepared:
    """Index a collection for a system, or take up the index that an earlier run built.

    Args:
        spec: The system; not a run file.
        collection: What it ranks.
        cache: Folder for indexes, kept between runs.
        progress: Told how far indexing is; may raise Cancelled.
    """
    if spec.kind in {"hybrid", "dense"} or (spec.kind == "bm25"):
        return _product(spec, collection, cache, progress)
    return _rank_bm25(spec, collection) if spec.kind == "rank-bm25" else _plain(spec, collection, progress)


def best_by_document(hits: Iterable[Hit], k: int) -> Ranking:
    """Return documents by their best passage, best first, at most `k`."""
    found: dict[str, float] = {}
    for hit in hits:
        found.setdefault(hit.passage.document, hit.score)
        if len(found) == k:
            break
    return tuple(found.items())


def check_covers(collection: Collection, indexed: int) -> None:
    """Refuse an index that lacks documents of a collection.

    Raises:
        UsageError: Naming how many are missing: a run on a part would be scored as failure.
    """
    if indexed != len(collection.documents):
        raise UsageError(
            f"the index of {collection.name} holds {indexed} of {len(collection.documents)} documents.",
            "Run again with --fresh-index.",
        )


def _product(spec: SystemSpec, collection: Collection, cache: Path, progress: Progress) -> Prepared:
    from index.versions import open_folder

    folder = _built(spec, collection, cache, progress)
    searcher = open_folder(folder, rank_settings=spec.rank)
    manifest = searcher.manifest
    check_covers(collection, manifest.documents)
    seconds = float((folder.parent / f"{folder.name}.seconds").read_text())
    legs: Literal["hybrid", "bm25", "dense"] = (
        "hybrid" if spec.kind == "hybrid" else "bm25" if spec.kind == "bm25" else "dense"
    )
    rank = _asking(searcher, spec.k) if spec.kind == "hybrid" else _one_leg(searcher, legs, spec.k)
    if spec.kind != "bm25":
        searcher.preload()
    return Prepared(
        rank, manifest.passages, seconds, {"index": manifest.digest, "model": manifest.model_digest}
    )


def _asking(searcher: Searcher, k: int) -> Callable[[Topic], Result]:
    from qa.abstain import confidence, weigh
    from qa.followup import resolve

    settings = AskSettings()

    def rank(topic: Topic) -> Result:
        question = Question(topic.text, topic.query_id, topic.history)
        resolved = resolve(question, searcher, settings)
        hits = searcher.search(SearchQuery(resolved.query, resolved.expansions, k=PASSAGES_A_DOCUMENT * k))
        sure = confidence(weigh(resolved.text, hits, searcher))
        return Result(best_by_document(hits, k), sure)

    return rank


def _one_leg(
    searcher: Searcher, legs: Literal["hybrid", "bm25", "dense"], k: int
) -> Callable[[Topic], Result]:
    def rank(topic: Topic) -> Result:
        hits = searcher.search(SearchQuery(topic.text, k=PASSAGES_A_DOCUMENT * k, legs=legs))
        return Result(best_by_document(hits, k))

    return rank


def _built(spec: SystemSpec, collection: Collection, cache: Path, progress: Progress) -> Path:
    """Return the folder of the collection's index, building it when it is not there."""
    from index.builder import build_from_passages, inputs_digest
    from index.encoders import load_encoder
    from index.passages import passages_of_collection

    encoder = load_encoder(spec.model, progress=progress)
    inputs = inputs_digest(collection.digest, encoder.name, encoder.digest, spec.index)
    folder = cache / f"{collection.name}-{inputs[:16]}"
    timing = cache / f"{folder.name}.seconds"
    if folder.is_dir() and timing.is_file():
        return folder
    cache.mkdir(parents=True, exist_ok=True)
    aside = cache / f".{folder.name}.building"
    shutil.rmtree(aside, ignore_errors=True)
    begun = time.perf_counter()
    passages = passages_of_collection(
        ((d.doc_id, d.title, d.text) for d in collection.documents),
        count_tokens=encoder.count_tokens,
        max_tokens=min(spec.index.passage_tokens, encoder.room("passage")),
    )
    work = cache / f".{folder.name}.work"
    build_from_passages(
        aside, passages, encoder, settings=spec.index, corpus=collection.digest, work=work, progress=progress
    )
    timing.write_text(f"{time.perf_counter() - begun:.3f}")
    shutil.rmtree(folder, ignore_errors=True)
    aside.rename(folder)
    return folder


def _rank_bm25(spec: SystemSpec, collection: Collection) -> Prepared:
    from index.lexical_baseline import RankBm25

    begun = time.perf_counter()
    texts = [f"{document.title}\n{document.text}" for document in collection.documents]
    baseline = RankBm25(texts, spec.index)
    seconds = time.perf_counter() - begun
    return Prepared(_by_position(baseline.search, collection, spec.k), len(texts), seconds, {})


def _plain(spec: SystemSpec, collection: Collection, progress: Progress) -> Prepared:
    from index.baselines import PlainRecipe
    from index.encoders import load_encoder

    encoder = load_encoder("minilm", progress=progress)
    begun = time.perf_counter()
    texts = [f"{document.title}\n{document.text}" for document in collection.documents]
    recipe = PlainRecipe(texts, encoder, progress=progress)
    seconds = time.perf_counter() - begun
    return Prepared(
        _by_position(recipe.search, collection, spec.k), len(texts), seconds, {"model": encoder.digest}
    )


def _by_position(
    search: Callable[[str, int], list[tuple[int, float]]], collection: Collection, k: int
) -> Callable[[Topic], Result]:
    documents = collection.documents

    def rank(topic: Topic) -> Result:
        return Result(tuple((documents[at].doc_id, score) for at, score in search(topic.text, k)))

    return rank
