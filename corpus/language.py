"""Which language a text is in, from its script and its commonest words.

It serves filters and the choice of an analyzer, so it must be cheap and need no
model; a wrong guess among Latin-script languages costs a stemmer, nothing more.
"""

from __future__ import annotations

import re
from collections import Counter

from corpus.words import word_set

SAMPLE = 20_000
"""Characters looked at, from the beginning."""

_SCRIPTS = (
    ("kana", re.compile(r"[\u3040-\u30ff]")),
    ("hangul", re.compile(r"[\uac00-\ud7af]")),
    ("han", re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff]")),
    ("ru", re.compile(r"[\u0400-\u04ff]")),
    ("ar", re.compile(r"[\u0600-\u06ff]")),
    ("he", re.compile(r"[\u0590-\u05ff]")),
    ("el", re.compile(r"[\u0370-\u03ff]")),
    ("hi", re.compile(r"[\u0900-\u097f]")),
    ("th", re.compile(r"[\u0e00-\u0e7f]")),
    ("latin", re.compile(r"[A-Za-z\u00c0-\u024f]")),
)
_WORDS = {
    "en": word_set("the of and to in is that for was with are by from this has have not were it on as be"),
    "de": word_set("der die und das ist von zu den mit nicht ein eine im dem des auf für sich werden auch"),
    "fr": word_set("le la les et des du est une dans pour que qui sur au par pas plus avec sont ce il"),
    "es": word_set("el la los las y que en del es una por con para se no su al como más ha un lo"),
    "pt": word_set("o os e que do da em um uma para com não por as dos das na no é se ao mais"),
    "it": word_set("il che di e la un una per non del della sono con si le gli nel dei è al da più"),
    "nl": word_set("de het een en van dat niet zijn voor met op te is aan door ook bij naar werd"),
}
_URL = re.compile(r"(?:https?://|www\.)\S{1,2000}")
_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+")


def guess_language(text: str) -> str:
    """Guess a text's language.

    Args:
        text: Clean text of any length; URLs in it are ignored.

    Returns:
        A BCP 47 primary tag ("en", "zh", "ja", "ru", …); "en" where nothing tells.
        A Han character counts as two Latin letters, since it carries about a word.
    """
    sample = _URL.sub(" ", text[:SAMPLE])
    if sample.isascii():
        return _latin_language(sample)  # no other script is in it: most pages need no further look
    counts = {name: len(pattern.findall(sample)) for name, pattern in _SCRIPTS}
    latin = counts.pop("latin")
    han, kana, hangul = counts.pop("han"), counts.pop("kana"), counts.pop("hangul")
    asian = {"ja": han + kana if kana * 10 > han else 0, "ko": hangul, "zh": han if kana * 10 <= han else 0}
    scores = {name: 2 * count for name, count in asian.items()} | counts
    best = max(scores, key=lambda name: scores[name])
    if scores[best] > latin:
        return best
    return _latin_language(sample)


def _latin_language(sample: str) -> str:
    words = Counter(map(str.lower, _WORD.findall(sample)))
    hits = {name: sum(words[word] for word in known) for name, known in _WORDS.items()}
    return max(hits, key=lambda name: (hits[name], name == "en"))
