"""The first passages are ordered by what was read, and the score still adds up."""

from __future__ import annotations

import pytest

from index.model import Hit, Passage
from qa.first_read import LEG, READ, lowered, read_first, unread
from tests.qa.words import FewWords, passage


class Read(FewWords):
    """A corpus whose passages say how likely they answer."""

    def answers(self, question: str, passage: Passage, note: int | None = None) -> float | None:
        return float(passage.text) if passage.text else None


def hits(*odds: str, scores: tuple[float, ...] = (0.9, 0.85, 0.8, 0.1)) -> list[Hit]:
    return [
        Hit(passage(text, passage_id=f"p{at}"), score, {"dense": score}, raw={"dense": score})
        for at, (text, score) in enumerate(zip(odds, scores, strict=False))
    ]


def order(found: list[Hit]) -> list[str]:
    return [hit.passage.passage_id for hit in found]


def test_the_passage_that_reads_as_the_answer_comes_first() -> None:
    found = read_first("Who?", hits("-2", "3", "0", "5"), Read())
    assert order(found) == ["p1", "p2", "p0", "p3"]
    assert [hit.raw.get(LEG) for hit in found] == [3.0, 0.0, -2.0, None]


def test_a_score_is_the_sum_of_its_legs_and_never_rises() -> None:
    before = hits("-2", "3", "0", "5")
    for hit in read_first("Who?", before, Read()):
        assert hit.score == pytest.approx(sum(hit.legs.values()), abs=1e-9)
        assert hit.legs.get(LEG, 0.0) <= 0.0
    assert unread(read_first("Who?", before, Read())) == before


def test_none_falls_behind_what_was_not_read() -> None:
    found = read_first("Who?", hits("9", "-9", "-9", "9"), Read())
    assert order(found) == ["p0", "p1", "p2", "p3"]
    scores = [hit.score for hit in found]
    assert scores == sorted(scores, reverse=True)
    assert scores[1] == scores[2] == scores[3]


def test_fewer_passages_than_are_read_are_ordered_too() -> None:
    assert order(read_first("Who?", hits("-3", "3"), Read())) == ["p1", "p0"]
    assert read_first("Who?", [], Read()) == []


@pytest.mark.parametrize("texts", [("", "3", "0"), ("1", "", "0"), ("", "", "")])
def test_an_index_that_cannot_be_read_keeps_its_order(texts: tuple[str, ...]) -> None:
    before = hits(*texts, "0")
    assert read_first("Who?", before, Read()) == before


def test_what_is_lost_grows_with_what_was_read_less() -> None:
    first, second, third = lowered([0.9, 0.9, 0.9, 0.1], [2.0, 1.0, -1.0])
    assert first == 0.9 > second > third > 0.1
    assert len(lowered([0.9, 0.8, 0.7, 0.6], [1.0] * READ)) == READ
