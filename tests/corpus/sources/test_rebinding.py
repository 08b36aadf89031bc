"""A name that leads inside from one moment to the next: a whole capture, a real name server, a real web."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.sources.archive import archive
from corpus.sources.audit import AuditRow, audit
from corpus.sources.fetch import fetch
from corpus.sources.settings import FetchSettings
from tests.corpus.sources.machine import HOST, Machine
from tests.corpus.sources.names import NameServer, name_server
from tests.corpus.sources.web import Answer, Web, article, report

SETTINGS = FetchSettings(pause=0.0, backoff=0.01, retries=2, allow_private=True, wayback=False)
TITLE = "Lima buys cameras"
OUTSIDE, ELSEWHERE = "127.9.1.1", "127.9.1.2"
"""Addresses that may be asked in these tests."""
INSIDE = "169.254.169.254"
"""One that never may, whatever is allowed."""


@pytest.fixture
def names() -> Iterator[NameServer]:
    with name_server() as made:
        yield made


def captured(folder: Path, names: NameServer, url: str, settings: FetchSettings = SETTINGS) -> AuditRow:
    with Library.open(folder / "library", create=True) as library:
        library.add(report(folder, [(TITLE, url)]))
        fetch(library, settings, resolve=names.resolve)
        (row,) = audit(library)
        return row


def test_each_connection_goes_to_the_address_that_was_checked_for_it(
    web: Web, names: NameServer, tmp_path: Path
) -> None:
    names.say("lima.press", OUTSIDE, ELSEWHERE, INSIDE)
    row = captured(tmp_path, names, web.put("lima.press", "/a", article(TITLE)))
    assert row.state == "live"
    assert [(one.path, one.to) for one in web.log] == [("/robots.txt", OUTSIDE), ("/a", ELSEWHERE)]
    assert names.asked == ["lima.press"] * 2  # connecting looked nothing up


@pytest.mark.parametrize(
    "second", [(INSIDE,), (OUTSIDE, INSIDE), (INSIDE, OUTSIDE), ("0.0.0.0",), ("224.0.0.1",)]
)
def test_a_name_that_leads_inside_after_its_robots_were_asked(
    web: Web, names: NameServer, tmp_path: Path, second: tuple[str, ...]
) -> None:
    names.say("lima.press", OUTSIDE, second)
    row = captured(tmp_path, names, web.put("lima.press", "/a", article(TITLE)))
    assert row.state == "refused"
    assert "not on the public internet" in row.standing.reason
    assert web.asked() == ["/robots.txt"]


def test_a_name_that_leads_inside_when_a_busy_page_is_asked_again(
    web: Web, names: NameServer, tmp_path: Path
) -> None:
    names.say("lima.press", OUTSIDE, OUTSIDE, INSIDE)
    url = web.serve("lima.press", "/a", lambda _: Answer(503, b"later"))
    row = captured(tmp_path, names, url)
    assert row.state == "refused"
    assert web.asked() == ["/robots.txt", "/a"]


def test_a_redirect_back_to_a_name_that_leads_inside_by_now(
    web: Web, names: NameServer, tmp_path: Path
) -> None:
    names.say("lima.press", OUTSIDE, OUTSIDE, INSIDE)
    url = web.put("lima.press", "/a", b"", 302, location="/b")
    web.put("lima.press", "/b", article(TITLE))
    row = captured(tmp_path, names, url)
    assert row.state == "refused"
    assert "/b" not in web.asked()


def test_a_redirect_to_another_name_that_leads_inside(web: Web, names: NameServer, tmp_path: Path) -> None:
    names.say("lima.press", OUTSIDE)
    names.say("oslo.press", OUTSIDE, INSIDE)
    there = web.put("oslo.press", "/b", article(TITLE))
    row = captured(tmp_path, names, web.put("lima.press", "/a", b"", 302, location=there))
    assert row.state == "refused"
    assert [(one.host, one.path) for one in web.log][-1] == ("oslo.press", "/robots.txt")


def test_a_refresh_to_a_name_that_leads_inside(web: Web, names: NameServer, tmp_path: Path) -> None:
    names.say("lima.press", OUTSIDE)
    names.say("oslo.press", OUTSIDE, INSIDE)
    there = web.put("oslo.press", "/b", article(TITLE))
    onward = f"<meta http-equiv=refresh content='0; url={there}'><body>Moving.</body>".encode()
    row = captured(tmp_path, names, web.put("lima.press", "/a", onward))
    assert row.state == "refused"
    assert web.asked("oslo.press") == ["/robots.txt"]


def test_a_made_up_address_is_not_asked_for_inside(web: Web, names: NameServer, tmp_path: Path) -> None:
    names.say("lima.press", OUTSIDE, OUTSIDE, INSIDE)
    url = web.put("lima.press", "/a", article("Of other things"))  # so that the site is probed
    row = captured(tmp_path, names, url)
    assert row.state == "live"
    assert web.asked() == ["/robots.txt", "/a"]


def test_loopback_stays_shut_without_the_setting_whatever_was_answered_before(
    web: Web, names: NameServer, tmp_path: Path
) -> None:
    names.say("lima.press", (), OUTSIDE)
    names.say("a.root-servers.net", "198.41.0.4")
    url = web.put("lima.press", "/a", article(TITLE))
    shut = FetchSettings(pause=0.0, retries=0, wayback=False)
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(report(tmp_path, [(TITLE, url)]))
        states = []
        for anew in ("new", "failed"):
            fetch(library, shut, anew=anew, resolve=names.resolve)
            states += [row.state for row in audit(library)]
    assert states == ["dead", "refused"]
    assert not web.log


def test_a_wayback_machine_that_leads_inside_is_not_asked(
    web: Web, names: NameServer, tmp_path: Path
) -> None:
    machine = Machine(web)
    base = web.url("archive.press", "")
    names.say("lima.press", OUTSIDE)
    names.say("archive.press", OUTSIDE, INSIDE)
    web.otherwise("archive.press", web.fallbacks[HOST])
    url = web.url("lima.press", "/gone")
    machine.hold(url, "20180601120000", article(TITLE))
    settings = FetchSettings(pause=0.0, backoff=0.01, retries=0, allow_private=True, wayback_url=base)
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(report(tmp_path, [(TITLE, url)]))
        result = fetch(library, settings, resolve=names.resolve)
        assert list(result.unanswered) == [url]
        assert [row.state for row in audit(library)] == ["dead"]
    assert [path.partition("?")[0] for path in web.asked("archive.press")] == ["/cdx/search/cdx"]


def test_a_page_is_not_sent_to_be_kept_inside(web: Web, names: NameServer, tmp_path: Path) -> None:
    Machine(web)
    base = web.url("archive.press", "")
    names.say("lima.press", OUTSIDE)
    names.say("archive.press", INSIDE)
    web.otherwise("archive.press", web.fallbacks[HOST])
    settings = FetchSettings(pause=0.0, retries=0, allow_private=True, wayback_url=base)
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(report(tmp_path, [(TITLE, web.put("lima.press", "/a", article(TITLE)))]))
        fetch(library, settings, resolve=names.resolve)
        (saved,) = archive(library, settings, resolve=names.resolve)
    assert not saved.shown and "not on the public internet" in saved.reason
    assert not web.asked("archive.press")
