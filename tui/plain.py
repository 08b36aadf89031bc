"""The conversation as lines, for screen readers and terminals that cannot be drawn on.

A line is a question, or a command: one letter, with a number or a name behind it where the
command wants one. Nothing is redrawn and nothing is shown by colour alone.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path
from shutil import get_terminal_size
from typing import TextIO

from corpus.errors import FootnotedError
from corpus.model import Document
from qa.answer import AnswerPassage
from qa.export import dossier_book, export, format_of, save, session_book
from qa.quotation import as_plain_text, quotation_of
from qa.sessions import SessionInfo, SessionStore
from tui.clipboard import copy, osc52
from tui.render.answer import write_answer
from tui.render.page import Page
from tui.state.conversation import Conversation
from tui.state.engine import Engine
from tui.state.flow import Block
from tui.state.page import focus_of
from tui.state.places import (
    SourcePlace,
    note_place_blocks,
    passage_notes_blocks,
    source_blocks,
)
from tui.state.scoping import Choice, choices, describe
from tui.state.shelf import shelf_blocks, shelf_of
from tui.state.why import why_blocks

HELP = (
    ("?", "these commands"),
    ("p NUMBER", "put a passage of the last answer in focus"),
    ("e", "the passage in focus in its context"),
    ("n [NUMBER]", "the notes of the passage, or one note and the claims it backs"),
    ("u NUMBER [PLACE]", "the source of a note's first (or PLACEth) citation, and all that rests on it"),
    ("w", "why the passage ranks where it does, and what was left out"),
    ("y", "copy the passage with its citation"),
    ("d", "add the passage to the dossier"),
    ("c [NUMBER]", "list what questions can be restricted to, or choose one"),
    ("l", "the library: documents, sources and notes"),
    ("s [NUMBER]", "list the sessions, or go on with one"),
    ("r NAME", "name this session"),
    ("x FILE", "export the session (.md .html .json .bib .ris .csl.json)"),
    ("D FILE", "export the dossier"),
    ("q", "leave"),
)
"""Commands and what they do."""


class PlainRoom:
    """Reads lines, writes lines."""

    def __init__(
        self, engine: Engine, store: SessionStore, read: TextIO | None = None, write: TextIO | None = None
    ) -> None:
        """Talk over two streams, by default the standard ones."""
        self.engine = engine
        self.store = store
        self.read = read or sys.stdin
        self.write = write or sys.stdout
        self.conversation = Conversation(store.create(engine.path))
        self.shown: AnswerPassage | None = None
        self._sessions: tuple[SessionInfo, ...] = ()
        self._choices: list[Choice] = []
        self._commands: dict[str, Callable[[str], None]] = {
            "?": self.help, "p": self.passage, "e": self.context, "n": self.notes, "u": self.source,
            "w": self.why, "y": self.copy, "d": self.keep, "c": self.scope, "l": self.library,
            "s": self.sessions, "r": self.rename, "x": self.export_session, "D": self.export_dossier,
        }  # fmt: skip

    def run(self) -> int:
        """Converse until "q" or the end of the input; return the exit status."""
        from tui.cli.progress import Reporter

        with Reporter() as progress:
            self.engine.open(progress)
        titles = list(self.engine.titles.values())
        self.say(f"Footnoted: {titles[0] if len(titles) == 1 else f'{len(titles)} documents'}.")
        for warning in self.engine.warnings:
            self.say(warning)
        self.say("Type a question, or ? for the commands.")
        for question in self.engine.questions():
            self.say(f"For example: {question}")
        while True:
            try:
                line = self._line()
            except KeyboardInterrupt:
                self.say("")
                return 0
            if line is None or line in ("q", "quit", "exit"):
                return 0
            if line:
                self.take(line)

    def take(self, line: str) -> None:
        """Do what a line says; an error is told and the conversation goes on."""
        name, _, rest = line.partition(" ")
        command = self._commands.get(name.removeprefix(":")) if self._is_command(name, rest) else None
        try:
            if command is not None:
                command(rest.strip())
            else:
                self.ask(line)
        except FootnotedError as error:
            self.say(f"{error.message} {error.hint}".strip())

    def ask(self, text: str) -> None:
        """Ask a question and write the answer."""
        news = self.engine.renew()
        if news:
            self.say(news)
        turn = self.conversation.ask(text)
        session = self.conversation.session
        try:
            answer = self.engine.ask(
                text, self.conversation.history(turn), self.conversation.scope, quick=False
            )
        except FootnotedError:
            del self.conversation.exchanges[turn:]
            raise
        self.conversation.settle(turn, answer, final=True)
        page = self._page()
        write_answer(page, answer, self.engine.titles)
        self._out(str(page))
        self.shown = answer.passages[0] if answer.passages else None
        session.add_turn(answer)

    # --- commands ----------------------------------------------------------------------------

    def help(self, _: str) -> None:
        """Write the commands."""
        for command, what in HELP:
            self.say(f"{command}: {what}")

    def passage(self, number: str) -> None:
        """Put a passage in focus."""
        answer = self.conversation.answer(len(self.conversation.exchanges) - 1)
        found = [shown for shown in answer.passages if str(shown.rank) == number] if answer else []
        if not found:
            self.say("There is no passage of that number.")
            return
        self.shown = found[0]
        self.say(f"Passage {number}: {found[0].passage.text[:100]} …")

    def context(self, _: str) -> None:
        """Write the passage with its neighbours."""
        shown = self._in_focus()
        page = self.engine.page(shown.passage.document)
        passage = shown.passage
        focus = focus_of(page.document, passage.text, passage.start, passage.end, shown.highlights)
        block = page.block_at(focus.start)
        named = [n for n, one in enumerate(page.blocks) if one.text]
        place = named.index(block)
        for number in named[max(0, place - 2) : place + 3]:
            self._write([page.blocks[number]], label="here: " if number == block else "")

    def notes(self, number: str) -> None:
        """Write the passage's notes, or one note."""
        if not number:
            self._write(passage_notes_blocks(self._in_focus()))
            return
        document = self.engine.page(self._document()).document
        note = next((note for note in document.notes if str(note.number) == number), None)
        if note is None:
            self.say(f"There is no note {number[:20]} in this document.")
            return
        self._write(note_place_blocks(document, note))

    def source(self, rest: str) -> None:
        """Write a citation's source."""
        words = rest.split()
        if not words or not all(word.isdecimal() and len(word) < 7 for word in words[:2]):
            self.say("Name a note: u 17, or u 17 2 for its second citation.")
            return
        position = int(words[1]) - 1 if len(words) > 1 else 0
        place = SourcePlace(self._document(), int(words[0]), max(0, position))
        view = self.engine.source(place)
        if view is None:
            self.say("That note has no such citation.")
            return
        self._write(source_blocks(place, view, self.engine.titles))

    def why(self, _: str) -> None:
        """Write why the passage ranks where it does."""
        answer = self.conversation.answer(len(self.conversation.exchanges) - 1)
        if answer is not None:
            self._write(why_blocks(answer, self.shown))

    def copy(self, _: str) -> None:
        """Copy the passage, and write it."""
        text = as_plain_text(quotation_of(*self._quotable()))
        terminal = self._to_terminal if self.write.isatty() and os.environ.get("TERM") != "dumb" else None
        self.say(text)
        self.say(copy(text, terminal))

    def keep(self, _: str) -> None:
        """Add the passage to the dossier."""
        session = self.conversation.session
        session.add_quotation(quotation_of(*self._quotable()))
        self.say(f"In the dossier: {len(session.quotations)}.")

    def scope(self, number: str) -> None:
        """List the scopes, or choose one."""
        if number.isdecimal() and 0 < int(number[:6]) <= len(self._choices):
            self.conversation.scope = self._choices[int(number) - 1].scope
            said = describe(self.conversation.scope, self.engine.titles)
            self.say(f"Asking only {said}." if said else "Asking everything.")
            return
        documents = self.engine.documents("report") + self.engine.documents("source")
        self._choices = choices(documents, [d.record.language for d in documents if d.record.language])
        for place, choice in enumerate(self._choices, 1):
            self.say(f"c {place}: {'  ' * choice.depth}{choice.name}")

    def library(self, _: str) -> None:
        """Write what the library holds."""
        self._write(shelf_blocks(shelf_of(self.engine.entries, self.engine.documents("report"))))

    def sessions(self, number: str) -> None:
        """List the sessions, or go on with one."""
        if number.isdecimal() and 0 < int(number[:6]) <= len(self._sessions):
            session = self.store.resume(self._sessions[int(number) - 1].session_id)
            self.conversation = Conversation(session)
            answer = session.turns[-1] if session.turns else None
            self.shown = answer.passages[0] if answer and answer.passages else None
            self.say(f"Going on with “{session.title}”, {len(session.turns)} questions.")
            return
        self._sessions = self.store.sessions()
        for place, info in enumerate(self._sessions, 1):
            self.say(f"s {place}: {info.name} ({info.turns} questions, {info.changed[:10]})")
        if not self._sessions:
            self.say("No session is saved yet.")

    def rename(self, name: str) -> None:
        """Name the session."""
        self.conversation.session.rename(name)
        self.say(f"This session is called “{self.conversation.session.title}”.")

    def export_session(self, name: str) -> None:
        """Export the session."""
        session = self.conversation.session
        ids = {shown.passage.document for answer in session.turns for shown in answer.passages}
        documents = {one: self.engine.page(one).document for one in ids & set(self.engine.titles)}
        path = Path(name or "footnoted-session.md")
        self.say(f"Written: {save(export(session_book(session, documents), format_of(path)), path)}")

    def export_dossier(self, name: str) -> None:
        """Export the dossier."""
        path = Path(name or "footnoted-dossier.md")
        book = dossier_book(self.conversation.session)
        self.say(f"Written: {save(export(book, format_of(path)), path)}")

    # --- streams -----------------------------------------------------------------------------

    def say(self, text: str) -> None:
        """Write a text, made safe and wrapped to the terminal."""
        page = self._page()
        for line in text.split("\n"):
            page.text(line)
        self._out(str(page))

    def _out(self, text: str) -> None:
        self.write.write(f"{text}\n")
        self.write.flush()

    def _to_terminal(self, text: str) -> None:
        self.write.write(osc52(text))
        self.write.flush()

    def _write(self, blocks: list[Block], label: str = "") -> None:
        page = self._page()
        for block in blocks:
            if block.text:
                page.text(label + block.text, indent=block.indent)
            else:
                page.blank()
        self._out(str(page))

    def _page(self) -> Page:
        return Page(max(20, get_terminal_size().columns - 1), styled=False)

    def _line(self) -> str | None:
        """Return the next line typed, or None at the end of the input."""
        self.write.write("> ")
        self.write.flush()
        line = self.read.readline()
        return line.strip() if line else None

    def _is_command(self, name: str, rest: str) -> bool:
        if name.startswith(":"):
            return name[1:] in self._commands
        # "I …" or "a …" can begin a question; a command has one or two words behind its letter, or a name.
        return name in self._commands and (name in "rxD" or len(rest.split()) <= 2)

    def _in_focus(self) -> AnswerPassage:
        if self.shown is None:
            raise FootnotedError("No passage is in focus.", "Ask something first.")
        return self.shown

    def _document(self) -> str:
        if self.shown is not None:
            return self.shown.passage.document
        return self.engine.entries[0].doc_id if self.engine.entries else ""

    def _quotable(self) -> tuple[AnswerPassage, Document, str]:
        shown = self._in_focus()
        answer = self.conversation.answer(len(self.conversation.exchanges) - 1)
        document = self.engine.page(shown.passage.document).document
        return shown, document, answer.question.text if answer else ""
