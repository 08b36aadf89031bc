import pytest

from index.model import Hit
from qa.spread import LEG, asks_for_several, spread
from tests.qa.words import FewWords, passage

LEAD = ("Loans were given for,",)
TEXTS = (
    "Norland got a loan for cameras.",
    "Sudland was lent money.",
    "The weather was fine.",
    "A council met.",
)
WORDS = FewWords(*TEXTS, *(f"Filler number {number} of the report." for number in range(12)))
SEVERAL = "Which countries got a loan for cameras?"


def hits(scores: tuple[float, ...] = (0.9, 0.6, 0.65, 0.64)) -> list[Hit]:
    leads = (LEAD, LEAD, (), ())
    rows = zip(TEXTS, scores, leads, strict=True)
    found = [
        Hit(passage(text, passage_id=text[:4], leads=lead), score, {"bm25": score / 2, "late": score / 2})
        for text, score, lead in rows
    ]
    return sorted(found, key=lambda hit: -hit.score)


@pytest.mark.parametrize(
    ("question", "several"),
    [
        ("Which projects were paid with state loans?", True),
        ("What does the report say about Malaysia?", True),
        ("In which countries has the company built them?", True),
        ("哪些项目是用贷款支付的？", True),
        ("Who paid for the bridge?", False),
        ("When was it built?", False),
        ("Which country is the largest?", False),
        ("谁支付了？", False),
    ],
)
def test_questions_that_ask_for_several_things_are_told_apart(question: str, several: bool) -> None:
    assert asks_for_several(question) is several


def test_items_of_the_first_ones_list_come_up_and_the_first_stays() -> None:
    ranked = spread(SEVERAL, hits(), WORDS)
    assert [hit.passage.text for hit in ranked[:2]] == list(TEXTS[:2])
    assert {hit.passage.text for hit in ranked} == set(TEXTS)


def test_scores_never_rise_with_rank_and_legs_still_sum_to_them() -> None:
    ranked = spread(SEVERAL, hits((0.9, 0.89, 0.88, 0.1)), WORDS)
    scores = [hit.score for hit in ranked]
    assert scores == sorted(scores, reverse=True)
    assert any(LEG in hit.legs for hit in ranked)
    for hit in ranked:
        assert sum(hit.legs.values()) == pytest.approx(hit.score, abs=1e-9)


def test_a_question_for_one_thing_is_left_alone() -> None:
    assert spread("Who got a loan?", hits(), WORDS) == hits()


def test_a_passage_with_a_word_of_the_topics_family_is_not_silent_on_it() -> None:
    texts = ("Norland bought much.", "Norlandish police agreed.", "A council met.")
    found = [
        Hit(passage(t, passage_id=t[:5]), s, {"late": s})
        for t, s in zip(texts, (0.9, 0.5, 0.55), strict=True)
    ]
    ranked = spread("What does the report say about Norland?", found, WORDS)
    assert [hit.passage.text for hit in ranked] == list(texts)


@pytest.mark.parametrize("count", [0, 1, 2])
def test_few_hits_are_left_alone(count: int) -> None:
    assert spread(SEVERAL, hits()[:count], WORDS) == hits()[:count]
