"""BM25 between a question of one script and passages of the other."""

from __future__ import annotations

import numpy as np
import pytest

from index.across import Group, GroupScores, groups_of, met_as
from index.analyzers import analyze
from index.bm25 import build_bm25
from index.lexicon import open_lexicon
from index.model import SearchQuery
from index.settings import IndexSettings

PASSAGES = [
    "港口的桥由丹麦出口银行贷款修建，1998年完工。",
    "港口的渔民每年捕获约八千吨鲱鱼，大部分出口到邻国。",
    "山上的学校有四百名学生，图书馆藏书九千册。",
    "The bank paid for the bridge.",
    "学校的图书馆在1998年扩建。",
]
INSIDE = np.array([True, True, True, False, True])


def _scores(question: str) -> GroupScores:
    groups = groups_of(SearchQuery(question), open_lexicon())
    return GroupScores(build_bm25([analyze(one) for one in PASSAGES], IndexSettings()), groups, INSIDE, 1.5)


@pytest.mark.parametrize(
    ("question", "best"),
    [
        ("How many books does the school library hold?", 2),
        ("Which bank gave the loan?", 0),
        ("What do fishermen export?", 1),
        ("What was extended in 1998?", 4),
    ],
)
def test_the_passage_that_says_it_in_the_other_language_scores_highest(question: str, best: int) -> None:
    scores = _scores(question)
    assert int(scores.total.argmax()) == best
    assert scores.total[3] == 0, "passages of the question's own script are left to BM25"
    assert 0 < scores.total.max() <= scores.best


def test_what_each_word_adds_sums_to_the_score() -> None:
    scores = _scores("Which school has a library of books, and what does the bank lend?")
    for row in range(len(PASSAGES)):
        assert sum(scores.explain(row).values()) == pytest.approx(scores.total[row], abs=1e-9)
    assert {"school", "library"} <= set(scores.explain(2))


def test_a_word_counts_once_however_many_translations_it_has() -> None:
    index = build_bm25([["ab", "cd"], ["ab"], ["xy"]], IndexSettings())
    inside = np.ones(3, bool)
    both = GroupScores(index, [Group("w", (("ab",), ("cd",)))], inside, 1.5)
    one = GroupScores(index, [Group("w", (("ab",),))], inside, 1.5)
    assert both.total[1] == pytest.approx(one.total[1])
    assert both.total[2] == 0


def test_all_terms_of_a_way_must_stand() -> None:
    index = build_bm25([["ab", "bc"], ["ab"], ["bc"]], IndexSettings())
    scores = GroupScores(index, [Group("abc", (("ab", "bc"),))], np.ones(3, bool), 1.5)
    assert np.flatnonzero(scores.total).tolist() == [0]


def test_no_words_score_nothing() -> None:
    scores = _scores("the of and")
    assert scores.best == 0
    assert not scores.total.any()


def test_earlier_questions_join_with_their_weight() -> None:
    groups = groups_of(SearchQuery("school", (("school library", 0.5), ("bank", 0.0))), open_lexicon())
    assert {group.name: group.weight for group in groups} == {"school": 1.5, "library": 0.5}


@pytest.mark.parametrize(
    ("question", "text", "word", "met"),
    [
        ("哪家银行提供了贷款？", "The Export Bank lent it; the loans ended.", "银行", "Bank"),
        ("哪家银行提供了贷款？", "The Export Bank lent it; the loans ended.", "贷款", "loans"),
        ("Which bank gave the loan?", PASSAGES[0], "bank", "银行"),
        (
            "What does artificial intelligence see?",
            "摄像头用人工智能识别人。",
            "artificial intelligence",
            "人工智能",
        ),
    ],
)
def test_what_was_met_is_named_as_the_passage_writes_it(
    question: str, text: str, word: str, met: str
) -> None:
    found = met_as(groups_of(SearchQuery(question), open_lexicon()), text)
    assert met in found[word].split(", ")


def test_a_word_that_is_not_met_is_not_named() -> None:
    groups = groups_of(SearchQuery("哪家银行提供了贷款？"), open_lexicon())
    assert "银行" not in met_as(groups, "The council lent nothing.")
    assert met_as(groups, "") == {}
