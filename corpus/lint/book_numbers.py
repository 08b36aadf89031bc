"""The check of ISBNs and ISSNs against their last digit, which is worked out from the others."""

from __future__ import annotations

import re
from collections.abc import Iterator

from corpus.citations.layout import lay_out
from corpus.lint.finding import Flag
from corpus.model import Document, Note

_NUMBER = re.compile(
    r"\b(?P<kind>ISBN(?:-1[03])?|[ep]?-?ISSN)\b[:：]?\s?(?P<number>\d(?:[\s‐–-]?[\dXx]){5,16})(?![\w-])",
    re.IGNORECASE,
)


def wrong_book_number(document: Document, note: Note) -> Iterator[Flag]:
    """Flag an ISBN or ISSN that has a digit too many, too few or wrong."""
    for match in _NUMBER.finditer(lay_out(note.text).outline):
        digits = re.sub(r"[\s‐–-]", "", match["number"]).upper()
        serial = match["kind"].upper().endswith("ISSN")
        lengths = (8,) if serial else (10, 13)
        kind = "ISSN" if serial else "ISBN"
        if len(digits) not in lengths:
            reason = f"The {kind} has {len(digits)} digits, and not {' or '.join(map(str, lengths))}."
            yield Flag(reason, "possible", match.start(), match.end())
        elif not _adds_up(digits):
            yield Flag(
                f"The last digit of the {kind} does not fit the others.",
                "possible",
                match.start(),
                match.end(),
            )


def _adds_up(digits: str) -> bool:
    """Tell whether the weighted digits add up (ISO 2108, ISO 3297)."""
    if "X" in digits[:-1]:
        return False
    values = [10 if digit == "X" else int(digit) for digit in digits]
    if len(values) == 13:
        return sum(value * (3 if at % 2 else 1) for at, value in enumerate(values)) % 10 == 0
    return (
        sum(value * weight for value, weight in zip(reversed(values), range(1, 14), strict=False)) % 11 == 0
    )
