"""From a question to ranked passages, on any engine.

Both legs give candidates; their scores, each on its own 0-to-1 scale, choose the best few
by a convex combination (`index.fusion`). Those are then ordered with late interaction as
two further legs (`index.late`), and what a note earns goes to the passage that it backs.
Every step keeps each leg's contribution, so that a score can always be taken apart again.
Weights, and what each leg is worth: docs/quality.md.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from index.across import Group, GroupScores
from index.analyzers import mostly_unspaced
from index.crossing import TRUST, speak_for_words
from index.fusion import min_max, scaled_bm25
from index.late import passage_interactions
from index.model import Hit, Scope, SearchQuery
from index.pool import Pool, cut, order_below
from index.query import QueryVectors, query_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.engine import Candidates, Engine

    Rows = NDArray[np.int64]


@dataclass(frozen=True, slots=True)
class RankSettings:
    """What shapes a ranking and needs no rebuild."""

    candidates: int = 1000
    """How many passages each leg gives; its scale runs from the last of them to its best."""
    first_bm25: float = 0.3
    """Share of BM25 in choosing the passages for late interaction, 0 to 1; the rest is the dense leg's."""
    late_candidates: int = 100
    """How many of the best are ordered anew with late interaction."""
    bm25: float = 0.2
    """Weight of BM25 in the final score; the four weights sum to 1."""
    dense: float = 0.2
    """Weight of the passage vectors."""
    late: float = 0.5
    """Weight of late interaction; with `reverse` 0 too, it is left out."""
    reverse: float = 0.1
    """Weight of late interaction from the passage's side."""
    note: float = 0.8
    """What a note's score is worth to the passage that it backs, 0 to 1."""


@dataclass(frozen=True, slots=True)
class _Words:
    """What BM25 is asked: the question's terms, and its words as passages of the other script have them."""

    terms: Mapping[str, float]
    across: GroupScores | None = None


def rank(
    engine: Engine,
    query: SearchQuery,
    vectors: QueryVectors | None,
    settings: RankSettings,
    groups: Sequence[Group] = (),
) -> list[Hit]:
    """Return the best passages for a question.

    Args:
        engine: The opened index.
        query: The question, its scope, its legs, and how many passages to return.
        vectors: The encoded question; None when only BM25 is asked.
        settings: Weights and depths.
        groups: The question's words with their translations, for passages in the other script.

    Returns:
        At most `query.k` hits, best first, ties by passage id.
    """
    terms = query_terms(query, engine.best_bm25) if query.legs != "dense" else {}
    unspaced = mostly_unspaced(query.text)
    words = _Words(terms, engine.score_groups(groups, unspaced=not unspaced) if groups else None)
    pool = _gather(engine, query, words, vectors, settings)
    if not len(pool.rows):
        return []
    if query.legs == "hybrid" and vectors is not None and len(vectors.tokens):
        pool = _interact(engine, query, pool, vectors, settings)
    else:
        pool = _folded(engine, query, pool.weighed(_first_weights(pool, settings)), settings)
    pool = cut(engine, pool, query.k)
    shares = _term_shares(engine, pool, words)
    return [_hit(engine, pool, at, shares[at]) for at in range(len(pool.rows))]


def _gather(
    engine: Engine,
    query: SearchQuery,
    words: _Words,
    vectors: QueryVectors | None,
    settings: RankSettings,
) -> Pool:
    """Return the union of the legs' candidates with every leg's score of each, on its 0-to-1 scale."""
    import numpy as np

    scope, n = _with_notes(query.scope), settings.candidates
    found: dict[str, Candidates] = {}
    if words.terms:
        found["bm25"] = engine.find_terms(words.terms, n, scope)
    if words.across:
        found["across"] = engine.best_of(words.across.total, n, scope)
    if vectors is not None:
        found["dense"] = engine.find_vector(vectors.vector, n, scope)
    rows: Rows = np.unique(np.concatenate([one.rows for one in found.values()] or [np.zeros(0, np.int64)]))
    rows = np.union1d(rows, engine.backing(rows)[1]) if len(rows) else rows
    pool = Pool(rows)
    if "bm25" in found:
        raw = np.maximum(engine.score_terms(words.terms, rows), 0.0)
        part = scaled_bm25(raw, found["bm25"].scores, engine.best_bm25(words.terms))
        if words.across:
            crossing = _crossing(engine, query, rows)
            raw = np.where(crossing, words.across.total[rows], raw)
            trust = 1.0 if crossing.all() else TRUST
            fair = trust * scaled_bm25(raw, found["across"].scores, words.across.best)
            part = np.where(crossing, fair, part)
        pool.add("bm25", raw, part)
    if vectors is not None:
        raw = engine.score_vector(vectors.vector, rows)
        nearest = found["dense"].scores
        scaled = min_max(raw, float(nearest[-1]), float(nearest[0])) if len(nearest) else raw * 0.0
        pool.add("dense", raw, scaled)
    return pool


def _interact(
    engine: Engine, query: SearchQuery, pool: Pool, vectors: QueryVectors, settings: RankSettings
) -> Pool:
    """Order the best candidates anew with late interaction; the others stay behind them."""
    import numpy as np

    weighed = pool.weighed(_first_weights(pool, settings))
    speak_for_words(weighed, _crossing(engine, query, weighed.rows), ("dense",), settings.first_bm25)
    first = _folded(engine, query, weighed, settings)
    head = cut(engine, first, settings.late_candidates)
    notes, backs = engine.backing(pool.rows)
    rows = np.union1d(head.rows, notes[np.isin(backs, head.rows)])
    best = pool.take(np.isin(pool.rows, rows)).weighed({"bm25": settings.bm25, "dense": settings.dense})
    late, reverse = passage_interactions(engine, vectors.tokens, vectors.token_weights, best.rows.tolist())
    crossing = _crossing(engine, query, best.rows)
    for name, sims, weight in (("late", late, settings.late), ("reverse", reverse, settings.reverse)):
        best.add(name, sims, weight * min_max(sims, float(sims.min()), float(sims.max())))
    speak_for_words(best, crossing, ("dense", "late", "reverse"), settings.bm25)
    best = _folded(engine, query, best, settings)
    rest = first.take(~np.isin(first.rows, best.rows))
    return order_below(best, rest)


def _crossing(engine: Engine, query: SearchQuery, rows: Rows) -> NDArray[np.bool_]:
    """Return which passages share no script with the question; none where one leg is asked alone."""
    import numpy as np

    if query.legs != "hybrid":
        return np.zeros(len(rows), bool)
    crossing: NDArray[np.bool_] = engine.is_unspaced(rows) != mostly_unspaced(query.text)
    return crossing


def _first_weights(pool: Pool, settings: RankSettings) -> dict[str, float]:
    """Return the weights of the first choice; a leg that is alone counts whole."""
    if len(pool.parts) < 2:
        return {}
    return {"bm25": settings.first_bm25, "dense": 1.0 - settings.first_bm25}


def _folded(engine: Engine, query: SearchQuery, pool: Pool, settings: RankSettings) -> Pool:
    """Return the passages a person is shown: notes folded into what they back, and inside the scope."""
    if _folds(query.scope):
        pool = _fold_notes(engine, pool, settings.note)
    return pool.take(engine.admitted(pool.rows, query.scope))


def _folds(scope: Scope) -> bool:
    """Return whether notes give way to the passages they back: unless notes are asked for."""
    return "note" not in scope.kinds


def _with_notes(scope: Scope) -> Scope:
    """Return the scope in which candidates are sought: through notes too, where they fold."""
    if scope.kinds and _folds(scope):
        return replace(scope, kinds=scope.kinds | {"note"})
    return scope


def _fold_notes(engine: Engine, pool: Pool, weight: float) -> Pool:
    """Give each passage the best of its own and its notes' contributions; drop notes that back one."""
    import numpy as np

    notes, backs = engine.backing(pool.rows)
    to_at = np.minimum(np.searchsorted(pool.rows, backs), len(pool.rows) - 1)
    here = pool.rows[to_at] == backs
    from_at, to_at = np.searchsorted(pool.rows, notes[here]), to_at[here]
    links = list(zip(from_at.tolist(), to_at.tolist(), strict=True))
    kept = np.ones(len(pool.rows), bool)
    kept[from_at] = False
    folded = Pool(pool.rows[kept])
    for name, own in pool.parts.items():
        values, raw, origins = own.tolist(), pool.raw[name].copy(), pool.origins[name].copy()
        for source, target in links:
            if weight * values[source] > values[target]:
                values[target], raw[target] = weight * values[source], raw[source]
                origins[target] = pool.rows[source]
        folded.parts[name], folded.raw[name] = np.array(values)[kept], raw[kept]
        folded.origins[name] = origins[kept]
    return folded


def _hit(engine: Engine, pool: Pool, at: int, terms: Mapping[str, float]) -> Hit:
    row = int(pool.rows[at])
    legs = {name: float(values[at]) for name, values in pool.parts.items()}
    return Hit(
        passage=engine.passage(row),
        score=sum(legs.values()),
        legs=legs,
        terms=terms,
        raw={name: float(values[at]) for name, values in pool.raw.items()},
        through_note=_through(engine, row, pool, at),
    )


def _term_shares(engine: Engine, pool: Pool, words: _Words) -> list[dict[str, float]]:
    """Return BM25's contribution to each hit by term, in proportion to each term's own score."""
    if "bm25" not in pool.parts:
        return [{} for _ in pool.rows]
    legs, rows = pool.parts["bm25"].tolist(), pool.origins["bm25"].tolist()
    shares = []
    for leg, row, own in zip(legs, rows, engine.explain_terms(words.terms, rows), strict=True):
        found = (words.across.explain(row) if words.across else {}) or own
        total = sum(found.values())
        spoken = leg > 0 and total > 0
        shares.append({term: leg * added / total for term, added in found.items()} if spoken else {})
    return shares


def _through(engine: Engine, row: int, pool: Pool, at: int) -> int | None:
    """Return the number of the note that earned most of what a passage has from notes, if any did."""
    earned: Sequence[tuple[float, int]] = [
        (float(pool.parts[name][at]), int(origins[at]))
        for name, origins in pool.origins.items()
        if int(origins[at]) != row
    ]
    return engine.passage(max(earned)[1]).note if earned else None
