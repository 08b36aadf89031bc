"""Notes beneath a table, which explain its figures: no notes of the report, and none of their marks."""

from __future__ import annotations

import re
from collections.abc import Sequence

from corpus.readers.blocks import blocks_of
from corpus.readers.entries import names_source
from corpus.readers.lines import Line
from corpus.readers.notation import Span
from corpus.readers.note_styles import SUPERSCRIPT, NoteLines

_CAPTION = re.compile(
    r"(?:\*\*|#{1,6} )?(?:table|tab\.|tabelle|tableau|tabla|cuadro|tabela|tabella|figure|fig\.|chart|box"
    r"|abbildung|表|图)\s?(?:[A-Z]?\d{1,3}|[IVX]{1,5})(?:[.-]\d{1,3})?(?:\s?[.:：|–—-]|\s|\*\*|$)",
    re.IGNORECASE,
)
_ROWS = 60
"""Lines of a table at most."""
_CELLS = 100
"""A longer line is none of a table's."""
_SENTENCE = re.compile(r"(?:[^\W\d_]{2,}\W{1,3}){6,}[^\W\d_]{2,}[.!?]")


def table_above(lines: Sequence[Line], at: int) -> int | None:
    """Return the line of the caption of the table that stands right above a line, None without one."""
    for number in range(at - 1, max(-1, at - _ROWS), -1):
        text = lines[number].text
        if _CAPTION.match(text):
            return number
        if len(text) > _CELLS or _SENTENCE.search(text):
            return None
    return None


def tables_with_notes(lines: Sequence[Line]) -> list[Span] | None:
    """Return the tables, each with a note beneath it that begins with superscript digits.

    Returns:
        In order, the same table once for each note; None where such notes stand elsewhere too, so
        that pages have notes of their own.
    """
    notes = NoteLines(SUPERSCRIPT, lines)
    starts = [block.start for block in blocks_of(lines, notes) if block.note is not None]
    if not notes.seen.intersection(notes.found):
        return []
    places = {line.start: at for at, line in enumerate(lines)}
    tables: list[Span] = []
    for at in (places[start] for start in starts):
        table = table_above(lines, at)
        if table is None or names_source(lines[at].text):
            return None
        tables.append((lines[table].start, lines[at].end))
    return tables
