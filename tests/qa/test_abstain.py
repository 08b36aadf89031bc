import pytest

from index.model import Hit
from qa.abstain import Evidence, confidence, reason, weigh
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
    assert 0.0 <= confidence(Evidence(*[value] * 8), vectors=True) <= 1.0


@pytest.mark.parametrize(
    ("unknown", "typed", "found", "says"),
    [
        (("TikTok",), 1.0, True, "Nothing here mentions TikTok."),
        (("TikTok", "Meta", "Xing"), 1.0, True, "Nothing here mentions TikTok, Meta or Xing."),
        (("zebra", "TikTok"), 1.0, True, "Nothing here mentions TikTok."),
        ((), 0.0, True, "of the kind it asks for"),
        ((), 1.0, True, "No passage is near enough"),
        ((), 1.0, False, "resembles"),
    ],
)
def test_the_reason_is_said_in_plain_words(
    unknown: tuple[str, ...], typed: float, found: bool, says: str
) -> None:
    evidence = Evidence(late=0.5, typed=typed)
    assert says in reason(unknown, evidence, found=found)
