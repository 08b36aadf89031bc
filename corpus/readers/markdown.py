"""Markdown with footnotes: `[^1]` marks, `[^1]: …` notes, `^[notes in the text]`, and links to notes."""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from corpus.errors import ReadError
from corpus.model import Document, DocumentKind, Record
from corpus.readers.blocks import NoteStart
from corpus.readers.lines import cut_lines
from corpus.readers.linked_marks import LinkedNotes, linked_notes, linked_sites
from corpus.readers.markdown_blocks import Parsed, parse
from corpus.readers.notation import Site, Span, Syntax
from corpus.readers.prose import Prose, build
from corpus.readers.protocol import RawFile
from corpus.readers.zones import RawNote

_MARK = re.compile(r"(?<!\\)\[\^(?P<label>[^\]\s^]{1,100})\](?!:)")
_MARK_OR_CODE = re.compile(r"(?P<ticks>`{1,3})(?!`)[^\n]{1,2000}?(?P=ticks)|" + _MARK.pattern)
_DEFINITION = re.compile(r"^[ \t>]{0,12}\[\^[^\]\s]{1,100}\]:", re.MULTILINE)
_INLINE = re.compile(r"(?<!\\)\^\[(?P<words>(?:[^\[\]\\\n]|\\.|\[[^\[\]\n]{0,1000}\]){1,4000})\]")
_SIGNS = re.compile(r"^#{1,6} \S|^```|\]\([^)\s]{1,500}\)|^> \S", re.MULTILINE)
_SUFFIXES = (".md", ".markdown", ".mdown", ".mkd", ".qmd", ".rmd")


class MarkdownReader:
    """Reads CommonMark with footnotes as Pandoc, GitHub and PHP Markdown Extra write them."""

    name = "markdown"
    version = 2

    def sniff(self, raw: RawFile) -> float:
        """Return 0.95 for footnote definitions, 0.7 for the file name, 0.3 for other signs."""
        if raw.text is None:
            return 0.0
        if _DEFINITION.search(raw.text) or _linked_notes(raw.text).starts:
            return 0.95
        if raw.name.lower().endswith(_SUFFIXES):
            return 0.93 if _INLINE.search(raw.text) else 0.7
        return 0.35 if _SIGNS.search(raw.text) else 0.0

    def read(self, raw: RawFile, doc_id: str, kind: DocumentKind, record: Record | None) -> Document:
        """Read the file; see `corpus.readers.protocol.Reader.read`."""
        if raw.text is None:
            raise ReadError(f"{raw.name} is not text.", "Export its text to a .md file first.")
        linked = _linked_notes(raw.text)
        parsed = parse(list(cut_lines(raw.text)), linked)
        inline = _inline_notes(raw.text, parsed)
        syntax = Syntax(markdown=True, keep_hyphen=lambda before, after: True, references=parsed.references)
        prose = Prose(
            sorted([*parsed.notes, *inline.values()], key=lambda note: note.start),
            parsed.elements,
            _finder(inline, bool(linked.starts), parsed.notes),
            syntax,
            parsed.record,
        )
        return build(raw, prose, doc_id, kind, record, f"{self.name}/{self.version}")


def _linked_notes(text: str) -> LinkedNotes:
    """Return the notes that begin with a link back to their mark, where none is written in Markdown's way."""
    return LinkedNotes() if _DEFINITION.search(text) else linked_notes(list(cut_lines(text)))


def _inline_notes(text: str, parsed: Parsed) -> dict[int, RawNote]:
    """Return the notes written where their mark would stand, by where they begin."""
    found: dict[int, RawNote] = {}
    taken = {note.note.label for note in parsed.notes}
    for element in parsed.elements:
        for start, end in [] if element.verbatim else element.spans:
            for note in _INLINE.finditer(text, start, end):
                label = f"inline-{len(found) + 1}"
                while label in taken:
                    label += "'"
                begin = NoteStart(label, 0, note.start("words"))
                found[note.start()] = RawNote(begin, note.start(), [note.span("words")], note["words"])
    return found


def _finder(
    inline: Mapping[int, RawNote], linked: bool, notes: Sequence[RawNote]
) -> Callable[[str, Sequence[Span], frozenset[int]], dict[int, Site]]:
    """Return a function that finds all marks, those of notes in the text included."""

    def find(text: str, spans: Sequence[Span], _: frozenset[int]) -> dict[int, Site]:
        labels = [int(note.note.label) for note in notes if note.note.label.isdecimal()] if linked else []
        sites = linked_sites(text, spans, labels) if linked else {}
        sites |= {start: Site(note.spans[0][1] + 1, (note.note.label,)) for start, note in inline.items()}
        for start, end in spans:
            for found in _MARK_OR_CODE.finditer(text, start, end):
                if found["label"] is not None:
                    sites[found.start()] = Site(found.end(), (found["label"],))
        return sites

    return find
