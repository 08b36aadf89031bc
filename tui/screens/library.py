"""The library: documents, sources and notes with their states, filtered, opened, scoped to."""

from __future__ import annotations

from pathlib import PurePath
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen
from textual.widgets import Input

from index.model import Scope
from tui.screens.reader import Reader
from tui.state.engine import Engine, explained
from tui.state.shelf import KINDS, Shelf, shelf_blocks, shelf_of
from tui.state.targets import ToCitation, ToDocument, ToNote
from tui.widgets.flow_view import FlowView
from tui.widgets.key_hints import KeyHints
from tui.widgets.top_line import TopLine

LibraryWish = Scope | ToNote | ToDocument | None
"""What the library was left for: a scope, a capture of one note's sources or of all, or nothing."""


class LibraryScreen(Screen[LibraryWish]):
    """Lists what the library holds; gives back a scope, or the note whose sources are to be captured."""

    DEFAULT_CSS = """
    LibraryScreen {
        #shelf { height: 1fr; }
        #filter { border: none; height: 1; padding: 0 1; background: $surface-lighten-1; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,backspace", "close", "Close", id="library-close"),
        Binding("slash", "filter", "Filter", id="filter"),
        Binding("v", "kind", "Kind", id="library-kind"),
        Binding("u", "state", "State", id="library-state"),
        Binding("c", "scope", "Ask only this", id="library-scope", tooltip="Ask only this document"),
        Binding(
            "f7,C", "capture", "Capture", id="library-capture", tooltip="Capture sources (asks the network)"
        ),
    ]

    def __init__(self, engine: Engine) -> None:
        """List what the engine's library holds."""
        super().__init__()
        self.engine = engine
        self.shelf: Shelf | None = None
        self.kind = KINDS[0]
        self.state = ""
        self.list = FlowView(id="shelf")
        self.filter = Input(placeholder="Filter by words", id="filter", compact=True, max_length=500)
        self.top_line = TopLine()

    def compose(self) -> ComposeResult:
        """Lay out the list over its filter."""
        yield self.top_line
        yield self.list
        yield self.filter
        yield KeyHints()

    def on_mount(self) -> None:
        """Read the library in a worker."""
        self.top_line.title = "reading the library …"
        self.list.focus()
        self.run_worker(self._read, thread=True, exclusive=True, group="shelf", exit_on_error=False)

    def _read(self) -> None:
        try:
            self.engine.refresh()
            shelf = shelf_of(self.engine.entries, self.engine.documents("report"))
        except Exception as error:  # the worker's edge: told, never a traceback
            message, hint = explained(error)
            self.app.call_from_thread(self.notify, f"{message} {hint}", severity="error", markup=False)
            return
        self.app.call_from_thread(self._show, shelf)

    def _show(self, shelf: Shelf) -> None:
        self.shelf = shelf
        self._draw()
        self.list.on_focus()

    def _draw(self) -> None:
        if self.shelf is None:
            return
        shown = "documents, sources and notes" if self.kind == KINDS[0] else self.kind
        self.top_line.title = f"Library: {shown}{', only ' + self.state if self.state else ''}"
        self.top_line.state = PurePath(self.engine.path).name
        self.list.show(shelf_blocks(self.shelf, self.kind, self.state, self.filter.value), keep=True)

    def action_close(self) -> None:
        """Leave the filter, else the library."""
        if self.focused is self.filter:
            self.list.focus()
        else:
            self.dismiss(None)

    def action_filter(self) -> None:
        """Go to the filter."""
        self.filter.focus()

    def action_kind(self) -> None:
        """Show the next kind of entries only."""
        self.kind = KINDS[(KINDS.index(self.kind) + 1) % len(KINDS)]
        self._draw()
        self.list.on_focus()

    def action_state(self) -> None:
        """Show citations in the next state only."""
        states = ["", *(self.shelf.states if self.shelf else ())]
        place = states.index(self.state) if self.state in states else 0
        self.state = states[(place + 1) % len(states)]
        self._draw()
        self.list.on_focus()

    def action_scope(self) -> None:
        """Restrict questions to the document under the cursor."""
        target = self.list.target
        if isinstance(target, ToDocument | ToNote | ToCitation):
            self.dismiss(Scope(documents=frozenset({target.document})))

    def action_capture(self) -> None:
        """Capture the sources of the note under the cursor, or of all."""
        target = self.list.target
        if isinstance(target, ToCitation):
            target = ToNote(target.document, target.number)
        self.dismiss(target if isinstance(target, ToNote) else ToDocument(""))

    @on(Input.Changed, "#filter")
    def _filtered(self, event: Input.Changed) -> None:
        event.stop()
        self._draw()

    @on(Input.Submitted, "#filter")
    def _done(self, event: Input.Submitted) -> None:
        event.stop()
        self.list.focus()

    @on(FlowView.Followed)
    def _followed(self, event: FlowView.Followed) -> None:
        event.stop()
        target = event.target
        if isinstance(target, ToDocument):
            self.app.push_screen(Reader(self.engine, target.document))
        elif isinstance(target, ToNote | ToCitation):
            self.app.push_screen(Reader(self.engine, target.document, ToNote(target.document, target.number)))
