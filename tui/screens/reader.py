"""The reader: a whole document with its outline, its notes below, and words found in it."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import Binding, BindingType
from textual.containers import Horizontal
from textual.screen import Screen
from textual.widgets import Input

from tui.screens.prompt import Prompt
from tui.state.engine import Engine
from tui.state.finding import Finding
from tui.state.flow import Block
from tui.state.ink import Ink
from tui.state.page import Focus, Page
from tui.state.targets import ToNote, ToPlace
from tui.widgets.evidence import Evidence
from tui.widgets.flow_view import FlowView
from tui.widgets.key_hints import KeyHints
from tui.widgets.top_line import TopLine

WIDE = 110
"""From this many columns the outline stands beside the text."""


class Reader(Screen[None]):
    """Reads one document; walks the chain as the conversation does."""

    DEFAULT_CSS = """
    Reader {
        #reading { height: 1fr; }
        #outline { width: 34; border-right: solid $foreground 25%; display: none; }
        &.-outline #outline { display: block; }
        &.-outline.-narrow #outline { width: 1fr; }
        &.-outline.-narrow #evidence { display: none; }
        #evidence { width: 1fr; }
        #context { height: 1fr; }
        #notes { display: none; height: auto; max-height: 45%; min-height: 4; }
        &.-noted #notes { display: block; }
        #find { border: none; height: 1; padding: 0 1; display: none; background: $panel; }
        &.-finding #find { display: block; }
        &.-short { TopLine, KeyHints { display: none; } }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = [
        Binding("escape,q", "close", "Close", id="reader-close"),
        Binding("slash", "find", "Find", id="find"),
        Binding("n", "found(1)", "Next found", id="found-next", show=False),
        Binding("N", "found(-1)", "Previous found", id="found-previous", show=False),
        Binding("m,right_square_bracket", "mark(1)", "Next mark", id="mark-next"),
        Binding("M,left_square_bracket", "mark(-1)", "Previous mark", id="mark-previous", show=False),
        Binding("t", "to_note", "Go to note", id="to-note"),
        Binding("o", "outline", "Outline", id="outline"),
        Binding("g", "jump", "Jump", id="reader-jump", tooltip="Jump to anything on the screen by a letter"),
        Binding("backspace", "back", "Back", id="reader-back"),
        Binding("tab", "pane(1)", "Next pane", id="reader-pane-next", show=False),
        Binding("shift+tab", "pane(-1)", "Previous pane", id="reader-pane-previous", show=False),
    ]

    def __init__(self, engine: Engine, document: str, at: Focus | ToNote | None = None) -> None:
        """Open a document at a place, at a note, or at its beginning."""
        super().__init__()
        self.engine = engine
        self.document = document
        self.at = at
        self.evidence = Evidence(engine)
        self.outline = FlowView(id="outline")
        self.top_line = TopLine()
        self.finder = Input(placeholder="Find in this document", id="find", compact=True, max_length=500)
        self.finding: Finding | None = None

    def compose(self) -> ComposeResult:
        """Lay out outline, text and notes."""
        yield self.top_line
        with Horizontal(id="reading"):
            yield self.outline
            yield self.evidence
        yield self.finder
        yield KeyHints()

    def on_mount(self) -> None:
        """Open the document once the screen is there."""
        self.evidence.context.focus()
        self.call_after_refresh(self.open, self.document, self.at)

    def on_resize(self, event: events.Resize) -> None:
        """Show the outline where there is room."""
        narrow = event.size.width < WIDE
        if narrow != self.has_class("-narrow") or not self.has_class("-sized"):
            self.set_class(not narrow, "-outline")
        self.set_class(True, "-sized")
        self.set_class(narrow, "-narrow")
        self.set_class(event.size.height < 12, "-short")

    def open(self, document: str, at: Focus | ToNote | None) -> None:
        """Show a document."""

        def opened(page: Page) -> None:
            if isinstance(at, ToNote):
                self._show_note(at)
            elif page.document.kind == "source":
                self.add_class("-noted")
                self.evidence.show_claims_on(document)

        self.evidence.open(document, at if isinstance(at, Focus) else None, opened)

    def _take_up(self, page: Page) -> None:
        """Take title and outline from the document that is shown, also where a link led to another one."""
        self.document = page.document.doc_id
        self.finding = None
        self.top_line.title = page.document.record.title
        self.outline.show(outline_blocks(page))

    def action_close(self) -> None:
        """Close the search, else the reader."""
        if self.has_class("-finding"):
            self.remove_class("-finding")
            self.evidence.context.overlays = {}
            self.evidence.context.focus()
        else:
            self.dismiss(None)

    def action_back(self) -> None:
        """Go back a step; at the beginning of the walk, close."""
        if not self.evidence.back():
            self.dismiss(None)

    def action_pane(self, way: int) -> None:
        """Go to the next of outline, text and notes."""
        panes = [self.outline, self.evidence.context, self.evidence.notes]
        seen = [pane for pane in panes if pane.focusable]
        focused = self.focused
        place = next((n for n, pane in enumerate(seen) if pane is focused), 0)
        if seen:
            seen[(place + way) % len(seen)].focus()

    def action_outline(self) -> None:
        """Show or hide the outline."""
        self.toggle_class("-outline")
        (self.outline if self.has_class("-outline") else self.evidence.context).focus()

    def action_jump(self) -> None:
        """Label everything that can be followed."""
        from tui.screens.jumping import Jumping

        self.app.push_screen(Jumping(self))

    # --- finding -----------------------------------------------------------------------------

    def action_find(self) -> None:
        """Ask for words to find."""
        self.add_class("-finding")
        self.call_after_refresh(self.finder.focus)

    @on(Input.Submitted, "#find")
    def _find(self, event: Input.Submitted) -> None:
        event.stop()
        context = self.evidence.context
        self.finding = Finding(context.flow.blocks, event.value)
        context.overlays = self.finding.overlays()
        context.focus()
        self.action_found(1)

    def action_found(self, way: int) -> None:
        """Go to the next or previous place found."""
        if self.finding is None:
            self.action_find()
            return
        context = self.evidence.context
        top = context.flow.locate(int(context.scroll_offset.y))
        place = self.finding.step(way, top[0] if top else 0)
        self.top_line.state = self.finding.told()
        if place is not None:
            lines = context.flow.lines(place.block)
            row = sum(1 for begin, _ in lines if begin <= place.start) - 1
            context.reveal(context.flow.top(place.block) + row)
        context.refresh()

    # --- marks and notes ---------------------------------------------------------------------

    def action_mark(self, way: int) -> None:
        """Put the cursor on the next or previous mark in the text."""
        context = self.evidence.context
        context.focus()
        start = context.cursor or context.place_at_top(way)
        steps = (
            context.flow.forward(start, main=False) if way > 0 else context.flow.backward(start, main=False)
        )
        for place in steps:
            stop = context.flow.stop(place)
            if stop is not None and isinstance(stop.target, ToNote):
                context.put_cursor(place)
                return

    def action_to_note(self) -> None:
        """Ask for the number of a note and go there."""

        def go(value: str | None) -> None:
            page = self.evidence.context.page
            if value is None or not value.strip() or page is None:
                return
            note = page.note_called(value)
            if note is not None:
                self._show_note(ToNote(self.document, note.number))
            else:
                self.notify(f"There is no note {value.strip()[:20]} in this document.", markup=False)

        self.app.push_screen(Prompt("Go to note", placeholder="its number"), go)

    def _show_note(self, target: ToNote) -> None:
        self.add_class("-noted")
        context = self.evidence.context
        block = context.page.note_block(target.number) if context.page else None
        if block is not None:
            context.reveal(context.flow.top(block), top=True)
        self.evidence.follow(target)

    @on(Evidence.Wanted)
    def _wanted(self, event: Evidence.Wanted) -> None:
        event.stop()
        if event.what == "page" and isinstance(event.value, Page):
            self._take_up(event.value)
        elif event.what == "pane":
            self._focus_pane(str(event.value))
        elif event.what == "url":
            self.app.open_address(str(event.value))  # type: ignore[attr-defined]  # always FootnotedApp
        elif event.what == "reader":
            self.open(str(event.value), None)

    def _focus_pane(self, pane: str) -> None:
        if pane == "notes":
            self.add_class("-noted")
        view = self.evidence.notes if pane == "notes" else self.evidence.context
        self.call_after_refresh(view.focus)

    @on(FlowView.Followed, "#outline")
    def _section(self, event: FlowView.Followed) -> None:
        event.stop()
        target = event.target
        context = self.evidence.context
        if isinstance(target, ToPlace) and context.page is not None:
            section = next((s for s in context.page.document.sections if s.start == target.start), None)
            if section is not None:
                context.reveal(context.flow.top(context.page.heading_block(section)), top=True)
            if self.has_class("-narrow"):
                self.remove_class("-outline")
            context.focus()


def outline_blocks(page: Page) -> list[Block]:
    """Return the sections of a document, indented by level."""
    doc_id = page.document.doc_id
    blocks = []
    for section in page.document.sections:
        ink = Ink().stop(section.title, ToPlace(doc_id, section.start, section.start))
        blocks.append(ink.block(indent=2 * min(section.level - 1, 5), hang=1, key=f"o{section.start}"))
    return blocks or [Ink().add("no sections").block(role="dim")]
