"""Rankings as TREC run files: `query Q0 document rank score tag`."""

from __future__ import annotations

import math
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError

Ranking = tuple[tuple[str, float], ...]
"""(document id, score), best first."""


@dataclass(frozen=True, slots=True)
class Run:
    """One system's rankings for a set of queries."""

    tag: str
    rankings: Mapping[str, Ranking]
    """query id → ranking; a query without results maps to the empty ranking or is absent."""

    def scores(self) -> dict[str, dict[str, float]]:
        """Return query id → document id → score, the form that evaluation tools take."""
        return {query_id: dict(ranking) for query_id, ranking in self.rankings.items()}


def write_run(path: Path, run: Run) -> None:
    """Write a run file beside its place and put it there by one rename.

    Raises:
        UsageError: When an id has white space (the format cannot hold it) or a score is no number.
    """
    lines: list[str] = []
    for query_id, ranking in run.rankings.items():
        lines.extend(run_lines(query_id, ranking, run.tag))
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text("".join(lines), encoding="utf-8")
    aside.replace(path)


def run_lines(query_id: str, ranking: Ranking, tag: str) -> Iterable[str]:
    """Yield the lines of one query's ranking, rank 1 first."""
    for rank, (doc_id, score) in enumerate(ranking, start=1):
        if not math.isfinite(score):
            raise UsageError(
                f"query {query_id!r}: document {doc_id!r} has score {score}.", "Scores are finite numbers."
            )
        if any(character.isspace() for character in query_id + doc_id):
            raise UsageError(
                f"ids {query_id!r}, {doc_id!r}: a TREC run file cannot hold white space in ids.",
                "Rename them.",
            )
        yield f"{query_id} Q0 {doc_id} {rank} {score:.9g} {tag}\n"


def read_run(path: Path, *, queries: Iterable[str] = (), documents: Iterable[str] = ()) -> Run:
    """Read a run file from anywhere.

    Args:
        path: The file.
        queries: Known query ids; with none given, any will do.
        documents: Known document ids; with none given, any will do.

    Returns:
        The run, each ranking ordered by score (ties by document id, descending, as
        trec_eval orders them).

    Raises:
        UsageError: Naming file and line: other columns, a score that is no finite number,
            a document twice for a query, or an id that the collection does not know.
    """
    known_queries, known_documents = frozenset(queries), frozenset(documents)
    found: dict[str, dict[str, float]] = {}
    tag = path.stem
    try:
        content = path.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"{path}: cannot be read ({error}).", "Name a TREC run file.") from error
    for number, line in enumerate(content.splitlines(), start=1):
        if not line.strip():
            continue
        query_id, doc_id, score, tag = _columns(line, f"{path}:{number}")
        _check_known(query_id, known_queries, f"{path}:{number}", "query")
        _check_known(doc_id, known_documents, f"{path}:{number}", "document")
        if doc_id in found.setdefault(query_id, {}):
            raise UsageError(
                f"{path}:{number}: {doc_id} stands twice for query {query_id}.", "Keep one line."
            )
        found[query_id][doc_id] = score
    if not found:
        raise UsageError(f"{path}: an empty run.", "Name a run file with at least one line.")
    return Run(tag, {query_id: _ordered(scores) for query_id, scores in found.items()})


def _columns(line: str, place: str) -> tuple[str, str, float, str]:
    parts = line.split()
    if len(parts) != 6:
        raise UsageError(
            f"{place}: {len(parts)} columns.", "A run line is: query Q0 document rank score tag."
        )
    try:
        score = float(parts[4])
    except ValueError as error:
        raise UsageError(
            f"{place}: score {parts[4]!r} is no number.", "Scores are finite numbers."
        ) from error
    if not math.isfinite(score):
        raise UsageError(f"{place}: score {parts[4]!r}.", "Scores are finite numbers.")
    return parts[0], parts[2], score, parts[5]


def _check_known(key: str, known: frozenset[str], place: str, what: str) -> None:
    if known and key not in known:
        raise UsageError(f"{place}: unknown {what} id {key!r}.", "Is this the run of another collection?")


def _ordered(scores: Mapping[str, float]) -> Ranking:
    by_id = sorted(scores.items(), key=lambda pair: pair[0], reverse=True)
    return tuple(sorted(by_id, key=lambda pair: pair[1], reverse=True))
