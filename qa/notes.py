"""The footnotes of a passage, as an answer shows them."""

from __future__ import annotations

from corpus.model import Note
from index.model import Passage
from qa.ports import NoteShelf


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
    numbers = [mark.number for mark in passage.marks]
    if passage.note is not None:
        numbers.insert(0, passage.note)
    if through_note is not None and through_note in numbers:
        numbers.insert(0, through_note)
    found = (shelf.note(passage.document, number) for number in dict.fromkeys(numbers))
    return tuple(note for note in found if note is not None)
