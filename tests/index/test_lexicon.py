"""The dictionary between English and Chinese: its file, its table, and what it makes of a text."""

from __future__ import annotations

import gzip
import os
import sqlite3
from pathlib import Path

import pytest

from corpus.errors import ModelError
from corpus.progress import Cancelled
from index.analyzers import analyze
from index.lexicon import cedict, open_lexicon, store, translate
from index.lexicon.cedict import _entry
from index.lexicon.spellings import other_terms, spelt_otherwise


def _others(text: str) -> dict[str, tuple[str, ...]]:
    return {word.surface: word.others for word in translate(text, open_lexicon())}


def test_english_words_find_their_chinese_ones() -> None:
    words = _others("Which company built the Super Bowl stadium in Denver in 2016?")
    assert "公司" in words["company"]
    assert "建造" in words["built"], "an irregular form is led back to its verb"
    assert "超级碗" in words["Super Bowl"], "the longest entry is one word"
    assert {"体育场", "體育場"} <= set(words["stadium"]), "in both ways to write Chinese"
    assert "丹佛" in words["Denver"], "a city with its state is the city too"
    assert words["2016"] == ()


def test_chinese_words_find_their_english_ones() -> None:
    words = _others("哪家公司在2016年建造了丹佛的体育场？")
    assert "compani" in words["公司"]
    assert {"build", "construct"} <= set(words["建造"])
    assert "denver" in words["丹佛"]
    assert "stadium" in words["体育场"]
    shares = {word.surface: word.share for word in translate("哪家公司建造了它？", open_lexicon())}
    assert shares == {"家公": 0.5, "公司": 0.5, "建造": 1.0}, "which of two words is meant stays open"


def test_text_without_words_has_none() -> None:
    assert translate("", open_lexicon()) == ()
    assert translate("the of 。！", open_lexicon()) == ()


@pytest.mark.parametrize(
    ("line", "glosses"),
    [
        ("橋 桥 [qiao2] /bridge/CL:座[zuo4]/", {("bridg",)}),
        ("華沙 华沙 [Hua2 sha1] /Warsaw, capital of Poland/", {("warsaw", "capit", "poland"), ("warsaw",)}),
        ("開放 开放 [kai1 fang4] /to open up; (of a flower) to bloom/", {("open",), ("bloom",)}),
        ("檯 台 [tai2] /variant of 臺|台[tai2]/", set()),
        ("# comment", set()),
        ("broken line", set()),
        ("AA制 AA制 [A A zhi4] /to split the bill/", {("split", "bill")}),
    ],
)
def test_a_line_says_what_a_word_means(line: str, glosses: set[tuple[str, ...]]) -> None:
    entry = _entry(line)
    assert set(entry.glosses if entry else ()) == glosses


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("built", "build"),
        ("children", "child"),
        ("fishermen", "fisherman"),
        ("harbour", "harbor"),
        ("organised", "organized"),
        ("theatre", "theater"),
        ("defence", "defense"),
    ],
)
def test_a_word_is_sought_under_its_other_forms_too(word: str, other: str) -> None:
    assert set(analyze(other)) <= set(other_terms(*analyze(word)))


@pytest.mark.parametrize(
    ("word", "other"),
    [
        ("center", "centre"),
        ("kilometer", "kilometres"),
        ("organized", "organise"),
        ("labor", "labour"),
        ("programme", "program"),
        ("catalog", "catalogue"),
        ("defense", "defence"),
        ("analyzed", "analyse"),
    ],
)
def test_british_and_american_spellings_are_one_word_both_ways(word: str, other: str) -> None:
    assert set(analyze(other)) & set(spelt_otherwise(*analyze(word)))
    assert set(analyze(word)) & set(spelt_otherwise(*analyze(other)))


def test_the_dictionary_tells_words_and_the_forms_of_characters() -> None:
    lexicon = open_lexicon()
    # "Zhejiang" stands in longer glosses alone.
    assert all(lexicon.knows(analyze(word)) for word in ("bridges", "Zhejiang", "Gambia"))
    assert not lexicon.knows(analyze("Huawie survelliance Xinjang"))
    assert lexicon.simplified("監著乾么宁") == {"監": "监"}


def test_most_words_have_one_form() -> None:
    assert other_terms("bridg") == ()


def test_another_file_is_refused(tmp_path: Path) -> None:
    path = tmp_path / "dictionary.gz"
    path.write_bytes(gzip.compress("橋 桥 [qiao2] /bridge/\n".encode()))
    with pytest.raises(ModelError, match="not the file"):
        next(cedict.entries(path))
    with pytest.raises(ModelError, match="cannot be read"):
        next(cedict.entries(tmp_path / "none.gz"))


def test_the_table_is_made_once_and_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTED_ENCODERS", str(tmp_path / "home"))
    told: list[tuple[int, int]] = []

    def stop_midway(step: str, done: int, total: int) -> None:
        told.append((done, total))
        if done > total / 2:
            raise Cancelled("stopped")

    with pytest.raises(Cancelled):
        open_lexicon(stop_midway)
    assert told[0] == (0, told[0][1])
    assert list((tmp_path / "home").iterdir()) == [], "nothing half-made is left"
    first = open_lexicon()
    assert first is open_lexicon()
    path = store.lexicon_file()
    made = path.stat().st_mtime_ns
    path.write_bytes(path.read_bytes()[:4096])
    assert "桥" in store._open(path, lambda *_: None).chinese([("bridg",)])[("bridg",)]
    assert path.stat().st_mtime_ns != made, "a table cut short is made anew"


@pytest.mark.skipif(os.geteuid() == 0, reason="root may write anywhere")
def test_a_folder_that_cannot_be_written_is_done_without(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "home").mkdir(mode=0o500)
    monkeypatch.setenv("FOOTNOTED_ENCODERS", str(tmp_path / "home"))
    assert open_lexicon().english(["桥"])


def test_a_folder_that_is_a_file_is_done_without(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "home").write_text("a file", encoding="utf-8")
    monkeypatch.setenv("FOOTNOTED_ENCODERS", str(tmp_path / "home"))
    assert open_lexicon().english(["桥"]) == {"桥": (("bridg",),)}


def test_what_a_killed_process_left_is_swept_up(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FOOTNOTED_ENCODERS", str(tmp_path))
    old, new = tmp_path / ".making-old.sqlite", tmp_path / ".making-new.sqlite"
    old.write_bytes(b"half")
    new.write_bytes(b"half")
    os.utime(old, (1e9, 1e9))
    open_lexicon()
    assert not old.exists()
    assert new.exists(), "it may be another process's, at work now"


def test_many_words_are_asked_at_once() -> None:
    words = [f"没有{number}" for number in range(2500)]
    assert set(open_lexicon().english([*words, "桥"])) == {"桥"}


def test_the_table_cannot_be_written_through() -> None:
    with pytest.raises(sqlite3.OperationalError):
        open_lexicon()._connection.execute("DELETE FROM chinese")
