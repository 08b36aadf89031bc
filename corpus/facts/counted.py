"""What an amount counts: its unit, its currency, or the noun that follows it."""

from __future__ import annotations

import re

from corpus.facts.units import CURRENCIES, SCALED, UNITS
from corpus.words import word_set

_SKIP = word_set("of the a an more new other other's different additional further its his her their our full")
LABEL = re.compile(
    r"\b(?:Line|Unit|Phase|[Aa]rticle|[Ss]ection|[Cc]hapter|Model|Terminal|Platform|Reactor|Block|Level"
    r"|Grade|Type|Route"
    r"|Gate|Part|Stage|Class|Category|Tier|No\.?|Number)\s$"
)
_NOUN = re.compile(
    r"[\s-]?(?P<words>(?:[A-Za-z°µ²/][\w°²/'’-]{0,24})(?:[ -][A-Za-z][\w'’-]{0,24}){0,2})"
    r"|\s?(?P<han>[\u4e00-\u9fff]{1,6})"
)
CODES = frozenset(CURRENCIES.values())
_ZH_MEASURE = re.compile(r"(?:多|余)?[个名位家座所间台辆艘架条项例起张份枚颗件头只栋套支部场次轮届]")
_OF_COUNTRY = {
    "canadian": "CAD", "australian": "AUD", "american": "USD", "us": "USD", "swiss": "CHF",
    "singapore": "SGD", "british": "GBP", "chinese": "CNY", "indian": "INR", "japanese": "JPY",
    "kenyan": "KES", "mexican": "MXN",
}  # fmt: skip


def ranked(text: str, start: int, end: int) -> str:
    """Return what an ordinal counts: the word before a label's number, else the word after."""
    label = LABEL.search(text, max(0, start - 12), start)
    after = _NOUN.match(text, end)
    if label:
        return label.group().strip().lower()
    if after is None:
        return ""
    return (after["han"] or "")[:2] or re.split(r"[ -]", after["words"].lower())[0]


def counted(text: str, end: int) -> tuple[str, str, float, int]:
    """Return unit, noun, factor to the base unit, and where the unit ends."""
    match = _NOUN.match(text, end)
    if match is None:
        return "", "", 1.0, end
    if match["han"]:
        return _chinese(match["han"], match.start("han"), end)
    words = match["words"].lower()
    pieces = re.split(r"[ -]", words)
    for count in (2, 1):
        unit = " ".join(pieces[:count])
        last = match.start("words") + len(unit)
        known = known_unit(unit)
        if known:
            return known[0], pieces[0] if known[0] not in CODES else "", known[1], last
    if len(pieces) > 1 and pieces[1] in CURRENCIES:
        # "185 million Canadian dollars": whose dollars they are stands before them.
        return _OF_COUNTRY.get(pieces[0], ""), "", 1.0, match.start("words") + len(f"{pieces[0]} {pieces[1]}")
    per = next((at for at, piece in enumerate(pieces) if at and piece in ("a", "per", "each")), len(pieces))
    kept = [piece for piece in pieces[:per] if piece not in _SKIP]
    noun = next((piece for piece in reversed(kept) if known_unit(piece)), kept[0] if kept else "")
    its = known_unit(noun)
    # "48 new schools": the unit tells what is counted, the number keeps its own value.
    unit = its[0] if its and its[1] == 1.0 and its[0] not in CODES else ""
    return unit, noun, 1.0, end


def _chinese(han: str, at: int, end: int) -> tuple[str, str, float, int]:
    plain = han.removeprefix("多").removeprefix("余")
    skipped = len(han) - len(plain)
    if plain.startswith("倍"):
        return "times", "", 1.0, at + skipped + 1
    for size in (4, 3, 2, 1):
        known = known_unit(plain[:size]) if len(plain) >= size else None
        if known:
            rest = _ZH_MEASURE.sub("", plain, count=1)
            better = next((known_unit(rest[:n]) for n in (3, 2) if known_unit(rest[:n])), None)
            if size == 1 and better and better[1] == 1.0:
                return better[0], rest[:2], 1.0, at + skipped + 1
            return known[0], plain[:size], known[1], at + skipped + size
    rest = _ZH_MEASURE.sub("", plain, count=1)
    known = next((known_unit(rest[:n]) for n in (3, 2) if known_unit(rest[:n])), None)
    return (known[0] if known and known[1] == 1.0 else ""), rest[:2], 1.0, end


def known_unit(word: str) -> tuple[str, float] | None:
    """Return a unit's or currency's canonical name and how many of it the word means; None when unknown."""
    if not word:
        return None
    if word in CURRENCIES:
        return CURRENCIES[word], 1.0
    return SCALED.get(word) or ((UNITS[word], 1.0) if word in UNITS else None)
