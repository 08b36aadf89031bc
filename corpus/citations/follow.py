"""Short forms followed to the notes that name their sources in full.

Notes are followed in the document's order, so that a chain of short forms ends at
the full citation and a short form never stands for a later note, unless it says so.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import replace

from corpus.citations.antecedents import Full, called, candidates, shortened
from corpus.citations.short_forms import ShortForm
from corpus.model import Citation, Note

ReadNote = tuple[Note, tuple[ShortForm | None, ...]]
"""A note with its citations, and for each citation the short form it is, or None."""


def follow(read: Sequence[ReadNote]) -> tuple[Note, ...]:
    """Return the notes with `short_form_of`, `candidates` and `status` of their short forms set."""
    fulls = [
        Full(note.number, citation)
        for note, shorts in read
        for citation, short in zip(note.citations, shorts, strict=True)
        if short is None
    ]
    earlier: list[Full] = []
    done: list[Note] = []
    for note, shorts in read:
        done.append(_note(note, shorts, fulls, earlier, done))
    return tuple(done)


def _note(
    note: Note,
    shorts: Sequence[ShortForm | None],
    fulls: Sequence[Full],
    earlier: list[Full],
    done: Sequence[Note],
) -> Note:
    """Follow a note's short forms, and add its full citations to the earlier ones."""
    citations: list[Citation] = []
    for citation, short in zip(note.citations, shorts, strict=True):
        if short is None:
            fitting = shortened(earlier, citation)
            citations.append(_pointed(citation, fitting, earlier) if len(fitting) == 1 else citation)
            if not citations[-1].short_form_of:
                earlier.append(Full(note.number, citation))
        elif short.kind == "same":
            citations.append(_pointed(citation, _same(note, citations, done), earlier))
        else:
            known = fulls if short.forward else earlier
            fitting = candidates(short, known) or _through(short, done) or _told(short, done)
            citations.extend(
                [_pointed(citation, fitting, known)] if fitting else _pair(citation, short, known)
            )
    return replace(note, citations=tuple(citations))


def _same(note: Note, before: Sequence[Citation], done: Sequence[Note]) -> tuple[int, ...]:
    """Follow "ibid.": the citation before it in its note, or else all of the note before."""
    if before:
        last = before[-1]
        if last.short_form_of:
            return (last.short_form_of,)
        return last.candidates or (() if last.status == "unresolved" else (note.number,))
    return _targets(done[-1]) if done else ()


def _through(short: ShortForm, done: Sequence[Note]) -> tuple[int, ...]:
    """Follow "supra note 12" through a note 12 that holds a short form itself."""
    named = [note for note in done if short.note is not None and note.number == short.note]
    targets = [
        citation.short_form_of
        for note in named
        for citation in note.citations
        if citation.short_form_of and (not short.key or called(short.key, citation.author or ""))
    ]
    return tuple(dict.fromkeys(targets))


def _told(short: ShortForm, done: Sequence[Note]) -> tuple[int, ...]:
    """Follow "Bridges (n 2)" to a note 2 that holds the words, whatever it was taken for."""
    words = re.findall(r"[^\W\d_]{3,}", short.key)
    named = [note for note in done if short.note is not None and note.number == short.note]
    return tuple(note.number for note in named if words and all(word in note.text for word in words))


def _targets(note: Note) -> tuple[int, ...]:
    doubtful = [number for one in note.citations if one.status == "ambiguous" for number in one.candidates]
    if doubtful:
        return (*doubtful, *doubtful)  # what is meant there is meant here, and stays as doubtful
    targets = [
        citation.short_form_of or note.number
        for citation in note.citations
        if citation.status != "unresolved"
    ]
    return tuple(dict.fromkeys(targets))


def _pair(citation: Citation, short: ShortForm, earlier: Sequence[Full]) -> list[Citation]:
    """Read "Swart and Prasso." as two short forms where each name fits and the pair does not."""
    names = [
        match
        for match in re.finditer(r"(?:(?!\s+and\s|\s+&\s).)+", citation.text)
        if match.group().strip(" .")
    ]
    if short.kind != "name" or len(names) != 2:
        return [citation]
    halves: list[Citation] = []
    for match in names:
        words = re.sub(r"^\s*(?:and|&)\s+", "", match.group())
        start = citation.start + match.end() - len(words)
        fitting = candidates(ShortForm("name", words.strip(" .")), earlier)
        half = replace(citation, text=words, author=words.strip(" ."), start=start, end=start + len(words))
        halves.append(_pointed(half, fitting, earlier))
    return halves if all(half.status != "unresolved" for half in halves) else [citation]


def _pointed(citation: Citation, fitting: tuple[int, ...], fulls: Sequence[Full]) -> Citation:
    if not fitting:
        return citation
    if len(fitting) > 1:
        return replace(citation, status="ambiguous", candidates=tuple(dict.fromkeys(fitting)))
    languages = {full.citation.language for full in fulls if full.note == fitting[0]}
    language = citation.language or (languages.pop() if len(languages) == 1 else None)
    return replace(citation, status="unchecked", short_form_of=fitting[0], language=language)
