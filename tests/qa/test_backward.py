import pytest

from qa.backward import leans_back


@pytest.mark.parametrize(
    ("sentence", "leans"),
    [
        ("It cost 40 million.", True),
        ("The event was hosted by Acme.", True),
        ("In this way, more was sold.", True),
        ("However, nobody was asked.", True),
        ("这些公司属于国家。", True),
        ("Acme built a dam.", False),
        ("Norland pays.", False),
        ("Itinerant traders came.", False),
        ("", False),
    ],
)
def test_sentences_that_lean_on_the_one_before_are_told(sentence: str, leans: bool) -> None:
    assert leans_back(sentence) is leans
