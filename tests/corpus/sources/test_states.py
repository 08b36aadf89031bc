"""Every state of the loopback web is told rightly, and no dead link is called live."""

from __future__ import annotations

import itertools
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.sources.audit import AuditRow, audit
from corpus.sources.fetch import FetchResult, fetch
from corpus.sources.settings import FetchSettings
from tests.corpus.sources.cases import cases
from tests.corpus.sources.web import Asked, Web, report, running

SETTINGS = FetchSettings(
    pause=0.02,
    backoff=0.05,
    retries=2,
    longest_wait=5.0,
    connect_timeout=3.0,
    read_timeout=4.0,
    deadline=8.0,
    max_bytes=300_000,
    hosts_at_once=48,  # of more, a busy machine makes some late
    allow_private=True,
    wayback=False,
)


def resolve(host: str, port: int) -> Sequence[str]:
    if host.endswith(".example"):
        raise OSError("no such host")
    return [host]


GIVEN_UP = ("Drip", "Silent", "Gigabyte", "Chunks without end")


class World:
    """The web with every state on it, and a library that was fetched from it once."""

    def __init__(self, web: Web, folder: Path) -> None:
        self.cases = cases(web)
        self.web = web
        self.library = Library.open(folder / "library", create=True)
        self.library.add(report(folder, [(case.name, case.url) for case in self.cases]))
        self.result: FetchResult = fetch(self.library, SETTINGS, resolve=resolve)
        self.rows: dict[int, AuditRow] = {row.note: row for row in audit(self.library)}


@pytest.fixture(scope="module")
def world(tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    with running() as web:
        made = World(web, tmp_path_factory.mktemp("states"))
        yield made
        made.library.close()


def names() -> list[str]:
    with running() as web:
        return [case.name for case in cases(web)]


NAMES = names()


@pytest.mark.parametrize("name", NAMES)
def test_each_state_is_told(world: World, name: str) -> None:
    at, case = next((at, case) for at, case in enumerate(world.cases, 1) if case.name == name)
    row = world.rows[at]
    assert row.citation.url == (case.url or None)
    assert (row.state, row.standing.reason) == (case.state, row.standing.reason)
    assert case.says.lower() in row.standing.reason.lower()


def test_no_source_is_left_out_and_none_captured_twice(world: World) -> None:
    links = [case for case in world.cases if case.state != "not-a-link"]
    assert world.result.targets == len(links)
    assert len(world.result.made) == len(links)


def test_what_is_captured_is_a_document_tied_to_its_note(world: World) -> None:
    sources = {entry.doc_id: entry for entry in world.library.documents() if entry.kind == "source"}
    readable = [at for at, case in enumerate(world.cases, 1) if case.state in ("live", "moved")]
    tied = {note for doc_id in sources for _, note in world.library.document(doc_id).cited_by}
    assert tied == set(readable)


def test_texts_are_read_in_their_own_characters(world: World) -> None:
    plain = next(at for at, case in enumerate(world.cases, 1) if case.name == "Plain")
    texts = {
        note: world.library.document(entry.doc_id).text
        for entry in world.library.documents()
        if entry.kind == "source"
        for _, note in world.library.document(entry.doc_id).cited_by
    }
    assert "军民融合" in texts[plain]


def answered(world: World) -> list[Asked]:
    """What was asked, but for servers that go on writing when their answer was given up."""
    given_up = {case.url.split("/")[2].split(":")[0] for case in world.cases if case.name in GIVEN_UP}
    return [asked for asked in world.web.log if asked.host not in given_up]


def test_nothing_is_asked_for_again(world: World) -> None:
    before = len(answered(world))
    again = fetch(world.library, SETTINGS, resolve=resolve)
    assert not again.made
    assert len(answered(world)) == before


def test_a_host_is_asked_one_thing_at_a_time_with_a_rest(world: World) -> None:
    by_host: dict[str, list[tuple[float, float]]] = {}
    for asked in answered(world):
        by_host.setdefault(asked.host, []).append((asked.at, asked.ended))
    rests = [
        later[0] - earlier[1]
        for times in map(sorted, by_host.values())
        for earlier, later in itertools.pairwise(times)
    ]
    assert len(rests) > 60
    # The server notes an end a moment after the client has its answer, on a busy machine a long one.
    assert sorted(rests)[len(rests) // 10] >= SETTINGS.pause * 0.5


def test_robots_are_asked_before_pages_and_once(world: World) -> None:
    for host in {asked.host for asked in world.web.log}:
        paths = world.web.asked(host)
        assert paths[0] == "/robots.txt"
        if "Robots broken" not in [case.name for case in world.cases if f"//{host}:" in case.url]:
            assert paths.count("/robots.txt") == 1


def test_who_asks_is_told_honestly(world: World) -> None:
    assert {asked.headers["User-Agent"] for asked in world.web.log} == {SETTINGS.user_agent}
    assert "Footnoted" in SETTINGS.user_agent
