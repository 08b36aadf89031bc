"""From a question to ranked passages, on any engine.

Both legs give candidates; their scores, each on its own 0-to-1 scale, are combined
convexly (`index.fusion`); what a note earns goes to the passage that the note backs;
the best are then ordered anew with late interaction (`index.late`). Every step keeps
each leg's contribution, so that a score can always be taken apart again.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from index.fusion import min_max
from index.late import passage_sims
from index.model import Hit, Scope, SearchQuery
from index.query import QueryVectors, query_terms

if TYPE_CHECKING:
    import numpy as np
    from numpy.typing import NDArray

    from index.engine import Candidates, Engine

    Rows = NDArray[np.int64]
    Floats = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class RankSettings:
    """What shapes a ranking and needs no rebuild."""

    candidates: int = 1000
    """How many passages each leg gives; its scale runs from the last of them to its best."""
    bm25_weight: float = 0.4
    """Share of BM25 in the convex combination, 0 to 1; the rest is the dense leg's."""
    late_weight: float = 0.4
    """Share of late interaction for the best candidates, 0 to 1; 0 leaves it out."""
    late_candidates: int = 50
    """How many of the best are ordered anew by late interaction."""
    note_weight: float = 0.8
    """What a note's score is worth to the passage that it backs, 0 to 1."""


@dataclass(slots=True)
class _Pool:
    """The candidates of one question: rows, and for every leg what each row gets from it."""

    rows: Rows
    parts: dict[str, Floats] = field(default_factory=dict)
    """Leg to (n,) contributions; their sum is the score."""
    raw: dict[str, Floats] = field(default_factory=dict)
    """Leg to (n,) scores on the leg's own scale."""
    origins: dict[str, Rows] = field(default_factory=dict)
    """Leg to (n,) the row that earned the contribution: the passage itself or one of its notes."""

    def total(self) -> Floats:
        import numpy as np

        summed: Floats = np.sum(list(self.parts.values()), axis=0)
        return summed

    def take(self, kept: NDArray[np.integer] | NDArray[np.bool_]) -> _Pool:
        return _Pool(
            self.rows[kept],
            {name: values[kept] for name, values in self.parts.items()},
            {name: values[kept] for name, values in self.raw.items()},
            {name: values[kept] for name, values in self.origins.items()},
        )


def rank(
    engine: Engine, query: SearchQuery, vectors: QueryVectors | None, settings: RankSettings
) -> list[Hit]:
    """Return the best passages for a question.

    Args:
        engine: The opened index.
        query: The question, its scope, its legs, and how many passages to return.
        vectors: The encoded question; None when only BM25 is asked.
        settings: Weights and depths.

    Returns:
        At most `query.k` hits, best first, ties by passage id.
    """
    terms = query_terms(query) if query.legs != "dense" else {}
    pool = _gather(engine, query, terms, vectors, settings)
    if not len(pool.rows):
        return []
    if _folds(query.scope):
        pool = _fold_notes(engine, pool, settings.note_weight)
    pool = pool.take(engine.admitted(pool.rows, query.scope))
    pool = _cut(engine, pool, max(query.k, settings.late_candidates))
    if vectors is not None and settings.late_weight and len(vectors.tokens):
        pool = _interact(engine, pool, vectors, settings)
    pool = _cut(engine, pool, query.k)
    return [_hit(engine, pool, at, terms) for at in range(len(pool.rows))]


def _gather(
    engine: Engine,
    query: SearchQuery,
    terms: Mapping[str, float],
    vectors: QueryVectors | None,
    settings: RankSettings,
) -> _Pool:
    """Return the union of the legs' candidates with every leg's weighted score of each."""
    import numpy as np

    scope, n = _with_notes(query.scope), settings.candidates
    found: dict[str, Candidates] = {}
    if terms:
        found["bm25"] = engine.find_terms(terms, n, scope)
    if vectors is not None:
        found["dense"] = engine.find_vector(vectors.vector, n, scope)
    rows: Rows = np.unique(np.concatenate([one.rows for one in found.values()] or [np.zeros(0, np.int64)]))
    rows = np.union1d(rows, engine.backing(rows)[1]) if len(rows) else rows
    pool = _Pool(rows)
    for name, one in found.items():
        if name == "bm25":
            pool.raw[name] = np.maximum(engine.score_terms(terms, rows), 0.0)
        elif vectors is not None:
            pool.raw[name] = engine.score_vector(vectors.vector, rows)
        low, high = _scale(name, one, n)
        pool.parts[name] = _weight(name, found, settings) * min_max(pool.raw[name], low, high)
        pool.origins[name] = rows.copy()
    return pool


def _scale(name: str, found: Candidates, n: int) -> tuple[float, float]:
    """Return what counts as no match and as the best one; BM25 below `n` candidates ends at 0."""
    if not len(found.scores):
        return 0.0, 0.0
    low = 0.0 if name == "bm25" and len(found.scores) < n else float(found.scores[-1])
    high = float(found.scores[0])
    return (0.0, high) if high - low < 1e-9 else (low, high)


def _weight(name: str, found: Mapping[str, Candidates], settings: RankSettings) -> float:
    if len(found) == 1:
        return 1.0
    return settings.bm25_weight if name == "bm25" else 1.0 - settings.bm25_weight


def _folds(scope: Scope) -> bool:
    """Return whether notes give way to the passages they back: unless notes are asked for."""
    return "note" not in scope.kinds


def _with_notes(scope: Scope) -> Scope:
    """Return the scope in which candidates are sought: through notes too, where they fold."""
    if scope.kinds and _folds(scope):
        return replace(scope, kinds=scope.kinds | {"note"})
    return scope


def _fold_notes(engine: Engine, pool: _Pool, weight: float) -> _Pool:
    """Give each passage the best of its own and its notes' contributions; drop notes that back one."""
    import numpy as np

    notes, backs = engine.backing(pool.rows)
    if not len(notes):
        return pool
    from_at, to_at = np.searchsorted(pool.rows, notes), np.searchsorted(pool.rows, backs)
    for name, own in pool.parts.items():
        for source, target in zip(from_at, to_at, strict=True):
            offered = weight * own[source]
            if offered > own[target]:
                own[target] = offered
                pool.raw[name][target] = pool.raw[name][source]
                pool.origins[name][target] = pool.rows[source]
    return pool.take(~np.isin(pool.rows, notes))


def _cut(engine: Engine, pool: _Pool, k: int) -> _Pool:
    """Return the best `k` of a pool in order, ties by passage id."""
    import numpy as np

    total = pool.total()
    if len(total) > k:
        bar = np.partition(total, len(total) - k)[len(total) - k]
        pool = pool.take(total >= bar)
        total = pool.total()
    order = sorted(
        range(len(total)), key=lambda at: (-total[at], engine.passage(int(pool.rows[at])).passage_id)
    )
    return pool.take(np.array(order[:k], np.int64))


def _interact(engine: Engine, pool: _Pool, vectors: QueryVectors, settings: RankSettings) -> _Pool:
    """Mix late interaction into the best candidates' scores; the others stay behind them."""
    import numpy as np

    if engine.codec is None or not len(pool.rows):
        return pool
    pool = pool.take(np.arange(min(len(pool.rows), settings.late_candidates)))
    sims = passage_sims(engine, vectors.tokens, vectors.token_weights, pool.rows.tolist())
    share = settings.late_weight
    for name in pool.parts:
        pool.parts[name] = (1 - share) * pool.parts[name]
    pool.parts["late"] = share * min_max(sims, float(sims.min()), float(sims.max()))
    pool.raw["late"] = sims
    pool.origins["late"] = pool.rows.copy()
    return pool


def _hit(engine: Engine, pool: _Pool, at: int, terms: Mapping[str, float]) -> Hit:
    row = int(pool.rows[at])
    legs = {name: float(values[at]) for name, values in pool.parts.items()}
    return Hit(
        passage=engine.passage(row),
        score=sum(legs.values()),
        legs=legs,
        terms=_term_shares(engine, pool, at, terms, legs.get("bm25", 0.0)),
        raw={name: float(values[at]) for name, values in pool.raw.items()},
        through_note=_through(engine, row, pool, at),
    )


def _term_shares(
    engine: Engine, pool: _Pool, at: int, terms: Mapping[str, float], leg: float
) -> dict[str, float]:
    """Return BM25's contribution by term, in proportion to each term's own score."""
    if leg <= 0:
        return {}
    found = engine.explain_terms(terms, int(pool.origins["bm25"][at]))
    total = sum(found.values())
    return {term: leg * added / total for term, added in found.items()} if total > 0 else {}


def _through(engine: Engine, row: int, pool: _Pool, at: int) -> int | None:
    """Return the number of the note that earned most of what a passage has from notes, if any did."""
    earned: Sequence[tuple[float, int]] = [
        (float(pool.parts[name][at]), int(origins[at]))
        for name, origins in pool.origins.items()
        if int(origins[at]) != row
    ]
    return engine.passage(max(earned)[1]).note if earned else None
