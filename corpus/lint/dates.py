"""The check of a source's printed date against the one that its address holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.citations.layout import lay_out
from corpus.dates import find_dates
from corpus.lint.access import read_on
from corpus.lint.finding import Case, Confidence, Flag
from corpus.lint.periods import period, real_day
from corpus.months import month_number
from corpus.urls import host

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
_URL_FOLDER = re.compile(r"(?<=/)(20\d\d)(0[1-9]|1[0-2])(?=/)")
"""A month's folder: "/201806/"; six digits may be anything's number, too."""
_UPLOADS = re.compile(
    r"(?:uploads?|files|media|content|assets|documents?|images)/(?:[\w.-]+/){0,3}(?:19|20)\d\d", re.IGNORECASE
)
"""A folder of uploads is named after the day of the upload, not of publication."""
_URL_NAMED = re.compile(
    r"/(20\d\d|19\d\d)[/-]([a-z]{3,9})[/-](3[01]|[12]\d|0?[1-9])(?=[/-]|$)", re.IGNORECASE
)
"""A month by its name: "/2014/jun/03/"."""
_SLUG = re.compile(
    r"(?:^|/)(20\d\d|19\d\d)([_.-]?)(0[1-9]|1[0-2])\2(3[01]|[12]\d|0[1-9])[_-](?=[a-z])", re.IGNORECASE
)
"""A day before words may be the words' own: "/2001-09-11-remembering"."""
_TOKEN = re.compile(
    r"(?<![0-9a-z])(?:[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|(?=\d*[a-f])[0-9a-f]{16,})(?![0-9a-z])"
)
"""A number in base sixteen, whose digits are no date's."""
_REGISTERS = frozenset(("sec.gov", "treaties.un.org"))
"""Their addresses hold the end of a company's year, or the day of an entry in a register."""
_QUARTER_ENDS = frozenset(((3, 31), (6, 30), (9, 30), (12, 31)))
_LONGEST_YEAR = 366


def url_date_disagrees(case: Case) -> Iterator[Flag]:
    """Flag a printed date that differs from the one in the address."""
    printed, url = case.citation.date, case.citation.url
    in_url = url_dates(url) if url else None
    if not url or not printed or not in_url or host(url) in _REGISTERS:
        return
    own = period(printed)
    whole_months = in_url[0] != in_url[1]
    gap = _gap(own, in_url)
    if gap <= (31 if whole_months else SLACK_DAYS) or _ends_period(url, in_url[0], own[0]):
        return
    if any(_gap(period(iso), in_url) <= SLACK_DAYS for iso in _further_dates(case)):
        return
    written = case.citation.date_as_written or printed
    weak = any(form.search(f"/{_path(url)}") for form in (_URL_STAMP, _SLUG, _URL_FOLDER))
    swapped = _swapped(own[0]) == in_url[0]
    how = "; day and month may have changed places" if swapped else ""
    # What is put on the web some weeks later keeps its own date.
    posted = not whole_months and 0 < (in_url[0] - own[1]).days <= POSTED_DAYS
    sure = swapped or (gap > 7 and not weak and not posted)
    confidence: Confidence = "likely" if sure else "possible"
    shown = in_url[0].isoformat()[: 7 if whole_months else 10]
    yield Flag(f"The note says {written}, its address {shown}{how}.", confidence, *_at(case, written))


def _gap(left: tuple[date, date], right: tuple[date, date]) -> int:
    """Return the days between two periods; none or less where they touch."""
    return max((left[0] - right[1]).days, (right[0] - left[1]).days)


def _ends_period(url: str, in_url: date, published: date) -> bool:
    """Tell whether a file is called after the end of the quarter that it reports on, some months ago."""
    name = _path(url).rpartition("/")[2]
    return (
        (in_url.month, in_url.day) in _QUARTER_ENDS
        and 0 < (published - in_url).days <= _LONGEST_YEAR
        and re.search(rf"(?<!\d){in_url:%Y}[-_.]?{in_url:%m}[-_.]?{in_url:%d}(?!\d)", name) is not None
    )


def _further_dates(case: Case) -> Iterator[str]:
    """Yield the other days and months that a citation prints, but for that of its reading."""
    read = read_on(case)
    for one in find_dates(lay_out(case.citation.text).outline):
        if one.iso and len(one.iso) > 4 and not (read and one.start == read.start):
            yield one.iso


def _path(url: str) -> str:
    """Return what stands behind an address's host, without its query: that tells versions and ranges."""
    # The moment in a web archive's address is the copy's; the page's own address follows it.
    own = re.sub(r"^.{0,40}?/web/\d{14}\w*/(?=https?:)", "", url)
    return _TOKEN.sub("", re.split(r"[?#]", own, maxsplit=1)[0].split("://")[-1].partition("/")[2])


def url_dates(url: str) -> tuple[date, date] | None:
    """Return the first and last day of the date that an address holds; None without one."""
    path = _path(url)
    for pattern in (*_URL_DAYS, _URL_STAMP):
        for match in pattern.finditer(path):
            if day := real_day(int(match[1]), int(match[3]), int(match[4])):
                return day, day
    for match in _URL_NAMED.finditer(f"/{path}"):
        number = month_number(match[2])
        if number and (day := real_day(int(match[1]), number, int(match[3]))):
            return day, day
    if _UPLOADS.search(path):
        return None
    month = _URL_MONTH.search(f"/{path}") or _URL_FOLDER.search(f"/{path}")
    return period(f"{month[1]}-{month[2]}") if month else None


def _swapped(day: date) -> date | None:
    return day.replace(month=day.day, day=day.month) if day.day <= 12 else None


def _at(case: Case, words: str) -> tuple[int, int] | tuple[None, None]:
    at = case.note.text.find(words, case.citation.start, case.citation.end)
    return (at, at + len(words)) if at >= 0 else (None, None)
