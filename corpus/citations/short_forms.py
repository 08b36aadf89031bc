"""Short forms: what a note writes for a source that an earlier note has named in full."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from corpus.citations.names import is_han_source
from corpus.citations.pages import find_page
from corpus.citations.vocabulary import word_set
from corpus.months import MONTHS

ShortKind = Literal["same", "note", "name", "year", "cited"]

_SAME = re.compile(
    r"(?:ib[ií]d(?:em)?|ib\.?\s?id|[ií]d(?:em)?|ebda?|ebenda|eadem|там же"
    r"|同[上前](?:[注註](?!\s?[\[〔［(（]?\d)|[书書])?)"
    r"(?![^\W\d_])[.,，。]?(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_LOCUS = re.compile(
    r"^(?P<key>\D*?)[,\s]*(?:\b(?-i:[aA]\.?\s?a\.?\s?O\b)\.?|\bloc\.?\s?cit\b\.?)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
""""In the place cited": without a name it stands for the source just before, as ibid. does."""
_NOTED = re.compile(
    r"^[\s,]*\((?:see\s|siehe\s|wie\s|oben\s|[os]\.\s)?(?:note|footnote|fn|n|anm|fußnote|nota)\b\.?\s?"
    r"(?P<note>\d{1,4})\)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_NOTE = re.compile(
    r"^(?P<key>.*?)[,(\s]*\b(?P<way>supra|infra|above|below|oben|unten|nota|cited in)\b,?\s*"
    r"(?:(?:at\s)?(?:footnote|note|fn|nt|n|anm|fußnote)\b\.?)\s*(?P<note>\d{1,4})\b(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_BARE_NOTE = re.compile(
    r"^(?P<key>)(?:note|footnote|n\.|fn\.?|fußnote|anm\.|注)\s?(?P<note>\d{1,4})(?:,?\s(?P<way>above|below|supra|infra|oben))?"
    r"(?P<rest>[,.:\s].*)?$",
    re.IGNORECASE | re.DOTALL,
)
_BRACKETED_NOTE = re.compile(
    r"^(?P<key>[^()]{2,60}?)\s*\((?:see\s|wie\s)?(?:note|footnote|fn|n|anm|fußnote|nota|przyp|прим)\.?\s?(?P<note>\d{1,4})\)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_HAN_NOTE = re.compile(
    r"^(?P<key>.*?)[，,]?\s*(?:[同见見]?前[引揭]?[注註]|同上?[注註]|同?前[引揭](?=\s?[\[〔［(（]))"
    r"\s?[\[〔［(（]?(?P<note>\d{1,4})(?!\d|\s?年)[\]〕］)）]?(?P<rest>.*)$",
    re.DOTALL,
)
_HAN_CITED = re.compile(
    r"^[同见見]?前[引揭](?P<key>[一-鿿·、]{2,12}?)(?:论文|論文|著作|[书書文著])(?![^\W\d第])(?P<rest>.*)$",
    re.DOTALL,
)
"""The author stands within: "前引王磊书"."""
_SUPRA = re.compile(r"^(?P<key>.+?),?\s+supra\b(?P<rest>.*)$", re.IGNORECASE | re.DOTALL)
_CITED = re.compile(
    r"^(?P<key>.*?)[,，\s]*(?:\b(?:op|loc|art|ob)\.?\s?cit\b\.?|\ba\.?\s?a\.?\s?(?-i:O\b)\.?|указ\.\s?соч\.?|同?前[引揭][书書文]?)(?P<rest>.*)$",
    re.IGNORECASE | re.DOTALL,
)
_YEAR = re.compile(
    r"^\(?(?P<key>[A-ZÀ-ÞА-Я][^\d()]{1,80}?),?\s+\(?(?P<year>(?:1[5-9]|20)\d\d)[a-z]?\)?(?P<rest>[\s,:.)]*.{0,40})$",
    re.DOTALL,
)
_BARE_PAGE = re.compile(r",\s*(?!(?:1[5-9]|20)\d\d$)\d{1,5}(?:\s?[–-]\s?\d{1,5})?$")
_TITLED = re.compile(r"[^\W\d_]{3,}\.\s+[^\W\d_]{3,}|,\s+(?!and\b|&|et\b|und\b)[^\W\d_]{2,}\s+[^\W\d_]{3,}")
"""A name with a title after it: "Hikvision, Annual Report 2014" is named in full."""
_MONTH_LAST = re.compile(
    rf"[\s,](?:{'|'.join(sorted(map(re.escape, MONTHS), key=len, reverse=True))})\.?$", re.IGNORECASE
)
"""The year of "Report of the Committee, May 1998" belongs to a date, and tells no source from others."""
_NAME = re.compile(r"^[“\"‘'”]?(?P<key>[^\W\d_][^\d“”\"();:]{0,60}?)[”\"’']?$")
_REMARKS = word_set(
    "unpublished none unknown anonymous interview interviews emphasis translation idem correspondence "
    "confidential yes no source sources data see note notes various author authors press release "
    "übersetzung übersetzungen hervorhebung hervorhebungen anmerkung verfasser verfassers verfasserin autor "
    "autors autorin original eigene berechnung berechnungen darstellung"
)
_ASIDES = word_set(
    "including excluding except formerly namely meaning literally today hereafter hereinafter einschließlich "
    "ausgenommen darunter früher heute incluida incluido incluidas incluidos antes"
)
"""What begins a remark that would else look like a name: "Including the Gaza Strip"."""
_CALENDAR = re.compile(r"(?:old|new) style$|(?:julian|gregorian) calendar$", re.IGNORECASE)
_SAME_AUTHOR = word_set("ders dies derselbe dieselbe dieselben")
"""Words that name the author of the source just before, so that they choose among no others."""
_CROSS = word_set("appendix annex chapter section table figure part box paragraph above below introduction")
"""What begins a reference to a place of the document itself."""
_LINKS = word_set("of the and for on de der des du la le von van & et al und")
_LOCATOR = re.compile(
    r"[\s,.:;()]*(?:at\s)?(?:§+\s?[\d.]+|para(?:s|graph)?s?\.?\s?\d+|\d{1,5}(?:\s?[–-]\s?\d{1,5})?)?[\s.,;)]*$"
)


@dataclass(frozen=True, slots=True)
class ShortForm:
    """A short form, read but not yet followed."""

    kind: ShortKind
    """"same" (ibid.), "note" (supra note 12), "cited" (op. cit.), "year" (Smith 2018), "name" (Swart.)."""
    key: str = ""
    """Name or short title by which it calls its antecedent; empty when it gives none."""
    note: int | None = None
    """The note it names."""
    year: str | None = None
    page: str | None = None
    forward: bool = False
    """True for "infra note 12", which may point ahead."""


def read_short_form(text: str) -> ShortForm | None:
    """Return the short form that a reference is, or None when it is a full one.

    Args:
        text: One reference without signals and connectors; it has no address.
    """
    text = text.strip()
    if not text.endswith(("cit.", "pg.", "pgs.", "p.", "pp.")):
        text = text.rstrip(" .。")
    match = _SAME.match(text)
    # "同上，附表" names a part of the same source; no Chinese sentence goes on so.
    if match and (
        text[0] == "同" or not re.search(r"[^\W\d_]{4,}", match["rest"]) or find_page(match["rest"])
    ):
        return ShortForm("same", page=_page(match["rest"]))
    if match := _LOCUS.match(text):
        return _in_its_place(_key(match["key"]), match["rest"])
    if (
        match := _NOTE.match(text)
        or _BARE_NOTE.match(text)
        or _BRACKETED_NOTE.match(text)
        or _HAN_NOTE.match(text)
    ):
        way = match.groupdict().get("way") or ""
        forward = way.lower() in ("infra", "below", "unten")
        return ShortForm(
            "note", _key(match["key"]), int(match["note"]), None, _page(match["rest"] or ""), forward
        )
    if match := _HAN_CITED.match(text) or _CITED.match(text) or _SUPRA.match(text):
        return ShortForm("cited", _key(match["key"]), page=_page(match["rest"]))
    return _by_name(text)


def _in_its_place(key: str, rest: str) -> ShortForm:
    """Read "Müller, a. a. O. (Fn. 3), S. 4": a note or a name chooses, or else the place before."""
    if noted := _NOTED.match(rest):
        return ShortForm("note", key, int(noted["note"]), page=_page(noted["rest"]))
    return ShortForm("cited" if key else "same", key, page=_page(rest))


def _by_name(text: str) -> ShortForm | None:
    if (
        (match := _YEAR.match(text))
        and _is_name(match["key"])
        and not _TITLED.search(match["key"])
        and not _MONTH_LAST.search(match["key"])
        and _only_locator(match["rest"])
    ):
        return ShortForm("year", _key(match["key"]), year=match["year"], page=_page(match["rest"]))
    page = find_page(text)
    bare = text[: page.start].rstrip(" ,.") if page else _BARE_PAGE.sub("", text)
    if page and text[page.end :].strip(" .,"):
        return None
    match = _NAME.match(bare)
    if match and not page and re.search(r"[一-鿿]", bare) and not is_han_source(match["key"]):
        return None
    if match and _is_name(match["key"]):
        key = _key(match["key"])
        return ShortForm("name" if key else "same", key, page=page.page if page else _page(text[len(bare) :]))
    return None


def _is_name(key: str) -> bool:
    words = re.findall(r"[^\W_]+(?:[.’'-][^\W_]+)*|&", key)
    if re.match("[本该此另所注]", key) or re.search(r"[一-鿿]{11}", key):
        return False  # "This report …": a sentence
    if not words or len(words) > 6 or key.count(",") > 1 or _CALENDAR.match(key):
        return False
    if words[0].lower() in _CROSS | _ASIDES | {"the", "a", "an"}:
        return False
    named = all(
        word[0].isupper() or word[0].isdigit() or word in _LINKS or "一" <= word[0] <= "鿿" for word in words
    )
    return named and not all(word.lower() in _REMARKS or word in _LINKS for word in words)


def _only_locator(rest: str) -> bool:
    page = find_page(rest)
    bare = rest[: page.start] + rest[page.end :] if page else rest
    return _LOCATOR.fullmatch(bare) is not None


def _page(rest: str) -> str | None:
    if found := find_page(rest):
        return found.page
    match = re.search(r"(?:^|[\s,:])(\d{1,5}(?:\s?[–-]\s?\d{1,5})?)[\s.,;)]*$", rest)
    return match.group(1) if match else None


def _key(text: str) -> str:
    key = text.strip(' \t\n,.;:()“”"‘«»《》，：、')
    return "" if key.lower() in _SAME_AUTHOR else key
