"""Rankings as TREC run files: `query Q0 document rank score tag`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import pairwise
from pathlib import Path

from corpus.errors import UsageError
from eval.files import read_lines, write_whole
from eval.qrels import columns

Ranking = tuple[tuple[str, float], ...]
"""(document id, score), best first."""
_RANK = re.compile(r"[+-]?\d{1,12}", re.ASCII)
_SCORE = re.compile(r"[+-]?(?:\d+\.?\d*|\.\d+)(?:[eE][+-]?\d+)?", re.ASCII)


@dataclass(frozen=True, slots=True)
class Run:
    """One system's rankings for a set of queries."""

    tag: str
    rankings: Mapping[str, Ranking]
    """query id → ranking; a query without results maps to the empty ranking or is absent."""


@dataclass(frozen=True, slots=True)
class _Line:
    query_id: str
    doc_id: str
    rank: int
    score: float
    number: int


def told_apart(ranking: Iterable[tuple[str, float]]) -> Ranking:
    """Return a ranking whose scores fall strictly, so that every reader of the run sees this very order.

    trec_eval keeps scores in single precision and orders equal ones by document id; a score that is
    not below the one before it becomes the next smaller number of that precision.

    Raises:
        UsageError: When a score is no finite number.
    """
    import numpy as np

    told: list[tuple[str, float]] = []
    last = np.float32(np.inf)
    for doc_id, score in ranking:
        if not np.isfinite(np.float32(score)):
            raise UsageError(f"document {doc_id!r} has score {score}.", "Scores are finite numbers.")
        last = min(np.float32(score), np.nextafter(last, np.float32(-np.inf)))
        told.append((doc_id, float(last)))
    return tuple(told)


def trec_order(ranking: Iterable[tuple[str, float]]) -> Ranking:
    """Return a ranking in trec_eval's order: by score in single precision, ties by id, descending."""
    import numpy as np

    by_id = sorted(ranking, key=lambda pair: pair[0], reverse=True)
    keys = -np.array([score for _, score in by_id], np.float32)
    return tuple(by_id[at] for at in np.argsort(keys, kind="stable"))


def silent_on(judged: Iterable[str], run: Run) -> int:
    """Return for how many judged queries a run has no result; each of them counts as zero."""
    return sum(not run.rankings.get(query_id) for query_id in judged)


def tied(run: Run) -> float:
    """Return the share of results, 0 to 1, whose score is in single precision that of the one before."""
    import numpy as np

    equal = total = 0
    for ranking in run.rankings.values():
        scores = np.array([score for _, score in ranking], np.float32)
        equal += int((scores[1:] == scores[:-1]).sum())
        total += max(0, len(scores) - 1)
    return equal / total if total else 0.0


def write_run(path: Path, run: Run) -> None:
    """Write a run file by one rename; columns are parted by tabs where an id holds white space."""
    ids = (query_id + doc_id for query_id, ranking in run.rankings.items() for doc_id, _ in ranking)
    separator = "\t" if any(re.search(r"\s", one) for one in ids) else " "
    rows = (
        (query_id, "Q0", doc_id, str(rank), f"{score:.9g}", re.sub(r"\s", "_", run.tag))
        for query_id, ranking in run.rankings.items()
        for rank, (doc_id, score) in enumerate(ranking, start=1)
    )
    write_whole(path, "".join(separator.join(row) + "\n" for row in rows))


def read_run(path: Path, *, queries: Iterable[str] = (), documents: Iterable[str] = ()) -> Run:
    """Read a run file from anywhere, gzip or plain.

    Args:
        path: The file; its name becomes the run's tag.
        queries: Known query ids; with none given, any will do.
        documents: Known document ids; with none given, any will do.

    Returns:
        The run, each ranking in the order of `trec_order`.

    Raises:
        UsageError: Naming file and line: other columns, a score that is no finite number, a
            document twice for a query, an id that the collection does not know, or ranks that
            contradict the scores.
    """
    known_queries, known_documents = frozenset(queries), frozenset(documents)
    found: dict[str, dict[str, _Line]] = {}
    for line in _lines(path):
        place = f"{path}:{line.number}"
        _check_known(line.query_id, known_queries, place, "query")
        _check_known(line.doc_id, known_documents, place, "document")
        if line.doc_id in found.setdefault(line.query_id, {}):
            raise UsageError(
                f"{place}: {line.doc_id} stands twice for query {line.query_id}.", "Keep one line."
            )
        found[line.query_id][line.doc_id] = line
    if not found:
        raise UsageError(f"{path}: an empty run.", "Name a run file with at least one line.")
    for ranked in found.values():
        _check_ranks(path, ranked.values())
    return Run(
        path.name,
        {
            query_id: trec_order((line.doc_id, line.score) for line in ranked.values())
            for query_id, ranked in found.items()
        },
    )


def _lines(path: Path) -> Iterator[_Line]:
    for number, line in read_lines(path):
        parts, place = columns(line, 6), f"{path}:{number}"
        if len(parts) != 6:
            raise UsageError(
                f"{place}: {len(parts)} columns.", "A run line is: query Q0 document rank score tag."
            )
        if not _RANK.fullmatch(parts[3]):
            raise UsageError(f"{place}: rank {parts[3]!r} is no whole number.", "Ranks are 1, 2, 3, …")
        # "nan" and "inf" are no numbers here, and a number too large to hold is none either.
        score = float(parts[4]) if _SCORE.fullmatch(parts[4]) else float("nan")
        if not abs(score) < float("inf"):
            raise UsageError(f"{place}: score {parts[4]!r} is no number.", "Scores are finite numbers.")
        yield _Line(parts[0], parts[2], int(parts[3]), score, number)


def _check_known(key: str, known: frozenset[str], place: str, what: str) -> None:
    if known and key not in known:
        raise UsageError(f"{place}: unknown {what} id {key!r}.", "Is this the run of another collection?")


def _check_ranks(path: Path, lines: Iterable[_Line]) -> None:
    """Refuse a score above that of a better rank: one of the two columns is not what it says."""
    ordered = sorted(lines, key=lambda line: (line.rank, -line.score))
    for better, worse in pairwise(ordered):
        if worse.rank > better.rank and worse.score > better.score:
            raise UsageError(
                f"{path}:{worse.number}: rank {worse.rank} has score {worse.score:g}, above "
                f"{better.score:g} of rank {better.rank} in line {better.number}.",
                "Higher scores are better: turn distances round, or number the ranks anew.",
            )
