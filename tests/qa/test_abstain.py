from dataclasses import replace

import numpy as np
import pytest

from index.meeting import Meeting
from index.model import Hit, Passage
from qa.abstain import Evidence, confidence, reason, shipped_models, unmet, weigh
from qa.settings import error_rates
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
    evidence = Evidence(**{name: value for name in shipped_models().read.weights}, judged=True)
    assert 0.0 <= confidence(evidence, vectors=True) <= 1.0


@pytest.mark.parametrize(
    ("unknown", "lacking", "found", "says"),
    [
        (("TikTok",), 0.0, True, "Nothing here mentions TikTok."),
        (("TikTok", "Meta", "Xing"), 0.0, True, "Nothing here mentions TikTok, Meta or Xing."),
        (("zebra", "TikTok"), 0.0, True, "Nothing here mentions TikTok."),
        (("zebra", "2031"), 0.0, True, "Nothing here mentions 2031."),
        (("TikTok’s", "Meta's"), 0.0, True, "Nothing here mentions TikTok or Meta."),
        ((), 1.0, True, "No passage is near enough"),
        ((), 0.0, True, "No passage is near enough"),
        ((), 0.0, False, "resembles"),
    ],
)
def test_the_reason_is_said_in_plain_words(
    unknown: tuple[str, ...], lacking: float, found: bool, says: str
) -> None:
    evidence = Evidence(met=0.5, lacking=lacking)
    assert says in reason(unknown, evidence, found=found)


def test_a_name_or_a_number_is_named_though_its_like_is_met() -> None:
    class Alike(FewWords):
        """Everything is met by something: "Gambia" by "Zambia"."""

        def meeting(self, question: str, passage: Passage, note: int | None = None) -> Meeting:
            met = super().meeting(question, passage, note)
            return replace(met, sentences=np.full_like(met.sentences, 0.6))

    words = Alike(*TEXTS)
    question = "Which European firm sold Gambia submarines in 2021?"
    unknown = words.unknown_terms(question)
    assert {"European", "Gambia", "submarines", "2021"} <= set(unknown)
    assert unmet(question, unknown, HITS, words) == ("Gambia", "2021")


def test_chinese_words_about_the_asking_are_not_named_as_missing() -> None:
    question = "数据曾经存在国外什么地方"
    unknown = ("曾经", "存在", "国外", "什么地方")
    assert unmet(question, unknown, HITS, WORDS) == ("国外",)


def test_a_name_that_is_spelt_much_alike_is_told_beside_the_one_that_is_missing() -> None:
    said = reason(("Petersen",), Evidence(), found=True, nearest=(("Petersen", "Peterson"),))
    assert said == "Nothing here mentions Petersen. “Peterson” is spelt much like Petersen."


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


def test_the_reason_names_what_the_nearest_passage_does_not_speak_of() -> None:
    evidence = weigh("How many submarines has Acme sold Norland?", HITS, WORDS)
    assert evidence.unspoken == ("submarines",)
    assert reason((), evidence, found=True) == "The nearest passage does not speak of “submarines”."
    told = weigh("How many drones has Acme sold Norland?", HITS, WORDS)
    assert told.unspoken == ()


def test_of_words_that_are_no_names_all_are_told_that_are_not_met() -> None:
    evidence = Evidence(judged=True, unspoken=("interest", "applies"))
    told = reason(("applies",), evidence, found=True)
    assert told == "Nothing here mentions applies. The nearest passage does not speak of “interest”."
    assert reason(("Zorbia",), evidence, found=True) == "Nothing here mentions Zorbia."


@pytest.mark.parametrize(
    ("question", "text", "says"),
    [
        ("When has Acme sold Norland drones?", "Acme sold Norland many drones.", "but give no date."),
        (
            "How much has Norland paid Acme for drones?",
            "Norland paid Acme for drones.",
            "but give no amount.",
        ),
    ],
)
def test_the_reason_tells_the_kind_of_answer_that_is_not_there(question: str, text: str, says: str) -> None:
    evidence = weigh(question, [Hit(passage(text), 1.0)], FewWords(text))
    assert reason((), evidence, found=True).endswith(says)


def test_a_passage_that_has_the_words_and_was_read_as_no_answer_is_called_so() -> None:
    evidence = Evidence(judged=True, said=0.95, read=-2.0)
    assert "do not say what it asks for" in reason((), evidence, found=True)
    assert "near enough" in reason((), replace(evidence, said=0.3), found=True)


class Read(FewWords):
    """A corpus whose passages are read for an answer."""

    def answers(self, question: str, passage: Passage, note: int | None = None) -> float | None:
        return 3.0 if "drones" in passage.text else -3.0


def test_the_first_passages_are_read_and_the_best_of_them_counts_too() -> None:
    read = weigh("What was built?", HITS[::-1], Read(*TEXTS))
    assert (read.read, read.read_best) == (-3.0, 3.0)
    unread = weigh("What was built?", HITS, WORDS)
    assert (unread.read, unread.read_best) == (None, None)


def test_what_was_read_makes_surer_and_what_was_not_is_weighed_without_it() -> None:
    read = weigh("How many drones did Acme sell Norland?", HITS, Read(*TEXTS))
    assert confidence(replace(read, read=4.0, read_best=4.0)) > confidence(read) > 0.0
    assert confidence(replace(read, read=-4.0, read_best=-4.0)) < confidence(read)
    plain = replace(read, read=None, read_best=None)
    assert confidence(plain) == shipped_models().met.probability(plain)
    assert confidence(read) == shipped_models().read.probability(read)


def test_error_rates_are_those_measured_and_change_evenly_between() -> None:
    assert error_rates(0.48) == (0.212, 0.120)
    wrong, silent = error_rates(0.65)
    assert 0.133 < wrong < 0.163
    assert 0.175 < silent < 0.262
    assert (error_rates(0.0), error_rates(1.0)) == ((1.0, 0.0), (0.0, 1.0))
