"""Pieces of a note joined into references and remarks.

A piece goes on the reference before it unless that one is complete (it has its
address, or its title and date) or the piece begins a reference of its own (with a
signal, with a title). Sentences of prose are remarks.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.citations.layout import QUOTE_BLOT, URL_BLOT, Layout
from corpus.citations.pages import find_page
from corpus.citations.pieces import Piece, cut_note
from corpus.citations.prose_style import GB_HEAD
from corpus.citations.quotes import single_quoted
from corpus.citations.short_forms import ShortForm, read_short_form
from corpus.citations.vocabulary import (
    CONNECTOR,
    ORGANISATION_WORDS,
    PROSE_WORDS,
    SIGNAL,
    TAIL,
    prose_words,
    word_set,
)
from corpus.dates import find_dates
from corpus.urls import find_doi, is_archive

MAX_SHORT_FORM = 200
"""Longest short form read, in characters."""

_APA_HEAD = re.compile(
    r"[A-ZÀ-ÞА-Я][^()\d:‘“«\"\ue000\ue001]{1,300}\((?:(?:1[5-9]|20)\d\d[a-z]?(?:,[^()]{1,20})?|n\.d\.)\)\.?"
)
_BIBLIOGRAPHY_HEAD = re.compile(
    r"[A-ZÀ-ÞА-Я][\w’'-]+,\s[A-ZÀ-ÞА-Я][\w.’'-]*(?:\s[A-ZÀ-ÞА-Я]\.?){0,2}"
    r"(?:,? (?:and|&|et al) [^.]{1,60})?\.\s*$"
)
_AUTHOR_DATE = re.compile(r"[A-ZÀ-ÞА-Я][^.\ue000\ue001]{2,120}\.\s(?:1[5-9]|20)\d\d[a-z]?\.(?:\s|$)")
_HARVARD = re.compile(
    r"[A-ZÀ-Þ][\w’'-]+, (?:[A-Z]\.[ -]?){1,4}[^\d():;\ue000\ue001]{0,200}?,? (?:1[5-9]|20)\d\d[a-z]?\."
)
_INITIALS = re.compile(r"(?:and\s)?[A-ZÀ-Þ][\w’'-]+,\s(?:[A-ZÀ-Þ]\.[\s-]?)+$")
_GAZETTES = r"(?:[BR]?GBl|ABl|GVBl|GVOBl|GMBl|BStBl|BAnz)"
_GAZETTE = re.compile(rf"{_GAZETTES}\b")
"""A gazette and its page name a law in full; they stand for no earlier note."""
_LEGAL = re.compile(
    r"\b(?:A/(?:RES|HRC|C\.\d)/\S+|S/(?:RES|PRST)/\S+|Pub\. ?L\. ?(?:No\. ?)?\d|\d+ U\.S\.C?\.?|"
    r"Case [CT][-‑]\d|(?:Regulation|Directive) \(?[A-Z]{2,3}\)?|"
    r"\d+ F\.[23]d|Cm\.? ?\d{3,4}|COM ?\(\d{4}\)|§ ?\d|"
    rf"H[CL] Deb\b|{_GAZETTES}\.?\s(?:[IVXLC]{{1,4}}|\d{{4}}|AT)\b|"
    r"\b(?:Act|Code|Ordinance|Constitution|Charter|Rules|Regulations|Bill)(?: \([A-Z][a-z]+\))?"
    r" (?:1[5-9]|20)\d\d"
    r"(?=,? (?:ss?|arts?|pts?|sch|c|regs?|r|cl)\b|\.?\s*$)|"
    r"(?:Ley|Loi|Legge|Decreto|Décret|Law No\.|Act No\.|Decree No\.) ?(?:n[°o]\.? ?)?\d)|№ ?\d"
)
_NAMES = re.compile(
    r"\W*(?:(?:[A-ZÀ-ÞА-ЯЁ][\w’'&-]*|of|the|for|and|&|de|der|du|la|le|y|und|et)[\s.:,()]+){1,8}"
)
"""Words that are all names, as an outlet's are, with the stop behind them."""
_ISSUER = re.compile(
    r"\W*(?!(?:In|On|At|By|For|From)\s)"
    r"(?P<name>(?:(?:[A-ZÀ-ÞА-ЯЁ][\w’'&-]*|of|the|for|and|on|in|&)\s){0,9}[A-ZÀ-ÞА-ЯЁ][\w’'&-]*),"
    r"\s(?P<what>[^.;!?]{4,120})"
)
"""A body and, behind the comma, a paper of its own: "Court of Auditors, report 9/2021"."""
_ISSUERS = ORGANISATION_WORDS | word_set(
    "administration archive archives auditor auditors board chamber city county customs directorate "
    "embassy exchange guard hospital inspectorate library municipality museum ombudsman prosecutor "
    "province region registry regulator secretary statistics town treasury tribunal"
)
_NUMBERED = re.compile(
    r"(?<!\bin )(?<!\bsince )(?<!\buntil )\b(?:1[5-9]|20)\d\d(?!\d)|\b\d{1,5}/\d|\b(?:no|nos|nr|vol)\.? ?\d",
    re.IGNORECASE,
)
"""The year or the number that a paper of its own has."""
_ENDS_QUOTED = re.compile(r"\ue000[\s.,]*$")
_WHERE = re.compile(
    r"^\s*(?:Available|Online|Retrieved|Verfügbar|Disponible)(?: at| from| unter| sur| en)?:?\s*",
    re.IGNORECASE,
)
_FOLLOWED = re.compile(rf"\s+(?:{'|'.join(sorted(PROSE_WORDS))})\b")
"""A date that begins a sentence: "3 May 2018 was a Sunday."."""
_HAN_SENTENCE = re.compile(r"[一-鿿](?:“[^“”]{1,60}”|「[^「」]{1,60}」)(?![第载載刊])[一-鿿]")
"""Words in quotation marks in the midst of a Chinese sentence; a title has a comma or a colon before it."""
_DATED = re.compile(r"(?:[,(\[.—–:，（：。]\s?|[”\"》\ue000]\s?)(?:on\s)?$")


@dataclass(frozen=True, slots=True)
class Unit:
    """A reference or a remark of a note."""

    start: int
    end: int
    reference: bool
    short: ShortForm | None = None
    """Set when the reference is a short form by its looks."""


def read_units(layout: Layout) -> tuple[Unit, ...]:
    """Return a note's references and remarks, in order, without signals and connectors."""
    groups: list[list[Piece]] = []
    for piece in cut_note(layout):
        if groups and _goes_on(layout, groups[-1], piece):
            groups[-1].append(piece)
        else:
            groups.append([piece])
    units = [_unit(layout, group[0].start, group[-1].end) for group in groups]
    return tuple(unit for unit in units if _says_something(layout.outline[unit.start : unit.end]))


def _says_something(outline: str) -> bool:
    joining = CONNECTOR.match(outline + " ")
    rest = outline[joining.end() :] if joining else outline
    return re.search(r"\w|[\ue000\ue001]", rest) is not None


def _goes_on(layout: Layout, group: list[Piece], piece: Piece) -> bool:
    before = layout.outline[group[0].start : group[-1].end]
    here = layout.outline[piece.start : piece.end]
    linked = layout.links_in(group[0].start, group[-1].end)
    if piece.cut == "link":
        return not any(link.leads for link in linked)
    if _is_tail(layout, piece, before):
        return True
    lone = _WHERE.sub("", here).strip(f" \n\t,.;()[]<>{URL_BLOT}") == ""
    if (
        lone
        and URL_BLOT in here
        and piece.cut == "sentence"
        and URL_BLOT not in before
        and not _is_remark(before)
    ):
        return True
    if piece.cut == "sentence" and GB_HEAD.search(before):
        return True
    if _begins_anew(before, here, piece):
        return False
    if _headed(before) and not _complete(before):
        # The title of a bibliography's entry may read like a sentence; what follows it may not.
        return len(group) == 1 or not _is_remark(here)
    if _is_remark(before) or _is_remark(here):
        alike = bool(linked) == bool(layout.links_in(piece.start, piece.end))
        return _is_remark(before) and _is_remark(here) and QUOTE_BLOT not in before + here and alike
    if linked and _dated_head(_stripped(before)) and _ENDS_QUOTED.search(before):
        return not _is_remark(here)  # author, year and linked title: the journal follows
    if linked and piece.cut == "sentence" and not (_NAMES.fullmatch(here) or find_dates(here)):
        return False  # a linked title ends as an address does, unless outlet and date still follow
    return not _complete(before)


def _is_tail(layout: Layout, piece: Piece, before: str) -> bool:
    here = layout.outline[piece.start : piece.end]
    if TAIL.match(here):
        return True
    bare = here.strip(" \n\t,.;()[]<>")
    if URL_BLOT in before and bare:
        urls = layout.urls_in(piece.start, piece.end)
        if bare.strip(URL_BLOT) == "" and len(urls) == 1 and is_archive(urls[0].url):
            return True
    if re.fullmatch(r"in [A-Z][a-z]+|[A-Z][a-z]+ (?:version|original|translation)|PDF|video|paywall", bare):
        return True
    return _only_date_or_page(bare) and (
        URL_BLOT in before or QUOTE_BLOT in before or _explicit(_stripped(before))
    )


def _only_date_or_page(bare: str) -> bool:
    if page := find_page(bare):
        return not (bare[: page.start] + bare[page.end :]).strip(" ,.")
    return any(date.text.strip(" .") == bare for date in find_dates(bare)) or find_doi(bare) == bare


def _begins_anew(before: str, here: str, piece: Piece) -> bool:
    joined = CONNECTOR.match(here)
    body = here[joined.end() :] if joined else here
    if SIGNAL.match(body) or piece.cut == "see":
        return True
    if piece.cut == "semicolon":
        return not _INITIALS.search(before.rstrip(" ;"))
    if piece.cut == "and" or (read_short_form_safely(body) and _explicit(body)):
        return True
    if piece.cut == "url":
        return True
    return QUOTE_BLOT in body and QUOTE_BLOT in before


def _explicit(body: str) -> bool:
    short = read_short_form_safely(body)
    return short is not None and short.kind in ("same", "note", "cited")


def _headed(before: str) -> bool:
    """Tell whether a stretch begins as a bibliography does, so that sentences after it belong to it."""
    body = _stripped(before)
    return _dated_head(body) or _first_is_head(body)


def _first_is_head(body: str) -> bool:
    first = re.match(r"[^.]{2,80}\.(?:\s?[A-ZÀ-Þ]\.)*(?:\s|$)", body)
    return bool(first and _BIBLIOGRAPHY_HEAD.fullmatch(first.group()))


def _complete(before: str) -> bool:
    if URL_BLOT in before or _explicit(_stripped(before)):
        return True
    body = _stripped(before)
    if _dated(before) and (QUOTE_BLOT in before or not _dated_head(body)):
        return True
    return prose_words(body) == 0 and QUOTE_BLOT not in body and _issued(body)


def _dated_head(body: str) -> bool:
    """Tell whether a stretch begins with author and year, as APA and Harvard do."""
    return any(head.match(body) for head in (_APA_HEAD, _AUTHOR_DATE, _HARVARD))


def _dated(outline: str) -> bool:
    """Tell whether an outline has a date where references have theirs: after a comma or in brackets."""
    # The few characters before a date decide; the newline keeps them from counting as a beginning.
    before = "\n" * 8 + outline
    return any(
        not _FOLLOWED.match(outline, date.end)
        if date.start == 0
        else _DATED.search(before[date.start : date.start + 8])
        for date in find_dates(outline)
    )


def _located(outline: str) -> bool:
    """Tell whether a stretch without a sentence's verbs says when, or on which page, of something."""
    if not re.match(r"\W*[^\W\d_]", outline):
        return False
    dates = find_dates(outline)
    imprint = re.search(r"\([^()]{3,80}\s(?:1[5-9]|20)\d\d\)", outline)
    placed = re.search(r",\s[A-ZÀ-Þ][\w/.’-]+(?:\s[A-ZÀ-Þ]\w+)?\s(?:1[5-9]|20)\d\d(?=[,.;]|$)", outline)
    page = find_page(outline)
    return bool(
        imprint
        or placed
        or any(len(date.iso or "") == 10 for date in dates)
        or (dates and page and page.page)
    )


def _issued(outline: str) -> bool:
    """Tell whether a stretch without a sentence's verbs names a body and a paper of it by year or number."""
    found = _ISSUER.match(outline)
    if not found or not _ISSUERS & set(re.findall(r"\w+", found["name"].lower())):
        return False
    return all(re.search(sign, found["what"]) for sign in (_NUMBERED, r"[^\W\d_]{4}"))


def _is_remark(outline: str) -> bool:
    """Tell whether an outline is prose with nothing of a reference."""
    body = _stripped(outline)
    if URL_BLOT in body or _headed(outline) or _LEGAL.search(body) or _explicit(body):
        return False
    # A sentence of one verb may be a title without quotation marks; a date after a comma tells.
    return prose_words(body) > 0 and not (_dated(body) and prose_words(body) < 3)


def _stripped(outline: str) -> str:
    joined = CONNECTOR.match(outline)
    body = outline[joined.end() :] if joined else outline
    signal = SIGNAL.match(body)
    return body[signal.end() :] if signal else body


def read_short_form_safely(body: str) -> ShortForm | None:
    """Return the short form that a stretch is, or None; long stretches and addresses are none."""
    if len(body) > MAX_SHORT_FORM or URL_BLOT in body:
        return None
    return read_short_form(body)


def _unit(layout: Layout, start: int, end: int) -> Unit:
    outline = layout.outline[start:end]
    body = _stripped(outline)
    signalled = SIGNAL.match(outline[len(outline) - len(body) - 1 :]) is not None or body != outline
    low = end - len(body)
    text = layout.text[low:end]
    low += len(text) - len(text.lstrip())
    high = low + len(_without_end(text.lstrip()))
    shown = layout.text[low:high]
    linked = bool(layout.links_in(start, end))
    short = (
        None
        if linked
        or QUOTE_BLOT in body
        or _AUTHOR_DATE.match(body)
        or _GAZETTE.match(body)
        or (_issued(body) and not _explicit(body))
        else read_short_form_safely(_blotted(layout, low, high))
    )
    if short:
        return Unit(low, high, True, short)
    reference = linked or _is_reference(layout.outline[low:high], shown, signalled)
    return Unit(low, high, True) if reference else Unit(start, end, False)


def _without_end(text: str) -> str:
    """Drop what leads to the next reference, and a closing bracket that opened before this one."""
    shown = re.sub(r"[\s;；]+(?:(?:and|und|et|y|и)[\s,]*)?$", "", text)
    while (end := re.search(r"[)\]][.,;\s]*$", shown)) and shown.count(end.group()[0]) > shown.count(
        {")": "(", "]": "["}[end.group()[0]]
    ):
        shown = shown[: end.start()]
    return shown


def _blotted(layout: Layout, start: int, end: int) -> str:
    return layout.text[start:end] if URL_BLOT not in layout.outline[start:end] else URL_BLOT


def _is_reference(outline: str, text: str, signalled: bool) -> bool:
    if URL_BLOT in outline or find_doi(text) or _LEGAL.search(outline):
        return True
    if _is_remark(outline):
        return False
    if _dated(outline):
        return True
    if prose_words(outline) == 0 and (_located(outline) or _issued(outline)):
        return True
    quoted = outline.find(QUOTE_BLOT)
    if _HAN_SENTENCE.search(text):
        return False
    if quoted < 0 and (single := single_quoted(text)):
        outline, quoted = outline[: single.start] + outline[single.end :], single.start
    return quoted >= 0 and (signalled or prose_words(outline) == 0)
