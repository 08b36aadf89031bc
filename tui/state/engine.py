"""The library and its asker behind one door; everything here may block and belongs in a worker.

The app never touches a database or an index itself. Documents are kept as they were drawn,
a few at a time, so that walking the chain reads nothing twice.
"""

from __future__ import annotations

import re
from collections import OrderedDict
from dataclasses import replace
from pathlib import Path
from threading import Lock
from typing import TYPE_CHECKING

from corpus.errors import FootnotedError, LibraryError
from corpus.model import Citation, Document, Record
from corpus.progress import Progress
from index.model import Scope
from qa.answer import Answer, AnswerPassage, Question, Turn
from qa.chain import Backing, claims_on, claims_on_captured, full_citations, same_source
from tui.state.capturing import Wish, capture
from tui.state.page import Page
from tui.state.places import SourcePlace, SourceView
from tui.state.welcome import welcome_questions

if TYPE_CHECKING:
    from corpus.library import Library
    from corpus.library_entries import DocumentEntry
    from qa.ask import Asker

MOST_ASKED = 2_000
"""Characters of a claim that a source is searched for."""
KEPT_PAGES = 6
"""Documents kept drawn; a drawn document of 5,000 paragraphs takes about 20 MB."""


class Engine:
    """Answers and documents from one library."""

    def __init__(self, library: Path | None = None, model: str | None = None, passages: int = 5) -> None:
        """Name the library (None for the default one) and the model; nothing is opened yet."""
        self._path = library
        self._model = model
        self._passages = passages
        self._library: Library | None = None
        self._asker: Asker | None = None
        self._pages: OrderedDict[str, Page] = OrderedDict()
        self._lock = Lock()
        self.loaded = False
        """Whether the encoder is loaded, so that the full ranking comes at once."""
        self._seen: tuple[str, str | None] = ("", None)
        self._capturing = False
        self.entries: tuple[DocumentEntry, ...] = ()

    @property
    def ready(self) -> bool:
        """Return whether questions can be asked."""
        return self._asker is not None

    @property
    def path(self) -> str:
        """Return the library's folder, as text; empty before it is open."""
        return str(self._library.path) if self._library else str(self._path or "")

    @property
    def titles(self) -> dict[str, str]:
        """Return the documents' titles by id."""
        return {entry.doc_id: entry.title for entry in self.entries}

    @property
    def warnings(self) -> tuple[str, ...]:
        """Return what a person should know before trusting the answers."""
        return self._asker.warnings if self._asker else ()

    def open(self, progress: Progress) -> None:
        """Open the library and its index, making both on first use.

        Raises:
            FootnotedError: When either cannot be opened.
        """
        from corpus.library import Library
        from corpus.library_default import open_or_create_default
        from qa.ask import Asker

        library = Library.open(self._path) if self._path else open_or_create_default(progress)
        self._library = library
        self.refresh()
        self._asker = Asker.open(library, model=self._model, progress=progress)
        self._seen = self._state()

    def renew(self) -> str:
        """Take up what others changed: documents added or removed, an index built anew.

        Returns:
            What changed, in a sentence for people; empty when nothing did.

        Raises:
            FootnotedError: When the library is gone or its index cannot be used any more.
        """
        self._still_there()
        state = self._state()
        if state == self._seen or self._capturing:
            return ""
        documents = state[0] != self._seen[0]
        self._reopen(state)
        what = "The library's documents were changed" if documents else "The index was built anew"
        return " ".join([f"{what}.", *(self.warnings or ("Answers are from what is there now.",))])

    def rebuild(self, progress: Progress) -> str:
        """Build the index anew, beside the one in use, and go over to it; return what changed.

        Raises:
            FootnotedError: When it cannot be built; Cancelled when it was stopped.
        """
        from index.versions import build_index

        build_index(self._open_library(), model=self._model, progress=progress)
        return self.renew()

    def capture(self, wish: Wish, progress: Progress) -> str:
        """Capture sources, take their texts into the index, and go over to it; return what was met.

        Raises:
            FootnotedError: When that cannot be done; Cancelled when it was stopped, with what is
                finished kept.
        """
        from index.versions import build_index

        library = self._open_library()
        self._capturing = True
        try:
            told = capture(library.path, wish, progress)
            build_index(library, model=self._model, progress=progress)
        finally:
            self._capturing = False
            # Also where no document changed: the states of the citations did.
            self._reopen(self._state())
        return " ".join([told, *self.warnings])

    def _reopen(self, state: tuple[str, str | None]) -> None:
        """Go over to the library as it is now; questions are answered from the old index until then."""
        from qa.ask import Asker

        new = Asker.open(self._open_library(), model=self._model, build=False)
        if self.loaded:
            new.preload()
        with self._lock:
            old, self._asker = self._asker, new
            self._seen = state
            self._pages.clear()
            self.refresh()
            if old is not None:
                old.close()

    def _state(self) -> tuple[str, str | None]:
        from index.versions import index_status

        library = self._open_library()
        return library.digest(), index_status(library).version

    def preload(self) -> None:
        """Load the encoder."""
        if self._asker:
            self._asker.preload()
            self.loaded = True

    def refresh(self) -> None:
        """Read the list of documents anew."""
        self.entries = self._open_library().documents()

    def questions(self) -> tuple[str, ...]:
        """Return questions worth asking: the shipped report's own, or some about a report's sections."""
        from corpus.bundled import shipped_questions, shipped_report
        from corpus.library_entries import digest_of

        reports = [entry for entry in self.entries if entry.kind == "report"] or list(self.entries)
        if not reports:
            return ()
        if reports[0].digest == digest_of(shipped_report().data):
            return shipped_questions()
        return welcome_questions(self.page(reports[0].doc_id).document)

    def ask(self, text: str, history: tuple[Turn, ...], scope: Scope, *, quick: bool) -> Answer:
        """Answer a question; `quick` ranks by words alone.

        Raises:
            FootnotedError: When the question cannot be asked or the library is gone.
        """
        if self._asker is None:
            raise LibraryError("The library is not open yet.", "Wait until it is, then ask again.")
        with self._lock:
            answer = self._asker.ask(
                Question(text, history=history), scope=scope, k=self._passages, quick=quick
            )
        # The history is in the session already; kept with each answer it would grow with its square.
        return replace(answer, question=replace(answer.question, history=()))

    def page(self, doc_id: str) -> Page:
        """Return a document, drawn.

        Raises:
            LibraryError: When the library has no such document or is gone.
        """
        page = self._pages.get(doc_id)
        if page is None:
            page = Page(self._open_library().document(doc_id))
            self._pages[doc_id] = page
            while len(self._pages) > KEPT_PAGES:
                self._pages.popitem(last=False)
        return page

    def kept_page(self, doc_id: str) -> Page | None:
        """Return a document if it is drawn already; never blocks."""
        return self._pages.get(doc_id)

    def record(self, doc_id: str) -> Record:
        """Return a document's bibliographic record."""
        return self.page(doc_id).document.record

    def documents(self, kind: str) -> list[Document]:
        """Return all documents of a kind, read."""
        library = self._open_library()
        kept = self._pages
        ids = [entry.doc_id for entry in self.entries if entry.kind == kind]
        return [kept[one].document if one in kept else library.document(one) for one in ids]

    def source(self, place: SourcePlace) -> SourceView | None:
        """Return all that is known of a citation's source, or None when the note has no such citation."""
        document = self.page(place.document).document
        note = next((note for note in document.notes if note.number == place.number), None)
        if note is None or place.position >= len(note.citations):
            return None
        citation = note.citations[place.position]
        full = full_citations(document, citation)
        reports = self.documents("report")
        backings = tuple(dict.fromkeys(one for whole in full for one in claims_on(reports, whole)))
        captured = self._captured(place, full)
        claims = [document.claim_text(claim) for claim in note.claims]
        bearing = tuple(self._bearing(claims, one) for one in captured)
        return SourceView(citation, full, backings, captured, bearing)

    def claims_on(self, doc_id: str) -> tuple[Backing, ...]:
        """Return every claim of the library's reports that rests on a captured source.

        Raises:
            LibraryError: When the library has no such document or is gone.
        """
        return claims_on_captured(self.documents("report"), self.page(doc_id).document)

    def _bearing(self, claims: list[str], source: Document) -> AnswerPassage | None:
        """Return the passage of a source that bears most on the claims, or None."""
        if self._asker is None or not claims:
            return None
        scope = Scope(documents=frozenset({source.doc_id}))
        try:
            answer = self.ask(claims[0][:MOST_ASKED], (), scope, quick=not self.loaded)
        except FootnotedError:
            return None
        return answer.passages[0] if answer.passages else None

    def _captured(self, place: SourcePlace, full: tuple[Citation, ...]) -> tuple[Document, ...]:
        found = []
        for document in self.documents("source"):
            linked = (place.document, place.number) in document.cited_by
            record = document.record
            as_cited = replace(full[0], url=record.url, title=record.title)
            if any(same_source(one, as_cited) for one in full) or (linked and len(full) == 1):
                found.append(document)
        return tuple(found)

    def _open_library(self) -> Library:
        if self._library is None:
            raise LibraryError("The library is not open yet.", "Wait until it is.")
        return self._library

    def _still_there(self) -> None:
        library = self._open_library()
        if not library.path.is_dir():
            raise LibraryError(
                f"The library {library.path} is gone.", "Put it back or start with --library and another one."
            )


def with_key(told: str, key: str) -> str:
    """Return a warning with the key that builds the index here in place of the command."""
    return re.sub(r"Run `footnoted index build[^`]*`\.", f"{key} brings it up to date.", told)


def explained(error: Exception) -> tuple[str, str]:
    """Return message and remedy of an error at a worker's edge, for people."""
    if isinstance(error, FootnotedError):
        return error.message, error.hint
    return f"Something unforeseen happened: {type(error).__name__}: {error}"[
        :500
    ], "Nothing was lost; try again."
