from dataclasses import replace

import numpy as np
import pytest

from index.meeting import Meeting
from index.model import Hit, Passage
from qa.abstain import Evidence, confidence, reason, shipped_model, unmet, weigh
from tests.qa.words import FewWords, passage

TEXTS = ("Acme sold Norland 48 drones.", "The dam was built by a council.")
WORDS = FewWords(*TEXTS)
HITS = [Hit(passage(text, passage_id=text[:4]), 1.0, raw={"dense": 0.85}) for text in TEXTS]


def sure(question: str, hits: list[Hit] = HITS) -> float:
    return confidence(weigh(question, hits, WORDS), vectors=True)


def test_an_answered_question_is_surer_than_one_on_something_unknown() -> None:
    assert sure("How many drones did Acme sell Norland?") > sure("How many drones did Zorbia sell?")
    assert sure("How many drones did Acme sell Norland?") > sure("Who wrote the penal code of Zorbia?")


def test_nothing_found_is_surely_no_answer() -> None:
    assert weigh("Who?", [], WORDS).unheard == 1.0
    assert sure("Who wrote the penal code?", []) < 0.1


@pytest.mark.parametrize("value", [0.0, 0.5, 1.0])
def test_confidence_is_a_probability(value: float) -> None:
    assert (
        0.0 <= confidence(Evidence(**{name: value for name in shipped_model().weights}), vectors=True) <= 1.0
    )


@pytest.mark.parametrize(
    ("unknown", "lacking", "found", "says"),
    [
        (("TikTok",), 0.0, True, "Nothing here mentions TikTok."),
        (("TikTok", "Meta", "Xing"), 0.0, True, "Nothing here mentions TikTok, Meta or Xing."),
        (("zebra", "TikTok"), 0.0, True, "Nothing here mentions TikTok."),
        ((), 1.0, True, "of the kind it asks for"),
        ((), 0.0, True, "No passage is near enough"),
        ((), 0.0, False, "resembles"),
    ],
)
def test_the_reason_is_said_in_plain_words(
    unknown: tuple[str, ...], lacking: float, found: bool, says: str
) -> None:
    evidence = Evidence(met=0.5, lacking=lacking)
    assert says in reason(unknown, evidence, found=found)


def test_only_words_that_say_what_is_missing_are_named() -> None:
    question = "Did the GDPR report set or tell penalties for drones?"
    unknown = WORDS.unknown_terms(question)
    assert {"GDPR", "set", "penalties"} <= set(unknown)
    assert unmet(question, unknown, HITS, WORDS) == ("GDPR", "penalties")


def test_a_figure_that_is_asked_for_and_not_there_makes_it_less_sure() -> None:
    hit = Hit(passage("Acme sold Norland many drones."), 1.0)
    asked = "How much did Norland pay Acme for drones?"
    assert weigh(asked, [hit], WORDS).lacking == 1.0
    assert weigh("Who sold Norland drones?", [hit], WORDS).lacking == 0.0


def test_a_name_that_is_met_while_the_rest_is_not_counts_against_an_answer() -> None:
    near_miss = weigh("Which chairman leads Acme?", HITS, WORDS)
    assert near_miss.half > 0.9
    assert weigh("Which drones did Acme sell Norland?", HITS, WORDS).half < near_miss.half


def test_a_follow_up_is_judged_by_the_kind_that_it_asks_for() -> None:
    joined = "Who bought drones? When was it paid?"
    assert weigh(joined, HITS, WORDS, last="Who paid?").lacking == 0.0
    assert weigh(joined, HITS, WORDS, last="When was it paid?").lacking == 1.0


def test_a_word_that_stands_elsewhere_in_the_passage_counts_as_met() -> None:
    text = "Norland's dam was dear. It cost the council a lot."
    hit = Hit(passage(text, ((0, 23), (24, 50))), 1.0)
    far = Hit(passage("The dam was dear. It cost the council a lot.", ((0, 17), (18, 44))), 1.0)
    asked = "What did the council of Norland cost?"
    assert weigh(asked, [hit], WORDS).said > weigh(asked, [far], WORDS).said


def test_a_company_that_is_not_named_answers_no_question_for_its_name() -> None:
    hit = Hit(passage("A company sold Norland drones."), 1.0)
    assert weigh("Which company sold Norland drones?", [hit], WORDS).silent > 0
    assert weigh("Which company sold Norland drones?", HITS[:1], WORDS).silent == 0


def test_which_words_are_not_met_is_told_by_their_own_vectors() -> None:
    class WithVectors(FewWords):
        def meeting(self, question: str, passage: Passage, note: int | None = None) -> Meeting:
            plain = super().meeting(question, passage, note)
            return replace(plain, vectors=np.eye(len(plain.spans), 16, dtype=np.float32))

    unsaid = weigh("Acme sold Norland trains", HITS, WithVectors(*TEXTS)).unsaid
    assert unsaid is not None
    assert int(unsaid.argmax()) == 3, "the fourth word stands in no passage"
    assert unsaid[4:].sum() == 0
    assert weigh("Acme sold Norland trains", HITS, WORDS).unsaid is None
