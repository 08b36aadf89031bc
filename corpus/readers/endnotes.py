"""Text whose notes stand together under a title, at the end or at the end of each chapter."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Mapping, Sequence

from corpus.errors import ReadError
from corpus.model import Document, DocumentKind, Record
from corpus.readers.blocks import blocks_of
from corpus.readers.flat_marks import flat_sites
from corpus.readers.listed_notes import agree, marked_numbers
from corpus.readers.notation import Site, Span
from corpus.readers.page_feet import find_feet
from corpus.readers.prose import FindSites, Prose, build
from corpus.readers.protocol import RawFile
from corpus.readers.signed_marks import linked_numbers, signed_sites
from corpus.readers.structure import structure
from corpus.readers.titled_notes import Divided, divide_titled, name_sources
from corpus.readers.zones import divide

SURE = 0.92
"""How sure notes under a title are that have marks in the text."""
_TWO_LISTS = 0.55
"""How sure notes are whose numbers stand twice: one list may be a bibliography with marks of its own."""
_MARKED_UP = 0.6
"""A file whose name says Markdown is read as such, its titled notes too; see `corpus.readers.markdown`."""


class EndnotesReader:
    """Reads text with numbered notes under "Notes", "References" or their like."""

    name = "endnotes"
    version = 4

    def sniff(self, raw: RawFile) -> float:
        """Return 0.92 for notes under a title with marks in the text, less without title or marks."""
        if raw.text is None:
            return 0.0
        divided = divide_titled(raw.text)
        sure = sureness(raw.text, divided, [(line.start, line.end) for line in divided.body if line.worded])
        return min(sure, _MARKED_UP) if raw.named_markdown else sure

    def read(self, raw: RawFile, doc_id: str, kind: DocumentKind, record: Record | None) -> Document:
        """Read the file; see `corpus.readers.protocol.Reader.read`."""
        if raw.text is None:
            raise ReadError(f"{raw.name} is not text.", "Export its text to a .txt file first.")
        divided = divide_titled(raw.text)
        _, body = divide(blocks_of(divided.body, lambda line, above: None), lambda line: ())
        prose = Prose(divided.notes, structure(body), marks_finder(divided))
        return build(raw, prose, doc_id, kind, record, f"{self.name}/{self.version}")


def sureness(text: str, divided: Divided, spans: Sequence[Span]) -> float:
    """Return how surely a text is one with notes at its end; its marks are sought in these spans."""
    if not divided.titled:
        return 0.45 if divided.notes else 0.0
    if divided.paged:
        return 0.4
    if find_feet(text, divided.body) is not None:
        return 0.4  # its pages have notes of their own, their marks plain digits
    numbers = frozenset(note.note.number for note in divided.notes)
    sites = marks_finder(divided)(text, spans, numbers)
    linked = linked_numbers(sites, numbers)
    if divided.remarks and not name_sources(text, divided.notes) and not _are_marked(text, sites, numbers):
        return 0.0  # remarks, of which the text may name some: "see [1]"
    if linked:
        twice = len(numbers) < len(divided.notes) and not any(note.scope for note in divided.notes)
        return _TWO_LISTS if twice else SURE
    return 0.3


def _are_marked(text: str, sites: Mapping[int, Site], numbers: frozenset[int]) -> bool:
    """Return whether notes that name no sources have the marks of notes.

    Either nearly all have one, in order, or half of them one that is set close, as a mark is and a
    number that the text merely names is not: "Linux [1]".
    """
    if agree(marked_numbers(sites), sorted(numbers)):
        return True
    close = {at: site for at, site in sites.items() if at and not text[at - 1].isspace()}
    return 2 * len(linked_numbers(close, numbers)) >= len(numbers)


def marks_finder(divided: Divided) -> FindSites:
    """Return what finds the marks of these notes.

    It takes the style that links most notes; bare digits only where no other links any.
    """
    places = [(note.note.number, note.scope[1] if note.scope else note.start) for note in divided.notes]
    tables = sorted(divided.tables)

    def find(text: str, spans: Sequence[Span], numbers: frozenset[int]) -> Mapping[int, Site]:
        spans = [span for span in spans if not _is_in(span, tables)]
        opening = "".join(text[note.start] for note in divided.notes[:1])
        return signed_sites(text, spans, numbers, opening=opening) or flat_sites(text, spans, places)

    return find


def _is_in(span: Span, places: Sequence[Span]) -> bool:
    """Return whether a line begins in one of these places, which are sorted."""
    latest = bisect_right(places, span[0], key=lambda place: place[0]) - 1
    return latest >= 0 and span[0] < places[latest][1]
