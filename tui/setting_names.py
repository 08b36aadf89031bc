"""What a settings file may name: the bindings of every screen, and the themes.

Asked for only where a settings file has such names: it loads every screen.
"""

from __future__ import annotations

from textual.binding import Binding
from textual.theme import BUILTIN_THEMES

from tui.keymap import APP, ROOM
from tui.screens.dialog import FlowDialog
from tui.screens.dossier import DossierScreen
from tui.screens.jumping import Jumping
from tui.screens.library import LibraryScreen
from tui.screens.prompt import Prompt
from tui.screens.reader import Reader
from tui.screens.sessions import SessionsScreen
from tui.themes import THEMES
from tui.widgets.flow_view import FlowView
from tui.widgets.question_box import QuestionBox

_ELSEWHERE = (
    FlowView, QuestionBox, Reader, LibraryScreen, SessionsScreen, DossierScreen, FlowDialog, Jumping, Prompt,
)  # fmt: skip


def binding_ids() -> frozenset[str]:
    """Return the ids of all bindings, as the help screens show them."""
    bindings = [*ROOM, *APP, *(binding for node in _ELSEWHERE for binding in node.BINDINGS)]
    return frozenset(one.id for one in bindings if isinstance(one, Binding) and one.id)


def theme_names() -> list[str]:
    """Return the names of all themes, ours first."""
    return [*(theme.name for theme in THEMES), *BUILTIN_THEMES]
