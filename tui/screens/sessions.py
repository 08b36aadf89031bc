"""Sessions: listed, searched, resumed, deleted."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from qa.sessions import Session, SessionError, SessionInfo, SessionStore
from tui.counted import counted
from tui.state.engine import explained
from tui.state.flow import Block
from tui.state.ink import Ink
from tui.state.targets import ToSession
from tui.state.times import local_time
from tui.widgets.flow_view import FlowView
from tui.widgets.key_hints import KeyHints
from tui.widgets.top_line import TopLine


class SessionsScreen(Screen[Session | None]):
    """Gives back the session to go on with, or None."""

    DEFAULT_CSS = """
    SessionsScreen {
        #sessions { height: 1fr; }
        #search { border: none; height: 1; padding: 0 1; background: $surface-lighten-1; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,backspace", "close", "Close", id="sessions-close"),
        Binding("slash", "search", "Search", id="sessions-search"),
        Binding("delete", "delete", "Delete (twice)", id="sessions-delete"),
    ]

    def __init__(self, store: SessionStore, current: Session) -> None:
        """List a folder of sessions, the one that is open among them."""
        super().__init__()
        self.store = store
        self.current = current
        self.list = FlowView(id="sessions")
        self.search = Input(placeholder="Search in sessions", id="search", compact=True, max_length=500)
        self.top_line = TopLine()
        self._doomed = ""

    def compose(self) -> ComposeResult:
        """Lay out the list over its search."""
        yield self.top_line
        yield self.list
        yield self.search
        yield KeyHints()

    def on_mount(self) -> None:
        """List all sessions."""
        self.top_line.title = "Sessions"
        self.list.focus()
        self._list()

    def _list(self) -> None:
        words = self.search.value

        def read() -> None:
            infos = self.store.sessions(words)
            self.app.call_from_thread(self._show, infos)

        self.run_worker(read, thread=True, exclusive=True, group="sessions", exit_on_error=False)

    def _show(self, infos: tuple[SessionInfo, ...]) -> None:
        if not infos and not self.search.value.strip():
            self.list.show([Ink().add("No session is saved yet.").block(role="dim")])
            return
        self.list.show(session_blocks(infos, self.current), keep=True)
        self.list.on_focus()

    def action_close(self) -> None:
        """Leave the search, else the list."""
        if self.focused is self.search:
            self.list.focus()
        else:
            self.dismiss(None)

    def action_search(self) -> None:
        """Go to the search."""
        self.search.focus()

    def action_delete(self) -> None:
        """Delete the session under the cursor, when asked twice."""
        target = self.list.target
        if not isinstance(target, ToSession):
            return
        if self._doomed != target.session:
            self._doomed = target.session
            self.notify("Press Delete again to delete this session for good.", markup=False)
            return
        try:
            self.store.delete(target.session)
        except SessionError as error:
            self.notify(str(error), severity="error", markup=False)
        else:
            if target.session == self.current.session_id:
                # What is asked from now on must not go on with what is gone.
                self.dismiss(self.store.create(self.current.library))
                return
        self._list()

    @on(Input.Changed, "#search")
    def _searched(self, event: Input.Changed) -> None:
        event.stop()
        self._list()

    @on(Input.Submitted, "#search")
    def _done(self, event: Input.Submitted) -> None:
        event.stop()
        self.list.focus()

    @on(FlowView.Followed)
    def _followed(self, event: FlowView.Followed) -> None:
        event.stop()
        if isinstance(event.target, ToSession):
            wanted = event.target.session
            self.run_worker(
                lambda: self._resume(wanted), thread=True, exclusive=True, group="resume", exit_on_error=False
            )

    def _resume(self, session_id: str) -> None:
        try:
            session = self.store.resume(session_id)
        except Exception as error:  # the worker's edge: told, never a traceback
            told = " ".join(explained(error))
            self.app.call_from_thread(self.notify, told, severity="error", markup=False)
            return
        self.app.call_from_thread(self.dismiss, session)


def session_blocks(infos: tuple[SessionInfo, ...], current: Session) -> list[Block]:
    """Return the list of sessions; the open one and those of another library than its own are called so."""
    blocks = []
    for info in infos:
        told = f"{local_time(info.changed)}  {counted(info.turns, 'question')}"
        if info.quotations:
            told += f", {info.quotations} in the dossier"
        ink = Ink().stop(info.name, ToSession(info.session_id)).add(f"  {told}", "label")
        if info.session_id == current.session_id:
            ink.add("  open now", "good")
        elif info.library and current.library and info.library != current.library:
            ink.add(f"  asked of {PurePath(info.library).name}", "warn")
        if info.damaged:
            ink.add(f"  {counted(info.damaged, 'damaged line')}", "warn")
        blocks.append(ink.block(hang=2, owner=info.session_id, key=info.session_id))
    return blocks or [Ink().add("No session fits.").block(role="dim")]
