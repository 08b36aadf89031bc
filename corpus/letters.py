"""Words by their letters: without accents, and how far two are apart."""

from __future__ import annotations

import re
import unicodedata

_POSSESSIVE = re.compile(r"['’]s?$")


def plain_letters(text: str) -> str:
    """Return a text without the accents of its letters."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


def without_possessive(word: str) -> str:
    """Return a word without the ending that says whose something is: "Kenya's", "workers'"."""
    return _POSSESSIVE.sub("", word)


def one_apart(left: str, right: str) -> bool:
    """Tell whether one letter more, less or other makes one word of the two."""
    if abs(len(left) - len(right)) > 1 or left == right:
        return False
    at = next(
        (i for i, (a, b) in enumerate(zip(left, right, strict=False)) if a != b), min(len(left), len(right))
    )
    return left[at + (len(left) >= len(right)) :] == right[at + (len(right) >= len(left)) :]


def swapped(left: str, right: str) -> bool:
    """Tell whether two letters beside each other have changed places in a word."""
    if len(left) != len(right):
        return False
    apart = [at for at, (a, b) in enumerate(zip(left, right, strict=True)) if a != b]
    if len(apart) != 2 or apart[1] != apart[0] + 1:
        return False
    return left[apart[0]] + left[apart[1]] == right[apart[1]] + right[apart[0]]


_SOUNDS_ALIKE = ("aeiouy", "ckq", "csz", "dt", "fv", "gj", "mn", "bp", "vw")
"""Letters that are written for each other by ear,"""
_KEYS = ("qwertyuiop", "asdfghjkl", "zxcvbnm")
"""and rows of keys, whose neighbours are hit for each other."""
_ALIKE = frozenset(
    one + other
    for group in (*_SOUNDS_ALIKE, *(row[at : at + 2] for row in _KEYS for at in range(len(row) - 1)))
    for one in group
    for other in group
)


def slips_apart(left: str, right: str, most: int) -> int:
    """Return how many slips of ear or finger make one word of the other.

    A letter more or less is one slip, so are two changed about, and one written for another that sounds
    like it or lies beside it among the keys; any other letter in a place counts two, as it mostly makes
    another word ("carnets" and "carpets").

    Args:
        left: A word in lower case.
        right: Another one.
        most: Where it is known to be more, `most` + 1 is returned: the rest need not be counted.
    """
    if abs(len(left) - len(right)) > most:
        return most + 1
    two: list[int] = []
    one = list(range(len(right) + 1))
    for i, letter in enumerate(left, 1):
        row = [i]
        for j, other in enumerate(right, 1):
            changed = 0 if letter == other else 1 if letter + other in _ALIKE else 2
            best = min(one[j] + 1, row[j - 1] + 1, one[j - 1] + changed)
            if i > 1 and j > 1 and letter == right[j - 2] and left[i - 2] == other:
                best = min(best, two[j - 2] + 1)
            row.append(best)
        if min(row) > most and min(one) > most:
            return most + 1
        two, one = one, row
    return min(one[-1], most + 1)
