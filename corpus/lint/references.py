"""Checks of the reference itself: pages, short forms and quotation marks."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.citations.antecedents import called, same_work
from corpus.citations.layout import lay_out
from corpus.citations.names import surnames
from corpus.citations.short_forms import read_short_form
from corpus.lint.finding import Case, Confidence, Flag
from corpus.model import Citation, Document, Note

_PAGE = (
    r"(?:(?<![\w.’'-])(?<!\d\s)(?:pgs?\.|pp\.|p\.|paras?\.|párrs?\.|¶{1,2}|Rn\.|Rz\.)"
    r"|(?<=[,)]\s)(?:(?:pages?|paras?|paragraphs?)(?!\w)\s?\.?|(?P<initial>[SсС]\.))"
    r"|(?<=\sat\s)(?:pages?\b\.?|p\.)|第\s?[页頁版])"
)
_EMPTY_PAGE = re.compile(_PAGE + r"(?:\s*(?=$|[,;)\]。，；])|(?=\s+\.(?:\s|$)))")
_STAND_IN = re.compile(
    rf"{_PAGE}\s*(?:(?P<roman>X{{2,3}})|_{{2,}}|\?{{1,5}}|\[\s*\]|0{{2,5}}(?:\s?[–-]\s?0{{1,5}})?)(?=\W*(?:$|[,;)\]\s。，；]))"
    r"|(?<=\bat\s)_{2,}|\[(?:pages?|pg\.|pp?\.)(?:\s(?:numbers?|nos?\.?|refs?\.?|#))?\s?\]"
)
"""What is written where a page is still to be looked up: "p. ___", "S. ??", "p. XX", "[page number]"."""
_EMPTY_PLACE = re.compile(
    r"(?<=[,)]\s)(?:arts?\.|chaps?\.)(?=\s*(?:$|[;)\]]|\s\.(?:\s|$)))|(?<=[,)]\s)(?:annex|at)(?=\s+\.(?:\s|$))"
    r"|§{1,2}(?=\s*(?:$|[.,;)\]]))"
)
"""Another place that is announced and not given: "art. ", "annex .", "§."."""
_NAME_BEFORE = re.compile(r"(?:[^\W\d_]|\b[JS]r\.),\s$")
"""A surname before "S.": then that is a first name's letter, as in "Smith, S., and Jones, P."."""
_AUTHORS_BEFORE = re.compile(r"[^\W\d_]\.(?:,?\s(?:&|and|und|et|y|e)|,)\s[\w’'-]{2,30},\s$")
"""Another author before that: "Rao, P., and Lee, S."."""


def missing_page(document: Document, note: Note) -> Iterator[Flag]:
    """Flag a page or paragraph that is announced and not given: "pg.", "p. XX"."""
    outline = lay_out(note.text).outline
    for match in _EMPTY_PAGE.finditer(outline):
        if match["initial"] and _is_first_name(outline, match):
            continue
        end = match.start() + len(match.group().rstrip())
        yield Flag(f"A {_announced(match)} is announced and not given.", "likely", match.start(), end)
    for match in _EMPTY_PLACE.finditer(outline):
        reason = f"“{match.group()}” announces a place and gives none."
        yield Flag(reason, "likely", match.start(), match.end())
    for match in _STAND_IN.finditer(outline):
        # Prefaces have a page XX too.
        confidence: Confidence = "possible" if match["roman"] else "likely"
        reason = f"A {_announced(match)} is announced and “{match.group()}” stands in its place."
        yield Flag(reason, confidence, match.start(), match.end())


def _announced(match: re.Match[str]) -> str:
    return "paragraph" if re.match(r"para|párr|¶|R[nz]", match.group()) else "page"


def _is_first_name(outline: str, match: re.Match[str]) -> bool:
    """Tell whether "S." is an author's first name; at the end of a note it is Seite, page."""
    before = outline[: match.start()]
    last = match.end() >= len(outline.rstrip())
    return (_AUTHORS_BEFORE if last else _NAME_BEFORE).search(before) is not None


def ambiguous_short_form(case: Case) -> Iterator[Flag]:
    """Flag a short form that fits several sources."""
    citation = case.citation
    if citation.status == "ambiguous":
        numbers = ", ".join(map(str, citation.candidates))
        yield Flag(f"“{citation.text}” fits the sources of notes {numbers}.")
        return
    target = next((note for note in case.document.notes if note.number == citation.short_form_of), None)
    if target is None or target.number == case.note.number:
        return
    works = _works(target)
    if _is_same(citation):
        if len(works) > 1 and target.number == case.note.number - 1:
            yield Flag(
                f"“{citation.text}” may mean any of note {target.number}’s {len(works)} sources.", "possible"
            )
    elif sum(_fits(citation, work) for work in works) > 1:
        yield Flag(f"“{citation.text}” fits several sources of note {target.number}.")


def _is_same(citation: Citation) -> bool:
    """Tell whether a short form stands for the source just before, in any language that is read."""
    short = read_short_form(citation.text.lstrip(" ([（"))
    return short is not None and short.kind == "same"


def _works(note: Note) -> list[Citation]:
    """Return a note's sources, each once."""
    works: list[Citation] = []
    for citation in note.citations:
        if citation.short_form_of is None and not any(same_work(citation, one) for one in works):
            works.append(citation)
    return works


def _fits(short: Citation, work: Citation) -> bool:
    """Tell whether a short form that gives nothing but a name calls a source by its author."""
    if not short.author or short.title or short.date or not work.author:
        return False
    return any(called(short.author, name) for name in surnames(work.author))


def unresolved_short_form(case: Case) -> Iterator[Flag]:
    """Flag a short form that fits no earlier note."""
    if case.citation.status != "unresolved":
        return
    if years := _other_years(case):
        reason = (
            f"“{case.citation.text}” fits no earlier source by its year; that name has {' and '.join(years)}."
        )
        yield Flag(reason, "possible")
        return
    if _named_before(case):
        return
    yield Flag(f"“{case.citation.text}” stands for a source that no earlier note names.", "possible")


def _other_years(case: Case) -> list[str]:
    """Return the years of earlier sources that a short form calls by name, where its own is none of them."""
    short = read_short_form(case.citation.text)
    if short is None or not short.key or not short.year:
        return []
    years = {
        (work.date or "")[:4]
        for note in case.document.notes
        if note.number < case.note.number
        for work in note.citations
        if work.title and work.author and any(called(short.key, name) for name in surnames(work.author))
    }
    return sorted(year for year in years if year)


def _named_before(case: Case) -> bool:
    """Tell whether the words of a short form stand together in an earlier note: then it names a source."""
    words = set(re.findall(r"[^\W\d_]{3,}", case.citation.author or ""))
    return bool(words) and any(
        words <= set(re.findall(r"[^\W\d_]{3,}", note.text))
        for note in case.document.notes
        if note.number < case.note.number
    )


def unbalanced_quotes(document: Document, note: Note) -> Iterator[Flag]:
    """Flag a quotation mark that opens or closes nothing; inches and seconds are none."""
    for orphan in lay_out(note.text).orphans:
        if note.text[orphan.at] == '"' and note.text[max(0, orphan.at - 1)].isdigit():
            continue
        what = "is never closed" if orphan.role == "open" else "closes what was never opened"
        mark = note.text[orphan.at]
        yield Flag(f"The quotation mark {mark} {what}.", "likely", orphan.at, orphan.at + 1)
