"""Archived captures that are redirects: followed within the archive, and shown as what they are."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.sources.audit import AuditRow, audit
from corpus.sources.fetch import fetch
from corpus.sources.settings import FetchSettings
from tests.corpus.sources.machine import HOST, Machine
from tests.corpus.sources.web import Answer, Web, article, page, report

SETTINGS = FetchSettings(pause=0.01, backoff=0.02, retries=1, allow_private=True)
AT = "20180601120000"
TITLE = "Lima buys cameras"

REFRESHED = page(TITLE, "Moving on.").replace(
    b"<head>", b'<head><meta http-equiv=refresh content="0;url=/x">'
)


def audited(machine: Machine, folder: Path, url: str, title: str = TITLE) -> AuditRow:
    settings = replace(SETTINGS, wayback_url=machine.base)
    with Library.open(folder / "library", create=True) as library:
        library.add(report(folder, [(title, url)]))
        result = fetch(library, settings)
        assert not result.unanswered
        (row,) = audit(library)
        return row


@pytest.mark.parametrize(
    ("status", "listed"), [(301, ""), (302, ""), (307, ""), (308, ""), (301, "-"), (302, "200")]
)
def test_a_redirect_is_followed_within_the_archive(
    web: Web, machine: Machine, tmp_path: Path, status: int, listed: str
) -> None:
    url, there = web.url("127.6.1.1", "/2018/lima"), web.url("127.6.1.2", "/archive/17")
    machine.lead(url, AT, there, status, listed)
    machine.hold(there, "20180620080000", article(TITLE))  # crawled some days after its redirect
    row = audited(machine, tmp_path, url)
    assert row.state == "dead-archived"
    copy = row.standing.archived
    assert (copy.archived_url, copy.archived_at) == (
        f"{machine.base}/web/20180620080000/{there}", "2018-06-20T08:00:00Z",
    )  # fmt: skip
    assert copy.reason == (
        f"The Wayback Machine's copy of 2018-06-20, of {there}, where the cited address led."
    )
    assert copy.redirects[0] == f"{machine.base}/web/{AT}id_/{url}"
    assert row.standing.best == copy


def test_a_capture_of_the_page_itself_goes_before_a_nearer_redirect(
    web: Web, machine: Machine, tmp_path: Path
) -> None:
    url, there = web.url("127.6.2.1", "/2018/lima"), web.url("127.6.2.2", "/archive/17")
    machine.lead(url, "20180503120000", there)
    machine.hold(there, "20180503120000", article(TITLE, 7))
    shown = machine.hold(url, "20140101000000", article(TITLE, 48))
    row = audited(machine, tmp_path, url)
    assert row.standing.archived_url == shown
    assert row.standing.archived.reason == "The Wayback Machine's copy of 2014-01-01."


@pytest.mark.parametrize(
    ("onward", "body"),
    [
        ("/", article("The Valley Daily")),
        ("/?from=lima", article("The Valley Daily")),
        ("/login?next=lima", article(TITLE)),
        ("/search?q=lima", article(TITLE)),
        ("/2018/", article("The Valley Daily")),
        ("/errors/404.html", article("The Valley Daily")),
        ("/welcome-to-the-new-site", article("The Valley Daily")),
        ("/archive/17", page("Gone", "The page you requested could not be found.")),
        ("/archive/17", REFRESHED),
    ],
)  # fmt: skip
def test_a_redirect_to_something_else_is_no_copy(
    web: Web, machine: Machine, tmp_path: Path, onward: str, body: bytes
) -> None:
    url = web.url("127.6.3.1", "/2018/lima")
    machine.lead(url, AT, onward)
    machine.hold(web.url("127.6.3.1", onward), AT, body)
    row = audited(machine, tmp_path, url)
    assert (row.state, row.standing.archived) == ("dead", None)


def test_a_page_in_another_language_is_known_by_its_name(web: Web, machine: Machine, tmp_path: Path) -> None:
    url, there = web.url("127.6.4.1", "/2018/c_1297712.htm"), web.url("127.6.4.2", "/old/c_1297712.htm")
    machine.lead(url, AT, there)
    machine.hold(there, AT, article("利马购买摄像机"))
    assert audited(machine, tmp_path, url).state == "dead-archived"


def test_a_circle_and_an_endless_chain_end(web: Web, machine: Machine, tmp_path: Path) -> None:
    url = web.url("127.6.5.1", "/0")
    for at in range(40):
        machine.lead(web.url("127.6.5.1", f"/{at}"), AT, f"/{at + 1}")
    row = audited(machine, tmp_path, url)
    assert (row.state, row.history[-1].state) == ("dead", "no-copy")
    assert sum(path.startswith("/web/") for path in web.asked(HOST)) == SETTINGS.redirects + 1


def test_a_circle_in_the_archive_is_no_copy(web: Web, machine: Machine, tmp_path: Path) -> None:
    url, other = web.url("127.6.6.1", "/a"), web.url("127.6.6.1", "/b")
    machine.lead(url, AT, other)
    machine.lead(other, AT, url)
    assert audited(machine, tmp_path, url).history[-1].state == "no-copy"
    assert len([path for path in web.asked(HOST) if path.startswith("/web/")]) == 2


@pytest.mark.parametrize("onward", ["http://169.254.169.254/latest", "file:///etc/passwd", "http://[::bad/"])
def test_a_redirect_out_of_the_archive_is_not_followed(
    web: Web, machine: Machine, tmp_path: Path, onward: str
) -> None:
    url = web.url("127.6.7.1", "/a")
    machine.hold(url, AT, b"")
    machine.played = Answer(
        302, b"", {"Location": onward, "Memento-Datetime": "Fri, 01 Jun 2018 12:00:00 GMT"}
    )
    row = audited(machine, tmp_path, url)
    assert [one.state for one in row.history] == ["dead", "no-copy"]


def test_a_page_captured_years_after_its_redirect_is_no_copy(
    web: Web, machine: Machine, tmp_path: Path
) -> None:
    url, there = web.url("127.6.8.1", "/a"), web.url("127.6.8.1", "/b")
    machine.lead(url, AT, there)
    machine.hold(there, "20230601120000", article(TITLE))
    assert audited(machine, tmp_path, url).history[-1].state == "no-copy"


def test_a_busy_machine_is_asked_no_more_than_a_busy_page(web: Web, machine: Machine, tmp_path: Path) -> None:
    url = web.url("127.6.9.1", "/a")
    machine.hold(url, AT, article(TITLE))
    machine.played = Answer(503, b"busy")
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(report(tmp_path, [(TITLE, url)]))
        assert fetch(library, replace(SETTINGS, wayback_url=machine.base)).unanswered
    assert sum(path.startswith("/web/") for path in web.asked(HOST)) == SETTINGS.retries + 1


@pytest.mark.parametrize(
    "own",
    [
        page("Internet Archive Wayback Machine", "Hrm.", "The Wayback Machine has not archived that URL."),
        page("Internet Archive Wayback Machine", "Loading...", "Got an HTTP 302 response at crawl time"),
        page("Perma | 403", "This Perma Link is private."),
        page("429 Too Many Requests", "You have sent too many requests in a given amount of time."),
    ],
)
@pytest.mark.parametrize("title", ["Lima", "Got an HTTP 302 response"])
def test_an_archives_own_page_is_no_copy(
    web: Web, machine: Machine, tmp_path: Path, own: bytes, title: str
) -> None:
    url = web.url("127.2.90.1", "/gone")
    machine.hold(url, "20180601120000", own)
    assert audited(machine, tmp_path, url, title).state == "dead"
