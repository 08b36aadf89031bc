"""One reference read field by field: address, page, date, title, author, publisher."""

from __future__ import annotations

import re
from dataclasses import replace

from corpus.citations.language import source_language
from corpus.citations.layout import QUOTE_BLOT, URL_BLOT, Layout
from corpus.citations.outlets import is_outlet
from corpus.citations.pages import PageReference, find_page
from corpus.citations.prose_style import GB_ACCESS, bibliography_parts
from corpus.citations.title import Parts, find_title
from corpus.citations.vocabulary import HAN_ACCESS, TAIL, prose_words
from corpus.dates import WrittenDate, find_dates
from corpus.model import Citation
from corpus.months import MONTHS
from corpus.urls import find_doi, is_archive

_MONTH = "|".join(sorted(map(re.escape, MONTHS), key=len, reverse=True))
_ACCESS = re.compile(
    rf"[\s,;.(\[（［，。；]*{HAN_ACCESS}|"
    r"[\s,;.(\[（]*\(?(?:(?:last|date)\s)?(?:accessed|retrieved|viewed|visited|checked|as of|"
    r"zuletzt (?:abgerufen|aufgerufen|besucht)|abgerufen|letzter zugriff|consultée? le|consultado|"
    r"дата обращения)\b[^\ue000\ue001]{0,60}",
    re.IGNORECASE,
)
_IMPRINT = re.compile(
    r"[\s,]*\((?:[^():]{2,60}:\s*)?(?P<rest>[^():]*?)[\s,]*(?:(?:1[5-9]|20)\d\d)[a-z]?(?:;[^()]{1,40})?\)"
)
"""Where a book was published: "(London: Verso, 2018)"."""
_VOLUME_YEAR = re.compile(
    r"\s(?P<number>\d{1,4})\s?\((?:[^\W\d_]{3,9}\.?\s)?(?:1[5-9]|20)\d\d\)[:,]?\s(?:pp?\.\s?|S\.\s?)?\d"
)
"""Volume, year and page of a journal."""
_REPORTER = re.compile(
    r",\s(?P<rest>\d{1,4}\s[A-Z][A-Za-z.&’' ]{1,40}\d{1,5})"
    r"(?:,\s\d{1,5}(?:[–-]\d{1,5})?(?:\sn\.\s?\d{1,4})?)?(?=\s*\(|\.?\s*$)"
)
"""Volume, journal or court reporter, first page: "154 U. Pa. L. Rev. 477"."""
_COUNTED = re.compile(
    r"\b(?:vol|no|nr|n[°º]|iss|issue|art|para|paras|case|rn|col)\.?\s\d{4}\b", re.IGNORECASE
)
_LOCATOR = re.compile(
    r"(?:^|[\s,]+)(?:tables?|fig(?:ure)?s?|paragraphs?|sections?|chapters?|lines?|items?|clauses?|annex(?:es)?|"
    r"appendix|box|columns?|folios?)\.?\s(?:\d[^,]*|[A-Z]|[IVX]{1,5})\.?$|"
    r"(?:^|[\s,]+)(?:paras?|arts?|articles?|ss?|sch|annex|ch|chap|cl|col|rn|rz|art[íi]culo|ст)\b\.?\s?\d[^,]*$|"
    r"[\s,，]*(?:§|¶)[^,]*$|[\s,，]*第[一二三四五六七八九十百零\d]+[条條款章]$",
    re.IGNORECASE,
)
"""A place in the source at the end of a stretch: "art. 6", "para. 4 (c)"."""
_LEFT_OF_DATE = re.compile(
    rf"(?:^|[\s,]+)(?:\d{{1,2}}\.?\s(?:{_MONTH})\.?|(?:{_MONTH})\.?(?:\s\d{{1,2}},?)?)$", re.IGNORECASE
)
"""What an imprint keeps of a date whose year was cut off."""
_SENTENCE = re.compile(
    r"(?:according to|as (?:stated|reported|of)|the (?:text|data|report|website)|(?:in|on) its)\b",
    re.IGNORECASE,
)
_SAYS_WHERE = re.compile(
    r"\b(?:is|are|was|were|can be|may be)"
    r"(?: (?:found|available|read|seen|downloaded|published|posted|kept|now|also))*\W*$",
    re.IGNORECASE,
)
""""The raw data are at https://…": the verb belongs to no title."""
_TAKEN_FROM = re.compile(
    r"^(?:the|this|these|those|our|all|both)\b[^,.“]{0,60}?\b(?:is|are|was|were|comes?)\s(?:\w+\s)?(?:from|by)\s+(?=[A-ZÀ-Þ])",
    re.IGNORECASE,
)
""""The phrase is from Ruth Callendar, …": words that lead up to an author."""
_YEAR_AFTER_NAME = re.compile(r"(?:,\s|\s\()(?:[^,()]{1,20}\s)?(?:1[5-9]|20)\d\d\)?$")
"""When something appeared, written behind its author: "World Bank, 2018", "BBC News (3 May 2018)"."""
_LEAD_IN = re.compile(
    r"[\s,;:.(\[（“”\"]*(?:(?:available|online|accessible|retrieved|accessed|verfügbar|disponible|abrufbar)?\s*"
    r"(?:in\s[A-Z][a-z]+\s)?"
    r"(?:at|from|under|via|unter|en|sur|online)?\s*:?\s*|url:?\s*|doi:?\s*)[\s<(\[]*$",
    re.IGNORECASE,
)


def read_citation(layout: Layout, start: int, end: int, language: str) -> Citation:
    """Return the citation that stands at `[start, end)` of a note.

    Args:
        layout: The note.
        start: Where the reference begins, signals left out.
        end: One past its last character.
        language: Language of the document, for sources that show none.
    """
    text = layout.text[start:end]
    url, archived = _addresses(layout, start, end)
    head_end = _head_end(layout, start, end)
    parts = _as_linked(layout, start, end, _parts(layout, start, head_end))
    outline = _without_title(layout, start, end, parts.title_span)
    page = find_page(outline)
    quoted = QUOTE_BLOT in layout.outline[slice(*parts.title_span)]
    date = _date(outline, "" if quoted else parts.title, parts.rest)
    if url and date and _stands_alone(layout, start, head_end, parts, date, page_text(outline, page)):
        parts = _as_outlet(parts, url)
    publisher = _publisher(parts.rest, [date.text if date else "", page_text(outline, page)])
    author, publisher = _author(parts.author, _without_volume(publisher, outline))
    title = parts.title or None
    return Citation(
        text=text,
        author=author,
        title=title,
        publisher=publisher,
        date=date.iso if date else None,
        date_as_written=date.text if date else None,
        url=url or find_doi(text),
        page=page.page if page else None,
        language=source_language(text, title, url, language),
        archived_url=archived,
        start=start,
        end=end,
    )


def page_text(outline: str, page: PageReference | None) -> str:
    """Return the page reference as it stands, or the empty string."""
    return outline[page.start : page.end] if page else ""


def _addresses(layout: Layout, start: int, end: int) -> tuple[str | None, str | None]:
    links = layout.links_in(start, end)
    urls = [link.url for link in links if link.role in ("title", "quoted")]
    urls += [url.url for url in layout.urls_in(start, end)]
    urls += [link.url for link in links if link.role in ("outlet", "beside")]
    own = [url for url in urls if not is_archive(url)]
    copies = [url for url in urls if is_archive(url)]
    if own:
        return own[0], copies[0] if copies else None
    return (copies[0], None) if copies else (None, None)


def _as_linked(layout: Layout, start: int, end: int, parts: Parts) -> Parts:
    """Take a linked outlet for no title, nor a sentence in whose midst a link stands."""
    for link in layout.links_in(start, end):
        words = layout.text[link.start : link.end].strip(" ,.")
        if link.role == "outlet" and parts.title.strip(" ,.") == words:
            return Parts(author=parts.author, rest=words)
        if link.role == "beside" and prose_words(parts.title) and words in parts.title != words:
            return Parts()
    return parts


def _head_end(layout: Layout, start: int, end: int) -> int:
    """Return where the part before the address and the words about its retrieval ends."""
    outline = layout.outline[start:end]
    stop = outline.find(URL_BLOT)
    head = outline if stop < 0 else outline[: _LEAD_IN.search(outline[:stop]).start()]  # type: ignore[union-attr]  # matches the empty end too
    access = _ACCESS.search(head) or (TAIL.search(head) if TAIL.match(head) else None)
    return start + (access.start() if access else len(head))


def _parts(layout: Layout, start: int, end: int) -> Parts:
    """Cut the head at its title, its own dates and pages after the title left to others."""
    parts = bibliography_parts(layout, start, end)
    if parts:
        return parts
    quotes = layout.quotes_in(start, end)
    after = quotes[0].end - 1 if quotes else start
    head = layout.outline[after:end]
    stops = [page.start for page in [find_page(head)] if page]
    stops += [date.start for date in find_dates(head) if _stands_for_date(head, date)]
    stops += [imprint.start() for imprint in [_IMPRINT.search(head), _REPORTER.search(head)] if imprint]
    if not quotes and (where := _SAYS_WHERE.search(head)):
        stops.append(where.start())
    stop = after + min(stops, default=len(head))
    if not quotes and layout.outline.find(URL_BLOT, end) >= 0 and _SENTENCE.match(head):
        # "According to the ministry's website, www.…": a sentence around an address, no title.
        return Parts()
    imprint = _REPORTER.search(head) or _IMPRINT.search(head)
    published = imprint is not None and bool(imprint["rest"]) and ":" in imprint.group()
    title_end = max(stop, quotes[0].end if quotes else start)
    parts = find_title(layout, start, title_end, published=published)
    linked = any(link.role == "title" for link in layout.links_in(start, end))
    if parts.rest.strip(" ,.") or (quotes and not linked):
        return parts
    return replace(parts, rest=imprint["rest"] or "") if imprint else parts


def _stands_alone(layout: Layout, start: int, end: int, parts: Parts, date: WrittenDate, page: str) -> bool:
    """Tell whether a head is nothing but unquoted words, a whole date and perhaps a page."""
    if not parts.title or parts.author or len(date.iso or "") != 10 or layout.quotes_in(start, end):
        return False
    head = layout.text[start:end].removeprefix(parts.title)
    for known in filter(None, (date.text, page)):
        head = head.replace(known, "", 1)
    return not head.strip(" ,.，。:：")


def _as_outlet(parts: Parts, url: str) -> Parts:
    return Parts(rest=parts.title) if is_outlet(parts.title, url) else parts


def _stands_for_date(head: str, date: WrittenDate) -> bool:
    """Tell a reference's date from a year in its title ("World Report 2018, ...")."""
    before = head[: date.start].rstrip()
    return (
        not before
        or before[-1] in ',，.(（[:：;—–》”"’\ue000'
        or (not before[-1].isalpha() and not date.text.isdigit())
    )


def _without_title(layout: Layout, start: int, end: int, title: tuple[int, int]) -> str:
    """Return the outline with the title blotted out and words about retrieval dropped."""
    outline = layout.outline[start:end]
    low, high = max(0, title[0] - start), max(0, title[1] - start)
    blotted = outline[:low] + "\ue000" * (high - low) + outline[high:]
    for access in (_ACCESS, GB_ACCESS):
        blotted = access.sub(lambda match: "\ue001" * len(match.group()), blotted)
    return blotted


def _date(outline: str, title: str, rest: str) -> WrittenDate | None:
    """Return the most precise date of a reference, the first of equals.

    An act or minutes have theirs in the title: it counts where none stands elsewhere.
    """
    dates = find_dates(_uncounted(outline)) or find_dates(rest)
    if not dates:
        own = [
            date
            for date in find_dates(title)
            if date.iso and (len(date.iso) == 10 or (len(date.iso) == 4 and title.endswith(date.text)))
        ]
        return own[0] if len(own) == 1 else None
    return max(dates, key=_precision)


def _uncounted(outline: str) -> str:
    """Blot out numbers that are no years: "131 Harv. L. Rev. 1821, 1830", "vol. 1465"."""
    for pattern in (_REPORTER, _COUNTED):
        for found in pattern.finditer(outline):
            if not any(len(date.iso or "") > 4 for date in find_dates(found.group())):
                blot = re.sub(r"\d", URL_BLOT, found.group())
                outline = outline[: found.start()] + blot + outline[found.end() :]
    return outline


def _precision(date: WrittenDate) -> int:
    return len(date.iso or "") if date.iso else 1 + len(date.text)


def _publisher(rest: str, drop: list[str]) -> str | None:
    words = rest
    for part in filter(None, drop):
        words = words.replace(part, " ")
    words = re.sub(r"^[\s,，.;:“”\"'’—–-]*(?:[(\[][^()\[\]]{1,200}[)\]](?=[\s,]*\w)[\s,]*)?", "", words)
    words = re.sub(r"^(?:(?:in|In|dans|en|у|в):?\s+|[载載]\s?)", "", words)
    bracketed = re.match(r".*?\(\s*(?:[^()]{2,40}:\s*)([^()]+?)[\s,]*\)?\s*$", words)
    if bracketed:
        words = bracketed.group(1)
    elif place := re.match(r"[^\W\d_][^:,]{1,30}(?:, [A-Z]{2})?(?::\s+|：)(.+)$", words):
        words = place.group(1)
    words = re.sub(
        r"[,，\s]{1,4}(?:vol(?:ume)?\.?\s*)?\d+\s*(?:[:/]\s?\d+|\(\d+\)|,?\s*(?:no|nr|number|issue|iss)\.?\s*\d+(?:[–/-]\d+)?)?\s*[(,:]*\s*$",
        _volume,
        words,
    )
    words = re.sub(r"\s*\((?:in )?[A-Z][a-z]+\)\s*$", "", words)
    words = _LOCATOR.sub("", _LEFT_OF_DATE.sub("", words))
    words = words.strip(' \n\t,，،;:([<）)。—–-“”"*_')
    if not re.search(r"\b(?:Co|Inc|Ltd|Corp|Bros|Cie|[A-Z])\.$", words):
        words = words.rstrip(" .,")
    words = re.sub(r"(?<=[\u4e00-\u9fff])\s+版$", "", words)  # what "2018年版" leaves
    if re.match(r"\d+/\d", words) or re.fullmatch(r"archived|[\W\d]*", words, re.IGNORECASE):
        return None
    if words.startswith("《"):
        words = words[1:].split("》")[0]
    return words or None


def _without_volume(publisher: str | None, outline: str) -> str | None:
    """Drop the volume before a year in brackets and a page: "Genetic Resources 3 (2015): 9"."""
    volume = _VOLUME_YEAR.search(outline) if publisher else None
    if publisher is None or volume is None:
        return publisher
    return publisher.removesuffix(volume["number"]).rstrip(" ,") or None


def _volume(match: re.Match[str]) -> str:
    """Drop "29, no. 1 (" after a journal's name, but keep the number of "Jane's 360"."""
    plain = re.fullmatch(r"\s*\d+\s*,?\s*", match.group())
    return match.group() if plain else ""


def _author(words: str, publisher: str | None) -> tuple[str | None, str | None]:
    author = re.sub(
        r"^\[\d{1,3}\]\s*|^(?:by|von|par|por)\s+|[\s,，:：;“”\"‘]+$|^[\s,;:“”\"]+", "", words.strip()
    )
    if not re.search(r"(?:\b[A-ZÀ-ÞА-Я]|\bal|Jr|Sr)\.$", author):
        author = author.rstrip(" .")
    author = _YEAR_AFTER_NAME.sub("", _TAKEN_FROM.sub("", author))
    author = re.sub(r"[\s,]*\((?:eds?|hg|hrsg)\.?\)$", "", author, flags=re.IGNORECASE).strip(" ,:：")
    if not author and publisher and (by := re.match(r"by\s+([^,]+)(?:,\s*(.*))?$", publisher)):
        return by.group(1).strip(), (by.group(2) or "").strip() or None
    return author or None, publisher
