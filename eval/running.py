"""Running systems over a collection: rankings to a TREC file, and a record of what made them.

Each query's result goes into a journal as soon as it is there, so that a run that is killed
goes on with the next query. The run file and the record are written at the end, each by one
rename.
"""

from __future__ import annotations

import gc
import glob
import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from hashlib import sha256
from pathlib import Path
from time import perf_counter
from typing import Any

from corpus.errors import UsageError
from corpus.progress import Progress, no_progress
from eval.collection import Collection
from eval.files import make_folder, write_json
from eval.gate import file_digest
from eval.journal import Journal, Timed, open_journal
from eval.measures import DEFAULT_MEASURES, auroc, evaluate, parse_measure
from eval.record import code_digest, machine, peak_memory_mb, percentiles, restart_peak, versions
from eval.runs import Run, read_run, silent_on, tied, told_apart, write_run
from eval.specs import SystemSpec
from eval.systems import Prepared, prepare

AUROC = "AUROC"
"""Answerable against unanswerable queries by the system's confidence, where a collection has both."""


@dataclass(frozen=True, slots=True)
class Job:
    """What all systems of one call share."""

    collection: Collection
    out: Path
    """Folder for `<system>.run` and `<system>.json`."""
    cache: Path
    """Folder for indexes, kept between runs."""
    measures: Sequence[str] = DEFAULT_MEASURES
    """Names in ir_measures' notation."""
    fresh: bool = False
    """Forget what an earlier run had done."""
    fresh_index: bool = False
    """Build indexes anew."""


@dataclass(frozen=True, slots=True)
class _Outcome:
    """A run and what it took; a run file took nothing here."""

    run: Run
    file: Path
    timed: Mapping[str, Timed]
    ready: Prepared | None = None


def check_job(job: Job, specs: Sequence[SystemSpec]) -> None:
    """Refuse what would fail only after hours: before any system is run.

    Raises:
        UsageError: When a measure is unknown, two systems would write one file, a run file does
            not fit the collection, a model's name is none, or a folder cannot be written.
        ModelError: When a model is missing.
    """
    from index.encoders import prepare_encoder

    for name in job.measures:
        parse_measure(name)
    named: dict[str, str] = {}
    for spec in specs:
        key = spec.file_name.casefold()  # some file systems do not tell cases apart
        if key in named:
            raise UsageError(
                f"{named[key]} and {spec.name} would write one record.", "Name one, or run them apart."
            )
        named[key] = spec.name
        if spec.run is not None:
            _from_file(spec, job.collection)
        elif not job.collection.documents:
            raise UsageError(f"{job.collection.name}: no corpus.jsonl.", "Only run files can do without.")
        elif spec.encodes:
            prepare_encoder(spec.model)
    make_folder(job.out)


def run_system(job: Job, spec: SystemSpec, *, progress: Progress = no_progress) -> dict[str, Any]:
    """Run one system over a collection, or go on where an earlier call was stopped.

    Args:
        job: The collection, and where results go.
        spec: The system.
        progress: Told how many queries are done; may raise Cancelled.

    Returns:
        The record: measures, per-query values, latency, cost, and all that made them.

    Raises:
        UsageError: When a measure is unknown, a run file does not fit the collection, a file
            cannot be written, or the index lacks documents of the collection.
    """
    gc.collect()
    restart_peak()
    started = datetime.now(UTC)
    make_folder(job.out)
    done = _from_file(spec, job.collection) if spec.run is not None else _ranked(job, spec, progress)
    record = _record(job, spec, done)
    record["times"] = {"started": started.isoformat(), "ended": datetime.now(UTC).isoformat()}
    write_json(job.out / f"{spec.file_name}.json", record)
    return record


def _from_file(spec: SystemSpec, collection: Collection) -> _Outcome:
    path = spec.run or Path(spec.name)
    run = read_run(path, queries=collection.query_ids, documents=collection.document_ids)
    return _Outcome(run, path, {})


def _ranked(job: Job, spec: SystemSpec, progress: Progress) -> _Outcome:
    ready = prepare(spec, job.collection, job.cache, fresh=job.fresh_index, progress=progress)
    journal = job.out / f".{spec.file_name}.{_fingerprint(job, spec, ready)}.journal"
    with open_journal(journal, fresh=job.fresh) as kept:
        _rank_all(kept, spec, job.collection, ready, progress)
        timed = {topic.query_id: kept.done[topic.query_id] for topic in job.collection.to_run}
    run = Run(spec.name, {query_id: one.result.ranking for query_id, one in timed.items()})
    file = job.out / f"{spec.file_name}.run"
    write_run(file, run)
    for old in job.out.glob(f".{glob.escape(spec.file_name)}.*.journal"):
        if old != journal:
            old.unlink(missing_ok=True)
    return _Outcome(run, file, timed, ready)


def _fingerprint(job: Job, spec: SystemSpec, ready: Prepared) -> str:
    """Return a digest of all that decides a system's rankings; its journal is only good for these."""
    digests = {name: job.collection.digests[name] for name in ("corpus", "queries")}
    parts = [digests, spec.kind, spec.settings, ready.digests, versions(), code_digest()]
    return sha256(json.dumps(parts, sort_keys=True).encode()).hexdigest()[:16]


def _rank_all(
    journal: Journal, spec: SystemSpec, collection: Collection, ready: Prepared, progress: Progress
) -> None:
    topics = collection.to_run
    left = [topic for topic in topics if topic.query_id not in journal.done]
    for topic in left[:3]:  # untimed: the first ones pay for pages and caches that the others find
        ready.rank(topic)
    for number, topic in enumerate(left, start=len(topics) - len(left)):
        progress(f"asking {spec.name}", number, len(topics))
        begun = perf_counter()
        result = ready.rank(topic)
        took = (perf_counter() - begun) * 1000
        journal.add(topic.query_id, Timed(replace(result, ranking=told_apart(result.ranking)), took))
    progress(f"asking {spec.name}", len(topics), len(topics))


def _record(job: Job, spec: SystemSpec, done: _Outcome) -> dict[str, Any]:
    collection, ready = job.collection, done.ready
    found = evaluate(collection.qrels, done.run, job.measures)
    means = {name: round(value, 6) for name, value in found.means.items()}
    if (told := _auroc(collection, done.timed)) is not None:
        means[AUROC] = round(told, 6)
    times = percentiles([one.milliseconds for one in done.timed.values()])
    digests = {**collection.digests, **(ready.digests if ready else {}), "code": code_digest()}
    return {
        "collection": collection.name,
        "system": spec.name,
        "queries": len(collection.qrels),
        "without_results": silent_on(collection.qrels, done.run),
        "tied": round(tied(done.run), 6),
        "measures": means,
        "latency_ms": {name: round(value, 3) for name, value in times.items()},
        "index_seconds": round(ready.index_seconds, 3) if ready else 0.0,
        "passages": ready.passages if ready else 0,
        "peak_memory_mb": round(peak_memory_mb(), 1),
        "per_query": {name: dict(values) for name, values in found.per_query.items()},
        "settings": spec.settings,
        "digests": {**digests, "run": file_digest(done.file)},
        "split": collection.split,
        "versions": versions(),
        "machine": machine(),
    }


def _auroc(collection: Collection, timed: Mapping[str, Timed]) -> float | None:
    sides: dict[bool, list[float]] = {True: [], False: []}
    for topic in collection.to_run:
        one = timed.get(topic.query_id)
        if topic.answerable is not None and one is not None and one.result.confidence is not None:
            sides[topic.answerable].append(one.result.confidence)
    return auroc(sides[True], sides[False]) if sides[True] and sides[False] else None
