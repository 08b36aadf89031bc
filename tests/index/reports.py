"""Invented reports and corpora for tests of the index."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from corpus.codec import encode
from corpus.files import raw_from_bytes
from corpus.model import Document, DocumentKind
from corpus.progress import Progress, no_progress
from corpus.reading import read_document
from index.encoders.protocol import Encoder
from index.model import Passage
from tests.toy import ToyEncoder

BRIDGES = """# Bridges of the Northern Coast

Mara Lind, Harbour Institute

## 1. The Old Crossing

The old crossing at Velm was finished in 1931. Its cables came from a foundry in Torrin.[^1] Ferries stopped
in the same year.

The toll was lifted after a strike of pilots,[^2] and never came back.

## 2. Who Paid

The new span was paid for in three ways:

- the Coastal Bank lent 40 million crowns;[^3]
- the town of Velm sold its meadows;
- sailors gave a day's wages.[^4]

Nobody has counted the sailors' share. 桥梁的资金来自海岸银行。

[^1]: Otto Brandt, "Cables of Torrin", Journal of Rope, 4 May 1932, https://rope.example/torrin
[^2]: The strike is told in full by Ana Weir.
[^3]: Coastal Bank, "Annual Report 1958", https://bank.example/1958
[^4]: Ana Weir, "Pilots and Sailors", Velm Gazette, 2 June 1961.
[^5]: Nothing in the text points here: lighthouses.
"""

LIGHTS = """# Lighthouses

The lighthouse at Horn burned whale oil until 1880. Keepers were paid by the barrel.

Its lamp was made by Ferrand in Lyon.[^1]

[^1]: Ferrand & Fils, "Catalogue des phares", 1879.
"""


def read(text: str, doc_id: str = "bridges", kind: DocumentKind = "report") -> Document:
    """Read Markdown as a document."""
    return read_document(raw_from_bytes(f"{doc_id}.md", text.encode()), doc_id=doc_id, kind=kind)


def passage(number: int, text: str, **fields: object) -> Passage:
    """Return a made-up passage; its id sorts as its number does."""
    values: dict[str, object] = {
        "passage_id": f"d#p{number:04d}", "document": "d", "kind": "report", "text": text,
        "start": 0, "end": len(text), "sentences": ((0, len(text)),),
    }  # fmt: skip
    return Passage(**{**values, **fields})  # type: ignore[arg-type]


@dataclass(frozen=True, slots=True)
class Listed:
    """A document as a corpus lists it."""

    doc_id: str


class FolderCorpus:
    """A corpus in memory with a folder for its indexes; implements index.versions.Corpus."""

    def __init__(self, folder: Path, documents: Sequence[Document]) -> None:
        self.index_dir = folder
        self._documents = {one.doc_id: one for one in documents}

    def digest(self) -> str:
        rows = "\n".join(encode(one) for one in self._documents.values())
        return hashlib.sha256(rows.encode()).hexdigest()

    def documents(self) -> Sequence[Listed]:
        return [Listed(name) for name in self._documents]

    def document(self, doc_id: str) -> Document:
        return self._documents[doc_id]


def load_toy(name: str, progress: Progress = no_progress) -> Encoder:
    """Load the toy encoder under any name; an index.versions.LoadEncoder."""
    return ToyEncoder(name=name)


def both(folder: Path) -> FolderCorpus:
    """Return a corpus of a report and a source."""
    return FolderCorpus(folder, [read(BRIDGES), read(LIGHTS, "lights", "source")])


def contents(folder: Path) -> dict[str, bytes]:
    """Return every file of a folder, byte for byte."""
    return {path.name: path.read_bytes() for path in sorted(folder.iterdir()) if path.is_file()}
