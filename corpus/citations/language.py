"""The language of a cited source, from what its note shows.

In this order: what the note says ("in Chinese"); the script of the title; function
words of the title; a site that publishes in one language only; the document's own
language. An English title says little, since authors translate titles; so for an
English title such a site decides, unless its address names another language
("english.", "/en/"). A national domain alone decides nothing: much of .cn is English.
"""

from __future__ import annotations

import re

from corpus.urls import host

_SAID = re.compile(
    r"[(\[](?:in|text in|original in)?\s?(?P<name>[A-Z][a-z]{3,12})(?: only)?[)\]]"
    r"|\bin (?P<name2>[A-Z][a-z]{3,12})$"
)
_NAMES = {
    "chinese": "zh", "mandarin": "zh", "russian": "ru", "german": "de", "french": "fr", "spanish": "es",
    "portuguese": "pt", "italian": "it", "japanese": "ja", "korean": "ko", "arabic": "ar", "persian": "fa",
    "turkish": "tr", "ukrainian": "uk", "english": "en", "serbian": "sr", "polish": "pl", "dutch": "nl",
}  # fmt: skip
_SCRIPTS = (
    ("ja", re.compile(r"[぀-ヿ]")),
    ("ko", re.compile(r"[가-힯]")),
    ("zh", re.compile(r"[㐀-鿿]")),
    ("uk", re.compile(r"[ґєії]", re.IGNORECASE)),
    ("ru", re.compile(r"[Ѐ-ӿ]")),
    ("fa", re.compile(r"[پچژگ]")),
    ("ar", re.compile(r"[؀-ۿ]")),
    ("he", re.compile(r"[֐-׿]")),
    ("el", re.compile(r"[Ͱ-Ͽ]")),
    ("th", re.compile(r"[฀-๿]")),
    ("hi", re.compile(r"[ऀ-ॿ]")),
)
_FUNCTION_WORDS = {
    "en": "the of and in to for with on at from by is are how what why its after over new",
    "de": "der die das und den dem des ein eine einer mit für von zur zum im ist nicht wie auf aus bei über",
    "fr": "le la les des du et un une dans pour sur avec au aux en par est qui que ce l d",
    "es": "el la los las del y un una en para con por se su al es que como",
    "pt": "o os da dos das e um uma em na para com por ao que",
    "it": "il lo gli della del dei delle e un una nel per con di che alla",
    "nl": "de het een en van voor met op te zijn bij niet",
}
_WORDS = {language: frozenset(words.split()) for language, words in _FUNCTION_WORDS.items()}
_ONE_LANGUAGE_SITES = {
    "zh": "baidu.com weixin.qq.com news.qq.com weibo.com weibo.cn sohu.com 163.com sina.com.cn zhihu.com "
    "toutiao.com thepaper.cn guancha.cn huanqiu.com ifeng.com people.com.cn bilibili.com "
    "douban.com jianshu.com csdn.net cnki.net 36kr.com yicai.com jiemian.com gov.cn",
    "ru": "yandex.ru vk.com lenta.ru rbc.ru kommersant.ru ria.ru vedomosti.ru gazeta.ru mail.ru iz.ru "
    "habr.com",
    "ja": "yahoo.co.jp asahi.com nikkei.com yomiuri.co.jp hatenablog.com",
    "ko": "naver.com daum.net hani.co.kr joins.com",
    "de": "spiegel.de faz.net sueddeutsche.de zeit.de heise.de tagesschau.de welt.de",
    "fr": "lemonde.fr lefigaro.fr liberation.fr lesechos.fr",
    "es": "elpais.com elmundo.es eluniverso.com clarin.com",
}
"""Sites whose pages are in one language unless their address says otherwise."""
_SITES = {site: language for language, sites in _ONE_LANGUAGE_SITES.items() for site in sites.split()}
_LABELS = {
    "en": "en", "eng": "en", "english": "en", "cn": "zh", "zh": "zh", "chinese": "zh",
    "ru": "ru", "fr": "fr", "de": "de", "es": "es",
}  # fmt: skip
_HOST_LABELS = _LABELS | {"asia": "en", "international": "en", "global": "en", "world": "en"}


def source_language(text: str, title: str | None, url: str | None, default: str) -> str:
    """Return the BCP 47 primary tag of a cited source's language.

    Args:
        text: The citation as it stands.
        title: Its title, where it has one.
        url: Its address as printed, where it has one.
        default: Language of the document that cites it.
    """
    said = stated_language(text)
    if said:
        return said
    words = title if title is not None else re.sub(r"\S*(?:://|www\.)\S*", "", text)
    script = _by_script(words)
    if script:
        return script
    by_words = _by_words(words) if title else None
    if by_words and by_words != "en":
        return by_words
    return (_by_site(url) if url else None) or by_words or default


def stated_language(text: str) -> str | None:
    """Return the language that a citation says its source is in, "(in Chinese)"."""
    for match in _SAID.finditer(text):
        if tag := _NAMES.get((match["name"] or match["name2"]).lower()):
            return tag
    return None


def _by_script(text: str) -> str | None:
    letters = sum(char.isalpha() for char in text)
    for language, script in _SCRIPTS:
        # A foreign name in an English title is no foreign title.
        if len(script.findall(text)) * 5 > letters or (language in ("uk", "fa") and script.search(text)):
            return language
        if language == "ja" and script.search(text) and _SCRIPTS[2][1].search(text):
            return language
    return None


def _by_words(title: str) -> str | None:
    words = re.findall(r"[^\W\d_]+", title.lower())
    counts = {language: sum(word in known for word in words) for language, known in _WORDS.items()}
    best = max(counts, key=lambda language: (counts[language], language == "en"))
    if counts[best] == 0 or (best != "en" and (counts[best] < 2 or counts[best] <= counts["en"])):
        return "en" if counts["en"] else None
    return best


def _by_site(url: str) -> str | None:
    name = host(url)
    labels = name.split(".")
    path = re.split(r"[/?#_]", url.split("://")[-1])[1:4]
    named = [_HOST_LABELS.get(label) for label in labels[:-2]] + [_LABELS.get(part.lower()) for part in path]
    if named_first := next(filter(None, named), None):
        return named_first
    for at in range(len(labels) - 1):
        if language := _SITES.get(".".join(labels[at:])):
            return language
    return None
