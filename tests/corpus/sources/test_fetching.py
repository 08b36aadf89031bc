"""Captures over time: archived copies, pages that change, mended addresses, kinds of runs."""

from __future__ import annotations

import socket
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import UsageError
from corpus.library import Library
from corpus.sources.archive import Saved, archive
from corpus.sources.audit import AuditRow, audit, audit_row, totals
from corpus.sources.audit_html import audit_html, differences
from corpus.sources.extract import extract
from corpus.sources.fetch import fetch
from corpus.sources.model import Extracted
from corpus.sources.settings import FetchSettings
from corpus.sources.store import SourceStore
from corpus.sources.warc import read_capture
from tests.corpus.sources.machine import HOST, Machine
from tests.corpus.sources.web import Answer, Web, article, page, report

SETTINGS = FetchSettings(pause=0.01, backoff=0.02, retries=1, deadline=3.0, allow_private=True)
LOST = page("Gone", "The page you requested could not be found.")


@pytest.fixture
def settings(machine: Machine) -> FetchSettings:
    return replace(SETTINGS, wayback_url=machine.base)


def library_of(folder: Path, sources: list[tuple[str, str]]) -> Library:
    library = Library.open(folder / "library", create=True)
    library.add(report(folder, sources))
    return library


def row_of(library: Library, note: int) -> AuditRow:
    return next(row for row in audit(library) if row.note == note)


def test_the_copy_nearest_the_citations_date_is_taken(
    web: Web, machine: Machine, settings: FetchSettings, tmp_path: Path
) -> None:
    url = web.url("127.2.1.1", "/gone.html")
    machine.hold(url, "20150101000000", article("Lima", 1))
    shown = machine.hold(url, "20180601120000", article("Lima", 2))
    machine.hold(url, "20240101000000", article("Lima", 3))
    with library_of(tmp_path, [("Lima", url)]) as library:  # cited on May 3, 2018
        fetch(library, settings)
        row = row_of(library, 1)
        assert row.state == "dead-archived"
        assert row.standing.archived_url == shown
        assert row.standing.archived.archived_at == "2018-06-01T12:00:00Z"
        assert [one.origin for one in row.history] == ["live", "wayback"]
        citation = library.note("bridges", 1).citations[0]
        assert (citation.status, citation.archived_url) == ("archived", shown)
        source = next(entry for entry in library.documents() if entry.kind == "source")
        assert "bought 2 cameras" in library.document(source.doc_id).text


@pytest.mark.parametrize(
    ("state", "answer"),
    [("soft-404", Answer(200, LOST)), ("wall", Answer(403, b"no")), ("empty", Answer(200, b""))],
)
def test_a_copy_is_looked_for_behind_walls_and_soft_404s(
    web: Web, machine: Machine, settings: FetchSettings, tmp_path: Path, state: str, answer: Answer
) -> None:
    url = web.serve("127.2.2.1", "/shut", lambda _: answer)
    shown = machine.hold(url, "20180601120000", article("Lima"))
    with library_of(tmp_path, [("Lima", url)]) as library:
        fetch(library, settings)
        row = row_of(library, 1)
        assert (row.state, row.standing.archived_url) == (state, shown)


def test_copies_of_errors_and_of_soft_404s_are_passed_over(
    web: Web, machine: Machine, settings: FetchSettings, tmp_path: Path
) -> None:
    url = web.url("127.2.3.1", "/gone")
    machine.hold(url, "20180503000000", LOST)
    machine.hold(url, "20180504000000", article("Lima"), status=404)
    shown = machine.hold(url, "20200101000000", article("Lima"))
    with library_of(tmp_path, [("Lima", url)]) as library:
        fetch(library, settings)
        assert row_of(library, 1).standing.archived_url == shown


def test_a_port_stays_in_the_address_that_the_machine_is_asked_for(
    machine: Machine, settings: FetchSettings, tmp_path: Path
) -> None:
    url = "http://news.example:8080/2018/lima"
    shown = machine.hold(url, "20180601120000", article("Lima"))
    with library_of(tmp_path, [("Lima", url)]) as library:
        fetch(library, settings)
        row = row_of(library, 1)
        assert (row.state, row.standing.archived_url) == ("dead-archived", shown)


@pytest.mark.parametrize("gone", [Answer(404, b"no"), Answer(403, b"no"), Answer(200, LOST)])
def test_the_text_of_a_page_that_went_stays(web: Web, tmp_path: Path, gone: Answer) -> None:
    answers = [Answer(200, article("Lima"))]
    sources = [("Lima", web.serve("127.2.7.1", "/a", lambda _: answers[-1]))]
    sources.append(("Lima", web.put("127.2.7.2", "/twin", article("Lima"))))  # the same text elsewhere
    settings = replace(SETTINGS, wayback=False)
    with library_of(tmp_path, sources) as library:
        fetch(library, settings)
        before = [entry.digest for entry in library.documents()]
        answers.append(gone)
        fetch(library, settings, anew="all")
        row = row_of(library, 1)
        assert row.state != "live"
        assert row.standing.best == row.history[0]
        assert audit_row(row)["text"] is True
        assert [entry.digest for entry in library.documents()] == before
        (source,) = [entry.doc_id for entry in library.documents() if entry.kind == "source"]
        assert {ref[1] for ref in library.document(source).cited_by} == {1, 2}


def test_no_copy_is_told_and_not_asked_for_again(
    web: Web, machine: Machine, settings: FetchSettings, tmp_path: Path
) -> None:
    url = web.url("127.2.4.1", "/gone")
    with library_of(tmp_path, [("Lima", url)]) as library:
        assert {one.state for one in fetch(library, settings).made} == {"dead", "no-copy"}
        asked = len(web.log)
        assert not fetch(library, settings).made
        assert len(web.log) == asked
        assert row_of(library, 1).state == "dead"


def test_a_machine_that_is_down_is_told_and_asked_next_time(
    web: Web, machine: Machine, settings: FetchSettings, tmp_path: Path
) -> None:
    url = web.url("127.2.5.1", "/gone")
    machine.hold(url, "20180601120000", article("Lima"))
    machine.broken = True
    with library_of(tmp_path, [("Lima", url)]) as library:
        assert list(fetch(library, settings).unanswered) == [url]
        machine.broken = False
        assert [one.state for one in fetch(library, settings).made] == ["archived"]


def test_a_machine_too_busy_to_play_a_copy_is_asked_next_time(
    web: Web, machine: Machine, settings: FetchSettings, tmp_path: Path
) -> None:
    url = web.url("127.2.5.2", "/gone")
    machine.hold(url, "20180601120000", article("Lima"))
    machine.played = Answer(503, b"busy")
    with library_of(tmp_path, [("Lima", url)]) as library:
        assert list(fetch(library, settings).unanswered) == [url]
        machine.played = None
        assert [one.state for one in fetch(library, settings).made] == ["archived"]


@pytest.mark.parametrize("onward", ["http://169.254.169.254/x", "http://[::bad/", "file:///etc/passwd"])
def test_a_copy_that_leads_elsewhere_is_no_copy(
    web: Web, machine: Machine, settings: FetchSettings, tmp_path: Path, onward: str
) -> None:
    url = web.url("127.2.5.3", "/gone")
    machine.hold(url, "20180601120000", article("Lima"))
    machine.played = Answer(302, b"", {"Location": onward})
    with library_of(tmp_path, [("Lima", url)]) as library:
        assert {one.state for one in fetch(library, settings).made} == {"dead", "no-copy"}


def test_a_page_that_trips_the_program_costs_the_others_nothing(
    web: Web, settings: FetchSettings, tmp_path: Path
) -> None:
    def tripping(data: bytes, kind: str, url: str) -> Extracted:
        if "/odd" in url:
            raise ValueError("a mistake of ours")
        return extract(data, kind, url)

    odd, fine = (web.put(f"127.2.6.{at}", path, article("Lima")) for at, path in enumerate(("/odd", "/b"), 1))
    with library_of(tmp_path, [("Lima", odd), ("Lima", fine)]) as library:
        result = fetch(library, settings, extractor=tripping)
        assert [one.url for one in result.made] == [fine]
        assert "trips over" in result.unanswered[odd] and "a mistake of ours" in result.unanswered[odd]


def test_without_a_network_nothing_is_called_dead(settings: FetchSettings, tmp_path: Path) -> None:
    def resolve(host: str, port: int) -> list[str]:
        raise socket.gaierror(socket.EAI_AGAIN, "Temporary failure in name resolution")

    url = "http://news.press/a"
    with library_of(tmp_path, [("Lima", url)]) as library:
        result = fetch(library, settings, resolve=resolve)
        assert not result.made
        assert "network" in result.unanswered[url]
        assert row_of(library, 1).state == "unchecked"


def test_a_page_that_has_become_another_is_not_live(
    web: Web, settings: FetchSettings, tmp_path: Path
) -> None:
    title = "Flood barrier on River Tane"
    url = web.put("127.2.6.9", "/a", article(title, 48))
    lines = [f"Our linen keeps its shape after {at} washes, and tea is served here." for at in range(40)]
    with library_of(tmp_path, [(title, url)]) as library:
        fetch(library, settings)
        assert row_of(library, 1).state == "live"
        web.put("127.2.6.9", "/a", page("Spring collection", *lines))
        for _ in range(2):  # nor when it is the same as last time
            fetch(library, settings, anew="all")
            assert row_of(library, 1).state == "soft-404"


def test_a_page_that_changes_is_told_with_the_difference(
    web: Web, settings: FetchSettings, tmp_path: Path
) -> None:
    url = web.put("127.2.6.1", "/a", article("Lima", 48))
    with library_of(tmp_path, [("Lima", url)]) as library:
        fetch(library, settings)
        assert row_of(library, 1).state == "live"
        fetch(library, settings, anew="all")
        assert row_of(library, 1).state == "live"
        web.put("127.2.6.1", "/a", article("Lima", 40))
        fetch(library, settings, anew="all")
        row = row_of(library, 1)
        assert row.state == "changed"
        assert any(line.startswith("-") and "bought 48 cameras" in line for line in row.change.lines)
        assert any(line.startswith("+") and "bought 40 cameras" in line for line in row.change.lines)
        assert 0 < row.change.likeness < 1
        (source,) = [entry for entry in library.documents() if entry.kind == "source"]
        assert "bought 40 cameras" in library.document(source.doc_id).text
        assert len(row.history) == 3


def test_a_change_stays_to_be_seen_when_the_page_is_looked_at_again(
    web: Web, settings: FetchSettings, tmp_path: Path
) -> None:
    url = web.put("127.2.6.2", "/a", article("Lima", 48))
    with library_of(tmp_path, [("Lima", url)]) as library:
        fetch(library, settings)
        web.put("127.2.6.2", "/a", article("Lima", 40))
        for _ in range(2):
            fetch(library, settings, anew="all")
        row = row_of(library, 1)
        assert (row.state, row.change) == ("live", None)  # the same as at its last capture
        assert (row.earlier.since, row.earlier.at) == tuple(one.captured_at for one in row.history[:2])
        assert any(line.startswith("+") and "bought 40 cameras" in line for line in row.earlier.lines)
        assert audit_row(row)["earlier_change"]["at"] == row.history[1].captured_at
        assert f"Changed by {row.earlier.at[:10]}" in audit_html([row], {}, "2026-01-01T00:00:00Z")
        web.put("127.2.6.2", "/a", article("Lima", 48))
        fetch(library, settings, anew="all")
        row = row_of(library, 1)
        assert (row.state, row.earlier) == ("changed", None)  # it is as it was when first captured


def test_what_differs_in_little_is_not_called_all_the_same(
    web: Web, settings: FetchSettings, tmp_path: Path
) -> None:
    words = [f"Sentence {at} of the minutes says what was said before it." for at in range(300)]
    url = web.put("127.2.6.3", "/a", page("Minutes", *words))
    with library_of(tmp_path, [("Minutes", url)]) as library:
        fetch(library, settings)
        web.put("127.2.6.3", "/a", page("Minutes", *words[:-1], words[-1].replace("299", "289")))
        fetch(library, settings, anew="all")
        row = row_of(library, 1)
        assert row.state == "changed"
        assert row.change.likeness < 1
        assert [told for _, told in differences(row)] == [f"over 99% the same as on {row.change.since[:10]}"]


def test_a_page_that_dies_keeps_its_text_in_the_history(
    web: Web, settings: FetchSettings, tmp_path: Path
) -> None:
    url = web.put("127.2.7.1", "/a", article("Lima"))
    with library_of(tmp_path, [("Lima", url)]) as library:
        fetch(library, settings)
        del web.routes["127.2.7.1", "/a"]
        fetch(library, settings, anew="all")
        row = row_of(library, 1)
        assert row.state == "dead"
        assert "48 cameras" in SourceStore(library).text(row.history[0])
        assert [entry.kind for entry in library.documents()] == ["report", "source"]


def test_only_what_failed_is_retried(web: Web, settings: FetchSettings, tmp_path: Path) -> None:
    good = web.put("127.2.8.1", "/a", article("Lima"))
    bad = web.put("127.2.9.1", "/b", b"", 404)
    with library_of(tmp_path, [("Lima", good), ("Oslo", bad)]) as library:
        fetch(library, settings)
        web.put("127.2.9.1", "/b", article("Oslo"))
        made = fetch(library, settings, anew="failed").made
        assert [(one.source, one.state) for one in made] == [(bad, "live")]


def test_a_damaged_address_is_mended_only_when_asked_and_marked(
    web: Web, settings: FetchSettings, tmp_path: Path
) -> None:
    whole = web.put("127.2.10.1", "/s?__biz=2", article("Lima"))
    web.put("127.2.10.1", "/s?__biz=7", article("Oslo"))
    damaged = web.url("127.2.10.1", "/s?biz=7")
    with library_of(tmp_path, [("Lima", whole), ("Oslo", damaged)]) as library:
        fetch(library, settings)
        assert row_of(library, 2).state == "dead"
        fetch(library, settings, mend=True)
        row = row_of(library, 2)
        assert row.state == "live" and row.standing.mended
        assert audit_row(row)["mended_url"] == web.url("127.2.10.1", "/s?__biz=7")
        assert row.citation.url == damaged
        paths = web.asked("127.2.10.1")
        assert paths.index("/s?biz=7") < paths.index("/s?__biz=7")


def test_a_short_form_stands_where_its_target_does(web: Web, settings: FetchSettings, tmp_path: Path) -> None:
    url = web.put("127.2.11.1", "/a", article("Lima"))
    file = tmp_path / "r.md"
    file.write_text(
        f"# R\n\nA.[^1] B.[^2]\n\n[^1]: Ana Ruiz, “Lima,” The Mason, May 3, 2018, <{url}>.\n[^2]: Ruiz.\n",
        encoding="utf-8",
    )
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(file)
        fetch(library, settings, notes=[2])
        assert [row.state for row in audit(library)] == ["live", "live"]
        (source,) = [entry for entry in library.documents() if entry.kind == "source"]
        assert library.document(source.doc_id).cited_by == (("r", 1), ("r", 2))


def test_two_notes_of_one_source_are_one_capture(web: Web, settings: FetchSettings, tmp_path: Path) -> None:
    url = web.put("127.2.12.1", "/a", article("Lima"))
    with library_of(tmp_path, [("Lima", url), ("Lima", url)]) as library:
        assert len(fetch(library, settings).made) == 1
        (source,) = [entry for entry in library.documents() if entry.kind == "source"]
        assert [note for _, note in library.document(source.doc_id).cited_by] == [1, 2]


@pytest.mark.parametrize("status", [200, 404])
def test_spellings_of_one_address_are_asked_for_once(
    web: Web, settings: FetchSettings, tmp_path: Path, status: int
) -> None:
    url = web.put("127.2.12.2", "/a", article("Lima buys cameras"), status)
    sources = [
        ("Lima buys cameras", url),
        ("Lima buys cameras", f"{url}#part-2"),
        ("Lima buys cameras", url.replace("http", "HTTP")),
        ("Lima buys cameras", f"{url}#x"),
    ]
    with library_of(tmp_path, sources) as library:
        for _ in range(2):
            fetch(library, replace(settings, wayback=False))
        assert web.asked("127.2.12.2") == ["/robots.txt", "/a"]
        assert len({row.state for row in audit(library)}) == 1
        for row in audit(library):
            kept = read_capture(library.path, row.history[0].warc, row.history[0].offset, 10**6)
            assert kept.body == article("Lima buys cameras")


def test_the_answer_is_kept_as_it_was_sent(web: Web, settings: FetchSettings, tmp_path: Path) -> None:
    url = web.put("127.2.13.1", "/old", b"", 301, location="/new", x_mark="kept")
    body = article("Lima")
    web.put("127.2.13.1", "/new", body)
    with library_of(tmp_path, [("Lima", url)]) as library:
        fetch(library, settings)
        (one,) = SourceStore(library).of(url)
        kept = read_capture(library.path, one.warc, one.offset, 10**6)
        assert (kept.body, kept.status, kept.url) == (body, 200, one.final_url)
        assert one.redirects == (url,)
        from warcio.archiveiterator import ArchiveIterator

        with (library.path / one.warc).open("rb") as stream:
            kinds = [record.rec_type for record in ArchiveIterator(stream, check_digests="raise")]
        assert kinds == ["warcinfo", "response", "response"]


def test_states_survive_a_new_reading_of_the_report(
    web: Web, settings: FetchSettings, tmp_path: Path
) -> None:
    url = web.put("127.2.14.1", "/a", article("Lima"))
    with library_of(tmp_path, [("Lima", url)]) as library:
        fetch(library, settings)
        digest = library.digest()
        for entry in library.documents():
            before = library.document(entry.doc_id)
            assert library.reread(entry.doc_id) == before
        assert library.digest() == digest
        assert library.note("bridges", 1).citations[0].status == "live"


def test_live_pages_are_saved_once_on_request(
    web: Web, machine: Machine, settings: FetchSettings, tmp_path: Path
) -> None:
    live = web.put("127.2.15.1", "/a", article("Lima"))
    dead = web.url("127.2.16.1", "/b")
    with library_of(tmp_path, [("Lima", live), ("Oslo", dead)]) as library:
        assert archive(library, settings) == ()
        fetch(library, settings)
        shown = f"{machine.base}/web/20261123120000/{live}"
        machine.saves = False
        (refused,) = archive(library, settings)
        assert (refused.url, refused.shown) == (live, "")
        assert refused.reason == "The Wayback Machine answered 429."
        machine.saves = True
        assert archive(library, settings) == (Saved(live, shown),)
        assert archive(library, settings) == ()
        assert machine.saved == [live]
        assert library.note("bridges", 1).citations[0].archived_url == shown
        assert row_of(library, 1).state == "live"


@pytest.mark.parametrize(
    ("headers", "kept"),
    [
        ({"Content-Location": "/web/20261124000000/{url}"}, "20261124000000"),
        (
            {
                "Link": '<{url}>; rel="original", </web/20100101000000/{url}>; rel="first memento", '
                '</web/20261124000000/{url}>; rel="memento"'
            },
            "20261124000000",
        ),
        ({"Location": "/web/20261124000000/https://web.archive.org/sry"}, ""),
    ],
)
def test_the_copy_that_was_just_made_is_named_and_none_of_another_page(
    web: Web, machine: Machine, settings: FetchSettings, tmp_path: Path, headers: dict[str, str], kept: str
) -> None:
    live = web.put("127.2.15.2", "/a", article("Lima"))
    with library_of(tmp_path, [("Lima", live)]) as library:
        fetch(library, settings)
        named = {name: value.replace("{url}", live) for name, value in headers.items()}
        web.serve(HOST, f"/save/{live}", lambda _: Answer(200, b"", named))
        (saved,) = archive(library, settings)
        assert saved.shown == (f"{machine.base}/web/{kept}/{live}" if kept else "")


def test_a_note_that_is_not_there_is_refused(settings: FetchSettings, tmp_path: Path) -> None:
    with (
        library_of(tmp_path, [("Lima", "http://127.0.0.1:1/a")]) as library,
        pytest.raises(UsageError, match="no note 9"),
    ):
        fetch(library, settings, notes=[9])


def test_the_html_report_is_whole_and_harmless(
    web: Web, machine: Machine, settings: FetchSettings, tmp_path: Path
) -> None:
    evil = web.put("127.2.17.1", "/a?<script>alert(1)</script>", article("<script>alert(1)</script>"))
    gone = web.url("127.2.18.1", "/gone")
    machine.hold(gone, "20180601120000", article("Lima"))
    with library_of(tmp_path, [("<img src=x onerror=alert(1)>", evil), ("Lima", gone)]) as library:
        fetch(library, settings)
        rows = audit(library)
        text = audit_html(rows, {"bridges": "<b>Bridges</b>"}, "2026-01-01T00:00:00Z")
    assert "<script" not in text and "<img" not in text and "<b>" not in text
    assert "src=" not in text and "@import" not in text
    assert "dead-archived" in text and "History" in text
    assert sum(totals(rows).values()) == len(rows) == 2
