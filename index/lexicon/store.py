"""The dictionary laid out as a table, made once and asked by word."""

from __future__ import annotations

import contextlib
import os
import sqlite3
import tempfile
import threading
from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path

from corpus.progress import Progress, no_progress
from index import analyzers
from index.encoders.store import ASIDE, encoders_home, sweep
from index.lexicon.cedict import MAX_GLOSS_TERMS, SHA256, Entry, data_file, entries

SCHEMA = 3
"""Raised whenever the same dictionary would give another table."""
_STEP = "laying out the dictionary"
_TOLD_EVERY = 4096
_ENTRIES = 122_143
"""Entries of the dictionary, for the estimate."""
_JOINT = "|"
_AT_ONCE = 500
"""Words asked in one statement; SQLite allows at least 999."""
_TABLES = """
    PRAGMA user_version = {version};
    CREATE TABLE chinese (gloss TEXT PRIMARY KEY, words TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE english (word TEXT PRIMARY KEY, glosses TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE said (word TEXT PRIMARY KEY, glosses TEXT NOT NULL) WITHOUT ROWID;
    CREATE TABLE words (term TEXT PRIMARY KEY) WITHOUT ROWID;
    CREATE TABLE characters (old TEXT PRIMARY KEY, new TEXT NOT NULL) WITHOUT ROWID;
"""


class Lexicon:
    """Looks up words; may be asked from several threads."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        """Keep an opened table, which `open_lexicon` gives."""
        self._connection = connection
        self._lock = threading.Lock()

    def chinese(self, glosses: Iterable[Sequence[str]]) -> dict[tuple[str, ...], tuple[str, ...]]:
        """Return the Chinese words of English glosses, those that it does not know left out.

        Args:
            glosses: Each as terms, as `analyzers.analyze` gives them.
        """
        asked = [" ".join(terms) for terms in glosses if 0 < len(terms) <= MAX_GLOSS_TERMS]
        found = self._ask("SELECT gloss, words FROM chinese WHERE gloss IN ({})", asked)
        return {tuple(gloss.split(" ")): tuple(words.split(_JOINT)) for gloss, words in found.items()}

    def knows(self, terms: Iterable[str]) -> bool:
        """Return whether any of some English words, as `analyzers.analyze` gives them, stands in a gloss."""
        return bool(self._ask("SELECT term, term FROM words WHERE term IN ({})", list(terms)))

    def simplified(self, characters: Iterable[str]) -> dict[str, str]:
        """Return the simplified forms of traditional characters; others are left out."""
        return self._ask("SELECT old, new FROM characters WHERE old IN ({})", list(characters))

    def english(self, words: Iterable[str]) -> dict[str, tuple[tuple[str, ...], ...]]:
        """Return the English glosses of Chinese words, each as terms; words not known are left out."""
        found = self._ask("SELECT word, glosses FROM english WHERE word IN ({})", list(words))
        return {
            word: tuple(tuple(gloss.split(" ")) for gloss in glosses.split(_JOINT))
            for word, glosses in found.items()
        }

    def said(self, words: Iterable[str]) -> dict[str, tuple[str, ...]]:
        """Return what English says for Chinese words, the usual meaning first; no word not known."""
        found = self._ask("SELECT word, glosses FROM said WHERE word IN ({})", list(words))
        return {word: tuple(glosses.split(_JOINT)) for word, glosses in found.items()}

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def _ask(self, statement: str, keys: Sequence[str]) -> dict[str, str]:
        found: dict[str, str] = {}
        for start in range(0, len(keys), _AT_ONCE):
            some = keys[start : start + _AT_ONCE]
            with self._lock:
                found.update(self._connection.execute(statement.format(",".join("?" * len(some))), some))
        return found


_opened: dict[Path, Lexicon] = {}
_opening = threading.Lock()


def open_lexicon(progress: Progress = no_progress) -> Lexicon:
    """Return the dictionary, laid out first where that was not done yet (4 seconds, once).

    Args:
        progress: Told while it is laid out; may raise Cancelled.

    Raises:
        ModelError: When the dictionary is missing or another file than the one known.
    """
    path = lexicon_file()
    with _opening:
        if path not in _opened:
            _opened[path] = _open(path, progress)
        return _opened[path]


def _open(path: Path, progress: Progress) -> Lexicon:
    try:
        if not _is_whole(path):
            path.parent.mkdir(parents=True, exist_ok=True)
            _write(path, progress)
        return Lexicon(_readable(path))
    except (OSError, sqlite3.Error):
        # A data folder that cannot be written must not keep a question from its answer.
        memory = sqlite3.connect(":memory:", check_same_thread=False)
        _fill(memory, entries(data_file()), progress)
        return Lexicon(memory)


def _readable(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


def lexicon_file() -> Path:
    """Return where the laid out dictionary belongs: beside the exported encoders."""
    return encoders_home() / f"cedict-{SHA256[:12]}-{SCHEMA}.sqlite"


def _version() -> int:
    """Return the number that a finished table carries: the analysis of its glosses is part of it."""
    return 1000 * analyzers.VERSION + SCHEMA


def _is_whole(path: Path) -> bool:
    if not path.is_file():
        return False
    try:
        with contextlib.closing(_readable(path)) as connection:
            return bool(connection.execute("PRAGMA user_version").fetchone()[0] == _version())
    except sqlite3.Error:
        return False


def _write(path: Path, progress: Progress) -> None:
    """Make the table aside and put it in place by one rename."""
    sweep(path.parent)
    handle, name = tempfile.mkstemp(prefix=ASIDE, suffix=".sqlite", dir=path.parent)
    os.close(handle)
    aside = Path(name)
    try:
        with contextlib.closing(sqlite3.connect(aside)) as connection:
            _fill(connection, entries(data_file()), progress)
        aside.chmod(0o644)
        aside.replace(path)
    finally:
        aside.unlink(missing_ok=True)


def _fill(connection: sqlite3.Connection, source: Iterable[Entry], progress: Progress) -> None:
    chinese: dict[str, list[str]] = defaultdict(list)
    english: dict[str, list[str]] = defaultdict(list)
    said: dict[str, list[str]] = defaultdict(list)
    characters: dict[str, Counter[str]] = defaultdict(Counter)
    for number, entry in enumerate(source):
        if number % _TOLD_EVERY == 0:
            progress(_STEP, number, _ENTRIES)
        for old, new in _beside(entry):
            characters[old][new] += 1
        for word in dict.fromkeys((entry.simplified, entry.traditional)):
            glosses = [" ".join(terms) for terms in entry.glosses]
            english[word] += glosses
            said[word] += entry.said
            for gloss in glosses:
                chinese[gloss].append(word)
    connection.executescript(_TABLES.format(version=_version()))
    with connection:
        connection.executemany("INSERT INTO chinese VALUES (?, ?)", _rows(chinese))
        connection.executemany("INSERT INTO english VALUES (?, ?)", _rows(english))
        connection.executemany("INSERT INTO said VALUES (?, ?)", _rows(said))
        terms = {term for gloss in chinese for term in gloss.split(" ")}
        connection.executemany("INSERT INTO words VALUES (?)", ((term,) for term in sorted(terms)))
        connection.executemany("INSERT INTO characters VALUES (?, ?)", _changed(characters))
    progress(_STEP, _ENTRIES, _ENTRIES)


def _beside(entry: Entry) -> Iterable[tuple[str, str]]:
    """Return the characters of a word in both scripts, side by side."""
    same = len(entry.simplified) == len(entry.traditional)
    return zip(entry.traditional, entry.simplified, strict=True) if same else ()


def _changed(characters: Mapping[str, Counter[str]]) -> Iterable[tuple[str, str]]:
    """Yield the characters that simplified script never has, with their form in it."""
    # "著" became "着", and stayed in other words.
    kept = {new for forms in characters.values() for new in forms}
    for old, forms in sorted(characters.items()):
        if old not in kept:
            yield old, max(forms, key=lambda form: (forms[form], form))


def _rows(table: Mapping[str, Sequence[str]]) -> Iterable[tuple[str, str]]:
    return ((key, _JOINT.join(dict.fromkeys(table[key]))) for key in sorted(table) if table[key])
