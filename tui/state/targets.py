"""Where the cursor can lead: the links of the chain claim → mark → note → citation → source."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ToPassage:
    """A passage of an answer in the thread."""

    turn: int
    """Position of the answer in the conversation, 0-based."""
    rank: int
    """1-based."""


@dataclass(frozen=True, slots=True)
class ToTurn:
    """A question in the thread."""

    turn: int


@dataclass(frozen=True, slots=True)
class ToQuestion:
    """A question that is offered: following it asks it."""

    text: str


@dataclass(frozen=True, slots=True)
class ToResolved:
    """A question as it was searched: following it puts it into the question box."""

    turn: int
    text: str


@dataclass(frozen=True, slots=True)
class ToNote:
    """A note of a document, reached from its mark or from a list."""

    document: str
    number: int


@dataclass(frozen=True, slots=True)
class ToPlace:
    """A stretch of a document's original text: a claim, a sentence, a section."""

    document: str
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class ToCitation:
    """A citation of a note: following it opens the source that it names."""

    document: str
    number: int
    position: int
    """Position among the note's citations, 0-based."""


@dataclass(frozen=True, slots=True)
class ToDocument:
    """A whole document."""

    document: str


@dataclass(frozen=True, slots=True)
class ToUrl:
    """An address outside: following it hands it to the browser."""

    url: str


@dataclass(frozen=True, slots=True)
class ToSession:
    """A saved session."""

    session: str


@dataclass(frozen=True, slots=True)
class ToChoice:
    """An entry of a list to choose from; its meaning is the screen's own."""

    value: str


Target = (
    ToPassage
    | ToTurn
    | ToQuestion
    | ToResolved
    | ToNote
    | ToPlace
    | ToCitation
    | ToDocument
    | ToUrl
    | ToSession
    | ToChoice
)
