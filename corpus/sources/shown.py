"""The lines that a page shows, in their order, and where in its markup each of them stands."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from corpus.sources.wording import HAN
from corpus.words import word_set

MOST_LINES = 5_000
"""Lines of a page that are looked at; one with more is data."""
MOST = 1_000_000
"""Characters of markup, likewise."""
_SILENT = word_set("head script style noscript template svg select textarea iframe object")
_INLINE = word_set(
    "a abbr acronym b bdi bdo big cite code data del dfn em font i img ins kbd label mark nobr q rp rt ruby s"
    " samp small span strike strong sub sup td th time tt u var wbr input meta link picture source"
)
"""Elements that break no line; a row of a table is one."""
_APART = word_set("td th")
_TERM = 60
"""Characters: a longer term of a list of definitions is a question, or a paragraph."""
_NOTHING = re.compile(r"[\W_]+")
_WORD = re.compile(r"[^\W\u3400-\u9fff]+")
_HUMP = re.compile(r"(?<=[a-z])(?=[A-Z])")


@dataclass(frozen=True, slots=True, eq=False)
class Place:
    """An element of a page."""

    tag: str
    marks: str
    """Its class, name and role in small letters, their words divided by hyphens and spaces."""
    within: Place | None

    def upward(self) -> Iterator[Place]:
        """Yield the element and those that it stands in, the innermost first."""
        one: Place | None = self
        while one is not None:
            yield one
            one = one.within


def holding(first: Place, *others: Place) -> frozenset[Place]:
    """Return the elements that hold all of some others, these included."""
    return frozenset(first.upward()).intersection(*(one.upward() for one in others))


@dataclass(frozen=True)
class Line:
    """A line that a page shows."""

    text: str
    place: Place

    @cached_property
    def key(self) -> str:
        """Return its letters and digits, by which it is found in another text."""
        return key_of(self.text)


def key_of(text: str) -> str:
    """Return a text's letters and digits in small letters."""
    return _NOTHING.sub("", text).casefold()


def marks_of(names: str) -> str:
    """Return the names of an element as a `Place` has them."""
    return _HUMP.sub("-", names).replace("_", "-").lower()


def count_words(text: str) -> int:
    """Return how many words a text has, as pages count them: Chinese ones by the character."""
    return len(HAN.findall(text)) + len(_WORD.findall(text))


def lines_of(page: str) -> Sequence[Line]:
    """Return the lines that a page shows.

    Args:
        page: The decoded HTML without what it hides, not nested deeper than a parser bears.
    """
    from lxml import etree, html

    try:
        parser = html.HTMLParser(encoding="utf-8", remove_comments=True, remove_pis=True)
        tree = html.document_fromstring(page[:MOST].encode("utf-8", "replace"), parser)
    except (etree.LxmlError, ValueError, RecursionError, AssertionError):
        return ()
    return _Reader().read(etree.iterwalk(tree, events=("start", "end")))


def divided(text: str, lines: Sequence[Line]) -> str:
    """Return a text that was joined into one paragraph with the breaks that the page shows in it.

    Args:
        text: The text; one of several paragraphs stays as it is.
        lines: What the page shows.
    """
    whole = key_of(text)
    if "\n" in text or not whole:
        return text
    for at, one in enumerate(lines):
        if one.key and whole.startswith(one.key):
            found, length = [], 0
            for line in lines[at:]:
                if line.key and whole.startswith(line.key, length):
                    found.append(line.text)
                    length += len(line.key)
            if length == len(whole):
                return "\n\n".join(found)
    return text


class _Reader:
    """Reads lines off a walk through a page."""

    def __init__(self) -> None:
        self._lines: list[Line] = []
        self._words: list[str] = []
        self._place: Place | None = None
        self._begun: Place | None = None
        self._term = False
        """Whether what stands there is a term whose definition is to come: the two are one line."""

    def read(self, walk: Any) -> Sequence[Line]:  # noqa: ANN401 - lxml has no types
        """Return the lines of a walk."""
        for event, one in walk:
            if len(self._lines) >= MOST_LINES:
                break
            if event == "start":
                self._enter(one)
                if one.tag in _SILENT:
                    walk.skip_subtree()
                else:
                    self._add(one.text)
            else:
                self._leave(one)
        self._break()
        return self._lines

    def _enter(self, one: Any) -> None:  # noqa: ANN401 - as above
        told = one.attrib
        if one.tag not in _INLINE and not (self._term and one.tag != "dt"):
            self._break()
        names = " ".join(told.get(name, "") for name in ("class", "id", "role"))[:400]
        self._place = Place(str(one.tag), marks_of(names), self._place)

    def _leave(self, one: Any) -> None:  # noqa: ANN401 - as above
        if one.tag == "dt" and self._words and len("".join(self._words)) <= _TERM:
            self._term = True
        elif one.tag not in _INLINE:
            self._break()
        elif one.tag in _APART:
            self._words.append(" ")
        if self._place is not None:
            self._place = self._place.within
        self._add(one.tail)

    def _add(self, text: str | None) -> None:
        if text:
            if not self._words or self._begun is None:
                self._begun = self._place
            if self._term and text.strip():
                self._words.append(" " if "".join(self._words).rstrip().endswith((":", "：", "?")) else ": ")
                self._term = False
            self._words.append(text)

    def _break(self) -> None:
        text = " ".join("".join(self._words).split()).replace(" : ", ": ")
        if text and self._begun is not None:
            self._lines.append(Line(text, self._begun))
        self._words, self._begun, self._term = [], None, False
