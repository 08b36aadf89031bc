"""Pairs made by rule: who did what to whom, told from either side."""

from __future__ import annotations

from collections import Counter

from corpus.facts.name_match import HAN
from eval.support_relations import Turned, turned


def test_pairs_are_many_mixed_and_drawn_alike_again() -> None:
    made = turned(500)
    assert made == turned(500) and len(set(made)) == 500
    assert made != turned(500, seed=8)
    verdicts = Counter(one.verdict for one in made)
    assert min(verdicts.values()) > 15 and verdicts["supported"] > 180 < verdicts["contradicted"]
    languages = Counter((bool(HAN.search(one.premise[0])), bool(HAN.search(one.claim))) for one in made)
    assert len(languages) == 4


def test_nothing_is_left_to_fill_in() -> None:
    for one in turned(500):
        assert not any("{" in text or not text for text in (*one.premise, one.claim))


def parties(text: str) -> set[str]:
    """Return the lenders and borrowers of a sentence."""
    known = ("Kenya", "Zambia", "Harbour Bank", "Velmar Holding", "Brightwater", "Lomax Group", "Angola")
    return {name for name in known if name in text}


def test_a_true_claim_names_the_parties_of_its_source() -> None:
    for one in turned(800):
        if one.verdict == "supported" and not HAN.search(one.claim + one.premise[0]):
            assert parties(one.claim) <= parties(" ".join(one.premise))


def test_a_false_claim_is_no_sentence_of_its_source() -> None:
    def told(one: Turned) -> bool:
        return one.claim in one.premise

    assert not any(told(one) for one in turned(800) if one.verdict != "supported")
