"""Results are written whole or not at all, and only over what is meant."""

from __future__ import annotations

import errno
import os
from pathlib import Path

import pytest

from corpus.errors import UsageError
from eval.files import write_whole


def test_a_full_disk_leaves_the_file_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    file = tmp_path / "report.html"
    write_whole(file, "the old report")

    def full(_: int) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(UsageError, match="No space left"):
        write_whole(file, "the new report")
    assert file.read_text() == "the old report"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_and_what_it_leads_to_is_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.json").write_text("old")
    (tmp_path / "link.json").symlink_to("real.json")
    write_whole(tmp_path / "link.json", "new")
    assert (tmp_path / "link.json").is_symlink()
    assert (tmp_path / "real.json").read_text() == "new"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a device that is always full: Linux")
def test_a_device_is_written_to_and_not_replaced() -> None:
    with pytest.raises(UsageError, match="No space left"):
        write_whole(Path("/dev/full"), "text")
    assert Path("/dev/full").is_char_device()
