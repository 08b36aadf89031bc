"""The conversation as lines, for screen readers and terminals that cannot be drawn on.

A line is a question, or a command: the letter that the app has for it, with a number or a name
behind it where the command wants one. Nothing is redrawn and nothing is shown by colour alone.
"""

from __future__ import annotations

import sys
from typing import TextIO

from corpus.errors import FootnotedError
from qa.sessions import SessionStore
from tui.plain_commands import PlainCommands
from tui.plain_letters import COMMANDS, command_of, is_wanted
from tui.state.engine import Engine, explained, with_key


class PlainRoom(PlainCommands):
    """Reads lines, writes lines."""

    def __init__(
        self,
        engine: Engine,
        store: SessionStore,
        read: TextIO | None = None,
        write: TextIO | None = None,
        *,
        way_to_copy: str = "auto",
    ) -> None:
        """Talk over two streams, by default the standard ones; copy as the setting `clipboard` says."""
        super().__init__(engine, store, write or sys.stdout)
        self.lines = read or sys.stdin
        self.way_to_copy = way_to_copy

    def run(self) -> int:
        """Converse until "q" or the end of the input; return the exit status."""
        from tui.cli.progress import Reporter

        with Reporter() as progress:
            self.engine.open(progress)
        self.conversation.session.library = self.engine.path
        titles = list(self.engine.titles.values())
        self.say(f"Footnoted: {titles[0] if len(titles) == 1 else f'{len(titles)} documents'}.")
        for warning in self.engine.warnings:
            self.say(with_key(warning, "B"))
        self.say("Type a question, or ? for the commands.")
        for question in self.engine.questions():
            self.say(f"For example: {question}")
        while True:
            try:
                line = self._line()
                if line is None or command_of(line) == ("q", ""):
                    return 0
                if line:
                    self.take(line)
            except KeyboardInterrupt:
                self.say("")
                return 0

    def take(self, line: str) -> None:
        """Do what a line says; an error is told and the conversation goes on."""
        name, rest = command_of(line)
        try:
            if line.startswith(":") and not name:
                self.say("There is no such command; ? lists them.")
            elif name and not is_wanted(name, rest):
                self.say(f"{COMMANDS[name].usage}: {COMMANDS[name].what}")
            elif name:
                getattr(self, COMMANDS[name].method)(rest)
            else:
                self.ask(line)
        except FootnotedError as error:
            self.say(f"{error.message} {error.hint}".strip())
        except OSError as error:
            self.say(" ".join(explained(error)))

    def ask(self, text: str) -> None:
        """Ask a question and write the answer."""
        news = self.engine.renew()
        if news:
            self.say(with_key(news, "B"))
        turn = self.conversation.ask(text)
        session = self.conversation.session
        try:
            session.add_question(text)
            answer = self.engine.ask(
                text, self.conversation.history(turn), self.conversation.scope, quick=False
            )
        except FootnotedError:
            del self.conversation.exchanges[turn:]
            raise
        self.conversation.settle(turn, answer, final=True)
        self.answer_in_focus(turn)
        session.add_turn(answer)

    def _line(self) -> str | None:
        """Return the next line typed, or None at the end of the input."""
        self.write.write("> ")
        self.write.flush()
        line = self.lines.readline()
        return line.strip() if line else None
