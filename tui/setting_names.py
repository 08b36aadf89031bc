"""What a settings file may name: the bindings of every screen, and the themes.

Asked for only where a settings file has such names: it loads every screen.
"""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from itertools import combinations
from pathlib import Path

from textual.binding import Binding, BindingType
from textual.theme import BUILTIN_THEMES

from tui.keymap import APP, ROOM
from tui.screens.dialog import FlowDialog
from tui.screens.dossier import DossierScreen
from tui.screens.jumping import Jumping
from tui.screens.library import LibraryScreen
from tui.screens.prompt import Prompt
from tui.screens.reader import Reader
from tui.screens.sessions import SessionsScreen
from tui.settings import SettingsError
from tui.themes import THEMES
from tui.widgets.flow_view import FlowView
from tui.widgets.question_box import QuestionBox

_LISTS = (Reader, LibraryScreen, SessionsScreen, DossierScreen, FlowDialog)
"""Screens whose text or list takes keys of its own beside them."""
_TOGETHER: tuple[tuple[BindingType, ...], ...] = (
    (*APP, *ROOM, *FlowView.BINDINGS),
    (*APP, *ROOM, *QuestionBox.BINDINGS),
    *((*APP, *screen.BINDINGS, *FlowView.BINDINGS) for screen in _LISTS),
    (*APP, *Prompt.BINDINGS),
    (*APP, *Jumping.BINDINGS),
)
"""Bindings that are in force at one time: the app's, a screen's, and those of what has the focus in it."""


def binding_ids() -> frozenset[str]:
    """Return the ids of all bindings, as the help screens show them."""
    return frozenset(name for bindings in _TOGETHER for name in _named(bindings))


def check_keys(path: Path, keys: Mapping[str, str]) -> None:
    """Refuse one key for two actions that are in force at one time: only one of them would be done.

    Args:
        path: The settings file, for the message.
        keys: Its table [keys], of ids that there are.

    Raises:
        SettingsError: Naming the key and both actions.
    """
    for bindings in _TOGETHER:
        named = _named(bindings)
        given: dict[str, list[Binding]] = defaultdict(list)
        for name in keys:
            for key in _keys_of(keys[name]) if name in named else ():
                given[key].append(named[name])
        for key, takers in given.items():
            for one, other in combinations(takers, 2):
                # "leave" is done from the answers and from the question box by one key, each in its place.
                if one.action.removeprefix("screen.") != other.action.removeprefix("screen."):
                    raise SettingsError(
                        f"{path}: [keys] gives {key!r} to {one.id} and to {other.id}.",
                        "Give one of them another key.",
                    )


def _named(bindings: Iterable[BindingType]) -> dict[str, Binding]:
    return {one.id: one for one in bindings if isinstance(one, Binding) and one.id}


def _keys_of(text: str) -> Iterator[str]:
    """Yield each of the keys once, by the name that a terminal's key has: "?" is "question_mark"."""
    bound = (one.key for one in Binding.make_bindings([Binding(text, "", "")]))
    yield from dict.fromkeys(bound)


def theme_names() -> list[str]:
    """Return the names of all themes, ours first."""
    return [*(theme.name for theme in THEMES), *BUILTIN_THEMES]
