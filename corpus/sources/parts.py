"""An article whose body stands on its page in several elements of one name, with advertisements between.

Taking the text out of a page chooses one element that holds it. Where the page has others of the same name
beside that one, which hold prose as well, they are the rest of the article and not another page's.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

from corpus.sources.said import SENTENCE, is_sentence, said, weighed
from corpus.sources.shown import Line, Place, holding, key_of
from corpus.sources.wording import OTHER_PAGES, SHUT

_BODIES = frozenset({"div", "section"})
"""Elements that hold a part; others ("article", "li") hold an article each where they are repeated."""
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PROSE = 0.6
"""Share of a part's letters that must stand in such lines."""
_OF_OTHERS = re.compile(
    r"\b(?:cards?|teasers?|items?|entry|entries|posts?|stor(?:y|ies)|comments?|repl(?:y|ies)|messages?|results?"
    r"|related|promos?|col(?:umn)?s?)(?:-\d+)?\b(?!-(?:body|text|content|paragraphs?|part|section))"
)
"""Names of elements that are repeated because each holds something of its own."""


def with_other_parts(text: str, lines: Sequence[Line]) -> str:
    """Return a text with the other parts of the article's body, in the page's order.

    Args:
        text: The text that was taken out, a paragraph a line.
        lines: What the page shows.
    """
    keys = {key_of(line) for line in text.split("\n")} - {""}
    taken = [at for at, one in enumerate(lines) if one.key in keys]
    told = [lines[at].place for at in taken if weighed(lines[at].text) >= SENTENCE]
    body = _holder(told) if len(told) > 1 else None  # an element with one is another page's teaser
    if body is None or body.tag not in _BODIES or not body.marks.strip() or _OF_OTHERS.search(body.marks):
        return text
    before, behind = (
        [line for part in _parts(side, body) if _belongs(part) for line in part]
        for side in (lines[: taken[0]], lines[taken[-1] + 1 :])
    )
    added = [[one.text for one in side if one.key not in keys] for side in (before, behind)]
    return "\n".join([*added[0], text, *added[1]])


def _holder(places: Sequence[Place]) -> Place | None:
    """Return the innermost element, larger than a paragraph, that holds all of some others."""
    if not places:
        return None
    common = holding(*places)
    return next((one for one in places[0].upward() if one in common and one.tag != "p"), None)


def _parts(lines: Iterable[Line], body: Place) -> Iterable[Sequence[Line]]:
    """Return the lines of each element that has a body's name and stands beside it."""
    found: dict[Place, list[Line]] = {}
    for line in lines:
        for one in line.place.upward():
            if one.within is body.within:
                if one is not body and (one.tag, one.marks) == (body.tag, body.marks):
                    found.setdefault(one, []).append(line)
                break
    return found.values()


def _belongs(part: Sequence[Line]) -> bool:
    """Tell whether a part holds prose: no links to other pages, and nothing that asks for something."""
    if any(said(SHUT, one.text) or OTHER_PAGES.search(one.text) for one in part):
        return False
    tags = [{up.tag for up in one.place.upward()} for one in part]
    if any("a" in one and _HEADINGS & one for one in tags):
        return False
    prose = sum(len(one.key) for one in part if is_sentence(one.text))
    return prose >= _PROSE * sum(len(one.key) for one in part) > 0
