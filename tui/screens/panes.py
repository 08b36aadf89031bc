"""The panes of the conversation and how they share a terminal of 20 to 200 columns."""

from __future__ import annotations

from typing import ClassVar

from textual import events, on
from textual.app import ComposeResult
from textual.binding import BindingType
from textual.containers import Horizontal, Vertical
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Static

from tui.state.engine import Engine
from tui.widgets.evidence import Evidence
from tui.widgets.flow_view import FlowView
from tui.widgets.key_hints import KeyHints
from tui.widgets.pane_tabs import PaneTabs
from tui.widgets.question_box import QuestionBox
from tui.widgets.thread import ThreadView
from tui.widgets.top_line import TopLine

NARROW = 100
"""Below this many columns the panes become tabs."""
SHORT = 12
"""Below this many lines the top line and the key hints go."""

PANES = {"thread": "Answers", "context": "In context", "notes": "Notes"}
"""Ids of the panes and their names, in order."""


class PaneScreen(Screen[None]):
    """Question box, thread, context and notes; which of them is seen and has the focus."""

    DEFAULT_CSS = """
    PaneScreen {
        layout: vertical;
        #room { height: 1fr; }
        #left { width: 11fr; }
        #evidence { width: 10fr; border-left: solid $foreground 25%; }
        #thread { height: 1fr; }
        #asking { height: 1; background: $surface-lighten-1; &:focus-within { background: $panel; } }
        #prompt { width: 3; padding: 0 1; color: $foreground-muted; }
        #asking:focus-within #prompt { color: $text-accent; text-style: bold; }
        PaneTabs { display: none; }
        &.-narrow {
            PaneTabs { display: block; }
            #left, #evidence { width: 1fr; border-left: none; }
            #context, #notes { height: 1fr; }
            #left, #evidence, #context, #notes { display: none; }
        }
        &.-narrow.-thread #left { display: block; }
        &.-narrow.-context { #evidence, #context { display: block; } }
        &.-narrow.-notes { #evidence, #notes { display: block; } }
        &.-short { TopLine, KeyHints { display: none; } }
        &.-tiny PaneTabs { display: none; }
    }
    """

    BINDINGS: ClassVar[list[BindingType]] = []

    def __init__(self, engine: Engine) -> None:
        """Show what the engine's library has."""
        super().__init__()
        self.engine = engine
        self.thread_view = ThreadView(id="thread")
        self.evidence = Evidence(engine)
        self.tabs = PaneTabs(PANES)
        self.top_line = TopLine()
        self.question = QuestionBox(id="question")
        self.pane = "thread"
        """The pane in front on a narrow terminal."""

    def compose(self) -> ComposeResult:
        """Lay out everything."""
        yield self.top_line
        yield self.tabs
        with Horizontal(id="room"):
            with Vertical(id="left"):
                yield self.thread_view
            yield self.evidence
        with Horizontal(id="asking"):
            yield Static("›", id="prompt")
            yield self.question
        yield KeyHints()

    def on_mount(self) -> None:
        """Begin in the question box."""
        self.evidence.clear()
        self.set_class(True, "-thread")
        self.question.focus()

    def on_resize(self, event: events.Resize) -> None:
        """Choose the layout for the new size."""
        self.set_class(event.size.width < NARROW, "-narrow")
        self.set_class(event.size.height < SHORT, "-short")
        self.set_class(event.size.height < 7, "-tiny")

    @property
    def narrow(self) -> bool:
        """Return whether the panes are tabs."""
        return self.has_class("-narrow")

    def show_pane(self, pane: str, *, focus: bool = True) -> None:
        """Bring a pane to the front and give it the focus."""
        if pane not in PANES:
            self.question.focus()
            return
        self.pane = pane
        for name in PANES:
            self.set_class(name == pane, f"-{name}")
        self.tabs.activate(pane)
        if focus:
            self.call_after_refresh(self.query_one(f"#{pane}", FlowView).focus)

    def action_pane(self, way: int) -> None:
        """Go to the next or previous pane; the question box is one of them."""
        order = ["question", *PANES]
        focused = self.focused.id if self.focused and self.focused.id in order else self.pane
        place = order.index(focused or "thread")
        self.show_pane(order[(place + way) % len(order)])

    def action_leave(self) -> None:
        """Go from the question box, or any pane, to the answers."""
        self.show_pane("thread")

    def action_question(self) -> None:
        """Go to the question box."""
        self.question.focus()

    def on_descendant_focus(self, event: events.DescendantFocus) -> None:
        """A pane that got the focus (a click, say) is the one in front."""
        widget: Widget = event.widget
        if widget.id in PANES:
            self.pane = widget.id
            for name in PANES:
                self.set_class(name == widget.id, f"-{name}")
            self.tabs.activate(widget.id)

    @on(PaneTabs.Chosen)
    def _tab(self, event: PaneTabs.Chosen) -> None:
        self.show_pane(event.pane)
