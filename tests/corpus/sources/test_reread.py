"""A page that an older reader read otherwise is not called changed for that."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from corpus.library import Library
from corpus.sources.audit import audit
from corpus.sources.fetch import fetch
from corpus.sources.settings import FetchSettings
from tests.corpus.sources.web import Web, article, report

SETTINGS = FetchSettings(pause=0.0, retries=0, allow_private=True, wayback=False)


def captured_long_ago(library: Library) -> None:
    """Make the library's capture one whose reader saw half of the page, and kept nothing beside it."""
    row = library.rows("SELECT json, text FROM snapshots")[0]
    kept, text = json.loads(row[0]), str(row[1])
    for name in ("reader", "own"):
        kept.pop(name)
    with library.transaction() as connection:
        half = text[: text.index("Paragraph 3")]
        kept["text_digest"] = "another"
        connection.execute("UPDATE snapshots SET json = ?, text = ?", (json.dumps(kept), half))


@pytest.mark.parametrize(
    ("number", "lost", "state"),
    [(48, False, "live"), (40, False, "changed"), (48, True, "changed")],
    ids=["the same page", "another page", "the answer is lost"],
)
def test_an_older_capture_is_read_again_before_it_is_compared(
    web: Web, tmp_path: Path, number: int, lost: bool, state: str
) -> None:
    address = web.put("127.8.1.1", "/a", article("Lima"))
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(report(tmp_path, [("Lima", address)]))
        fetch(library, SETTINGS)
        captured_long_ago(library)
        if lost:
            (library.path / str(audit(library)[0].history[0].warc)).unlink()
        web.put("127.8.1.1", "/a", article("Lima", number=number))
        fetch(library, SETTINGS, anew="all")
        for _ in range(2):  # the second time from what was kept
            assert audit(library)[0].state == state
        assert bool(library.rows("SELECT 1 FROM web WHERE key GLOB 'read *'")) is not lost
