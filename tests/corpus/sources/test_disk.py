"""A disk that fills up: told plainly, and no capture already made is lost."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from corpus.errors import SourceError
from corpus.library import Library
from corpus.sources import warc
from corpus.sources.fetch import fetch
from corpus.sources.settings import FetchSettings
from corpus.sources.store import SourceStore
from tests.corpus.sources.web import article, report, running

SETTINGS = FetchSettings(pause=0.01, backoff=0.01, allow_private=True, wayback=False, hosts_at_once=1)


def test_a_full_disk_stops_the_run_and_loses_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with running() as web, Library.open(tmp_path / "library", create=True) as library:
        sources = [(f"S {at}", web.put("127.6.1.1", f"/{at}", article(f"S {at}", at))) for at in range(6)]
        library.add(report(tmp_path, sources))
        synced: list[int] = []
        real = os.fsync

        def fsync(handle: int) -> None:
            """The disk is full at the fourth file."""
            synced.append(handle)
            if len(synced) == 4:
                raise OSError(errno.ENOSPC, "No space left on device")
            real(handle)

        monkeypatch.setattr(warc.os, "fsync", fsync)
        with pytest.raises(SourceError, match="full") as caught:
            fetch(library, SETTINGS)
        assert "Free some space" in caught.value.hint
        store = SourceStore(library)
        assert len(store.all()) == 3
        assert not list((library.path / warc.FOLDER).glob("*/*.part"))

        asked = web.asked("127.6.1.1")
        assert len(fetch(library, SETTINGS).made) == 3
        again = web.asked("127.6.1.1")[len(asked) :]
        assert again == ["/3", "/4", "/5"]  # the fourth was never kept; the first three are
        assert {one.state for many in store.all().values() for one in many} == {"live"}


def test_a_folder_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    with running() as web, Library.open(tmp_path / "library", create=True) as library:
        library.add(report(tmp_path, [("Lima", web.put("127.6.2.1", "/a", article("Lima")))]))
        (library.path / warc.FOLDER).write_text("in the way")
        with pytest.raises(Exception, match="cannot be written") as caught:
            fetch(library, SETTINGS)
        assert caught.value.hint
