"""Text whose notes stand together under a title, at the end or at the end of each chapter."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from corpus.errors import ReadError
from corpus.model import Document, DocumentKind, Record
from corpus.readers.blocks import HASHES, NoteStart, blocks_of
from corpus.readers.flat_marks import flat_sites
from corpus.readers.headings import finished
from corpus.readers.lines import Line, lines_of
from corpus.readers.linked_marks import linked_sites
from corpus.readers.matter import is_imprint
from corpus.readers.notation import Site, Span
from corpus.readers.note_styles import (
    CIRCLES,
    SUPERSCRIPT,
    NoteLines,
    bracket_sites,
    circled_sites,
    round_sites,
    superscript_sites,
    wide_round_sites,
)
from corpus.readers.ordinals import parse_ordinal
from corpus.readers.prose import FindSites, Prose, build
from corpus.readers.protocol import RawFile
from corpus.readers.structure import structure
from corpus.readers.titles import KNOWN_TITLE
from corpus.readers.zones import RawNote, divide
from corpus.superscripts import DIGITS, number_of

_NAMES = (
    "(?:(?:source|further|additional|explanatory|reference|chapter|general) )?(?:end ?|foot ?)?notes?"
    "|(?:end)?notes? (?:to|on|for) (?:the )?(?:text|chapters?|report|pages|sources)|references?(?: cited)?"
    "|reference list|list of (?:references|sources|notes|citations|works cited)"
    "|(?:works|literature|sources) cited|sources?|source list|(?:select(?:ed)? )?bibliography|citations"
    "|anmerkungen|fu(?:ß|ss)noten|endnoten|quellen|(?:quellen|literatur|anmerkungs)verzeichnis"
    "|quellenangaben|(?:einzel|quellen)nachweise|literatur|belege"
    "|notes de (?:bas de page|fin)|(?:liste des )?références(?: bibliographiques)?|bibliographie"
    "|ouvrages cités|notas(?: (?:al? pie(?: de página)?|finales|de rodapé))?"
    "|(?:lista de )?referencias(?: bibliográficas)?|referências|bibliografía|fuentes|obras citadas"
    "|注|注释|注解|尾注|脚注|附注|引注|註釋|註解|尾註|腳註|附註"
    "|参考文献|参考资料|参考书目|引用文献|資料來源|资料来源|參考文獻|參考資料|примечания|сноски"
)
"""What sections of notes are called; two of them may be joined."""
_TITLE = re.compile(
    r"(?:#{1,6}\s{1,4})?(?:\*\*|__)?(?:[\divxIVX]{1,4}\.\s{1,4}|[一二三四五六七八九十]{1,3}、\s?)?"
    r"(?:(?:appendix|annexe?|anhang|anexo|附录|附錄)(?:\s{1,3}[a-z\d]{1,3})?\s?[:：.–—-]\s{0,3})?"
    rf"(?:{_NAMES})(?:(?: (?:and|&|und|et|y) |与|和|及|與)(?:{_NAMES}))?\s?[:：]?(?:\*\*|__)?[:：]?",
    re.IGNORECASE,
)
_ENTRIES = (
    re.compile(rf"[⁽]?(?P<n>[{DIGITS}]{{1,6}})[⁾]?[.:]?[ \t\u00a0]{{0,8}}(?=\S)"),
    CIRCLES.line,
    re.compile(r"[\[［〔【](?:[注註]\s?)?(?P<n>\d{1,4})[\]］〕】][.:：]?[ \t\u00a0\u3000]{0,8}(?=\S)"),
    re.compile(r"[(（][注註]?\s?(?P<n>\d{1,4})）[:：]?[ \t\u00a0\u3000]{0,8}(?=\S)"),
    re.compile(r"[注註]\s?(?P<n>\d{1,4})(?:[.:：、]|(?=\s))[ \t\u00a0\u3000]{0,8}(?=\S)"),
    re.compile(r"\((?P<n>\d{1,4})\)[ \t\u00a0]{1,8}(?=\S)"),
    re.compile(r"(?P<n>\d{1,4})[.):、．][ \t\u00a0]{0,8}(?=[^\s\d])"),
    re.compile(r"\^?(?P<n>\d{1,4})[ \t\u00a0]{1,8}(?=\S)"),
)
_GAP = 10
"""How many numbers may be missing between two entries."""
_LOOK_AHEAD = 12
_LONGEST_TITLE = 80
_DANGLING = re.compile(r"(?:[,;，；]|\b(?:and|und|et|see|in))$")
_URL = re.compile(r"<?(?:https?://|www\.|doi:)", re.IGNORECASE)


@dataclass(slots=True)
class _Divided:
    """Lines of the text and the notes found under its titles."""

    body: list[Line] = field(default_factory=list)
    notes: list[RawNote] = field(default_factory=list)


class EndnotesReader:
    """Reads text with numbered notes under "Notes", "References" or their like."""

    name = "endnotes"
    version = 2

    def sniff(self, raw: RawFile) -> float:
        """Return 0.92 for notes under a title with marks in the text, less without marks."""
        if raw.text is None:
            return 0.0
        divided = _divide(lines_of(raw.text))
        if not divided.notes:
            return 0.0
        above = NoteLines(SUPERSCRIPT)
        blocks_of(divided.body, above)
        if above.seen.intersection(above.found):
            return 0.4  # its pages have notes of their own
        spans = [(line.start, line.end) for line in divided.body]
        numbers = frozenset(note.note.number for note in divided.notes)
        return 0.92 if _finder(divided.notes)(raw.text, spans, numbers) else 0.3

    def read(self, raw: RawFile, doc_id: str, kind: DocumentKind, record: Record | None) -> Document:
        """Read the file; see `corpus.readers.protocol.Reader.read`."""
        if raw.text is None:
            raise ReadError(f"{raw.name} is not text.", "Export its text to a .txt file first.")
        divided = _divide(lines_of(raw.text))
        _, body = divide(blocks_of(divided.body, lambda line, above: None), lambda line: ())
        prose = Prose(divided.notes, structure(body), _finder(divided.notes))
        return build(raw, prose, doc_id, kind, record, f"{self.name}/{self.version}")


def _finder(notes: Sequence[RawNote]) -> FindSites:
    """Return what finds the marks of these notes.

    It takes the style that links most notes; bare digits only where no other links any.
    """
    places = [(note.note.number, note.start) for note in notes]

    def find(text: str, spans: Sequence[Span], numbers: frozenset[int]) -> Mapping[int, Site]:
        styles = (linked_sites, superscript_sites, bracket_sites, circled_sites, round_sites)
        found = [style(text, spans, numbers) for style in styles]
        if places and text[places[0][1]] == "（":
            found.append(wide_round_sites(text, spans, numbers))
        best = max(found, key=lambda sites: len(_linked(sites, numbers)))
        return best if _linked(best, numbers) else flat_sites(text, spans, places)

    return find


def _linked(sites: Mapping[int, Site], notes: frozenset[int]) -> set[int]:
    return {int(label) for site in sites.values() for label in site.labels}.intersection(notes)


def _divide(lines: Sequence[Line]) -> _Divided:
    divided = _Divided()
    at = 0
    while at < len(lines):
        first = _first_entry(lines, at)
        if first is None:
            divided.body.append(lines[at])
            at += 1
        else:
            at = _Zone(divided).take(lines, *first)
    return divided


def _first_entry(lines: Sequence[Line], at: int) -> tuple[int, re.Pattern[str]] | None:
    """Return where the first note under a title stands and how notes begin there."""
    if len(lines[at].text) > 60 or lines[at].blank or not _TITLE.fullmatch(lines[at].text):
        return None
    following = next((n for n in range(at + 1, min(at + 8, len(lines))) if _has_words(lines[n])), None)
    if following is None:
        return None
    style = next((entry for entry in _ENTRIES if entry.match(lines[following].text)), None)
    return None if style is None else (following, style)


def _has_words(line: Line) -> bool:
    return not (line.blank or line.furniture or line.rule)


def _is_title(line: Line) -> bool:
    """Return whether a line is surely a title, as "Annex A: Visits" is; "Section 3 says so." is none."""
    if HASHES.match(line.text):
        return True
    ordinal = parse_ordinal(line.text) if len(line.text) <= _LONGEST_TITLE else None
    return ordinal is not None and ordinal.strong and not finished(line.text)


class _Zone:
    """Takes the notes under one title."""

    def __init__(self, divided: _Divided) -> None:
        self._divided = divided
        self._notes: list[RawNote] = []

    def take(self, lines: Sequence[Line], at: int, style: re.Pattern[str]) -> int:
        """Take notes from line `at` on and return the line after the last one."""
        gap = True
        number = at
        while number < len(lines):
            line = lines[number]
            if not _has_words(line):
                gap = True
            elif (start := self._entry(line, style, gap)) is not None:
                span = (start.body, line.end)
                self._notes.append(RawNote(start, line.start, [span], line.text))
                gap = False
            elif gap and (
                _is_title(line) or (not self._is_due(lines, number, style) and self._is_over(line))
            ):
                break
            else:
                self._notes[-1].spans.append((line.start, line.end))
                self._notes[-1].tail = line.text
                gap = False
            number += 1
        self._divided.notes.extend(self._notes)
        return number

    def _entry(self, line: Line, style: re.Pattern[str], gap: bool) -> NoteStart | None:
        opening = style.match(line.text)
        if opening is None:
            return None
        number = number_of(opening["n"])
        latest = self._notes[-1].note.number if self._notes else None
        plain = opening["n"].isascii() and line.text[0] != "["
        due = latest is None or number == latest + 1
        likely = (gap or not plain) and latest is not None and number <= latest + _GAP
        if not (due or likely):
            return None
        return NoteStart(str(number), number, line.start + opening.end())

    def _is_over(self, line: Line) -> bool:
        """Return whether words after a blank line belong to no note any more."""
        if HASHES.match(line.text) or KNOWN_TITLE.fullmatch(line.text.strip("*_ ")) or is_imprint(line.text):
            return True
        ordinal = parse_ordinal(line.text)
        if ordinal is not None and ordinal.strong:
            return True
        going_on = _URL.match(line.text) or line.indent >= 2 or line.text[:1].islower()
        return not going_on and _DANGLING.search(self._notes[-1].tail[-20:]) is None

    def _is_due(self, lines: Sequence[Line], at: int, style: re.Pattern[str]) -> bool:
        """Return whether the next number follows soon, so that words before it belong to this note."""
        due = self._notes[-1].note.number + 1
        for line in lines[at + 1 : at + _LOOK_AHEAD]:
            if _has_words(line) and (_is_title(line) or _TITLE.fullmatch(line.text[:60])):
                return False
            opening = style.match(line.text)
            if opening and number_of(opening["n"]) == due:
                return True
        return False
