"""Retrieval collections as they lie on disk: BEIR folders, and TREC topics with qrels.

A collection is checked whole before anything is computed from it: an evaluator who
finds a duplicate query after an hour of indexing has been told too late.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError
from eval.jsonlines import Row, read_rows, text_field
from eval.qrels import JudgedFile, Qrels, read_qrels
from eval.topics import read_topics
from qa.answer import Turn

SPLITS = ("test", "dev", "train")
"""Which qrels file is read when a folder has several and none is named: the first of these."""


@dataclass(frozen=True, slots=True)
class CollectionDocument:
    """A document to be retrieved."""

    doc_id: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Topic:
    """A query, with the conversation before it where there is one."""

    query_id: str
    text: str
    history: tuple[Turn, ...] = ()
    answerable: bool | None = None
    """Whether the collection holds an answer; None where it does not say."""


@dataclass(frozen=True, slots=True)
class Collection:
    """Documents, queries and judgements that belong together."""

    name: str
    path: Path
    documents: tuple[CollectionDocument, ...]
    topics: tuple[Topic, ...]
    qrels: Qrels
    """query id → document id → grade; every id is known."""
    digest: str
    """SHA-256 over the files read."""
    split: str

    @property
    def judged(self) -> tuple[Topic, ...]:
        """Return the queries that have at least one judgement, in file order."""
        return tuple(topic for topic in self.topics if topic.query_id in self.qrels)

    @property
    def to_run(self) -> tuple[Topic, ...]:
        """Return the queries worth running: judged ones, and those known to have no answer."""
        return tuple(t for t in self.topics if t.query_id in self.qrels or t.answerable is False)


def load_collection(path: Path, *, split: str | None = None) -> Collection:
    """Read and check a collection.

    Args:
        path: A folder with `corpus.jsonl`, and `queries.jsonl` or `topics.*`, and
            `qrels/*.tsv` or `qrels.*` (BEIR's three columns or TREC's four).
        split: Name of the qrels file to use, without its ending.

    Raises:
        UsageError: When a file is missing, empty or contradicts another; names file and line.
    """
    if not path.is_dir():
        raise UsageError(
            f"{path}: no such folder.", "Name a folder in BEIR layout (corpus.jsonl, queries.jsonl, qrels/)."
        )
    corpus_file = _only(path, "corpus.jsonl")
    query_file = _query_file(path)
    qrels_file = _qrels_file(path, split)
    documents = tuple(_documents(corpus_file))
    topics = tuple(_topics(query_file))
    qrels = read_qrels(qrels_file)
    _check_ids(qrels, documents, topics, qrels_file)
    digest = _digest(corpus_file, query_file, qrels_file)
    return Collection(path.resolve().name, path, documents, topics, qrels.grades, digest, qrels_file.stem)


def parse_history(row: Row) -> tuple[Turn, ...]:
    """Read a row's `history`: earlier questions as strings, or turns with a speaker."""
    value = row.values.get("history") or []
    if not isinstance(value, list):
        raise UsageError(
            f"{row.place}: `history` is no list.", "Give strings, or objects with speaker and text."
        )
    turns = []
    for item in value:
        if isinstance(item, str):
            turns.append(Turn("user", item))
        elif isinstance(item, Mapping) and isinstance(item.get("text"), str):
            turns.append(Turn(str(item.get("speaker", "user")), item["text"]))
        else:
            raise UsageError(
                f"{row.place}: a turn of `history` is neither a string nor an object with text.",
                "Mend that line.",
            )
    return tuple(turns)


def _documents(path: Path) -> Iterator[CollectionDocument]:
    seen: dict[str, int] = {}
    for row in read_rows(path):
        doc_id = text_field(row, "_id")
        _unique(seen, doc_id, row, "document")
        yield CollectionDocument(
            doc_id, str(row.values.get("title") or ""), text_field(row, "text", empty=True)
        )
    if not seen:
        raise UsageError(f"{path}: no documents.", "A collection needs at least one line in corpus.jsonl.")


def _topics(path: Path) -> Iterator[Topic]:
    seen: dict[str, int] = {}
    rows = read_rows(path) if path.suffix == ".jsonl" else read_topics(path)
    for row in rows:
        query_id = text_field(row, "_id")
        _unique(seen, query_id, row, "query")
        answerable = row.values.get("answerable")
        yield Topic(
            query_id,
            text_field(row, "text", empty=True),
            parse_history(row),
            answerable if isinstance(answerable, bool) else None,
        )
    if not seen:
        raise UsageError(f"{path}: no queries.", "A collection needs at least one query.")


def _unique(seen: dict[str, int], key: str, row: Row, what: str) -> None:
    if key in seen:
        raise UsageError(
            f"{row.place}: {what} id {key!r} stands already in line {seen[key]}.",
            "Give every line its own id.",
        )
    seen[key] = row.line


def _check_ids(
    qrels: JudgedFile, documents: tuple[CollectionDocument, ...], topics: tuple[Topic, ...], path: Path
) -> None:
    known_documents = {document.doc_id for document in documents}
    known_queries = {topic.query_id for topic in topics}
    for query_id, judged in qrels.grades.items():
        for doc_id in judged:
            line = qrels.lines[query_id, doc_id]
            if query_id not in known_queries:
                raise UsageError(
                    f"{path}:{line}: unknown query id {query_id!r}.", "Do qrels and queries belong together?"
                )
            if doc_id not in known_documents:
                raise UsageError(
                    f"{path}:{line}: unknown document id {doc_id!r}.", "Do qrels and corpus belong together?"
                )


def _only(folder: Path, name: str) -> Path:
    path = folder / name
    if not path.is_file():
        raise UsageError(
            f"{path}: missing.", "A collection in BEIR layout has corpus.jsonl, queries.jsonl and qrels/."
        )
    return path


def _query_file(folder: Path) -> Path:
    found = [
        p for n in ("queries.jsonl", "topics.tsv", "topics.txt", "topics.xml") if (p := folder / n).is_file()
    ]
    if not found:
        raise UsageError(f"{folder}: neither queries.jsonl nor topics.tsv.", "Add the queries.")
    return found[0]


def _qrels_file(folder: Path, split: str | None) -> Path:
    places = [folder / "qrels"] if (folder / "qrels").is_dir() else [folder]
    pattern = "*" if places[0] != folder else "qrels*"
    files = sorted(
        p for place in places for p in place.glob(pattern) if p.suffix in {".tsv", ".txt", ".qrels"}
    )
    by_name = {p.stem: p for p in files}
    if split is not None:
        if split not in by_name:
            raise UsageError(
                f"{folder}: no qrels named {split!r}.", f"There are: {', '.join(by_name) or 'none'}."
            )
        return by_name[split]
    if not files:
        raise UsageError(f"{folder}: no qrels.", "Add qrels/test.tsv with query-id, corpus-id and score.")
    return next((by_name[name] for name in SPLITS if name in by_name), files[0])


def _digest(*paths: Path) -> str:
    total = hashlib.sha256()
    for path in paths:
        with path.open("rb") as file:
            total.update(hashlib.file_digest(file, "sha256").digest())
    return total.hexdigest()
