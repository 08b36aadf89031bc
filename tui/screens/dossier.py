"""The dossier: quotations kept in this session, opened, copied, removed, exported."""

from __future__ import annotations

from collections.abc import Callable
from typing import ClassVar

from textual import on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.screen import Screen

from qa.quotation import Quotation, as_plain_text, cite, with_marks
from qa.sessions import Session
from tui.clipboard import copy
from tui.counted import labelled
from tui.screens.reader import Reader
from tui.state.engine import Engine, explained
from tui.state.flow import BLANK, Block
from tui.state.ink import Ink
from tui.state.page import Focus
from tui.state.targets import ToChoice
from tui.widgets.flow_view import FlowView
from tui.widgets.key_hints import KeyHints
from tui.widgets.top_line import TopLine


class DossierScreen(Screen[str | None]):
    """Lists the quotations of a session; gives back "export" when that is wanted."""

    DEFAULT_CSS = "DossierScreen #quotations { height: 1fr; }"

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q,backspace", "close", "Close", id="dossier-close"),
        Binding("y", "copy", "Copy with citation", id="dossier-copy"),
        Binding("delete,minus", "remove", "Remove", id="dossier-remove"),
        Binding("x,f6", "export", "Export", id="dossier-export"),
    ]

    def __init__(self, engine: Engine, session: Session, way_to_copy: str) -> None:
        """Show a session's dossier; copy as the setting `clipboard` says."""
        super().__init__()
        self.engine = engine
        self.session = session
        self.way_to_copy = way_to_copy
        self.list = FlowView(id="quotations")
        self.top_line = TopLine()

    def compose(self) -> ComposeResult:
        """Lay out the list."""
        yield self.top_line
        yield self.list
        yield KeyHints()

    def on_mount(self) -> None:
        """Show what there is."""
        self.list.focus()
        self._draw()

    def _draw(self) -> None:
        self.top_line.title = f"Dossier of “{self.session.title}”"
        self.list.show(dossier_blocks(self.session.quotations), keep=True)
        self.call_after_refresh(self.list.on_focus)

    @property
    def position(self) -> int | None:
        """Return the quotation under the cursor."""
        target = self.list.target
        return int(target.value) if isinstance(target, ToChoice) else None

    def action_close(self) -> None:
        """Go back to the conversation."""
        self.dismiss(None)

    def action_export(self) -> None:
        """Go back and export the dossier."""
        self.dismiss("export")

    def action_copy(self) -> None:
        """Copy the quotation under the cursor."""
        if self.position is not None:
            text = as_plain_text(self.session.quotations[self.position])
            self._in_worker(lambda: copy(text, self._to_terminal, self.way_to_copy))

    def _to_terminal(self, text: str) -> None:
        self.app.call_from_thread(self.app.copy_to_clipboard, text)

    def action_remove(self) -> None:
        """Take the quotation under the cursor out of the dossier."""
        position = self.position
        if position is None:
            return

        def remove() -> str:
            self.session.remove_quotation(position)
            self.app.call_from_thread(self._draw)
            return "Removed from the dossier."

        self._in_worker(remove)

    def _in_worker(self, work: Callable[[], str]) -> None:
        def run() -> None:
            try:
                told = work()
            except Exception as error:  # the worker's edge: told, never a traceback
                told = " ".join(explained(error))
            self.app.call_from_thread(self.notify, told, markup=False)

        self.run_worker(run, thread=True, exclusive=True, group="dossier", exit_on_error=False)

    @on(FlowView.Followed)
    def _followed(self, event: FlowView.Followed) -> None:
        event.stop()
        if self.position is not None:
            quotation = self.session.quotations[self.position]
            at = Focus(quotation.start, quotation.end)
            self.app.push_screen(Reader(self.engine, quotation.document, at))


def dossier_blocks(quotations: list[Quotation]) -> list[Block]:
    """Return the quotations as cards."""
    blocks: list[Block] = []
    for place, quotation in enumerate(quotations):
        owner = f"q{place}"
        ink = Ink().stop(f"{place + 1}", ToChoice(str(place)), "rank")
        if quotation.question:
            ink.add(f"  {quotation.question}", "question")
        blocks.append(ink.block(owner=owner, key=owner))
        blocks.append(Ink().add(f"“{with_marks(quotation)}”").block(owner=owner, indent=2))
        blocks.append(Ink().add(f"— {cite(quotation.record)}").block(role="dim", owner=owner, indent=2))
        numbers = [str(note.number) for note in quotation.notes]
        if numbers:
            noted = f"with {labelled('note', numbers)}"
            blocks.append(Ink().add(noted).block(role="dim", owner=owner, indent=2))
        blocks.append(BLANK)
    return blocks or [
        Ink().add("Nothing yet. In the conversation, d adds the passage in focus.").block(role="dim")
    ]
