from collections.abc import Collection

from corpus.model import Note
from corpus.offsets import MappedText, Run
from index.model import PassageMark
from qa.notes import at_hand, notes_of
from tests.qa.words import passage


class Shelf:
    def __init__(self, *numbers: int) -> None:
        self._numbers = numbers

    def note(self, doc_id: str, number: int) -> Note | None:
        text = f"{doc_id} {number}"
        return (
            Note(number, str(number), MappedText(text, (Run(0, 0, len(text), True),)))
            if number in self._numbers
            else None
        )


def numbers(
    through: int | None, *marks: int, shelf: Shelf | None = None, note: int | None = None
) -> list[int]:
    one = passage("text", marks=tuple(PassageMark(number, 4) for number in marks), note=note)
    return [found.number for found in notes_of(one, shelf or Shelf(*range(100)), through)]


def test_notes_come_in_the_order_of_their_marks() -> None:
    assert numbers(None, 9, 3, 12) == [9, 3, 12]


def test_the_note_it_was_found_through_comes_first() -> None:
    assert numbers(12, 9, 3, 12) == [12, 9, 3]


def test_each_note_is_shown_once() -> None:
    assert numbers(None, 4, 4, 5) == [4, 5]


def test_a_mark_without_a_note_has_none() -> None:
    assert numbers(None, 4, 5, shelf=Shelf(5)) == [5]


def test_a_note_of_another_passage_is_not_smuggled_in() -> None:
    assert numbers(44, 4) == [4]


def test_a_note_passage_is_its_own_footnote() -> None:
    assert numbers(None, note=8) == [8]


def test_notes_of_several_passages_are_read_together() -> None:
    asked: list[tuple[str, frozenset[int]]] = []

    class Store(Shelf):
        def numbered(self, doc_id: str, numbers: Collection[int]) -> dict[int, Note]:
            asked.append((doc_id, frozenset(numbers)))
            return {number: note for number in numbers if (note := self.note(doc_id, number))}

    store = Store(3, 5, 8)
    rows = [
        passage("one", marks=(PassageMark(5, 3), PassageMark(4, 3))),
        passage("two", note=8),
        passage("none"),
    ]
    shelf = at_hand(rows, store)
    assert [notes_of(row, shelf) for row in rows] == [notes_of(row, store) for row in rows]
    assert asked == [(rows[0].document, frozenset({4, 5, 8}))]
