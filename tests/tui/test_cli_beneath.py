"""Under each note of an answer: what its captured source says of the question."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.library import Library
from corpus.sources.attach import attach
from corpus.sources.settings import FetchSettings
from tui.cli.entry import main

REPORT = """# Masts of the coast

The port bought forty masts from Lisbon in 2018.[^1] Nobody painted them.[^2]

[^1]: Ana Mast, *Ropes and Ledgers* (London: Elm, 2017), 33.
[^2]: Ana Mast, *Paint* (London: Elm, 2018), 3.
"""
SAID = "The masts of the harbour were bought from a yard in Lisbon for forty million, the ledger says."


def test_a_sources_passage_stands_under_the_note_that_cites_it(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "masts.md").write_text(REPORT, encoding="utf-8")
    (tmp_path / "book.txt").write_text(SAID, encoding="utf-8")
    with Library.open(tmp_path / "library", create=True) as library:
        library.add(tmp_path / "masts.md")
        attach(library, 1, [tmp_path / "book.txt"], FetchSettings())
    ask = [
        "ask",
        "From where were the masts bought?",
        "--only",
        "report",
        "--library",
        str(tmp_path / "library"),
    ]
    main(ask)
    words = " ".join(capsys.readouterr().out.split())
    note, _, rest = words.partition("[1] Ana Mast")[2].partition("[2] Ana Mast")
    assert "source: “Ropes and Ledgers”" in note
    assert "from a yard in Lisbon" in note
    assert "source:" not in rest
