"""Words by their letters: without accents, and how far two are apart."""

from __future__ import annotations

import unicodedata


def plain_letters(text: str) -> str:
    """Return a text without the accents of its letters."""
    apart = unicodedata.normalize("NFKD", text)
    return "".join(letter for letter in apart if not unicodedata.combining(letter))


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
