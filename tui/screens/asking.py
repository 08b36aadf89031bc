"""Asking: the library opened beside the app, words first, the full ranking in its place after."""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from threading import Event

from textual import on
from textual.widgets import Input
from textual.worker import Worker, get_current_worker

from corpus.errors import UsageError
from corpus.progress import Cancelled
from qa.answer import Answer
from qa.check import check_question
from qa.sessions import Session, SessionError
from tui.screens.panes import PaneScreen
from tui.state.cards import answer_blocks, failed_blocks, question_block, turn_key, waiting_blocks
from tui.state.conversation import Conversation
from tui.state.engine import Engine, explained
from tui.state.flow import BLANK, Block
from tui.state.ink import Ink
from tui.state.pace import Pace
from tui.state.scoping import describe
from tui.state.welcome import welcome_blocks

TELL_EVERY = 0.1
"""Seconds between two reports of long work."""


class AskingScreen(PaneScreen):
    """Runs questions through the engine in workers and shows what comes back."""

    def __init__(self, engine: Engine, session: Session, *, welcome: bool = True) -> None:
        """Ask the engine; keep what is asked in a session."""
        super().__init__(engine)
        self.conversation = Conversation(session)
        self.welcome = welcome
        self._pending: list[int] = []
        self._encoder = Event()
        self._opening: Worker[None] | None = None
        self._building: Worker[None] | None = None
        self._offered: tuple[str, ...] = ()

    def on_mount(self) -> None:
        """Paint first, then open the library."""
        super().on_mount()
        self.top_line.state = "opening the library …"
        self.show_conversation()
        self.call_after_refresh(self.open_library)

    # --- the library -------------------------------------------------------------------------

    def open_library(self) -> None:
        """Open library and index, then load the encoder, all in a worker."""
        self._opening = self.run_worker(
            self._open, thread=True, exclusive=True, group="open", exit_on_error=False
        )

    def action_cancel(self) -> None:
        """Stop long work at the next step; what is finished is kept."""
        running = [one for one in (self._opening, self._building) if one is not None and one.is_running]
        if running:
            for worker in running:
                worker.cancel()
            self.top_line.state = "stopping …"
        else:
            self.notify("Nothing is running that could be stopped.", markup=False)

    def action_rebuild(self) -> None:
        """Build the index anew beside the conversation, which goes on with the old one."""
        if not self.engine.ready or (self._building is not None and self._building.is_running):
            self.notify("The index is being built already.", markup=False)
            return
        self._building = self.run_worker(
            self._build, thread=True, exclusive=True, group="build", exit_on_error=False
        )

    def _build(self) -> None:
        call = self.app.call_from_thread
        try:
            news = self.engine.rebuild(self._progress())
            call(self._renewed, news or "The index is up to date.")
        except Exception as error:  # the worker's edge: told, never a traceback
            call(self._say, *explained(error))
        call(self._loaded)

    def _renewed(self, news: str) -> None:
        if news:
            self._say(news, "")
        titles = list(self.engine.titles.values())
        self.top_line.title = titles[0] if len(titles) == 1 else f"{len(titles)} documents"

    def _open(self) -> None:
        call = self.app.call_from_thread
        try:
            self.engine.open(self._progress())
            questions = self.engine.questions() if self.welcome else ()
            call(self._opened, questions)
        except Cancelled:
            call(self._not_opened, "Stopped.", "Press F8 to go on where it stopped.")
            return
        except Exception as error:  # the worker's edge: told, never a traceback
            call(self._not_opened, *explained(error))
            return
        try:
            self.engine.preload()
        except Exception as error:  # the worker's edge: answers go on by words alone
            message, hint = explained(error)
            call(self._say, f"answers are ranked by words alone: {message}", hint)
        self._encoder.set()
        call(self._loaded)

    def _progress(self) -> Callable[[str, int, int], None]:
        """Return a progress callback that tells the top line, with an estimate."""
        worker = get_current_worker()
        pace = Pace()
        last = 0.0

        def tell(step: str, done: int, total: int) -> None:
            nonlocal last
            if worker.is_cancelled:
                raise Cancelled("Stopped.", "What is finished is kept.")
            now = time.monotonic()
            if now - last >= TELL_EVERY or done == total:
                last = now
                self.app.call_from_thread(self._tell, pace.told(step, done, total, now))

        return tell

    def _tell(self, text: str) -> None:
        self.top_line.state = text

    def _opened(self, questions: tuple[str, ...]) -> None:
        self._offered = questions
        self._renewed(" ".join(self.engine.warnings))
        self.top_line.state = "loading the encoder …"
        if not self.conversation.exchanges:
            self.show_conversation()
        waiting, self._pending = self._pending, []
        for turn in waiting:
            self._start(turn)

    def _not_opened(self, message: str, hint: str) -> None:
        self.top_line.state = "no library"
        blocks = [Ink().add(message).block(role="bad"), Ink().add(hint).block(role="dim"), BLANK]
        self.thread_view.show(
            [Ink().add("The library could not be opened").block(role="heading"), BLANK, *blocks]
        )
        for turn in self._pending:
            question = self.conversation.exchanges[turn].question
            self.thread_view.extend(failed_blocks(turn, question, message, hint))
        self._pending = []

    def _loaded(self) -> None:
        self.top_line.state = "" if self.engine.loaded else "ranked by words alone"

    def _say(self, message: str, hint: str) -> None:
        self.notify(f"{message} {hint}".strip(), severity="warning", timeout=10, markup=False)

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
            self._say(error.message, error.hint)
            return False
        if not self.conversation.exchanges:
            self.thread_view.show(())
        turn = self.conversation.ask(text)
        what = "searching …" if self.engine.ready else "waiting for the library …"
        self.thread_view.extend(waiting_blocks(turn, text, what))
        self.thread_view.show_turn(turn)
        if self.narrow:
            self.show_pane("thread", focus=False)
        self._start(turn)
        return True

    def _start(self, turn: int) -> None:
        if not self.engine.ready:
            if self.top_line.state == "no library":
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
                call(self._renewed, news)
            if not self.engine.loaded:
                quick = self.engine.ask(text, history, scope, quick=True)
                call(self._show, conversation, turn, quick, False)
            # Kept before the full ranking, so that a kill in between does not lose the question.
            self._keep(lambda: conversation.session.add_question(text))
            self._encoder.wait()
            answer = self.engine.ask(text, history, scope, quick=not self.engine.loaded)
            call(self._show, conversation, turn, answer, True)
            self._keep(lambda: conversation.session.add_turn(answer))
        except Exception as error:  # the worker's edge: told in the thread, never a traceback
            call(self._failed, conversation, turn, *explained(error))

    def _keep(self, write: Callable[[], None]) -> None:
        try:
            write()
        except SessionError as error:
            self.app.call_from_thread(self._say, error.message, error.hint)

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
        self.top_line.scope = describe(self.conversation.scope, titles)
        blocks: list[Block] = []
        for turn, exchange in enumerate(self.conversation.exchanges):
            if exchange.answer is not None:
                blocks += answer_blocks(turn, exchange.answer, titles, final=exchange.final)
            else:
                hint = Ink().add("not answered yet: put the cursor here and press Enter").block(role="dim")
                blocks += [question_block(turn, exchange.question), hint, BLANK]
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
            lost = f"{session.damaged} damaged lines of this session were skipped."
            self._say(lost, "The rest is here.")
