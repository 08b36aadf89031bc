"""Passages in another script than the question's stand where their meaning puts them."""

from __future__ import annotations

from pathlib import Path

import numpy as np
import pytest

from index.builder import build_from_passages
from index.crossing import speak_for_words
from index.model import SearchQuery
from index.passages import passages_of_collection
from index.pool import Pool
from index.searcher import Searcher
from index.versions import open_folder

ENGLISH = [
    (
        "The harbour bridge",
        "The bridge over the harbour was paid for by a loan of the Danish export bank in 1998.",
    ),
    ("The ferry", "The old ferry stopped when the bridge opened, and its crew found work at the shipyard."),
    ("The school", "The school on the hill teaches 400 children and has a library of 9,000 books."),
]
CHINESE = [
    ("港口仓库", "港口的仓库由市政府出资修建，2003年完工，可以存放两万吨粮食。"),
    ("渔业", "港口的渔民每年捕获约八千吨鲱鱼，大部分出口到邻国。"),
    ("学校", "山上的学校有四百名学生，图书馆藏书九千册。"),
    ("桥梁工程", "工程师检查了山谷中的木桥，认为它必须在冬天之前修好。"),
]


def searcher_of(texts: list[tuple[str, str]], folder: Path) -> Searcher:
    from index.encoders import load_encoder

    encoder = load_encoder()
    passages = passages_of_collection(
        ((title, title, text) for title, text in texts),
        count_tokens=encoder.count_tokens,
        max_tokens=200,
    )
    build_from_passages(folder / "v", passages, encoder)
    return open_folder(folder / "v")


def test_the_silent_leg_s_weight_goes_to_those_that_speak() -> None:
    pool = Pool(np.arange(2))
    pool.add("bm25", np.zeros(2), np.array([0.0, 0.1]))
    pool.add("dense", np.zeros(2), np.array([0.8, 0.8]))
    speak_for_words(pool, np.array([True, False]), ("dense",), 0.2)
    np.testing.assert_allclose(pool.total(), [0.9, 0.9])
    speak_for_words(pool, np.array([True, True]), ("dense",), 0.2)
    np.testing.assert_allclose(pool.total(), [0.9, 0.9])


def test_a_question_without_words_to_look_up_is_ranked_by_meaning() -> None:
    pool = Pool(np.arange(2))
    pool.add("dense", np.zeros(2), np.array([0.8, 0.7]))
    speak_for_words(pool, np.array([True, False]), ("dense",), 0.2)
    np.testing.assert_allclose(pool.total(), [0.8, 0.7])


@pytest.mark.parametrize(
    ("question", "wanted"),
    [
        ("港口的桥是谁出钱修建的？", "The harbour bridge"),
        ("Who catches herring at the harbour, and where is it sold?", "渔业"),
    ],
)
def test_a_question_finds_its_answer_in_the_other_language(
    question: str, wanted: str, tmp_path: Path
) -> None:
    hits = searcher_of(ENGLISH + CHINESE, tmp_path).search(SearchQuery(question, k=3))
    # A passage in the question's own words comes near it; which leads is a matter of how a processor rounds.
    assert wanted in [hit.passage.document for hit in hits[:2]]
    for hit in hits:
        assert sum(hit.legs.values()) == pytest.approx(hit.score, abs=1e-9)


def test_words_met_through_the_dictionary_are_told_and_not_called_unknown(tmp_path: Path) -> None:
    searcher = searcher_of(CHINESE, tmp_path)
    question = "Who catches herring at the harbour, and did Greenpeace protest?"
    first = searcher.search(SearchQuery(question, k=3))[0]
    assert first.passage.document == "渔业"
    assert {"herring", "harbour"} <= set(first.terms)
    assert sum(first.terms.values()) == pytest.approx(first.legs["bm25"], abs=1e-9)
    met = searcher.met_as(SearchQuery(question, k=3), first.passage)
    assert met["herring"] in first.passage.text
    assert met["harbour"] == "港口"
    assert "Greenpeace" not in met
    assert searcher.met_as(SearchQuery("港口的渔民", k=3), first.passage) == {}, (
        "one language needs no dictionary"
    )
    unknown = searcher.unknown_terms(question)
    assert "Greenpeace" in unknown
    assert not {"herring", "harbour"} & set(unknown)


def test_a_chinese_question_names_only_what_no_english_word_can_mean(tmp_path: Path) -> None:
    searcher = searcher_of(ENGLISH, tmp_path)
    assert searcher.unknown_terms("丹麦银行为桥梁提供了贷款吗？") == ()
    assert searcher.unknown_terms("谁在TikTok上卖了学校的书？") == ("TikTok",)


def test_what_is_unknown_of_a_script_without_spaces_is_told_in_whole_words(tmp_path: Path) -> None:
    searcher = searcher_of(CHINESE, tmp_path / "one")
    question = "格陵兰的潜水艇在港口里有多少种颜色？"
    # Pairs across two words ("种颜", "里有") stand nowhere and mean nothing.
    assert searcher.unknown_terms(question) == ("格陵兰", "潜水艇", "颜色")
    assert searcher.unknown_terms("渔民的仓库") == ()
    mixed = searcher_of(ENGLISH + CHINESE, tmp_path / "two")
    assert mixed.unknown_terms("造船厂有潜水艇吗？") == ("潜水艇",), "an English passage has the shipyard"
