"""The line at the bottom: what the keys do here, as many as fit; help and commands always.

Textual's own footer cuts what does not fit in the middle of a word, and help goes first.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from rich.style import Style
from rich.text import Text
from textual import events
from textual.binding import Binding
from textual.dom import DOMNode
from textual.screen import Screen
from textual.widget import Widget
from textual.widgets import Input

from tui.state.wrap import width_of

ALWAYS = (("help", "Help"), ("palette", "Commands"))
"""Bindings at the right, with their short names; the last one goes first where there is no room."""


@dataclass(frozen=True, slots=True)
class Hint:
    """A key and what it does."""

    keys: str
    what: str
    binding: Binding
    node: DOMNode
    """Where its action is known."""

    @property
    def width(self) -> int:
        """Return the cells that it takes, with the gap after it."""
        return width_of(self.keys) + width_of(self.what) + 3


class KeyHints(Widget):
    """Shows the bindings in force; a click does what the key does."""

    ALLOW_SELECT = False
    COMPONENT_CLASSES: ClassVar[set[str]] = {"hint--key"}
    DEFAULT_CSS = """
    KeyHints {
        height: 1; dock: bottom; background: $panel; color: $foreground; padding: 0 1;
        .hint--key { color: $footer-key-foreground; text-style: bold; }
    }
    """

    def on_mount(self) -> None:
        """Follow the bindings as the focus goes from pane to pane."""
        self.screen.bindings_updated_signal.subscribe(self, self._changed)

    def _changed(self, _: Screen[object]) -> None:
        self.refresh()

    def render(self) -> Text:
        """Draw what fits."""
        left, right, gap = self._laid_out()
        style = self.get_component_rich_style("hint--key", partial=True)
        text = Text(no_wrap=True, overflow="crop", end="")
        for hint in left:
            _write(text, hint, style)
        text.append(" " * gap)
        for hint in right:
            _write(text, hint, style)
        text.right_crop(2)
        return text

    async def on_click(self, event: events.Click) -> None:
        """Do what the hint under the mouse says."""
        offset = event.get_content_offset(self)
        if offset is None:
            return
        left, right, gap = self._laid_out()
        x = offset.x
        for hint in [*left, None, *right]:
            x -= gap if hint is None else hint.width
            if x < 0:
                if hint is not None:
                    await self.app.run_action(hint.binding.action, hint.node)
                return

    def _laid_out(self) -> tuple[list[Hint], list[Hint], int]:
        """Return the hints at the left, those at the right, and the cells between them."""
        hints = self._hints()
        room = self.size.width + 2
        right = [hints[name] for name, _ in ALWAYS if name in hints]
        while len(right) > 1 and sum(hint.width for hint in right) > room // 2:
            right.pop()
        room -= sum(hint.width for hint in right)
        left: list[Hint] = []
        for name, hint in hints.items():
            if name in dict(ALWAYS):
                continue
            if hint.width > room:
                break
            left.append(hint)
            room -= hint.width
        return left, right, max(0, room)

    def _hints(self) -> dict[str, Hint]:
        found: dict[str, Hint] = {}
        typing = isinstance(self.screen.focused, Input)
        for active in self.screen.active_bindings.values():
            binding = active.binding
            names = dict(ALWAYS)
            name = "palette" if binding.action.endswith("command_palette") else binding.id or binding.action
            shown = (binding.show or name in names) and active.enabled and name not in found
            keys = self.app.get_key_display(binding)
            if shown and not (typing and len(keys) == 1 and keys.isprintable() and keys.isascii()):
                found[name] = Hint(
                    keys.split(",")[0], names.get(name, binding.description), binding, active.node
                )
        return found


def _write(text: Text, hint: Hint, style: Style) -> None:
    text.append(hint.keys, style)
    text.append(f" {hint.what}  ")
