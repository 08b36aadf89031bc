"""Index versions: the same bytes from the same inputs, and nothing lost, whatever happens to a build."""

from __future__ import annotations

import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest

from corpus.errors import IndexVersionError
from corpus.progress import Progress
from index.encoders.protocol import Encoder
from index.manifest import read_manifest
from index.model import SearchQuery
from index.settings import IndexSettings
from index.versions import CURRENT, KEPT, build_index, index_status, open_index, verify_index
from tests.index.building import SHARD, build, long_corpus
from tests.index.reports import BRIDGES, LIGHTS, FolderCorpus, both, contents, load_toy, read
from tests.toy import ToyEncoder

ROOT = Path(__file__).parents[2]
MOMENTS = ["begin", "encoding", "shard", "manifest", "rename", "renamed", "point"]


def _current(corpus: FolderCorpus) -> Path:
    return corpus.index_dir / (corpus.index_dir / CURRENT).read_text().strip()


def _answers(corpus: FolderCorpus) -> list[str]:
    with_index = open_index(corpus, load=load_toy)
    return [hit.passage.passage_id for hit in with_index.search(SearchQuery("barrels of oil to Velm", k=5))]


@contextmanager
def _child(folder: Path, moment: str, *more: str) -> Iterator[subprocess.Popen[str]]:
    command = [sys.executable, "-m", "tests.index.building", str(folder), moment, *more]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True, cwd=ROOT) as child:
        try:
            yield child
        finally:
            child.kill()


def _line(child: subprocess.Popen[str]) -> str:
    assert child.stdout is not None
    return child.stdout.readline().strip()


# The same inputs


def test_equal_inputs_give_equal_bytes(tmp_path: Path) -> None:
    first, second = both(tmp_path / "a"), both(tmp_path / "b")
    for corpus in (first, second):
        build_index(corpus, model="toy", load=load_toy)
    assert _current(first).name == _current(second).name
    assert contents(_current(first)) == contents(_current(second))


def test_a_forced_build_gives_the_same_bytes_again(tmp_path: Path) -> None:
    corpus = both(tmp_path)
    build_index(corpus, model="toy", load=load_toy)
    before = _current(corpus)
    build_index(corpus, load=load_toy, force=True)
    assert _current(corpus) != before
    assert contents(_current(corpus)) == contents(before)


def test_nothing_is_built_when_nothing_changed(tmp_path: Path) -> None:
    corpus = long_corpus(tmp_path)
    assert len(build(corpus).encoded) == 40
    again = build(corpus)
    assert again.encoded == []
    assert len(index_status(corpus).versions) == 1


@pytest.mark.parametrize(
    "settings", [IndexSettings(k1=1.5), IndexSettings(bm25="plus"), IndexSettings(passage_tokens=20)]
)
def test_other_settings_make_another_version(tmp_path: Path, settings: IndexSettings) -> None:
    corpus = both(tmp_path)
    first = build_index(corpus, model="toy", load=load_toy)
    second = build_index(corpus, load=load_toy, settings=settings)
    assert first.inputs != second.inputs
    assert len(index_status(corpus).versions) == 2
    assert "other settings" in index_status(corpus).stale[0]


def test_only_what_is_new_is_encoded(tmp_path: Path) -> None:
    build(long_corpus(tmp_path, paragraphs=40))
    encoder = build(long_corpus(tmp_path, paragraphs=43))
    assert sorted(encoder.encoded) == [
        f"Ship number {n} carried {n * 7} barrels of oil to Velm." for n in (40, 41, 42)
    ]
    fresh = long_corpus(tmp_path / "fresh", paragraphs=43)
    build(fresh)
    assert contents(_current(long_corpus(tmp_path))) == contents(_current(fresh))


def test_old_versions_go_and_the_one_in_use_stays(tmp_path: Path) -> None:
    for count in range(3, 3 + KEPT + 2):
        build(long_corpus(tmp_path, paragraphs=count))
    corpus = long_corpus(tmp_path, paragraphs=2 + KEPT + 2)
    status = index_status(corpus)
    assert len(status.versions) == KEPT
    assert status.version == status.versions[-1]
    assert status.stale == ()
    assert status.bytes == sum(len(data) for data in contents(_current(corpus)).values())


# Killed, raced, refused


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
@pytest.mark.parametrize("moment", MOMENTS)
def test_a_killed_build_leaves_the_old_version_and_its_leavings_go(tmp_path: Path, moment: str) -> None:
    old = long_corpus(tmp_path, paragraphs=10)
    build(old)
    before, answers = contents(_current(old)), _answers(old)
    with _child(tmp_path, moment) as child:
        assert _line(child) == "now"
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert contents(_current(old)) == before
    assert _answers(old) == answers
    assert verify_index(old) == ()

    corpus = long_corpus(tmp_path)
    encoder = build(corpus)
    assert index_status(corpus).stale == ()
    assert verify_index(corpus) == ()
    left = sorted(path.name for path in tmp_path.iterdir() if not path.name.startswith("v0"))
    assert left == [".lock", ".work", CURRENT]
    assert not list((tmp_path / ".work").rglob("*.*"))
    if moment == "encoding":
        assert len(encoder.encoded) == 30 - 2 * SHARD
    if moment in ("renamed", "point"):
        assert encoder.encoded == []
    fresh = long_corpus(tmp_path / "fresh")
    build(fresh)
    assert contents(_current(corpus)) == contents(_current(fresh))


@pytest.mark.skipif(sys.platform == "win32", reason="SIGKILL")
def test_a_first_build_that_was_killed_leaves_no_index_and_is_taken_up(tmp_path: Path) -> None:
    corpus = long_corpus(tmp_path)
    with _child(tmp_path, "encoding") as child:
        assert _line(child) == "now"
        child.send_signal(signal.SIGKILL)
        child.wait()
    assert index_status(corpus).version is None
    with pytest.raises(IndexVersionError, match="no index yet"):
        open_index(corpus)
    assert len(build(corpus).encoded) == 40 - 2 * SHARD
    assert verify_index(corpus) == ()


def test_two_builders_at_once_build_once(tmp_path: Path) -> None:
    with _child(tmp_path, "never") as first, _child(tmp_path, "never") as second:
        assert sorted([_line(first), _line(second)]) == ["built 0", "built 40"]
    corpus = long_corpus(tmp_path)
    assert len(index_status(corpus).versions) == 1
    assert verify_index(corpus) == ()


def test_searching_goes_on_while_another_process_builds(tmp_path: Path) -> None:
    old = long_corpus(tmp_path, paragraphs=10)
    build(old)
    answers = _answers(old)
    with _child(tmp_path, "rename") as child:
        assert _line(child) == "now"
        assert _answers(old) == answers


@pytest.mark.skipif(sys.platform == "win32", reason="RLIMIT_FSIZE")
@pytest.mark.parametrize("limit", [1, 1000, 3000, 6000, 8000, 12_000])
def test_a_full_disk_is_an_error_that_says_so_and_the_old_version_stays(tmp_path: Path, limit: int) -> None:
    old = long_corpus(tmp_path, paragraphs=10)
    build(old)
    before = contents(_current(old))
    with _child(tmp_path, "never", str(limit)) as child:
        said = _line(child)
    assert said.startswith("error The index cannot be written")
    assert "Free some space" in said
    assert contents(_current(old)) == before
    assert not list(tmp_path.glob(".building-*"))
    corpus = long_corpus(tmp_path)
    build(corpus)
    assert verify_index(corpus) == ()


def test_a_cancelled_build_leaves_nothing_half_done(tmp_path: Path) -> None:
    corpus = long_corpus(tmp_path)

    def cancel(what: str, done: int, total: int) -> None:
        if what.startswith("encoding") and done:
            raise InterruptedError

    with pytest.raises((InterruptedError, IndexVersionError)):
        build(corpus, progress=cancel)
    assert index_status(corpus).versions == ()
    assert not list(tmp_path.glob(".building-*"))
    assert len(build(corpus).encoded) == 40 - SHARD


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(IndexVersionError, match="cannot be written") as caught:
        build_index(both(tmp_path / "file" / "index"), model="toy", load=load_toy)
    assert "writable" in caught.value.hint


@pytest.mark.skipif(sys.platform == "win32" or os.geteuid() == 0, reason="root may write anywhere")
def test_a_read_only_folder_can_be_asked_and_not_built(tmp_path: Path) -> None:
    corpus = long_corpus(tmp_path / "index")
    build(corpus)
    tmp_path.joinpath("index").chmod(0o500)
    try:
        assert _answers(corpus)
        with pytest.raises(IndexVersionError, match="cannot be written"):
            build(corpus, force=True)
    finally:
        tmp_path.joinpath("index").chmod(0o700)


def test_asking_writes_nothing(tmp_path: Path) -> None:
    corpus = long_corpus(tmp_path)
    build(corpus)
    before = {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")}
    _answers(corpus)
    index_status(corpus)
    verify_index(corpus)
    assert {path: path.stat().st_mtime_ns for path in tmp_path.rglob("*")} == before


@pytest.fixture
def corpus(tmp_path: Path) -> FolderCorpus:
    made = both(tmp_path / "index")
    build_index(made, model="toy", load=load_toy)
    return made


# Not the index that was meant


def test_another_model_is_named_with_what_to_run(corpus: FolderCorpus) -> None:
    with pytest.raises(IndexVersionError, match="with the model toy, not with minilm") as caught:
        open_index(corpus, model="minilm", load=load_toy)
    assert "--model minilm" in caught.value.hint


def test_each_model_opens_its_own_version(corpus: FolderCorpus) -> None:
    build_index(corpus, model="other", load=load_toy)
    assert open_index(corpus, load=load_toy).manifest.model == "other"
    assert open_index(corpus, model="toy", load=load_toy).manifest.model == "toy"


def test_other_weights_under_the_same_name_are_refused(corpus: FolderCorpus) -> None:
    def load(name: str, progress: Progress) -> Encoder:
        return ToyEncoder(name="toy", max_tokens=32)

    searcher = open_index(corpus, load=load)
    assert searcher.search(SearchQuery("bank", legs="bm25"))
    with pytest.raises(IndexVersionError, match="other weights of toy"):
        searcher.search(SearchQuery("bank"))


def test_an_index_older_than_its_corpus_says_so(corpus: FolderCorpus) -> None:
    changed = FolderCorpus(corpus.index_dir, [read(BRIDGES.replace("1931", "1932"))])
    with pytest.raises(IndexVersionError, match="older than its corpus") as caught:
        open_index(changed, load=load_toy)
    assert caught.value.hint == "Run `footnoted index build`."
    searcher = open_index(changed, load=load_toy, allow_stale=True)
    assert searcher.stale is not None
    assert searcher.search(SearchQuery("bank"))
    build_index(changed, load=load_toy)
    assert open_index(changed, load=load_toy).stale is None


def test_a_corpus_without_passages_is_refused(tmp_path: Path) -> None:
    with pytest.raises(IndexVersionError, match="nothing to index"):
        build_index(FolderCorpus(tmp_path, []), model="toy", load=load_toy)
    assert index_status(FolderCorpus(tmp_path, [])).versions == ()


def test_no_index_yet(tmp_path: Path) -> None:
    corpus = both(tmp_path / "none")
    assert index_status(corpus).version is None
    assert verify_index(corpus) == ("There is no index yet.",)
    with pytest.raises(IndexVersionError, match="no index yet"):
        open_index(corpus)


def test_two_documents_that_give_one_id_are_refused(tmp_path: Path) -> None:
    report = read(LIGHTS, "lights")
    twin = FolderCorpus(tmp_path, [report, replace(report, kind="source")])
    twin._documents = {"a": report, "b": report}
    with pytest.raises(IndexVersionError, match="Two passages"):
        build_index(twin, model="toy", load=load_toy)


def test_a_version_opens_wherever_it_is_copied_to(corpus: FolderCorpus, tmp_path: Path) -> None:
    from index.versions import open_folder

    moved = shutil.copytree(_current(corpus), tmp_path / "elsewhere")
    searcher = open_folder(moved, load=load_toy)
    assert searcher.search(SearchQuery("bank"))
    assert searcher.version == f"elsewhere-{read_manifest(moved).digest[:12]}"
