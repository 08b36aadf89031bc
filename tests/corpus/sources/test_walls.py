"""A wall is told from a whole article that carries its words, over the loopback web."""

from __future__ import annotations

from collections.abc import Iterator

import pytest

from corpus.library import Library
from corpus.sources.audit import AuditRow, audit
from corpus.sources.fetch import fetch
from corpus.sources.settings import FetchSettings
from tests.corpus.sources.walls import pages
from tests.corpus.sources.web import Answer, Web, report, running

# Few hosts at once and the usual times: a busy machine must not make a page late.
SETTINGS = FetchSettings(pause=0.0, retries=0, hosts_at_once=16, allow_private=True, wayback=False)
PAGES = {one.name: one for one in pages()}


@pytest.fixture(scope="module")
def rows(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, AuditRow]]:
    folder = tmp_path_factory.mktemp("walls")
    with running() as web:
        sources = [(one.title, _put(web, at, one.state, one.body)) for at, one in enumerate(PAGES.values())]
        with Library.open(folder / "library", create=True) as library:
            library.add(report(folder, sources))
            fetch(library, SETTINGS)
            yield dict(zip(PAGES, audit(library), strict=True))


def _put(web: Web, at: int, state: str, body: bytes) -> str:
    """Serve a page on a host of its own; one that is gone comes, as they do, for every address."""
    host = f"127.8.{at // 250}.{at % 250 + 1}"
    if state == "soft-404":
        web.otherwise(host, lambda _: Answer(200, body, {"Content-Type": "text/html"}))
    return web.put(host, "/news/8837.html", body)


@pytest.mark.parametrize("name", PAGES)
def test_a_wall_is_told_from_an_article(rows: dict[str, AuditRow], name: str) -> None:
    row = rows[name]
    assert (row.state, row.standing.reason) == (PAGES[name].state, row.standing.reason)
