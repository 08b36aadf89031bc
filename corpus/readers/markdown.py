"""Markdown with footnotes: `[^1]` marks, `[^1]: …` notes, `^[notes in the text]`, and links to notes."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence

from corpus.errors import ReadError
from corpus.model import Document, DocumentKind, Record
from corpus.readers.blocks import NoteStart
from corpus.readers.comments import without_comments, without_parted_tags
from corpus.readers.endnotes import SURE, marks_finder, sureness
from corpus.readers.lines import cut_lines
from corpus.readers.linked_marks import LinkedNotes, linked_notes, linked_sites
from corpus.readers.listed_notes import ListedNotes, defined_notes, listed_notes
from corpus.readers.markdown_blocks import Parsed, parse
from corpus.readers.notation import Site, Span, Syntax
from corpus.readers.prose import FindSites, Prose, build
from corpus.readers.protocol import RawFile
from corpus.readers.titled_notes import divide_titled
from corpus.readers.zones import RawNote

_MARK = re.compile(r"(?<!\\)\[\^(?P<label>[^\]\s^]{1,100})\](?!:)")
_CODE = re.compile(r"(?P<ticks>`{1,3})(?!`)[^\n]{1,2000}?(?P=ticks)")
_MARK_OR_CODE = re.compile(_CODE.pattern + "|" + _MARK.pattern)
_DEFINITION = re.compile(r"^[ \t>]{0,12}\[\^[^\]\s]{1,100}\][:：]", re.MULTILINE)
_INLINE = re.compile(
    r"(?<!\\)\^\[(?!\^)(?P<words>(?:[^\[\]\\\n]|\n(?![ \t]*\n)|\\.|\[[^\[\]\n]{0,1000}\]){1,4000})\]"
)
_SIGNS = re.compile(r"^#{1,6} \S|^```|\]\([^)\s]{1,500}\)|^> \S", re.MULTILINE)


class MarkdownReader:
    """Reads CommonMark with footnotes as Pandoc, GitHub and PHP Markdown Extra write them."""

    name = "markdown"
    version = 4

    def sniff(self, raw: RawFile) -> float:
        """Return 0.95 for footnote definitions, 0.7 for the file name, 0.3 for other signs."""
        if raw.text is None:
            return 0.0
        shown = _shown(raw.text)
        if _DEFINITION.search(shown) or _linked_notes(shown).starts:
            return 0.95
        if raw.named_markdown:
            if _INLINE.search(shown):
                return 0.93
            parsed = parse(list(cut_lines(shown)))
            if _titled(shown, parsed):
                return 0.93
            return 0.89 if _listed(shown, parsed).notes else 0.7
        return 0.35 if _SIGNS.search(raw.text) else 0.0

    def read(self, raw: RawFile, doc_id: str, kind: DocumentKind, record: Record | None) -> Document:
        """Read the file; see `corpus.readers.protocol.Reader.read`."""
        if raw.text is None:
            raise ReadError(f"{raw.name} is not text.", "Export its text to a .md file first.")
        shown = _shown(raw.text)
        linked = _linked_notes(shown)
        parsed = parse(list(cut_lines(shown)), linked)
        inline = _inline_notes(shown, parsed)
        titled = None if parsed.notes or inline else _titled(shown, parsed)
        if titled is not None:
            return build(raw, titled, doc_id, kind, record, f"{self.name}/{self.version}")
        listed = ListedNotes() if parsed.notes or inline else _listed(shown, parsed)
        if listed.notes:
            parsed.notes, parsed.elements = listed.notes, listed.elements
        prose = Prose(
            sorted([*parsed.notes, *inline.values()], key=lambda note: note.start),
            parsed.elements,
            _finder(inline, listed.sites, parsed.notes, bool(linked.starts)),
            _syntax(parsed),
            parsed.record,
            shown,
            numbered=False,
        )
        return build(raw, prose, doc_id, kind, record, f"{self.name}/{self.version}")


def _shown(text: str) -> str:
    """Return the text as it is shown, each character in its place."""
    return without_parted_tags(without_comments(text))


def _syntax(parsed: Parsed) -> Syntax:
    return Syntax(markdown=True, keep_hyphen=lambda before, after: True, references=parsed.references)


def _titled(text: str, whole: Parsed) -> Prose | None:
    """Return the text with the numbered notes that stand under a title, None without any that have marks.

    Code has no marks ("x[1]" is none) and no notes; `whole` is the text with its notes still in it.
    """
    divided = divide_titled(text)
    if not divided.titled:
        return None
    code = [element for element in whole.elements if element.verbatim]
    if any(element.start <= note.start < element.end for element in code for note in divided.notes):
        return None
    parsed = parse([line for line in divided.body if not line.furniture])
    find = marks_finder(divided)

    def find_outside(text: str, spans: Sequence[Span], numbers: frozenset[int]) -> Mapping[int, Site]:
        return find(text, _outside_code(text, spans), numbers)

    spans = [span for element in parsed.elements if not element.verbatim for span in element.spans]
    if sureness(text, divided, _outside_code(text, spans)) < SURE:
        return None
    return Prose(divided.notes, parsed.elements, find_outside, _syntax(parsed), parsed.record, text)


def _outside_code(text: str, spans: Sequence[Span]) -> list[Span]:
    """Return the parts of some lines that are no code."""
    parts: list[Span] = []
    for start, end in spans:
        for found in _CODE.finditer(text, start, end):
            parts.append((start, found.start()))
            start = found.end()
        parts.append((start, end))
    return parts


def _linked_notes(text: str) -> LinkedNotes:
    """Return the notes that begin with a link back to their mark, where none is written in Markdown's way."""
    return LinkedNotes() if _DEFINITION.search(text) else linked_notes(list(cut_lines(text)))


def _listed(text: str, parsed: Parsed) -> ListedNotes:
    """Return the notes that stand as a list, or as definitions of links."""
    listed = listed_notes(text, parsed.elements)
    return listed if listed.notes else defined_notes(text, parsed.definitions, parsed.elements)


def _inline_notes(text: str, parsed: Parsed) -> dict[int, RawNote]:
    """Return the notes written where their mark would stand, by where they begin."""
    found: dict[int, RawNote] = {}
    taken = {note.note.label for note in parsed.notes}
    for element in parsed.elements:
        if element.verbatim:
            continue
        for note in _INLINE.finditer(text, element.spans[0][0], element.end):
            label = f"inline-{len(found) + 1}"
            while label in taken:
                label += "'"
            low, high = note.span("words")
            lines = [(max(low, start), min(high, end)) for start, end in element.spans]
            spans = [(start, end) for start, end in lines if start < end]
            found[note.start()] = RawNote(NoteStart(label, 0, low), note.start(), spans, note["words"])
    return found


def _finder(
    inline: Mapping[int, RawNote], listed: Mapping[int, Site], notes: Sequence[RawNote], linked: bool
) -> FindSites:
    """Return what finds all marks: `listed` are those of a list; `linked` notes have links back."""
    known = {note.note.label for note in notes}
    # Renderers pay no heed to a label's case.
    folded = {label.casefold(): label for label in sorted(known, reverse=True)}

    def find(text: str, spans: Sequence[Span], _: frozenset[int]) -> dict[int, Site]:
        labels = [int(note.note.label) for note in notes if note.note.label.isdecimal()]
        sites = linked_sites(text, spans, labels) if linked else {}
        sites |= listed
        sites |= {start: Site(note.spans[-1][1] + 1, (note.note.label,)) for start, note in inline.items()}
        for start, end in spans:
            for found in _MARK_OR_CODE.finditer(text, start, end):
                label = found["label"]
                if label is not None:
                    named = label if label in known else folded.get(label.casefold(), label)
                    sites[found.start()] = Site(found.end(), (named,))
        return sites

    return find
