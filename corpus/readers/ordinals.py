"""Numbers that open headings and list items: "iv.", "1.2", "B.", "(a)", "Chapter 3", "§ 3", "第三章"."""

from __future__ import annotations

import re
from dataclasses import dataclass

from corpus.superscripts import han_value

_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}

_PLAIN = re.compile(
    r"(?P<open>[(（]?)(?P<value>\d{1,3}|[a-zA-Z]|[ivxlc]{1,7}|[IVXLC]{1,7})(?P<close>[.):）、]|\.\))\s{1,8}(?=\S)"
)
_DECIMAL = re.compile(r"(?:§\s?)?(?P<value>\d{1,2}(?:\.\d{1,2}){1,4})\.?\s{1,8}(?=\S)")
_BARE = re.compile(r"(?P<value>\d{1,2}|[IVX]{1,5})\s{1,8}(?=[^\W\d_])")
_NAMED = re.compile(
    r"(?P<name>part|book|chapter|section|appendix|annex|kapitel|teil|anhang|chapitre|partie|capítulo|parte|capitolo)"
    r"\s{1,3}(?P<value>\d{1,3}|[ivxlc]{1,7}|[a-z]|one|two|three|four|five|six|seven|eight|nine|ten)\b",
    re.IGNORECASE,
)
_ARTICLE = re.compile(
    r"(?:§{1,2}\s?|(?i:article|artikel|artículo|articolo|artigo|art\.|clause|schedule|rule)\s{1,3})"
    r"(?P<value>\d{1,3}|[IVXLC]{1,7})(?:er|[a-zº])?(?![\w-])"
)
_ARTICLE_BEGINS = frozenset("§aAcCsSrR")
_CHINESE = re.compile(
    r"第(?P<value>[\d〇一二三四五六七八九十百]{1,5})(?P<name>[编部篇章节條条])|[（(]?(?P<han>[一二三四五六七八九十]{1,3})(?P<close>[、）)．.])"
)

RANK_ARTICLE = 6
"""How far out the articles of a law or a contract stand; notes cite them, so they end no notes."""
_PARTS = frozenset(("part", "book", "teil", "partie", "parte", "编", "部", "篇"))


@dataclass(frozen=True, slots=True)
class Ordinal:
    """A number in front of a title or an item."""

    forms: tuple[tuple[str, int], ...]
    """Every reading: ("roman", 1) and ("letter", 9) for "i."; the likelier first."""
    end: int
    """Where the words after it begin, counted from the start of the text."""
    rank: int
    """How far out its kind usually stands: 0 part, 1 chapter, 4 "I.", … 12 "(a)"."""
    strong: bool
    """True for what only headings carry: "Chapter 2", "1.2", "第三章"."""

    def follows(self, other: Ordinal) -> bool:
        """Return whether this is the next number of the other's kind."""
        return self.rank == other.rank and any(
            (style, value - 1) in other.forms for style, value in self.forms
        )


def parse_ordinal(text: str) -> Ordinal | None:
    """Read the number that opens a text, or return None."""
    for reader in (_read_named, _read_article, _read_chinese, _read_decimal, _read_plain, _read_bare):
        ordinal = reader(text)
        if ordinal is not None:
            return ordinal
    return None


def _read_named(text: str) -> Ordinal | None:
    found = _NAMED.match(text)
    if not found:
        return None
    rank = 0 if found["name"].lower() in _PARTS else 1
    if found["name"].lower() == "section":
        rank = 2
    return Ordinal(_forms(found["value"]), found.end(), rank, True)


def _read_article(text: str) -> Ordinal | None:
    found = _ARTICLE.match(text) if text[:1] in _ARTICLE_BEGINS else None
    return Ordinal(_forms(found["value"]), found.end(), RANK_ARTICLE, True) if found else None


def _read_chinese(text: str) -> Ordinal | None:
    found = _CHINESE.match(text)
    if not found:
        return None
    if found["name"]:
        rank = (
            0
            if found["name"] in _PARTS
            else {"节": 2, "條": RANK_ARTICLE, "条": RANK_ARTICLE}.get(found["name"], 1)
        )
        return Ordinal((("han", _han_value(found["value"])),), found.end(), rank, True)
    rank = 5 if found["close"] in "、．." else 6
    return Ordinal((("han", _han_value(found["han"])),), found.end(), rank, False)


def _read_decimal(text: str) -> Ordinal | None:
    found = _DECIMAL.match(text)
    if not found:
        return None
    parts = found["value"].split(".")
    return Ordinal((("decimal" + str(len(parts)), int(parts[-1])),), found.end(), 6 + len(parts), True)


def _read_plain(text: str) -> Ordinal | None:
    found = _PLAIN.match(text)
    if not found or (found["close"] == ":" and found["value"].isdigit()):
        return None
    value, closed = found["value"], found["close"] in ")）" or bool(found["open"])
    forms = _forms(value)
    if not forms:
        return None
    if value.isdigit():
        rank = 7
    elif value.isupper():
        rank = 4 if forms[0][0] == "roman" else 5
    else:
        rank = 13 if forms[0][0] == "letter" else 14
    return Ordinal(forms, found.end(), rank + 20 * closed, False)


def _read_bare(text: str) -> Ordinal | None:
    found = _BARE.match(text)
    if not found or found["value"] == "I":
        return None
    rank = 7 if found["value"].isdigit() else 4
    return Ordinal(_forms(found["value"]), found.end(), rank, False)


def _forms(value: str) -> tuple[tuple[str, int], ...]:
    words = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten")
    low = value.lower()
    if value.isdigit():
        return (("digit", int(value)),)
    if low in words:
        return (("digit", words.index(low) + 1),)
    letter = (("letter", ord(low) - 96),) if len(low) == 1 and "a" <= low <= "z" else ()
    roman = (("roman", _roman_value(low)),) if all(character in _ROMAN for character in low) else ()
    return roman + letter if low in "ivx" or not letter else letter + roman


def _roman_value(digits: str) -> int:
    total = 0
    for here, after in zip(digits, digits[1:] + "i", strict=True):
        value = _ROMAN[here]
        total += -value if value < _ROMAN[after] else value
    return total


def _han_value(digits: str) -> int:
    if digits.isdigit() and digits.isascii():
        return int(digits)
    return han_value(digits)
