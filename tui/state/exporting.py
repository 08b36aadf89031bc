"""What can be exported, and how: one list to choose from."""

from __future__ import annotations

from dataclasses import dataclass

from tui.state.flow import BLANK, Block
from tui.state.ink import Ink
from tui.state.targets import ToChoice

FORMAT_NAMES = {
    "markdown": "Markdown, with footnotes",
    "html": "HTML, one page",
    "json": "JSON, everything",
    "bibtex": "BibTeX, the references",
    "ris": "RIS, the references, for Zotero and its like",
    "csl-json": "CSL-JSON, the references",
}
"""What the formats of `qa.export` are called."""
WHATS = ("session", "dossier")
"""What can be exported."""


@dataclass(frozen=True, slots=True)
class Exportable:
    """A thing in a format."""

    what: str
    """One of WHATS."""
    format_name: str


def exportables() -> list[Exportable]:
    """Return every choice, the session's first."""
    return [Exportable(what, name) for what in WHATS for name in FORMAT_NAMES]


def export_blocks(counts: dict[str, str]) -> list[Block]:
    """Return the choices.

    Args:
        counts: For each of WHATS what it holds, in words.
    """
    titles = {"session": "This session", "dossier": "Its dossier"}
    blocks: list[Block] = []
    for place, choice in enumerate(exportables()):
        if choice.format_name == next(iter(FORMAT_NAMES)):
            blocks += [BLANK] if blocks else []
            head = Ink().add(titles[choice.what], "heading").add(f"  {counts[choice.what]}", "label")
            blocks.append(head.block())
        blocks.append(Ink().stop(FORMAT_NAMES[choice.format_name], ToChoice(str(place))).block(indent=2))
    return blocks
