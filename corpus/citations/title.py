"""Where a reference's title stands, quoted or not, and what stands before and after it.

A title in quotation marks ends its guessing. Where marks are missing, the commas
tell: what follows the last one before the date is the publisher, a person's name
before the first one is the author.
"""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.citations.layout import QUOTE_BLOT, Layout
from corpus.citations.names import is_han_name, is_organisation, is_people
from corpus.citations.quotes import QUOTE_CHARS, Orphan, single_quoted

_BOOK = "《〈"
_NO_PIECE = re.compile(r"\d{1,4}(?:\s?[–-]\s?\d{1,4})?|(?:eds?|trans|hg|hrsg|comps?)\.?", re.IGNORECASE)
_COMMA = re.compile(r"\s*[,，]\s*")
_SURNAME = re.compile(r"[A-ZÀ-ÞА-Я][\w’'-]{2,24}")
_INITIALS = re.compile(r"(?:[A-ZÀ-ÞА-Я]\.[ -]?){1,4}")
_HELPER = re.compile(r"(?:trans|tr|eds?|ill)\. [A-ZÀ-Þ]|(?:translated|edited|illustrated) by ")
"""Who translated or edited a book: no part of its title."""
_LABEL = re.compile(r"(?:press|news) release", re.IGNORECASE)
"""What lawyers write before who issued it."""
_SPOKEN = re.compile(
    r"(?:author(?:’s|'s)? )?"
    r"(?:interview|personal communication|e-?mail|telephone|conversation|correspondence|letter|meeting|"
    r"gespräch|entretien|entrevista|intervista|интервью|rozmowa|(?:作者)?(?:访谈|采访|訪談|採訪))",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Parts:
    """A reference cut at its title; what it lacks is empty."""

    author: str = ""
    title: str = ""
    rest: str = ""
    """What follows the title, up to date, page and address."""
    title_span: tuple[int, int] = (0, 0)
    """Where the title stands in the note, its marks included."""


def find_title(layout: Layout, start: int, end: int, *, published: bool = False) -> Parts:
    """Cut the head of a reference (all before its date, page and address) at its title.

    Args:
        layout: The note.
        start: Where the reference begins in the note.
        end: Where its head ends.
        published: True when the publisher is known to stand behind it.
    """
    quotes = layout.quotes_in(start, end)
    orphans = layout.orphans_in(start, end)
    if quotes:
        return _quoted(layout, start, end, orphans)
    if orphans:
        return _half_quoted(layout.text, start, end, orphans[0])
    single = single_quoted(layout.text[start:end])
    if single and (
        single.start == 0 or re.search(r"[,:.]\s*$|\w\s$", layout.text[start : start + single.start])
    ):
        return _around(layout.text, start, end, start + single.start, start + single.end)
    return by_commas(layout.text[start:end], start, published=published)


def _quoted(layout: Layout, start: int, end: int, orphans: list[Orphan]) -> Parts:
    text = layout.text
    quotes = layout.quotes_in(start, end)
    # A book or newspaper in 《》 after a title in “” is where the title appeared.
    title = next((quoted for quoted in quotes if text[quoted.start] not in _BOOK), quotes[0])
    closing = next(
        (orphan.at for orphan in orphans if orphan.role == "close" and orphan.at >= title.end), None
    )
    if closing is not None and not text[start : title.start].strip() and _runs_on(text, title.end):
        return Parts(
            "", _words(text[title.start : closing]), text[closing + 1 : end], (title.start, closing + 1)
        )
    opening = next(
        (orphan.at for orphan in orphans if orphan.role == "open" and orphan.at < title.start), None
    )
    if opening is not None and not is_people(_words(text[opening + 1 : title.start])):
        return Parts(
            text[start:opening],
            _words(text[opening + 1 : title.end - 1]),
            text[title.end : end],
            (opening, title.end),
        )
    return _around(text, start, end, title.start, title.end)


def _runs_on(text: str, at: int) -> bool:
    return text[at : at + 1].isalnum()


def _around(text: str, start: int, end: int, opening: int, closing: int) -> Parts:
    return Parts(
        text[start:opening], _words(text[opening + 1 : closing - 1]), text[closing:end], (opening, closing)
    )


def _half_quoted(text: str, start: int, end: int, orphan: Orphan) -> Parts:
    """Read a title whose one quotation mark has no partner."""
    before, after = text[start : orphan.at], text[orphan.at + 1 : end]
    if orphan.role == "close":
        parts = by_commas(before.rstrip(" ,"), start, whole=True)
        return Parts(parts.author, parts.title, after, (start, orphan.at + 1))
    if not before.strip(" ,") or is_people(before.strip(" ,")) or not _is_titled(before, after):
        title, rest = _last_comma(after)
        return Parts(before, title, rest, (orphan.at, orphan.at + 1 + len(title)))
    parts = by_commas(before.rstrip(" ,"), start, whole=True)
    return Parts(parts.author, parts.title, after, (start, orphan.at))


def _is_titled(before: str, after: str) -> bool:
    """Tell whether the mark stands after the title instead of before it."""
    return "," in before.rstrip(" ,") and "," not in after.strip(" ,")


def by_commas(text: str, start: int = 0, *, whole: bool = False, published: bool = False) -> Parts:
    """Cut a reference without quotation marks into author, title and publisher.

    Args:
        text: The head of the reference.
        start: Where it begins in the note.
        whole: True when the publisher is known to stand elsewhere.
        published: True when it stands right behind, in brackets with its place, as a book's does.
    """
    pieces = [piece for piece in _pieces(text) if piece.strip(" .")]
    span = (start, start + len(text))
    if not pieces or _SPOKEN.match(text):
        return Parts("", _words(text), "", span)
    whole = whole or published
    author: list[str] = []
    if published and len(pieces) > 1 and _SURNAME.fullmatch(pieces[0]):
        given = 2 if len(pieces) > 2 and _INITIALS.fullmatch(pieces[1]) else 1
        author, pieces = pieces[:given], pieces[given:]
    while len(pieces) > 1 and _is_author(pieces[0], pieces[1:], whole) and _goes_along(author, pieces[0]):
        author.append(pieces.pop(0))
    if published:
        pieces = [piece for at, piece in enumerate(pieces) if at == 0 or not _HELPER.match(piece)]
    if whole or len(pieces) == 1:
        return Parts(", ".join(author), _words(", ".join(pieces)), "", span)
    return Parts(", ".join(author), _words(", ".join(pieces[:-1])), pieces[-1], span)


def _pieces(text: str) -> list[str]:
    """Split at commas outside brackets."""
    depth, last, pieces = 0, 0, []
    for at, mark in enumerate(text):
        depth += (mark in "([（") - (mark in ")]）")
        if mark in ",，،" and depth <= 0:
            pieces.append(text[last:at].strip())
            last = at + 1
    pieces.append(text[last:].strip())
    return _rejoined(pieces)


def _rejoined(pieces: list[str]) -> list[str]:
    """Put on the piece before it what is no piece: a span of years, a role ("eds.")."""
    joined: list[str] = []
    for piece in pieces:
        if joined and _NO_PIECE.fullmatch(piece):
            joined[-1] = f"{joined[-1]}, {piece}"
        else:
            joined.append(piece)
    return joined


def _goes_along(author: list[str], piece: str) -> bool:
    """Return whether a piece may be another author: "Final Report" behind a commission is none."""
    labelled = bool(author) and _LABEL.fullmatch(author[-1]) is not None
    return not author or (is_people(piece) and (labelled or is_people(author[-1])))


def _is_author(piece: str, rest: list[str], whole: bool) -> bool:
    if is_people(piece) or (is_han_name(piece) and len(piece) <= 4):
        return True
    # An organisation is the author only when a title and nothing shorter follows it.
    titled = whole or not is_organisation(rest[0])
    return is_organisation(piece) and titled and len(", ".join(rest)) > 12


def _last_comma(text: str) -> tuple[str, str]:
    cuts = list(_COMMA.finditer(text.rstrip(" ,")))
    if not cuts:
        return _words(text), ""
    return _words(text[: cuts[-1].start()]), text[cuts[-1].end() :]


def _words(text: str) -> str:
    stripped = text.strip().strip(QUOTE_BLOT)
    stripped = re.sub(r"[\s,，;:(\[]+$", "", stripped)
    # American style puts the comma inside the inner marks as well: ‘Safe City,’”
    stripped = re.sub(r",([’'”]+)$", r"\1", stripped)
    if (
        stripped
        and stripped[0] in QUOTE_CHARS
        and stripped.count(stripped[0]) == 1
        and stripped[-1:] not in QUOTE_CHARS
    ):
        closed = {"“": "”", "「": "」", "《": "》", "«": "»"}.get(stripped[0])
        if closed is None or closed not in stripped:
            stripped = stripped[1:].strip()
    if stripped.endswith(".") and not re.search(r"\b\w\.$|\.\.\.$", stripped) and stripped.count(".") == 1:
        stripped = stripped[:-1]
    return stripped
