"""A conversation: questions in order, their answers as they come, and where they are kept."""

from __future__ import annotations

from dataclasses import dataclass

from index.model import Scope
from qa.answer import Answer, AnswerPassage, Turn
from qa.sessions import Session
from tui.state.targets import ToPassage

HISTORY = 20
"""Earlier questions that a follow-up is given; the asker draws on fewer."""


@dataclass(slots=True)
class Exchange:
    """A question and what came of it so far."""

    question: str
    answer: Answer | None = None
    final: bool = False
    """Whether the answer has its full ranking."""


class Conversation:
    """What was asked and answered, with the session that keeps it."""

    def __init__(self, session: Session) -> None:
        """Go on with a session, new or resumed."""
        self.session = session
        self.scope = Scope()
        self.exchanges = [Exchange(answer.question.text, answer, True) for answer in session.turns]
        self.exchanges += [Exchange(text) for text in session.unanswered]

    def ask(self, question: str) -> int:
        """Add a question; return its turn, 0-based."""
        self.exchanges.append(Exchange(question))
        return len(self.exchanges) - 1

    def history(self, turn: int) -> tuple[Turn, ...]:
        """Return what was asked before a turn, oldest first."""
        before = self.exchanges[max(0, turn - HISTORY) : turn]
        return tuple(Turn("user", exchange.question) for exchange in before)

    def settle(self, turn: int, answer: Answer, *, final: bool) -> None:
        """Put an answer in its place."""
        if turn < len(self.exchanges):
            self.exchanges[turn].answer = answer
            self.exchanges[turn].final = final

    def answer(self, turn: int) -> Answer | None:
        """Return a turn's answer, if it has come."""
        return self.exchanges[turn].answer if 0 <= turn < len(self.exchanges) else None

    def shown(self, target: ToPassage) -> AnswerPassage | None:
        """Return the passage that a card shows."""
        answer = self.answer(target.turn)
        if answer is None:
            return None
        return next((shown for shown in answer.passages if shown.rank == target.rank), None)
