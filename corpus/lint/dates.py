"""Checks of dates against each other: that of the source, its address, its reading, its event, its report."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Iterator
from datetime import date

from corpus.dates import find_dates
from corpus.lint.finding import Case, Confidence, Flag
from corpus.model import Claim
from corpus.months import month_number

SLACK_DAYS = 3
"""Days by which a printed date and the one in an address may differ: time zones, print after web."""

POSTED_DAYS = 31
"""Days after its date within which a document is often put on the web."""

_URL_DAYS = (
    re.compile(r"(?<!\d)(20\d\d|19\d\d)([/_.-])(0?[1-9]|1[0-2])\2(3[01]|[12]\d|0?[1-9])(?!\d)"),
    re.compile(r"(?<!\d)(20\d\d|19\d\d)()[-_]?(0[1-9]|1[0-2])/(3[01]|[12]\d|0[1-9])(?!\d)"),
    re.compile(r"(?<=/)(20\d\d|19\d\d)()/(0[1-9]|1[0-2])(3[01]|[12]\d|0[1-9])(?=/)"),
    re.compile(r"(?<!\d)(20\d\d)()(0[1-9]|1[0-2])(3[01]|[12]\d|0[1-9])(?!\d)"),
)
_URL_STAMP = re.compile(r"(?<!\d)(20\d\d)()(0[1-9]|1[0-2])(3[01]|[12]\d|0[1-9])\d{4,6}(?!\d)")
_URL_MONTH = re.compile(r"(?<=/)(20\d\d|19\d\d)[/-](0[1-9]|1[0-2])(?=/)")
_UPLOADS = re.compile(
    r"(?:uploads?|files|media|content|assets|documents?|images)/(?:[\w.-]+/){0,3}(?:19|20)\d\d", re.IGNORECASE
)
"""A folder of uploads is named after the day of the upload, not of publication."""
_URL_NAMED = re.compile(
    r"/(20\d\d|19\d\d)[/-]([a-z]{3,9})[/-](3[01]|[12]\d|0?[1-9])(?=[/-]|$)", re.IGNORECASE
)
"""A month by its name: "/2014/jun/03/"."""
_COPY = re.compile(r"/web/((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{6}(?:\w\w_)?/")
"""The moment of a Wayback Machine's copy."""
_ACCESSED = re.compile(
    r"(?:accessed|retrieved|viewed|visited|archived|abgerufen|aufgerufen|besucht|archiviert|consultée? le|"
    r"archivée? le|consultado|archivado|consultat[oa]|geraadpleegd|dostęp|дата обращения|访问|訪問|閲覧)"
    r"\D{0,20}(?P<rest>.{4,40})",
    re.IGNORECASE | re.DOTALL,
)
_PLANNED = re.compile(
    r"\b(?:by|until|till|before|through|to|for|since|towards?|expected|plans?|planned|will|would|–|-)\s+(?:\w+\s)?$",
    re.IGNORECASE,
)


def url_date_disagrees(case: Case) -> Iterator[Flag]:
    """Flag a printed date that differs from the one in the address."""
    printed, url = case.citation.date, case.citation.url
    in_url = url_dates(url) if url else None
    if not printed or not in_url:
        return
    own = _period(printed)
    gap = max((in_url[0] - own[1]).days, (own[0] - in_url[1]).days)
    whole_months = in_url[0] != in_url[1]
    if gap <= (31 if whole_months else SLACK_DAYS):
        return
    written = case.citation.date_as_written or printed
    stamp = _URL_STAMP.search(url or "") is not None
    swapped = _swapped(own[0]) == in_url[0]
    how = "; day and month may have changed places" if swapped else ""
    # What is put on the web some weeks later keeps its own date.
    posted = not whole_months and 0 < (in_url[0] - own[1]).days <= POSTED_DAYS
    sure = swapped or (gap > 7 and not stamp and not posted)
    confidence: Confidence = "likely" if sure else "possible"
    shown = in_url[0].isoformat()[: 7 if whole_months else 10]
    yield Flag(f"The note says {written}, its address {shown}{how}.", confidence, *_at(case, written))


def accessed_too_early(case: Case) -> Iterator[Flag]:
    """Flag a source that was read, or archived, before it was published."""
    printed = case.citation.date
    if not printed:
        return
    match = _ACCESSED.search(case.citation.text)
    read = next((found.iso for found in find_dates(match["rest"]) if found.iso), None) if match else None
    if read and _period(read)[1] < _period(printed)[0]:
        yield Flag(f"It was read or archived ({read}) before it was published ({printed}).")
        return
    for url in (case.citation.url, case.citation.archived_url):
        copy = _COPY.search(url or "")
        made = _day(int(copy[1]), int(copy[2]), int(copy[3])) if copy else None
        if made and made < _period(printed)[0]:
            yield Flag(f"Its archived copy ({made.isoformat()}) is older than the source ({printed}).")
            return


def younger_than_report(case: Case) -> Iterator[Flag]:
    """Flag a source that was published after the report that cites it."""
    written, printed = case.document.record.date, case.citation.date
    if written and printed and _period(printed)[0] > _period(written)[1]:
        yield Flag(f"Its source is of {printed}, the report itself of {written}.", "possible")


def older_than_event(case: Case) -> Iterator[Flag]:
    """Flag a source older than what its claim tells, when no source of that claim is younger."""
    if not case.citation.date:
        return
    for claim in case.note.claims:
        event = _latest_event(case.document.claim_text(claim))
        if event and _period(case.citation.date)[1] < event and not _backed_later(case, claim, event):
            yield Flag(
                f"Its source is of {case.citation.date}, the claim tells of {event.isoformat()[:7]}.",
                "possible",
            )
            return


def url_dates(url: str) -> tuple[date, date] | None:
    """Return the first and last day of the date that an address holds; None without one."""
    # The moment in a web archive's address is the copy's; the page's own address follows it.
    path = re.sub(r"^.{0,40}?/web/\d{14}\w*/(?=https?:)", "", url).split("://")[-1].partition("/")[2]
    for pattern in (*_URL_DAYS, _URL_STAMP):
        for match in pattern.finditer(path):
            if day := _day(int(match[1]), int(match[3]), int(match[4])):
                return day, day
    for match in _URL_NAMED.finditer(f"/{path}"):
        number = month_number(match[2])
        if number and (day := _day(int(match[1]), number, int(match[3]))):
            return day, day
    month = None if _UPLOADS.search(path) else _URL_MONTH.search(url)
    return _period(f"{month[1]}-{month[2]}") if month else None


def _day(year: int, month: int, day: int) -> date | None:
    return date(year, month, day) if 1 <= day <= monthrange(year, month)[1] else None


def _period(iso: str) -> tuple[date, date]:
    """Return the first and last day of an ISO date of any precision."""
    parts = [int(part) for part in iso.split("-")]
    if len(parts) == 1:
        return date(parts[0], 1, 1), date(parts[0], 12, 31)
    if len(parts) == 2:
        return date(parts[0], parts[1], 1), date(parts[0], parts[1], monthrange(parts[0], parts[1])[1])
    day = date(parts[0], parts[1], parts[2])
    return day, day


def _swapped(day: date) -> date | None:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else None


def _latest_event(claim: str) -> date | None:
    days = [
        _period(found.iso)[0]
        for found in find_dates(claim)
        if found.iso
        and not _PLANNED.search(claim[: found.start])
        and not re.search(r"\d{4}\s+[A-Z]", _around(claim, found.end))
    ]
    return max(days, default=None)


def _around(claim: str, end: int) -> str:
    """Return a year and the word after it: in "2016 Cybersecurity Law" the year is part of a name."""
    return claim[max(0, end - 4) : end + 2]


def _backed_later(case: Case, claim: Claim, event: date) -> bool:
    """Tell whether another source of the same sentence is as young as the event, or undated."""
    return any(
        citation.short_form_of or not citation.date or _period(citation.date)[1] >= event
        for note in case.document.notes
        if any((one.paragraph, one.start) == (claim.paragraph, claim.start) for one in note.claims)
        for citation in note.citations
        if citation is not case.citation
    )


def _at(case: Case, words: str) -> tuple[int, int] | tuple[None, None]:
    at = case.note.text.find(words, case.citation.start, case.citation.end)
    return (at, at + len(words)) if at >= 0 else (None, None)
