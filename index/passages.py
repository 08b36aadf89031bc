"""What is indexed of a document: its paragraphs, list items and notes, as passages.

A passage is what a person would quote: a whole paragraph or list item where the
encoder's window holds it, else part of one cut at sentence ends. The words around it
(section, what introduces its list, its notes' titles) travel beside its own text and
are never mixed with it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.model import Document, Note, Paragraph
from index.acronyms import defined_acronyms, names_behind
from index.model import Passage, PassageMark
from index.splitting import CountTokens, split_spans

CONTEXT_SHARE = 4
"""Context may take one part in this many of the window; the rest is the passage's own."""
MAX_CONTEXT_CHARACTERS = 400
"""A heading or lead beyond this is damage, and would push the text out of the window."""

MAX_ANTECEDENT_CHARACTERS = 200
"""What a paragraph takes over of the one before it, where it begins by pointing back."""
_OPENING = re.compile(
    r"(?:(?:It|They|He|She|This|These|Those|Such|Both|Its|Their|His|Her)\b|The [a-z])(?P<rest>.{0,25})|"
    r"(?:它|他|她|这|那|该|此)(?P<unspaced>.{0,20})",
    re.DOTALL,
)
"""A pronoun, or "the" with a common noun; a name soon after it says who is meant, and nothing is missing."""
_NAME = re.compile(r"\b[A-Z]")


def passages_of(document: Document, *, count_tokens: CountTokens, max_tokens: int) -> list[Passage]:
    """Return a document's passages: paragraphs in reading order, then notes.

    Front matter that only repeats the title is left out; other front and back matter
    (author line, address) stays, because people ask who wrote a report.

    Args:
        document: The document, read and resolved.
        count_tokens: Counts a text's encoder tokens.
        max_tokens: Largest number of tokens in a passage together with its context.

    Returns:
        Passages with unique ids: `doc#p3`, its parts `doc#p3.1`, `doc#p3.2`, notes `doc#n17`.
    """
    maker = _Maker(document, count_tokens, max_tokens)
    for paragraph in document.paragraphs:
        if paragraph.text.strip() and not _repeats_title(paragraph, document):
            maker.add_paragraph(paragraph)
    for note in document.notes:
        maker.add_note(note)
    return maker.made


def passages_of_collection(
    documents: Iterable[tuple[str, str, str]], *, count_tokens: CountTokens, max_tokens: int
) -> list[Passage]:
    """Return the passages of a benchmark's documents, each (id, title, text).

    A document that fits is one passage `id#p0`; the title is context.
    """
    made: list[Passage] = []
    for doc_id, title, text in documents:
        context = _clip(title, count_tokens, max_tokens)
        limit = _room(context, count_tokens, max_tokens)
        sentences = _sentences(text)
        if count_tokens(text) <= limit or not text.strip():
            spans = [(0, len(text))]
        else:
            spans = split_spans(text, sentences, count_tokens, limit)
        for number, (start, end) in enumerate(spans):
            made.append(
                Passage(
                    passage_id=_part_id(f"{doc_id}#p0", number, len(spans)),
                    document=doc_id,
                    kind="source",
                    text=text[start:end],
                    start=start,
                    end=end,
                    sentences=_within(sentences, start, end),
                    language=_language(text),
                    context=context,
                )
            )
    return made


class _Maker:
    """Makes the passages of one document and remembers which paragraph became which."""

    def __init__(self, document: Document, count: CountTokens, max_tokens: int) -> None:
        self.made: list[Passage] = []
        self._document = document
        self._count = count
        self._max = max_tokens
        self._notes = _notes_by_number(document.notes)
        self._parts: dict[int, list[tuple[int, int, str]]] = {}
        self._previous: Paragraph | None = None
        self._used: set[str] = set()
        self._acronyms = defined_acronyms(paragraph.text for paragraph in document.paragraphs)

    def add_paragraph(self, paragraph: Paragraph) -> None:
        """Add a paragraph, whole or in parts."""
        document = self._document
        before = _antecedent(paragraph, self._previous)
        self._previous = paragraph
        behind = ", ".join(names_behind(paragraph.text, self._acronyms))
        words = _context(document, paragraph.section, paragraph.leads, before, behind)
        context = _clip(words, self._count, self._max)
        room = _room(context, self._count, self._max)
        spans = split_spans(paragraph.text, paragraph.sentences, self._count, room)
        parts = self._parts.setdefault(paragraph.index, [])
        for number, (start, end) in enumerate(spans):
            name = self._unique(_part_id(f"{document.doc_id}#p{paragraph.index}", number, len(spans)))
            original = paragraph.content.original(start, end)
            following = spans[number + 1][0] if number + 1 < len(spans) else len(paragraph.text)
            marks = _marks(paragraph, start, end, following)
            parts.append((start, end, name))
            self.made.append(
                Passage(
                    passage_id=name,
                    document=document.doc_id,
                    kind=document.kind,
                    text=paragraph.text[start:end],
                    start=original[0],
                    end=original[1],
                    section=paragraph.section,
                    leads=paragraph.leads,
                    marks=marks,
                    sentences=_within(paragraph.sentences, start, end),
                    language=_language(paragraph.text, document.record.language),
                    context=context,
                    note_words=self._note_words(marks),
                )
            )

    def add_note(self, note: Note) -> None:
        """Add a note, whole or in parts, with the passages that carry its marks."""
        document = self._document
        sentences = _sentences(note.text)
        spans = split_spans(note.text, sentences, self._count, _room("", self._count, self._max))
        base = self._unique(f"{document.doc_id}#n{note.number}")
        for number, (start, end) in enumerate(spans):
            original = note.content.original(start, end)
            self.made.append(
                Passage(
                    passage_id=_part_id(base, number, len(spans)),
                    document=document.doc_id,
                    kind="note",
                    text=note.text[start:end],
                    start=original[0],
                    end=original[1],
                    section=note.section,
                    sentences=_within(sentences, start, end),
                    language=_language(note.text, document.record.language),
                    note=note.number,
                    backs=self._backs(note),
                )
            )

    def _unique(self, name: str) -> str:
        """Return the name, or the name with a tail when two notes share a number."""
        candidate, tail = name, 1
        while candidate in self._used:
            tail += 1
            candidate = f"{name}~{tail}"
        self._used.add(candidate)
        return candidate

    def _backs(self, note: Note) -> tuple[str, ...]:
        found: dict[str, None] = {}
        for claim in note.claims:
            for start, end, name in self._parts.get(claim.paragraph, ()):
                if start < claim.end and claim.start < end:
                    found[name] = None
        return tuple(found)

    def _note_words(self, marks: Sequence[PassageMark]) -> str:
        words: dict[str, None] = {}
        for mark in marks:
            note = self._notes.get(mark.number)
            for citation in note.citations if note else ():
                fields = (citation.title, citation.author, citation.publisher)
                words.update(dict.fromkeys(field for field in fields if field))
        return " ".join(words)


def _notes_by_number(notes: Sequence[Note]) -> dict[int, Note]:
    found: dict[int, Note] = {}
    for note in notes:
        found.setdefault(note.number, note)
    return found


def _repeats_title(paragraph: Paragraph, document: Document) -> bool:
    if paragraph.matter != "front":
        return False
    words = "".join(char for char in paragraph.text.casefold() if char.isalnum())
    title = "".join(char for char in document.record.title.casefold() if char.isalnum())
    return not words or words == title


def _antecedent(paragraph: Paragraph, previous: Paragraph | None) -> str:
    """Return the sentence before that says who "the company" or "it" at a paragraph's beginning is."""
    if previous is None or previous.section != paragraph.section or not previous.sentences:
        return ""
    opening = _OPENING.match(paragraph.text)
    if opening is None or _NAME.search(opening["rest"] or ""):
        return ""
    start, end = previous.sentences[0]
    return previous.text[start:end][:MAX_ANTECEDENT_CHARACTERS]


def _context(document: Document, section: tuple[str, ...], leads: tuple[str, ...], *more: str) -> str:
    """Return the words around a passage, outermost first; a report's own title tells nothing apart."""
    title = (document.record.title,) if document.kind == "source" else ()
    return " / ".join(part for part in (*title, *section, *leads, *more) if part)


def _clip(text: str, count: CountTokens, max_tokens: int) -> str:
    """Return as much of the context as its share of the window holds: its end would push the text out."""
    text = text[:MAX_CONTEXT_CHARACTERS]
    while text and (taken := count(text)) > max_tokens // CONTEXT_SHARE:
        text = text[: min(len(text) - 1, len(text) * (max_tokens // CONTEXT_SHARE) // taken)]
    return text.strip()


def _room(context: str, count: CountTokens, max_tokens: int) -> int:
    """Return how many tokens are left for a passage's own text."""
    return max(1, max_tokens - (count(context) if context else 0))


def _part_id(base: str, number: int, parts: int) -> str:
    return base if parts == 1 else f"{base}.{number + 1}"


def _marks(paragraph: Paragraph, start: int, end: int, following: int) -> tuple[PassageMark, ...]:
    """Return the marks that stand after a character of the part, up to where the next one begins."""
    return tuple(
        PassageMark(mark.number, max(0, min(mark.offset, end) - start))
        for mark in paragraph.marks
        if start < mark.offset <= following or mark.offset <= start == 0
    )


def _within(sentences: Sequence[tuple[int, int]], start: int, end: int) -> tuple[tuple[int, int], ...]:
    return tuple(
        (max(low, start) - start, min(high, end) - start)
        for low, high in sentences
        if low < end and start < high
    ) or ((0, end - start),)


def _sentences(text: str) -> tuple[tuple[int, int], ...]:
    from corpus.sentences import split_sentences

    return split_sentences(text)


def _language(text: str, known: str | None = None) -> str:
    if known:
        return known
    from corpus.language import guess_language

    return guess_language(text)
