"""Checks of the day on which a source was read or archived, and of what is younger than its report.

The word that says so is looked for outside titles ("Hard drives accessed in 2013" is
one) and behind the source's own date or address, and its date must follow at once:
"documents retrieved in Baghdad in 2003" tells a story.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import timedelta

from corpus.citations.layout import URL_BLOT, lay_out
from corpus.dates import WrittenDate, find_dates
from corpus.lint.finding import Case, Flag
from corpus.lint.periods import period, real_day

_ACCESSED = re.compile(
    r"(?:accessed|retrieved|viewed|visited|archived|abgerufen|aufgerufen|besucht|archiviert|consultée?|"
    r"archivée?|consultado|archivado|consultat[oa]|geraadpleegd|dostęp|дата обращения|访问|訪問|閲覧|"
    r"access(?=\sdate)|checked|zugriff|zugegriffen|eingesehen|(?<=zuletzt\s)geprüft|accès|acceso|accesso|acesso|"
    r"consulta|登录|登錄|浏览|瀏覽|查阅|查閱|检索|檢索|引用(?=日期|时间|時間))",
    re.IGNORECASE,
)
_GAP = re.compile(
    rf"(?:[\s:：,.(（>{URL_BLOT}]|\b(?:last|on|at|in|le|el|em|il|am|vom|from|the|original|date|dnia)\b|日期|时间|時間|日)*",
    re.IGNORECASE,
)
_HAN_AFTER = re.compile(
    r"\s?(?:最后|最後)?(?:访问|訪問|閲覧|浏览|瀏覽|检索|檢索|登录|登錄|查阅|查閱)(?![^\W\d_])"
)
"""Chinese and Japanese may say it behind the date: "2020年2月1日访问"."""
_ON_LINE = re.compile(r"\[[A-Z]{1,2}/OL\][^\[\]]{0,80}\[(?=(?:19|20)\d\d-\d\d-\d\d\])")
"""Chinese references (GB/T 7714) mark what is on line and give the day of reading in brackets."""
_COPY = re.compile(r"/web/((?:19|20)\d\d)(0[1-9]|1[0-2])(0[1-9]|[12]\d|3[01])\d{6}(?:\w\w_)?/")
"""The moment of a Wayback Machine's copy."""
_FORTHCOMING = re.compile(
    r"\b(?:forthcoming|in press|im Erscheinen|à paraître|en prensa|в печати)\b|即将出版", re.IGNORECASE
)
_AFTERWARDS = timedelta(days=31)
"""A report is still worked on after the date on its cover."""


def accessed_too_early(case: Case) -> Iterator[Flag]:
    """Flag a source that was read, or archived, before it was published."""
    printed = case.citation.date
    if not printed:
        return
    read = read_on(case)
    if read and read.iso and period(read.iso)[1] < period(printed)[0]:
        yield Flag(f"It was read or archived ({read.iso}) before it was published ({printed}).")
        return
    for url in (case.citation.url, case.citation.archived_url):
        copy = _COPY.search(url or "")
        made = real_day(int(copy[1]), int(copy[2]), int(copy[3])) if copy else None
        if made and made < period(printed)[0]:
            yield Flag(f"Its archived copy ({made.isoformat()}) is older than the source ({printed}).")
            return


def younger_than_report(case: Case) -> Iterator[Flag]:
    """Flag a source that was published, or read, after the report that cites it."""
    written, printed = case.document.record.date, case.citation.date
    if not written:
        return
    if printed and period(printed)[0] > period(written)[1] and not _FORTHCOMING.search(case.citation.text):
        yield Flag(f"Its source is of {printed}, the report itself of {written}.", "possible")
        return
    read = read_on(case)
    if read and read.iso and period(read.iso)[0] > period(written)[1] + _AFTERWARDS:
        yield Flag(f"It was read or archived ({read.iso}) after the report itself ({written}).", "possible")


def read_on(case: Case) -> WrittenDate | None:
    """Return the date on which a citation says its source was read or archived, placed in its text."""
    citation = case.citation
    outline = lay_out(_with_what_follows(case)).outline
    dates = find_dates(outline)
    own = outline.find(citation.date_as_written) if citation.date_as_written else -1
    starts = [at for at in (own, outline.find(URL_BLOT)) if at >= 0]
    if not starts:
        return None
    for word in _ACCESSED.finditer(outline, min(starts)):
        gap = _GAP.match(outline, word.end())
        one = next((one for one in dates if gap and one.start == gap.end()), None)
        # "Accessed in 2013" tells of an event, "accessed in May 2013" of a reading.
        if one and not (len(one.iso or "") == 4 and outline[: one.start].endswith(" in ")):
            return one
    if bracket := _ON_LINE.search(outline):
        return next((one for one in dates if one.start == bracket.end()), None)
    return next(
        (one for one in dates if one.start > min(starts) and _HAN_AFTER.match(outline, one.end)),
        None,
    )


def _with_what_follows(case: Case) -> str:
    """Return a citation's text and what follows without naming a source, as "，访问日期：…" may."""
    end = case.citation.end
    for one in case.note.citations:
        if one.start >= end:
            if one.author or one.title or one.publisher or one.url:
                break
            end = one.end
    return case.note.text[case.citation.start : end]
