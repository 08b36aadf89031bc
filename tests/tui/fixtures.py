"""An engine with small answers made from a real document, so that the app can be driven without an index."""

from __future__ import annotations

import re
import threading
import time
from pathlib import Path

from corpus.bundled import shipped_record, shipped_report
from corpus.errors import FootnotedError
from corpus.library import Library
from corpus.model import Document
from corpus.readers.protocol import RawFile
from corpus.reading import read_document
from index.model import Passage, PassageMark, Scope
from qa.answer import Answer, AnswerPassage, Dropped, Question
from tui.state.engine import Engine


def shipped_document() -> Document:
    return read_document(shipped_report(), doc_id="report", kind="report", record=shipped_record())


def read_text(text: str, doc_id: str = "text", name: str = "text.md") -> Document:
    return read_document(RawFile(name, text.encode(), text), doc_id=doc_id)


def passages(document: Document) -> list[Passage]:
    return [
        Passage(
            f"{document.doc_id}#p{p.index}",
            document.doc_id,
            document.kind,
            p.text,
            p.start,
            p.end,
            p.section,
            p.leads,
            tuple(PassageMark(mark.number, mark.offset) for mark in p.marks),
            p.sentences,
        )
        for p in document.paragraphs
        if p.text
    ]


def answer_for(text: str, documents: list[Document], k: int = 5, *, final: bool = True) -> Answer:
    """Rank by words in common; `final` reverses ties, so that the two rankings differ."""
    words = set(re.findall(r"\w{3,}", text.casefold()))
    ranked = []
    for document in documents:
        for passage in passages(document):
            common = words & set(re.findall(r"\w{3,}", passage.text.casefold()))
            ranked.append((len(common), passage))
    ranked.sort(key=lambda item: (-item[0], item[1].start if final else -item[1].start))
    notes = {(d.doc_id, note.number): note for d in documents for note in d.notes}
    shown = tuple(
        AnswerPassage(
            rank,
            float(score),
            passage,
            passage.sentences[:1],
            (),
            tuple(
                notes[passage.document, mark.number]
                for mark in passage.marks
                if (passage.document, mark.number) in notes
            ),
            {"bm25": float(score), "dense": 0.0},
            {word: 1.0 for word in sorted(words)[:3]},
        )
        for rank, (score, passage) in enumerate(ranked[:k], 1)
    )
    dropped = tuple(Dropped(p, float(s), f"below rank {k}") for s, p in ranked[k : k + 3])
    nothing = not ranked or ranked[0][0] == 0
    reason, sure = ("Nothing here mentions it.", 0.1) if nothing else (None, 0.9)
    return Answer(Question(text), text, nothing, reason, sure, shown, (), "v000001", "toy", 1.0, dropped)


class FixtureEngine(Engine):
    """Documents in memory, rankings by words in common; the encoder "loads" when `encoder` is set."""

    def __init__(self, *documents: Document, folder: Path, loaded: bool = True) -> None:
        super().__init__(folder)
        self._documents = {document.doc_id: document for document in documents}
        self.encoder = threading.Event()
        if loaded:
            self.encoder.set()
        self.fail: FootnotedError | None = None

    def open(self, progress) -> None:
        library = Library.open(self._path, create=True)
        from corpus.library_rows import insert

        with library.transaction() as connection:
            for document in self._documents.values():
                raw = RawFile(f"{document.doc_id}.txt", document.text.encode(), document.text)
                insert(connection, document, raw)
        self._library = library
        self.refresh()
        self._asker = object()  # type: ignore[assignment]
        self.news = ""

    @property
    def warnings(self) -> tuple[str, ...]:
        return ()

    def renew(self) -> str:
        self._still_there()
        return self.news

    def preload(self) -> None:
        self.encoder.wait(10)
        self.loaded = True

    def ask(self, text: str, history, scope: Scope, *, quick: bool) -> Answer:
        if self.fail is not None:
            raise self.fail
        time.sleep(0.001)
        return answer_for(text, list(self._documents.values()), final=not quick)
