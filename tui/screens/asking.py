"""Asking: the library opened beside the app, words first, the full ranking in its place after."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on
from textual.widgets import Input

from corpus.errors import UsageError
from qa.answer import Answer
from qa.check import check_question
from qa.sessions import Session, SessionError
from tui.counted import counted
from tui.screens.working import WorkingScreen
from tui.state.cards import answer_blocks, failed_blocks, turn_key, waiting_blocks
from tui.state.conversation import Conversation
from tui.state.engine import Engine, explained, with_key
from tui.state.flow import BLANK, Block
from tui.state.ink import Ink
from tui.state.scoping import describe
from tui.state.welcome import welcome_blocks

NO_LIBRARY = "no library"
"""What the top line says when it could not be opened."""
WAITING = "waiting for the library …"
"""What is said of a question asked before it is open."""


class AskingScreen(WorkingScreen):
    """Runs questions through the engine in workers and shows what comes back."""

    def __init__(self, engine: Engine, session: Session, *, welcome: bool = True) -> None:
        """Ask the engine; keep what is asked in a session."""
        super().__init__(engine)
        self.conversation = Conversation(session)
        self.welcome = welcome
        self._pending: list[int] = []
        self._offered: tuple[str, ...] = ()

    def on_mount(self) -> None:
        """Paint first, then open the library."""
        super().on_mount()
        self.show_conversation()
        self.call_after_refresh(self.open_library)

    # --- the library -------------------------------------------------------------------------

    def open_library(self) -> None:
        """Open it; where that failed before, the thread no longer says so."""
        again = self.top_line.state == NO_LIBRARY
        super().open_library()
        if again:
            self.show_conversation()

    def opened(self, questions: tuple[str, ...]) -> None:
        """Offer questions and answer those that were asked meanwhile."""
        # Only now is it known which folder the default library is.
        self.conversation.session.library = self.conversation.session.library or self.engine.path
        self._offered = questions if self.welcome else ()
        self.renewed(" ".join(self.engine.warnings))
        self.rest()
        self.show_conversation()
        waiting, self._pending = self._pending, []
        for turn in waiting:
            self._start(turn)

    def not_opened(self, message: str, hint: str) -> None:
        """Tell in the thread why there is no library; questions are kept."""
        super().not_opened(message, hint)
        self.top_line.state = NO_LIBRARY
        blocks = [Ink().add(message).block(role="bad"), Ink().add(hint).block(role="dim"), BLANK]
        blocks.append(Ink().add("F9 tries again; a question asked here is kept.").block(role="dim"))
        self.thread_view.show(
            [Ink().add("The library could not be opened").block(role="heading"), BLANK, *blocks, BLANK]
        )
        for turn in self._pending:
            question = self.conversation.exchanges[turn].question
            self.thread_view.extend(failed_blocks(turn, question, message, hint))

    def renewed(self, news: str) -> None:
        """Name the documents anew and draw the evidence from what is there now."""
        if news:
            self.say(with_key(news, "F9"))
        titles = list(self.engine.titles.values())
        self.top_line.title = titles[0] if len(titles) == 1 else f"{len(titles)} documents"
        self.evidence.renew()

    # --- questions ---------------------------------------------------------------------------

    @on(Input.Submitted, "#question")
    def _submitted(self, event: Input.Submitted) -> None:
        event.stop()
        if event.value.strip() and self.ask(event.value.strip()):
            self.question.clear()

    def ask(self, text: str) -> bool:
        """Ask a question; return False when it cannot be one, which is said."""
        try:
            check_question(text)
        except UsageError as error:
            self.say(error.message, error.hint)
            return False
        if not self.conversation.exchanges:
            self.thread_view.show(())
        turn = self.conversation.ask(text)
        self.question.recall.add(text)
        what = "searching …" if self.engine.ready else WAITING
        self.thread_view.extend(waiting_blocks(turn, text, what))
        self.thread_view.show_turn(turn)
        if self.narrow:
            self.show_pane("thread", focus=False)
        self._start(turn)
        return True

    def _start(self, turn: int) -> None:
        if not self.engine.ready:
            if self.top_line.state == NO_LIBRARY:
                self.open_library()
            self._pending.append(turn)
            return
        # Not exclusive: a second question must not lose the first one's answer.
        self.run_worker(partial(self._answer, turn), thread=True, group="ask", exit_on_error=False)

    def _answer(self, turn: int) -> None:
        """Answer in a worker: by words at once where the encoder is not loaded, then in full."""
        call = self.app.call_from_thread
        conversation = self.conversation
        text, history = conversation.exchanges[turn].question, conversation.history(turn)
        scope = conversation.scope
        try:
            news = self.engine.renew()
            if news:
                call(self.renewed, news)
            if not self.engine.loaded:
                quick = self.engine.ask(text, history, scope, quick=True)
                call(self._show, conversation, turn, quick, False)
            # Kept before the full ranking, so that a kill in between does not lose the question.
            self._keep(lambda: conversation.session.add_question(text))
            self.encoder.wait()
            answer = self.engine.ask(text, history, scope, quick=not self.engine.loaded)
            call(self._show, conversation, turn, answer, True)
            self._keep(lambda: conversation.session.add_turn(answer))
        except Exception as error:  # the worker's edge: told in the thread, never a traceback
            call(self._failed, conversation, turn, *explained(error))

    def _keep(self, write: Callable[[], None]) -> None:
        try:
            write()
        except SessionError as error:
            self.app.call_from_thread(self.say, error.message, error.hint)

    def _failed(self, conversation: Conversation, turn: int, message: str, hint: str) -> None:
        if conversation is self.conversation:
            question = conversation.exchanges[turn].question
            self.thread_view.put(turn, failed_blocks(turn, question, message, hint))

    def _show(self, conversation: Conversation, turn: int, answer: Answer, final: bool) -> None:
        conversation.settle(turn, answer, final=final)
        if conversation is not self.conversation:
            return
        self.thread_view.put(turn, answer_blocks(turn, answer, self.engine.titles, final=final))
        if turn == len(conversation.exchanges) - 1:
            self.first_shown(turn, answer)

    def first_shown(self, turn: int, answer: Answer) -> None:
        """Show the evidence for a newest answer's first passage, unless the reader is elsewhere."""
        raise NotImplementedError

    # --- the thread --------------------------------------------------------------------------

    def show_conversation(self) -> None:
        """Draw the whole conversation anew: at the start, or when a session was resumed."""
        titles = self.engine.titles
        self.question.recall.fill(exchange.question for exchange in self.conversation.exchanges)
        self.top_line.scope = describe(self.conversation.scope, titles)
        blocks: list[Block] = []
        for turn, exchange in enumerate(self.conversation.exchanges):
            if exchange.answer is not None:
                blocks += answer_blocks(turn, exchange.answer, titles, final=exchange.final)
            elif turn in self._pending:
                blocks += waiting_blocks(turn, exchange.question, WAITING)
            else:
                hint = "not answered yet: put the cursor here and press Enter"
                blocks += waiting_blocks(turn, exchange.question, hint)
        if not blocks:
            self.thread_view.show(welcome_blocks(list(titles.values()), self._offered))
            return
        self.thread_view.show(blocks)
        last = self.thread_view.flow.find_key(turn_key(len(self.conversation.exchanges) - 1))
        if last is not None:
            self.thread_view.reveal(self.thread_view.flow.top(last), top=True)

    def switch_session(self, session: Session) -> None:
        """Go on with another session."""
        self.conversation = Conversation(session)
        self.evidence.clear()
        self.show_conversation()
        self.show_pane("thread", focus=False)
        if session.damaged:
            were = "was" if session.damaged == 1 else "were"
            lost = f"{counted(session.damaged, 'damaged line')} of this session {were} skipped."
            self.say(lost, "The rest is here.")
