"""BM25 against its oracle: rank-bm25's own get_scores, on thousands of random corpora."""

from __future__ import annotations

from collections import Counter

import numpy as np
import pytest
import rank_bm25

from corpus.errors import UsageError
from index.bm25 import Bm25Index, build_bm25
from index.settings import Bm25Variant, IndexSettings

VARIANTS: tuple[Bm25Variant, ...] = ("okapi", "l", "plus")


def _oracle(passages: list[list[str]], settings: IndexSettings) -> rank_bm25.BM25:
    constants = {"k1": settings.k1, "b": settings.b}
    if settings.bm25 == "okapi":
        return rank_bm25.BM25Okapi(passages, epsilon=settings.epsilon, **constants)
    return {"l": rank_bm25.BM25L, "plus": rank_bm25.BM25Plus}[settings.bm25](passages, **constants)


def _corpus(random: np.random.Generator) -> list[list[str]]:
    """Return a random corpus: few or many words, some passages empty, some words everywhere."""
    words = [f"w{n}" for n in range(int(random.integers(1, 30)))]
    made = [
        [words[int(n)] for n in random.zipf(1.4, int(random.integers(0, 25))) - 1 if n < len(words)]
        for _ in range(int(random.integers(1, 14)))
    ]
    return made if any(made) else [["only"]]


@pytest.mark.parametrize("variant", VARIANTS)
def test_scores_are_rank_bm25s_on_a_thousand_random_corpora(variant: Bm25Variant) -> None:
    random = np.random.default_rng(20)
    for number in range(1000):
        passages = _corpus(random)
        settings = IndexSettings(
            bm25=variant, k1=float(random.uniform(0.2, 3)), b=float(random.uniform(0, 0.99)),
            epsilon=float(random.uniform(0, 0.5)),
        )  # fmt: skip
        query = [f"w{int(n)}" for n in random.integers(0, 32, int(random.integers(1, 8)))]
        expected = _oracle(passages, settings).get_scores(query)
        found = build_bm25(passages, settings).scores(dict(Counter(query)))
        np.testing.assert_allclose(found, expected, atol=1e-5, rtol=0, err_msg=str(number))


@pytest.mark.parametrize("variant", VARIANTS)
def test_what_terms_add_is_the_score(variant: Bm25Variant) -> None:
    random = np.random.default_rng(7)
    for _ in range(100):
        passages = _corpus(random)
        index = build_bm25(passages, IndexSettings(bm25=variant))
        query = {f"w{int(n)}": float(random.uniform(0.1, 2)) for n in random.integers(0, 32, 5)}
        scores = index.scores(query)
        explained = index.contributions(query, range(len(passages)))
        assert [sum(one.values()) for one in explained] == pytest.approx(scores.tolist(), abs=1e-9)


def test_a_word_in_most_passages_keeps_rank_bm25s_floor() -> None:
    passages = [["common", f"rare{n}"] for n in range(6)]
    index = build_bm25(passages, IndexSettings())
    oracle = _oracle(passages, IndexSettings())
    assert index.weight_of("common") == pytest.approx(oracle.idf["common"])
    assert 0 < index.weight_of("common") < index.weight_of("rare1")


def test_frequencies_and_unknown_words() -> None:
    index = build_bm25([["a", "a", "b"], ["b"], []], IndexSettings())
    assert (index.document_frequency("a"), index.document_frequency("b")) == (1, 2)
    assert (index.document_frequency("z"), index.weight_of("z")) == (0, 0.0)
    assert index.scores({"z": 1.0}).tolist() == [0.0, 0.0, 0.0]
    assert index.contributions({"z": 1.0}, [0, 1]) == [{}, {}]


@pytest.mark.parametrize("passages", [[], [[]], [[], [], []]])
def test_passages_without_words_score_nothing(passages: list[list[str]]) -> None:
    index = build_bm25(passages, IndexSettings())
    assert index.scores({"a": 1.0}).tolist() == [0.0] * len(passages)
    assert index.document_frequency("a") == 0


def test_postings_rise_and_carry_the_vocabularys_order() -> None:
    index = build_bm25([["b", "a"], ["c", "a"], ["a"]], IndexSettings())
    assert [term for term in "abc" if index.document_frequency(term)] == ["a", "b", "c"]
    assert _postings(index, "a") == [0, 1, 2]
    assert _postings(index, "c") == [1]


def test_equal_corpora_are_laid_out_alike_in_any_process() -> None:
    passages = [["b", "a", "ü"], ["c", "a", "中国"]]
    first, second = (build_bm25(passages, IndexSettings()) for _ in range(2))
    assert list(first.vocabulary) == list(second.vocabulary) == sorted(["a", "b", "c", "ü", "中国"])
    assert first.weights.tobytes() == second.weights.tobytes()


def test_the_best_conceivable_score_is_never_beaten() -> None:
    random = np.random.default_rng(3)
    for _ in range(200):
        passages = _corpus(random)
        index = build_bm25(passages, IndexSettings())
        query = {f"w{int(n)}": 1.0 for n in random.integers(0, 32, 4)}
        assert index.scores(query).max() <= index.best(query, IndexSettings().k1) + 1e-9


def test_an_unknown_variant_is_refused() -> None:
    with pytest.raises(UsageError, match="'tfidf'"):
        build_bm25([["a"]], IndexSettings(bm25="tfidf"))  # type: ignore[arg-type]


def _postings(index: Bm25Index, term: str) -> list[int]:
    number = index.vocabulary[term]
    return [int(row) for row in index.rows[index.starts[number] : index.starts[number + 1]]]
