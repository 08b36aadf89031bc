"""Notes that lean on a source and do not say which: "See the article in The Guardian."."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.citations.layout import QUOTE_BLOT, URL_BLOT, Layout, lay_out
from corpus.citations.vocabulary import SIGNAL
from corpus.dates import find_dates
from corpus.lint.finding import Flag
from corpus.model import Document, Note

_LONGEST = 200
"""Characters: a longer note says more than what it leans on."""
_SOURCE = (
    r"(?:reports?|articles?|stud(?:y|ies)|surveys?|press release|news release|press statement|interviews?|"
    r"newspapers?|media|press|news(?: reports?)?|blog(?: post)?|websites?|web page|documents?|brochure|video|"
    r"speech|email|e-mail|paper|book|thesis|documentary|podcast|(?:medien|presse|zeitungs)?berichte?n?|studien?|"
    r"artikeln?|presse|zeitung(?:en)?|rapports?|études?|journaux|médias|informes?|artículos?|estudios?|"
    r"periódicos?|diarios?|prensa|medios|отчет|статья|报告|报道|文章|研究|採訪|采访|新闻稿|媒体|媒體)"
)
_LEAD = (
    r"(?:according to|as (?:reported|stated|described|quoted|cited) (?:by|in)|reported (?:by|in)|based on|"
    r"from|per|taken from|quoted in|citing|laut|nach|selon|d['’]après|según|по данным)"
)
_TELLS = (
    r"\b(?:is|are|was|were|be|been|has|have|had|will|would|can|cannot|could|might|must|should|shall|do|does|did|"
    r"may (?:be|have|not)|began|took|takes|came|went|became|remain(?:s|ed)?|lasted|rose|fell|increased|"
    r"decreased|var(?:y|ies|ied)|differ(?:s|ed)?|tend(?:s|ed)?|continue[sd]?|often|never|rarely|usually)\b"
)
"""What makes a sentence of words that else would name a source: "Reports of rape were not counted."."""
_ARTICLE = r"(?:(?:a|an|the|this|several|various|many|some|numerous|two|three|recent|local|international)\s)*"
_FORMS = (
    # "According to a 2017 report by the World Bank.", "Reported by several newspapers."
    re.compile(rf"{_LEAD}\b.{{0,60}}?\b{_SOURCE}\b", re.IGNORECASE),
    re.compile(rf"(?:据|根据).{{0,20}}{_SOURCE}"),
    # "有关研究表明，这一比例更高。"
    re.compile(
        r"(?:有关|相关|有關|相關|多项|多項|一些|部分|许多|最新)的?"
        r"(?:研究|资料|資料|数据|數據|统计|統計|报道|報道|调查|調查|媒体|媒體|文献|文獻|报告|報告)"
        r"(?:表明|显示|顯示|指出|称|稱|认为|認為|证明|證明|[。.]?$)"
    ),
    # "Official statistics."
    re.compile(
        r"(?:official|government|public|media|press)\s(?:statistics|data|figures|sources|records)\.?$",
        re.IGNORECASE,
    ),
    # "According to the BBC."
    re.compile(rf"(?i:{_LEAD})\s(?:the\s)?[A-Z][\w.’'-]*(?:\s[A-Z][\w.’'-]*){{0,4}}\.?$"),
    # "The information comes from a press release of the ministry."
    re.compile(
        rf"(?:the |this |these )?(?:information|data|figures?|numbers?|account|quotes?|quotation)\s"
        rf"(?:comes?|came|is|was|are|were)\s(?:taken |drawn )?from\b.{{0,60}}?\b{_SOURCE}\b",
        re.IGNORECASE,
    ),
    # "Interview.", "The press release by the company."
    re.compile(
        rf"{_ARTICLE}(?:[\w’'-]+\s){{0,2}}{_SOURCE}"
        rf"(?:\s(?:by|of|from|in|with|on)\s(?:(?!{_TELLS}).){{2,80}})?[.。]?$",
        re.IGNORECASE,
    ),
    # "Human Rights Watch report on surveillance."
    re.compile(
        rf"(?:[A-Z][\w’'.-]+\s){{1,5}}(?:(?:19|20)\d\d\s)?{_SOURCE}\b"
        rf"(?:\s(?:on|about|of|from|in)\s(?:(?!{_TELLS}).){{2,80}})?[.。]?$"
    ),
    # "A recent study shows that …"
    re.compile(
        rf"(?:a|an|one|several|some|recent|many)\s(?:[\w-]+\s){{0,2}}{_SOURCE}\s(?:(?:by|of|from|in|at)\s.{{2,60}}?\s)?"
        r"(?:has |have )?"
        r"(?:shown?|shows|found|finds?|suggests?|suggested|reports?|reported|says?|said|claims?|claimed|concludes?|concluded)\b",
        re.IGNORECASE,
    ),
    # "Source: Ministry of Interior."
    re.compile(r"(?:sources?|quelle|fuente|来源)\s?[:：]\s?[^\d]{2,80}$", re.IGNORECASE),
)
_STAND_IN = re.compile(
    r"\[\s?(?:citations?|sources?|references?|refs?|cites?)\s(?:needed|missing|required|tb[acd]|"
    r"to (?:be )?(?:added|come|follow))\s?\]|"
    r"[\[<]\s?(?:insert|add|find)\s(?:\w+\s)?(?:citation|source|reference|link|url|page|note)s?\s?[\]>]|\bTODO:|\bTKTK\b|"
    r"\A\W*(?:sources?|citation|cite|ref(?:erence)?|quelle|fuente|出处|来源)\s?[?？]+\W*\Z|\A\s*[?？]{2,}\s*\Z",
    re.IGNORECASE,
)
"""What a writer leaves where a source is still to come."""
_OWN = re.compile(
    r"\b(?:this(?!\.?$)|our|present|author['’]?s?['’]?|authors|above|below|supra|infra|annex|appendix|chapter|"
    r"section|on file|copy|copies|archive|withheld|anonym\w+|confidential\w*|names?|no\.|conducted|"
    r"held with)\b|本报告|作者",
    re.IGNORECASE,
)
"""What shows that a note speaks of the report itself, of its own material or of a numbered thing."""


def vague_source(document: Document, note: Note) -> Iterator[Flag]:
    """Flag a note that reads like a citation and names no source that can be found."""
    text = note.text.strip()
    if not text or len(text) > _LONGEST or any(one.url or one.short_form_of for one in note.citations):
        return
    layout = lay_out(note.text)
    if URL_BLOT in layout.outline or _identified(layout):
        return
    if QUOTE_BLOT in layout.outline:
        if not note.citations and _half_named(layout):
            yield Flag("It has a title and names no source that can be found.", "possible")
        return
    body = _without_signal(text)
    if not _OWN.search(text) and any(form.match(body) for form in _FORMS):
        yield Flag("It leans on a source and does not say which.", "possible")


def stand_in(document: Document, note: Note) -> Iterator[Flag]:
    """Flag a reminder where a source should stand: "[citation needed]", "TODO: add source"."""
    for match in _STAND_IN.finditer(lay_out(note.text).outline):
        yield Flag(f"“{match.group()}” stands in a source’s place.", "likely", match.start(), match.end())


def _without_signal(text: str) -> str:
    signal = SIGNAL.match(text)
    return text[signal.end() :] if signal and not text.lower().startswith("source") else text


def _identified(layout: Layout) -> bool:
    """Tell whether a day or month, or a number, tells the source from its like."""
    dates = find_dates(layout.outline)
    if any(len(date.iso or "") > 4 for date in dates):
        return not re.match(rf"\W*(?:{_LEAD}|see|source)\b", layout.text, re.IGNORECASE)
    rest = layout.outline
    for date in dates:
        rest = rest.replace(date.text, " ")
    return re.search(r"\d", rest) is not None


def _half_named(layout: Layout) -> bool:
    """Tell whether a note quotes a title, with a date or an outlet beside it."""
    titled = any(_is_title(quoted.inner(layout.text)) for quoted in layout.quotes)
    outlet = re.search(rf"{QUOTE_BLOT},?\s[A-Z]", layout.outline) is not None
    return titled and (outlet or bool(find_dates(layout.outline)))


def _is_title(words: str) -> bool:
    """Tell a title from a phrase or sentence that a remark quotes."""
    return len(words.split()) > 3 and not words[0].islower() and not words.endswith(".")
