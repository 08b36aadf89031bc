"""Where a collection's files lie in its folder, in BEIR's layout or TREC's."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from corpus.errors import UsageError

SPLITS = ("test", "dev", "train")
"""Which judgements are read when a folder has several and none are named: the first of these."""
_CORPUS = ("corpus.jsonl", "corpus.jsonl.gz")
_QUERIES = (
    "queries.jsonl", "queries.jsonl.gz", "queries.tsv", "queries.tsv.gz",
    "topics.tsv", "topics.txt", "topics.xml",
)  # fmt: skip
_TABLES = {".tsv", ".txt", ".qrels", ".qrel", ""}
_REMEDY = "A collection has corpus.jsonl, queries.jsonl (or topics.txt) and qrels/test.tsv (or qrels.txt)."


@dataclass(frozen=True, slots=True)
class Layout:
    """The files of one collection."""

    corpus: Path | None
    """None where the folder has no documents, which run files alone can do without."""
    queries: Path | None
    qrels: Path
    split: str
    """Name of the judgements: "test", or "qrels" for a lone qrels.txt."""


def find_files(folder: Path, *, split: str | None, documents: bool) -> Layout:
    """Find a collection's files.

    Args:
        folder: The collection.
        split: Name of the judgements wanted; the first of SPLITS, or the only ones, when None.
        documents: Whether documents and queries must be there.

    Raises:
        UsageError: When the folder or a file that must be there is missing, or it is not
            plain which judgements are meant.
    """
    if not folder.is_dir():
        raise UsageError(f"{folder}: no such folder.", _REMEDY)
    corpus, queries = _first(folder, _CORPUS), _query_file(folder)
    if documents and corpus is None:
        raise UsageError(f"{folder / _CORPUS[0]}: missing.", _REMEDY)
    if documents and queries is None:
        raise UsageError(f"{folder}: no queries.jsonl and no topics file.", _REMEDY)
    name, qrels = _qrels_file(folder, split)
    return Layout(corpus, queries, qrels, name)


def corpus_file(folder: Path) -> Path:
    """Return the documents of a collection of which only they are wanted.

    Raises:
        UsageError: When there are none.
    """
    found = _first(folder, _CORPUS)
    if found is None:
        raise UsageError(f"{folder / _CORPUS[0]}: missing.", "Name a folder with documents in BEIR's layout.")
    return found


def _first(folder: Path, names: tuple[str, ...]) -> Path | None:
    return next((path for name in names if (path := folder / name).is_file()), None)


def _query_file(folder: Path) -> Path | None:
    if exact := _first(folder, _QUERIES):
        return exact
    others = sorted(p for p in folder.glob("topics*") if p.is_file())
    if len(others) > 1:
        named = ", ".join(path.name for path in others)
        raise UsageError(f"{folder}: several topics files ({named}).", "Keep one, or name it topics.txt.")
    return others[0] if others else None


def _qrels_file(folder: Path, split: str | None) -> tuple[str, Path]:
    files = (folder / "qrels").iterdir() if (folder / "qrels").is_dir() else folder.glob("qrels*")
    by_name = {
        _split_name(path): path
        for path in sorted(files)
        if path.is_file() and not path.name.startswith(".") and _bare(path).suffix in _TABLES
    }
    there = ", ".join(by_name) or "none"
    if split is not None:
        if split not in by_name:
            raise UsageError(f"{folder}: no qrels named {split!r}.", f"There are: {there}.")
        return split, by_name[split]
    if not by_name:
        raise UsageError(f"{folder}: no qrels.", "Add qrels/test.tsv with query-id, corpus-id and score.")
    name = next((name for name in SPLITS if name in by_name), None)
    if name is None and len(by_name) > 1:
        raise UsageError(f"{folder}: several qrels.", f"Name one with --split: {there}.")
    name = name or next(iter(by_name))
    return name, by_name[name]


def _bare(path: Path) -> Path:
    return path.with_suffix("") if path.suffix == ".gz" else path


def _split_name(path: Path) -> str:
    """Return "test" for test.tsv, qrels.test.tsv and qrels-test.txt.gz, "qrels" for qrels.txt."""
    bare = _bare(path)
    name = bare.stem if bare.suffix in _TABLES - {""} else bare.name
    return name.removeprefix("qrels").lstrip(".-_") or name
