"""The check of a source's date against that of the event which its claim tells."""

from __future__ import annotations

import re
from collections.abc import Iterator
from datetime import date

from corpus.citations.layout import lay_out
from corpus.dates import WrittenDate, find_dates
from corpus.lint.access import read_on
from corpus.lint.finding import Case, Flag
from corpus.lint.periods import period
from corpus.model import Citation, Claim

_PLANNED = re.compile(
    r"\b(?:by|until|till|before|through|to|for|since|towards?|expected|plans?|planned|will|would|–|-)\s+(?:\w+\s)?$",
    re.IGNORECASE,
)
_FORETOLD = re.compile(
    r"(?:\b(?:will|shall|would|aim(?:s|ed|ing)?|(?:goal|target)s? (?:of|for|to)|pledges?|promises?|expires?|"
    r"(?:pledged|promised|predicted|envisaged)(?!\s(?:in|on)\b)|due(?! to)|plans?\sto|planned|forecasts?|"
    r"projections?|projected|predicts?|expects?|expected|scheduled|envisages?)\b"
    r"|将|预计|預計|计划|計劃|目标)[^.;:!?。；：！？]*$",
    re.IGNORECASE,
)
"""What tells of something to come, before its date in the same clause."""
_COUNTED = re.compile(
    r"(?:[$€£¥]|\b(?:(?:more|fewer|less|greater|other) than|about|some|over|nearly|around|approximately|"
    r"roughly|at least|at most|up to|almost|only|exactly|an estimated))\s?$",
    re.IGNORECASE,
)
_COUNTED_OUT = re.compile(
    r"\s(?:people|persons|men|women|children|civilians|soldiers|troops|workers|refugees|households|families|dollars|"
    r"euros|tonnes|tons|hectares|km|kilomet(?:re|er)s|miles)\b"
)
_TIME_BEFORE = re.compile(
    r"\b(?:in|of|since|during|by|from|early|late|mid|and|through|until)[\s-]$", re.IGNORECASE
)
_STANDING = re.compile(
    r"\b(?:Act|Code|Ordinance|Constitution|Convention|Covenant|Treaty|Protocol|Statute|Charter|Directive|Decree|"
    r"Law(?!\s(?:Review|Journal|School|Quarterly|Society|Reports?))|Gesetz|Verordnung|BGBl|Loi|Décret|Ley|Código|"
    r"Decreto)\b|\w(?:gesetz|ordnung)\b|\[\d{4}\]\s(?:\d+\s)?[A-Z]{2,}|\sv\.?\s[A-Z]"
)
"""A statute, treaty or case outside quotation marks: it goes on applying long after its date."""
_HAN_STANDING = re.compile(
    r"(?:(?<![方书語语看做想说写用])法|条例|條例|公约|公約|宪法|規則|规定|決定|决定)(?:[（(][^）)]{0,20}[）)])?》"
)


def older_than_event(case: Case) -> Iterator[Flag]:
    """Flag a source older than what its claim tells, when no source of that claim is younger."""
    citation = case.citation
    if not citation.date or _applies_later(citation):
        return
    for claim in case.note.claims:
        event = _latest_event(case.document.claim_text(claim), case.document.record.date)
        if not event or period(citation.date)[1] >= event or _prints(case, event):
            continue
        if not _backed_later(case, claim, event):
            shown = event.isoformat()[:7]
            yield Flag(f"Its source is of {citation.date}, the claim tells of {shown}.", "possible")
            return


def _latest_event(claim: str, written: str | None) -> date | None:
    """Return the first day of the latest event in a claim that has happened when its report was written."""
    days = [period(found.iso)[0] for found in find_dates(claim) if found.iso and _has_happened(claim, found)]
    last = period(written)[1] if written else date.max
    return max((day for day in days if day <= last), default=None)


def _has_happened(claim: str, found: WrittenDate) -> bool:
    """Tell the date of an event from that of a plan, a part of a name and a count."""
    before = claim[: found.start]
    if _PLANNED.search(before) or _FORETOLD.search(before):
        return False
    return len(found.iso or "") > 4 or not (_names(claim, found) or _counts(claim, found))


def _names(claim: str, found: WrittenDate) -> bool:
    """Tell whether a bare year is part of a name: "the 2016 Cybersecurity Law"."""
    return re.match(r"\s+[A-Z]", claim[found.end : found.end + 2]) is not None


def _counts(claim: str, found: WrittenDate) -> bool:
    """Tell whether what looks like a year counts something: "more than 2000 people"."""
    before = claim[: found.start]
    if _COUNTED.search(before):
        return True
    return _COUNTED_OUT.match(claim, found.end) is not None and not _TIME_BEFORE.search(before)


def _applies_later(citation: Citation) -> bool:
    """Tell whether a source is a statute or case, which later events are judged by."""
    if _HAN_STANDING.search(citation.text):
        return True
    return _STANDING.search(lay_out(citation.text).outline) is not None


def _prints(case: Case, event: date) -> bool:
    """Tell whether a citation prints a later date of its own: "Effective Nov. 1", "declassified 2001"."""
    read = read_on(case)
    return any(
        one.iso and period(one.iso)[1] >= event and not (read and one.start == read.start)
        for one in find_dates(_without_addresses(case.citation.text))
    )


def _without_addresses(text: str) -> str:
    """Blot out addresses, whose dates are those of copies and uploads; titles stay."""
    for url in reversed(lay_out(text).urls):
        text = text[: url.start] + " " * (url.end - url.start) + text[url.end :]
    return text


def _backed_later(case: Case, claim: Claim, event: date) -> bool:
    """Tell whether another source of the same sentence is as young as the event, or undated."""
    return any(
        citation.short_form_of or not citation.date or period(citation.date)[1] >= event
        for note in case.document.notes
        if any((one.paragraph, one.start) == (claim.paragraph, claim.start) for one in note.claims)
        for citation in note.citations
        if citation is not case.citation
    )
