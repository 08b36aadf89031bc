"""Under which other terms a dictionary may have an English word: irregular forms, British spellings."""

from __future__ import annotations

import re
from functools import lru_cache

from index import analyzers

_FORMS = """
    arise arose arisen; bear bore borne born; become became; begin began begun; bind bound;
    blow blew blown; break broke broken; bring brought; build built; buy bought; catch caught;
    choose chose chosen; come came; deal dealt; dig dug; do did done; draw drew drawn;
    drink drank drunk; drive drove driven; eat ate eaten; fall fell fallen; feed fed; feel felt;
    fight fought; find found; flee fled; fly flew flown; forbid forbade forbidden;
    foresee foresaw foreseen; forget forgot forgotten; forgive forgave forgiven; freeze froze frozen;
    get got gotten; give gave given; go went gone; grow grew grown; hang hung; have had; hear heard;
    hide hid hidden; hold held; keep kept; know knew known; lay laid; lead led; leave left; lend lent;
    lose lost; make made; mean meant; meet met; oversee oversaw overseen; overtake overtook overtaken;
    pay paid; ride rode ridden; ring rang rung; rise rose risen; run ran; say said; see saw seen;
    seek sought; sell sold; send sent; shake shook shaken; shine shone; shoot shot; show shown;
    shrink shrank shrunk; sing sang sung; sink sank sunk; sit sat; sleep slept; slide slid;
    speak spoke spoken; spend spent; spin spun; spring sprang sprung; stand stood;
    steal stole stolen; stick stuck; strike struck;
    swear swore sworn; sweep swept; swim swam swum; take took taken; teach taught; tear tore torn;
    tell told; think thought; throw threw thrown; understand understood; undertake undertook undertaken;
    uphold upheld; wake woke woken; wear wore worn; win won; withdraw withdrew withdrawn;
    withhold withheld; write wrote written; child children; man men; woman women; foot feet;
    tooth teeth; mouse mice; goose geese; life lives; half halves; knife knives; leaf leaves;
    shelf shelves; thief thieves; wife wives; wolf wolves; crisis crises; analysis analyses;
    basis bases; medium media; datum data; criterion criteria;
"""
_PATTERNS = (
    (re.compile(r"(?<=..)men$"), "man"),
    (re.compile(r"(?<=..)our(?=$|it|abl)"), "or"),  # harbour, colour, favourite
    (re.compile(r"(?<=...)is$"), "iz"),  # organise, as the stemmer leaves it
    (re.compile(r"(?<=..)tr$"), "ter"),  # centre, theatre
    (re.compile(r"(?<=...)enc$"), "ens"),  # defence, licence
    (re.compile(r"(?<=..)ogu$"), "og"),  # catalogue
)
"""Ends of terms, and what they are in the other spelling."""
_BOTH_WAYS = (
    (re.compile(r"(?<=..)or(?=$|it|abl)"), "our"),
    (re.compile(r"(?<=...)iz$"), "is"),
    (re.compile(r"(?<=..)er$"), "r"),
    (re.compile(r"(?<=...)met$"), "metr"),  # kilometer, as the stemmer leaves it
    (re.compile(r"(?<=...)metr$"), "met"),
    (re.compile(r"(?<=...)ens$"), "enc"),
    (re.compile(r"(?<=..)og$"), "ogu"),
    (re.compile(r"(?<=...)yz$"), "ys"),
    (re.compile(r"(?<=...)ys$"), "yz"),
    (re.compile(r"gramm$"), "gram"),
    (re.compile(r"gram$"), "gramm"),
)
"""The same from American to British, and what the dictionary need not be asked under."""


def other_terms(term: str) -> tuple[str, ...]:
    """Return the terms under which a word may stand besides its own; most have none."""
    found = [_bases().get(term, ""), *(pattern.sub(end, term) for pattern, end in _PATTERNS)]
    return tuple(dict.fromkeys(other for other in found if other and other != term))


def spelt_otherwise(term: str) -> tuple[str, ...]:
    """Return what a word's term may be in British spelling where it is American, and the other way."""
    found = [pattern.sub(end, term) for pattern, end in (*_PATTERNS[1:], *_BOTH_WAYS)]
    return tuple(dict.fromkeys(other for other in found if other != term))


@lru_cache(maxsize=1)
def irregular_forms() -> dict[str, str]:
    """Return irregular forms as they are written, each with its word: "bought" to "buy"."""
    groups = (group.split() for group in _FORMS.split(";"))
    return {form: word for word, *forms in filter(None, groups) for form in forms}


@lru_cache(maxsize=1)
def _bases() -> dict[str, str]:
    pairs = ((_term(form), _term(word)) for form, word in irregular_forms().items())
    return {form: base for form, base in pairs if form and base and form != base}


def _term(word: str) -> str:
    """Return a word as the analyzer has it; "" for a stop word."""
    return next(iter(analyzers.analyze(word)), "")
