"""What a report says on whose word: "according to the Daily Nation", "新华社报道称".

A source does not name itself as its source. Held against it with these words, a claim says
one thing more than the source does, and is found half supported. They are left out where
they name the source itself or its outlet, or no one ("a newspaper reported"); what a
minister said stays what a minister said.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from urllib.parse import urlsplit

from corpus.facts import facts_of
from corpus.facts.name_match import HAN, name_stands_in
from corpus.letters import without_possessive
from corpus.model import Citation, Record
from corpus.words import word_set
from qa.support_clause import stands

_SPEAKS = (
    r"(?:(?:has|have|had)\s(?:also\s)?)?(?:reports?|reported|says?|said|writes?|wrote|written|notes?|noted"
    r"|states?|stated|announces?|announced|finds?|found|shows?|shown|showed|reveals?|revealed|discloses?"
    r"|disclosed|confirms?|confirmed|concludes?|concluded|explains?|explained|observes?|observed|argues?"
    r"|argued|estimates?|estimated)"
)
_WHEN = r"(?:\s(?:in|on)\s(?:\d{1,2}\s)?(?:[A-Z]\w{2,8}\s(?:\d{1,2},\s)?)?\d{4})?"
_WHERE = (
    r"(?:\sin\s(?:an?|its|the|his|her|their)\s(?:\d{4}\s|[a-z]{3,12}\s){0,2}"
    r"(?:report|study|article|statement|survey|paper|book|notice|announcement))?"
)
_LEADS = (
    re.compile(r"(?:As\s(?:reported|noted|stated)\s(?:by|in)|According\sto)\s(?P<who>[^,;]{2,90}),\s"),
    re.compile(
        rf"(?:In\s(?:an?|its|his|her|their|the)\s[^,;]{{0,40}},\s)?(?P<who>[^,;:]{{2,70}}?)\s{_SPEAKS}{_WHEN}{_WHERE}\sthat\s"
    ),
    re.compile(rf"As\s(?P<who>[^,;:]{{2,70}}?)\s{_SPEAKS}{_WHEN},\s"),
    re.compile(
        r"(?:根据|按照|依据|据)(?P<who>[^，,。；]{1,40}?)(?:的?(?:报道|消息|披露|介绍|统计|显示|称|说|透露))*[，,]"
    ),
    re.compile(
        r"(?P<who>[^，,。；：:]{2,30}?)(?:的?(?:报道|消息))?"
        r"(?:(?:报道|指出|表示|写道|发现|宣布|披露|显示|证实)(?:称|说|道)?|称|说)[，,：:]?"
    ),
)
_TAILS = (
    re.compile(r",\saccording\sto\s(?P<who>[^,;]{2,90}?)[.\s]*$"),
    re.compile(rf",\s(?P<who>[^,;]{{2,70}}?)\s{_SPEAKS}{_WHEN}[.\s]*$"),
    re.compile(rf",\sas\s{_SPEAKS}\sby\s(?P<who>[^,;]{{2,70}}?){_WHEN}[.\s]*$"),
    re.compile(rf",\sas\s(?P<who>[^,;]{{2,70}}?)\s{_SPEAKS}{_WHEN}[.\s]*$"),
)
_PLAIN = re.compile(
    r"(?P<who>[^,;:]{2,70}?)\s(?:(?:has|have)\s)?(?:reports?|reported|says?|said|writes?|wrote|written|announced"
    r"|stated|confirmed)\s(?=[A-Z\d]|(?:the|an?|its|their)\s)"
)
"""Whose words follow without "that"; these must say something by themselves."""
_DATED = re.compile(
    r"\b(?:in|of|from|on|dated)?\s?(?:\d{1,2}\s)?(?:[A-Z][a-z]{2,8}\s)?(?:19|20)\d\d\b"
    r"|\d{4}年(?:\d{1,2}月)?(?:\d{1,2}日)?"
)
_NOBODY = word_set(
    "a an the one its their his her this that these those in of by from to for and on at local several some "
    "various many most recent new media press press's newspaper newspapers paper newspaper's magazine agency "
    "agencies news wire outlet outlets report reports reporting article articles story account accounts "
    "release statement announcement notice filing blog post website site broadcaster daily weekly online "
    "study studies survey analysis investigation document documents state state-run state-owned official "
    "independent national international foreign western annual published written public"
)
"""Words that name a text or an outlet and nobody: who says it is the source, whatever it is."""
_TEXTS = re.compile(
    r"\b(?:media|press|(?:news)?papers?|magazine|news|wire|outlets?|reports?|reporting|articles?|story|accounts?"
    r"|release|announcement|notice|filing|blog|website|broadcaster|study|studies|survey|analysis|investigation"
    r"|documents?)\b",
    re.IGNORECASE,
)
_ZH_NOBODY = re.compile(
    r"(?:[该这其当地本多家有关一些份项篇则的]|媒体|报纸|新闻|报道|报告|公告|通知|声明|新闻稿|文件|文章|研究|调查"
    r"|论文|网站|消息|外媒|中国|国内|国际)+"
)
_ZH_OUTLET = re.compile(
    r"(?:通讯社|日报|时报|晚报|报社|报纸|[社网报])?(?:的?(?:报道|报告|公告|通知|声明|消息|文章|研究))?$"
)
_GENERIC_HOSTS = word_set("www com net org gov edu int info news english")
_PLACES = frozenset({"country", "region", "city", "province"})
_IN_HOST = 5
"""Letters of a word that is looked for within a host's: "guardian" in theguardian."""
_TITLE = 6
"""Characters of a title that can name a text by itself."""
_LEAST = 3
"""Words that what is left must have, to be a statement."""


@dataclass(frozen=True, slots=True)
class OwnWords:
    """By what names a source goes."""

    names: str
    """Its authors and outlets, as the notes and its own record write them."""
    titles: tuple[str, ...] = ()
    hosts: tuple[str, ...] = ()
    """Words of its addresses' hosts: "dawn" of www.dawn.com."""

    def has(self, who: str) -> bool:
        """Return whether words name the source or its outlet, or nobody at all."""
        plain = _DATED.sub(" ", who)
        bare = re.sub(r"[《》“”‘’\"'\s]", "", plain)
        if any(title and title in bare for title in self.titles):
            return True
        if HAN.search(bare):
            kernel = _kernel(bare)
            return bool(_ZH_NOBODY.fullmatch(bare)) or (len(kernel) > 1 and kernel in self.names)
        named = False
        for name in reversed(facts_of(plain).names):
            own = name_stands_in(name, self.names)
            if own or name.kind in _PLACES:  # "Pakistani newspaper Dawn": where it appears is nobody
                named = named or own
                plain = plain[: name.start] + plain[name.end :]
        words = [word.casefold() for word in re.findall(r"[^\W\d_]+(?:['’-][^\W\d_]+)*", plain)]
        loose = [word for word in words if word not in _NOBODY and word not in ("s", "based")]
        named = named or any(map(self._says, loose))
        return all(map(self._says, loose)) and (named or bool(_TEXTS.search(plain)))

    def _says(self, word: str) -> bool:
        plain = without_possessive(word)
        if len(plain) >= _IN_HOST and any(plain in host for host in self.hosts):
            return True
        return plain in self.hosts or bool(
            re.search(rf"(?<!\w){re.escape(plain)}(?!\w)", self.names.casefold())
        )


def own_words(citations: Iterable[Citation], record: Record) -> OwnWords:
    """Return by what names a source goes, from the note that cites it and from its own record."""
    cited = tuple(citations)
    names = (
        record.author,
        record.publisher,
        *(name for one in cited for name in (one.author, one.publisher)),
    )
    titles = (record.title, *(one.title for one in cited))
    urls = (record.url, *(one.url for one in cited))
    return OwnWords(
        " | ".join(name for name in names if name),
        tuple(re.sub(r"\s", "", title) for title in titles if title and len(title) >= _TITLE),
        tuple(dict.fromkeys(word for url in urls for word in _host_words(url))),
    )


def without_attribution(claim: str, own: OwnWords) -> str:
    """Return a claim without the words that tell whose it is, where they name the source itself."""
    for pattern in (*_LEADS, _PLAIN):
        found = pattern.match(claim)
        rest = claim[found.end() :] if found else ""
        if found and own.has(found["who"]) and _says_enough(rest) and (pattern is not _PLAIN or stands(rest)):
            return rest[0].upper() + rest[1:]
    for pattern in _TAILS:
        found = pattern.search(claim)
        if found and own.has(found["who"]) and _says_enough(claim[: found.start()]):
            return claim[: found.start()] + "."
    return claim


def _says_enough(words: str) -> bool:
    return len(re.findall(r"[\u4e00-\u9fff]|[^\W\d_]+", words)) >= _LEAST


def _kernel(name: str) -> str:
    """Return what of a Chinese outlet's name tells it from others: 新华社, 新华网 and 新华 are one."""
    return _ZH_OUTLET.sub("", name) or name


def _host_words(url: str | None) -> Iterator[str]:
    host = urlsplit(url).hostname if url and "://" in url else None
    for word in re.split(r"[.-]", host or ""):
        if len(word) > 2 and word not in _GENERIC_HOSTS:
            yield word
