"""References whose parts end in full stops: bibliographies and APA.

"Smith, John. Title of the Book. London: Verso, 2018." and "Smith, J. (2018).
Title of the article. Journal, 3(2), 4–5."
"""

from __future__ import annotations

import re

from corpus.citations.layout import QUOTE_BLOT, Layout
from corpus.citations.title import Parts

_APA = re.compile(
    r"(?P<author>[A-ZÀ-ÞА-Я][^()\d:‘“«\"\ue000\ue001]{1,300}?)\s?\((?P<year>(?:1[5-9]|20)\d\d[a-z]?(?:,[^()]{1,20})?|n\.d\.)\)[.,:]?\s+"
)
_BIBLIOGRAPHY = re.compile(
    r"(?P<author>[A-ZÀ-ÞА-Я][\w’'-]+,\s[A-ZÀ-ÞА-Я][\w’'-]*(?:\s[A-ZÀ-ÞА-Я]\.?){0,2}"
    r"(?:,? (?:and|&) [^.\ue000]{1,60}|,? et al)?)\.\s+"
)
_AUTHOR_DATE = re.compile(
    r"(?P<author>[A-ZÀ-ÞА-Я][^.\ue000\ue001]{2,120})\.\s(?P<year>(?:1[5-9]|20)\d\d[a-z]?)\.\s+"
)
_HARVARD = re.compile(
    r"(?P<author>[A-ZÀ-Þ][\w’'-]+, (?:[A-Z]\.[ -]?){1,4}[^\d():;\ue000\ue001]{0,200}?),? "
    r"(?P<year>(?:1[5-9]|20)\d\d[a-z]?)\.\s+"
)
_KIND = r"[\[［](?:DB|CP|EB|CM|DS|[MCNJDRSPGAZK])(?:/(?:OL|CD|MT|DK))?[\]］]"
"""What kind of thing a Chinese reference is: a book, a journal, online."""
_GB = re.compile(
    r"(?:(?P<author>[^.．\ue000\ue001\[\]［］]{2,80})[.．]\s?)?(?P<title>[^\[\]［］\ue000\ue001]{2,300})"
    rf"{_KIND}(?(author)(?:[.．]|//)?|(?:[.．]|//))\s?(?P<rest>[^,，\ue001]{{0,80}})"
)
"""GB/T 7714, as Chinese works cite: "作者. 题名[J]. 刊名, 2018, 36(2): 45-60."."""
GB_HEAD = re.compile(rf"[^\W_]{_KIND}[.．]?\s*$")
"""Where author, title and kind of such a reference end, and its publisher is still to come."""
_DAY_IN_BRACKETS = re.compile(r"[\[［](?:19|20)\d\d-\d\d?-\d\d?[\]］]")
GB_ACCESS = re.compile(rf"(?<=[\d)）.．])\s?{_DAY_IN_BRACKETS.pattern}(?=[.．]?\s*(?:\ue001|$))")
"""The day on which its address was looked at."""
_GOST = re.compile(
    r"(?P<author>(?:[А-ЯЁA-Z][\w-]+\s(?:[А-ЯЁA-Z]\.\s?){1,2},?\s?){1,4})(?P<title>[^/\ue000\ue001]{2,300}?)"
    r"\s//\s(?P<rest>[^.\ue001]{1,80})"
)
"""GOST, as Russian works cite: "Автор А. Б. Заглавие // Журнал. 2019. № 3. С. 5."."""
_PLACE = re.compile(
    r"(?:(?:pp?|paras?|chs?|vols?|arts?|secs?|nos?|S|s)\.?\s|at\s|§+\s?)\d"
    r"|\d[\d–—-]{0,8}(?:,|[.;]?\s*(?:$|\ue001))|\ue001"
)
"""What follows a year that ends a reference: a page, or its address; no title begins so."""
_STOP = re.compile(r"[.?!]\s+(?=[A-ZÀ-ÞА-Я\d«“])")
_NUMBERED = re.compile(r"\b(?:no|nos|nr|vol|ch|art|n[°º])$", re.IGNORECASE)
_BESIDE = re.compile(
    r"\s*\((?:[^()]*\b(?:no|nr|n[°º])\.?\s?[\w./–-]*\d[^()]*|[^()]*\b(?:trans|eds?|übers)\.[^()]*)\)$",
    re.IGNORECASE,
)
"""A series or a translator in brackets after a title: none of its words."""


def bibliography_parts(layout: Layout, start: int, end: int) -> Parts | None:
    """Cut a reference in one of these styles; None when it is in another.

    Args:
        layout: The note.
        start: Where the reference begins in the note.
        end: Where its address, or the reference itself, ends.
    """
    outline = layout.outline[start:end]
    if coded := _GB.match(outline) or _GOST.match(outline):
        low, high = start + coded.start("title"), start + coded.end("title")
        rest = _DAY_IN_BRACKETS.sub("", coded["rest"]).strip(" .")
        return Parts((coded["author"] or "").strip(), coded["title"].strip(), rest, (low, high))
    apa = _APA.match(outline)
    match = (
        (None if apa and _PLACE.match(outline, apa.end()) else apa)
        or _AUTHOR_DATE.match(outline)
        or _HARVARD.match(outline)
        or _BIBLIOGRAPHY.match(outline)
    )
    if not match:
        return None
    author = match["author"]
    if re.search(r",\s['‘]\w", author):
        return None
    low = match.end()
    if outline[low : low + 1] == QUOTE_BLOT:
        high = low + len(outline[low:]) - len(outline[low:].lstrip(QUOTE_BLOT))
        title = layout.text[start + low + 1 : start + high - 1]
        return Parts(author, title.strip(" .,"), _first_part(outline[high:]), (start + low, start + high))
    stop = _title_stop(outline, low)
    high = stop.start() + (stop.group()[0] in "?!") if stop else len(outline)
    title = _BESIDE.sub("", layout.text[start + low : start + high].strip(" .,"))
    rest = _first_part(layout.text[start + high : end])
    return Parts(author, title, rest, (start + low, start + high))


def _title_stop(outline: str, low: int) -> re.Match[str] | None:
    """Return the stop that ends a title: none in brackets, none before a number ("Paper No. 23089")."""
    stops = list(_STOP.finditer(outline, low))
    for stop in stops:
        before = outline[low : stop.start()]
        if before.count("(") <= before.count(")") and not (
            outline[stop.end() : stop.end() + 1].isdigit() and _NUMBERED.search(before[-8:])
        ):
            return stop
    return stops[0] if stops else None


def _first_part(rest: str) -> str:
    """Keep the journal or "Place: Publisher" before volume, pages and year."""
    return re.split(
        r",\s*(?=\d|vol)|\s+\d+,\s*(?:no|nr)\b|\s+\d+\s*\(|\((?=\d)", rest.strip(" ."), maxsplit=1
    )[0]
