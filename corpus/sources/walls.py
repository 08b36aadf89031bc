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
from corpus.sources.shown import count_words
from corpus.sources.wording import (
    ACCOUNT,
    APP,
    ASK,
    CONSENT,
    HAN,
    KEPT,
    OF_IT,
    OF_THE_SITE,
    OFFERED,
    OTHER_PAGES,
    OTHERWISE,
    PRICE,
    READING,
    SHUT,
    THE_REST,
    THIS_TEXT,
)

SHORT = 1_500
"""Characters: a page with more has a text of its own, whatever phrases occur in it."""
TEASER = 4_000
"""Characters: a longer text is more than the beginning that a paywall shows."""
THIN = 500
"""Characters: a shorter text may be a form, or a message, and no article."""
WHOLE = 800
"""Characters: a text that has as many and its end is no lead, unless a line means the rest of it."""
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
_NEARLY = 0.9
"""Share of them that a whole text has: what is counted differs by captions and headlines."""
_BEGINNING = 2_000
"""Characters: more prose than a page shows that keeps the rest of it."""
_STOP = re.compile(r"[.!?。！？][\"'”’»›)\]）」』》]*$")
_BROKEN_OFF = re.compile(r"(?:\.{2,}|…)[\"'”’»›)\]）」』》]*$")
_CREDITS = re.compile(
    r"\W*(?:\w{1,12} )?(?:report(?:ing|ed)|edit(?:ing|ed)|written|photo\w*) by\b", re.IGNORECASE
)
_SHORT_STOP = re.compile(r"(?:\.{2,}|…|,|\b[a-zà-öø-ÿ]{1,20})\s*\Z")
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
    if told or found.media_type not in _PAGES:
        return told
    english = found.language == "en"
    foot = _at_foot(text, english=english, whole=_is_whole(found))
    return foot or _beside(found, english=english)


def _by_markup(found: Extracted) -> str | None:
    if "not-free" in found.hints and not _has_all(found):
        return "The page says of itself that it is not free to read."
    if "walled" in found.hints:
        return "The page shows an offer in place of its text."
    if _declared(found) > 0 and _declared(found) >= _MUCH_LONGER * count_words(found.text):
        return f"The page says that it has {_declared(found):,} words and shows {count_words(found.text):,}."
    return None


def _has_all(found: Extracted) -> bool:
    """Tell whether a page that is not free shows its whole text all the same.

    Some sites send the article and let a script shut it. So it has its end, and as many words as the page
    says of itself; where it does not say, the part that it says is kept, or more than a beginning has.
    """
    declared, prose = _declared(found), _prose(found.text)
    if _is_cut([line for line in found.text.split("\n") if line.strip()]):
        return False
    if declared:
        return prose >= THIN and count_words(found.text) >= _NEARLY * declared
    return prose >= _BEGINNING or "kept-shown" in found.hints


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
    whole = _is_whole(found)
    for paragraph in text.split("\n"):
        if whole and OF_THE_SITE.search(paragraph):
            break
        for start, end in split_sentences(paragraph):
            sentence = paragraph[start:end]
            asked = _asked(ASK, sentence) if not whole or _means_this(sentence) else None
            asked = asked or (KEPT.search(sentence) if len(sentence) < _NOTE else None)
            if asked:
                return f"The page says “{asked.group()[:80]}”."
    lines = [line for line in text.split("\n") if line.strip()]
    at = next((at for at, line in enumerate(lines) if len(line) < _NOTE and _asked(OFFERED, line)), None)
    if at is None:
        return None
    if _is_cut([*lines[:at]]) or _is_cut(lines[at + 1 :]):
        return f"The text breaks off, and the page says “{lines[at][:80]}”."
    offers = [line for line in lines[max(0, at - 4) : at + 5] if len(line) < _NOTE and not _told(line)]
    priced = not whole and any(PRICE.search(line) for line in offers)
    if priced or _says_more(found):
        return f"The page says “{lines[at][:80]}”, and offers more of its text."
    return None


def _at_foot(text: str, *, english: bool, whole: bool) -> str | None:
    """Judge by what stands below a text: a wall names there what it wants, and what it gives for that."""
    lines = [line for line in text.split("\n") if line.strip()]
    told = next((at + 1 for at in range(len(lines) - 1, -1, -1) if _told(lines[at])), 0)
    if not told and len(text) >= THIN:
        return None  # a list, or a table
    foot = lines[told : told + _FOOT]
    foot = foot[: next((at for at, line in enumerate(foot) if OTHER_PAGES.search(line)), _FOOT)]
    brief = [line for line in foot if len(line) < _NOTE]
    wants = _means_this if whole else _wants
    wanted = next((line for line in brief if not (english and _tells(line)) and wants(line)), None)
    if wanted:
        return f"The text ends in “{wanted[:80]}”."
    if _is_cut(lines[:told]) or (foot and _BROKEN_OFF.search(foot[0])):
        wanted = next((line for line in foot if ACCOUNT.search(line)), None)
    elif foot and _stops_short(foot[0]):
        wanted = next((line for line in foot[1:] if _offers(line)), None)
    return f"The text breaks off before “{wanted[:80]}”." if wanted else None


def _beside(found: Extracted, *, english: bool) -> str | None:
    """Judge by what a page shows below its text, where whole articles have promotions of many kinds.

    So a line must mean this text, or the text must break off.
    """
    near = found.below if len(found.text) < SHORT else found.below[:_FOOT]
    pair = " ".join(near[:2])  # what is meant, then what is wanted
    joined = [pair] if ACCOUNT.search(pair) and not _is_whole(found) else []
    lines = [one for one in (*near, *joined) if len(one) < 2 * _NOTE and not (english and _tells(one))]
    asked = next((line for line in lines if _means_this(line)), None)
    if asked:
        return f"Below the text the page says “{asked[:80]}”."
    if _is_cut([line for line in found.text.split("\n") if line.strip()]) or _says_more(found):
        asked = next((line for line in lines if _asked(OFFERED, line) or _wants(line)), None)
    if not asked and _stops_short(found.text):
        asked = next((one for one in near[:_FOOT] if _offers(one)), None)
    return f"The text breaks off, and below it the page says “{asked[:80]}”." if asked else None


def _is_whole(found: Extracted) -> bool:
    """Tell whether a text is long enough for an article and has its end."""
    lines = [line for line in found.text.split("\n") if line.strip()]
    return _prose(found.text) >= WHOLE and not _is_cut(lines) and not _says_more(found)


def _says_more(found: Extracted) -> bool:
    """Tell whether the page says of itself that it has more words than it shows."""
    return _declared(found) > _LONGER * count_words(found.text)


def _means_this(line: str) -> bool:
    """Tell whether a line keeps this text for some readers, or asks for something before it is read on."""
    if OTHERWISE.search(line) or len(_BARS.findall(line)) > 1:
        return False
    left = _unless_told(line)
    asks = _asked(ASK, line) or ACCOUNT.search(left) or APP.search(left) or left.endswith("?")
    meant = THE_REST.search(left) or (THIS_TEXT.search(left) and not OF_IT.search(line))
    return bool(KEPT.search(left) or (asks and meant))


def _unless_told(line: str) -> str:
    """Return a line without sentences that tell of what a wall wants, and of who does."""
    spans = [line[start:end] for start, end in split_sentences(line)]
    return " ".join(one for one in spans if said(ACCOUNT, one) or not ACCOUNT.search(one))


def _tells(line: str) -> bool:
    """Tell whether a line is an English sentence that turns to nobody, and keeps its text for nobody."""
    return line.isascii() and line.endswith(".") and not (_TURNS.search(line) or KEPT.search(line))


def _wants(line: str) -> bool:
    """Tell whether a line names what a wall wants and what it gives; a row of links may name anything."""
    if len(_BARS.findall(line)) > 1:
        return False
    left = _unless_told(line)
    return bool(READING.search(left) and ACCOUNT.search(left) and not OTHERWISE.search(line))


def _asked(phrases: Phrases, sentence: str) -> re.Match[str] | None:
    """Return a phrase with which a sentence turns to its reader."""
    match = None if OTHERWISE.search(sentence) else phrases.search(sentence)
    return match if match and _ADDRESSED.search(sentence[: match.start()].rstrip().casefold()) else None


def _offers(line: str) -> bool:
    """Tell whether a brief line names an account or a price."""
    named = PRICE.search(line) or (ACCOUNT.search(line) and not OTHERWISE.search(line))
    return bool(named) and len(line) < _NOTE and not _told(line)


def _stops_short(text: str) -> bool:
    """Tell whether a text ends within a sentence: on three dots, a comma or a word in small letters.

    Bylines and credits, which have no stop either, end on names, or begin with what was done.
    """
    lines = [line for line in text.split("\n") if line.strip()]
    return _is_cut(lines) and bool(_SHORT_STOP.search(text)) and not _CREDITS.match(lines[-1])


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


def _declared(found: Extracted) -> int:
    """Return how many words the page says it has; 0 where it does not say."""
    return next((int(hint[6:]) for hint in found.hints if hint.startswith("words:")), 0)
