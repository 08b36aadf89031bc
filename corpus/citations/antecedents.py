"""Which note a short form stands for.

A note fits when one of its full citations is called by the short form's words: its
author's surname, its organisation, its publisher, or words that begin its title.
Several citations of one work count once. The nearest kind of name decides: what an
author's name settles is not made ambiguous by a publisher of the same name.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from corpus.citations.names import surnames
from corpus.citations.short_forms import ShortForm
from corpus.model import Citation


@dataclass(frozen=True, slots=True)
class Full:
    """A full citation and the note that holds it."""

    note: int
    citation: Citation


def candidates(short: ShortForm, earlier: Iterable[Full]) -> tuple[int, ...]:
    """Return the numbers of the notes that fit a short form, one a work, in order.

    Args:
        short: The short form; "same" (ibid.) is resolved by its place, not here.
            By a name that two works of one note share, that note's number comes twice.
        earlier: Full citations it may stand for, in order of notes.
    """
    works = [full for full in earlier if short.note is None or full.note == short.note]
    if short.year:
        works = [full for full in works if (full.citation.date or "").startswith(short.year)]
    if not short.key:
        return tuple(dict.fromkeys(full.note for full in works))
    name, comma, words = short.key.partition(",")
    if comma and (fitting := [full for full in works if _by_author_and_title(name, words, full.citation)]):
        return _one_a_work(fitting)
    for names in (_author_names, _publisher_names, _title_names):
        if fitting := [
            full for full in works if any(called(short.key, name) for name in names(full.citation))
        ]:
            return _one_a_work(fitting)
    # "Own calculation from the register (note 1)": the note is named, and its source is not called anything.
    return _one_a_work(works) if short.note is not None and _is_said(short.key) else ()


def _is_said(key: str) -> bool:
    """Return whether a short form's words are no name: one of them is a plain word."""
    return any(word[:1].islower() and len(word) > 3 for word in key.split())


def same_work(left: Citation, right: Citation) -> bool:
    """Return whether two full citations name one work: one address, or one title."""
    if left.url and right.url:
        return left.url == right.url
    return bool(left.title and right.title and _plain(left.title) == _plain(right.title))


def shortened(earlier: Iterable[Full], citation: Citation) -> tuple[int, ...]:
    """Return the notes whose source a citation names by a shortened title: "Swart, “New Cameras,” 14".

    Such a citation has an author, no publisher, date or address, and words of the
    full title in their order.
    """
    if not (citation.author and citation.title) or citation.url or citation.date or citation.publisher:
        return ()
    fitting = [
        full for full in earlier if _by_author_and_title(citation.author, citation.title, full.citation)
    ]
    return _one_a_work(fitting)


def _by_author_and_title(author: str, title: str, full: Citation) -> bool:
    return (
        full.title is not None
        and _in_order(_plain(title).split(), _plain(full.title).split())
        and any(called(author, name) for name in _author_names(full))
    )


def _in_order(words: list[str], whole: list[str]) -> bool:
    rest = iter(whole)
    return all(word in rest for word in words)


def _one_a_work(fitting: list[Full]) -> tuple[int, ...]:
    kept: list[Full] = []
    for full in fitting:
        if not any(same_work(full.citation, other.citation) for other in kept):
            kept.append(full)
    return tuple(full.note for full in kept)


def _author_names(citation: Citation) -> Iterator[str]:
    if citation.author:
        yield from surnames(citation.author)
        yield re.sub(r",?\s+et al\.?$", "", citation.author)


def _publisher_names(citation: Citation) -> Iterator[str]:
    if citation.publisher:
        yield citation.publisher
        yield citation.publisher.split(",")[0]
        initials = "".join(re.findall(r"\b[A-Z]", citation.publisher))
        if len(initials) > 2:
            yield initials


def _title_names(citation: Citation) -> Iterator[str]:
    if citation.title:
        yield citation.title
        words = citation.title.split()
        for count in range(2, min(len(words), 9)):
            yield " ".join(words[:count])
        if ":" in citation.title:
            yield citation.title.split(":")[0]


def called(key: str, name: str) -> bool:
    """Return whether a short form's words are a name, case and joining words aside."""
    left, right = _plain(key), _plain(name)
    if not left or not right:
        return False
    return (
        left == right
        or left.removeprefix("the ") == right.removeprefix("the ")
        or _authors(left) == _authors(right)
    )


def _authors(plain: str) -> str:
    """Forget joining words, so that "Smith & Jones" calls "Smith and Jones"."""
    return " ".join(word for word in plain.split() if word not in ("and", "et", "al", "the"))


@lru_cache(maxsize=65_536)
def _plain(text: str) -> str:
    return " ".join(re.findall(r"\w+", text.casefold()))
