"""Jump mode: a letter at everything that can be followed; typing it goes there."""

from __future__ import annotations

from itertools import product
from typing import ClassVar

from textual import events
from textual.binding import Binding, BindingType
from textual.screen import ModalScreen, Screen
from textual.widgets import Input

from tui.state.flow import Place
from tui.widgets.flow_view import FlowView

LETTERS = "asdfghjklqwertyuiopzxcvbnm"


class Jumping(ModalScreen[None]):
    """Lies over a screen, seen through, while a letter is awaited."""

    DEFAULT_CSS = "Jumping { background: transparent; }"

    BINDINGS: ClassVar[list[BindingType]] = [Binding("escape", "leave", "No jump", id="jump-leave")]

    def __init__(self, under: Screen[None]) -> None:
        """Label what is visible on a screen."""
        super().__init__()
        self.under = under
        self.views = [view for view in under.query(FlowView) if view.is_on_screen and view.size.height]
        self.targets: dict[str, tuple[FlowView, Place]] = {}
        self.typed = ""

    def on_mount(self) -> None:
        """Draw the labels."""
        stops = [(view, place) for view in self.views for place in visible(view)]
        if not stops:
            self.notify("Nothing on the screen leads anywhere.", markup=False)
            self.dismiss(None)
            return
        labels = list(LETTERS)
        if len(stops) > len(labels):
            labels = ["".join(pair) for pair in product(LETTERS, repeat=2)]
        self.targets = dict(zip(labels, stops, strict=False))
        for label, (view, place) in self.targets.items():
            view.labels[place] = label
        for view in self.views:
            view.refresh()

    def on_key(self, event: events.Key) -> None:
        """Take a letter of a label."""
        if event.key == "escape":
            return
        event.stop()
        self.typed += event.character or "?"
        if self.typed in self.targets:
            view, place = self.targets[self.typed]
            self.action_leave()
            view.focus()
            view.put_cursor(place, scroll=False)
            stop = view.flow.stop(place)
            if stop is not None and not stop.main:
                view.action_follow()
        elif not any(label.startswith(self.typed) for label in self.targets):
            self.action_leave()
            if self.typed in ("/", "?"):
                for box in self.under.query(Input):
                    box.focus()
                    break

    def action_leave(self) -> None:
        """Take the labels away."""
        for view in self.views:
            view.labels = {}
            view.refresh()
        self.dismiss(None)


def visible(view: FlowView) -> list[Place]:
    """Return the stops that a view shows."""
    top, height = int(view.scroll_offset.y), view.size.height
    found = view.flow.locate(top)
    places = []
    for block in range(found[0] if found else 0, len(view.flow.blocks)):
        if view.flow.top(block) >= top + height:
            break
        for stop in range(len(view.flow.blocks[block].stops)):
            place = Place(block, stop)
            if top <= view.flow.line_of(place) < top + height:
                places.append(place)
    return places
