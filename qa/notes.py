"""The footnotes of a passage, as an answer shows them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from corpus.model import Note
from index.model import Passage
from qa.ports import NoteShelf, NoteStore


@dataclass(frozen=True, slots=True)
class NotesAtHand:
    """The notes of some passages; one that stands among none of them is not there."""

    notes: Mapping[tuple[str, int], Note]
    """By document and number."""

    def note(self, doc_id: str, number: int) -> Note | None:
        """Return a document's note, or None when it has none of that number."""
        return self.notes.get((doc_id, number))


def at_hand(passages: Iterable[Passage], store: NoteStore) -> NotesAtHand:
    """Read all notes of some passages together: a statement for each costs ten times as much."""
    wanted: dict[str, set[int]] = {}
    for passage in passages:
        wanted.setdefault(passage.document, set()).update(_numbers(passage))
    return NotesAtHand(
        {
            (document, number): note
            for document, numbers in wanted.items()
            if numbers
            for number, note in store.numbered(document, numbers).items()
        }
    )


def notes_of(passage: Passage, shelf: NoteShelf, through_note: int | None = None) -> tuple[Note, ...]:
    """Return a passage's notes in full.

    Args:
        passage: A ranked passage.
        shelf: Where its document's notes are looked up.
        through_note: Number of the note that the passage was found through, if it was.

    Returns:
        The note it was found through, then the others in the order of their marks, each
        once. A mark whose note is missing has none: nothing is made up in its place. A note
        that is a passage itself is its own footnote.
    """
    numbers = _numbers(passage)
    if through_note is not None and through_note in numbers:
        numbers.insert(0, through_note)
    found = (shelf.note(passage.document, number) for number in dict.fromkeys(numbers))
    return tuple(note for note in found if note is not None)


def _numbers(passage: Passage) -> list[int]:
    """Return the numbers of a passage's notes: its own where it is one, then those of its marks."""
    own = [] if passage.note is None else [passage.note]
    return [*own, *(mark.number for mark in passage.marks)]
