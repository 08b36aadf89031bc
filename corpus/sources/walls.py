"""Whether a page lets its reader in: a wall has a lead, a cut and an offer; an article has its own end.

Pages that are whole carry a wall's words too: a line at the foot for those who have subscribed, a request for
scripts beside the comments, a sentence of the article itself. So where a page shows the cited title and prose
below it, words that say nothing of this text need a second sign: a text that breaks off, an offer with
its price, markup that says there is more. Where it does not, any such word is enough.
"""

from __future__ import annotations

import re

from corpus.sentences import split_sentences
from corpus.sources.model import Extracted
from corpus.sources.phrases import Phrases
from corpus.sources.said import own_words, said
from corpus.sources.wording import (
    ACCOUNT,
    ASK,
    CONSENT,
    HAN,
    KEPT,
    OFFERED,
    OTHER_PAGES,
    OTHERWISE,
    PRICE,
    READING,
    SHUT,
)

SHORT = 1_500
"""Characters: a page with more has a text of its own, whatever phrases occur in it."""
TEASER = 4_000
"""Characters: a longer text is more than the beginning that a paywall shows."""
THIN = 500
"""Characters: a shorter text may be a form, or a message, and no article."""
LOADING = 120
"""Characters: what a page shows before its scripts have run."""
_END = 600
"""Characters at the end of a text, where it is cut."""
_HAN_WEIGHT = 2.5
"""Letters that a Chinese character counts for: what THIN is in letters is two hundred characters."""
_PROSE = 60
"""Characters: a shorter line is a heading or a button."""
_NOTE = 200
"""Characters: a longer sentence is the article's own."""
_MUCH_LONGER = 3.0
"""How many times the words that are shown a page must say that it has, to be no whole one by that alone;"""
_LONGER = 1.25
"""and beside an offer."""
_STOP = re.compile(r"[.!?。！？][\"'”’»›)\]）」』》]*$")
_BROKEN_OFF = re.compile(r"(?:\.{2,}|…)[\"'”’»›)\]）」』》]*$")
_ADDRESSED = re.compile(
    r"(?:^|[,;:，；：、|–—>-]|\b(?:please|or|you (?:must|need to|have to|can|may)|simply|now)|您|你|可)\W*$"
)
"""What may stand before a request in its sentence; before a statement stands who does it."""
_PAGES = ("text/html", "application/xhtml+xml", "")
_FOOT = 6
"""Lines below a text in which its wall stands; further down are other pages."""
_TURNS = re.compile(
    r"\b(?:you|your|we|our|us|please|this|to)\b|^\W*(?:subscribe|log|sign|register|become|join|get|try"
    r"|create|start|unlock|buy"
    r"|choose|read)\b",
    re.IGNORECASE,
)
"""What an English sentence has that turns to its reader; one without tells of others."""
_BARS = re.compile(r"[|·•›»/]")
_DOOR = re.compile(
    r"^\W*(?:(?:sign|log)[ -]?in\b|(?:用户|會員|会员|用戶)?登[录錄入]|anmelden\b|connexion\b"
    r"|iniciar sesión|accedi\b|entrar\b)",
    re.IGNORECASE,
)
"""How a page is titled that does nothing but let people in."""


def wall(found: Extracted, cited: str = "", *, shown: bool) -> str | None:
    """Return what shows that a page is a wall, in a sentence; None when it lets its reader in.

    Args:
        found: The page's text.
        cited: The title that is cited.
        shown: Whether it shows the cited title.
    """
    text = found.text
    if len(text) >= TEASER:
        return None
    told = _by_markup(found) or _by_title(found, cited, shown=shown)
    if told:
        return told
    told = _in_article(found) if shown and _prose(text) >= THIN else _in_message(found, shown=shown)
    return told or (_at_foot(text, english=found.language == "en") if found.media_type in _PAGES else None)


def _by_markup(found: Extracted) -> str | None:
    if "not-free" in found.hints:
        return "The page says of itself that it is not free to read."
    if "walled" in found.hints:
        return "The page shows an offer in place of its text."
    if _declared(found) > 0 and _declared(found) >= _MUCH_LONGER * _words(found.text):
        return f"The page says that it has {_declared(found):,} words and shows {_words(found.text):,}."
    return None


def _by_title(found: Extracted, cited: str, *, shown: bool) -> str | None:
    title = found.title or ""
    # A whole article on walls is cited under a title that speaks of them.
    if len(found.text) >= SHORT or (shown and SHUT.search(cited) and _prose(own_words(found.text)) >= THIN):
        return None
    # A title that is shown may speak of such pages, but not ask its reader in.
    asked = _asked(ASK, title) or KEPT.search(title)
    match = asked if shown else SHUT.search(title) or _DOOR.search(title)
    return f"The page is titled “{title[:80]}”." if match else None


def _in_message(found: Extracted, *, shown: bool) -> str | None:
    """Judge a page that has no article to show: any word of a wall is enough."""
    text = found.text
    # News tells of walls in their own words; what readers have an account for besides is no wall.
    searched = said(SHUT, text, OTHERWISE) if shown else SHUT.search(text)
    match = searched if len(text) < SHORT else None
    match = match or (CONSENT.search(text) if len(text) < SHORT and not shown else None)
    if match:
        return f"The page says “{match.group()[:80]}”."
    if match := said(SHUT, text[-_END:], OTHERWISE) if shown else SHUT.search(text[-_END:]):
        return f"The text ends in “{match.group()[:80]}”."
    if len(text) < THIN and "password" in found.hints:
        return "The page asks for a password."
    if len(text) * _weight(text) < LOADING and "scripts" in found.hints and not shown:
        return "The page shows its text to browsers that run scripts only."
    return None


def _in_article(found: Extracted) -> str | None:
    """Judge a page that shows the cited title and prose: only words that mean this text are enough."""
    text = own_words(found.text if len(found.text) < SHORT else found.text[-_END:])
    for paragraph in text.split("\n"):
        for start, end in split_sentences(paragraph):
            sentence = paragraph[start:end]
            said = _asked(ASK, sentence) or (KEPT.search(sentence) if len(sentence) < _NOTE else None)
            if said:
                return f"The page says “{said.group()[:80]}”."
    lines = [line for line in text.split("\n") if line.strip()]
    at = next((at for at, line in enumerate(lines) if len(line) < _NOTE and _asked(OFFERED, line)), None)
    if at is None:
        return None
    if _is_cut([*lines[:at]]) or _is_cut(lines[at + 1 :]):
        return f"The text breaks off, and the page says “{lines[at][:80]}”."
    offers = [line for line in lines[max(0, at - 4) : at + 5] if len(line) < _NOTE and not _told(line)]
    if any(PRICE.search(line) for line in offers) or _declared(found) > _LONGER * _words(found.text):
        return f"The page says “{lines[at][:80]}”, and offers more of its text."
    return None


def _at_foot(text: str, *, english: bool) -> str | None:
    """Judge by what stands below a text: a wall names there what it wants, and what it gives for that."""
    lines = [line for line in text.split("\n") if line.strip()]
    told = next((at + 1 for at in range(len(lines) - 1, -1, -1) if _told(lines[at])), 0)
    if not told and len(text) >= THIN:
        return None  # a list, or a table
    foot = lines[told : told + _FOOT]
    foot = foot[: next((at for at, line in enumerate(foot) if OTHER_PAGES.search(line)), _FOOT)]
    brief = [line for line in foot if len(line) < _NOTE]
    told_of = [
        line
        for line in brief
        if english and line.isascii() and line.endswith(".") and not _TURNS.search(line)
    ]
    wanted = next((line for line in brief if line not in told_of and _wants(line)), None)
    if wanted:
        return f"The text ends in “{wanted[:80]}”."
    if _is_cut(lines[:told]) or (foot and _BROKEN_OFF.search(foot[0])):
        wanted = next((line for line in foot if ACCOUNT.search(line)), None)
    return f"The text breaks off before “{wanted[:80]}”." if wanted else None


def _wants(said: str) -> bool:
    """Tell whether a line names what a wall wants and what it gives; a row of links may name anything."""
    if len(_BARS.findall(said)) > 1:
        return False
    return bool(ACCOUNT.search(said) and READING.search(said) and not OTHERWISE.search(said))


def _asked(phrases: Phrases, sentence: str) -> re.Match[str] | None:
    """Return a phrase with which a sentence turns to its reader."""
    match = None if OTHERWISE.search(sentence) else phrases.search(sentence)
    return match if match and _ADDRESSED.search(sentence[: match.start()].rstrip().casefold()) else None


def _is_cut(lines: list[str]) -> bool:
    """Tell whether prose ends without its stop."""
    prose = [line for line in lines if len(line) * _weight(line) >= _PROSE]
    return bool(prose) and (_BROKEN_OFF.search(prose[-1]) is not None or not _STOP.search(prose[-1]))


def _told(line: str) -> bool:
    """Tell whether a line is a sentence of the article: one that ends in a stop and turns to nobody."""
    long = len(line) * _weight(line) >= _PROSE and _STOP.search(line) is not None
    return long and (len(line) >= _NOTE or not _wants(line))


def _prose(text: str) -> float:
    """Return how many characters of a text stand in lines that are none of a wall's."""
    lines = (line for line in text.split("\n") if len(line) * _weight(line) >= _PROSE)
    return sum(len(line) * _weight(line) for line in lines if not SHUT.search(line) or len(line) >= _NOTE)


def _weight(text: str) -> float:
    return _HAN_WEIGHT if HAN.search(text) else 1.0


def _words(text: str) -> int:
    """Return how many words a text has, as pages count them: Chinese ones by the character."""
    return len(HAN.findall(text)) + len(re.findall(r"[^\W\u3400-\u9fff]+", text))


def _declared(found: Extracted) -> int:
    """Return how many words the page says it has; 0 where it does not say."""
    return next((int(hint[6:]) for hint in found.hints if hint.startswith("words:")), 0)
