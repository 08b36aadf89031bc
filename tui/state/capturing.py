"""Capturing sources from the app: what can be asked for, and what came of it, in words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from corpus.progress import Progress
from tui.state.flow import BLANK, Block
from tui.state.ink import Ink
from tui.state.targets import ToChoice

if TYPE_CHECKING:
    from corpus.sources.fetch import Anew, FetchResult

MANNERS = (
    "This asks the network, and nothing else in the app does: each cited page once, politely, as its "
    "robots.txt allows. The conversation goes on meanwhile; F8 stops, and what is captured by then is kept."
)


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be captured."""

    name: str
    """What it is called where it is offered."""
    notes: tuple[int, ...] = ()
    """Numbers of notes; none for all."""
    document: str | None = None
    """The document whose notes these are; None for every report."""
    anew: Anew = "new"
    """"new" for what was never asked, "failed" also for what gave no page, "all" for everything again."""


def wishes(document: str | None, notes: Sequence[int]) -> list[Wish]:
    """Return what is offered: the sources of the notes in focus first, where there are any."""
    offered = []
    if document and notes:
        named = ", ".join(map(str, notes))
        plural = "s" if len(notes) > 1 else ""
        offered.append(Wish(f"the sources of note{plural} {named}", tuple(notes), document, "failed"))
    return [
        *offered,
        Wish("every source that was never captured"),
        Wish("also those that gave no readable page", anew="failed"),
        Wish("everything again: what changed, what is gone?", anew="all"),
    ]


def wish_blocks(offered: Sequence[Wish]) -> list[Block]:
    """Return the choices, with what they mean."""
    choices = [Ink().stop(wish.name, ToChoice(str(n))).block(hang=2) for n, wish in enumerate(offered)]
    return [Ink().add(MANNERS).block(role="dim"), BLANK, *choices]


def capture(library: Path, wish: Wish, progress: Progress) -> str:
    """Capture sources into a library and return what was met; blocks for as long as it takes.

    Raises:
        FootnotedError: When the library cannot be written or something else captures into it;
            Cancelled when it was stopped, with what is finished kept.
    """
    from corpus.library import Library
    from corpus.sources.fetch import fetch
    from corpus.sources.settings import settings_from
    from corpus.sources.workshop import Workshop

    settings = settings_from()
    # A connection of its own: the conversation reads through the other one meanwhile.
    with Library.open(library) as own, Workshop(settings) as workshop:
        result = fetch(
            own, settings, notes=wish.notes, document=wish.document, anew=wish.anew, progress=progress,
            extractor=workshop,
        )  # fmt: skip
    return told(result)


def told(result: FetchResult) -> str:
    """Return what a capture met, in a sentence or two."""
    if not result.targets:
        return "No address is cited there, so nothing could be captured."
    if not result.made and not result.unanswered:
        return "Nothing to capture: all of it was captured before."
    states = sorted(result.states.items(), key=lambda pair: (-pair[1], pair[0]))
    met = ", ".join(f"{count} {state}" for state, count in states)
    parts = [f"Captured: {met}." if met else "Nothing was captured."]
    if result.unanswered:
        why = next(iter(result.unanswered.values()))
        parts.append(f"{len(result.unanswered)} could not be asked in full: {why}")
    return " ".join(parts)
