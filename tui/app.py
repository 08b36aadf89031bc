"""The app: its settings, themes and first screen; everything else is in the screens."""

from __future__ import annotations

import gc
import sys
from collections.abc import Awaitable, Callable, Iterable
from functools import partial
from pathlib import Path
from typing import ClassVar

from textual.app import App, SystemCommand
from textual.binding import Binding, BindingType
from textual.dom import DOMNode
from textual.screen import Screen

from qa.sessions import SessionStore
from tui.clipboard import copy
from tui.keymap import APP, ROOM
from tui.screens.room import Room
from tui.settings import Settings, check_names, load_settings, settings_path
from tui.state.engine import Engine
from tui.state.urls import browser_here, web_address
from tui.themes import THEMES


class FootnotedApp(App[None]):
    """Opens the conversation on a library."""

    TITLE = "Footnoted"
    ENABLE_COMMAND_PALETTE = True
    BINDINGS: ClassVar[list[BindingType]] = list(APP)

    def __init__(self, engine: Engine, store: SessionStore, settings: Settings | None = None) -> None:
        """Use an engine, not opened yet, and the folder of sessions."""
        super().__init__()
        self.engine = engine
        self.store = store
        self.settings = settings or Settings()
        for theme in THEMES:
            self.register_theme(theme)

    def on_mount(self) -> None:
        """Set theme and keys and show the conversation."""
        names = set(self.available_themes)
        self.theme = self.settings.theme if self.settings.theme in names else THEMES[0].name
        if self.settings.keys:
            self.set_keymap(self.settings.keys)
        session = self.store.create(self.engine.path)
        room = Room(self.engine, session, welcome=self.settings.welcome)
        room.way_to_copy = self.settings.clipboard
        self.push_screen(room)

    async def action_help(self) -> None:
        """Show the keys that are in force, of what has the focus and of the screen."""
        from tui.screens.dialog import FlowDialog
        from tui.state.help import help_blocks

        if not isinstance(self.screen, FlowDialog):
            self.push_screen(FlowDialog("Keys", help_blocks(self._key_groups(), str(settings_path()))))

    def _key_groups(self) -> list[tuple[str, list[tuple[str, str, str]]]]:
        """Return the bindings in force by where they come from."""
        groups: dict[str, dict[str, tuple[str, str, str]]] = {}
        for key, active in self.screen.active_bindings.items():
            node, binding = active.node, active.binding
            if key.startswith("super"):
                continue
            title = (
                "Everywhere"
                if node is self
                else "In the pane in focus"
                if node is not self.screen
                else "Here"
            )
            rows = groups.setdefault(title, {})
            name = binding.id or binding.action
            keys = self.get_key_display(binding)
            known = rows.get(name)
            together = f"{known[0]}, {keys}" if known and keys not in known[0].split(", ") else keys
            what = binding.tooltip or binding.description or binding.action
            rows[name] = (known[0] if known and keys in known[0].split(", ") else together, what,
                          binding.id or "")  # fmt: skip
        order = ("Here", "In the pane in focus", "Everywhere")
        return [(title, list(groups[title].values())) for title in order if title in groups]

    def open_address(self, url: str) -> None:
        """Hand an address of the web to a browser; where none is, tell it and put it on the clipboard."""
        address = web_address(url)
        if address is None:
            self.notify(f"That is no web address; it is not opened: {url[:200]}", markup=False)
        elif self.is_web or browser_here():
            self.open_url(address)
            self.notify(address[:300], title="Opened", markup=False)
        else:
            self.run_worker(partial(self._copy_address, address), thread=True, exit_on_error=False)

    def _copy_address(self, address: str) -> None:
        done = copy(
            address, lambda text: self.call_from_thread(self.copy_to_clipboard, text), self.settings.clipboard
        )
        told = f"{address[:300]}\n{done}"
        self.call_from_thread(self.notify, told, title="No browser is here", markup=False, timeout=15)

    def action_theme(self) -> None:
        """Change to the next of our themes."""
        names = [theme.name for theme in THEMES]
        place = names.index(self.theme) if self.theme in names else -1
        self.theme = names[(place + 1) % len(names)]

    def get_key_display(self, binding: Binding) -> str:
        """Return a key as it is called on a keyboard."""
        return key_name(super().get_key_display(binding))

    def get_system_commands(self, screen: Screen[object]) -> Iterable[SystemCommand]:
        """Offer every action of the conversation in the command palette, each with its keys."""
        if isinstance(screen, Room):
            keys: dict[str, list[str]] = {}
            for active in screen.active_bindings.values():
                keys.setdefault(active.binding.action, []).append(self.get_key_display(active.binding))
            for binding in (*ROOM, *APP):
                if binding.action.startswith(("pane", "leave")) or binding.id == "jump-anywhere":
                    continue
                told = "Key " + " or ".join(keys.get(binding.action, ["none"]))
                node = self if binding in APP else screen
                yield SystemCommand(binding.tooltip, told, self._command(node, binding.action))
        else:
            yield SystemCommand(
                "Help: all keys", "What the keys do on this screen", self._command(self, "help")
            )
        yield SystemCommand("Choose a theme", "Ours and Textual's", self.action_change_theme)

    def _command(self, node: DOMNode, action: str) -> Callable[[], Awaitable[None]]:
        async def run() -> None:
            await self.run_action(action, node)

        return run


def key_name(shown: str) -> str:
    """Return a key's name with capitals where keyboards have them: F1, Esc, Shift+Tab, ^Q."""
    return "+".join(
        part.upper() if part.startswith("^") else part.capitalize() if len(part) > 1 else part
        for part in (shown.split("+") if len(shown) > 1 else [shown])
    )


def calm_collector() -> None:
    """Let Python look for cyclic garbage among old objects a tenth as often.

    With 500 answers in the thread such a look takes 35 ms and came at every thirtieth key;
    what it finds is a few hundred kilobytes.
    """
    gc.set_threshold(2_000, 20, 50)


def run(library: Path | None, model: str | None, plain: bool = False) -> int:
    """Run the app, or the conversation as lines.

    Args:
        library: Folder of the library; None for the default one.
        model: Encoder the index must have been made with; None takes it as it is.
        plain: Lines instead of a drawn screen.

    Returns:
        The exit status.

    Raises:
        FootnotedError: When the settings are wrong, or the library cannot be opened as lines.
    """
    path = settings_path()
    settings = load_settings(path)
    if settings.keys or settings.theme != Settings().theme:
        from tui.setting_names import binding_ids, check_keys, theme_names

        check_names(path, settings, binding_ids(), theme_names())
        check_keys(path, settings.keys)
    engine = Engine(library, model, settings.passages)
    store = SessionStore()
    if plain:
        from tui.plain import PlainRoom

        return PlainRoom(engine, store, way_to_copy=settings.clipboard).run()
    calm_collector()
    app = FootnotedApp(engine, store, settings)
    app.run()
    return app.return_code or 0


if __name__ == "__main__":
    sys.exit(run(None, None))
