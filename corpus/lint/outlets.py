"""Whether the outlet that a note names and the site that its address names can be one.

Where both are well known, that decides. Else a site may be called by the outlet's words
(washingtonpost.com), its initials (scmp.com), its initials and a word (apnews.com), or
its letters in order (qz.com for Quartz). Where none of these holds the site may still
republish the piece: then the address carries the words of the title, and nothing is
flagged.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from typing import Literal

from corpus.letters import one_apart, plain_letters, swapped
from corpus.lint.addresses import is_whole
from corpus.lint.calendar_checks import WEEKDAYS
from corpus.lint.finding import Case, Confidence, Flag
from corpus.lint.known_outlets import (
    is_agency,
    is_place,
    is_platform,
    owner_of,
    sites_of,
    slip_of_house,
    slip_of_site,
)
from corpus.urls import host, is_archive

_PLATFORMS = re.compile(
    r"(?:^|\.)(?:qq|baidu|sohu|sina|163|weibo|toutiao|zhihu|medium|substack|youtube|youtu|facebook|twitter|x|t|bit|"
    r"linkedin|wordpress|blogspot|tumblr|github|google|goo|scribd|issuu|slideshare|academia|researchgate|ssrn|jstor|"
    r"doi|springer|wiley|tandfonline|sciencedirect|sagepub|oup|cambridge|arxiv|muse|heinonline|documentcloud|"
    r"wikileaks|amazonaws|dropbox|yahoo|msn|reliefweb|refworld|prnewswire|businesswire|issuelab|vimeo|reddit)"
    r"\.(?:com?|org|net|edu|ly|be|gl|cn|uk|[a-z]{2})(?:\.[a-z]{2})?$"
)
_SCHOLARLY = re.compile(
    r"\b(?:journal|review|press|paper|working|proceedings|quarterly|conference|thesis|univers\w+|law|books?|"
    r"verlag|editorial|publish(?:ers?|ing)|publications?|brill|chapman|elgar|elsevier|gruyter|macmillan|nomos|norton|"
    r"palgrave|penguin|routledge|sage|springer|suhrkamp|verso|wiley)\b|\béditions\b",
    re.IGNORECASE,
)
"""What comes out in books and journals may be shown anywhere, on its author's own pages say."""
_HAN = re.compile(r"[一-鿿]")
_PUBLIC = re.compile(r"(?:^|\.)(?:edu|ac|gov|gob|gouv|govt|go|mil|int|europa)(?:\.[a-z]{2,3})?$")
_SMALL = frozenset(("the", "of", "and", "for", "de", "la", "le", "el", "der", "die", "das", "in", "on", "a"))
_NO_MARKS = str.maketrans({"ß": "ss", "ø": "o", "ł": "l", "œ": "oe", "æ": "ae", "đ": "d", "ı": "i", "’": "'"})
"""Letters that Unicode does not take apart, as addresses write them."""
_SPELT_OUT = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
"""The other way to write them, usual in German, Danish and Norwegian addresses: sueddeutsche.de."""
_LEAST = 6
"""Letters: a shorter name is one letter from too many others."""
_ENDINGS = frozenset(("com", "org", "net", "co", "gov", "edu", "info", "ac", "go", "www"))


def outlet_disagrees(case: Case) -> Iterator[Flag]:
    """Flag an outlet and an address that cannot belong together."""
    publisher, url = case.citation.publisher, case.citation.url
    if publisher and (publisher.strip(" .,").casefold() in WEEKDAYS or is_place(publisher)):
        publisher = None  # What stands between a title and a date is not always an outlet.
    # "taz, 12.07.2017, https://…": a well-known name may stand where a title would.
    name = publisher or case.citation.author or case.citation.title
    if not name or not url or is_archive(url) or not is_whole(url):
        return
    reason = f"The outlet is “{name}”, the address is one of {host(url)}."
    known = _known_houses(name, url)
    if known == "other":
        yield Flag(reason, "possible" if _is_carried(name) else "likely")
    # News agencies' pieces stand on many sites, under the words of their titles; seldom on another agency's.
    elif known == "agency" and (
        (_shared(case.citation.title or "", url) or 0) < 0.5 or is_agency(owner_of(url) or "")
    ):
        yield Flag(reason, "possible")
    if known is not None:
        return
    if not publisher or not _comparable(publisher, url):
        return
    names = [publisher, *(part for part in [case.citation.author] if part)]
    if any(_agree(name, url) for name in names):
        return
    shared = _shared(case.citation.title or "", url)
    if shared is not None and shared >= 0.5 and not _is_domain(publisher):
        return
    confidence: Confidence = "possible" if shared is None and not _is_domain(publisher) else "likely"
    yield Flag(reason, confidence)


def _known_houses(name: str, url: str) -> Literal["same", "agency", "other"] | None:
    """Say whose site an address is, where both it and the name are well known; else None."""
    owner = owner_of(url)
    if owner is None or not (sites := sites_of(name)):
        return None
    if any(_within(host(url), site) for site in sites) or (is_platform(owner) and not is_platform(name)):
        return "same"
    return "agency" if is_agency(name) else "other"


def _is_carried(name: str) -> bool:
    """Tell whether a name is that of a Chinese paper, agency or station, which sites of others reprint."""
    return _HAN.search(name) is not None and not name.endswith(("网", "網", "新闻", "新聞"))


def _within(name: str, site: str) -> bool:
    return name == site or name.endswith(f".{site}")


def misspelt_outlet(case: Case) -> Iterator[Flag]:
    """Flag a site's name one letter away from the outlet's: one of the two is misspelt."""
    publisher, url = case.citation.publisher, case.citation.url
    name = publisher or case.citation.author
    if name and (known := slip_of_house(_squash(name).removeprefix("the"))):
        yield Flag(f"“{name}” has two letters of “{known}” in the wrong order.")
        return
    if url and (known := next(filter(None, map(slip_of_site, _labels(url))), None)):
        yield Flag(f"{host(url)} has two letters of {known} in the wrong order.")
        return
    if not publisher and name and sites_of(name):
        publisher = name
    if not publisher or not url or is_archive(url):
        return
    names = {name for form in _forms(publisher) for name in (form, form.removeprefix("the"))}
    for label in _labels(url):
        if label in names:
            return
        for name in sorted(names):
            famous = len(name) == _LEAST and bool(sites_of(publisher)) and owner_of(url) is None
            if (len(name) >= _LEAST and swapped(label, name)) or (
                (famous or len(name) > _LEAST) and one_apart(label, name)
            ):
                plural = label.rstrip("s") == name.rstrip("s")
                yield Flag(
                    f"“{publisher}” and {host(url)} differ by a letter; one of them is misspelt.",
                    "possible" if plural else "likely",
                )
                return


def _comparable(publisher: str, url: str) -> bool:
    name = host(url)
    if publisher.islower() and " " in publisher:
        return False  # "letter to the editor"
    if not publisher.isascii() or "/" in publisher or not name or is_archive(url) or url.startswith("doi:"):
        return False
    return not (_PLATFORMS.search(name) or _PUBLIC.search(name) or _SCHOLARLY.search(publisher))


def _is_domain(publisher: str) -> bool:
    return (
        re.fullmatch(r"[\w-]+\.(?:com|net|org|info|news|co)(?:\.\w\w)?", publisher, re.IGNORECASE) is not None
    )


def _agree(name: str, url: str) -> bool:
    squashed = _squash(name)
    bare = squashed.removeprefix("the")
    words = [word for word in _words(name) if word not in _SMALL]
    for label in _labels(url):
        if any(len(word) > 2 and word in label and word not in _ENDINGS for word in words):
            return True
        if (
            label in squashed
            or _initials_fit(name, label)
            or _in_order(label, bare)
            or _in_order(bare, label)
        ):
            return True
        if any(len(word) > 3 and one_apart(word, label) for word in [bare, *words]):
            return True
    return False


def _initials_fit(name: str, label: str) -> bool:
    words = _words(name)
    every = "".join(word[0] for word in words)
    main = "".join(word[0] for word in words if word not in _SMALL)
    return any(len(initials) > 1 and label.startswith(initials) for initials in (every, main))


def _in_order(short: str, long: str) -> bool:
    """Tell whether the letters of one stand in the other in order, the first one first."""
    if len(short) < 2 or not long.startswith(short[0]):
        return False
    rest = iter(long)
    return all(letter in rest for letter in short)


def _labels(url: str) -> list[str]:
    labels = host(url).split(".")
    return [label.replace("-", "") for label in labels[:-1] if label not in _ENDINGS and len(label) > 1]


def _forms(name: str) -> set[str]:
    """Return how an address may write a name: without its marks, or with them spelt out."""
    return {_squash(name), _squash(_lower(name).translate(_SPELT_OUT))}


def _squash(name: str) -> str:
    return "".join(re.findall(r"[a-z0-9]+", _plain(name)))


def _words(name: str) -> list[str]:
    return re.findall(r"[a-z0-9]+", _plain(name).replace("'", ""))


def _plain(name: str) -> str:
    """Return a name in small letters without accents: "Les Échos" stands at lesechos.fr."""
    return plain_letters(_lower(name).translate(_NO_MARKS))


def _lower(name: str) -> str:
    return unicodedata.normalize("NFC", name.lower())


def _shared(title: str, url: str) -> float | None:
    """Return the share of a title's words that its address repeats; None when the address has no words."""
    slug = set(re.findall(r"[a-z]{3,}", url.lower().partition("://")[2].partition("/")[2]))
    words = {word for word in re.findall(r"[a-z]{3,}", title.lower()) if word not in _SMALL}
    if len(slug) < 4 or not words:
        return None
    return len(words & slug) / len(words)
