"""Settings of the app: one TOML file, every key known, unknown ones refused with the nearest name."""

from __future__ import annotations

import os
import re
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field, fields
from difflib import get_close_matches
from pathlib import Path
from typing import Any, Literal, get_args

from corpus.errors import UsageError

VARIABLE = "FOOTNOTED_SETTINGS"
"""Environment variable that names another settings file."""
MAX_BYTES = 1_000_000
"""Bytes of a settings file that is read."""

Clipboard = Literal["auto", "system", "terminal", "both"]

_MODIFIERS = frozenset(("ctrl", "shift", "alt", "meta", "super", "hyper"))
_NAMED_KEYS = frozenset(
    (
        "at", "backspace", "delete", "down", "end", "enter", "escape", "home", "insert", "left", "minus",
        "pagedown", "pageup", "plus", "right", "slash", "space", "tab", "up",
    )
)  # fmt: skip
"""Keys whose names are no characters' in Unicode."""


class SettingsError(UsageError):
    """The settings file cannot be read, or says something that no setting is."""


@dataclass(frozen=True, slots=True)
class Settings:
    """What a person can set. Each field is a key of the file."""

    theme: str = "footnoted-dark"
    """Name of a theme: "footnoted-dark", "footnoted-light", "footnoted-contrast", or one of Textual's."""
    passages: int = 5
    """Passages shown for a question, 1 to 50."""
    clipboard: Clipboard = "auto"
    """"system" (wl-copy, xclip, pbcopy …), "terminal" (OSC 52), "both"; "auto": both where possible."""
    welcome: bool = True
    """Whether an empty conversation offers questions."""
    keys: dict[str, str] = field(default_factory=dict)
    """The table [keys]: the id of a binding (see the help screen) and its keys, separated by commas."""


def settings_path() -> Path:
    """Return FOOTNOTED_SETTINGS, or `settings.toml` in the platform's configuration folder."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_config_path

    return user_config_path("footnoted", appauthor=False) / "settings.toml"


def load_settings(path: Path, bindings: frozenset[str] = frozenset(), themes: Sequence[str] = ()) -> Settings:
    """Read the settings; a missing file means the defaults.

    Args:
        path: The TOML file.
        bindings: Ids that the table [keys] may name; empty to leave them unchecked.
        themes: Names of themes; empty to leave the theme unchecked.

    Raises:
        SettingsError: Naming the file, the key and what to write instead.
    """
    try:
        data = path.read_bytes()
    except FileNotFoundError:
        return Settings()
    except OSError as error:
        raise SettingsError(f"The settings {path} cannot be read: {error.strerror}.") from error
    if len(data) > MAX_BYTES:
        raise SettingsError(f"The settings {path} have {len(data):,} bytes; that is no settings file.")
    try:
        table = tomllib.loads(data.decode("utf-8"))
    except (tomllib.TOMLDecodeError, UnicodeDecodeError, RecursionError) as error:
        raise SettingsError(f"The settings {path} are not TOML: {error}.", "Correct that line.") from error
    settings = _settings(path, table)
    check_names(path, settings, bindings, themes)
    return settings


def check_names(path: Path, settings: Settings, bindings: frozenset[str], themes: Sequence[str]) -> None:
    """Refuse the name of a binding or theme that there is none of; see `load_settings`."""
    for name in settings.keys:
        if bindings and name not in bindings:
            raise SettingsError(f"{path}: [keys] has {name[:60]!r}.", _nearest(name, sorted(bindings)))
    if themes and settings.theme not in themes:
        raise SettingsError(f"{path}: theme is {settings.theme[:60]!r}.", _nearest(settings.theme, themes))


def _settings(path: Path, table: dict[str, Any]) -> Settings:
    known = [one.name for one in fields(Settings)]
    for key in table:
        if key not in known:
            raise SettingsError(f"{path}: there is no setting {key[:60]!r}.", _nearest(key, known))
    defaults = Settings()
    for key, value in table.items():
        wanted = type(getattr(defaults, key))
        if type(value) is not wanted:
            raise SettingsError(
                f"{path}: {key} is {str(value)[:60]!r}.", f"Write a value of type {wanted.__name__}."
            )
    _check_values(path, table)
    _check_keys(path, table.get("keys", {}))
    return Settings(**table)


def _check_values(path: Path, table: dict[str, Any]) -> None:
    if not 1 <= table.get("passages", 5) <= 50:
        raise SettingsError(f"{path}: passages is {table['passages']}.", "Write a number from 1 to 50.")
    clipboard = table.get("clipboard", "auto")
    if clipboard not in get_args(Clipboard):
        names = [str(name) for name in get_args(Clipboard)]
        raise SettingsError(f"{path}: clipboard is {clipboard[:60]!r}.", _nearest(clipboard, names))


def _check_keys(path: Path, keys: dict[str, Any]) -> None:
    for name, value in keys.items():
        if not isinstance(value, str) or not all(_is_key(key.strip()) for key in value.split(",")):
            raise SettingsError(
                f"{path}: [keys] {name} is not a key.", 'Write keys like "ctrl+e" or "y,ctrl+y".'
            )


def _is_key(name: str) -> bool:
    """Return whether a terminal can send a key of that name: "y", "ctrl+y", "f6", "question_mark"."""
    if len(name) == 1:
        return name.isprintable() and not name.isspace()
    *modifiers, key = name.split("+")
    if not key or not _MODIFIERS.issuperset(modifiers):
        return False
    if len(key) == 1 or key in _NAMED_KEYS or re.fullmatch(r"f([1-9]|1\d|2[0-4])", key):
        return True
    try:
        return bool(unicodedata.lookup(key.replace("_", " ")))
    except KeyError:
        return False


def _nearest(name: str, known: Sequence[str]) -> str:
    """Return the remedy for an unknown name: the nearest one, and all of them."""
    near = get_close_matches(name, known, 1, 0.5)
    known_names = ", ".join(known)
    return (f"Did you mean {near[0]!r}? " if near else "") + f"Known: {known_names}."
