from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import textwrap
import time
from pathlib import Path

import pytest

from qa.quotation import quotation_of
from qa.sessions import Session, SessionError, SessionStore
from tests.qa.samples import answer, document, shown

ROOT = Path(__file__).parents[2]


@pytest.fixture
def store(tmp_path: Path) -> SessionStore:
    return SessionStore(tmp_path / "sessions")


def filled(store: SessionStore) -> Session:
    session = store.create("/somewhere/library")
    session.add_turn(answer())
    session.add_quotation(quotation_of(shown(document(), 0), document(), "Who paid?"))
    session.rename("  Bridges \n and tunnels ")
    return session


def test_a_resumed_session_is_the_one_that_was_saved(store):
    session = filled(store)
    again = store.resume(session.session_id)
    assert again.turns == session.turns
    assert again.turns[0] == answer()
    assert again.quotations == session.quotations
    assert (again.name, again.library, again.damaged) == ("Bridges and tunnels", "/somewhere/library", 0)


def test_nothing_is_written_before_something_is_kept(store):
    store.create("lib")
    assert not store.folder.exists()


def test_a_resumed_session_goes_on(store):
    session = store.resume(filled(store).session_id)
    session.remove_quotation(0)
    session.add_turn(answer("And the tunnel?"))
    again = store.resume(session.session_id)
    assert [turn.question.text for turn in again.turns] == ["Who paid for the bridge?", "And the tunnel?"]
    assert again.quotations == []


def test_a_quotation_is_kept_once(store):
    session = filled(store)
    session.add_quotation(session.quotations[0])
    assert len(store.resume(session.session_id).quotations) == 1


def test_a_question_without_its_answer_is_remembered_as_such(store):
    session = store.create("lib")
    session.add_question("Who paid for the bridge?")
    session.add_question("Who else?")
    session.add_turn(answer())
    again = store.resume(session.session_id)
    assert again.unanswered == ["Who else?"] and len(again.turns) == 1
    other = store.create("lib")
    other.add_question("What of Bergen?")
    assert store.resume(other.session_id).title == "What of Bergen?"
    assert [info.name for info in store.sessions("bergen what")] == ["What of Bergen?"]


@pytest.mark.parametrize(
    "damage",
    [
        b'{"event": "turn", "answer": {"quest',
        b"\x00\xff\xfe not json",
        b'{"event": "turn", "answer": {}}\n',
        b'{"event": "turn", "answer": [1]}\n',
        b'{"event": "unquote", "position": 9}\n',
        b"[1, 2]\n",
        b'{"no": "event"}\n',
        b"[" * 5000 + b"\n",
    ],
)
def test_damaged_lines_are_skipped_and_the_rest_is_kept(store, damage):
    session = filled(store)
    with session.path.open("ab") as file:
        file.write(damage)
    again = store.resume(session.session_id)
    again.add_turn(answer("Next?"))
    last = store.resume(session.session_id)
    assert [turn.question.text for turn in last.turns] == ["Who paid for the bridge?", "Next?"]
    assert last.damaged == 1
    assert store.sessions()[0].turns >= 2


def test_sessions_are_listed_last_changed_first_and_searched(store):
    first, second = filled(store), store.create("lib")
    second.add_turn(answer("What about rivers?"))
    stamp = json.dumps({"event": "name", "name": "Zoo", "at": "2099-01-01T00:00:00+00:00"}) + "\n"
    with first.path.open("a") as file:
        file.write(stamp)
    infos = store.sessions()
    assert [info.name for info in infos] == ["Zoo", "What about rivers?"]
    assert (infos[0].turns, infos[0].quotations) == (1, 1)
    assert [info.name for info in store.sessions("RIVERS about")] == ["What about rivers?"]
    assert len(store.sessions("tunnel bergen")) == 2, "passages are searched too"
    assert store.sessions("giraffe") == ()


def test_foreign_files_are_no_sessions(store):
    filled(store)
    (store.folder / "notes.jsonl").write_text("{}\n")
    assert len(store.sessions()) == 1


@pytest.mark.parametrize("name", ["", "../../etc/passwd", "20260101-000000-zzzzzz", "x" * 5000])
def test_a_name_that_is_none_is_refused(store, name):
    with pytest.raises(SessionError):
        store.resume(name)
    with pytest.raises(SessionError):
        store.delete(name)


def test_a_missing_session_is_said(store):
    with pytest.raises(SessionError, match="20260101-000000-abcdef"):
        store.resume("20260101-000000-abcdef")


def test_delete(store):
    session = filled(store)
    store.delete(session.session_id)
    assert store.sessions() == ()


def test_what_cannot_be_written_is_said_and_stays_in_memory(tmp_path):
    (tmp_path / "file").write_text("")
    session = SessionStore(tmp_path / "file" / "sessions").create("lib")
    with pytest.raises(SessionError, match="cannot be saved"):
        session.add_turn(answer())
    assert len(session.turns) == 1


def test_files_are_the_owners_alone(store):
    assert filled(store).path.stat().st_mode & 0o077 == 0


def test_kill_9_loses_nothing_that_was_kept(store, tmp_path):
    script = textwrap.dedent("""
        import sys
        from pathlib import Path
        from qa.sessions import SessionStore
        from tests.qa.samples import answer
        session = SessionStore(Path(sys.argv[1])).create("lib")
        kept = answer()
        for _ in range(100000):
            session.add_turn(kept)
            print(len(session.turns), flush=True)
    """)
    process = subprocess.Popen(
        [sys.executable, "-c", script, str(store.folder)],
        stdout=subprocess.PIPE, cwd=ROOT, env={**os.environ, "PYTHONPATH": str(ROOT)},
    )  # fmt: skip
    assert process.stdout is not None
    said = 0
    deadline = time.monotonic() + 30
    while said < 20 and time.monotonic() < deadline:
        said = int(process.stdout.readline() or said)
    process.send_signal(signal.SIGKILL)
    rest = process.stdout.read().split()
    process.wait()
    said = max([said, *map(int, rest)])
    session = store.resume(store.sessions()[0].session_id)
    assert said >= 20
    assert len(session.turns) in (said, said + 1)
