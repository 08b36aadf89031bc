"""A reference that names where it appeared and no title: "Washington Post, 12 June 2019, https://…".

Such a name stands where an untitled reference has its title. It is an outlet's when its
address is called by it, when it ends as newspapers' names do, or when it is an article
and one word ("Le Figaro"). Other capitalised words may as well be a title and stay one.
"""

from __future__ import annotations

import re
import unicodedata

from corpus.citations.vocabulary import word_set
from corpus.urls import host

_MAX_WORDS = 5
"""Longest name of an outlet, in words."""
_PAPERS = word_set(
    "times post news herald tribune gazette chronicle telegraph observer mail journal magazine today globe "
    "zeitung nachrichten rundschau tageblatt presse express monitor"
)
"""Words that end newspapers' names."""
_GENERAL = word_set("latest breaking good bad fake our your local world national more")
"""With "News" after them these name a column and no newspaper."""
_ARTICLES = word_set("the le la les el los der die das il lo de o al")
_DOCUMENTS = word_set(
    "constitution budget act law bill report treaty charter convention agreement decision resolution plan "
    "project programme program speech statement interview letter verfassung gesetz constitución loi ley"
)
"""What an article and one word may name besides a newspaper."""
_SMALL = word_set("of the and for & y et und de du del des in on")
_HAN_OUTLET = re.compile(r"[一-鿿]{1,8}(?:[网網报報社]|新闻|新聞|[电電][视視]?台|周刊|杂志|雜誌)")


def is_outlet(name: str, url: str) -> bool:
    """Return whether a name that stands alone with a date and an address is the outlet's."""
    if _HAN_OUTLET.fullmatch(name):
        return True
    words = name.split()
    if not 1 <= len(words) <= _MAX_WORDS or not words[0][0].isupper():
        return False
    if not all(word[0].isupper() or word in _SMALL for word in words):
        return False
    plain = [_plain(word) for word in words]
    return _calls(plain, url) or _is_paper(plain)


def _is_paper(words: list[str]) -> bool:
    if len(words) == 2 and words[0] in _ARTICLES:
        return words[1] not in _DOCUMENTS
    if len(words) < 2 or (words[-1] == "news" and words[-2] in _GENERAL):
        return False
    return words[-1] in _PAPERS or words[0] == "daily"


def _calls(words: list[str], url: str) -> bool:
    """Tell whether the address is called by the words, by all but the article, or by initials and a word."""
    bare = words[1:] if len(words) > 1 and words[0] in _ARTICLES else words
    names = {"".join(words), "".join(bare), "".join(bare) + "news"}
    names |= {"".join(word[:1] for word in bare[:-1]) + bare[-1], "".join(word[:1] for word in bare)}
    labels = host(url).split(".")[:-1]
    return any(len(name) > 2 and name in labels for name in names)


def _plain(word: str) -> str:
    """Return a word's letters as addresses write them, without case and accents."""
    parted = unicodedata.normalize("NFKD", word.casefold())
    return "".join(char for char in parted if char.isalnum())
