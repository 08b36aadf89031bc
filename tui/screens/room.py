"""The conversation: asking, reading the evidence, taking things away, going elsewhere."""

from __future__ import annotations

from typing import ClassVar

from textual import on
from textual.actions import SkipAction
from textual.binding import BindingType

from corpus.model import Citation
from qa.answer import Answer, AnswerPassage
from qa.chain import full_citations
from qa.quotation import as_plain_text, quotation_of
from qa.sessions import SessionError
from tui.clipboard import copy
from tui.counted import counted
from tui.keymap import ROOM
from tui.screens.leaving import LeavingScreen
from tui.state.engine import explained
from tui.state.places import NotePlace, PassageNotes, SourcePlace
from tui.state.targets import ToCitation, ToNote, ToPassage, ToQuestion, ToResolved, ToTurn
from tui.state.why import why_blocks
from tui.widgets.evidence import Evidence
from tui.widgets.flow_view import FlowView


class Room(LeavingScreen):
    """What the keys of the conversation do."""

    BINDINGS: ClassVar[list[BindingType]] = list(ROOM)

    current: ToPassage | None = None
    """The passage in focus."""

    _focused_id: str = ""

    @property
    def shown(self) -> AnswerPassage | None:
        """Return the passage in focus."""
        return self.conversation.shown(self.current) if self.current else None

    def first_shown(self, turn: int, answer: Answer) -> None:
        """Show the evidence for the first passage, unless the reader has gone into the answer already."""
        ids = [shown.passage.passage_id for shown in answer.passages]
        reading = self.focused is not self.question and self.current is not None and self.current.turn == turn
        if reading and self._focused_id in ids:
            self.current = ToPassage(turn, ids.index(self._focused_id) + 1)
        elif answer.passages and (not reading or not len(self.evidence.trail)):
            self.focus_passage(ToPassage(turn, 1))
            place = self.thread_view.flow.find_target(ToPassage(turn, 1))
            self.thread_view.put_cursor(place, scroll=self.focused is self.thread_view)

    def focus_passage(self, target: ToPassage) -> None:
        """Show a passage's evidence."""
        self.current = target
        shown = self.shown
        if shown is not None:
            self._focused_id = shown.passage.passage_id
            self.evidence.show_passage(target.turn, shown)

    @on(FlowView.Moved, "#thread")
    def _moved(self, event: FlowView.Moved) -> None:
        event.stop()
        target = event.target
        if isinstance(target, ToPassage) and not self._already(target):
            self.focus_passage(target)

    def _already(self, target: ToPassage) -> bool:
        place, shown = self.evidence.place, self.conversation.shown(target)
        held = place.shown.passage.passage_id if isinstance(place, PassageNotes) else ""
        return target == self.current and shown is not None and shown.passage.passage_id == held

    @on(FlowView.Followed, "#thread")
    def _followed(self, event: FlowView.Followed) -> None:
        event.stop()
        target = event.target
        if isinstance(target, ToQuestion):
            self.ask(target.text)
        elif isinstance(target, ToResolved):
            self.question.edit(target.text)
        elif isinstance(target, ToTurn):
            self._follow_turn(target)
        elif isinstance(target, ToPassage):
            self.focus_passage(target)
            self.show_pane("context")
        elif isinstance(target, ToNote):
            card = (
                self.thread_view.flow.blocks[self.thread_view.cursor.block]
                if self.thread_view.cursor
                else None
            )
            self._focus_card(card.owner if card else "")
            self.evidence.follow(target)

    def _focus_card(self, owner: str) -> None:
        block = self.thread_view.flow.find_key(owner)
        target = self.thread_view.flow.blocks[block].stops[0].target if block is not None else None
        if isinstance(target, ToPassage) and not self._already(target):
            self.focus_passage(target)

    def _follow_turn(self, target: ToTurn) -> None:
        exchange = self.conversation.exchanges[target.turn]
        if exchange.answer is None:
            self._start(target.turn)
        else:
            self.question.edit(exchange.question)

    @on(Evidence.Wanted)
    def _wanted(self, event: Evidence.Wanted) -> None:
        event.stop()
        if event.what == "pane":
            self.show_pane(str(event.value))
        elif event.what == "url":
            self.app.open_address(str(event.value))  # type: ignore[attr-defined]  # always FootnotedApp
        elif event.what == "reader":
            self.read(str(event.value), None)

    def notes_in_focus(self) -> tuple[str | None, tuple[int, ...]]:
        """Return the notes that the notes pane shows."""
        place = self.evidence.place
        if isinstance(place, PassageNotes):
            return place.shown.passage.document, tuple(note.number for note in place.shown.notes)
        return (place.document, (place.number,)) if isinstance(place, NotePlace | SourcePlace) else (None, ())

    # --- keys --------------------------------------------------------------------------------

    def action_back(self) -> None:
        """Go back a step on the walk; at its beginning, to the answers."""
        if not self.evidence.back():
            self.show_pane("thread")

    def action_why(self) -> None:
        """Show why the passage in focus ranks where it does."""
        from tui.screens.dialog import FlowDialog

        turn = self.current.turn if self.current else len(self.conversation.exchanges) - 1
        answer = self.conversation.answer(turn)
        if answer is None:
            self.say("Ask something first.", "")
            return
        self.app.push_screen(FlowDialog("Why", why_blocks(answer, self.shown)))

    def action_copy(self) -> None:
        """Copy the passage in focus with its citation and notes."""
        self._with_quotation("copy")

    def action_copy_text(self) -> None:
        """Copy what the mouse has selected, to the system's clipboard as well as the terminal's."""
        selected = self.get_selected_text()
        if selected is None:
            raise SkipAction

        def work() -> None:
            self.app.call_from_thread(self.notify, copy(selected, self._to_terminal, self.way_to_copy))

        self.run_worker(work, thread=True, group="take", exit_on_error=False)

    def action_keep(self) -> None:
        """Add the passage in focus to the dossier."""
        self._with_quotation("keep")

    def _with_quotation(self, what: str) -> None:
        shown, current, session = self.shown, self.current, self.conversation.session
        answer = self.conversation.answer(current.turn) if current else None
        if shown is None or answer is None:
            self.say("Put the cursor on a passage first.", "")
            return

        def work() -> None:
            try:
                document = self.engine.page(shown.passage.document).document
                quotation = quotation_of(shown, document, answer.question.text)
                if what == "keep":
                    held = quotation in session.quotations
                    session.add_quotation(quotation)
                    count = counted(len(session.quotations), "quotation")
                    told = f"In the dossier{' already' * held}: {count}."
                else:
                    told = copy(as_plain_text(quotation), self._to_terminal, self.way_to_copy)
            except SessionError as error:
                told = f"{error.message} {error.hint}"
            except Exception as error:  # the worker's edge: told, never a traceback
                told = " ".join(explained(error))
            self.app.call_from_thread(self.notify, told, markup=False)

        self.run_worker(work, thread=True, group="take", exit_on_error=False)

    def _to_terminal(self, text: str) -> None:
        self.app.call_from_thread(self.app.copy_to_clipboard, text)

    def action_edit(self) -> None:
        """Put the question as it was searched into the question box."""
        turn = self.current.turn if self.current else len(self.conversation.exchanges) - 1
        answer = self.conversation.answer(turn)
        if answer is not None:
            self.question.edit(answer.resolved_question)

    def action_reader(self) -> None:
        """Read the document in focus, at the place in focus."""
        context = self.evidence.context
        if context.page is not None:
            self.read(context.page.document.doc_id, context.place)
        elif self.engine.entries:
            self.read(self.engine.entries[0].doc_id, None)

    def action_url(self, archived: bool = False) -> None:
        """Open the address of the citation in focus, or of its archived copy."""
        found = (one.archived_url if archived else one.url for one in self._citations())
        url = next((url for url in found if url), None)
        if url is None:
            what = "archived copy" if archived else "address"
            self.say(f"No {what} is known here.", "Put the cursor on a citation in the notes.")
            return
        self.app.open_address(url)  # type: ignore[attr-defined]  # always FootnotedApp

    def _citations(self) -> list[Citation]:
        """Return the citation, or the note's, under the cursor of the notes pane, else all there, in full."""
        target, place = self.evidence.notes.target, self.evidence.place
        if not isinstance(target, ToCitation) and isinstance(place, SourcePlace):
            target = ToCitation(place.document, place.number, place.position)
        document, number = "", -1
        if isinstance(target, ToCitation | ToNote):
            document, number = target.document, target.number
        elif isinstance(place, NotePlace):
            document, number = place.document, place.number
        elif isinstance(place, PassageNotes):
            document = place.shown.passage.document
        page = self.engine.kept_page(document)
        notes = place.shown.notes if isinstance(place, PassageNotes) else ()
        notes = page.document.notes if page is not None and number >= 0 else notes
        cited = [one for note in notes if number in (-1, note.number) for one in note.citations]
        if isinstance(target, ToCitation):
            cited = cited[target.position : target.position + 1]
        # A short form has no address of its own.
        return [full for one in cited for full in (full_citations(page.document, one) if page else (one,))]

    def action_jump(self) -> None:
        """Label everything that can be followed."""
        from tui.screens.jumping import Jumping

        self.app.push_screen(Jumping(self))
