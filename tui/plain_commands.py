"""What the letters of the plain conversation do; they are the app's own."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path
from typing import TextIO

from corpus.errors import FootnotedError
from corpus.model import Citation, Document
from corpus.progress import Cancelled, Progress
from qa.answer import AnswerPassage
from qa.chain import full_citations
from qa.export import dossier_book, export, format_of, free_path, save, session_book
from qa.quotation import as_plain_text, quotation_of
from qa.sessions import SessionInfo, SessionStore
from tui.clipboard import copy
from tui.counted import counted
from tui.plain_letters import COMMANDS
from tui.plain_writing import PlainWriter
from tui.render.answer import write_answer
from tui.screens.dossier import dossier_blocks
from tui.state.capturing import MANNERS, Wish
from tui.state.conversation import Conversation
from tui.state.engine import Engine
from tui.state.finding import Finding
from tui.state.flow import BLANK
from tui.state.page import Page as DocumentPage
from tui.state.page import focus_of
from tui.state.places import (
    SourcePlace,
    note_place_blocks,
    passage_notes_blocks,
    resting_blocks,
    source_blocks,
)
from tui.state.scoping import Choice, choices, describe
from tui.state.shelf import shelf_blocks, shelf_of
from tui.state.targets import ToDocument
from tui.state.times import local_time
from tui.state.urls import web_address
from tui.state.why import why_blocks

FOUND = 20
"""Places told of words that are looked for."""


class PlainCommands(PlainWriter):
    """Does what a command says and writes what comes of it."""

    way_to_copy: str = "auto"

    def __init__(self, engine: Engine, store: SessionStore, write: TextIO) -> None:
        """Write to a stream."""
        super().__init__(write)
        self.engine = engine
        self.store = store
        self.conversation = Conversation(store.create(engine.path))
        self.turn = -1
        """The turn whose answer is in focus, 0-based; -1 before anything was answered."""
        self.shown: AnswerPassage | None = None
        """The passage in focus."""
        self._opened = ""
        """The document in focus where it is not the passage's."""
        self._sessions: tuple[SessionInfo, ...] = ()
        self._doomed = ""
        self._choices: list[Choice] = []

    def help(self, _: str) -> None:
        """Write the commands."""
        for letter in COMMANDS.values():
            self.say(f"{letter.usage}: {letter.what}")

    def passage(self, number: str) -> None:
        """Put a passage in focus."""
        answer = self.conversation.answer(self.turn)
        found = [shown for shown in answer.passages if str(shown.rank) == number] if answer else []
        if not found:
            self.say("There is no passage of that number.")
            return
        self._focus(found[0])
        text = found[0].passage.text
        self.say(f"Passage {number}: {text[:100]}{' …' if len(text) > 100 else ''}")

    def answers(self, number: str) -> None:
        """List the questions so far, or put one's answer in focus and write it."""
        exchanges = self.conversation.exchanges
        if not number:
            for place, exchange in enumerate(exchanges, 1):
                self.say(f"a {place}: {exchange.question}{'' if exchange.answer else ' (not answered yet)'}")
            if not exchanges:
                self.say("Nothing was asked yet.")
        elif self.conversation.answer(int(number) - 1) is None:
            self.say("There is no answer of that number; a lists the questions.")
        else:
            self.answer_in_focus(int(number) - 1)

    def answer_in_focus(self, turn: int) -> None:
        """Put a turn's answer in focus and write it."""
        answer = self.conversation.answer(turn)
        assert answer is not None
        self.turn = turn
        page = self.page()
        write_answer(page, answer, self.engine.titles)
        self.out(str(page))
        self._focus(answer.passages[0] if answer.passages else None)

    def _focus(self, shown: AnswerPassage | None) -> None:
        self.shown, self._opened = shown, ""

    def edit(self, _: str) -> None:
        """Write the question as it was searched."""
        answer = self.conversation.answer(self.turn)
        if answer is None:
            self.say("Ask something first.")
            return
        self.say(f"Searched as: {answer.resolved_question}")
        self.say("Type it with the words that you want.")

    # --- reading -----------------------------------------------------------------------------

    def read(self, what: str) -> None:
        """Write the passage with its neighbours, the outline, or a section."""
        if what:
            self._section(what)
            return
        shown = self._in_focus()
        page = self.engine.page(shown.passage.document)
        passage = shown.passage
        focus = focus_of(page.document, passage.text, passage.start, passage.end, shown.highlights)
        block = page.block_at(focus.start)
        named = [n for n, one in enumerate(page.blocks) if one.text]
        place = named.index(block)
        for number in named[max(0, place - 2) : place + 3]:
            self.blocks([page.blocks[number]], label="here: " if number == block else "")

    def _section(self, what: str) -> None:
        page = self.engine.page(self._document())
        sections = sorted(page.document.sections, key=lambda section: section.start)
        if not what.isdecimal():
            for place, section in enumerate(sections, 1):
                self.say(f"r {place}: {'  ' * (section.level - 1)}{section.title}")
            if not sections:
                self.say(f"There are no sections{self._in_which(page)}; r 1 reads all of it.")
            return
        if not sections and what == "1":
            self.blocks(page.blocks)
            return
        if not 0 < int(what) <= len(sections):
            self.say(f"There is no section of that number{self._in_which(page)}; r outline lists them.")
            return
        first = page.heading_block(sections[int(what) - 1])
        ends = [page.heading_block(one) for one in sections[int(what) :]]
        self.blocks(page.blocks[first : min((end for end in ends if end > first), default=len(page.blocks))])

    def find(self, words: str) -> None:
        """Write where words stand in the document."""
        page = self.engine.page(self._document())
        found = Finding(page.blocks, words).places
        for place in found[:FOUND]:
            text = page.blocks[place.block].text
            low, high = max(0, place.start - 60), place.end + 60
            self.say(("… " if low else "") + text[low:high] + (" …" if high < len(text) else ""))
        where = self._in_which(page)
        self.say(f"{counted(len(found), 'place')}{where}." if found else f"Not found{where}.")

    def notes(self, number: str) -> None:
        """Write the passage's notes, or one note."""
        if not number:
            shown = self._in_focus()
            blocks = passage_notes_blocks(shown)
            if shown.passage.kind == "source":
                backings = self.engine.claims_on(shown.passage.document)
                blocks += [BLANK, *resting_blocks(backings, self.engine.titles)]
            self.blocks(blocks)
            return
        page = self.engine.page(self._document())
        note = page.note_called(number)
        if note is None:
            self.say(f"There is no note {number}{self._in_which(page)}.")
            return
        self.blocks(note_place_blocks(page.document, note))

    def source(self, rest: str) -> None:
        """Write a citation's source."""
        place = self._place(rest)
        view = self.engine.source(place)
        if view is None:
            where = self._in_which(self.engine.page(place.document))
            self.say(f"There is no such citation of note {place.number}{where}.")
            return
        self.blocks(source_blocks(place, view, self.engine.titles))

    def open(self, rest: str) -> None:
        """Open the address of a citation."""
        self._open([citation.url for citation in self._citations(rest)])

    def open_archived(self, rest: str) -> None:
        """Open the archived copy of a citation."""
        self._open([citation.archived_url for citation in self._citations(rest)])

    def _open(self, urls: list[str | None]) -> None:
        import webbrowser

        address = next((web for url in urls if url and (web := web_address(url))), None)
        if address is None:
            self.say("No address of that kind is known here. Name a note: o 17, or o 17 2.")
            return
        done = webbrowser.open(address)
        self.say(f"Opened: {address}" if done else f"No browser is here; the address is {address}")

    def why(self, _: str) -> None:
        """Write why the passage ranks where it does."""
        answer = self.conversation.answer(self.turn)
        if answer is None:
            self.say("Ask something first.")
            return
        self.blocks(why_blocks(answer, self.shown))

    # --- taking away -------------------------------------------------------------------------

    def copy(self, _: str) -> None:
        """Copy the passage, and write it."""
        text = as_plain_text(quotation_of(*self._quotable()))
        terminal = self._to_terminal if self.write.isatty() and os.environ.get("TERM") != "dumb" else None
        self.say(text)
        self.say(copy(text, terminal, self.way_to_copy))

    def keep(self, _: str) -> None:
        """Add the passage to the dossier."""
        session = self.conversation.session
        session.add_quotation(quotation_of(*self._quotable()))
        self.say(f"In the dossier: {len(session.quotations)}.")

    def dossier(self, name: str) -> None:
        """Write the dossier, or export it."""
        session = self.conversation.session
        if name:
            path = Path(name)
            self.say(f"Written: {save(export(dossier_book(session), format_of(path)), path)}")
        elif session.quotations:
            self.blocks(dossier_blocks(session.quotations))
        else:
            self.say("The dossier is empty; d adds the passage in focus.")

    def drop(self, number: str) -> None:
        """Take a quotation out of the dossier."""
        session = self.conversation.session
        if not 0 < int(number) <= len(session.quotations):
            self.say("There is no quotation of that number.")
            return
        session.remove_quotation(int(number) - 1)
        self.say(f"In the dossier: {len(session.quotations)}.")

    def export_session(self, name: str) -> None:
        """Export the session."""
        session = self.conversation.session
        ids = {shown.passage.document for answer in session.turns for shown in answer.passages}
        documents = {one: self.engine.page(one).document for one in ids & set(self.engine.titles)}
        path = Path(name) if name else free_path(Path("footnoted-session.md"))
        self.say(f"Written: {save(export(session_book(session, documents), format_of(path)), path)}")

    # --- library and sessions ----------------------------------------------------------------

    def scope(self, number: str) -> None:
        """List the scopes, or choose one."""
        if number and 0 < int(number) <= len(self._choices):
            self.conversation.scope = self._choices[int(number) - 1].scope
            said = describe(self.conversation.scope, self.engine.titles)
            self.say(f"Asking only {said}." if said else "Asking everything.")
            return
        documents = self.engine.documents("report") + self.engine.documents("source")
        self._choices = choices(documents, [d.record.language for d in documents if d.record.language])
        for place, choice in enumerate(self._choices, 1):
            self.say(f"c {place}: {'  ' * choice.depth}{choice.name}")

    def library(self, words: str) -> None:
        """Write what the library holds, or put one of its documents in focus."""
        entries = self.engine.entries
        if words.isdecimal() and 0 < int(words) <= len(entries):
            entry = entries[int(words) - 1]
            self._opened = entry.doc_id
            self.say(f"In focus: {entry.title}. r, /, n and u with a number or words are about it.")
            return
        numbers = {ToDocument(entry.doc_id): place for place, entry in enumerate(entries, 1)}
        for block in shelf_blocks(shelf_of(entries, self.engine.documents("report")), words=words):
            number = numbers.get(block.stops[0].target) if block.stops else None  # type: ignore[call-overload]
            self.blocks([block], f"l {number}: " if number else "")

    def sessions(self, which: str) -> None:
        """List or search the sessions, or go on with one."""
        if which.isdecimal() and 0 < int(which[:6]) <= len(self._sessions):
            session = self.store.resume(self._sessions[int(which) - 1].session_id)
            self.conversation = Conversation(session)
            answer = session.turns[-1] if session.turns else None
            self.turn = len(session.turns) - 1
            self._focus(answer.passages[0] if answer and answer.passages else None)
            self.say(f"Going on with “{session.title}”, {counted(len(session.turns), 'question')}:")
            self.answers("")
            return
        self._sessions = self.store.sessions(which)
        for place, info in enumerate(self._sessions, 1):
            self.say(
                f"s {place}: {info.name} ({counted(info.turns, 'question')}, {local_time(info.changed)})"
            )
        if not self._sessions:
            self.say("No session fits." if which else "No session is saved yet.")

    def delete_session(self, number: str) -> None:
        """Delete a session of the list, when asked twice."""
        if not 0 < int(number) <= len(self._sessions):
            self.say("There is no session of that number; s lists them.")
            return
        info = self._sessions[int(number) - 1]
        if self._doomed != info.session_id:
            self._doomed = info.session_id
            self.say(f"X {number} again deletes “{info.name}” for good.")
            return
        self.store.delete(info.session_id)
        self.say(f"Deleted: “{info.name}”.")
        self._sessions = ()  # its numbers are no longer those of what is there
        if info.session_id == self.conversation.session.session_id:
            # What is asked from now on must not go on with what is gone.
            self.new("")

    def new(self, _: str) -> None:
        """Begin a new session."""
        self.conversation = Conversation(self.store.create(self.engine.path))
        self.turn = -1
        self._focus(None)
        self.say("A new session.")

    def rename(self, name: str) -> None:
        """Name the session."""
        self.conversation.session.rename(name)
        self.say(f"This session is called “{self.conversation.session.title}”.")

    def build(self, _: str) -> None:
        """Bring the index up to date."""
        self._long(lambda progress: self.engine.rebuild(progress) or "The index is up to date.")

    def capture(self, notes: str) -> None:
        """Capture sources."""
        numbers = tuple(int(number) for number in notes.split())
        wish = Wish("", numbers, self._document(), "failed") if numbers else Wish("")
        self.say(MANNERS.replace("F8", "Ctrl+C"))
        self._long(lambda progress: self.engine.capture(wish, progress))

    def _long(self, work: Callable[[Progress], str]) -> None:
        """Do long work with its progress on standard error; Ctrl+C stops it, not the conversation."""
        from tui.cli.progress import Reporter

        try:
            with Reporter() as progress:
                told = work(progress)
        except (KeyboardInterrupt, Cancelled):
            told = "Stopped. What is finished is kept."
        self.say(told)

    # --- what is in focus --------------------------------------------------------------------

    def _in_focus(self) -> AnswerPassage:
        if self.shown is None:
            raise FootnotedError("No passage is in focus.", "Ask something first.")
        return self.shown

    def _document(self) -> str:
        if self._opened or self.shown is not None:
            return self._opened or self._in_focus().passage.document
        return self.engine.entries[0].doc_id if self.engine.entries else ""

    def _in_which(self, page: DocumentPage) -> str:
        """Return the name of the document that a message is about, where there are several."""
        title = page.document.record.title or page.document.doc_id
        return f" in “{title}”" if len(self.engine.entries) > 1 else ""

    def _place(self, rest: str) -> SourcePlace:
        number, _, position = rest.partition(" ")
        return SourcePlace(self._document(), int(number), max(0, int(position or 1) - 1))

    def _citations(self, rest: str) -> list[Citation]:
        """Return the citations that a command is about, in full: of a note, or of the passage in focus."""
        document = self.engine.page(self._document()).document
        if rest:
            place = self._place(rest)
            notes = [note for note in document.notes if note.number == place.number]
            cited = [one for note in notes for one in note.citations[place.position : place.position + 1]]
        else:
            cited = [citation for note in self._in_focus().notes for citation in note.citations]
        return [full for citation in cited for full in full_citations(document, citation)]

    def _quotable(self) -> tuple[AnswerPassage, Document, str]:
        shown = self._in_focus()
        answer = self.conversation.answer(self.turn)
        document = self.engine.page(shown.passage.document).document
        return shown, document, answer.question.text if answer else ""
