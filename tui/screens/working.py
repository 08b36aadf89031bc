"""Long work beside the conversation: opening the library, building its index, capturing sources.

One piece of work at a time; it tells how far it is and how long it will still take, and one
key stops it at its next step. What is finished by then is kept.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from functools import partial
from threading import Event

from textual.worker import get_current_worker

from corpus.progress import Cancelled, Progress
from tui.screens.panes import PaneScreen
from tui.state.capturing import Wish, wish_blocks, wishes
from tui.state.engine import Engine, explained
from tui.state.pace import Pace
from tui.state.targets import ToChoice

TELL_EVERY = 0.1
"""Seconds between two reports of long work."""
LONG = 3.0
"""Seconds after which the key that stops the work is named."""


class WorkingScreen(PaneScreen):
    """Runs what takes long in workers and tells the top line about it."""

    def __init__(self, engine: Engine) -> None:
        """Work on the engine's library."""
        super().__init__(engine)
        self._opening = False
        self.work = ""
        """What is being done beside the conversation; empty for nothing."""
        self._stopping = Event()
        self.encoder = Event()
        """Set once the encoder is loaded, or will not be."""

    # --- opening -----------------------------------------------------------------------------

    def open_library(self) -> None:
        """Open library and index, then load the encoder, all in a worker."""
        if self._opening:
            return
        self._opening = True
        self._stopping.clear()
        self.top_line.state = "opening the library …"
        self.run_worker(self._open, thread=True, exclusive=True, group="open", exit_on_error=False)

    def _open(self) -> None:
        call = self.app.call_from_thread
        try:
            self.engine.open(self._progress())
            questions = self.engine.questions()
            call(self.opened, questions)
        except Cancelled:
            call(self.not_opened, "Stopped.", "Press F9 to go on where it stopped.")
            return
        except Exception as error:  # the worker's edge: told, never a traceback
            call(self.not_opened, *explained(error))
            return
        try:
            self.engine.preload()
        except Exception as error:  # the worker's edge: answers go on by words alone
            message, hint = explained(error)
            call(self.say, f"Answers are ranked by words alone: {message}", hint)
        finally:
            # Here and not in the app's thread, which may have ended: answers wait for it.
            self.encoder.set()
        call(self.loaded)

    def opened(self, questions: tuple[str, ...]) -> None:
        """Go on with an open library; `questions` are worth asking."""
        raise NotImplementedError

    def not_opened(self, message: str, hint: str) -> None:
        """Tell why there is no library, and what to do."""
        self._opening = False

    def renewed(self, news: str) -> None:
        """Take up that the library is another one than it was."""
        raise NotImplementedError

    def on_unmount(self) -> None:
        """Let no thread wait for what will not come any more."""
        self._stopping.set()
        self.encoder.set()

    def loaded(self) -> None:
        """Take note that the encoder is loaded, or will not be."""
        self._opening = False
        self.rest()

    # --- work --------------------------------------------------------------------------------

    def action_rebuild(self) -> None:
        """Build the index anew; without a library, try to open it again."""
        if not self.engine.ready:
            self.open_library()
            return

        def build(progress: Progress) -> str:
            return self.engine.rebuild(progress) or "The index is up to date."

        self._begin("building the index", build)

    def action_capture(self) -> None:
        """Ask which sources to capture."""
        document, numbers = self.notes_in_focus()
        self.offer_capture(document, numbers)

    def notes_in_focus(self) -> tuple[str | None, tuple[int, ...]]:
        """Return the document and the numbers of the notes that the reader looks at."""
        raise NotImplementedError

    def offer_capture(self, document: str | None, numbers: tuple[int, ...]) -> None:
        """Offer to capture the sources of some notes, or of all."""
        from tui.screens.dialog import FlowDialog

        offered = wishes(document, numbers)

        def chosen(target: object) -> None:
            if isinstance(target, ToChoice):
                self.capture(offered[int(target.value)])

        self.app.push_screen(FlowDialog("Capture …", wish_blocks(offered), ToChoice("0")), chosen)

    def capture(self, wish: Wish) -> None:
        """Capture sources and take their texts into the index."""
        self._begin("capturing sources", lambda progress: self.engine.capture(wish, progress))

    def action_cancel(self) -> None:
        """Stop long work at the next step; what is finished is kept."""
        if self.work or (self._opening and not self.engine.ready):
            self._stopping.set()
            self.top_line.state = "stopping …"
        else:
            self.notify("Nothing is running that could be stopped.", markup=False)

    def _begin(self, name: str, work: Callable[[Progress], str]) -> None:
        if not self.engine.ready:
            self.say("The library is not open yet.", "Wait until it is.")
            return
        if self.work:
            self.say(f"{self.work.capitalize()} is still going on.", "F8 stops it.")
            return
        self.work = name
        self._stopping.clear()
        self.top_line.state = f"{name} …"
        self.run_worker(partial(self._do, work), thread=True, group="work", exit_on_error=False)

    def _do(self, work: Callable[[Progress], str]) -> None:
        call = self.app.call_from_thread
        try:
            call(self.renewed, work(self._progress()))
        except Cancelled:
            call(self.renewed, "Stopped. What is finished is kept.")
        except Exception as error:  # the worker's edge: told, never a traceback
            call(self.say, *explained(error))
        call(self._done)

    def _done(self) -> None:
        self.work = ""
        self.rest()

    def _progress(self) -> Progress:
        """Return a progress callback that tells the top line, with an estimate."""
        worker = get_current_worker()
        pace = Pace()
        began = time.monotonic()
        last = 0.0

        def tell(step: str, done: int, total: int) -> None:
            nonlocal last
            if worker.is_cancelled or self._stopping.is_set():
                raise Cancelled("Stopped.", "What is finished is kept.")
            now = time.monotonic()
            if now - last >= TELL_EVERY or done == total:
                last = now
                told = pace.told(step, done, total, now)
                stop = " · F8 stops" if now - began > LONG else ""
                self.app.call_from_thread(self._tell, told + stop)

        return tell

    def _tell(self, text: str) -> None:
        if not self._stopping.is_set():
            self.top_line.state = text

    def rest(self) -> None:
        """Say what is so when nothing is going on."""
        if self._opening and not self.engine.loaded:
            self.top_line.state = "loading the encoder …"
        else:
            self.top_line.state = "" if self.engine.loaded else "ranked by words alone"

    def say(self, message: str, hint: str = "") -> None:
        """Tell something that a person should know."""
        self.notify(f"{message} {hint}".strip(), severity="warning", timeout=10, markup=False)
