"""Retrieval collections: documents, queries and judgements that belong together.

A collection is checked whole before anything is computed from it: an evaluator who
finds a duplicate query after an hour of indexing has been told too late.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError
from eval.jsonlines import Row, id_field, read_rows, text_field
from eval.layout import Layout, corpus_file, find_files
from eval.qrels import JudgedFile, Qrels, read_qrels
from eval.topics import read_topics
from qa.answer import Turn
from qa.contract import history_of


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
    documents: tuple[CollectionDocument, ...]
    """Empty where the folder has none and none were asked for."""
    topics: tuple[Topic, ...]
    qrels: Qrels
    """query id → document id → grade; every id is known."""
    digests: Mapping[str, str]
    """"corpus", "queries" and "qrels" → SHA-256 of the files read."""
    split: str
    parts: Mapping[str, str]
    """Name of each folder of the pool → SHA-256 of its documents; one where nothing has joined."""

    @property
    def digest(self) -> str:
        """Return one digest of all that was read."""
        return hashlib.sha256("".join(self.digests.values()).encode()).hexdigest()

    @property
    def to_run(self) -> tuple[Topic, ...]:
        """Return the queries worth running: judged ones, and those known to have no answer."""
        return tuple(t for t in self.topics if t.query_id in self.qrels or t.answerable is False)

    @property
    def query_ids(self) -> frozenset[str]:
        """Return the ids of the queries, judged or not."""
        return frozenset(topic.query_id for topic in self.topics)

    @property
    def document_ids(self) -> frozenset[str]:
        """Return the ids of the documents."""
        return frozenset(document.doc_id for document in self.documents)


def load_collection(
    path: Path, *, split: str | None = None, others: Sequence[Path] = (), documents: bool = True
) -> Collection:
    """Read and check a collection.

    Args:
        path: A folder with `corpus.jsonl`, and `queries.jsonl` or `topics.*`, and
            `qrels/*.tsv` or `qrels.*` (BEIR's three columns or TREC's four).
        split: Name of the judgements to use, without its ending.
        others: Collections whose documents join the pool, each id with the folder's name before
            it; nothing else of them is read.
        documents: Whether documents and queries must be there; run files can do without.

    Raises:
        UsageError: When a file is missing, empty or contradicts another; names file and line.
    """
    files = find_files(path, split=split, documents=documents)
    found = tuple(_documents(files.corpus)) if files.corpus else ()
    judged = read_qrels(files.qrels)
    topics = tuple(_topics(files.queries)) if files.queries else tuple(Topic(q, "") for q in judged.grades)
    _check_ids(judged, found, topics, files)
    parts = {path.resolve().name: _digest(files.corpus) if files.corpus else ""}
    for other in others:
        source, prefix = corpus_file(other), other.resolve().name
        if prefix in parts:
            raise UsageError(
                f"{other}: the pool has a folder named {prefix!r} already.",
                "Give each folder that joins the pool a name of its own.",
            )
        found += tuple(_prefixed(prefix, one) for one in _documents(source))
        parts[prefix] = _digest(source)
    _check_unique(found, others)
    digests = {
        "corpus": _pool_digest(parts),
        "queries": _digest(files.queries) if files.queries else "",
        "qrels": _digest(files.qrels),
    }
    return Collection("+".join(parts), found, topics, judged.grades, digests, files.split, parts)


def _documents(path: Path) -> Iterator[CollectionDocument]:
    seen: dict[str, int] = {}
    for row in read_rows(path):
        doc_id = id_field(row)
        _unique(seen, doc_id, row, "document")
        title = text_field(row, "title", empty=True, missing=True)
        yield CollectionDocument(doc_id, title, text_field(row, "text", empty=True))
    if not seen:
        raise UsageError(f"{path}: no documents.", "A collection needs at least one line in corpus.jsonl.")


def _topics(path: Path) -> Iterator[Topic]:
    seen: dict[str, int] = {}
    rows = read_rows(path) if ".jsonl" in path.suffixes else read_topics(path)
    for row in rows:
        query_id = id_field(row)
        _unique(seen, query_id, row, "query")
        history = history_of(row.values.get("history"), row.place)
        yield Topic(query_id, text_field(row, "text"), history, _answerable(row))
    if not seen:
        raise UsageError(f"{path}: no queries.", "A collection needs at least one query.")


def _answerable(row: Row) -> bool | None:
    value = row.values.get("answerable")
    if value is None or isinstance(value, bool):
        return value
    raise UsageError(f"{row.place}: “answerable” is neither true nor false.", "Mend that line.")


def _unique(seen: dict[str, int], key: str, row: Row, what: str) -> None:
    if key in seen:
        raise UsageError(
            f"{row.place}: {what} id {key!r} stands already in line {seen[key]}.",
            "Give every line its own id.",
        )
    seen[key] = row.line


def _check_ids(
    judged: JudgedFile, documents: Sequence[CollectionDocument], topics: Sequence[Topic], files: Layout
) -> None:
    known_documents = {document.doc_id for document in documents}
    known_queries = {topic.query_id for topic in topics}
    for (query_id, doc_id), line in judged.lines.items():
        if query_id not in known_queries:
            raise UsageError(
                f"{files.qrels}:{line}: unknown query id {query_id!r}.", f"Does it belong to {files.queries}?"
            )
        if documents and doc_id not in known_documents:
            raise UsageError(
                f"{files.qrels}:{line}: unknown document id {doc_id!r}.", f"Does it belong to {files.corpus}?"
            )


def _prefixed(prefix: str, document: CollectionDocument) -> CollectionDocument:
    return CollectionDocument(f"{prefix}/{document.doc_id}", document.title, document.text)


def _check_unique(documents: Sequence[CollectionDocument], others: Sequence[Path]) -> None:
    seen: set[str] = set()
    for document in documents if others else ():
        if document.doc_id in seen:
            raise UsageError(
                f"document id {document.doc_id!r} stands twice in the pool.",
                "Rename the folder that joins: its name stands before its documents' ids.",
            )
        seen.add(document.doc_id)


def _digest(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()


def _pool_digest(parts: Mapping[str, str]) -> str:
    """Return the digest of a pool's documents, with the names before their ids; of one folder its own."""
    if len(parts) < 2:
        return "".join(parts.values())
    return hashlib.sha256(repr(list(parts.items())).encode()).hexdigest()
