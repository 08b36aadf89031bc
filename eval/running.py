"""Running systems over a collection: rankings to a TREC file, and a record of what made them.

Each query's result is appended to a journal as soon as it is there, so that a run that is
killed goes on with the next query. The run file and the record are written at the end, each
by one rename.
"""

from __future__ import annotations

import json
import os
import time
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from typing import Any

from corpus.progress import Progress, no_progress
from eval.collection import Collection, Topic
from eval.measures import DEFAULT_MEASURES, auroc, evaluate, parse_measure
from eval.record import machine, peak_memory_mb, percentiles, versions
from eval.runs import Run, read_run, run_lines, write_run
from eval.specs import SystemSpec
from eval.systems import Prepared, Result, prepare

AUROC = "AUROC"
"""Answerable against unanswerable queries by the system's confidence, where a collection has both."""


@dataclass(frozen=True, slots=True)
class _Timed:
    result: Result
    milliseconds: float


def run_system(
    spec: SystemSpec,
    collection: Collection,
    out: Path,
    *,
    cache: Path,
    measures: Sequence[str] = DEFAULT_MEASURES,
    fresh: bool = False,
    progress: Progress = no_progress,
) -> dict[str, Any]:
    """Run one system over a collection, or go on where an earlier call was stopped.

    Args:
        spec: The system.
        collection: The collection.
        out: Folder for `<system>.run` and `<system>.json`.
        cache: Folder for indexes, kept between runs.
        measures: Names in ir_measures' notation.
        fresh: Forget what an earlier run had done.
        progress: Told how many queries are done; may raise Cancelled.

    Returns:
        The record: measures, per-query values, latency, cost, and all that made them.

    Raises:
        UsageError: When a measure is unknown, a run file does not fit the collection, or
            the index lacks documents of it.
    """
    for name in measures:
        parse_measure(name)
    out.mkdir(parents=True, exist_ok=True)
    started = datetime.now(UTC)
    if spec.kind == "run":
        run, timed, ready = _from_file(spec, collection), {}, None
    else:
        ready = prepare(spec, collection, cache, progress)
        timed = _rank_all(spec, collection, ready, out, fresh, progress)
        run = Run(spec.file_name, {query_id: one.result.ranking for query_id, one in timed.items()})
        write_run(out / f"{spec.file_name}.run", run)
    record = _record(spec, collection, run, timed, ready, measures)
    record["times"] = {"started": started.isoformat(), "ended": datetime.now(UTC).isoformat()}
    _write_json(out / f"{spec.file_name}.json", record)
    return record


def _from_file(spec: SystemSpec, collection: Collection) -> Run:
    queries = [topic.query_id for topic in collection.topics]
    return read_run(
        spec.run or Path(spec.name), queries=queries, documents=[d.doc_id for d in collection.documents]
    )


def _rank_all(
    spec: SystemSpec, collection: Collection, ready: Prepared, out: Path, fresh: bool, progress: Progress
) -> dict[str, _Timed]:
    fingerprint = sha256(
        json.dumps(
            [collection.digest, spec.kind, spec.settings, ready.digests, versions()], sort_keys=True
        ).encode()
    ).hexdigest()[:16]
    journal = out / f".{spec.file_name}.{fingerprint}.journal"
    if fresh:
        journal.unlink(missing_ok=True)
    done = _read_journal(journal)
    topics = collection.to_run
    _warm(ready, topics)
    with journal.open("a", encoding="utf-8") as file:
        for number, topic in enumerate(topics):
            progress(f"asking {spec.name}", number, len(topics))
            if topic.query_id in done:
                continue
            begun = time.perf_counter()
            result = ready.rank(topic)
            one = _Timed(result, (time.perf_counter() - begun) * 1000)
            list(
                run_lines(topic.query_id, result.ranking, spec.file_name)
            )  # refuses what no run file can hold
            file.write(_journal_line(topic.query_id, one))
            file.flush()
            done[topic.query_id] = one
    progress(f"asking {spec.name}", len(topics), len(topics))
    return {topic.query_id: done[topic.query_id] for topic in topics}


def _warm(ready: Prepared, topics: Sequence[Topic]) -> None:
    """Rank a few topics untimed: the first ones pay for pages and caches that the others find."""
    for topic in topics[:3]:
        ready.rank(topic)


def _journal_line(query_id: str, one: _Timed) -> str:
    row = [query_id, one.milliseconds, one.result.confidence, one.result.ranking]
    return json.dumps(row, ensure_ascii=False) + "\n"


def _read_journal(path: Path) -> dict[str, _Timed]:
    done: dict[str, _Timed] = {}
    if path.is_file():
        for line in path.read_text(encoding="utf-8").splitlines():
            try:
                query_id, milliseconds, confidence, ranking = json.loads(line)
            except ValueError:
                continue  # the line that a kill cut short
            pairs = tuple((doc_id, score) for doc_id, score in ranking)
            done[query_id] = _Timed(Result(pairs, confidence), milliseconds)
    return done


def _record(
    spec: SystemSpec,
    collection: Collection,
    run: Run,
    timed: dict[str, _Timed],
    ready: Prepared | None,
    measures: Sequence[str],
) -> dict[str, Any]:
    found = evaluate(collection.qrels, run, measures)
    means = {name: round(value, 6) for name, value in found.means.items()}
    if (told := _auroc(collection, timed)) is not None:
        means[AUROC] = round(told, 6)
    return {
        "collection": collection.name,
        "system": spec.name,
        "queries": len(collection.qrels),
        "measures": means,
        "latency_ms": {
            name: round(v, 3) for name, v in percentiles([t.milliseconds for t in timed.values()]).items()
        },
        "index_seconds": round(ready.index_seconds, 3) if ready else 0.0,
        "passages": ready.passages if ready else 0,
        "peak_memory_mb": round(peak_memory_mb(), 1),
        "per_query": {name: dict(values) for name, values in found.per_query.items()},
        "settings": spec.settings if spec.kind != "run" else {"run": str(spec.run)},
        "digests": {"collection": collection.digest, **(ready.digests if ready else {})},
        "split": collection.split,
        "versions": versions(),
        "machine": machine(),
    }


def _auroc(collection: Collection, timed: dict[str, _Timed]) -> float | None:
    sides: dict[bool, list[float]] = {True: [], False: []}
    for topic in collection.to_run:
        one = timed.get(topic.query_id)
        if topic.answerable is not None and one is not None and one.result.confidence is not None:
            sides[topic.answerable].append(one.result.confidence)
    return auroc(sides[True], sides[False]) if sides[True] and sides[False] else None


def _write_json(path: Path, value: dict[str, Any]) -> None:
    aside = path.with_name(f".{path.name}.{os.getpid()}")
    aside.write_text(json.dumps(value, indent=1, ensure_ascii=False) + "\n", encoding="utf-8")
    aside.replace(path)
