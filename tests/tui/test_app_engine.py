"""The engine on a real library: what changes under it is taken up, what is captured is shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from corpus.errors import FootnotedError
from corpus.library import Library
from corpus.model import Record
from corpus.progress import no_progress
from corpus.readers.protocol import RawFile
from index.model import Scope
from tui.state.engine import Engine
from tui.state.places import SourcePlace, source_blocks
from tui.state.targets import ToDocument, ToPlace

REPORT = """# Bridges

## Money

Acme paid for the bridge in Oslo, and nobody else did.[^1] The tunnel in Bergen was dug by the state.[^2]

[^1]: Jane Doe, “Who Pays for Bridges”, The Daily News, 12 May 2015, <https://news.example.com/bridges>
[^2]: Doe.
"""
SOURCE = (
    "Who Pays for Bridges\n\nThe weather was fine.\n\nAcme says that it paid for the bridge in Oslo alone.\n"
)


def add(library: Library, name: str, text: str, **fields) -> None:
    library.add(RawFile(name, text.encode(), text), **fields)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    with Library.open(tmp_path / "lib", create=True) as library:
        add(library, "bridges.md", REPORT, doc_id="bridges")
    return tmp_path / "lib"


@pytest.fixture
def engine(folder: Path) -> Engine:
    made = Engine(folder, "minilm")
    made.open(no_progress)
    return made


def test_a_changed_library_is_taken_up(engine, folder):
    assert engine.renew() == ""
    with Library.open(folder) as library:
        record = Record("Who Pays for Bridges", url="https://news.example.com/bridges")
        add(library, "source.txt", SOURCE, kind="source", doc_id="source", record=record)
    assert "changed" in engine.renew()
    assert set(engine.titles) == {"bridges", "source"}
    assert engine.warnings, "the index is older than the documents"
    assert engine.renew() == ""
    engine.rebuild(no_progress)
    assert not engine.warnings
    view = engine.source(SourcePlace("bridges", 2, 0))
    assert [citation.url for citation in view.full] == ["https://news.example.com/bridges"]
    assert [one.doc_id for one in view.captured] == ["source"]
    view = engine.source(SourcePlace("bridges", 1, 0))
    assert view.bearing[0].passage.text.startswith("Acme says")
    targets = [
        s.target for b in source_blocks(SourcePlace("bridges", 1, 0), view, engine.titles) for s in b.stops
    ]
    assert ToDocument("source") in targets
    assert any(isinstance(target, ToPlace) and target.document == "source" for target in targets)


def test_an_answer_comes_by_words_then_in_full(engine):
    quick = engine.ask("Who paid for the bridge?", (), Scope(), quick=True)
    assert quick.passages[0].passage.text.startswith("Acme paid")
    engine.preload()
    full = engine.ask("Who paid for the bridge?", (), Scope(), quick=False)
    assert full.passages[0].passage.passage_id == quick.passages[0].passage.passage_id
    assert set(full.passages[0].why) > set(quick.passages[0].why) or len(full.passages[0].why) > 1


def test_a_library_that_is_gone_is_said(engine, folder):
    folder.rename(folder.with_name("elsewhere"))
    with pytest.raises(FootnotedError, match="gone"):
        engine.renew()


def test_nothing_can_be_asked_before_it_is_open(tmp_path):
    with pytest.raises(FootnotedError, match="not open"):
        Engine(tmp_path).ask("Who?", (), Scope(), quick=True)
    with pytest.raises(FootnotedError):
        Engine(tmp_path / "none").open(no_progress)
