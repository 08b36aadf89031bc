"""What a page's text tells: whether it is the source, a wall, or word that the page is gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.sentences import split_sentences
from corpus.sources.gone_words import EMBEDDED, GONE, ITSELF, PASSIVE, RETRACTED
from corpus.sources.model import FEED, Extracted, SnapshotState
from corpus.sources.said import ends, said, weighed
from corpus.sources.tongues import COMMON, common_words, tongue_of
from corpus.sources.walls import SHORT, TEASER, THIN, wall
from corpus.sources.wording import ELSEWHERE, GONE_TITLE, HAN, LIST_NAME, LIST_TITLE

NOTICE = 300
"""Characters: a shorter text that shows nothing of the cited title is a message, in whatever words."""
MESSAGE = 60
"""Characters: a text in another script than the title's that is shorter is no article, whatever it says."""
HEAD = 600
"""Characters in which a page that is gone says so, whatever it offers below."""
_SHARE = 0.25
"""Share of the title's words that a page of a few words must have."""
_LITTLE = 0.3
"""Share that one of more words must have where the title has many. Of 878 English articles without their
headlines 2.5 % have less of it in their first 1,500 characters, of pages about something else 97 %;"""
_MANY = 6
"""words: of fewer, one that is shared may be all that a changed headline keeps."""
_LED_AWAY = 0.5
"""Share that a page must have to which a redirect led: 11 % of the same articles have less, and 99.5 % of
those about something else."""
_FEW = 2
"""Words: a title with fewer tells little."""
_SEVERAL = 4
"""Words of which at least one stands in any article of that title: of the 878, none was without."""
_STEM = 5
"""Letters by which words are compared: "cameras" is "camera"."""
_HAN_SHARE = 0.5
"""How much a share counts where words are pairs of characters, half of which cross the words' borders."""
_PROSE = 60
"""Characters: a shorter line is a heading or a button."""
_NOTE = 200
"""Characters: a longer line is no notice."""
_IN_COMMON = 0.2
"""Share of an earlier text's words from which a text has something in common with it."""
SAMPLE = 20_000
"""Characters of a text by which it is compared with another."""
SAME = 0.95
"""Likeness from which two texts are one, but for a date or an address printed in them."""

_WORD = re.compile(r"[^\W_]+")


@dataclass(frozen=True, slots=True)
class Verdict:
    """A state and the sentence that explains it."""

    state: SnapshotState
    reason: str = ""


def judge_text(found: Extracted, title: str | None = None) -> Verdict | None:
    """Judge a page by its text; None when it is a text of its own.

    Args:
        found: The text.
        title: The source's title as the note gives it: a page that shows it is believed more.
    """
    if not found.text:
        return _without_text(found)
    shown = shows_title(found, title)
    return (
        _list(found, title or "")
        or _gone(found, title or "", shown=shown)
        or _noticed(found, title or "")
        or _wall(found, title or "", shown=shown)
        or _notice(found, title)
        or (_of_itself(found, title or "") if shown else None)
    )


def _without_text(found: Extracted) -> Verdict:
    if found.problem.startswith(("the page holds no text", "the page is empty")):
        if "scripts" in found.hints:
            return Verdict("wall", "The page shows its text to browsers that run scripts only.")
        return Verdict("empty", "The page holds no text.")
    # A list of what is new has taken the page's place, as a front page or a search may.
    return Verdict("soft-404" if found.media_type == FEED else "unreadable", _sentence(found.problem))


def _gone(found: Extracted, title: str, *, shown: bool) -> Verdict | None:
    text = found.text
    if len(text) < THIN and ELSEWHERE.search(text):
        return None  # it is there, for others
    # An article on missing pages is cited under a title that speaks of them.
    page = "" if shown and (GONE_TITLE.search(title) or GONE.search(title)) else found.title or ""
    long = len(text) >= TEASER
    if (GONE_TITLE.search(page) and not (long and shown)) or (GONE.search(page) and not (long or shown)):
        return Verdict("soft-404", f"The page is titled “{page[:80]}”.")
    # An article about a page that was removed shows its own title and goes on.
    if shown:
        match = said(GONE, _below(text, title)) if len(text) < THIN else _before_prose(text, title)
    elif len(text) < SHORT:
        match = GONE.search(text)
    else:
        match = GONE.search(text[:HEAD]) if title else None
    return Verdict("soft-404", f"The page says “{match.group()[:80]}”.") if match else None


def _before_prose(text: str, title: str) -> re.Match[str] | None:
    """Return a notice that stands where the article should begin: below it are other stories.

    A video, or what another site shows within an article, may be gone while the article stands.
    """
    for line in _below(text[:HEAD], title).split("\n"):
        for start, end in split_sentences(line):
            sentence = line[start:end]
            prose = weighed(sentence) >= _PROSE and ends(sentence)
            match = said(GONE, sentence) if weighed(line) < _NOTE else None
            if match and (ITSELF.search(sentence) or not prose):
                part = EMBEDDED.search(match.group()) and _shared(text.replace(title, ""), title) >= _SHARE
                return None if part else match
            if prose:
                return None
    return None


def _noticed(found: Extracted, title: str) -> Verdict | None:
    """Believe a notice in an element made for that, where no article of that title stands beside it.

    A page may keep the text of an article that was retracted.
    """
    for notice in found.notices:
        gone = said(GONE, notice)
        match = gone or RETRACTED.search(notice)
        if match is None or not ITSELF.search(notice) or weighed(notice) >= _NOTE:
            continue
        prose = "\n".join(line for line in found.text.split("\n") if weighed(line) >= _PROSE)
        if (gone and weighed(prose) < THIN) or _shared(prose.replace(title, ""), title) < _SHARE:
            return Verdict("soft-404", f"The page says “{match.group()[:80]}”.")
    return None


def _below(text: str, title: str) -> str:
    """Return a text without its headline, which may speak of such pages itself, where prose is left then."""
    left = text.replace(title, "", 1) if title else text
    return left if any(weighed(line) >= _PROSE for line in left.split("\n")) else text


def _list(found: Extracted, title: str) -> Verdict | None:
    """Doubt a page of one subject, or of what is new or was found, that only names the source."""
    name = found.title or ""
    if not title or shows_title(Extracted(title=name), title):
        searched = LIST_NAME.search(name) is not None and LIST_NAME.search(title) is None
    else:
        entries = "\n".join(line for line in found.text.split("\n") if not line.startswith("- "))
        headed = shows_title(Extracted(text=entries), title)
        named = LIST_NAME.search(name) or (None if headed else LIST_TITLE.search(name))
        searched = named is not None
    return Verdict("soft-404", f"The page is titled “{name[:80]}”, a list.") if searched else None


def _of_itself(found: Extracted, title: str) -> Verdict | None:
    """Doubt a page that has nothing but its headline and a sentence on what became of it."""
    left = found.text.replace(title, "") if title else found.text
    told = [
        line[start:end]
        for line in left.split("\n")
        for start, end in split_sentences(line)
        if ends(line[start:end])
    ]
    if len(found.text) >= NOTICE or len(told) != 1:
        return None
    if not ITSELF.search(told[0]) or not PASSIVE.search(told[0]):
        return None
    return Verdict("soft-404", f"The page has only “{told[0][:80]}” below its headline.")


def _wall(found: Extracted, title: str, *, shown: bool) -> Verdict | None:
    told = wall(found, title, shown=shown)
    return Verdict("wall", told) if told else None


def has_nothing_of(found: Extracted, title: str | None, *, led_away: bool = False) -> bool:
    """Return whether a page has next to nothing of a title of some length that may be in its language.

    Args:
        found: The page.
        title: The title.
        led_away: Whether a redirect led to the page, which therefore must have more of it.
    """
    title, text = title or "", f"{found.title or ''} {found.text}"
    if len(_telling(title)) < 3 or _is_han(title) != _is_han(found.text):
        return False
    one, other = tongue_of(title), tongue_of(found.text)
    if one != other and ((one and other) or (one or "en") not in COMMON or (other or "en") not in COMMON):
        return False  # a translated title has no word of the page's
    share = _shared(text, title)
    if one != other and other != "en":
        return not share  # it may be in the page's language, or a translation
    if not led_away and len(_telling(title)) < _MANY:
        return not share
    least = _LED_AWAY if led_away else _LITTLE
    return share < least * (_HAN_SHARE if _is_han(title) else 1)


def has_nothing_in_common(found: Extracted, title: str | None, earlier: Extracted) -> bool:
    """Return whether a page that does not show its title has become another since it did."""
    if not title or shows_title(found, title) or not shows_title(earlier, title):
        return False
    common = common_words(tongue_of(earlier.text))
    before, now = (
        _stems(frozenset(word for word in title_words(one.text[:SAMPLE]) - common if not word.isdigit()))
        for one in (earlier, found)  # small numbers stand in any text
    )
    return bool(before and now) and len(before & now) < _IN_COMMON * min(len(before), len(now))


def _notice(found: Extracted, title: str | None) -> Verdict | None:
    """Doubt a page that is a few words long and has next to none of the cited title's.

    One that goes on for longer is doubted where it has none at all and is written in the title's language:
    a translated title has no word of the page's but for names.
    """
    wanted = _telling(title or "")
    if len(found.text) >= TEASER or len(wanted) < _FEW:
        return None
    if len(found.text) >= SHORT:
        return _long_other(found, title or "")
    alike_script = _is_han(title or "") == _is_han(found.text)
    same = _shared(f"{found.title or ''} {found.text}", title or "")
    short = len(found.text) < (NOTICE if alike_script else MESSAGE)
    page = tongue_of(found.text)
    translated = not alike_script or (page is not None and page != (tongue_of(title or "") or "en"))
    if short and (same > 0 if translated else same >= _SHARE):
        return None
    if not short and not has_nothing_of(found, title):
        return None
    little = "next to nothing" if same else "nothing"
    told = f"The page holds {len(found.text)} characters and {little} of the cited title."
    return Verdict("soft-404", told)


def _long_other(found: Extracted, title: str) -> Verdict | None:
    """Doubt a text of some length that has no word at all of a title that has several."""
    same = tongue_of(title) == tongue_of(found.text) is not None
    if not same or len(_telling(title)) < _SEVERAL or _shared(f"{found.title or ''} {found.text}", title):
        return None
    return Verdict(
        "soft-404", f"The page holds {len(found.text):,} characters and nothing of the cited title."
    )


def _telling(title: str) -> frozenset[str]:
    """Return the words that tell one title from another: not "the", "after", "until", where it has others."""
    words = title_words(title)
    telling = words - common_words(tongue_of(title))
    return telling if len(telling) >= _FEW else words


def _shared(text: str, title: str) -> float:
    """Return the share of a title's telling words that a text has, whatever their endings."""
    wanted = _stems(_telling(title))
    return len(wanted & _stems(title_words(text))) / max(1, len(wanted))


def _stems(words: frozenset[str]) -> frozenset[str]:
    return frozenset(word[:_STEM] for word in words)


def shows_title(found: Extracted, title: str | None) -> bool:
    """Return whether most words of the cited title stand in the page's title or at its beginning."""
    wanted = title_words(title or "")
    if not wanted:
        return False
    there = title_words(f"{found.title or ''} {found.text[:2000]}")
    return len(wanted & there) >= 0.6 * len(wanted)


def title_words(text: str) -> frozenset[str]:
    """Return the words by which a title is known: pairs of characters in Chinese."""
    han = "".join(HAN.findall(text))
    words = set(_WORD.findall(text))
    if han:  # a text without is not looked at word by word
        words = {word for word in words if not HAN.search(word)}
    plain = {word.casefold() for word in words if len(word) > 2 or word.isdigit()}
    return frozenset(plain).union(han[at : at + 2] for at in range(len(han) - 1))


def alike(first: str, second: str, without: Collection[str] = ()) -> float:
    """Return how much of two texts is the same, 0 to 1, by their words.

    Args:
        first: One text.
        second: The other.
        without: Lower-case words that do not count: those of the address, which pages repeat.
    """
    if first == second:
        return 1.0
    one, two = (
        [piece for piece in _pieces(text) if piece.lower() not in without] for text in (first, second)
    )
    matcher = SequenceMatcher(None, one, two, autojunk=False)
    return matcher.ratio() if matcher.quick_ratio() >= SAME else matcher.quick_ratio()


def _pieces(text: str) -> Sequence[str]:
    """Return at most 2,000 words, or pairs of Chinese characters: enough to tell a page by."""
    return re.findall(r"[\u3400-\u9fff]{1,2}|[^\W_]+", text[:SAMPLE])[:2000]


def _is_han(text: str) -> bool:
    return HAN.search(text) is not None


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
