"""Sessions: conversations and what was taken from them, saved as they go.

A session is one file of JSON lines that is only ever appended to, each line flushed to
the disk before the next thing happens: a killed process or a lost terminal costs at most
what was being typed. A line torn by a power cut is skipped and the rest is kept.
"""

from __future__ import annotations

import json
import os
import re
import secrets
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from threading import Lock
from typing import Any

from corpus.errors import FootnotedError
from qa.answer import Answer
from qa.quotation import Quotation
from qa.session_rows import answer_from_row, answer_to_row, quotation_from_row, quotation_to_row

VARIABLE = "FOOTNOTED_SESSIONS"
"""Environment variable that names another folder for sessions."""
MAX_FILE = 512 * 1024 * 1024
"""Bytes of a session that is still opened; 1,000 questions take about 30 MB."""
MAX_NAME = 80
"""Characters of a session's name."""

_ID = re.compile(r"[0-9]{8}-[0-9]{6}-[0-9a-f]{6}")


class SessionError(FootnotedError):
    """A session cannot be saved, found or read."""


@dataclass(frozen=True, slots=True)
class SessionInfo:
    """A session, as a list of sessions shows it."""

    session_id: str
    name: str
    """Given by its owner, else the first question."""
    changed: str
    """When something was last added, ISO 8601, UTC."""
    turns: int
    quotations: int
    library: str
    """Folder of the library that was asked."""
    damaged: int = 0
    """Lines that could not be read and were skipped."""


class Session:
    """One conversation with its quotations; every change is on the disk when the call returns."""

    def __init__(self, path: Path, library: str = "") -> None:
        """Begin a session that will be kept in `path`; nothing is written before there is something."""
        self.path = path
        self.library = library
        self.name = ""
        self.turns: list[Answer] = []
        self.unanswered: list[str] = []
        """Questions that were asked and whose answer was not saved: the process was killed."""
        self.quotations: list[Quotation] = []
        self.damaged = 0
        self._begun = path.exists()
        self._lock = Lock()

    @property
    def session_id(self) -> str:
        """Return the session's name on the disk."""
        return self.path.stem

    @property
    def title(self) -> str:
        """Return its name, else its first question, else what it is."""
        asked = [turn.question.text for turn in self.turns[:1]] + self.unanswered
        first = asked[0] if asked else "New session"
        return self.name or first[:MAX_NAME]

    def add_question(self, question: str) -> None:
        """Keep a question before its answer is there.

        Raises:
            SessionError: When it cannot be written.
        """
        self.unanswered.append(question)
        self._append({"event": "asked", "question": question})

    def add_turn(self, answer: Answer) -> None:
        """Keep a question with its answer.

        Raises:
            SessionError: When it cannot be written; it stays in the session in memory.
        """
        self._answered(answer)
        self._append({"event": "turn", "answer": answer_to_row(answer)})

    def add_quotation(self, quotation: Quotation) -> None:
        """Keep a quotation in the dossier; one that is there already is not added twice."""
        if quotation in self.quotations:
            return
        self.quotations.append(quotation)
        self._append({"event": "quotation", "quotation": quotation_to_row(quotation)})

    def remove_quotation(self, position: int) -> None:
        """Take the quotation at `position` (0-based) out of the dossier."""
        del self.quotations[position]
        self._append({"event": "unquote", "position": position})

    def rename(self, name: str) -> None:
        """Give the session a name; an empty one goes back to the first question."""
        self.name = " ".join(name.split())[:MAX_NAME]
        self._append({"event": "name", "name": self.name})

    def _answered(self, answer: Answer) -> None:
        self.turns.append(answer)
        if answer.question.text in self.unanswered:
            self.unanswered.remove(answer.question.text)

    def _append(self, row: dict[str, Any]) -> None:
        with self._lock:
            self._write(row)

    def _write(self, row: dict[str, Any]) -> None:
        rows = [row] if self._begun else [{"event": "session", "version": 1, "library": self.library}, row]
        stamp = datetime.now(UTC).isoformat(timespec="seconds")
        text = "".join(json.dumps({**one, "at": stamp}, ensure_ascii=True) + "\n" for one in rows)
        try:
            self.path.parent.mkdir(parents=True, exist_ok=True)
            descriptor = os.open(self.path, os.O_RDWR | os.O_APPEND | os.O_CREAT, 0o600)
            with os.fdopen(descriptor, "r+b") as file:
                if file.seek(0, os.SEEK_END) and not _ends_line(file.fileno(), file.tell()):
                    text = "\n" + text
                os.write(file.fileno(), text.encode())
                os.fsync(file.fileno())
        except OSError as error:
            raise SessionError(
                f"The session cannot be saved in {self.path.parent}: {error.strerror}.",
                f"Free space or name another folder in {VARIABLE}.",
            ) from error
        self._begun = True


class SessionStore:
    """A folder of sessions."""

    def __init__(self, folder: Path | None = None) -> None:
        """Use a folder; by default FOOTNOTED_SESSIONS or the platform's data folder."""
        self.folder = folder or default_folder()

    def create(self, library: str) -> Session:
        """Return a new session; its file is made with the first thing kept."""
        stamp = datetime.now(UTC).strftime("%Y%m%d-%H%M%S")
        return Session(self.folder / f"{stamp}-{secrets.token_hex(3)}.jsonl", library)

    def resume(self, session_id: str) -> Session:
        """Open a saved session.

        Raises:
            SessionError: When there is none of that name, or it cannot be read.
        """
        if not _ID.fullmatch(session_id):
            raise SessionError(f"{session_id[:80]!r} is no session.", "Choose one from the list of sessions.")
        path = self.folder / f"{session_id}.jsonl"
        session = Session(path)
        for row in _rows(path, session):
            try:
                _apply(session, row)
            except (ValueError, KeyError, TypeError, IndexError, AttributeError):
                session.damaged += 1
        return session

    def sessions(self, search: str = "") -> tuple[SessionInfo, ...]:
        """Return the saved sessions, last changed first.

        Args:
            search: Words that must all occur in a session's name, questions or passages.
        """
        try:
            paths = [path for path in self.folder.glob("*.jsonl") if _ID.fullmatch(path.stem)]
        except OSError:
            paths = []
        found = [info for path in paths if (info := _info(path, search.casefold().split())) is not None]
        return tuple(sorted(found, key=lambda info: (info.changed, info.session_id), reverse=True))

    def delete(self, session_id: str) -> None:
        """Delete a saved session for good.

        Raises:
            SessionError: When there is none of that name or it cannot be deleted.
        """
        if not _ID.fullmatch(session_id):
            raise SessionError(f"{session_id[:80]!r} is no session.", "Choose one from the list of sessions.")
        try:
            (self.folder / f"{session_id}.jsonl").unlink()
        except OSError as error:
            raise SessionError(f"The session {session_id} cannot be deleted: {error.strerror}.") from error


def default_folder() -> Path:
    """Return FOOTNOTED_SESSIONS, or `sessions` in the platform's data folder for footnoted."""
    named = os.environ.get(VARIABLE, "").strip()
    if named:
        return Path(named).expanduser().absolute()
    from platformdirs import user_data_path

    return user_data_path("footnoted", appauthor=False) / "sessions"


def _apply(session: Session, row: dict[str, Any]) -> None:
    """Do again in memory what a line says was done."""
    event = row["event"]
    if event == "session":
        session.library = str(row["library"])
    elif event == "name":
        session.name = str(row["name"])[:MAX_NAME]
    elif event == "turn":
        session._answered(answer_from_row(row["answer"]))
    elif event == "asked":
        session.unanswered.append(str(row["question"]))
    elif event == "quotation":
        session.quotations.append(quotation_from_row(row["quotation"]))
    elif event == "unquote":
        del session.quotations[int(row["position"])]


def _rows(path: Path, session: Session) -> Iterator[dict[str, Any]]:
    """Yield a session file's readable lines; count the others in `session.damaged`."""
    try:
        if path.stat().st_size > MAX_FILE:
            raise SessionError(
                f"The session {path.stem} is larger than {MAX_FILE:,} bytes.", "Begin a new one."
            )
        lines = path.read_bytes().splitlines()
    except OSError as error:
        raise SessionError(f"The session {path.stem} cannot be read: {error.strerror}.") from error
    for line in lines:
        try:
            row = json.loads(line) if line.strip() else None
        except (ValueError, RecursionError):
            row = line
        if isinstance(row, dict):
            yield row
        elif row is not None:
            session.damaged += 1


def _info(path: Path, words: list[str]) -> SessionInfo | None:
    """Return what the list says of a session, or None when `words` do not occur in it."""
    session = Session(path)
    changed, first, turns, quotations, said = "", "", 0, 0, []
    try:
        for row in _rows(path, session):
            changed = str(row.get("at", changed))
            event = row.get("event")
            if event == "turn":
                turns += 1
            if event in ("turn", "asked"):
                first = first or str(row.get("question") or row.get("answer", {}).get("question", ""))
            elif event in ("session", "name"):
                _apply(session, row)
            quotations += {"quotation": 1, "unquote": -1}.get(str(event), 0)
            if words:
                said.append(_said(row))
    except (SessionError, KeyError, AttributeError):
        return None
    name = session.name or first[:MAX_NAME] or "(empty)"
    text = (name + "\n" + "\n".join(said)).casefold()
    if not all(word in text for word in words):
        return None
    return SessionInfo(path.stem, name, changed, turns, quotations, session.library, session.damaged)


def _said(row: dict[str, Any]) -> str:
    """Return the words of a line that a search looks through."""
    answer = row.get("answer") or {}
    passages = [str(shown.get("passage", {}).get("text", "")) for shown in answer.get("passages", ())]
    return "\n".join([str(row.get("question") or answer.get("question", "")), *passages])


def _ends_line(descriptor: int, size: int) -> bool:
    """Return whether the file's last byte ends a line, so that a torn line stays alone."""
    return os.pread(descriptor, 1, size - 1) == b"\n"
