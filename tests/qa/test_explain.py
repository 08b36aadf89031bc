from index.model import Hit
from qa.answer import AnswerPassage
from qa.dedupe import Duplicate
from qa.explain import dropped, explain
from qa.settings import AskSettings
from tests.qa.words import passage


def shown(**more: object) -> AnswerPassage:
    fields = {
        "rank": 1,
        "score": 0.7,
        "passage": passage("x"),
        "highlights": ((0, 1),),
        "spans": (),
        "notes": (),
    }
    return AnswerPassage(**{**fields, "why": {"bm25": 0.2, "dense": 0.5}, **more})  # type: ignore[arg-type]


def test_legs_and_terms_come_largest_first() -> None:
    found = explain(shown(terms={"dam": 0.05, "loan": 0.15}))
    assert [name for name, _ in found.legs] == ["dense", "bm25"]
    assert [name for name, _ in found.terms] == ["loan", "dam"]
    assert sum(value for _, value in found.legs) == 0.7


def test_it_is_said_in_words() -> None:
    said = " ".join(explain(shown(through_note=49, duplicates=2)).sentences)
    assert "meaning alone" in said
    assert "note 49" in said
    assert "2 more passages say the same" in said


def test_words_met_in_translation_are_named_as_the_passage_has_them() -> None:
    found = explain(shown(terms={"审查": 0.15, "贷款": 0.05, "REN": 0.01}, translations={"审查": "censors"}))
    assert found.remarks == ("met in translation: 审查 as “censors”",)
    assert explain(shown(terms={"dam": 0.2})).remarks == ()


def test_what_was_dropped_and_why() -> None:
    below = [Hit(passage("b", passage_id="b"), 0.3), Hit(passage("c", passage_id="c"), 0.2)]
    twin = Duplicate(Hit(passage("a", passage_id="a"), 0.6), "z")
    found = dropped(below, [twin], 5, AskSettings(dropped=2))
    assert [(one.passage.passage_id, one.reason) for one in found] == [
        ("a", "near-duplicate of z (85% or more of its word triples in common)"),
        ("b", "below rank 5, the last one asked for"),
    ]
