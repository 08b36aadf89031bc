"""The evidence pane: the passage in its document, its notes, and the walk along the chain."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial

from textual import on
from textual.app import ComposeResult
from textual.containers import Vertical
from textual.content import Content
from textual.message import Message

from qa.answer import AnswerPassage
from qa.chain import Backing
from tui.counted import labelled
from tui.render.safe import safe_text
from tui.state.engine import Engine, explained
from tui.state.flow import BLANK, Block, Flow
from tui.state.ink import Ink
from tui.state.page import Focus, Page, focus_of
from tui.state.places import (
    NotePlace,
    NotesPlace,
    PassageNotes,
    RestingPlace,
    SourcePlace,
    SourceView,
    current_notes,
    note_place_blocks,
    passage_notes_blocks,
    resting_blocks,
    source_blocks,
)
from tui.state.targets import ToCitation, ToDocument, ToNote, ToPlace, ToUrl
from tui.state.trail import Step, Trail
from tui.widgets.context import ContextView
from tui.widgets.flow_view import FlowView

_CONTEXT_IS = "Once you have asked: the passage in focus at its place in the document."
_NOTES_ARE = "Its notes, what they cite, and the sources behind them."


class Evidence(Vertical):
    """Context above, notes below; knows how to follow a link and how to go back."""

    DEFAULT_CSS = """
    Evidence {
        ContextView { height: 11fr; }
        #notes { height: 9fr; }
        FlowView { border-top: solid $foreground 25%; border-title-color: $foreground-muted; }
        FlowView:focus { border-top: solid $primary; border-title-color: $text-primary; }
    }
    """

    class Wanted(Message):
        """Something is wanted that only the screen can do: a pane shown, a page opened, an address."""

        def __init__(self, what: str, value: object = None) -> None:
            """Say what ("pane", "url", "reader", "back") and with which value."""
            super().__init__()
            self.what = what
            self.value = value

    def __init__(self, engine: Engine) -> None:
        """Show what the engine's library has."""
        super().__init__(id="evidence")
        self.engine = engine
        self.context = ContextView(id="context")
        self.notes = FlowView(id="notes")
        self.trail = Trail()
        self.place: NotesPlace | None = None
        """What the notes pane shows."""
        self._resting: dict[str, tuple[Backing, ...]] = {}
        """By captured source, the claims that rest on it."""

    def compose(self) -> ComposeResult:
        """Lay out context and notes."""
        self.context.border_title = "In context"
        self.notes.border_title = "Notes"
        yield self.context
        yield self.notes

    # --- showing -----------------------------------------------------------------------------

    def show_passage(self, turn: int, shown: AnswerPassage) -> None:
        """Show a passage of an answer: a new walk begins."""
        self.trail.clear()
        self._show_notes(PassageNotes(turn, shown))
        passage = shown.passage

        def focus(page: Page) -> Focus:
            return focus_of(page.document, passage.text, passage.start, passage.end, shown.highlights)

        def opened(page: Page, flow: Flow | None) -> None:
            self._show_page(page, focus(page), flow)
            place = self.place
            if isinstance(place, PassageNotes) and current_notes(place.shown, page.document) != shown.notes:
                self._show_notes(place, keep=True)

        self._with_page(passage.document, opened, self._show_no_page)

    def _show_no_page(self, message: str, hint: str) -> None:
        """Tell in its place why the document cannot be shown, not leaving another one there."""
        self.context.page = None
        self.context.show([Ink().add(message).block(role="bad"), Ink().add(hint).block(role="dim")])
        self.context.border_title = "In context"

    def renew(self) -> None:
        """Draw what is shown from the library as it is now, the cursor where it is."""
        self._resting.clear()
        place, page, focus = self.place, self.context.page, self.context.place
        if page is not None:
            self._with_page(page.document.doc_id, lambda new, flow: self._show_page(new, focus, flow))
        if isinstance(place, PassageNotes):
            known = partial(self._show_notes, place, keep=True)
            self._with_page(place.shown.passage.document, lambda *_: known())
        elif place is not None:
            self._show_place(place, lambda: None)

    def open(self, doc_id: str, focus: Focus | None, then: Callable[[Page], None]) -> None:
        """Show a document at a place, or at its beginning, and call back with it."""

        def opened(page: Page, flow: Flow | None) -> None:
            self._show_page(page, focus, flow)
            then(page)

        self._with_page(doc_id, opened)

    def show_claims_on(self, doc_id: str) -> None:
        """Show every claim that rests on a captured source."""
        self._show_place(RestingPlace(doc_id), lambda: None)

    def clear(self) -> None:
        """Show nothing but what each pane is for."""
        self.trail.clear()
        self.place = None
        self.notes.show([Ink().add(_NOTES_ARE).block(role="dim")])
        self.notes.border_title = "Notes"
        self.context.page = None
        self.context.show([Ink().add(_CONTEXT_IS).block(role="dim")])
        self.context.border_title = "In context"

    # --- walking -----------------------------------------------------------------------------

    def follow(self, target: object) -> None:
        """Take the step that a link leads to."""
        if isinstance(target, ToNote):
            self._remember()
            self._open_note(target)
        elif isinstance(target, ToCitation):
            self._remember()
            self._open_source(SourcePlace(target.document, target.number, target.position))
        elif isinstance(target, ToPlace):
            self._remember()
            self._open_place(target)
        elif isinstance(target, ToUrl):
            self.post_message(self.Wanted("url", target.url))
        elif isinstance(target, ToDocument):
            self.post_message(self.Wanted("reader", target.document))

    def back(self) -> bool:
        """Go back a step; return False at the beginning of the walk."""
        step = self.trail.pop()
        if step is None:
            return False
        if step.notes is not None and step.notes != self.place:
            self._show_place(step.notes, lambda: self._stand(step))
        if step.document:
            self._with_page(step.document, lambda page, flow: self._show_page(page, step.focus, flow))
        self._stand(step)
        return True

    @on(FlowView.Followed)
    def _followed(self, event: FlowView.Followed) -> None:
        event.stop()
        self.follow(event.target)

    def _remember(self) -> None:
        focused = self.screen.focused
        view = focused if isinstance(focused, FlowView) else self.notes
        page = self.context.page
        document = page.document.doc_id if page else ""
        self.trail.push(Step(view.id or "", view.target, self.place, document, self.context.place))

    def _stand(self, step: Step) -> None:
        self.post_message(self.Wanted("pane", step.pane))
        if step.pane in ("context", "notes") and step.target is not None:
            view = self.context if step.pane == "context" else self.notes
            self.call_after_refresh(view.select, step.target)

    def _open_note(self, target: ToNote) -> None:
        if isinstance(self.place, PassageNotes) and self.screen.focused is not self.notes:
            numbers = {note.number for note in self.place.shown.notes}
            if target.number in numbers and self.place.shown.passage.document == target.document:
                self.post_message(self.Wanted("pane", "notes"))
                self.notes.select(target)
                return
        self._show_place(NotePlace(target.document, target.number), self._to_notes)

    def _open_source(self, place: SourcePlace) -> None:
        self._show_place(place, self._to_notes)

    def _open_place(self, target: ToPlace) -> None:
        focus = Focus(target.start, target.end, ((target.start, target.end),))
        self._with_page(target.document, lambda page, flow: self._show_page(page, focus, flow))
        self.post_message(self.Wanted("pane", "context"))

    def _to_notes(self) -> None:
        self.post_message(self.Wanted("pane", "notes"))
        self.call_after_refresh(self.notes.on_focus)

    # --- filling the panes -------------------------------------------------------------------

    def _show_notes(self, place: PassageNotes, *, keep: bool = False) -> None:
        self.place = place
        page = self.engine.kept_page(place.shown.passage.document)
        notes = current_notes(place.shown, page.document if page else None)
        numbers = [str(note.number) for note in place.shown.notes]
        self._entitle(self.notes, labelled("Note", numbers))
        blocks = passage_notes_blocks(place.shown, notes)
        if place.shown.passage.kind == "source":
            blocks += self._claims_on(place, place.shown.passage.document)
        self.notes.show(blocks, keep=keep)

    def _claims_on(self, place: PassageNotes, doc_id: str) -> list[Block]:
        """Return the claims that rest on a captured source; looked up in a worker the first time."""
        known = self._resting.get(doc_id)
        if known is not None:
            return [BLANK, *resting_blocks(known, self.engine.titles)]

        def found(backings: tuple[Backing, ...]) -> None:
            self._resting[doc_id] = backings
            if self.place == place:
                self._show_notes(place, keep=True)

        self._in_worker("resting", partial(self.engine.claims_on, doc_id), found)
        return []

    def _show_place(self, place: NotesPlace, then: Callable[[], None]) -> None:
        """Fill the notes pane, in a worker where something must be read."""
        if isinstance(place, PassageNotes):
            self._show_notes(place)
            then()
        elif isinstance(place, NotePlace):
            self._with_page(place.document, lambda page, _: self._draw_note(place, page, then))
        elif isinstance(place, RestingPlace):
            draw = partial(self._draw_resting, place, then)
            self._in_worker("source", partial(self.engine.claims_on, place.document), draw)
        else:
            self._in_worker(
                "source", partial(self.engine.source, place), partial(self._draw_source, place, then)
            )

    def _draw_note(self, place: NotePlace, page: Page, then: Callable[[], None]) -> None:
        note = next((note for note in page.document.notes if note.number == place.number), None)
        if note is None:
            self.notify(f"There is no note {place.number} in this document.", severity="warning")
            return
        self.place = place
        self._entitle(self.notes, f"Note {note.label}")
        self.notes.show(note_place_blocks(page.document, note))
        then()

    def _draw_source(self, place: SourcePlace, then: Callable[[], None], view: object) -> None:
        if not isinstance(view, SourceView):
            return
        self.place = place
        self._entitle(self.notes, f"Source of note {place.number}")
        self.notes.show(source_blocks(place, view, self.engine.titles))
        then()

    def _draw_resting(
        self, place: RestingPlace, then: Callable[[], None], backings: tuple[Backing, ...]
    ) -> None:
        self.place = place
        self._entitle(self.notes, "Claims")
        self.notes.show(resting_blocks(backings, self.engine.titles))
        then()

    def _show_page(self, page: Page, focus: Focus | None, flow: Flow | None) -> None:
        if page is not self.context.page:
            self.post_message(self.Wanted("page", page))
        self.context.show_page(page, focus, flow)
        self._entitle(self.context, f"In context: {page.document.record.title}")

    def _entitle(self, view: FlowView, title: str) -> None:
        """Give a pane its title; Textual reads titles as markup unless they are Content."""
        view.border_title = Content(safe_text(title[:300]).replace("\n", " "))

    def _with_page(
        self,
        doc_id: str,
        then: Callable[[Page, Flow | None], None],
        failed: Callable[[str, str], None] | None = None,
    ) -> None:
        """Call back with a document: at once when it is drawn already, else from a worker."""
        page = self.engine.kept_page(doc_id)
        if page is not None:
            then(page, None)
            return
        width = max(20, self.context.size.width - 4)

        def draw() -> tuple[Page, Flow]:
            page = self.engine.page(doc_id)
            return page, Flow(page.blocks, width)

        self._in_worker("page", draw, lambda drawn: then(*drawn), failed)

    def _in_worker(
        self,
        group: str,
        work: Callable[[], object],
        then: Callable[..., None],
        failed: Callable[[str, str], None] | None = None,
    ) -> None:
        """Do blocking work beside the app; a newer wish of the same group replaces an older one."""
        told = failed or self._say

        def run() -> None:
            try:
                result = work()
            except Exception as error:  # the worker's edge: whatever went wrong is told, never a traceback
                self.app.call_from_thread(told, *explained(error))
                return
            self.app.call_from_thread(then, result)

        self.run_worker(run, thread=True, exclusive=True, group=group, exit_on_error=False)

    def _say(self, message: str, hint: str) -> None:
        self.notify(hint, title=message, severity="error", markup=False)
