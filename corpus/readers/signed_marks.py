"""Marks that are written as marks: the style of them that links most notes."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from corpus.readers.linked_marks import linked_sites
from corpus.readers.notation import Site, Span
from corpus.readers.note_styles import (
    bracket_sites,
    called_sites,
    circled_sites,
    round_sites,
    spaced_round_sites,
    superscript_sites,
    wide_round_sites,
)

_AS_OPENED = {
    "（": wide_round_sites,
    "(": spaced_round_sites,
    **dict.fromkeys("注註脚腳尾附", called_sites),
}
"""Ways of writing marks that are looked for only where the notes begin alike."""


def signed_sites(
    text: str, spans: Sequence[Span], numbers: frozenset[int], *, opening: str = ""
) -> Mapping[int, Site]:
    """Find the marks of the style that links most notes, among those that are written as marks.

    Args:
        text: The document's.
        spans: Where marks may stand.
        numbers: Those of the notes.
        opening: What the first note begins with: marks may begin so too.
    """
    styles = (linked_sites, superscript_sites, bracket_sites, circled_sites, round_sites)
    found = [style(text, spans, numbers) for style in styles]
    if opening in _AS_OPENED:
        found.append(_AS_OPENED[opening](text, spans, numbers))
    best = max(found, key=lambda sites: len(linked_numbers(sites, numbers)))
    return best if linked_numbers(best, numbers) else {}


def linked_numbers(sites: Mapping[int, Site], notes: frozenset[int]) -> set[int]:
    """Return the numbers of these notes that have a mark."""
    return {int(label) for site in sites.values() for label in site.labels}.intersection(notes)
