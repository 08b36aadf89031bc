"""What a page's text tells: whether it is the source, a wall, or word that the page is gone."""

from __future__ import annotations

import re
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher

from corpus.language import guess_language
from corpus.sources.gone_words import GONE
from corpus.sources.model import Extracted, SnapshotState
from corpus.sources.walls import SHORT, TEASER, THIN, wall
from corpus.sources.wording import ELSEWHERE, GONE_TITLE, HAN

NOTICE = 300
"""Characters: a shorter text that shows nothing of the cited title is a message, in whatever words."""
MESSAGE = 60
"""Characters: a text in another script than the title's that is shorter is no article, whatever it says."""
HEAD = 600
"""Characters in which a page that is gone says so, whatever it offers below."""
_SHARE = 0.25
"""Share of the title's words that a page of a few words must have."""
_FUNCTION = 3
"""Letters: a shorter Latin word stands in any text."""
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
    return _gone(found, title or "", shown=shown) or _wall(found, shown=shown) or _notice(found, title)


def _without_text(found: Extracted) -> Verdict:
    if found.problem.startswith(("the page holds no text", "the page is empty")):
        if "scripts" in found.hints:
            return Verdict("wall", "The page shows its text to browsers that run scripts only.")
        return Verdict("empty", "The page holds no text.")
    return Verdict("unreadable", _sentence(found.problem))


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
    if len(text) < (THIN if shown else SHORT):
        match = GONE.search(text)
    else:
        match = GONE.search(text[:HEAD]) if title and not shown else None
    return Verdict("soft-404", f"The page says “{match.group()[:80]}”.") if match else None


def _wall(found: Extracted, *, shown: bool) -> Verdict | None:
    told = wall(found, shown=shown)
    return Verdict("wall", told) if told else None


def has_nothing_of(found: Extracted, title: str | None) -> bool:
    """Return whether a page has no word of a title of some length, though both are in one language."""
    wanted = _telling(title_words(title or ""))
    if len(wanted) < 3 or _is_han(title or "") != _is_han(found.text):
        return False
    if guess_language(title or "") != found.language:
        return False
    return not wanted & title_words(f"{found.title or ''} {found.text}")


def _notice(found: Extracted, title: str | None) -> Verdict | None:
    """Doubt a page that is a few words long and has next to none of the cited title's.

    One that goes on for longer is doubted where it has none at all and is written in the title's language:
    a translated title has no word of the page's.
    """
    wanted = _telling(title_words(title or ""))
    if len(found.text) >= SHORT or len(wanted) < 2:
        return None
    alike_script = _is_han(title or "") == _is_han(found.text)
    same = len(wanted & title_words(f"{found.title or ''} {found.text}"))
    short = len(found.text) < (NOTICE if alike_script else MESSAGE)
    if short and same >= (_SHARE * len(wanted) if alike_script else 1):
        return None
    if not short and not has_nothing_of(found, title):
        return None
    little = "next to nothing" if same else "nothing"
    told = f"The page holds {len(found.text)} characters and {little} of the cited title."
    return Verdict("soft-404", told)


def _telling(words: frozenset[str]) -> frozenset[str]:
    """Return the words that tell one title from another: not "the", "for", "its"."""
    return frozenset(word for word in words if len(word) > _FUNCTION or not word.isascii() or word.isdigit())


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
    return re.findall(r"[\u3400-\u9fff]{1,2}|[^\W_]+", text[:20_000])[:2000]


def _is_han(text: str) -> bool:
    return HAN.search(text) is not None


def _sentence(text: str) -> str:
    return f"{text[:1].upper()}{text[1:]}." if text else ""
