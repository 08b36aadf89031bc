import pytest

from index.model import Hit
from qa.abstain import Evidence, confidence, reason, shipped_model, weigh
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
