"""What leads from the conversation elsewhere: reader, library, sessions, dossier, scope, export."""

from __future__ import annotations

from pathlib import Path

from index.model import Scope
from qa.export import FORMATS, dossier_book, export, format_of, free_path, save, session_book
from qa.sessions import Session, SessionStore
from tui.counted import counted
from tui.screens.asking import AskingScreen
from tui.screens.dialog import FlowDialog
from tui.screens.prompt import Prompt
from tui.state.engine import explained
from tui.state.exporting import Exportable, export_blocks, exportables
from tui.state.ink import Ink
from tui.state.page import Focus
from tui.state.scoping import Choice, choices, describe
from tui.state.targets import ToChoice, ToNote


class LeavingScreen(AskingScreen):
    """Opens the other screens and takes back what they give."""

    way_to_copy: str = "auto"
    """How to copy; the setting `clipboard`."""

    @property
    def store(self) -> SessionStore:
        """Return the app's sessions."""
        store: SessionStore = self.app.store  # type: ignore[attr-defined]  # the app is always FootnotedApp
        return store

    def read(self, doc_id: str, at: Focus | None) -> None:
        """Open the reader."""
        from tui.screens.reader import Reader

        self.app.push_screen(Reader(self.engine, doc_id, at))

    def action_library(self) -> None:
        """Open the library."""
        from tui.screens.library import LibraryScreen, LibraryWish

        def left(wanted: LibraryWish) -> None:
            if isinstance(wanted, Scope):
                self._scoped(wanted)
            elif isinstance(wanted, ToNote):
                self.offer_capture(wanted.document, (wanted.number,))
            elif wanted is not None:
                self.offer_capture(None, ())

        self.app.push_screen(LibraryScreen(self.engine), left)

    def action_sessions(self) -> None:
        """Open the list of sessions."""
        from tui.screens.sessions import SessionsScreen

        def chosen(session: Session | None) -> None:
            if session is not None:
                self.switch_session(session)

        self.app.push_screen(SessionsScreen(self.store, self.conversation.session), chosen)

    def action_new_session(self) -> None:
        """Begin a new session."""
        self.switch_session(self.store.create(self.engine.path))
        self.question.focus()

    def action_rename(self) -> None:
        """Ask for the session's name."""
        session = self.conversation.session

        def named(name: str | None) -> None:
            if name is not None:
                self.run_worker(
                    lambda: self._keep(lambda: session.rename(name)),
                    thread=True,
                    group="take",
                    exit_on_error=False,
                )

        self.app.push_screen(Prompt("Name of this session", session.title), named)

    def action_dossier(self) -> None:
        """Open the dossier."""
        from tui.screens.dossier import DossierScreen

        def left(wanted: str | None) -> None:
            if wanted == "export":
                self.action_export("dossier")

        self.app.push_screen(DossierScreen(self.engine, self.conversation.session, self.way_to_copy), left)

    # --- scope -------------------------------------------------------------------------------

    def action_scope(self) -> None:
        """Choose what questions are restricted to."""

        def read() -> None:
            try:
                documents = self.engine.documents("report") + self.engine.documents("source")
                languages = [d.record.language for d in documents if d.record.language]
                offered = choices(documents, languages)
            except Exception as error:  # the worker's edge: told, never a traceback
                self.app.call_from_thread(self.say, *explained(error))
                return
            self.app.call_from_thread(self._choose_scope, offered)

        self.run_worker(read, thread=True, exclusive=True, group="scope", exit_on_error=False)

    def _choose_scope(self, offered: list[Choice]) -> None:
        blocks = [
            Ink().stop(choice.name, ToChoice(str(place))).block(indent=2 * min(choice.depth, 5), hang=2)
            for place, choice in enumerate(offered)
        ]
        current = next((n for n, choice in enumerate(offered) if choice.scope == self.conversation.scope), 0)

        def chosen(target: object) -> None:
            if isinstance(target, ToChoice):
                self._scoped(offered[int(target.value)].scope)

        self.app.push_screen(FlowDialog("Ask only …", blocks, ToChoice(str(current))), chosen)

    def _scoped(self, scope: Scope | None) -> None:
        if scope is not None:
            self.conversation.scope = scope
            self.top_line.scope = describe(scope, self.engine.titles)
            self.question.focus()

    # --- export ------------------------------------------------------------------------------

    def action_export(self, what: str = "session") -> None:
        """Ask what to export, and how; `what` is offered first."""
        session = self.conversation.session
        counts = {
            "session": counted(len(session.turns), "question"),
            "dossier": counted(len(session.quotations), "quotation"),
        }
        offered = exportables()
        first = next(place for place, one in enumerate(offered) if one.what == what)

        def chosen(target: object) -> None:
            if isinstance(target, ToChoice):
                self._ask_file(offered[int(target.value)])

        self.app.push_screen(FlowDialog("Export", export_blocks(counts), ToChoice(str(first))), chosen)

    def _ask_file(self, wanted: Exportable) -> None:
        def named(name: str | None) -> None:
            if name and name.strip():
                self.run_worker(
                    lambda: self._export(wanted.what, name.strip()),
                    thread=True,
                    group="export",
                    exit_on_error=False,
                )

        ending, _ = FORMATS[wanted.format_name]
        free = free_path(Path(f"footnoted-{wanted.what}{ending}"))
        self.app.push_screen(Prompt(f"Write the {wanted.what} to the file", str(free)), named)

    def _export(self, what: str, name: str) -> None:
        session = self.conversation.session
        try:
            path = Path(name)
            format_name = format_of(path)
            if what == "dossier":
                book = dossier_book(session)
            else:
                wanted = {shown.passage.document for answer in session.turns for shown in answer.passages}
                known = wanted & set(self.engine.titles)
                book = session_book(session, {one: self.engine.page(one).document for one in known})
            told = f"Written: {save(export(book, format_name), path)}"
        except Exception as error:  # the worker's edge: told, never a traceback
            told = " ".join(explained(error))
        self.app.call_from_thread(self.notify, told, markup=False, timeout=8)
